// The index of a large edition: a query fetches the few files that it needs. The format is in
// docs/search.md; generator/gongshi/search/shards.py writes it.
import { NONE, RANKS, phrases, rank, rankOf } from "./search-core.js";
import { LINE, VALUE, numbers } from "./search-numbers.js";

const DEEPEST = 24; // characters that the index tells apart
const FEW = 64; // records that are looked at one by one
const START = 8;
const END = 16;
const CUT = 32;
const EMPTY = { id: "", title: "", names: "", codes: "", text: "" };

/** The last `size` things that were asked for. A failure is not kept. */
function kept(size, make) {
  const known = new Map();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.delete(key);
    known.set(key, value);
    if (known.size > size) known.delete(known.keys().next().value);
    value.catch(() => known.delete(key));
    return value;
  };
}

/** The place of the last of `sorted` that is not after `key`; -1 if all are. */
function lastUpTo(sorted, key) {
  let low = -1;
  let high = sorted.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= key) low = middle; else high = middle;
  }
  return low;
}

/** Ranks out of a heavy text's list. */
function ofList(bytes, total) {
  const found = new Uint8Array(total).fill(NONE);
  let at = 0;
  for (let one = 0; one < RANKS; one += 1) {
    let record = 0;
    at = numbers(bytes, at, (step) => { record += step; found[record] = one; });
  }
  return found;
}

/** {texts, flags, heads, records}: entry i has the records from heads[i] to heads[i + 1]. */
function shardOf(bytes) {
  const shared = [];
  const flags = [];
  let at = 0;
  for (; bytes[at] !== LINE; at += 1) shared.push(VALUE[bytes[at]]);
  for (at += 1; bytes[at] !== LINE; at += 1) flags.push(VALUE[bytes[at]]);
  const heads = [0];
  at = numbers(bytes, at + 1, (count) => heads.push(heads[heads.length - 1] + count));
  const records = new Uint32Array(heads[heads.length - 1]);
  let entry = 0;
  let place = 0;
  at = numbers(bytes, at, (step) => {
    while (heads[entry + 1] === place) entry += 1;
    records[place] = place === heads[entry] ? step : records[place - 1] + step;
    place += 1;
  });
  const tails = new TextDecoder().decode(bytes.subarray(at)).split("\n");
  const texts = [];
  let before = "";
  for (let i = 0; i < tails.length; i += 1) {
    before = before.slice(0, shared[i]) + tails[i];
    texts.push(before);
  }
  return { texts, flags, heads, records };
}

/** Ranks out of a shard, and the records whose text is cut before the word ends. */
function ofShard(shard, word, total) {
  const found = new Uint8Array(total).fill(NONE);
  const unsure = new Set();
  const { texts, flags, heads, records } = shard;
  let entry = Math.max(0, lastUpTo(texts, word));
  // Several entries may have the same text; one that is cut may stand before its longer fellows.
  while (entry > 0 && word.startsWith(texts[entry - 1])) entry -= 1;
  for (; entry < texts.length; entry += 1) {
    const text = texts[entry];
    const flag = flags[entry];
    if (text.startsWith(word)) {
      const best = rank(flag & 7, (flag & START) > 0, (flag & END) > 0 && text.length === word.length);
      for (let i = heads[entry]; i < heads[entry + 1]; i += 1) {
        if (best < found[records[i]]) found[records[i]] = best;
      }
    } else if (flag & CUT && word.startsWith(text)) {
      for (let i = heads[entry]; i < heads[entry + 1]; i += 1) unsure.add(records[i]);
    } else if (text > word) break;
  }
  return { found, unsure };
}

/** See search-find.js for what a source is. `get(path, kind)` fetches: kind is "json" or "bytes". */
export function shardSource(index, fold, get) {
  let total = 0;
  const sections = index.sections.map((section) => {
    const first = total;
    total += section.count;
    return { ...section, first };
  });
  const numbered = (folder, number, extension) =>
    `${folder}/${Math.floor(number / index.folder)}/${number}.${extension}`;

  const recordFile = kept(400, (number) => get(numbered("records", number, "json"), "json"));
  const textFile = kept(100, (number) => get(numbered("text", number, "json"), "json"));
  const columnPart = kept(200, (path) => get(path, "bytes"));
  const { sizes } = index;

  function tree(name) {
    const root = index[name];
    const page = kept(100, (number) => get(`${name}/pages/${number}.json`, "json"));
    const list = kept(6, async (number) => ofList(await get(numbered(`${name}/lists`, number, "txt"), "bytes"), total));
    const shard = kept(12, async (number) => shardOf(await get(numbered(`${name}/shards`, number, "txt"), "bytes")));

    async function ranks(word) {
      const at = Math.max(0, lastUpTo(root, word));
      for (const number of [at, at + 1]) {
        if (number > at && !root[number]?.startsWith(word)) continue;
        const { heavy, lists } = await page(number);
        const last = lastUpTo(heavy, word);
        const next = heavy[last] === word ? last : last + 1;
        if (heavy[next]?.startsWith(word)) return { found: await list(lists[next]), unsure: new Set() };
      }
      const { light, before } = await page(at);
      const place = before + 1 + lastUpTo(light, word);
      if (place < 0) return { found: new Uint8Array(total).fill(NONE), unsure: new Set() };
      return ofShard(await shard(place), word, total);
    }
    return ranks;
  }

  async function records(wanted, full) {
    const rows = await Promise.all(wanted.map(async (number) => {
      const [file, texts] = await Promise.all([
        recordFile(Math.floor(number / sizes.records)),
        full ? textOf(number) : "",
      ]);
      const i = number % sizes.records;
      const [name, other] = file.names[file.subjects[i]] ?? ["", ""];
      return { title: file.titles[i], id: file.ids[i], subject: name, other, codes: file.codes[i], text: texts };
    }));
    return rows.map((row, i) => ({
      ...row,
      texts: {
        id: sectionOf(wanted[i]).pages ? "" : fold(row.id),
        title: fold(row.title),
        names: fold(`${row.subject}\n${row.other}`),
        codes: fold(row.codes),
        text: fold(row.text),
      },
    }));
  }

  const sectionOf = (number) => sections.findLast((section) => section.first <= number);
  const textOf = async (number) => {
    if (!index.texts.length) return "";
    return (await textFile(Math.floor(number / sizes.texts)))[number % sizes.texts];
  };

  const trees = { names: tree("names"), texts: tree("texts") };

  /** A word that is longer than what the index tells apart: its beginning and its end, then, if
   * there are few, the records themselves. */
  async function ranksIn(name, word) {
    if (!index[name].length) return new Uint8Array(total).fill(NONE);
    const letters = [...word];
    const long = letters.length > DEEPEST;
    const { found, unsure } = await trees[name](long ? letters.slice(0, DEEPEST).join("") : word);
    let result = found;
    let doubtful = unsure;
    if (long) {
      const end = await trees[name](letters.slice(-DEEPEST).join(""));
      result = found.map((one, i) => {
        if (one === NONE && !unsure.has(i)) return NONE;
        if (end.found[i] === NONE && !end.unsure.has(i)) return NONE;
        return Math.max(one === NONE ? 0 : one, 2);
      });
      doubtful = new Set();
      result.forEach((one, i) => { if (one !== NONE) doubtful.add(i); });
      if (doubtful.size > FEW) return result;
    }
    if (!doubtful.size) return result;
    const sure = result.slice();
    const chosen = [...doubtful];
    const rows = await records(chosen, name === "texts");
    rows.forEach((row, i) => {
      const best = rankOf(name === "texts" ? { ...EMPTY, text: row.texts.text } : { ...row.texts, text: "" }, word);
      sure[chosen[i]] = long ? best : Math.min(best, sure[chosen[i]]);
    });
    return sure;
  }

  const ranks = kept(8, async (key) => {
    const full = key.startsWith("+");
    const word = key.slice(1);
    const found = await ranksIn("names", word);
    const parts = full ? phrases(word) : [];
    if (!parts.length) return found;
    const inTexts = await Promise.all(parts.map((part) => ranksIn("texts", part)));
    return found.map((one, i) => (inTexts.every((part) => part[i] !== NONE) ? Math.min(one, RANKS - 1) : one));
  });

  return {
    sections,
    total,
    ranks: (word, full) => ranks(`${full ? "+" : "-"}${word}`),
    async column(section, facet) {
      const parts = [];
      for (let i = 0; i * sizes.values < section.count; i += 1) {
        parts.push(columnPart(`facets/${sections.indexOf(section)}-${facet}/${i}.txt`));
      }
      const column = new Uint8Array(section.count);
      (await Promise.all(parts)).forEach((bytes, part) => {
        for (let i = 0; i < bytes.length; i += 1) column[part * sizes.values + i] = VALUE[bytes[i]];
      });
      return column;
    },
    records,
  };
}

