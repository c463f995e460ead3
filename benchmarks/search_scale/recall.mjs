// Asks the site's own reader: node recall.mjs <folder of the site> <assets> <queries.json>
// Prints for each query how many records it finds, the sum of their numbers, and milliseconds.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [site, assets, file] = process.argv.slice(2);
const module = (name) => import(pathToFileURL(path.join(assets, name)).href);
const { NONE, makeFold, words } = await module("search-core.js");
const { find } = await module("search-find.js");
const { shardSource } = await module("search-shards.js");

const read = (name, kind) => {
  const bytes = fs.readFileSync(path.join(site, "search", name));
  return kind === "json" ? JSON.parse(bytes) : new Uint8Array(bytes);
};
const fold = makeFold(read("variants.json", "json"));
const source = shardSource(read("index.json", "json"), fold, async (name, kind) => read(name, kind));

const answers = [];
for (const [word, full] of JSON.parse(fs.readFileSync(file))) {
  const start = performance.now();
  const ranks = await find(source, words(fold, word), full);
  let count = 0;
  let total = 0;
  for (let i = 0; i < ranks.length; i += 1) if (ranks[i] !== NONE) { count += 1; total += i; }
  answers.push([count, total, performance.now() - start]);
}
console.log(JSON.stringify(answers));
