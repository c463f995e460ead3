// Making elements. Texts become text nodes: nothing out of the data is ever read as HTML.

export const element = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children);
  return node;
};

export const part = (name, root = document) => root.querySelector(`[data-gongshi="${name}"]`);

export const button = (text, act, attributes = {}) => {
  const node = element("button", { type: "button", class: "g-button", ...attributes }, text);
  node.addEventListener("click", act);
  return node;
};

/** What a <script type="application/json"> on the page says. */
export const told = (root) => JSON.parse(part("told", root).textContent);

export const thousands = (number) => number.toLocaleString("en-US");

export function bytes(size) {
  if (size < 1024) return `${size} B`;
  if (size < 1024 * 1024) return `${(size / 1024).toFixed(1)} KB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}
