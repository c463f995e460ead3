// The SQL page. The query stands in the fragment of the URL, which browsers send to nobody.
import { chart, drawable } from "./chart.js";
import { button, bytes, element, part, thousands, told } from "./dom.js";
import { fetched, save, written } from "./explore-csv.js";
import { drawTable } from "./explore-table.js";
import { inChinese } from "./sql-words.js";

const ASK = 30 * 1024 * 1024; // a database above this is fetched only when a reader asks for it
const LONGEST = 60_000; // milliseconds

const asked = () => {
  const found = new URLSearchParams(location.hash.slice(1));
  return { sql: found.get("q") ?? "", kind: found.get("chart") ?? "" };
};

const text = (cell) => {
  if (cell === null) return "";
  return cell instanceof Uint8Array ? `（${cell.length} 字节）` : String(cell);
};

export function sqlPage(root) {
  root.hidden = false;
  if (typeof WebAssembly !== "object" || typeof Worker !== "function") {
    part("state", root).textContent = "这个浏览器不能运行数据库（没有 WebAssembly）。请换一个新一些的浏览器，或者下载下面的 SQLite 文件用自己的软件查。";
    part("form", root).hidden = true;
    return;
  }
  new SqlPage(root).begin();
}

class SqlPage {
  constructor(root) {
    this.root = root;
    this.about = told(root);
    this.box = root.querySelector("textarea");
  }

  part(name) { return part(name, this.root); }

  begin() {
    this.part("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask(this.box.value, "", true);
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.part("form").requestSubmit();
    });
    this.part("stop").addEventListener("click", () => this.#stop("已经停止。"));
    for (const one of this.root.querySelectorAll("[data-example]")) {
      one.addEventListener("click", () => {
        const example = this.about.examples[Number(one.dataset.example)];
        this.box.value = example.sql;
        this.ask(example.sql, example.chart, true);
        this.box.scrollIntoView({ block: "nearest" });
      });
    }
    for (const one of this.root.querySelectorAll("[data-insert]")) {
      one.addEventListener("click", () => this.#insert(one.dataset.insert));
    }
    for (const one of this.root.querySelectorAll("[data-fields]")) {
      one.addEventListener("toggle", () => this.#fields(one), { once: true });
    }
    addEventListener("hashchange", () => this.#asURL());
    this.#asURL();
  }

  #asURL() {
    const { sql, kind } = asked();
    this.box.value = sql || this.box.value || this.about.examples[0]?.sql || "";
    if (!sql) return;
    if (this.about.size > ASK && !this.bytes) this.#say(`数据库有 ${bytes(this.about.size)}，点“运行”才取。`);
    else this.ask(sql, kind, false);
  }

  #fields(details) {
    const fields = this.about.fields[Number(details.dataset.fields)];
    details.append(element("ul", { class: "g-sql__fields" }, ...fields.map(([name, title]) => element(
      "li",
      {},
      button(name, () => this.#insert(name), { class: "g-button g-button--link" }),
      ` ${title}`,
    ))));
  }

  #insert(name) {
    const quoted = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
    const before = this.box.value.slice(0, this.box.selectionStart);
    const space = before && !/[\s(.,]$/.test(before) ? " " : "";
    this.box.setRangeText(space + quoted, this.box.selectionStart, this.box.selectionEnd, "end");
    this.box.focus();
  }

  #say(words) { this.part("state").textContent = words; }

  #problem(words) {
    this.part("problem").replaceChildren(...(words ? [element("p", { class: "g-callout g-callout--wait" }, words)] : []));
  }

  #running(is) {
    this.part("stop").hidden = !is;
    this.root.toggleAttribute("data-busy", is);
  }

  #stop(words) {
    clearTimeout(this.timer);
    this.turn += 1;
    this.worker?.terminate();
    this.worker = undefined;
    this.#running(false);
    this.#say(words);
  }

  /** Runs `sql`; `push`: as a new step of the browser's history. */
  async ask(sql, kind, push) {
    if (!sql.trim()) { this.#problem("先写一个查询，或者点一个例子。"); return; }
    const hash = `#${new URLSearchParams({ q: sql, ...(kind ? { chart: kind } : {}) })}`;
    if (push && hash !== location.hash) history.pushState(null, "", hash);
    if (this.root.hasAttribute("data-busy")) this.#stop("");
    this.turn = (this.turn ?? 0) + 1;
    const turn = this.turn;
    this.#problem("");
    this.#running(true);
    try {
      await this.#open();
      if (turn !== this.turn) return;
      this.#say("正在查…");
      this.timer = setTimeout(() => this.#stop("查了一分钟还没有结果，已经停止。加上 WHERE 或者 LIMIT 再试。"), LONGEST);
      const { answer, problem } = await this.#told({ sql });
      if (turn !== this.turn) return;
      if (problem) this.#refused(problem);
      else this.#show(answer, kind);
    } catch {
      if (turn === this.turn) {
        this.worker?.terminate();
        this.worker = undefined;
        this.#say("");
        this.#problem("数据库没有打开：可能是网络断了，也可能是这个浏览器不允许。可以重新打开这一页，或者下载下面的 SQLite 文件。");
      }
    }
    if (turn === this.turn) {
      clearTimeout(this.timer);
      this.#running(false);
    }
  }

  #refused(problem) {
    this.#say("");
    this.#problem(inChinese(problem));
  }

  #told(message, transfer = []) {
    return new Promise((resolve, reject) => {
      this.worker.onmessage = ({ data }) => resolve(data);
      this.worker.onerror = reject;
      this.worker.postMessage(message, transfer);
    });
  }

  async #open() {
    if (this.worker) return;
    if (!this.bytes) {
      const bar = this.part("progress");
      bar.hidden = false;
      this.#say(`正在取数据库（${bytes(this.about.size)}）…`);
      try {
        this.bytes = await fetched(this.about.database, this.about.size, (done) => { bar.value = done; });
      } finally {
        bar.hidden = true;
      }
    }
    this.#say("正在打开数据库…");
    this.worker = new Worker(new URL("./sql-worker.js", import.meta.url), { type: "module" });
    const engine = new URL("sqlite3.js", new URL("./", location.href)).href;
    const { ready } = await this.#told({ bytes: this.bytes, engine });
    if (!ready) throw new Error("the engine does not start");
  }

  #show(answer, kind) {
    this.answer = answer;
    const rows = `${thousands(answer.rows.length)} 行`;
    const more = answer.more ? `只取了前 ${rows}，还有更多` : rows;
    this.#say(answer.columns.length ? `${more}，${answer.milliseconds.toFixed(0)} 毫秒` : "查询运行了，没有结果列。");
    this.#actions(kind);
    this.#picture(kind);
    this.#table(1);
  }

  #actions(kind) {
    const box = this.part("actions");
    box.hidden = !this.answer.rows.length;
    const picture = (word, value) => button(word, () => {
      this.#picture(value);
      this.#pressed(value);
    }, { "data-kind": value });
    const can = drawable(this.answer);
    box.replaceChildren(
      ...(can ? [picture("不画图", ""), picture("条形图", "bar"), picture("折线图", "line")] : []),
      button("下载结果（CSV）", () => this.#download(false)),
      button("Excel 用的 CSV", () => this.#download(true)),
      this.#sharing(),
    );
    this.#pressed(can ? kind : "");
  }

  #pressed(kind) {
    for (const one of this.part("actions").querySelectorAll("[data-kind]")) {
      one.setAttribute("aria-pressed", String(one.dataset.kind === kind));
    }
  }

  #sharing() {
    const share = button("复制这个查询的网址", async () => {
      try {
        await navigator.clipboard.writeText(location.href);
        share.textContent = "已复制";
      } catch {
        share.textContent = "复制不了，请从地址栏复制";
      }
    });
    return share;
  }

  #picture(kind) {
    const figure = this.part("chart");
    const columns = kind && drawable(this.answer);
    figure.hidden = !columns;
    if (!columns) { figure.replaceChildren(); return; }
    const width = Math.min(720, Math.max(300, this.root.firstElementChild.nextElementSibling.clientWidth));
    const { svg, words } = chart(kind, this.answer, columns, width);
    figure.replaceChildren(svg, element("figcaption", { class: "g-note" }, words));
  }

  #table(page) {
    const { columns, rows } = this.answer;
    const box = this.part("table");
    const nav = this.part("pages");
    if (!columns.length) { box.hidden = true; nav.hidden = true; return; }
    const numeric = columns.map((_, i) => rows.length > 0 && rows.every((row) => row[i] === null || typeof row[i] === "number"));
    const cls = (i) => (numeric[i] ? "g-num" : undefined);
    drawTable(box, nav, {
      head: element("tr", {}, ...columns.map((name, i) => element("th", { scope: "col", class: cls(i) }, name))),
      caption: "查询结果",
      count: rows.length,
      page,
      row: (i) => element("tr", {}, ...rows[i].map((cell, at) => this.#cell(columns[at], cell, cls(at)))),
      go: (to) => this.#table(to),
    });
  }

  /** An id of a known table leads to its record: by the column's name, which joins keep. */
  #cell(column, cell, name) {
    if (cell === null) return element("td", { class: name }, element("span", { class: "g-missing" }, "空"));
    const shown = text(cell);
    const record = /^[a-z]{2,5}-[A-Za-z0-9-]+$/.test(shown) ? this.#record(column, shown) : undefined;
    return element("td", { class: name }, record ? element("a", { href: `${record.prefix}${encodeURIComponent(shown)}/` }, shown) : shown);
  }

  #record(column, id) {
    const found = this.about.records.filter((one) => one.from?.includes(column));
    if (found.length < 2) return found[0];
    const start = id.split("-")[0];
    return found.find((one) => one.start === start);
  }

  #download(excel) {
    const lines = this.answer.rows.map((row) => row.map(text));
    save(`query${excel ? "-excel" : ""}.csv`, written(this.answer.columns, lines, excel));
  }
}
