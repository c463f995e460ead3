// CSV as the published files have it: read whole and strictly, written with the same care.

// generator/gongshi/export/formulas.py does the same: what a spreadsheet would run gets an
// apostrophe before it.
const FORMULA = /^[\t\r\n ]*[=+\-@＝＋－＠]|^[\t\r\n]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;
export const isFormula = (cell) => FORMULA.test(cell) && !PLAIN_NUMBER.test(cell);
export const neutralise = (cell) => (isFormula(cell) ? `'${cell}` : cell);
/** A published cell as it was before. */
const bare = (cell) => (cell.startsWith("'") && isFormula(cell.slice(1)) ? cell.slice(1) : cell);

const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** `rows`: arrays of texts. `excel`: as a double click opens it. */
export function written(names, rows, excel = false) {
  const end = excel ? "\r\n" : "\n";
  const line = (cells) => cells.map((cell) => quoted(neutralise(cell))).join(",") + end;
  return (excel ? "\ufeff" : "") + [names, ...rows].map(line).join("");
}

export function save(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Fetches a file, with `progress(part of it that is there, 0 to 1)`. */
export async function fetched(url, size, progress) {
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status}`);
  const chunks = [];
  let done = 0;
  const reader = response.body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    chunks.push(piece.value);
    done += piece.value.length;
    progress(Math.min(done / size, 1));
  }
  const whole = new Uint8Array(done);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

const PAUSE = 4_000; // rows between two breaths of the page

/** {names, rows}: the cells of a published CSV as they were before formulas were neutralised. */
export async function parsed(text) {
  const rows = [];
  let row = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    let cell;
    if (text[at] === '"') {
      let end = text.indexOf('"', at + 1);
      while (text[end + 1] === '"') end = text.indexOf('"', end + 2);
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      let end = at;
      while (end < text.length && text[end] !== "," && text[end] !== "\n") end += 1;
      cell = text.slice(at, end);
      at = end;
    }
    row.push(bare(cell));
    if (text[at] !== ",") {
      rows.push(row);
      row = [];
      if (rows.length % PAUSE === 0) await new Promise((resolve) => { setTimeout(resolve); });
    } else if (at + 1 >= text.length || text[at + 1] === "\n") {
      row.push("");
      rows.push(row);
      row = [];
      at += 1;
    }
    at += 1;
  }
  return { names: rows.shift() ?? [], rows };
}
