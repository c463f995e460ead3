// How texts are compared: no DOM, no network. generator/gongshi/search/fold.py does the same.

/** Traditional → simplified, full-width → half-width, lower case, invisible characters dropped. */
export function makeFold(variants) {
  const simple = new Map();
  const from = [...variants.traditional];
  const to = [...variants.simplified];
  from.forEach((character, index) => simple.set(character, to[index]));
  const invisible = /[\u00ad\u180e\u200b-\u200f\u2060\ufeff]/g;
  return (text) => {
    const plain = text.normalize("NFKC").replace(invisible, "").toLowerCase();
    let result = "";
    for (const character of plain) result += simple.get(character) ?? character;
    return result;
  };
}

/** The words of a query: parts between spaces must all be found. */
export const words = (fold, query) => fold(query).split(/\s+/u).filter(Boolean);

/** The parts of a word that one sentence of a text may have; all must be in the text. */
export const phrases = (word) => word.split(/[。;!?]+/u).filter(Boolean);

export const TITLE = 0;
export const ID = 1;
export const NAMES = 2;
export const CODES = 3;
export const RANKS = 8;
export const NONE = 255;
const TEXT_RANK = 7;

/** Ranks, best first: the id or a whole code, a title, one that begins so, one that has it, a part
 * of an id, a name, another field, a text. `start` and `end`: whether it stands there. */
export function rank(part, start, end) {
  if (part === TITLE) return start && end ? 1 : start ? 2 : 3;
  if (part === ID) return start && end ? 0 : 4;
  if (part === NAMES) return 5;
  if (part === CODES) return start && end ? 0 : 6;
  return TEXT_RANK;
}

/** The rank of a word in folded `texts`: {id, title, names, codes, text}. */
export function rankOf(texts, word) {
  if (texts.id === word) return 0;
  if (texts.codes.includes(word) && texts.codes.split("\n").includes(word)) return 0;
  if (texts.title === word) return 1;
  if (texts.title.startsWith(word)) return 2;
  if (texts.title.includes(word)) return 3;
  if (texts.id.includes(word)) return 4;
  if (texts.names.includes(word)) return 5;
  if (texts.codes.includes(word)) return 6;
  if (!texts.text) return NONE;
  const parts = phrases(word);
  return parts.length && parts.every((part) => texts.text.includes(part)) ? TEXT_RANK : NONE;
}

/** Where the words stand in `text`, as [start, end) pairs in code units, in order, not overlapping. */
export function marks(text, wanted, fold) {
  let folded = "";
  const from = [];
  let offset = 0;
  for (const character of text) {
    const part = character > "\u007f" ? fold(character) : character.toLowerCase();
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
