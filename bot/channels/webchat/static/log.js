// The talk on the page: entries in their order, redrawn in place; one keyboard is alive.

import { draw, isScreen, mine } from "./message.js";
import { byId } from "./start.js";
import { keepSteps } from "./steps.js";
import { make, morph } from "./tree.js";
import { momentOf } from "./when.js";

const log = byId("log");
const shown = new Map(); // place -> {entry, node}
const placeOf = new Map(); // number of a drawing -> place of the first
const pending = new Map(); // id of what is being sent -> node

/** Draws entries. Returns the nodes that are new, in order. */
export function add(entries) {
  const fresh = entries.map(addOne).filter(Boolean);
  tidy();
  return fresh;
}

function addOne(entry) {
  const replaces = entry.message?.replaces;
  const place = placeOf.get(replaces) ?? placeOf.get(entry.seq) ?? entry.seq;
  const known = shown.get(place);
  placeOf.set(entry.seq, place);
  if (entry.message) placeOf.set(entry.message.seq, place);
  keepSteps(entry.message);
  if (known) return redraw(known, entry);
  const node = draw(entry);
  insert(place, entry, node);
  shown.set(place, { place, entry, node });
  return node;
}

function redraw(known, entry) {
  known.entry = { ...entry, at: known.entry.at };
  if (entry.message) known.entry.message = { ...entry.message, replaces: known.place };
  morph(known.node, draw(known.entry));
  return null;
}

function insert(place, entry, node) {
  const later = inOrder().find((other) => other.place > place);
  const before = later?.node ?? pending.values().next().value ?? null;
  const earlier = inOrder().filter((other) => other.place < place).at(-1);
  const moment = momentOf(entry.at, earlier?.entry.at);
  if (moment) log.insertBefore(make("p", { className: "moment" }, moment), before);
  log.insertBefore(node, before);
}

const inOrder = () => [...shown.values()].sort((one, other) => one.place - other.place);

/** Keyboards that a later answer or question has left behind are put away. */
function tidy() {
  let newer = "";
  for (const { entry, node } of inOrder().reverse()) {
    if (entry.from === "me") newer = "answered";
    else if (isScreen(entry.message)) {
      const old = newer !== "" && newer !== entry.at;
      keyboard(node, old);
      newer ||= entry.at;
    }
  }
}

function keyboard(node, old) {
  node.classList.toggle("live", !old);
  for (const group of node.querySelectorAll(":scope > .choices")) {
    group.hidden = old;
    release(group);
  }
  for (const boxes of node.querySelectorAll(":scope > .ticks")) boxes.disabled = old;
}

/** Marks a button as pressed, and its keyboard as used, until the answer is here. */
export function hold(button) {
  const group = button.closest(".choices");
  if (!group) return;
  group.classList.add("sent");
  button.classList.add("pressed");
  for (const one of group.children) one.setAttribute("aria-disabled", "true");
}

function release(group) {
  group.classList.remove("sent");
  for (const one of group.children) {
    one.classList.remove("pressed");
    one.removeAttribute("aria-disabled");
  }
}

/** After a refusal: every keyboard may be used again. */
export function releaseAll() {
  log.querySelectorAll(".choices").forEach(release);
}

/** The screen that waits for an answer, or null. */
export function liveScreen() {
  const found = inOrder().filter(({ entry, node }) => isScreen(entry.message) && node.classList.contains("live")).at(-1);
  return found ? { message: found.entry.message, node: found.node } : null;
}

export const isEmpty = () => shown.size === 0;

/** Shows at once what is only being sent. */
export function addPending(id, text) {
  const node = mine(text);
  pending.set(id, node);
  log.append(node);
  return node;
}

export function dropPending(id) {
  pending.get(id)?.remove();
  pending.delete(id);
}

/** Says below a bubble that it was not taken, and why. */
export function refusePending(id, sentence) {
  pending.get(id)?.append(make("p", { className: "unsent" }, sentence));
  pending.delete(id);
}

export function markWaiting(on) {
  for (const node of pending.values()) node.classList.toggle("waiting", on);
}
