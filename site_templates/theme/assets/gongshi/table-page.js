// The table page: its state is its URL. ?q= words, cols= a,b, sort= name or -name, page=, and for a
// field f: f.f= words, f.f.min= f.f.max=, f.f.is= a value (once for each).
import { button, bytes, element, part, thousands, told } from "./dom.js";
import { fetched, parsed, save, written } from "./explore-csv.js";
import { drawTable } from "./explore-table.js";
import { makeFold, words } from "./search-core.js";
import { filterBox } from "./table-filters.js";
import { Column, isMissing, pointed, rowsOf, titles } from "./table-data.js";

const ASK = 20 * 1024 * 1024; // above this a reader is asked before the file is fetched
const REFUSE = 200 * 1024 * 1024;
const PAUSE = 250;

const today = () => new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai", dateStyle: "short" }).format(new Date());

function readState(fields) {
  const found = new URLSearchParams(location.search);
  const known = new Set(fields.map((field) => field.name));
  const filters = new Map();
  for (const [key, value] of found) {
    if (!key.startsWith("f.")) continue;
    const [, name, kind] = /^f\.(.+?)(?:\.(min|max|is))?$/.exec(key) ?? [];
    if (!known.has(name)) continue;
    const filter = filters.get(name) ?? {};
    if (kind === "is") (filter.values ??= new Set()).add(value);
    else if (kind) { filter.min ??= ""; filter.max ??= ""; filter[kind] = value; }
    else filter.text = value;
    filters.set(name, filter);
  }
  const sort = found.get("sort") ?? "";
  const by = sort.replace(/^-/, "");
  return {
    q: found.get("q") ?? "",
    columns: (found.get("cols") ?? "").split(",").filter((name) => known.has(name)),
    sort: known.has(by) ? { name: by, down: sort.startsWith("-") } : undefined,
    page: Number.parseInt(found.get("page") ?? "1", 10) || 1,
    filters,
  };
}

function address(state, usual) {
  const parameters = new URLSearchParams();
  if (state.q) parameters.set("q", state.q);
  if (state.columns.join() !== usual.join()) parameters.set("cols", state.columns.join());
  if (state.sort) parameters.set("sort", `${state.sort.down ? "-" : ""}${state.sort.name}`);
  for (const [name, filter] of state.filters) {
    if (filter.text) parameters.set(`f.${name}`, filter.text);
    if (filter.min) parameters.set(`f.${name}.min`, filter.min);
    if (filter.max) parameters.set(`f.${name}.max`, filter.max);
    for (const value of filter.values ?? []) parameters.append(`f.${name}.is`, value);
  }
  if (state.page > 1) parameters.set("page", state.page);
  const query = parameters.toString();
  return query ? `?${query}` : location.pathname;
}

export async function tablePage(root) {
  root.hidden = false;
  const about = told(root);
  const status = part("state", root);
  if (about.size > REFUSE) {
    status.textContent = `这张表有 ${bytes(about.size)}，浏览器装不下。请下载以后用自己的软件打开，或者用 SQL 查。`;
    return;
  }
  if (about.size > ASK) {
    status.replaceChildren(`这张表有 ${bytes(about.size)}。`, button("取来看", () => start(root, about)));
    return;
  }
  await start(root, about);
}

async function start(root, about) {
  const status = part("state", root);
  const percent = (done) => { status.textContent = `正在取数据 ${Math.floor(done * 100)}%`; };
  try {
    percent(0);
    const [file, variants] = await Promise.all([
      fetched(root.dataset.source, about.size, percent),
      fetch(root.dataset.variants).then((response) => response.json()),
    ]);
    const { names, rows } = await parsed(new TextDecoder().decode(file));
    new TableView(root, about, names, current(about, names, rows), makeFold(variants)).begin();
  } catch {
    status.textContent = "数据没有取到。请检查网络以后重新打开这一页，或者下载文件。";
  }
}

/** A build may be older than the last day of a record: such rows are not shown. */
function current(about, names, rows) {
  const at = about.until ? names.indexOf(about.until) : -1;
  const day = today();
  return at < 0 ? rows : rows.filter((row) => !/^\d{4}-\d\d-\d\d$/.test(row[at]) || row[at] >= day);
}

class TableView {
  constructor(root, about, names, rows, fold) {
    Object.assign(this, { root, about, fold, count: rows.length, names });
    this.fields = about.fields.filter((field) => names.includes(field.name));
    const at = new Map(names.map((name, i) => [name, i]));
    this.columns = new Map(this.fields.map((field) => [
      field.name, new Column(field, rows.map((row) => row[at.get(field.name)])),
    ]));
    this.titles = titles(about.template, this.columns, rows.length);
    this.usual = about.columns.filter((name) => this.columns.has(name));
    if (!this.usual.length) this.usual = this.fields.slice(0, 6).map((field) => field.name);
  }

  part(name) { return part(name, this.root); }

  begin() {
    this.state = readState(this.fields);
    if (!this.state.columns.length) this.state.columns = [...this.usual];
    this.#toolbar();
    addEventListener("popstate", () => {
      this.state = readState(this.fields);
      if (!this.state.columns.length) this.state.columns = [...this.usual];
      this.#controls();
      this.draw();
    });
    this.#controls();
    this.draw();
  }

  /** A change by the reader. `page` 1 unless said. */
  set(change, push = true) {
    Object.assign(this.state, { page: 1 }, change);
    history[push ? "pushState" : "replaceState"](null, "", address(this.state, this.usual));
    this.draw();
  }

  #toolbar() {
    const bar = this.part("bar");
    bar.hidden = false;
    bar.addEventListener("submit", (event) => event.preventDefault());
    const box = bar.querySelector("input");
    let timer;
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.set({ q: box.value }, false), PAUSE);
    });
    const select = bar.querySelector("select");
    for (const field of this.fields) select.append(element("option", { value: field.name }, field.title));
    select.addEventListener("change", () => {
      if (select.value) {
        this.state.filters.set(select.value, this.state.filters.get(select.value) ?? {});
        this.#controls(select.value);
      }
      select.value = "";
    });
    const choices = this.part("columns");
    for (const field of this.fields) {
      const input = element("input", { type: "checkbox", value: field.name });
      input.addEventListener("change", () => {
        const chosen = [...choices.querySelectorAll("input:checked")].map((one) => one.value);
        if (chosen.length) this.set({ columns: chosen, page: this.state.page });
        else input.checked = true;
      });
      choices.append(element("label", {}, input, ` ${field.title}`));
    }
    const actions = this.part("actions");
    actions.hidden = false;
    actions.append(
      button("下载看到的部分（CSV）", () => this.download(false)),
      button("Excel 用的 CSV", () => this.download(true)),
      button("恢复原样", () => {
        this.state.filters.clear();
        this.set({ q: "", sort: undefined, columns: [...this.usual] });
        this.#controls();
      }),
    );
  }

  /** The controls as the state says. */
  #controls(focused) {
    this.part("bar").querySelector("input").value = this.state.q;
    for (const input of this.part("columns").querySelectorAll("input")) {
      input.checked = this.state.columns.includes(input.value);
    }
    const boxes = [...this.state.filters].map(([name, filter]) => filterBox(this.columns.get(name), filter, {
      changed: () => this.set({}, false),
      removed: () => {
        this.state.filters.delete(name);
        this.set({});
        this.#controls();
      },
    }));
    this.part("filters").replaceChildren(...boxes);
    if (focused) {
      const box = boxes[[...this.state.filters.keys()].indexOf(focused)];
      box.querySelector("input")?.focus();
    }
  }

  #rows() {
    const filters = new Map();
    for (const [name, filter] of this.state.filters) {
      const asked = filter.text ? { words: words(this.fold, filter.text) } : filter;
      if (asked.values?.size || asked.words || asked.min || asked.max) {
        filters.set(name, { ...asked, min: asked.min ?? "", max: asked.max ?? "", values: asked.values?.size ? asked.values : undefined });
      }
    }
    return rowsOf(this.columns, { words: words(this.fold, this.state.q), filters, sort: this.state.sort }, this.fold);
  }

  draw() {
    const rows = this.#rows();
    this.rows = rows;
    const shown = this.state.columns.map((name) => this.columns.get(name));
    this.part("state").textContent = rows.length === this.count
      ? `全部 ${thousands(this.count)} 条`
      : `${thousands(rows.length)} 条，共 ${thousands(this.count)} 条`;
    drawTable(this.part("table"), this.part("pages"), {
      head: this.#head(shown),
      caption: "每行一条记录；列名上的按钮排序",
      count: rows.length,
      page: this.state.page,
      row: (i) => this.#row(rows[i], shown),
      go: (page) => {
        this.set({ page });
        this.part("table").scrollIntoView({ block: "nearest" });
        this.part("table").focus({ preventScroll: true });
      },
    });
  }

  #head(shown) {
    const cells = shown.map((column) => {
      const { name, title } = column.field;
      const sorted = this.state.sort?.name === name ? this.state.sort : undefined;
      const mark = sorted ? (sorted.down ? " ▼" : " ▲") : "";
      const press = button(title + mark, () => {
        const sort = sorted ? (sorted.down ? undefined : { name, down: true }) : { name, down: false };
        this.set({ sort });
        this.part("table").querySelector(`[data-sort="${CSS.escape(name)}"]`)?.focus();
      }, { class: "g-button g-button--link", "data-sort": name });
      return element("th", { scope: "col", class: column.form === "number" ? "g-num" : undefined, "aria-sort": sorted ? (sorted.down ? "descending" : "ascending") : "none" }, press);
    });
    return element("tr", {}, element("th", { scope: "col" }, "记录"), ...cells);
  }

  #row(row, shown) {
    const id = this.columns.get(this.about.id)?.cells[row];
    const title = this.titles[row] || id;
    const link = id === undefined ? title : element("a", { href: `${this.about.prefix}${encodeURIComponent(id)}/` }, title);
    return element("tr", {}, element("th", { scope: "row" }, link), ...shown.map((column) => this.#cell(column, row)));
  }

  #cell(column, row) {
    const cell = column.cells[row];
    const text = column.texts[row];
    if (isMissing(column.field, cell)) return element("td", { class: column.form === "number" ? "g-num" : undefined }, element("span", { class: "g-missing" }, text));
    const target = pointed(column.field, cell);
    if (target) return element("td", {}, element("a", { href: `${column.field.link.prefix}${encodeURIComponent(target[1])}/` }, text));
    return element("td", { class: column.form === "number" ? "g-num" : undefined }, text);
  }

  /** The cells as they are published, of the rows and columns that are shown. */
  download(excel) {
    const names = this.state.columns.includes(this.about.id) ? this.state.columns : [this.about.id, ...this.state.columns];
    const chosen = names.map((name) => this.columns.get(name)).filter(Boolean);
    const lines = this.rows.map((row) => chosen.map((column) => column.cells[row]));
    save(`${this.root.dataset.name}-${excel ? "excel-" : ""}${this.rows.length}.csv`, written(chosen.map((column) => column.field.name), lines, excel));
  }
}
