// Draws one entry of the talk.

import { cards } from "./card.js";
import { word } from "./start.js";
import { blocks } from "./text.js";
import { make, presser } from "./tree.js";

/** The element of one entry. `ticks` and `choices` belong to the question in its bubble. */
export function draw(entry) {
  return entry.from === "me" ? mine(entry.text) : pandus(entry.message);
}

/** A bubble of the applicant's. */
export function mine(text) {
  const name = make("span", { className: "unseen" }, `${word("me")}: `);
  return make("div", { className: "entry me" }, make("div", { className: "bubble" }, name, text));
}

/** Whether a message waits for an answer. */
export function isScreen(message) {
  return Boolean(message?.choices?.length || message?.ticks?.length || message?.field);
}

function pandus(message) {
  const id = `m${message.replaces || message.seq}`;
  const parts = message.image ? [picture(message.image), bubble(message, id)] : [bubble(message, id)];
  if (message.cards?.length) parts.push(cards(message.cards));
  if (message.ticks?.length) parts.push(ticks(message.ticks, id));
  if (message.links?.length) parts.push(links(message.links));
  if (message.choices?.length) parts.push(choices(message.choices, id));
  return make("div", { className: "entry pandu", tabIndex: -1 }, ...parts);
}

/** The last lines hold the question: they name the buttons below. */
function bubble(message, id) {
  const name = make("span", { className: "unseen" }, `${word("pandu")}: `);
  const shown = message.hint && !message.text.includes(message.hint);
  const hint = shown ? make("p", { className: "hint" }, word("example", { hint: message.hint })) : null;
  const text = blocks(message.text);
  if (text.length) text.at(-1).id = id;
  return make("div", { className: "bubble" }, name, ...text, hint);
}

function ticks(given, id) {
  const rows = given.map((tick) => {
    const box = make("input", { type: "checkbox", checked: Boolean(tick.on), told: Boolean(tick.on), token: tick.token });
    return make("label", {}, box, make("span", {}, tick.label));
  });
  return make("fieldset", { className: "ticks", "aria-labelledby": id }, ...rows);
}

/** A picture of the announcement; its words stand in the bubble below. */
function picture(image) {
  const shown = make("img", { src: `/gambar/${image.code}.png`, alt: image.alt, width: 1080, height: 1350 });
  return make("a", { className: "picture", href: shown.src, target: "_blank", rel: "noopener" }, shown);
}

/** Ways to pages of one's own. */
function links(given) {
  const ways = given.filter((link) => link.to !== "example");
  const drawn = given.filter((link) => link.to === "example").map(drawing);
  const buttons = ways.map((link) => make("a", { className: "button", href: link.url }, link.label));
  return make("div", { className: "links" }, ...drawn, ...buttons);
}

/** An example is looked at in the talk, from where the page itself is. */
function drawing(link) {
  const picture = make("img", { src: new URL(link.url, location).pathname, alt: link.label, loading: "lazy" });
  return make("figure", {}, picture, make("figcaption", { "aria-hidden": "true" }, link.label));
}

function choices(given, id) {
  const buttons = given.map((choice) => presser(choice));
  return make("div", { className: "choices", role: "group", "aria-labelledby": id }, ...buttons);
}
