// One filter of the table page: words, a span of numbers or days, or values to choose.
import { button, element, thousands } from "./dom.js";

const PAUSE = 250;
let made = 0;

function later(act) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, PAUSE);
  };
}

function input(label, type, value, act) {
  made += 1;
  const id = `g-filter-${made}`;
  const box = element("input", { id, type, class: "g-explore__input", autocomplete: "off" });
  box.value = value ?? "";
  box.addEventListener("input", later(() => act(box.value)));
  return [element("label", { for: id }, label), box];
}

/** `filter` is changed in place: {text} | {min, max} | {values}. */
export function filterBox(column, filter, { changed, removed }) {
  const { title } = column.field;
  const set = (key) => (value) => { filter[key] = value; changed(); };
  let controls;
  if (column.form === "number" || column.form === "date") {
    const type = column.form === "date" ? "date" : "number";
    controls = [...input("从", type, filter.min, set("min")), ...input("到", type, filter.max, set("max"))];
  } else if (column.form === "choice") {
    controls = choices(column, filter, changed);
  } else {
    controls = input("含有", "search", filter.text, set("text"));
  }
  return element(
    "fieldset",
    { class: "g-explore__filter" },
    element("legend", {}, title),
    ...controls,
    button("去掉", removed, { "aria-label": `去掉对${title}的筛选` }),
  );
}

function choices(column, filter, changed) {
  filter.values ??= new Set();
  const every = column.cells.map((_, row) => row);
  return column.counts(every).map(([value, count]) => {
    const box = element("input", { type: "checkbox" });
    box.checked = filter.values.has(value);
    box.addEventListener("change", () => {
      if (box.checked) filter.values.add(value);
      else filter.values.delete(value);
      changed();
    });
    return element("label", { class: "g-explore__choice" }, box, ` ${value} `, element("span", { class: "g-count" }, thousands(count)));
  });
}
