/** "Did this help?" under the last answer that had services, and "the facts are wrong" on each card. */

import { sendFeedback } from "./api.js";
import { counted } from "./blocks.js";
import { el } from "./dom.js";

/** @typedef {import("./texts.js").T} T */
/** @typedef {import("./types.js").Card} Card */

/**
 * @typedef {object} FeedbackOptions
 * @property {string} base
 * @property {() => string} conversationId
 * @property {(text: string) => void} say announces
 * @property {(helped: boolean) => void} voted tells that it was answered
 * @property {() => void} more asks the bot for something else
 * @property {() => Promise<Card[]>} others services that have not been shown
 * @property {(card: Card) => HTMLElement} card
 * @property {() => HTMLElement} person the line of a person who answers the phone
 */

let serial = 0;

/**
 * @param {T} t
 * @param {FeedbackOptions} options
 */
export function helpedElement(t, options) {
  const after = el("div", {});
  const box = el("fieldset", { class: "feedback helped" }, el("legend", {}, t("feedback.question")));
  /** @param {boolean} helped */
  const answer = (helped) => (/** @type {Event} */ event) => {
    for (const one of box.querySelectorAll("[data-helped]")) one.setAttribute("aria-pressed", String(one === event.currentTarget));
    sendFeedback(options.base, { conversation_id: options.conversationId(), helped });
    options.voted(helped);
    after.replaceChildren();
    if (helped) {
      after.append(el("p", {}, t("feedback.thanks")));
      options.say(t("feedback.thanks"));
    } else {
      after.append(whyNot(t, options));
      options.say(t("feedback.thanks_no"));
    }
  };
  box.append(
    el("div", { class: "choices" },
      el("button", { type: "button", class: "small", "data-helped": "1", "aria-pressed": "false", onclick: answer(true) }, t("feedback.yes")),
      el("button", { type: "button", class: "small", "data-helped": "0", "aria-pressed": "false", onclick: answer(false) }, t("feedback.no"))),
    after);
  return box;
}

/**
 * What was wrong, and at once something else to look at.
 * @param {T} t
 * @param {FeedbackOptions} options
 */
function whyNot(t, options) {
  const person = /** @type {HTMLElement} */ (options.person().cloneNode(true));
  person.removeAttribute("data-part");
  const others = el("div", { class: "choices" },
    el("button", { type: "button", class: "choice", onclick: options.more }, t("feedback.more")));
  showOthers(others, t, options);
  return el("div", {},
    el("p", {}, t("feedback.thanks_no")),
    el("p", { class: "help" }, person),
    others,
    reasonForm(t, t("feedback.why"), t.get("feedback.reasons"), t("feedback.thanks"), options, (reason) => ({
      conversation_id: options.conversationId(), helped: false, reason,
    })));
}

/**
 * The next services in place of the button that asks for them; without any, the button stays.
 * @param {HTMLElement} place
 * @param {T} t
 * @param {FeedbackOptions} options
 */
async function showOthers(place, t, options) {
  const cards = await options.others();
  if (!cards.length) return;
  options.say(counted(cards, t));
  place.replaceWith(el("p", { class: "for-need" }, t("feedback.others")), el("div", { class: "cards" }, cards.map(options.card)));
}

/**
 * Opens or closes the form under a card.
 * @param {import("./types.js").Card} card
 * @param {HTMLButtonElement} button
 * @param {T} t
 * @param {FeedbackOptions} options
 */
export function toggleWrong(card, button, t, options) {
  const place = button.closest(".tools");
  const open = place?.nextElementSibling;
  button.setAttribute("aria-expanded", String(!open));
  if (open) {
    open.remove();
    return;
  }
  const form = reasonForm(t, t("feedback.wrong_title"), t.get("feedback.wrong_fields"), t("feedback.wrong_thanks"), options,
    (reason) => ({ conversation_id: options.conversationId(), service_id: card.id, helped: false, kind: "wrong", reason }));
  form.lang = t.pack.language;
  place?.after(form);
  form.querySelector("input")?.focus();
}

/**
 * @param {T} t
 * @param {string} title
 * @param {{id: string, label: string}[]} reasons
 * @param {string} thanks
 * @param {FeedbackOptions} options
 * @param {(reason: string) => import("./types.js").Feedback} feedback
 */
function reasonForm(t, title, reasons, thanks, options, feedback) {
  const name = `reason-${(serial += 1)}`;
  const free = el("textarea", { id: `${name}-free`, maxlength: "260", rows: "2", "aria-describedby": `${name}-hint` });
  const form = el("form", { class: "wrong", onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    const chosen = form.querySelector("input:checked");
    const words = [chosen instanceof HTMLInputElement && chosen.value, free.value.trim()].filter(Boolean).join(": ");
    if (!words) return;
    sendFeedback(options.base, feedback(words.slice(0, 280)));
    options.say(thanks);
    const done = el("p", { tabindex: "-1" }, thanks);
    form.replaceWith(done);
    done.focus();
  } },
    el("fieldset", { class: "feedback" },
      el("legend", {}, title),
      reasons.map((one) => el("label", { class: "check" }, el("input", { type: "radio", name, value: one.id }), one.label)),
      el("label", { for: `${name}-free` }, t("feedback.free")),
      el("p", { class: "hint", id: `${name}-hint` }, t("feedback.free_hint")),
      free,
      el("div", { class: "choices" }, el("button", { type: "submit", class: "small" }, t("feedback.send")))));
  return form;
}
