// The index of a small edition: one file, looked through for each word. Every substring is found
// because every record is looked at.
import { NONE, rankOf } from "./search-core.js";

/** See search-find.js for what a source is. */
export function scanSource(index, fold, fetchTexts) {
  const subjects = index.subjects.map(([name, other]) => ({ name, text: fold(`${name}\n${other}`) }));
  const sections = [];
  const records = [];
  for (const section of index.sections) {
    sections.push({ ...section, first: records.length, count: section.ids.length });
    for (let i = 0; i < section.ids.length; i += 1) {
      const subject = subjects[section.subjects[i]];
      records.push({
        title: section.titles[i],
        id: section.ids[i],
        subject: subject ? subject.name : "",
        codes: section.codes[i],
        text: "",
        texts: {
          id: section.pages ? "" : fold(section.ids[i]),
          title: fold(section.titles[i]),
          names: subject ? subject.text : "",
          codes: fold(section.codes[i]),
          text: "",
        },
      });
    }
  }
  let texts;
  const withTexts = () => {
    texts ??= fetchTexts().then((found) => found.forEach((text, i) => {
      records[i].text = text;
      records[i].texts.text = fold(text);
    }));
    texts.catch(() => { texts = undefined; });
    return texts;
  };
  return {
    sections,
    total: records.length,
    async ranks(word, full) {
      if (full) await withTexts();
      const found = new Uint8Array(records.length);
      for (let i = 0; i < records.length; i += 1) {
        const best = rankOf(records[i].texts, word);
        found[i] = best === 7 && !full ? NONE : best;
      }
      return found;
    },
    column: async (section, facet) => Uint8Array.from(section.facets[facet].column),
    async records(numbers, full) {
      if (full) await withTexts();
      return numbers.map((number) => records[number]);
    },
  };
}
