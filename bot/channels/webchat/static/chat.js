// Brings the parts of the page together.

import { watchClip } from "./clip.js";
import { fit, focusField, restore, watchField } from "./compose.js";
import * as line from "./line.js";
import * as log from "./log.js";
import { keepLooking } from "./look.js";
import { watchMenu } from "./menu.js";
import { reveal, toEnd, watchScroll } from "./scroll.js";
import { byId, start, word } from "./start.js";
import { placeSteps } from "./steps.js";
import { keepClock, runClock } from "./when.js";

let byKeyboard = false;

function typed(text) {
  const id = line.send({ type: "typed", text }, { label: text });
  reveal([log.addPending(id, text)], { mine: true });
}

function pressed(button) {
  if (button.getAttribute("aria-disabled") === "true") return;
  log.hold(button);
  byId("drawer").close();
  line.send({ type: "pressed", token: button.token });
}

/** A box changes at once; while its press is under way it waits to say where it went since. */
function ticked(box) {
  if (!box.held) box.held = line.send({ type: "pressed", token: box.token });
}

/** A box whose press has arrived says so if it was changed again meanwhile. */
function letBoxesGo(item) {
  for (const box of document.querySelectorAll(".ticks input")) {
    if (!box.held || box.held !== item?.id) continue;
    box.held = "";
    if (box.checked !== box.told && !box.disabled) ticked(box);
  }
}

function answered(answer, item) {
  if (item) log.dropPending(item.id);
  keepClock(answer.clock);
  const lost = item?.said.type === "pressed" && focusIsSpent();
  const fresh = log.add(answer.entries);
  letBoxesGo(item);
  fit(log.liveScreen()?.message);
  reveal(fresh, { mine: Boolean(item) });
  if (item?.said.type === "typed" && isFinger() && !log.liveScreen()?.message.field) byId("compose").blur();
  if (item?.said.type === "pressed" && fresh.length && (lost || focusIsSpent())) focusScreen();
}

/** On a touch screen a focused field covers half of what there is to see. */
const isFinger = () => matchMedia("(pointer: coarse)").matches && !byKeyboard;

function focusIsSpent() {
  const at = document.activeElement;
  return !at || at === document.body || at.closest(".sent") !== null || at.closest("[hidden]") !== null;
}

/** Moves the focus to what the new question asks for. */
function focusScreen() {
  const screen = log.liveScreen();
  if (!screen) return byId("log").focus({ preventScroll: true });
  if (screen.message.field && !isFinger()) return focusField();
  const first = screen.node.querySelector(".ticks input, .choices button");
  return (byKeyboard && first ? first : screen.node).focus({ preventScroll: true });
}

function refused(item, sentence) {
  log.refusePending(item.id, sentence || word("failed"));
  log.releaseAll();
  letBoxesGo(item);
  if (item.said.type === "typed") restore(item.said.text);
  else showStatus(sentence);
}

function showStatus(text, calm = false) {
  byId("status").textContent = text;
  byId("status").classList.toggle("calm", calm);
}

function lineState(name, detail = {}) {
  log.markWaiting(name === "reconnecting" || name === "hurry");
  if (name === "fine") showStatus("");
  else if (name === "sending") showStatus(word("sending"), true);
  else if (name === "hurry") showStatus(word("hurry", detail));
  else if (name === "gone") showStatus(detail.sentence || word("gone"));
  else showStatus(waitingText(detail.waiting));
}

function waitingText(count) {
  if (!count) return word("reconnecting");
  return count === 1 ? word("waiting_one") : word("waiting_many", { count });
}

function watchPresses() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".press");
    if (button) pressed(button);
  });
  document.addEventListener("change", (event) => event.target.matches(".ticks input") && ticked(event.target));
  // The keys of a touch screen only ever go to a field.
  document.addEventListener("keydown", (event) => (byKeyboard ||= event.key === "Tab" || event.target !== byId("compose")), true);
  document.addEventListener("pointerdown", () => (byKeyboard = false), true);
}

/** Greets a newcomer, shows where the talk stands that went on elsewhere, and says a chosen language. */
function come() {
  const said = { type: "opened", language: start.language };
  if (log.isEmpty()) line.send(said, { id: "opened" });
  else if (start.elsewhere) line.send(said);
  else if (start.speak) line.send({ type: "pressed", token: start.speak });
  if (start.speak) history.replaceState(null, "", "/");
}

placeSteps();
runClock();
log.add(start.entries);
line.waitingItems().forEach((item) => item.label && log.addPending(item.id, item.label));
fit(log.liveScreen()?.message);
watchScroll();
toEnd();
byId("log").setAttribute("aria-live", "polite");
line.listen({ answer: answered, refusal: refused, state: lineState });
watchPresses();
watchField(typed);
watchMenu();
watchClip(showStatus);
come();
keepLooking();
