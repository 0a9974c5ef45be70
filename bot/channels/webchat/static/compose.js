// The field to write in: grows with the text, and offers the fitting keyboard.

import { byId, word } from "./start.js";

const field = byId("compose");
const keys = byId("keys");
const KEPT = "pandu-draft";
const SHORT = 24;
const MODES = { date: "numeric", month: "numeric", number: "numeric", codes: "decimal" };
const PLACES = { date: [2, 2, 4], month: [2, 4] };
const usual = field.placeholder;
let kind = "";
let before = "";

/** Fits the field to the question: its keyboard and its hint. */
export function fit(screen) {
  kind = screen?.field ?? "";
  field.placeholder = screen?.hint && screen.hint.length <= SHORT ? word("example", { hint: screen.hint }) : usual;
  keyboard(MODES[kind] ?? "text");
  keys.hidden = !(kind in MODES);
}

function keyboard(mode) {
  field.inputMode = mode;
  const letters = mode !== "text";
  keys.textContent = letters ? "abc" : "123";
  keys.setAttribute("aria-label", letters ? keys.dataset.letters : keys.dataset.digits);
}

/** Puts back words that were not taken, unless something new is being written. */
export function restore(text) {
  if (!field.value) field.value = text;
  grow();
}

export function focusField() {
  field.focus({ preventScroll: true });
}

function grow() {
  field.style.height = "";
  if (field.value) field.style.height = `${field.scrollHeight}px`;
  sessionStorage.setItem(KEPT, field.value);
}

/** 17081990 becomes 17-08-1990 while it is typed; anything else stays as it is. */
function group() {
  const text = field.value;
  const adds = text.length > before.length && field.selectionEnd === text.length;
  before = text;
  if (!adds || !(kind in PLACES) || !/^[\d-]+$/.test(text)) return;
  let digits = text.replaceAll("-", "");
  const parts = [];
  for (const places of PLACES[kind]) {
    if (digits) parts.push(digits.slice(0, places));
    digits = digits.slice(places);
  }
  const grouped = parts.join("-") + digits;
  if (grouped.replaceAll("-", "") === text.replaceAll("-", "") && !text.endsWith("-")) field.value = before = grouped;
}

/** Calls `said(text)` for each message that is written. */
export function watchField(said) {
  field.value = sessionStorage.getItem(KEPT) ?? "";
  grow();
  field.addEventListener("input", () => {
    group();
    grow();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    byId("compose-form").requestSubmit();
  });
  keys.addEventListener("click", () => {
    keyboard(field.inputMode === "text" ? MODES[kind] : "text");
    field.focus();
  });
  byId("compose-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text) said(text);
    field.value = before = text ? "" : field.value;
    grow();
    field.focus();
  });
}
