// The search itself: no DOM. Every substring is found because every entry is looked at.

/** Traditional → simplified, full-width → half-width, lower case, invisible characters dropped. */
export function makeFold(variants) {
  const simple = new Map();
  const from = [...variants.traditional];
  const to = [...variants.simplified];
  from.forEach((character, index) => simple.set(character, to[index]));
  const invisible = /[\u00ad\u180e\u200b-\u200f\u2060\ufeff]/g;
  const one = (character) => simple.get(character) ?? character;
  const fold = (text) => {
    const plain = text.normalize("NFKC").replace(invisible, "").toLowerCase();
    let result = "";
    for (const character of plain) result += one(character);
    return result;
  };
  return fold;
}

/** The words of a query: parts between spaces must all be found. */
export const words = (fold, query) => fold(query).split(/\s+/u).filter(Boolean);

/**
 * The index as entries with folded text.
 * Each: {kind, title, url, id, subject, date, facets, texts: {id, title, names, codes}}.
 */
export function prepare(index, fold) {
  const subjects = index.subjects.map(([name, other]) => ({ name, text: fold(`${name}\n${other}`) }));
  const entries = [];
  for (const table of index.tables) {
    for (let i = 0; i < table.title.length; i += 1) {
      const subject = subjects[table.subject[i]];
      entries.push({
        kind: table.label,
        title: table.title[i],
        url: `${table.prefix}${table.id[i]}/`,
        id: table.id[i],
        subject: subject ? subject.name : "",
        date: table.date[i],
        table,
        row: i,
        texts: {
          id: table.id[i],
          title: fold(table.title[i]),
          names: subject ? subject.text : "",
          codes: fold(table.codes[i]),
        },
      });
    }
  }
  for (const [title, url, headings] of index.pages.entries) {
    entries.push({
      kind: index.pages.label, title, url, id: "", subject: "", date: "", table: null, row: 0,
      texts: { id: "", title: fold(title), names: "", codes: fold(headings) },
    });
  }
  return entries;
}

// Ranks, best first: the id or a whole code, a title that begins so, a title, a name, another field.
function rankOf(texts, word) {
  if (texts.id === word) return 0;
  if (texts.codes.split("\n").includes(word)) return 0;
  if (texts.title === word) return 1;
  if (texts.title.startsWith(word)) return 2;
  if (texts.title.includes(word)) return 3;
  if (texts.id.includes(word)) return 4;
  if (texts.names.includes(word)) return 5;
  if (texts.codes.includes(word)) return 6;
  return -1;
}

/** The entries that hold every word, best first; within a rank the newest first. */
export function find(entries, wanted) {
  if (!wanted.length) return [];
  const found = [];
  for (const entry of entries) {
    let worst = 0;
    for (const word of wanted) {
      const rank = rankOf(entry.texts, word);
      if (rank < 0) { worst = -1; break; }
      worst = Math.max(worst, rank);
    }
    if (worst >= 0) found.push({ entry, rank: worst });
  }
  found.sort((a, b) => a.rank - b.rank
    || (a.entry.date < b.entry.date ? 1 : a.entry.date > b.entry.date ? -1 : 0)
    || a.entry.title.length - b.entry.title.length);
  return found.map((item) => item.entry);
}

/** Where the words stand in `text`, as [start, end) pairs in code units, in order, not overlapping. */
export function marks(text, wanted, fold) {
  let folded = "";
  const from = [];
  let offset = 0;
  for (const character of text) {
    const part = fold(character);
    for (let i = 0; i < part.length; i += 1) from.push([offset, offset + character.length]);
    folded += part;
    offset += character.length;
  }
  const spans = [];
  for (const word of wanted) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      spans.push([from[at][0], from[at + word.length - 1][1]]);
    }
  }
  spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return spans.filter((span, i) => i === 0 || span[0] >= spans[i - 1][1]);
}
