/** The list of results: short rows with headings, one of them current. */

import { el } from "../dom.js";

/** @typedef {import("../types.js").Card} Card */
/** @typedef {import("../texts.js").T} T */

/**
 * @param {Card[]} cards
 * @param {T} t
 * @param {{open: (card: Card) => void, add: (card: Card) => void}} options
 */
export function resultItems(cards, t, options) {
  return cards.map((card) => {
    const phone = card.contacts.find((contact) => contact.kind === "phone");
    const names = t.get("card.language_names");
    const reasons = card.why.filter((why) => why.kind === "need" || why.kind === "area").map((why) => why.text);
    const facts = [
      card.provider.name, card.open.text, phone?.value, card.cost.text,
      card.languages.map((code) => names[code] ?? code).join(", "),
    ].filter(Boolean).join(" · ");
    return el("li", { "data-id": card.id },
      el("h3", { lang: "fi" }, el("button", { type: "button", onclick: () => options.open(card) }, card.name)),
      el("p", { class: "facts", lang: "fi" }, facts),
      el("p", { class: "reasons", lang: "fi" }, reasons.join(" · ")),
      el("button", { type: "button", class: "small add", onclick: () => options.add(card) },
        t("desk.add_short"), el("span", { class: "sr", lang: "fi" }, `: ${card.name}`)));
  });
}

/**
 * What was heard, as chips that can be taken away.
 * @param {string[]} needs
 * @param {Record<string, string>} names
 * @param {T} t
 * @param {(need: string) => void} remove
 */
export function heardElement(needs, names, t, remove) {
  const known = needs.filter((need) => names[need]);
  if (!known.length) return null;
  return el("div", { class: "understood", role: "group", "aria-label": t("desk.understood") },
    el("ul", { class: "chips" },
      el("li", { class: "chip-text" }, `${t("desk.understood")}:`),
      known.map((need) => el("li", {}, el("button", { type: "button", class: "chip", onclick: () => remove(need) },
        t("desk.remove_need", { need: names[need] }))))));
}
