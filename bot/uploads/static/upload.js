// Brings the parts of the upload page together.

import { papers, send } from "./line.js";
import { show, waits } from "./lines.js";
import { announce, button, byId, make, start, word } from "./tree.js";

const AT_ONCE = 2;
const queue = [];
let going = 0;
let timer = 0;
let wish = "";

const redraw = (listed) => listed && show(listed, choose);

/** Opens the files; what is chosen next belongs to `slot`. */
function choose(slot) {
  wish = slot;
  byId("pick").click();
}

function take(files) {
  const batch = crypto.randomUUID?.() ?? String(Date.now());
  for (const file of files) queue.push(entry(file, { slot: wish, batch }));
  wish = "";
  next();
}

function entry(file, about) {
  const bar = make("progress", { max: file.size || 1, value: 0, "aria-label": file.name });
  const said = make("p", { className: "quiet" }, word("waiting"));
  const row = make("li", {}, make("p", { className: "name" }, file.name), bar, said);
  byId("going").append(row);
  return { file, about, bar, said, row };
}

function next() {
  while (going < AT_ONCE && queue.length) {
    going += 1;
    upload(queue.shift()).finally(() => {
      going -= 1;
      next();
    });
  }
}

async function upload(one) {
  try {
    if (!one.file.size) throw new Error(word("empty"));
    if (one.file.size > start.most) throw new Error(word("too_large"));
    const told = await send(one.file, one.about, {
      progress: (sent) => { one.bar.value = sent; one.said.textContent = word("percent", { percent: Math.floor((100 * sent) / one.file.size) }); },
      waiting: () => { one.said.textContent = word("reconnecting"); },
    });
    one.bar.value = one.file.size;
    one.said.textContent = word(told.same ? "same" : "done", told.paper);
    announce(`${one.file.name}: ${one.said.textContent}`);
    await refresh();
  } catch (error) {
    failed(one, error.message || word("failed"));
  }
}

function failed(one, sentence) {
  one.said.textContent = sentence;
  one.said.className = "failed";
  announce(`${one.file.name}: ${sentence}`);
  const again = button(word("again"), () => {
    again.remove();
    one.said.className = "quiet";
    one.said.textContent = word("waiting");
    queue.push(one);
    next();
  });
  again.setAttribute("aria-label", `${word("again")}: ${one.file.name}`);
  one.row.append(again);
}

/** Asks what is there; soon again while something is being looked at. */
async function refresh() {
  clearTimeout(timer);
  const listed = await papers().catch(() => null);
  redraw(listed);
  if (!listed || waits(listed)) timer = setTimeout(refresh, 2000);
}

function watchDrop(zone) {
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", name === "dragenter" || name === "dragover");
      if (name === "drop" && event.dataTransfer?.files.length) take(event.dataTransfer.files);
    });
  }
}

for (const id of ["pick", "camera"]) {
  byId(id)?.addEventListener("change", (event) => {
    take([...event.target.files]);
    event.target.value = "";
  });
  byId(id)?.addEventListener("cancel", () => (wish = ""));
}
if (byId("drop")) watchDrop(byId("drop"));
redraw(start.papers);
if (waits(start.papers)) timer = setTimeout(refresh, 2000);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && refresh());
