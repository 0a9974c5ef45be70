// Sends one file by parts; after a lost line it asks where to go on.

import { start } from "./tree.js";

const PART = 256 * 1024;
const TRIES = 8;
const PAGE = `/u/${start.token}`;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export class Refused extends Error {}

async function spoken(answer) {
  const body = await answer.json().catch(() => ({}));
  return new Refused(body.error || "");
}

/** Until it is answered: what lies below 500 stays as it is. */
async function patiently(ask, waiting) {
  for (let at = 0; ; at += 1) {
    const answer = await ask().catch(() => null);
    if (answer && answer.status < 500 && answer.status !== 429) return answer;
    if (answer?.status === 429 && !answer.headers.get("Retry-After")) return answer;
    if (at >= TRIES) throw new Refused("");
    waiting();
    await Promise.race([pause(Math.min(1000 * 2 ** at, 15000)), online()]);
  }
}

function online() {
  return navigator.onLine ? new Promise(() => {}) : new Promise((done) => addEventListener("online", done, { once: true }));
}

/** Sends `file` and says how far it is; answers with what was kept. */
export async function send(file, { slot, batch }, { progress, waiting }) {
  const body = JSON.stringify({ name: file.name, size: file.size, slot });
  const begun = await patiently(() => fetch(`${PAGE}/files`, { method: "POST", body }), waiting);
  if (!begun.ok) throw await spoken(begun);
  const { id } = await begun.json();
  let offset = 0;
  for (;;) {
    const from = offset;
    const part = () => put(`${PAGE}/files/${id}`, file.slice(from, from + PART), { "Upload-Offset": from, "Upload-Batch": batch }, (sent) => progress(from + sent));
    const answer = await patiently(part, waiting);
    if (!answer.ok && answer.status !== 409) throw await spoken(answer);
    const told = await answer.json();
    if (told.paper) return told;
    offset = told.offset;
    progress(offset);
  }
}

/** fetch tells nothing of what is on its way; this does. */
function put(url, body, headers, sent) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, String(value));
    request.upload.onprogress = (event) => sent(event.loaded);
    request.onload = () => done(new Response(request.responseText, { status: request.status, headers: retry(request) }));
    request.onerror = request.ontimeout = () => failed(new TypeError("line"));
    request.timeout = 60000;
    request.send(body);
  });
}

function retry(request) {
  const after = request.getResponseHeader("Retry-After");
  return after ? { "Retry-After": after } : {};
}

export async function papers() {
  const answer = await fetch(`${PAGE}/papers`);
  return answer.ok ? answer.json() : null;
}

export async function change(id, act) {
  const answer = await fetch(`${PAGE}/papers/${id}/${act}`, { method: "POST" });
  if (!answer.ok) throw await spoken(answer);
  return answer.json();
}
