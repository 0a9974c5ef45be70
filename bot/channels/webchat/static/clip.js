// The paper clip leads to the upload page, which is this browser's at once.

import { byId, word } from "./start.js";

/** `told` shows a sentence where it does not. */
export function watchClip(told) {
  byId("clip").addEventListener("click", async () => {
    const answer = await fetch("/u/new", { method: "POST" }).catch(() => null);
    if (answer?.ok) location.assign(await answer.text());
    else told((await answer?.json().catch(() => null))?.error || word("failed"));
  });
}
