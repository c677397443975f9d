/** A service as a card. The server draws the same (templates/parts/card.html); a test compares the two. */

import { dateText, el, safeUrl, telLink } from "./dom.js";

/** @typedef {import("./types.js").Card} Card */
/** @typedef {import("./types.js").Contact} Contact */
/** @typedef {import("./texts.js").T} T */

/**
 * @typedef {object} CardOptions
 * @property {string} [base] origin of the pages, when the card stands on another site
 * @property {boolean} [newTab]
 * @property {(card: Card) => boolean} [isKept]
 * @property {(card: Card, button: HTMLButtonElement) => void} [onKeep]
 * @property {(card: Card, button: HTMLButtonElement) => void} [onWrong]
 */

const KINDS = ["phone", "chat", "form", "web", "email"];
const OLD = 365 * 24 * 3600 * 1000;
let serial = 0;

/**
 * @param {Card} card
 * @param {T} t
 * @param {CardOptions} [options]
 */
export function cardElement(card, t, options = {}) {
  const id = `card-${(serial += 1)}`;
  const lang = t.pack.language;
  return el("article", { class: "card", lang: "fi", "aria-labelledby": id },
    el("h3", { class: "card-name", id, tabindex: "-1" }, pageLink(card, t, options)),
    el("p", { class: "by" }, card.provider.name),
    reasons(card, t),
    el("p", { class: "sum" }, card.summary),
    el("dl", {}, facts(card, t)),
    el("ul", { class: "actions" }, actions(card, t, options)),
    more(card, t, options),
    el("p", { class: "meta" }, spanIn(lang, t("card.source", { source: card.source.name, date: dateText(card.source.checked_on) })),
      isOld(card) && " ", isOld(card) && spanIn(lang, t("card.old"))),
    tools(card, t, options),
  );
}

/**
 * @param {string} lang
 * @param {string} text
 */
function spanIn(lang, text) {
  return el("span", { lang }, text);
}

/** @param {Card} card */
function isOld(card) {
  return Date.now() - Date.parse(card.source.checked_on) > OLD;
}

/**
 * Attributes of a link that leaves the conversation: another tab from the widget, the same on the page.
 * @param {CardOptions} options
 */
function leaving(options) {
  return { rel: "noreferrer", ...(options.newTab ? { target: "_blank" } : {}) };
}

/**
 * @param {T} t
 * @param {CardOptions} options
 */
function tabNote(t, options) {
  return options.newTab && el("span", { class: "sr" }, ` ${t("card.new_tab")}`);
}

/**
 * @param {Card} card
 * @param {T} t
 * @param {CardOptions} options
 */
function pageLink(card, t, options) {
  const query = t.pack.language === "fi" ? "" : `?kieli=${t.pack.language}`;
  const href = `${options.base ?? ""}/palvelu/${encodeURIComponent(card.id)}${query}`;
  return el("a", { href, ...leaving(options) }, card.name, tabNote(t, options));
}

/**
 * @param {Card} card
 * @param {T} t
 */
function reasons(card, t) {
  const said = card.why.filter((why) => why.kind === "need" || why.kind === "area");
  if (!said.length) return null;
  return el("div", { class: "why" },
    el("p", { lang: t.pack.language }, t("card.why")),
    el("ul", {}, said.map((why) => el("li", {}, why.text))));
}

/**
 * @param {T} t
 * @param {string} key
 * @param {Array<Node|string|null|false>} value
 * @param {boolean} [translated]
 */
function row(t, key, value, translated = false) {
  const lang = t.pack.language;
  return el("div", { class: "row" }, el("dt", { lang }, t(key)), el("dd", translated ? { lang } : {}, value));
}

/**
 * @param {Card} card
 * @param {T} t
 */
function facts(card, t) {
  const lang = t.pack.language;
  const conditions = card.why.filter((why) => why.kind === "eligibility");
  const names = t.get("card.language_names");
  const languages = card.languages.map((code) => names[code] ?? code).join(", ");
  return [
    conditions.length > 0 && row(t, "card.for_whom", [
      el("ul", {}, conditions.map((why) => el("li", {}, why.text, why.law && ` (${why.law})`, " ", met(why, t)))),
      conditions.some((why) => why.met === null) && el("p", { class: "met", lang }, t("card.met_null"))]),
    row(t, "card.threshold", [t(`card.threshold_${card.threshold}`)], true),
    row(t, "card.cost", [card.cost.text || spanIn(lang, t("card.cost_unknown"))]),
    row(t, "card.now", [card.open.text]),
    card.places.length > 0 && row(t, "card.place", [el("ul", {}, card.places.map((place) => el("li", {},
      [place.name, place.street, place.municipality].filter(Boolean).join(", "),
      place.hours_text && ` (${place.hours_text})`)))]),
    row(t, "card.languages", [languages || t("card.languages_unknown")], true),
    row(t, "card.how_to_apply", [card.how_to_apply]),
  ];
}

/**
 * How a condition fits what the person has told; what nobody has compared is said once, below the conditions.
 * @param {import("./types.js").Why} why
 * @param {T} t
 */
function met(why, t) {
  return why.met !== null && el("span", { class: "met", lang: t.pack.language }, t(`card.met_${why.met}`));
}

/**
 * @param {Card} card
 * @param {T} t
 * @param {CardOptions} options
 */
function actions(card, t, options) {
  const links = KINDS.flatMap((kind) => card.contacts.filter((contact) => contact.kind === kind))
    .map((contact) => action(card, contact, t, options));
  const maps = card.places.map((place) => {
    const href = mapUrl(place);
    return href && el("li", {}, el("a", { href, ...leaving(options) },
      spanIn(t.pack.language, t("card.map", { name: place.name || card.name })), tabNote(t, options)));
  });
  return [...links, ...maps];
}

/**
 * @param {Card} card
 * @param {Contact} contact
 * @param {T} t
 * @param {CardOptions} options
 */
function action(card, contact, t, options) {
  const name = contact.label || card.name;
  const { href, words } = target(contact, name, t);
  if (!href) return null;
  const outside = contact.kind !== "phone" && contact.kind !== "email";
  const extra = [contact.hours_text, contact.price_text].filter(Boolean).join(", ");
  const service = contact.label && !contact.label.includes(card.name) && el("span", { class: "sr" }, ` – ${card.name}`);
  return el("li", {},
    el("a", { href, ...(outside ? leaving(options) : {}) },
      spanIn(t.pack.language, words), service, outside && tabNote(t, options)),
    extra && " ", extra && el("span", { class: "extra" }, extra));
}

/**
 * @param {Contact} contact
 * @param {string} name
 * @param {T} t
 */
function target(contact, name, t) {
  if (contact.kind === "phone") {
    return { href: telLink(contact.value), words: t("card.call", { name, phone: contact.value }) };
  }
  if (contact.kind === "email") {
    return { href: `mailto:${contact.value}`, words: t("card.email", { name, address: contact.value }) };
  }
  return { href: safeUrl(contact.value), words: t(`card.${contact.kind}`, { name }) };
}

/** @param {import("./types.js").Place} place */
function mapUrl(place) {
  const map = "https://www.openstreetmap.org";
  if (place.lat !== null && place.lon !== null && place.lat !== undefined) {
    return `${map}/?mlat=${place.lat}&mlon=${place.lon}#map=17/${place.lat}/${place.lon}`;
  }
  const words = [place.street, place.municipality].filter(Boolean).join(", ");
  return place.street ? `${map}/search?query=${encodeURIComponent(words)}` : "";
}

/**
 * @param {Card} card
 * @param {T} t
 * @param {CardOptions} options
 */
function more(card, t, options) {
  const { description, note, not_for, if_refused, legal_basis } = card;
  if (!description && !note && !not_for && !if_refused && !legal_basis.length) return null;
  const laws = legal_basis.map((law) => {
    const href = safeUrl(law.url);
    return el("li", {}, href ? el("a", { href, ...leaving(options) }, law.text, tabNote(t, options)) : law.text);
  });
  return el("details", {},
    el("summary", { lang: t.pack.language }, t("card.more"), el("span", { class: "sr" }, `: ${card.name}`)),
    description && el("p", {}, description),
    el("dl", {},
      note && row(t, "card.note", [note]),
      not_for && row(t, "card.not_for", [not_for]),
      if_refused && row(t, "card.if_refused", [if_refused]),
      laws.length > 0 && row(t, "card.law", [el("ul", {}, laws)])));
}

/**
 * @param {Card} card
 * @param {T} t
 * @param {CardOptions} options
 */
function tools(card, t, options) {
  const { onKeep, onWrong, isKept } = options;
  if (!onKeep && !onWrong) return null;
  const name = card.name;
  const print = `${options.base ?? ""}/tuloste?id=${encodeURIComponent(card.id)}`;
  /** @param {string} key */
  const label = (key) => [t(`card.${key}`), el("span", { class: "sr" }, `: ${name}`)];
  return el("div", { class: "tools", lang: t.pack.language },
    onKeep && el("button", {
      type: "button", class: "small", "data-keep": card.id, "aria-pressed": String(isKept?.(card) ?? false),
      onclick: (/** @type {Event} */ event) => onKeep(card, /** @type {HTMLButtonElement} */ (event.currentTarget)),
    }, label("keep_short")),
    el("a", { class: "small", href: print, ...leaving(options) }, label("print_short"), tabNote(t, options)),
    onWrong && el("button", {
      type: "button", class: "small",
      onclick: (/** @type {Event} */ event) => onWrong(card, /** @type {HTMLButtonElement} */ (event.currentTarget)),
    }, label("wrong_short")));
}
