// Makes elements. Text only ever becomes text.

export const byId = (id) => document.getElementById(id);
export const start = JSON.parse(byId("start").textContent);

/** A sentence of the page, its `{name}` places filled. */
export function word(key, values = {}) {
  return start.words[key].replace(/{(\w+)}/g, (_, name) => values[name] ?? "");
}

/** An element with properties; names with a dash become attributes. */
export function make(tag, given = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.includes("-") || name === "for") node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

export const button = (text, press, style = "") => make("button", { type: "button", className: `button ${style}`, onclick: press }, text);

/** Speaks to people who do not see what changed. */
export function announce(text) {
  byId("said").textContent = text;
}
