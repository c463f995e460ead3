// The search box's suggestions and the search page.
import { find, makeFold, marks, prepare, words } from "./search-core.js";

const PAGE_SIZE = 20;
const SUGGESTIONS = 8;
let loaded;

/** {entries, fold, asOf}, fetched once. `paths`: URLs of the index and of the variants. */
export function load(paths) {
  loaded ??= (async () => {
    const [index, variants] = await Promise.all(
      [paths.index, paths.variants].map(async (path) => {
        const response = await fetch(path);
        if (!response.ok) throw new Error(`${response.status}`);
        return response.json();
      }),
    );
    const fold = makeFold(variants);
    return { entries: prepare(index, fold), fold, asOf: index.asOf };
  })();
  loaded.catch(() => { loaded = undefined; });
  return loaded;
}

const element = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children);
  return node;
};

function highlighted(text, wanted, fold) {
  const parts = [];
  let last = 0;
  for (const [start, end] of marks(text, wanted, fold)) {
    if (start > last) parts.push(text.slice(last, start));
    parts.push(element("mark", {}, text.slice(start, end)));
    last = end;
  }
  parts.push(text.slice(last));
  return parts;
}

// The form's action is the search page: the index stands beside it.
const searchUrl = (form) => new URL(form.getAttribute("action"), location.href);

// Suggestions below a search box (WAI-ARIA combobox with a listbox).

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
    if (query !== box.value) return;
    const scope = form.elements.kind?.value;
    const wanted = words(data.fold, query);
    const found = find(data.entries, wanted).filter((entry) => !scope || entry.kind === scope);
    if (!found.length) { close(); return; }
    list.replaceChildren(...found.slice(0, SUGGESTIONS).map((entry, i) => element(
      "li",
      { role: "option", id: `${list.id}-${i}`, "data-url": new URL(entry.url, root).href, "aria-selected": "false" },
      element("span", { class: "g-suggest__kind" }, entry.kind),
      element("span", { class: "g-suggest__title" }, ...highlighted(entry.title, wanted, data.fold)),
    )));
    list.hidden = false;
    active = -1;
    box.setAttribute("aria-expanded", "true");
  };
  box.addEventListener("input", () => { show().catch(close); });
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

// The search page: its state is its URL.

const read = () => {
  const parameters = new URLSearchParams(location.search);
  return {
    q: parameters.get("q") ?? "",
    kind: parameters.get("kind") ?? "",
    sort: parameters.get("sort") ?? "",
    facets: [...parameters].filter(([name]) => name.startsWith("f.")).map(([name, value]) => [name.slice(2), value]),
  };
};

const address = (state) => {
  const parameters = new URLSearchParams();
  if (state.q) parameters.set("q", state.q);
  if (state.kind) parameters.set("kind", state.kind);
  if (state.sort) parameters.set("sort", state.sort);
  for (const [name, value] of state.facets) parameters.set(`f.${name}`, value);
  const query = parameters.toString();
  return query ? `?${query}` : location.pathname;
};

const labelOf = (entry, title) => {
  const facet = entry.table?.facets.find((f) => f.title === title);
  return facet ? facet.labels[facet.column[entry.row]] : undefined;
};

function narrowed(entries, state, without = "") {
  return entries.filter((entry) => (!state.kind || entry.kind === state.kind)
    && state.facets.every(([title, label]) => title === without || labelOf(entry, title) === label));
}

function counted(entries, key) {
  const counts = new Map();
  for (const entry of entries) {
    const value = key(entry);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}

export async function searchPage(page) {
  const box = document.getElementById("g-search-page");
  const part = (name) => page.querySelector(`[data-gongshi="${name}"]`);
  const browse = document.querySelector('[data-gongshi="browse"]');
  const root = new URL(page.dataset.root, location.href);
  let data;
  let shown = PAGE_SIZE;
  page.hidden = false;

  const go = (state, how = "pushState") => {
    history[how](null, "", address(state));
    shown = PAGE_SIZE;
    draw();
  };
  const link = (state, text, extra = {}) => {
    const node = element("a", { href: address(state), ...extra }, ...text);
    node.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      go(state);
      part("count").focus?.();
    });
    return node;
  };

  function drawFacets(found, state) {
    const groups = [];
    const kinds = counted(found, (entry) => entry.kind);
    groups.push(["类别", kinds.map(([kind, count]) => [
      { ...state, kind: state.kind === kind ? "" : kind, facets: [] }, kind, count, state.kind === kind])]);
    const tables = state.kind ? new Set(narrowed(found, { ...state, facets: [] }).map((e) => e.table)) : new Set();
    for (const table of tables) {
      for (const facet of table?.facets ?? []) {
        const values = counted(narrowed(found, state, facet.title), (entry) => labelOf(entry, facet.title));
        groups.push([facet.title, values.slice(0, 12).map(([label, count]) => {
          const on = state.facets.some(([t, l]) => t === facet.title && l === label);
          const rest = state.facets.filter(([t]) => t !== facet.title);
          return [{ ...state, facets: on ? rest : [...rest, [facet.title, label]] }, label, count, on];
        })]);
      }
    }
    part("facets").replaceChildren(...groups.map(([title, values]) => element(
      "section", { class: "g-facet" }, element("h2", {}, title),
      element("ul", {}, ...values.map(([next, label, count, on]) => element(
        "li", {}, link(next, [label], on ? { "aria-current": "true" } : {}), " ",
        element("span", { class: "g-count" }, String(count))))),
    )));
  }

  function drawResult(entry, wanted) {
    const meta = [entry.kind, entry.subject !== entry.title && entry.subject, entry.date, entry.id].filter(Boolean);
    const codes = entry.table?.codes[entry.row] ?? "";
    const hit = codes.split("\n").find((line) => wanted.some((word) => data.fold(line).includes(word)));
    const titleHit = marks(entry.title, wanted, data.fold).length > 0;
    return element("li", {},
      element("a", { href: new URL(entry.url, root).href }, ...highlighted(entry.title, wanted, data.fold)),
      element("p", { class: "g-note" }, ...highlighted(meta.join(" · "), wanted, data.fold)),
      ...(hit && !titleHit ? [element("p", { class: "g-results__hit" }, ...highlighted(snippet(hit, wanted), wanted, data.fold))] : []));
  }

  const snippet = (line, wanted) => {
    const at = marks(line, wanted, data.fold)[0]?.[0] ?? 0;
    const start = Math.max(0, at - 24);
    return `${start ? "…" : ""}${line.slice(start, start + 90)}${line.length > start + 90 ? "…" : ""}`;
  };

  function drawNothing(state, wanted) {
    const tips = [];
    if (state.kind || state.facets.length) {
      tips.push(element("li", {}, link({ ...state, kind: "", facets: [] }, ["去掉全部筛选条件"])));
    }
    if (wanted.length > 1) tips.push(element("li", {}, "减少词数：空格隔开的每个词都要出现"));
    tips.push(element("li", {}, "换短一些的词，两个字就够；或者只写文号、代码的一段"));
    tips.push(element("li", {}, "按下面的数据集逐类浏览"));
    part("results").replaceChildren(element("li", { class: "g-results__none" },
      element("p", {}, "没有找到。这只说明公开的记录里没有这些字，不构成任何证明。"), element("ul", {}, ...tips)));
  }

  function draw() {
    if (!data) return;
    const state = read();
    const wanted = words(data.fold, state.q);
    if (document.activeElement !== box || !box.value) box.value = state.q;
    const found = find(data.entries, wanted);
    const chosen = narrowed(found, state);
    browse.hidden = chosen.length > 0 && wanted.length > 0;
    if (state.sort === "date") chosen.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
    const count = part("count");
    count.replaceChildren();
    if (!wanted.length) {
      part("facets").replaceChildren();
      part("results").replaceChildren();
      part("more").hidden = true;
      return;
    }
    count.append(`找到 ${chosen.length} 条 `);
    for (const [label, next] of [
      ...(state.kind ? [[state.kind, { ...state, kind: "", facets: [] }]] : []),
      ...state.facets.map(([t, l]) => [`${t}：${l}`, { ...state, facets: state.facets.filter(([x]) => x !== t) }]),
    ]) count.append(link(next, [label, element("span", { "aria-hidden": "true" }, " ×"), element("span", { class: "g-visually-hidden" }, "，去掉这个条件")], { class: "g-tag" }), " ");
    if (chosen.length > 1) {
      count.append(link({ ...state, sort: state.sort ? "" : "date" }, [state.sort ? "按相关排序" : "按日期排序"], { class: "g-more" }));
    }
    drawFacets(found, state);
    if (!chosen.length) drawNothing(state, wanted);
    else part("results").replaceChildren(...chosen.slice(0, shown).map((entry) => drawResult(entry, wanted)));
    part("more").hidden = chosen.length <= shown;
  }

  part("more").addEventListener("click", () => {
    const before = shown;
    shown += PAGE_SIZE;
    draw();
    part("results").children[before]?.querySelector("a")?.focus();
  });
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    go({ ...read(), q: box.value });
  });
  const typed = () => history.replaceState(null, "", address({ ...read(), q: box.value }));
  box.addEventListener("input", () => {
    typed();
    shown = PAGE_SIZE;
    if (data) draw();
  });
  addEventListener("popstate", draw);
  // A quick reader has typed before this module ran: that is the query, whatever the URL says.
  if (box.value) typed();
  else box.value = read().q;
  part("count").textContent = "正在读取索引…";
  try {
    data = await load({ index: new URL(page.dataset.index, location.href), variants: new URL(page.dataset.variants, location.href) });
    draw();
    if (!read().q) box.focus();
  } catch {
    part("count").textContent = "检索的数据没有取到。请检查网络后刷新，或按数据集浏览。";
    browse.hidden = false;
  }
}
