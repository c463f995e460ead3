// SQLite in a worker: a question that takes for ever is stopped by ending the worker.
const MOST = 10_000; // rows that are kept of an answer
let db;

async function opened(engine, bytes) {
  // What it has to say comes back as an error; the console is not the place for it.
  globalThis.sqlite3ApiConfig = { warn() {}, error() {}, log() {}, debug() {} };
  const { default: init } = await import(engine);
  const sqlite3 = await init({ print() {}, printErr() {} });
  const memory = sqlite3.wasm.allocFromTypedArray(bytes);
  const found = new sqlite3.oo1.DB(":memory:");
  const flags = sqlite3.capi.SQLITE_DESERIALIZE_FREEONCLOSE | sqlite3.capi.SQLITE_DESERIALIZE_READONLY;
  found.checkRc(sqlite3.capi.sqlite3_deserialize(found.pointer, "main", memory, bytes.byteLength, bytes.byteLength, flags));
  found.exec("PRAGMA query_only = 1");
  return found;
}

function answer(sql) {
  const columns = [];
  const rows = [];
  const started = performance.now();
  db.exec({
    sql,
    rowMode: "array",
    columnNames: columns,
    callback: (row) => {
      if (rows.length === MOST) { columns.more = true; return false; }
      rows.push(row.map((cell) => (typeof cell === "bigint" ? cell.toString() : cell)));
      return undefined;
    },
  });
  return { columns: [...columns], rows, more: columns.more === true, milliseconds: performance.now() - started };
}

addEventListener("message", async ({ data }) => {
  try {
    if (data.bytes) db = await opened(data.engine, data.bytes);
    else postMessage({ answer: answer(data.sql) });
    if (data.bytes) postMessage({ ready: true });
  } catch (error) {
    postMessage({ problem: String(error?.message ?? error), opening: Boolean(data.bytes) });
  }
});
