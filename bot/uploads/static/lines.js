// The checklist: each upload, what is there, and what can be done about it.

import { announce, button, byId, make, start, word } from "./tree.js";
import { change } from "./line.js";

const looking = new Set();
const guided = new Set();
let drawn = "";

/** Draws what is there; `choose` opens the files for one slot. Nothing moves where nothing changed. */
export function show(listed, choose) {
  const now = JSON.stringify(listed) + [...looking];
  if (now === drawn) return;
  drawn = now;
  const focus = document.activeElement?.dataset?.at;
  byId("count").textContent = word("count", { there: listed.there, all: start.slots.length });
  byId("lines").replaceChildren(...listed.lines.map((line) => one(line, listed, choose)));
  if (focus) document.querySelector(`[data-at="${CSS.escape(focus)}"]`)?.focus();
}

/** Is something still being looked at? */
export const waits = (listed) => listed.lines.some((line) => line.papers.some((paper) => paper.state === "waiting"));

function one(line, listed, choose) {
  const send = line.slot && listed.open ? button(word(line.papers.length ? "more" : "one"), () => choose(line.slot)) : null;
  send?.setAttribute("aria-label", `${send.textContent}: ${line.name}`);
  if (send) send.dataset.at = `send ${line.slot}`;
  return make(
    "li", { className: `line ${line.standing}` },
    make("div", {}, make("h3", {}, line.name), make("p", { className: "standing" }, line.said)),
    ...advice(line),
    ...line.papers.map((paper) => shown(paper, line, listed, choose)),
    send,
  );
}

/** What is told of an upload: a tip while nothing is there, all else where it is opened. */
function advice(line) {
  const guide = start.slots.find((slot) => slot.id === line.slot);
  if (!guide) return [];
  const tip = guide.tip && !line.papers.length ? make("p", { className: "quiet" }, guide.tip) : null;
  const head = make("summary", { "aria-label": `${word("guide")}: ${line.name}` }, word("guide"));
  const body = guide.told.map((said) => make("p", {}, said));
  const told = make("details", { className: "guide", open: guided.has(line.slot) }, head, ...body, drawing(guide));
  told.addEventListener("toggle", () => (told.open ? guided.add(line.slot) : guided.delete(line.slot)));
  head.dataset.at = `guide ${line.slot}`;
  return [tip, told];
}

/** The example is fetched once it is looked at: lines may be slow. */
function drawing(guide) {
  if (!guide.example) return null;
  const said = word("example", { slot: guide.name });
  return make("figure", {}, make("img", { src: guide.example, alt: said, loading: "lazy" }), make("figcaption", { className: "quiet", "aria-hidden": "true" }, said));
}

function shown(paper, line, listed, choose) {
  const redraw = (next) => show(next ?? listed, choose);
  const act = (what, said) => change(paper.id, what).then((next) => { announce(said); redraw(next); }).catch((no) => announce(no.message || word("failed")));
  const open = looking.has(paper.id);
  const look = paper.pages ? button(word(open ? "hide" : "look"), () => { open ? looking.delete(paper.id) : looking.add(paper.id); redraw(); }) : null;
  look?.setAttribute("aria-expanded", String(open));
  if (look) look.dataset.at = `look ${paper.id}`;
  const remove = button(word("remove"), () => act("remove", word("removed")), "danger");
  for (const press of [look, remove]) press?.setAttribute("aria-label", `${press.textContent}: ${paper.name}`);
  return make(
    "div", { className: "paper" },
    make("p", { className: "name" }, paper.name),
    make("p", { className: "quiet" }, word("receipt", paper)),
    ...paper.notes.map((note) => make("p", { className: "note" }, note)),
    open ? pages(paper) : null,
    make("div", { className: "acts" }, look, remove, sorter(paper, line, act)),
  );
}

/** Says what a file is for. */
function sorter(paper, line, act) {
  const first = line.slot ? [] : [make("option", { value: "" }, word("which"))];
  const options = start.slots.map((slot) => make("option", { value: slot.id, selected: slot.id === line.slot }, slot.name));
  const said = (id) => start.slots.find((slot) => slot.id === id).name;
  return make("select", { "aria-label": `${word("which")}: ${paper.name}`, onchange: (event) => event.target.value && act(`is.${event.target.value}`, said(event.target.value)) }, ...first, ...options);
}

function pages(paper) {
  const numbers = Array.from({ length: paper.pages }, (_, at) => at + 1);
  const picture = (page) => make("img", { src: `/u/${start.token}/papers/${paper.id}/${page}`, alt: word("page_of", { page, name: paper.name }), loading: "lazy" });
  return make("div", { className: "pages" }, ...numbers.map(picture));
}
