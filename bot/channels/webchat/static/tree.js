// Makes and redraws elements. Text only ever becomes text: nothing here reads markup.

const SVG = "http://www.w3.org/2000/svg";
const SIGNS = {
  met: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12.5l2.7 2.7L16 9.5",
  not_met: "M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM9 9l6 6M15 9l-6 6",
  unsure: "M12 3.5l9.5 17h-19zM12 10v4M12 17.2v.1",
  unanswered: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12h8",
  note: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5M12 8v.1",
  open: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z",
  now: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 10.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z",
  done: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM8.5 12.3l2.4 2.4 4.6-4.9",
  doubt: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM10 10a2 2 0 1 1 2.6 1.9c-.5.2-.6.5-.6 1.1M12 15.8v.1",
};

/** An element with properties (`className`, `token`, ...; names with a dash become attributes). */
export function make(tag, given = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.includes("-") || name === "role" || name === "for") node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** A drawn sign; what it means stands beside it in words. */
export function sign(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "sign");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SIGNS[name]);
  svg.append(path);
  return svg;
}

/** A button that says its token when it is pressed. */
export function presser(choice, className = "button") {
  const style = choice.style && choice.style !== "plain" ? ` ${choice.style}` : "";
  return make("button", { type: "button", className: `press ${className}${style}`, token: choice.token }, choice.label);
}

/** Redraws `old` as `next` and touches only what differs, so that focus and folds stay. */
export function morph(old, next) {
  if (old.nodeName !== next.nodeName) return old.replaceWith(next);
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== next.data) old.data = next.data;
    return undefined;
  }
  morphAttributes(old, next);
  const [before, after] = [[...old.childNodes], [...next.childNodes]];
  after.forEach((child, at) => (before[at] ? morph(before[at], child) : old.append(child)));
  before.slice(after.length).forEach((child) => child.remove());
  return undefined;
}

function morphAttributes(old, next) {
  for (const { name } of [...old.attributes]) {
    if (name !== "open" && !next.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  if (next.token !== undefined) old.token = next.token;
  if (next.type !== "checkbox") return;
  old.told = next.checked;
  if (!old.held) old.checked = next.checked;
}
