// A judged point as a card: mark, reason, the clause folded away, what can be done, one action.

import { word } from "./start.js";
import { blocks, inline } from "./text.js";
import { make, presser, sign } from "./tree.js";

const FOLD_FROM = 4;

/** Cards in order; a long run of requirements that are met is folded into one line. */
export function cards(given) {
  const box = make("div", { className: "cards" });
  for (const run of runs(given)) {
    if (run[0].mark === "met" && !run[0].label && run.length >= FOLD_FROM) box.append(folded(run));
    else box.append(...run.map(card));
  }
  return box;
}

function runs(given) {
  const found = [];
  for (const one of given) {
    const last = found.at(-1);
    if (last && last[0].mark === one.mark) last.push(one);
    else found.push([one]);
  }
  return found;
}

function folded(run) {
  const title = word("met_many", { count: run.length });
  return make("details", { className: "folded" }, make("summary", {}, make("span", {}, title), sign("met")), ...run.map(card));
}

function card(one) {
  return make("div", { className: `card ${one.mark}` }, head(one), reason(one), remedy(one), general(one), clause(one), one.action ? presser(one.action) : null);
}

function head(one) {
  const mark = make("span", { className: "mark" }, one.label || word(`mark_${one.mark}`));
  return make("div", { className: "head" }, sign(one.mark), make("div", {}, mark, make("p", { className: "title" }, ...inline(one.title))));
}

function reason(one) {
  return one.reason && one.reason !== one.label ? make("div", {}, ...blocks(one.reason)) : null;
}

function remedy(one) {
  return one.remedy ? make("div", { className: "remedy" }, make("b", {}, word("remedy")), ...blocks(one.remedy)) : null;
}

function general(one) {
  return one.general ? make("div", { className: "general" }, make("b", {}, word("general")), ...blocks(one.general)) : null;
}

function clause(one) {
  if (!one.clause) return null;
  const official = one.official !== false;
  const source = word(official ? "clause_official" : "clause_not_official");
  const number = one.clause_id ? ` (${one.clause_id})` : "";
  return make(
    "details", { className: "clause" },
    make("summary", {}, word(official ? "clause" : "clause_news") + number),
    make("blockquote", {}, ...blocks(one.clause)),
    make("p", { className: "quiet" }, source),
  );
}
