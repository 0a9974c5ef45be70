// Hears when there is something to see; where the stream does not hold, asks now and then.

import { ask, hurry } from "./line.js";

const WITH_STREAM = 30000;
const WITHOUT = 8000;
let stream = null;
let timer = 0;

function again() {
  clearTimeout(timer);
  const holds = stream?.readyState === EventSource.OPEN;
  timer = setTimeout(beat, holds ? WITH_STREAM : WITHOUT);
}

function beat() {
  if (document.visibilityState === "visible") ask();
  if (!stream) open();
  again();
}

function open() {
  stream = new EventSource("/chat/look");
  stream.addEventListener("look", (event) => ask(Number(event.data)));
  stream.addEventListener("open", () => {
    ask();
    again();
  });
  stream.addEventListener("error", () => {
    if (stream?.readyState === EventSource.CLOSED) stream = null;
    again();
  });
}

function close() {
  clearTimeout(timer);
  stream?.close();
  stream = null;
}

function resume() {
  hurry();
  if (!stream) open();
  again();
}

/** From here on the page keeps itself up to date, also after sleep and after a lost line. */
export function keepLooking() {
  open();
  again();
  addEventListener("online", resume);
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && resume());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && resume());
}
