// Keeps the newest in view, but never moves what somebody is reading.

import { byId, word } from "./start.js";

const log = byId("log");
const jump = byId("jump");
let atEnd = true;
let unread = 0;

const isAtEnd = () => end() - log.scrollTop < 48;
const end = () => log.scrollHeight - log.clientHeight;

/** Shows new nodes from their beginning; where somebody reads further up, a button offers them. */
export function reveal(fresh, { mine = false } = {}) {
  if (!fresh.length) {
    if (atEnd) toEnd();
  } else if (mine || atEnd) {
    const moment = fresh[0].previousElementSibling;
    const first = moment?.matches(".moment") ? moment : fresh[0];
    log.scrollTop = Math.min(end(), first.offsetTop - log.offsetTop - 16);
    atEnd = isAtEnd();
  } else offer(fresh.length);
}

function offer(count) {
  unread += count;
  byId("jump-text").textContent = unread > 1 ? word("jump_many", { count: unread }) : byId("jump-text").dataset.one;
  jump.hidden = false;
}

export function toEnd() {
  log.scrollTop = end();
  atEnd = true;
}

/** Listens to scrolling, and to the talk growing or shrinking under the keyboard. */
export function watchScroll() {
  byId("jump-text").dataset.one = byId("jump-text").textContent;
  log.addEventListener("scroll", () => {
    atEnd = isAtEnd();
    if (atEnd) {
      jump.hidden = true;
      unread = 0;
    }
  }, { passive: true });
  jump.addEventListener("click", () => {
    toEnd();
    log.focus({ preventScroll: true });
  });
  new ResizeObserver(() => atEnd && toEnd()).observe(log);
}
