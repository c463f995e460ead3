// What SQLite says of a question that it cannot answer, in Chinese.
const KNOWN = [
  [/no such table: (.+)/, "没有表 $1。表名在“表和字段”里，点一下就写进查询。"],
  [/no such column: (.+)/, "没有列 $1。列名在“表和字段”里；文字要放在单引号里。"],
  [/near "(.*?)": syntax error/s, "“$1”附近写法不对。"],
  [/incomplete input/, "没有写完：可能少了括号、引号或者后半句。"],
  [/unrecognized token: (.+)/, "看不懂 $1：可能少了一个引号。"],
  [/ambiguous column name: (.+)/, "几张表里都有列 $1：前面加上表名和点。"],
  [/no such function: (.+)/, "SQLite 没有函数 $1。"],
  [/misuse of aggregate(?:: (.+))?/, "count、sum 这样的统计函数不能用在这里；筛选统计结果用 HAVING。"],
  [/wrong number of arguments to function (.+)/, "函数 $1 的参数个数不对。"],
  [/(?:attempt to write a readonly|readonly) database|not authorized/, "这里只能查询，不能修改。"],
  [/unable to open database|no such database/, "只能查这个网站的数据库。"],
  [/fts5: syntax error|malformed MATCH/, "MATCH 后面的检索词写法不对：把词放在双引号里，再放进单引号，例如 '\"政务服务\"'。"],
  [/out of memory|too big/i, "结果太大，浏览器装不下：加上 WHERE 或者 LIMIT。"],
  [/not an error/, "没有写查询。"],
];

export function inChinese(message) {
  const text = message.replace(/^SQLITE_\w+: sqlite3 result code \d+: /, "");
  for (const [pattern, words] of KNOWN) {
    const found = pattern.exec(text);
    if (found) return words.replace("$1", found[1] ?? "");
  }
  return `SQLite 说：${text}`;
}
