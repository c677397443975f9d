/** The kept services beside the conversation: names, phones, and ways to take them along. */

import { el, telLink } from "./dom.js";
import { cardsText, saveAsFile } from "./transcript.js";

/** @typedef {import("./types.js").Card} Card */
/** @typedef {import("./texts.js").T} T */

/**
 * @param {Card[]} cards
 * @param {T} t
 * @param {{remove: (card: Card) => void, clear: () => void, say: (text: string) => void}} options
 */
export function keptElements(cards, t, options) {
  if (!cards.length) return [el("p", {}, t("kept.empty"))];
  const query = cards.map((card) => `id=${encodeURIComponent(card.id)}`).join("&");
  const language = t.pack.language === "fi" ? "" : `kieli=${t.pack.language}&`;
  const text = cardsText(cards, location.origin);
  const subject = encodeURIComponent(t("kept.mail_subject"));
  const body = encodeURIComponent(text);
  /** @param {string} href @param {string} key */
  const link = (href, key) => el("a", { class: "small", href }, t(key));
  /** @param {string} key @param {() => void} onclick */
  const button = (key, onclick) => el("button", { type: "button", class: "small", onclick }, t(key));
  return [
    el("ol", {}, cards.map((card) => keptItem(card, t, options))),
    el("div", { class: "tools" },
      link(`/tuloste?${language}${query}`, "kept.print"),
      link(`/tuloste?${language}${query}&koko=iso`, "kept.print_large"),
      link(`/valitut?${language}${query}`, "kept.open"),
      button("kept.copy", () => navigator.clipboard.writeText(text).then(() => options.say(t("chat.copied")))),
      button("kept.save", () => saveAsFile(text, t("chat.file_name"))),
      link(`mailto:?subject=${subject}&body=${body}`, "kept.mail"),
      link(`sms:?&body=${body}`, "kept.sms"),
      button("kept.clear", options.clear)),
    el("p", { class: "hint" }, t("kept.note")),
  ];
}

/**
 * @param {Card} card
 * @param {T} t
 * @param {{remove: (card: Card) => void}} options
 */
function keptItem(card, t, options) {
  const phone = card.contacts.find((contact) => contact.kind === "phone");
  return el("li", { lang: "fi" },
    el("a", { href: `/palvelu/${encodeURIComponent(card.id)}` }, card.name), el("br"),
    phone && el("a", { class: "small", href: telLink(phone.value) },
      el("span", { lang: t.pack.language }, t("card.call", { name: phone.label ?? card.name, phone: phone.value }))),
    el("button", { type: "button", class: "small", lang: t.pack.language, onclick: () => options.remove(card) },
      t("kept.remove"), el("span", { class: "sr", lang: "fi" }, `: ${card.name}`)));
}
