// The line to the program: one thing at a time, in order, tried again until it is through.

import { call, start } from "./start.js";

const KEPT = "pandu-queue";
const LONGEST_WAIT = 15000;
const hears = { answer: () => {}, refusal: () => {}, state: () => {} };
let queue = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
let cursor = start.cursor;
let talk = start.talk ?? ""; // whose talk this page shows
let wanted = 0; // the number of an entry that is said to be there
let busy = false;
let failures = 0;
let gone = false;
let wake = () => {};

/** `on.answer(answer, item)`, `on.refusal(item, sentence)`, `on.state(name, detail)`. */
export function listen(on) {
  Object.assign(hears, on);
}

export const waitingItems = () => [...queue];

/** Queues one thing; it survives a reload of the page. Returns its id. */
export function send(said, { id = newId(), label = "" } = {}) {
  queue.push({ id, said, label });
  keep();
  pump();
  return id;
}

/** Asks for what is new, unless entry `upto` is here already. */
export function ask(upto = Infinity) {
  wanted = Math.max(wanted, upto || Infinity);
  pump();
}

/** Tries at once instead of waiting out a pause. */
export function hurry() {
  wake();
  ask();
}

function keep() {
  sessionStorage.setItem(KEPT, JSON.stringify(queue));
}

function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function pump() {
  if (busy || gone) return;
  busy = true;
  while (!gone && (queue.length || wanted > cursor)) await step();
  busy = false;
}

async function step() {
  const item = queue[0];
  const asked = wanted;
  wanted = 0;
  const slow = item ? setTimeout(() => hears.state("sending"), 800) : 0;
  try {
    const answer = item
      ? await call("/chat/say", { id: item.id, after: cursor, said: item.said, talk })
      : await call(`/chat/messages?after=${cursor}&talk=${talk}`);
    failures = 0;
    done(item);
    if (answer.anew) return beginAnew();
    hears.state("fine");
    talk = answer.talk || talk;
    cursor = Math.max(cursor, answer.cursor);
    hears.answer(answer, item);
  } catch (fault) {
    wanted = Math.max(wanted, asked);
    await failed(fault, item);
  } finally {
    clearTimeout(slow);
  }
}

/** Another person's talk goes on at this browser: nothing that was meant for the one before. */
function beginAnew() {
  gone = true;
  queue = [];
  keep();
  location.reload();
}

function done(item) {
  if (!item) return;
  queue = queue.filter((other) => other.id !== item.id);
  keep();
}

async function failed(fault, item) {
  if (fault.status === 401) return leaveLine(fault.message);
  const final = fault.status >= 400 && fault.status < 500 && ![408, 425, 429].includes(fault.status);
  if (final && item) {
    done(item);
    hears.state("fine");
    return hears.refusal(item, fault.message);
  }
  failures += 1;
  const wait = fault.wait ? fault.wait * 1000 : Math.min(LONGEST_WAIT, 500 * 2 ** failures) * (0.75 + Math.random() / 2);
  hears.state(fault.status === 429 ? "hurry" : "reconnecting", { waiting: queue.length, seconds: Math.ceil(wait / 1000) });
  return pause(wait);
}

function leaveLine(sentence) {
  gone = true;
  queue = [];
  keep();
  hears.state("gone", { sentence });
}

function pause(wait) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, wait);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
