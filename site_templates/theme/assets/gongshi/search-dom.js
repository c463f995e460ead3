// What the suggestions and the search page share.
import { element } from "./dom.js";
import { marks } from "./search-core.js";
import { open } from "./search-find.js";

let opened;

/** {source, fold, asOf}, fetched once. `paths`: URLs of the index and of the variants. */
export function load(paths) {
  opened ??= open(paths);
  opened.catch(() => { opened = undefined; });
  return opened;
}

export { element };

export function highlighted(text, wanted, fold) {
  const parts = [];
  let last = 0;
  for (const [start, end] of marks(text, wanted, fold)) {
    if (start > last) parts.push(text.slice(last, start));
    parts.push(element("mark", {}, text.slice(start, end)));
    last = end;
  }
  parts.push(text.slice(last));
  return parts;
}
