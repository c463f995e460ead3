// What is found, narrowed, counted and put in order: the same for every kind of index.
//
// A source has `sections`, one after another: {label, prefix, pages, first, count, days, counts, facets:
// [{title, labels}]}, newest record first; `total`; and, as promises, `ranks(word, full)`: a rank or
// NONE for each record; `column(section, facet)`: the number of each record's label;
// `records(numbers, full)`: {title, id, subject, codes, text, texts}.
import { NONE, RANKS, makeFold, rankOf } from "./search-core.js";
import { numbersOf } from "./search-numbers.js";
import { scanSource } from "./search-scan.js";
import { shardSource } from "./search-shards.js";

async function got(url, kind, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${response.status}`);
  return kind === "json" ? response.json() : new Uint8Array(await response.arrayBuffer());
}

/** {source, fold, asOf}. `paths`: URLs of the index and of the variants. */
export async function open(paths) {
  const [index, variants] = await Promise.all([
    got(paths.index, "json", { cache: "no-cache" }),
    got(paths.variants, "json"),
  ]);
  const fold = makeFold(variants);
  const get = (path, kind) => {
    const url = new URL(path, paths.index);
    if (index.version) url.search = `v=${index.version}`;
    return got(url, kind);
  };
  const source = index.names
    ? shardSource(index, fold, get)
    : scanSource(index, fold, () => get("texts.json", "json"));
  return { source, fold, asOf: index.asOf };
}

/** A rank for each record; NONE for those that lack one of the words. The worst word counts. */
export async function find(source, wanted, full) {
  const each = await Promise.all(wanted.map((word) => source.ranks(word, full)));
  if (!each.length) return new Uint8Array(source.total).fill(NONE);
  if (each.length === 1) return each[0];
  const found = each[0].slice();
  for (const ranks of each.slice(1)) {
    for (let i = 0; i < found.length; i += 1) if (ranks[i] > found[i]) found[i] = ranks[i];
  }
  return found;
}

/** Without what is of another kind, or has another label in a facet. facets: [title, label] pairs. */
export async function narrowed(source, ranks, { kind, facets }) {
  if (!kind && !facets.length) return ranks;
  const left = ranks.slice();
  await Promise.all(source.sections.map(async (section) => {
    const { first, count } = section;
    const drop = () => left.fill(NONE, first, first + count);
    if (kind && section.label !== kind) { drop(); return; }
    for (const [title, label] of facets) {
      const facet = section.facets.findIndex((one) => one.title === title);
      const number = facet < 0 ? -1 : section.facets[facet].labels.indexOf(label);
      if (number < 0) { drop(); return; }
      if (!some(left, section)) return;
      const column = await source.column(section, facet);
      for (let i = 0; i < count; i += 1) if (column[i] !== number) left[first + i] = NONE;
    }
  }));
  return left;
}

export function some(ranks, { first, count }) {
  for (let i = first; i < first + count; i += 1) if (ranks[i] !== NONE) return true;
  return false;
}

/** How many records of a section are left. */
export function countIn(ranks, { first, count }) {
  let result = 0;
  for (let i = first; i < first + count; i += 1) if (ranks[i] !== NONE) result += 1;
  return result;
}

export const countAll = (ranks) => countIn(ranks, { first: 0, count: ranks.length });

/** [[kind, count]], the largest first. */
export function kinds(source, ranks) {
  const counts = new Map();
  for (const section of source.sections) {
    const count = countIn(ranks, section);
    if (count) counts.set(section.label, (counts.get(section.label) ?? 0) + count);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** [[label, count]] of a section's facet, the largest first. */
export async function labels(source, ranks, section, facet) {
  const column = await source.column(section, facet);
  const counts = new Array(section.facets[facet].labels.length).fill(0);
  for (let i = 0; i < section.count; i += 1) if (ranks[section.first + i] !== NONE) counts[column[i]] += 1;
  return section.facets[facet].labels
    .map((label, i) => [label, counts[i]]).filter(([, count]) => count).sort((a, b) => b[1] - a[1]);
}

/** The numbers of the first `most` records: best rank first and within it newest first, or only
 * newest first. A section is in order of its days, so only its first ones need be compared. */
export function first(source, ranks, most, byDate) {
  const buckets = Array.from({ length: byDate ? 1 : RANKS }, () => []);
  for (const section of source.sections) {
    const taken = new Array(RANKS).fill(0);
    for (let i = section.first; i < section.first + section.count; i += 1) {
      if (ranks[i] === NONE) continue;
      const bucket = byDate ? 0 : ranks[i];
      if (taken[bucket] === most) continue;
      taken[bucket] += 1;
      buckets[bucket].push([i, dayOf(section, i)]);
    }
  }
  const result = [];
  for (const bucket of buckets) {
    if (result.length >= most) break;
    bucket.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    for (const [number] of bucket.slice(0, most - result.length)) result.push(number);
  }
  return result;
}

/** The number of a record's day, 0 for none. */
function dayOf(section, number) {
  if (!section.ends) {
    let day = 0;
    let end = section.first;
    section.falling = numbersOf(section.days).map((value, i) => { day = i ? day - value : value; return day; });
    section.ends = numbersOf(section.counts).map((count) => { end += count; return end; });
  }
  let low = 0;
  let high = section.ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (number < section.ends[middle]) high = middle; else low = middle + 1;
  }
  return section.falling[low];
}

// Days count from 0001-01-01, as Python's do.
const written = (day) => (day ? new Date((day - 719163) * 86_400_000).toISOString().slice(0, 10) : "");

/** What is shown of some records. Throws if one of them lacks a word: then the index is of another
 * day than its files. */
export async function shown(source, numbers, wanted, full) {
  const rows = await source.records(numbers, full);
  return rows.map((row, i) => {
    if (wanted.some((word) => rankOf(row.texts, word) === NONE)) throw new Error("stale");
    const section = source.sections.findLast((one) => one.first <= numbers[i]);
    return {
      ...row,
      kind: section.label,
      url: section.pages ? row.id : `${section.prefix}${row.id}/`,
      id: section.pages ? "" : row.id,
      date: written(dayOf(section, numbers[i])),
    };
  });
}
