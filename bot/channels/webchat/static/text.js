// Plain text with *bold* words, "- " lines, and links that are surely links.

import { start, word } from "./start.js";
import { make } from "./tree.js";

const portal = start.portal.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
const PIECES = new RegExp(String.raw`\*(?=\S)([^*\n]*\S)\*|(https?:\/\/[^\s<>"]+)` + (portal ? `|(${portal})` : ""), "gi");
const TAIL = /[.,;:!?)\]}'”’*]+$/;

/** The blocks of a text: paragraphs and lists. */
export function blocks(text) {
  const found = [];
  let list = null;
  let lines = [];
  const end = () => {
    if (lines.length) found.push(make("p", {}, ...joined(lines)));
    lines = [];
  };
  for (const line of text.split("\n")) {
    if (line.startsWith("- ")) {
      end();
      if (!list) found.push((list = make("ul")));
      list.append(make("li", {}, ...inline(line.slice(2))));
      continue;
    }
    list = null;
    if (line.trim()) lines.push(line);
    else end();
  }
  end();
  return found;
}

function joined(lines) {
  return lines.flatMap((line, at) => (at ? [make("br"), ...inline(line)] : inline(line)));
}

/** The words of one line. */
export function inline(line) {
  const found = [];
  let from = 0;
  for (const match of line.matchAll(PIECES)) {
    const [whole, bold, address, bare] = match;
    if (match.index < from) continue;
    found.push(line.slice(from, match.index));
    from = match.index + whole.length;
    if (bold) found.push(make("b", {}, ...inline(bold)));
    else {
      const shown = address ? address.replace(TAIL, "") : bare;
      found.push(link(shown, address ? shown : `https://${bare}`));
      from = match.index + shown.length;
    }
  }
  return [...found, line.slice(from)];
}

function link(shown, address) {
  const away = make("span", { className: "unseen" }, ` (${word("new_tab")})`);
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, shown, away);
}
