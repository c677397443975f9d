/** Draws the blocks of an answer, and tells them in one short sentence for the announcer. Loaded beside the first message. */

import { cardElement } from "./card.js";
import { cardOptions } from "./card-acts.js";
import { el } from "./dom.js";

/** @typedef {import("./types.js").Block} Block */
/** @typedef {import("./texts.js").T} T */

/**
 * @typedef {import("./card.js").CardOptions & {
 *   onChoice: (choice: import("./types.js").Choice, group: HTMLElement) => void,
 *   onMore: (cards: import("./types.js").Card[]) => void,
 * }} BlockOptions
 */

const FIRST = 3;
const LONGEST_ANNOUNCEMENT = 300;
const RIGHT_TO_LEFT = new Set(["ar", "ckb", "fa"]);

/**
 * What Luotsi said, as an item of the log.
 * @param {import("./types.js").BotTurn} turn
 * @param {import("./chat-view.js").ChatView} view
 */
export function botItem(turn, view) {
  const { t } = view;
  return el("li", { class: "bot" }, el("span", { class: "sr" }, t("chat.bot")), " ",
    turn.notice && el("p", { class: "identity" }, turn.notice),
    blockElements(turn.blocks, t, {
      ...cardOptions(view),
      onChoice: (choice, group) => view.choose(choice, group),
      onMore: (cards) => view.announce(counted(cards, t)),
    }));
}

/**
 * The elements of an answer, without the crisis block, which stands above the conversation.
 * @param {Block[]} blocks
 * @param {T} t
 * @param {BlockOptions} options
 */
function blockElements(blocks, t, options) {
  return blocks.flatMap((block) => {
    if (block.type === "text") return [el("p", { class: "said", ...languageOf(block) }, block.text)];
    if (block.type === "services") return services(block, t, options);
    if (block.type === "choices") return [choices(block, t, options)];
    return [];
  });
}

/**
 * What is said is in Finnish unless the block says another language.
 * @param {{language?: string|null}} block
 */
function languageOf({ language }) {
  return { lang: language ?? "fi", dir: RIGHT_TO_LEFT.has(language ?? "") && "rtl" };
}

/**
 * @param {import("./types.js").ServicesBlock} block
 * @param {T} t
 * @param {BlockOptions} options
 * @returns {HTMLElement[]}
 */
function services(block, t, options) {
  const name = block.need && t.pack.needs[block.need];
  const cards = block.services.map((card) => cardElement(card, t, options));
  const list = el("div", { class: "cards" }, cards.slice(0, FIRST));
  const rest = cards.slice(FIRST);
  const heading = name ? [el("p", { class: "for-need" }, t("chat.for_need", { need: name }))] : [];
  if (!rest.length) return [...heading, list];
  const label = rest.length === 1 ? t("chat.show_more_one") : t("chat.show_more", { count: rest.length });
  const button = el("button", { type: "button", class: "choice", onclick: () => {
    list.append(...rest);
    rest[0].querySelector("h3")?.focus();
    button.remove();
    options.onMore(block.services.slice(FIRST));
  } }, label);
  return [...heading, list, button];
}

/**
 * @param {import("./types.js").ChoicesBlock} block
 * @param {T} t
 * @param {BlockOptions} options
 */
function choices(block, t, options) {
  const group = el("div", { class: "choices", role: "group", "aria-label": t("chat.choices") });
  const own = languageOf(block);
  group.append(...block.choices.map((choice) => el("button", {
    type: "button", class: "choice", ...own,
    onclick: (/** @type {Event} */ event) => {
      const button = /** @type {HTMLElement} */ (event.currentTarget);
      if (button.getAttribute("aria-disabled") === "true") return;
      options.onChoice(choice, group);
    },
  }, choice.label)));
  return group;
}

/**
 * One sentence for the announcer: what was said, then how many services and which.
 * @param {Block[]} blocks
 * @param {T} t
 */
export function announcement(blocks, t) {
  const cards = blocks.flatMap((block) => (block.type === "services" ? block.services : []));
  const found = cards.length ? counted(cards, t) : "";
  const said = blocks.flatMap((block) => (block.type === "text" ? [block.text] : [])).join(" ");
  const room = LONGEST_ANNOUNCEMENT - found.length - 1;
  return [shortened(said, Math.max(room, 60)), found].filter(Boolean).join(" ").slice(0, LONGEST_ANNOUNCEMENT);
}

/**
 * How many services, and the names of the first.
 * @param {import("./types.js").Card[]} cards
 * @param {T} t
 */
export function counted(cards, t) {
  const names = cards.slice(0, FIRST).map((card) => card.name).join(", ");
  return t(cards.length === 1 ? "chat.services_one" : "chat.services_many", { count: cards.length, names });
}

/**
 * Whole sentences that fit.
 * @param {string} text
 * @param {number} room
 */
function shortened(text, room) {
  const plain = text.replace(/\s+/g, " ").trim();
  if (plain.length <= room) return plain;
  const end = plain.slice(0, room).lastIndexOf(". ");
  return end > 0 ? plain.slice(0, end + 1) : `${plain.slice(0, room - 1)}…`;
}
