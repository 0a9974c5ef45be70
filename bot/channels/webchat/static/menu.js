// The menu: return code, leaving, and the demonstration's clock.

import { hurry, send } from "./line.js";
import { byId, call, word } from "./start.js";
import { clockNow, closing, isDemo, keepClock, localValue, offset, shortTime } from "./when.js";

const menu = byId("menu");

/** Does `work`; where it fails, says why in the place of `said`. */
async function tried(said, work) {
  byId(said).textContent = "";
  try {
    await work();
  } catch (fault) {
    byId(said).textContent = fault.message && fault.status ? fault.message : word("failed");
  }
}

const on = (id, event, said, work) => byId(id).addEventListener(event, (happened) => {
  happened.preventDefault();
  tried(said, work);
});

async function makeCode() {
  const { code } = await call("/chat/code", {});
  byId("code").textContent = code;
  byId("code-shown").hidden = false;
  byId("code-make").hidden = true;
  byId("code").focus();
}

async function copyCode() {
  await navigator.clipboard.writeText(byId("code").textContent);
  byId("code-said").textContent = word("copied");
}

/** Starts the page anew for whoever the cookie now names. */
function anew() {
  sessionStorage.clear();
  location.replace("/");
}

async function comeBack() {
  await call("/chat/return", { code: byId("code-typed").value });
  anew();
}

async function leave() {
  await call("/chat/leave", {});
  anew();
}

function askToLeave(sure) {
  byId("leave-first").hidden = sure;
  byId("leave-second").hidden = !sure;
  byId(sure ? "leave-sure" : "leave-ask").focus();
}

async function moveClock(wish) {
  keepClock(await call("/demo/clock", wish));
  showDemo();
  hurry();
}

function showDemo() {
  byId("demo").hidden = !isDemo();
  byId("demo-closing").hidden = clockNow() >= closing();
  byId("demo-closing").textContent = shortTime(new Date(closing() - 60000));
  byId("demo-to").min = byId("demo-to").value = localValue(clockNow());
}

function customTime() {
  const value = byId("demo-to").value;
  return { to: `${value}:00${offset(new Date(`${value}:00Z`))}` };
}

function watchDemo() {
  for (const button of menu.querySelectorAll("[data-forward]")) {
    button.addEventListener("click", () => tried("demo-said", () => moveClock({ forward: Number(button.dataset.forward) })));
  }
  on("demo-closing", "click", "demo-said", () => moveClock({ to: new Date(closing() - 60000).toISOString() }));
  on("demo-form", "submit", "demo-said", () => moveClock(customTime()));
}

export function watchMenu() {
  byId("menu-open").addEventListener("click", () => {
    showDemo();
    menu.showModal();
  });
  for (const sheet of document.querySelectorAll("dialog.sheet")) {
    sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
  }
  on("code-make", "click", "code-said", makeCode);
  on("code-copy", "click", "code-said", copyCode);
  on("code-form", "submit", "code-said", comeBack);
  byId("leave-ask").addEventListener("click", () => askToLeave(true));
  byId("leave-stay").addEventListener("click", () => askToLeave(false));
  on("leave-sure", "click", "leave-said", leave);
  for (const button of menu.querySelectorAll("[data-go]")) {
    button.addEventListener("click", () => {
      send({ type: "pressed", token: `go::${button.dataset.go}:0` });
      menu.close();
    });
  }
  watchDemo();
}
