// Time as people here say it, in the posting's zone, whatever the device believes.

import { byId, start, word } from "./start.js";

const locale = start.language === "id" ? "id-ID" : "en-GB";
const QUIET = 30 * 60 * 1000;
let clock = start.clock;
let seenAt = performance.now();

const format = (options) => new Intl.DateTimeFormat(locale, { timeZone: clock.zone, ...options });
const long = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const brief = format({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
const plain = format({ day: "numeric", month: "long", year: "numeric" });
const short = format({ day: "numeric", month: "short" });
const hours = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const local = new Intl.DateTimeFormat("sv-SE", { timeZone: clock.zone, dateStyle: "short", timeStyle: "short" });

export const clockNow = () => new Date(Date.parse(clock.now) + performance.now() - seenAt);
export const closing = () => new Date(clock.closes);
export const isDemo = () => clock.demo;
export const shortTime = (at) => `${short.format(at)} ${hours.format(at)}`;
const label = `\u00a0${clock.label}`; // never alone on a line
export const sayTime = (key, at, day = plain) => word(key, { day: day.format(at), time: hours.format(at), label }).replace(` ${label}`, label);
export const localValue = (at) => local.format(at).replace(" ", "T");

/** The offset of the posting's zone at a time: `+07:00`. */
export function offset(at) {
  const parts = new Intl.DateTimeFormat("en", { timeZone: clock.zone, timeZoneName: "longOffset" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName").value.replace("GMT", "") || "+00:00";
}

/** What stands above an entry: the day where it changed, the time after a pause, else nothing. */
export function momentOf(at, before) {
  const [now, then] = [new Date(at), before ? new Date(before) : null];
  if (!then || plain.format(now) !== plain.format(then)) return `${long.format(now)}, ${hours.format(now)} ${clock.label}`;
  return now - then > QUIET ? `${hours.format(now)} ${clock.label}` : "";
}

/** Takes the program's time from an answer. */
export function keepClock(fresh) {
  clock = fresh;
  seenAt = performance.now();
  showClock();
}

function deadline(now) {
  if (now < new Date(clock.opens)) return sayTime("opens", new Date(clock.opens));
  return sayTime(now < closing() ? "closes" : "closed", closing());
}

function showClock() {
  const now = clockNow();
  const strip = byId("when");
  strip.classList.toggle("demo", clock.demo);
  setText(strip, clock.demo ? sayTime("demo_now", now, brief) : deadline(now));
  setText(byId("closing"), deadline(now));
  setText(byId("demo-now"), sayTime("demo_now", now, long));
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export function runClock() {
  showClock();
  setInterval(showClock, 5000);
}
