// What every page does beside being read. Without it the pages still read, link and print.

const all = (name, root = document) => root.querySelectorAll(`[data-gongshi="${name}"]`);

function scheme() {
  const button = document.querySelector('[data-gongshi="scheme"]');
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const html = document.documentElement;
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const next = (html.dataset.scheme ?? system) === "dark" ? "light" : "dark";
    html.dataset.scheme = next;
    try { localStorage.setItem("gongshi.scheme", next); } catch { /* kept for this page only */ }
  });
}

function copying() {
  for (const button of all("copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = button.parentElement.querySelector('[data-gongshi="copy-source"]').textContent;
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = "已复制";
      } catch {
        button.textContent = "复制不了，请选中文字";
      }
      setTimeout(() => { button.textContent = "复制"; }, 2000);
    });
  }
}

function printing() {
  for (const button of all("print")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const fold of document.querySelectorAll("details.g-fold, details.g-more-facts")) fold.open = true;
      print();
    });
  }
}

function keyboard() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const box = [...all("search-box")].find((input) => input.offsetParent !== null);
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

function menu() {
  const details = document.querySelector(".g-menu");
  if (!details) return;
  document.addEventListener("click", (event) => {
    if (details.open && !details.contains(event.target)) details.open = false;
  });
  details.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      details.open = false;
      details.querySelector("summary").focus();
    }
  });
}

// A record's period may end before the site is built again. What may no longer be public is then
// not shown. The day is Shanghai's, whatever the reader's clock is set to.
function stale() {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai", dateStyle: "short" }).format(new Date());
  for (const part of all("until-part")) {
    if (today > part.dataset.until) part.remove();
  }
  for (const record of all("until")) {
    if (today <= record.dataset.until) continue;
    const heading = document.createElement("h1");
    heading.textContent = "这条记录的公示期已满";
    const text = document.createElement("p");
    text.className = "g-callout g-callout--wait";
    text.setAttribute("role", "note");
    text.textContent = `${record.dataset.record} 的最后公示日是 ${record.dataset.until}。本站在那以后没有重新生成，所以内容不再显示；请不要再使用保存的副本。`;
    record.replaceChildren(heading, text);
    document.title = `${record.dataset.record} 公示期已满`;
    document.querySelector('meta[name="description"]')?.remove();
  }
}

async function citing() {
  const boxes = all("cite");
  if (!boxes.length) return;
  (await import(`./cite.js${new URL(import.meta.url).search}`)).accessed(boxes);
}

async function searching() {
  const boxes = all("search-box");
  const page = document.querySelector('[data-gongshi="search-page"]');
  if (!boxes.length) return;
  const version = new URL(import.meta.url).search;
  if (page) {
    (await import(`./search-page.js${version}`)).searchPage(page);
    return;
  }
  // The index is fetched when somebody is about to search, not before.
  for (const box of boxes) {
    box.addEventListener("focus", async () => (await import(`./search-suggest.js${version}`)).suggestions(box), { once: true });
  }
}

// Pages of one kind only; each fetches what it needs.
async function exploring() {
  const version = new URL(import.meta.url).search;
  const [table] = all("table-page");
  if (table) (await import(`./table-page.js${version}`)).tablePage(table);
  const [sql] = all("sql-page");
  if (sql) (await import(`./sql-page.js${version}`)).sqlPage(sql);
}

stale();
scheme();
copying();
printing();
keyboard();
menu();
citing();
searching();
exploring();
