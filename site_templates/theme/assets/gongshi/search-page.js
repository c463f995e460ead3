// The search page: its state is its URL.
import { marks, words } from "./search-core.js";
import { element, highlighted, load } from "./search-dom.js";
import { countAll, find, first, kinds, labels, narrowed, shown, some } from "./search-find.js";

const PAGE_SIZE = 10;
const VALUES = 12;
const PAUSE = 300; // milliseconds
// Records in a section above which its facets are counted when the reader asks for it: the columns
// have to be fetched first.
const MANY = 100_000;

const read = () => {
  const parameters = new URLSearchParams(location.search);
  return {
    q: parameters.get("q") ?? "",
    kind: parameters.get("kind") ?? "",
    sort: parameters.get("sort") ?? "",
    full: parameters.get("full") ?? "",
    facets: [...parameters].filter(([name]) => name.startsWith("f.")).map(([name, value]) => [name.slice(2), value]),
  };
};

const address = (state) => {
  const parameters = new URLSearchParams();
  if (state.q) parameters.set("q", state.q);
  if (state.kind) parameters.set("kind", state.kind);
  if (state.sort) parameters.set("sort", state.sort);
  if (state.full) parameters.set("full", state.full);
  for (const [name, value] of state.facets) parameters.set(`f.${name}`, value);
  const query = parameters.toString();
  return query ? `?${query}` : location.pathname;
};

export async function searchPage(page) {
  const box = document.getElementById("g-search-page");
  const part = (name) => page.querySelector(`[data-gongshi="${name}"]`);
  const browse = document.querySelector('[data-gongshi="browse"]');
  const root = new URL(page.dataset.root, location.href);
  let data;
  let most = PAGE_SIZE;
  let turn = 0;
  let typed;
  let timer;
  const counted = new Set();
  page.hidden = false;

  // The URL follows what is typed after a pause: each change of it costs the browser a few
  // milliseconds.
  const asked = () => (typed === undefined ? read() : { ...read(), q: typed });
  const noted = () => {
    if (typed !== undefined) history.replaceState(null, "", address(asked()));
    typed = undefined;
  };
  const go = (state) => {
    clearTimeout(timer);
    noted();
    history.pushState(null, "", address(state));
    most = PAGE_SIZE;
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

  /** [title, [[next state, label, count, whether it is chosen]]], or what to do for them. */
  async function facetGroups(ranks, state) {
    const { source } = data;
    const groups = [["类别", kinds(source, ranks).map(([kind, count]) => [
      { ...state, kind: state.kind === kind ? "" : kind, facets: [] }, kind, count, state.kind === kind])]];
    if (!state.kind) return groups;
    const ofKind = await narrowed(source, ranks, { ...state, facets: [] });
    for (const section of source.sections.filter((one) => one.facets.length && some(ofKind, one))) {
      if (section.count > MANY && !counted.has(section)) { groups.push([section.label, section]); continue; }
      for (const [i, { title }] of section.facets.entries()) {
        const others = { ...state, facets: state.facets.filter(([t]) => t !== title) };
        const values = await labels(source, await narrowed(source, ranks, others), section, i);
        groups.push([title, values.slice(0, VALUES).map(([label, count]) => {
          const on = state.facets.some(([t, l]) => t === title && l === label);
          return [{ ...others, facets: on ? others.facets : [...others.facets, [title, label]] }, label, count, on];
        })]);
      }
    }
    return groups;
  }

  function drawGroup([title, values]) {
    if (Array.isArray(values)) {
      return element("section", { class: "g-facet" }, element("h2", {}, title),
        element("ul", {}, ...values.map(([next, label, count, on]) => element(
          "li", {}, link(next, [label], on ? { "aria-current": "true" } : {}), " ",
          element("span", { class: "g-count" }, String(count))))));
    }
    const button = element("button", { type: "button", class: "g-button g-button--link" }, "按分类统计");
    button.addEventListener("click", () => { counted.add(values); draw(); });
    return element("section", { class: "g-facet" }, element("h2", {}, title), button);
  }

  function drawResult(entry, wanted) {
    const meta = [entry.kind, entry.subject !== entry.title && entry.subject, entry.date, entry.id].filter(Boolean);
    const titleHit = marks(entry.title, wanted, data.fold).length > 0;
    const lines = titleHit ? [] : `${entry.codes}\n${entry.text ?? ""}`.split("\n");
    const hit = lines.find((line) => marks(line, wanted, data.fold).length);
    return element("li", {},
      element("a", { href: new URL(entry.url, root).href }, ...highlighted(entry.title, wanted, data.fold)),
      element("p", { class: "g-note" }, ...highlighted(meta.join(" · "), wanted, data.fold)),
      ...(hit ? [element("p", { class: "g-results__hit" }, ...highlighted(snippet(hit, wanted), wanted, data.fold))] : []));
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

  /** Searches and draws; what was asked for meanwhile is drawn instead. */
  async function draw() {
    if (!data) return;
    turn += 1;
    const mine = turn;
    const state = asked();
    const wanted = words(data.fold, state.q);
    if (document.activeElement !== box || !box.value) box.value = state.q;
    try {
      const found = await searched(wanted, state);
      if (mine !== turn) return;
      const groups = wanted.length ? facetGroups(found.ranks, state) : Promise.resolve([]);
      if (!state.kind) await groups; // nothing to be fetched: one layout instead of two
      drawCount(found, wanted, state);
      drawResults(found, wanted, state);
      const drawn = (await groups).map(drawGroup);
      if (mine === turn) part("facets").replaceChildren(...drawn);
    } catch {
      if (mine === turn) failed();
    }
  }

  async function searched(wanted, state) {
    const { source } = data;
    const look = async (full) => {
      const ranks = await find(source, wanted, full);
      const chosen = await narrowed(source, ranks, state);
      return { full, ranks, chosen, count: countAll(chosen) };
    };
    let found = await look(Boolean(state.full));
    if (!found.count && !state.full && wanted.length) found = await look(true);
    const numbers = first(source, found.chosen, most, state.sort === "date");
    return { ...found, entries: await shown(source, numbers, wanted, found.full) };
  }

  function drawCount({ count, full }, wanted, state) {
    const line = part("count");
    line.replaceChildren();
    if (!wanted.length) return;
    line.append(full && !state.full && count ? `名称、编号里没有，正文里找到 ${count} 条 ` : `找到 ${count} 条 `);
    for (const [label, next] of [
      ...(state.kind ? [[state.kind, { ...state, kind: "", facets: [] }]] : []),
      ...state.facets.map(([t, l]) => [`${t}：${l}`, { ...state, facets: state.facets.filter(([x]) => x !== t) }]),
    ]) line.append(link(next, [label, element("span", { "aria-hidden": "true" }, " ×"), element("span", { class: "g-visually-hidden" }, "，去掉这个条件")], { class: "g-tag" }), " ");
    if (count > 1) {
      line.append(link({ ...state, sort: state.sort ? "" : "date" }, [state.sort ? "按相关排序" : "按日期排序"], { class: "g-more" }), " ");
    }
    if (state.full || !full) {
      line.append(link({ ...state, full: state.full ? "" : "1" }, [state.full ? "不查正文" : "也查正文"], { class: "g-more" }));
    }
  }

  function drawResults({ entries, count }, wanted, state) {
    browse.hidden = count > 0;
    if (!wanted.length) part("results").replaceChildren();
    else if (!count) drawNothing(state, wanted);
    else part("results").replaceChildren(...entries.map((entry) => drawResult(entry, wanted)));
    part("more").hidden = count <= most;
  }

  function failed() {
    part("count").textContent = "检索的数据没有取到，或者刚刚更新过。请检查网络后刷新，或按数据集浏览。";
    browse.hidden = false;
  }

  part("more").addEventListener("click", async () => {
    const before = most;
    most += PAGE_SIZE;
    await draw();
    part("results").children[before]?.querySelector("a")?.focus();
  });
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    go({ ...asked(), q: box.value });
  });
  const changed = (event) => {
    if (event.isComposing) return; // an input method has not put it together yet
    typed = box.value;
    clearTimeout(timer);
    timer = setTimeout(noted, PAUSE);
    most = PAGE_SIZE;
    draw();
  };
  box.addEventListener("input", changed);
  box.addEventListener("compositionend", changed);
  addEventListener("pagehide", noted);
  addEventListener("popstate", () => { typed = undefined; draw(); });
  // A quick reader has typed before this module ran: that is the query, whatever the URL says.
  if (box.value) { typed = box.value; noted(); } else box.value = read().q;
  part("count").textContent = "正在读取索引…";
  try {
    data = await load({ index: new URL(page.dataset.index, location.href), variants: new URL(page.dataset.variants, location.href) });
  } catch {
    failed();
    return;
  }
  await draw();
  if (!asked().q) box.focus();
}
