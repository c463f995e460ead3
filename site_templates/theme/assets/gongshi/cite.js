// The day on which the reader looked belongs into a citation, and no build can know it.

export function accessed(boxes) {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai", dateStyle: "short" }).format(new Date());
  for (const box of boxes) {
    for (const source of box.querySelectorAll('[data-gongshi="copy-source"]')) {
      source.textContent = source.textContent.replace("[引用日期]", `[${today}]`);
    }
  }
}
