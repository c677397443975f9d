/** The conversation and the kept list as plain text: to copy, to save, to send. */

import { el } from "./dom.js";

/** @typedef {import("./types.js").Card} Card */
/** @typedef {import("./texts.js").T} T */

/**
 * @param {import("./types.js").Turn[]} turns
 * @param {T} t
 * @param {string} origin
 */
export function conversationText(turns, t, origin) {
  return turns.map((turn) => (turn.who === "own"
    ? `${t("chat.you")} ${turn.shown}`
    : [t("chat.bot"), ...turn.blocks.map((block) => blockText(block, origin))].filter(Boolean).join("\n"))).join("\n\n");
}

/**
 * @param {import("./types.js").Block} block
 * @param {string} origin
 */
function blockText(block, origin) {
  if (block.type === "text") return block.text;
  if (block.type === "crisis") {
    return [block.text, ...block.contacts.map((one) => [one.name, one.phone ?? one.url, one.hours_text].filter(Boolean).join(", "))].join("\n");
  }
  if (block.type === "services") return cardsText(block.services, origin);
  return "";
}

/**
 * @param {Card[]} cards
 * @param {string} origin
 */
export function cardsText(cards, origin) {
  return cards.map((card) => [
    card.name,
    card.provider.name,
    card.summary,
    ...card.contacts.filter((one) => one.kind === "phone").map((one) => [one.label, one.value, one.hours_text].filter(Boolean).join(", ")),
    ...card.places.slice(0, 1).map((place) => [place.name, place.street, place.municipality].filter(Boolean).join(", ")),
    card.how_to_apply,
    `${origin}/palvelu/${encodeURIComponent(card.id)}`,
  ].filter(Boolean).join("\n")).join("\n\n");
}

/**
 * Saves a text as a file.
 * @param {string} text
 * @param {string} name
 */
export function saveAsFile(text, name) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
