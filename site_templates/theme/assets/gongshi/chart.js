// Bars and lines of a result, as SVG that reads like the table below it. Colours are in the CSS.
const SVG = "http://www.w3.org/2000/svg";
const BARS = 30;
const POINTS = 400;
const STEP = 26;

const node = (name, attributes = {}, ...children) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

const isNumber = (cell) => typeof cell === "number" && Number.isFinite(cell);
const shown = (number) => number.toLocaleString("en-US", { maximumFractionDigits: 2 });
const cut = (text, most) => ([...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text);

/** {label, value}: the columns that a picture can be made of, or undefined. */
export function drawable({ columns, rows }) {
  if (rows.length < 2) return undefined;
  const all = (i) => rows.every((row) => row[i] === null || isNumber(row[i])) && rows.some((row) => isNumber(row[i]));
  const indexes = columns.map((_, i) => i);
  const value = indexes.findLast((i) => all(i));
  const label = indexes.findLast((i) => i < value && !all(i)) ?? indexes.find((i) => i !== value);
  return value === undefined || label === undefined ? undefined : { label, value };
}

/** The picture of a kind, "bar" or "line", and a sentence about what it leaves out. `width`: the
 * room that there is, in pixels, so that its letters are as large as the page's. */
export function chart(kind, result, { label, value }, width) {
  const most = kind === "bar" ? BARS : POINTS;
  const points = result.rows.slice(0, most)
    .map((row) => ({ label: String(row[label] ?? "（空）"), value: isNumber(row[value]) ? row[value] : 0 }));
  const names = { label: result.columns[label], value: result.columns[value] };
  const svg = kind === "bar" ? bars(points, width) : line(points, width);
  svg.setAttribute("role", "img");
  svg.setAttribute("class", "g-chart__svg");
  const title = node("title", {}, `${names.value}，按${names.label}`);
  const desc = node("desc", {}, points.map((one) => `${one.label} ${shown(one.value)}`).join("；"));
  svg.prepend(title, desc);
  const left = result.rows.length - points.length;
  return { svg, words: `${names.value}，按${names.label}${left > 0 ? `；只画前 ${points.length} 行` : ""}。数字在下面的表里。` };
}

function bars(points, wide) {
  const side = Math.min(200, Math.round(wide * 0.36));
  const low = Math.min(0, ...points.map((one) => one.value));
  const high = Math.max(0, ...points.map((one) => one.value));
  const room = wide - side - 80;
  const scale = (number) => ((number - low) / (high - low || 1)) * room;
  const svg = node("svg", { viewBox: `0 0 ${wide} ${points.length * STEP + 4}` });
  points.forEach((one, i) => {
    const y = i * STEP + 4;
    const from = side + scale(Math.min(0, one.value));
    const width = Math.max(1, Math.abs(scale(one.value) - scale(0)));
    svg.append(
      node("text", { x: side - 8, y: y + 15, class: "g-chart__label g-chart__label--end" }, cut(one.label, Math.floor(side / 14))),
      node("rect", { x: from, y, width, height: STEP - 8, class: "g-chart__bar" }),
      node("text", { x: from + width + 6, y: y + 15, class: "g-chart__number" }, shown(one.value)),
    );
  });
  return svg;
}

function line(points, wide) {
  const height = 260;
  const low = Math.min(0, ...points.map((one) => one.value));
  const high = Math.max(1, ...points.map((one) => one.value));
  const x = (i) => 56 + (i / (points.length - 1)) * (wide - 80);
  const y = (number) => height - 34 - ((number - low) / (high - low || 1)) * (height - 60);
  const svg = node("svg", { viewBox: `0 0 ${wide} ${height}` });
  for (const number of [low, (low + high) / 2, high]) {
    svg.append(
      node("line", { x1: 56, x2: wide - 24, y1: y(number), y2: y(number), class: "g-chart__grid" }),
      node("text", { x: 50, y: y(number) + 4, class: "g-chart__label g-chart__label--end" }, shown(number)),
    );
  }
  svg.append(node("polyline", { points: points.map((one, i) => `${x(i).toFixed(1)},${y(one.value).toFixed(1)}`).join(" "), class: "g-chart__line" }));
  const every = Math.max(1, Math.ceil(points.length / Math.max(2, Math.floor(wide / 90))));
  points.forEach((one, i) => {
    if (points.length <= 60) svg.append(node("circle", { cx: x(i), cy: y(one.value), r: 3, class: "g-chart__dot" }));
    if (i % every === 0) svg.append(node("text", { x: x(i), y: height - 12, class: "g-chart__label g-chart__label--middle" }, cut(one.label, 8)));
  });
  return svg;
}
