/** The region of urgent help. Shipped with what opens the chat: it is shown also when nothing answers. */

import { el, safeUrl, telLink } from "./dom.js";

/**
 * @param {import("./types.js").CrisisBlock} block
 * @param {import("./texts.js").T} t
 * @param {{alert: boolean}} options `alert`: announced at once, when it is new
 */
export function crisisElement(block, t, { alert }) {
  const lang = t.pack.language;
  const lines = block.contacts.map((contact) => {
    const { name, phone } = contact;
    const page = safeUrl(contact.url);
    return (phone || page) && el("li", {},
      phone && el("a", { href: telLink(phone) }, el("span", { lang }, t("crisis.call", { name, phone }))),
      page && el("a", { href: page, rel: "noreferrer", class: phone && "beside" }, el("span", { lang }, t("crisis.open", { name }))),
      contact.hours_text && el("span", { class: "extra", lang: block.language ?? "fi" }, contact.hours_text));
  });
  return el("section", { class: "crisis", role: alert ? "alert" : "region", "aria-labelledby": "crisis-title" },
    el("h2", { id: "crisis-title" }, t("crisis.title")),
    el("p", { lang: block.language ?? "fi" }, block.text),
    el("ul", { class: "actions" }, lines),
    el("p", {}, t("crisis.not_human")));
}
