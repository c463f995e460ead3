// Numbers as text: generator/gongshi/search/numbers.py writes them. Five bits a symbol, the lowest
// first; the upper half of the alphabet says that more follow.
export const VALUE = new Uint8Array(128);
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"]
  .forEach((symbol, value) => { VALUE[symbol.charCodeAt(0)] = value; });
export const LINE = 10;

/** Calls `each` with every number of a line; gives the place after the line. */
export function numbers(bytes, at, each) {
  let value = 0;
  let shift = 0;
  for (; at < bytes.length && bytes[at] !== LINE; at += 1) {
    const symbol = VALUE[bytes[at]];
    value |= (symbol & 31) << shift;
    if (symbol & 32) { shift += 5; continue; }
    each(value);
    value = 0;
    shift = 0;
  }
  return at + 1;
}

export function numbersOf(text) {
  const found = [];
  numbers(new TextEncoder().encode(text), 0, (value) => found.push(value));
  return found;
}
