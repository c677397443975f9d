/** The parts of the widget's panel, in the order in which they are read. */

import { el } from "./dom.js";

/**
 * @param {import("./texts.js").T} t
 * @param {{base: string, exitUrl: string, inline: boolean}} options
 * @returns {HTMLDialogElement}
 */
export function skeleton(t, { base, exitUrl, inline }) {
  const lang = t.pack.language;
  const dialog = el("dialog", { class: inline ? "panel inline" : "panel", part: "panel", lang, "aria-labelledby": "luotsi-title" },
    head(t, exitUrl, inline),
    el("div", { class: "menu", role: "group", "aria-label": t("widget.menu"), "data-part": "menu", hidden: true },
      el("div", { class: "tools", "data-part": "tools", hidden: true })),
    el("div", { class: "scroll chat", part: "log", tabindex: "0", role: "group", "aria-label": t("chat.conversation") },
      el("div", { "data-part": "crisis" }),
      intro(t, base),
      el("div", { "data-part": "conversation", hidden: true }, el("ol", { class: "log", "data-part": "log" })),
      el("button", { type: "button", class: "small to-latest", "data-part": "to-latest", hidden: true }, t("chat.to_latest")),
      topics(t)),
    el("div", { class: "ask-area" }, form(t), help(t, base)));
  return dialog;
}

/**
 * @param {import("./texts.js").T} t
 * @param {string} exitUrl
 * @param {boolean} inline
 */
function head(t, exitUrl, inline) {
  return el("div", { class: "head", part: "header", "data-part": "head" },
    el("h2", { id: "luotsi-title", tabindex: "-1" }, t("common.name")),
    el("a", { class: "exit", href: exitUrl, rel: "noreferrer", "data-exit": true, "data-part": "exit" }, t("common.quick_exit")),
    el("button", { type: "button", "data-part": "menu-button", "aria-expanded": "false" }, t("widget.menu")),
    !inline && el("button", { type: "button", "data-close": true }, t("common.close")));
}

/**
 * @param {import("./texts.js").T} t
 * @param {string} base
 */
function intro(t, base) {
  return el("div", { class: "intro" },
    el("p", { class: "lead" }, t("chat.lead")),
    el("p", { class: "identity" }, `${t("chat.notice")} ${t("chat.notice_privacy")} `,
      el("a", { href: `${base}/tietosuoja`, target: "_blank", rel: "noreferrer" }, t("common.privacy"), el("span", { class: "sr" }, ` ${t("card.new_tab")}`))),
    t.pack.language !== "fi" && el("p", { class: "identity" }, t("common.only_finnish")));
}

/** @param {import("./texts.js").T} t */
function topics(t) {
  const items = /** @type {{label: string, text: string}[]} */ (t.get("chat.topic_list"));
  return el("div", { class: "topics", "data-part": "topics" },
    el("p", { id: "luotsi-topics" }, t("chat.topics")),
    el("div", { class: "choices", role: "group", "aria-labelledby": "luotsi-topics" },
      items.map((item) => el("button", { type: "submit", form: "luotsi-ask", name: "valinta", value: item.text, class: "choice" }, item.label))));
}

/** @param {import("./texts.js").T} t */
function form(t) {
  return el("form", { class: "ask", id: "luotsi-ask", "data-part": "form", novalidate: true },
    el("p", { class: "notice", part: "notice", "data-part": "notice", hidden: true }),
    el("label", { for: "luotsi-field" }, t("chat.label")),
    el("p", { class: "error", id: "luotsi-error", "data-part": "error" }),
    el("div", { class: "ask-row" },
      el("textarea", { id: "luotsi-field", part: "input", rows: "1", maxlength: "2000", autocomplete: "off", "aria-describedby": "luotsi-error", "data-part": "field" }),
      el("button", { type: "submit", class: "send", part: "send" }, t("chat.send"))));
}

/**
 * @param {import("./texts.js").T} t
 * @param {string} base
 */
function help(t, base) {
  return el("p", { class: "help", "data-part": "help" },
    el("a", { class: "person", href: `${base}/ihminen`, "data-person": true }, t("help.bar")), " ",
    el("span", { "data-part": "help-line" }, t("help.always")));
}
