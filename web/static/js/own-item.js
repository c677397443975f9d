/** The person's own message in the log, and how its sending goes. */

import { el } from "./dom.js";

/** @typedef {import("./types.js").OwnTurn} OwnTurn */
/** @typedef {import("./texts.js").T} T */

/**
 * @param {OwnTurn} turn
 * @param {T} t
 */
export function ownItem(turn, t) {
  return el("li", { class: "own", lang: t.pack.language },
    el("span", { class: "sr" }, t("chat.you")), " ", el("p", {}, turn.shown), el("div", { class: "status" }));
}

/**
 * Shows how the sending goes beside the message.
 * @param {HTMLElement} item
 * @param {OwnTurn} turn
 * @param {T} t
 * @param {() => void} resend
 * @returns {string} what to announce: why the message has not gone; nothing when all is well
 */
export function drawStatus(item, turn, t, resend) {
  const place = item.querySelector(".status");
  place?.replaceChildren();
  place?.classList.toggle("failed", turn.status === "failed");
  if (turn.status === "waiting") {
    place?.append(t("chat.waiting_connection"));
    return t("chat.waiting_connection");
  }
  if (turn.status !== "failed") return "";
  const text = `${t("errors.failed", { reason: t(`errors.reason_${turn.reason ?? "server"}`) })} ${t("errors.person")}`;
  place?.append(text, " ", el("button", { type: "button", class: "small", onclick: resend }, t("errors.resend")));
  return text;
}
