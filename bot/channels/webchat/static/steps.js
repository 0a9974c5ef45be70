// The checklist: a panel at the side where there is room, a drawer elsewhere.

import { byId, word } from "./start.js";
import { make, morph, sign } from "./tree.js";

const SIGN = { done: "done", now: "now", open: "open", unsure: "doubt" };
let shownSeq = 0;

/** The lines of a checklist; each that has a token is a button back to its question. */
export function stepLines(steps) {
  return steps.map((step) => make("li", {}, line(step)));
}

function line(step) {
  const state = make("span", { className: "unseen" }, `, ${word(`step_${step.state}`)}`);
  const inside = [sign(SIGN[step.state]), make("span", {}, step.label, state)];
  const current = step.state === "now" ? { "aria-current": "step" } : {};
  if (!step.token) return make("span", { className: `still ${step.state}`, ...current }, ...inside);
  return make("button", { type: "button", className: `press step ${step.state}`, token: step.token, ...current }, ...inside);
}

/** Shows the newest checklist that a message brought. */
export function keepSteps(message) {
  if (!message?.steps?.length || message.seq < shownSeq) return;
  shownSeq = message.seq;
  const done = message.steps.filter((step) => step.state === "done").length;
  const values = { done, all: message.steps.length };
  morph(byId("steps-list"), make("ol", { id: "steps-list" }, ...stepLines(message.steps)));
  byId("steps-said").textContent = word("steps_count", values);
  byId("steps-count").textContent = `${done}/${values.all}`;
  byId("steps-open").setAttribute("aria-label", word("steps_open", values));
  byId("steps-open").hidden = false;
}

/** Puts the list where there is room, and lets the drawer open. */
export function placeSteps() {
  const wide = matchMedia("(min-width: 1000px)");
  const drawer = byId("drawer");
  const place = () => {
    if (wide.matches && drawer.open) drawer.close();
    (wide.matches ? byId("side") : drawer).append(byId("steps"));
  };
  wide.addEventListener("change", place);
  place();
  byId("steps-open").addEventListener("click", () => drawer.showModal());
}
