// What the server put into the page: the first entries, the clock, and the words of its language.

export const start = JSON.parse(document.getElementById("start").textContent);

/** A sentence of the page, its {places} filled. */
export function word(key, values = {}) {
  return start.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export const byId = (id) => document.getElementById(id);

/** Calls the program; throws a Refusal where it says no, and whatever fetch throws on a bad line. */
export async function call(path, body) {
  const wish = { signal: AbortSignal.timeout(20000), cache: "no-store", credentials: "same-origin" };
  if (body !== undefined) {
    Object.assign(wish, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
  }
  const response = await fetch(path, wish);
  if (!response.ok) throw new Refusal(response, await response.json().catch(() => ({})));
  return response.json(); // an answer that breaks off, or is somebody else's, is no answer
}

export class Refusal extends Error {
  constructor(response, answer) {
    super(answer.error ?? "");
    this.status = response.status;
    this.wait = Number(response.headers.get("Retry-After")) || 0;
  }
}
