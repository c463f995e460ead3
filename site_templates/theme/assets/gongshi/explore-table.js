// Tables and pages of the table page and the SQL page.
import { button, element, thousands } from "./dom.js";

export const PAGE = 50;

/** Draws `count` rows, PAGE at a time. `row(i)` gives a <tr>; `head` a <tr> of <th>. */
export function drawTable(box, nav, { head, caption, count, page, row, go }) {
  const pages = Math.max(1, Math.ceil(count / PAGE));
  const at = Math.min(Math.max(1, page), pages);
  const body = element("tbody");
  for (let i = (at - 1) * PAGE; i < Math.min(count, at * PAGE); i += 1) body.append(row(i));
  box.replaceChildren(element(
    "table",
    { class: "g-table" },
    element("caption", { class: "g-visually-hidden" }, caption),
    element("thead", {}, head),
    body,
  ));
  box.hidden = false;
  nav.hidden = pages < 2;
  const step = (text, to) => button(text, () => go(to), { disabled: to < 1 || to > pages });
  nav.replaceChildren(
    step("上一页", at - 1),
    element("span", {}, ` 第 ${thousands(at)} 页，共 ${thousands(pages)} 页 `),
    step("下一页", at + 1),
  );
  return at;
}
