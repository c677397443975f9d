/** The widget's menu: language, text size, and what may be done with the conversation. */

import { el, part } from "./dom.js";
import { toolButtons } from "./tools.js";

const LANGUAGES = { fi: "Suomi", sv: "Svenska", en: "English" };
const SIZES = [100, 125, 150];

/**
 * Fills the menu of the panel's skeleton.
 * @param {import("./panel.js").Panel} panel
 * @param {HTMLElement} menu
 */
export function fillMenu(panel, menu) {
  const { t, host, view } = panel;
  /** @param {string} path @param {string} key */
  const link = (path, key) => el("a", { class: "small", href: `${host.base}${path}`, target: "_blank", rel: "noreferrer" },
    t(key), el("span", { class: "sr" }, ` ${t("card.new_tab")}`));
  const languages = Object.entries(LANGUAGES).map(([code, name]) => el("button", {
    type: "button", class: "small", lang: code, "aria-pressed": String(code === t.pack.language), onclick: () => panel.changeLanguage(code),
  }, name));
  menu.dataset.filled = "1";
  menu.prepend(...languages, ...sizeButtons(panel));
  part(menu, "tools").append(...toolButtons(view, host.base));
  menu.append(link("/", "widget.full_page"), link("/tietosuoja", "common.privacy"), link("/saavutettavuus", "common.accessibility"));
}

/** @param {import("./panel.js").Panel} panel */
function sizeButtons({ t, dialog }) {
  const buttons = SIZES.map((size) => el("button", {
    type: "button", class: "small", "aria-pressed": String(size === 100),
    onclick: (/** @type {Event} */ event) => {
      for (const other of SIZES) dialog.classList.toggle(`size-${other}`, other === size);
      for (const one of buttons) one.setAttribute("aria-pressed", String(one === event.currentTarget));
    },
  }, el("span", { class: "sr" }, `${t("widget.text_size")} `), t("widget.text_size_value", { percent: size })));
  return buttons;
}
