// A table's cells as people read them, and as they are compared. No DOM, no network.
// generator/gongshi/catalog/values.py writes cells the same way.

const CHOICES = 30; // a field with more values than these is looked through by its text
const LONG = 40;

function grouped(cell) {
  const [whole, rest = ""] = cell.split(".");
  if (!/^\d{5,}$/.test(whole)) return cell;
  return BigInt(whole).toLocaleString("en-US") + (/[^0]/.test(rest) ? `.${rest}` : "");
}

function members(cell) {
  let value;
  try { value = JSON.parse(cell); } catch { return cell; }
  const said = (one) => (one && typeof one === "object"
    ? Object.values(one).filter((x) => x !== null && x !== "").map((x) => (typeof x === "object" ? JSON.stringify(x) : x)).join(" ")
    : String(one));
  return (Array.isArray(value) ? value : [value]).map(said).join("；");
}

const split = (field, cell) => cell.split(field.delimiter).map((one) => one.trim()).filter(Boolean);

export const isMissing = (field, cell) => field.missing !== undefined && Object.hasOwn(field.missing, cell);

/** The record that a cell points to: [name, id], or undefined. */
export const pointed = (field, cell) => (field.link && Object.hasOwn(field.link.names, cell) ? field.link.names[cell] : undefined);

export function text(field, cell) {
  if (isMissing(field, cell)) return field.missing[cell];
  const target = pointed(field, cell);
  if (target) return target[0];
  if (field.yes) return field.yes.includes(cell) ? "是" : "否";
  if (field.form === "list") return split(field, cell).join("、");
  if (field.form === "json") return members(cell);
  if (field.grouped) return grouped(cell);
  return field.labels && Object.hasOwn(field.labels, cell) ? field.labels[cell] : cell;
}

/** NaN where there is no number. */
export function number(field, cell) {
  if (cell === "" || isMissing(field, cell)) return NaN;
  let plain = field.unit ? cell.replace(/^[^-+0-9]+|[^0-9]+$/g, "") : cell;
  if (field.groupChar) plain = plain.replaceAll(field.groupChar, "");
  if (field.decimalChar) plain = plain.replace(field.decimalChar, ".");
  return Number(plain);
}

/** A column: its cells in every form in which they are asked for, made when they are. */
export class Column {
  #texts; #numbers; #folded; #order;

  constructor(field, cells) {
    this.field = field;
    this.cells = cells;
    this.form = this.#form();
  }

  get texts() {
    if (!this.#texts) {
      const known = new Map();
      this.#texts = this.cells.map((cell) => {
        if (!known.has(cell)) known.set(cell, text(this.field, cell));
        return known.get(cell);
      });
    }
    return this.#texts;
  }

  get numbers() {
    this.#numbers ??= Float64Array.from(this.cells, (cell) => number(this.field, cell));
    return this.#numbers;
  }

  folded(fold) {
    if (!this.#folded) {
      const known = new Map();
      this.#folded = this.texts.map((one) => {
        if (!known.has(one)) known.set(one, fold(one));
        return known.get(one);
      });
    }
    return this.#folded;
  }

  /** What one may choose of this row: the members of a list, else the text. */
  values(row) {
    const cell = this.cells[row];
    if (this.field.form === "list" && !isMissing(this.field, cell)) return split(this.field, cell);
    return [this.texts[row]];
  }

  /** How many of `rows` have each value, in the descriptor's order, then the commonest first. */
  counts(rows) {
    const found = new Map();
    for (const row of rows) for (const value of this.values(row)) found.set(value, (found.get(value) ?? 0) + 1);
    const order = (this.field.order ?? []).map((value) => text(this.field, value));
    const rank = (value) => (order.includes(value) ? order.indexOf(value) : order.length);
    return [...found].sort((a, b) => rank(a[0]) - rank(b[0]) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  /** Row numbers from the smallest to the largest; what is missing stands at the end. */
  get order() {
    if (!this.#order) {
      const rows = this.cells.map((_, row) => row);
      const there = rows.filter((row) => !this.#lacks(row));
      this.#order = { there: this.#sorted(there), missing: rows.filter((row) => this.#lacks(row)) };
    }
    return this.#order;
  }

  #lacks(row) {
    return this.form === "number" ? Number.isNaN(this.numbers[row]) : isMissing(this.field, this.cells[row]);
  }

  #sorted(rows) {
    if (this.form === "number") return rows.sort((a, b) => this.numbers[a] - this.numbers[b] || a - b);
    const values = [...new Set(rows.map((row) => this.texts[row]))];
    const plain = this.form === "date";
    const collator = new Intl.Collator("zh-CN", { numeric: true });
    values.sort(plain ? undefined : collator.compare);
    const rank = new Map(values.map((value, i) => [value, i]));
    return rows.sort((a, b) => rank.get(this.texts[a]) - rank.get(this.texts[b]) || a - b);
  }

  #form() {
    const { form } = this.field;
    if (form === "choice") return new Set(this.texts).size > CHOICES * 2 ? "text" : "choice";
    if (form !== "text" && form !== "list") return form === "json" ? "text" : form;
    const found = new Set();
    for (let row = 0; row < this.cells.length; row += 1) {
      for (const value of this.values(row)) {
        found.add(value);
        if (found.size > CHOICES || value.length > LONG) return "text";
      }
    }
    return found.size > 1 && found.size * 2 < this.cells.length ? "choice" : "text";
  }
}

/** Row numbers that every filter lets through, in the wanted order.
 * view: {words, filters: Map name → {words} | {min, max} | {values: Set}, sort: {name, down}} */
export function rowsOf(columns, view, fold) {
  const tests = [...view.filters].map(([name, filter]) => test(columns.get(name), filter, fold));
  if (view.words.length) {
    const all = [...columns.values()].map((column) => column.folded(fold));
    tests.push((row) => view.words.every((word) => all.some((texts) => texts[row].includes(word))));
  }
  const passes = (row) => tests.every((one) => one(row));
  const column = view.sort && columns.get(view.sort.name);
  if (!column) return columns.values().next().value.cells.map((_, row) => row).filter(passes);
  const { there, missing } = column.order;
  return [...(view.sort.down ? there.toReversed() : there), ...missing].filter(passes);
}

function test(column, filter, fold) {
  if (filter.values) return (row) => column.values(row).some((value) => filter.values.has(value));
  if (filter.words) {
    const texts = column.folded(fold);
    return (row) => filter.words.every((word) => texts[row].includes(word));
  }
  const { min, max } = filter;
  if (column.form === "number") {
    const low = min === "" ? -Infinity : Number(min);
    const high = max === "" ? Infinity : Number(max);
    return (row) => column.numbers[row] >= low && column.numbers[row] <= high;
  }
  return (row) => !isMissing(column.field, column.cells[row])
    && (min === "" || column.cells[row] >= min) && (max === "" || column.cells[row] <= max);
}

/** The name of each record, as the descriptor's template says. */
export const titles = (template, columns, count) => {
  const parts = template.split(/\{([A-Za-z0-9_]+)\}/);
  return Array.from({ length: count }, (_, row) => parts
    .map((one, i) => (i % 2 ? columns.get(one)?.texts[row] ?? "" : one)).join(""));
};
