// Suggestions below a search box (WAI-ARIA combobox with a listbox).
import { words } from "./search-core.js";
import { element, highlighted, load } from "./search-dom.js";
import { find, first, narrowed, shown } from "./search-find.js";

const SUGGESTIONS = 8;

// The form's action is the search page: the index stands beside it.
const searchUrl = (form) => new URL(form.getAttribute("action"), location.href);

export function suggestions(box) {
  const form = box.form;
  const home = searchUrl(form);
  const root = new URL("../", home);
  const list = element("ul", { class: "g-suggest", role: "listbox", id: `${box.id}-list`, "aria-label": "建议" });
  list.hidden = true;
  form.append(list);
  for (const [key, value] of [["role", "combobox"], ["aria-expanded", "false"],
    ["aria-controls", list.id], ["aria-autocomplete", "list"]]) box.setAttribute(key, value);
  let active = -1;

  const close = () => {
    list.hidden = true;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (next) => {
    const options = [...list.children];
    active = (next + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    box.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  };
  const show = async () => {
    const query = box.value;
    const data = await load({ index: new URL("index.json", home), variants: new URL("variants.json", home) });
    const kind = form.elements.kind?.value ?? "";
    const wanted = words(data.fold, query);
    const ranks = await narrowed(data.source, await find(data.source, wanted), { kind, facets: [] });
    const found = await shown(data.source, first(data.source, ranks, SUGGESTIONS), wanted);
    if (query !== box.value) return;
    if (!found.length) { close(); return; }
    list.replaceChildren(...found.map((entry, i) => element(
      "li",
      { role: "option", id: `${list.id}-${i}`, "data-url": new URL(entry.url, root).href, "aria-selected": "false" },
      element("span", { class: "g-suggest__kind" }, entry.kind),
      element("span", { class: "g-suggest__title" }, ...highlighted(entry.title, wanted, data.fold)),
    )));
    list.hidden = false;
    active = -1;
    box.setAttribute("aria-expanded", "true");
  };
  // What an input method has not put together yet is no query.
  const typed = (event) => { if (!event.isComposing) show().catch(close); };
  box.addEventListener("input", typed);
  box.addEventListener("compositionend", typed);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") { close(); return; }
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); choose(active + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); choose(active < 0 ? -1 : active - 1); }
    if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.assign(list.children[active].dataset.url);
    }
  });
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) { event.preventDefault(); location.assign(option.dataset.url); }
  });
  box.addEventListener("blur", close);
  if (box.value) show().catch(close);
}
