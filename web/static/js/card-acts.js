/** What a card and the question about an answer can do in a conversation. */

import { cardElement } from "./card.js";
import { part } from "./dom.js";

/** @typedef {import("./chat-view.js").ChatView} ChatView */

/**
 * @param {ChatView} view
 * @returns {import("./card.js").CardOptions}
 */
export function cardOptions(view) {
  return {
    base: view.options.base,
    newTab: view.options.newTab,
    isKept: (card) => view.conversation.saved.kept.some((one) => one.id === card.id),
    onKeep: (card) => toggleKept(view, card),
    onWrong: async (card, button) => (await import("./feedback.js")).toggleWrong(card, button, view.t, feedbackOptions(view)),
  };
}

/**
 * Puts a service on the kept list, or takes it off.
 * @param {ChatView} view
 * @param {import("./types.js").Card} card
 */
export function toggleKept(view, card) {
  const { saved } = view.conversation;
  const had = saved.kept.some((one) => one.id === card.id);
  saved.kept = had ? saved.kept.filter((one) => one.id !== card.id) : [...saved.kept, card];
  view.conversation.save();
  for (const button of view.root.querySelectorAll("[data-keep]")) {
    if (button.getAttribute("data-keep") === card.id) button.setAttribute("aria-pressed", String(!had));
  }
  view.announce(view.t(had ? "kept.removed" : "kept.added", { name: card.name }));
  view.options.onKept?.();
}

/**
 * @param {ChatView} view
 * @returns {import("./feedback.js").FeedbackOptions}
 */
export function feedbackOptions(view) {
  const { t, options, conversation } = view;
  return {
    base: options.base,
    conversationId: () => conversation.saved.id ?? "",
    say: (text) => view.announce(text),
    voted: (helped) => options.onEvent?.("feedback", { value: helped ? "yes" : "no" }),
    more: () => view.say(t.get("feedback.more_text"), t("chat.chosen", { label: t("feedback.more") })),
    others: async () => (await import("./others.js")).otherServices(options.base, conversation.saved),
    card: (card) => cardElement(card, t, cardOptions(view)),
    person: () => part(view.root, "help-line"),
  };
}
