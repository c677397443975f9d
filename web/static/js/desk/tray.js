/** The tray: services for the client's hand-out, in an order that buttons change. */

import { el } from "../dom.js";
import { cardsText } from "../transcript.js";

/** @typedef {import("../types.js").Card} Card */

export class Tray {
  /**
   * @param {HTMLElement} place
   * @param {import("../texts.js").T} t
   * @param {{say: (text: string) => void, language: () => string, turn: () => void}} options
   */
  constructor(place, t, options) {
    this.place = place;
    this.t = t;
    this.options = options;
    /** @type {Card[]} */
    this.cards = [];
  }

  /** @param {Card} card */
  add(card) {
    if (!this.cards.some((one) => one.id === card.id)) this.cards.push(card);
    this.draw();
    this.options.say(this.t("kept.added", { name: card.name }));
  }

  /** @param {Card} card */
  remove(card) {
    this.cards = this.cards.filter((one) => one.id !== card.id);
    this.draw();
    this.options.say(this.t("kept.removed", { name: card.name }));
  }

  clear() {
    this.cards = [];
    this.draw();
  }

  /** @param {number} index @param {number} step */
  move(index, step) {
    const [card] = this.cards.splice(index, 1);
    this.cards.splice(index + step, 0, card);
    this.draw();
    const button = this.place.querySelectorAll("li")[index + step]?.querySelector(`[data-step="${step}"]`);
    if (button instanceof HTMLElement) button.focus();
  }

  /** Opens the sheet in a new tab, ready to print. @param {boolean} [large] */
  print(large = false) {
    if (this.cards.length) open(this.sheet(large), "_blank", "noopener");
  }

  /** @param {boolean} large */
  sheet(large) {
    const query = new URLSearchParams(this.cards.map((card) => ["id", card.id]));
    const language = this.options.language();
    if (language === "sv" || language === "en") query.set("kieli", language);
    if (large) query.set("koko", "iso");
    return `/tuloste?${query}`;
  }

  draw() {
    const { t, cards } = this;
    if (!cards.length) {
      this.place.replaceChildren(el("p", {}, t("desk.tray_empty")));
      return;
    }
    const text = cardsText(cards, location.origin);
    const body = encodeURIComponent(text);
    /** @param {string} href @param {string} key @param {boolean} [blank] */
    const link = (href, key, blank) => el("a", { class: "small", href, ...(blank ? { target: "_blank", rel: "noopener" } : {}) },
      t(key), blank && el("span", { class: "sr" }, ` ${t("card.new_tab")}`));
    /** @param {string} key @param {() => void} onclick */
    const button = (key, onclick) => el("button", { type: "button", class: "small", onclick }, t(key));
    this.place.replaceChildren(
      el("ol", {}, cards.map((card, index) => this.#item(card, index))),
      el("div", { class: "tools" },
        link(this.sheet(false), "desk.print", true),
        link(this.sheet(true), "desk.print_large", true),
        button("desk.copy_list", () => this.#copy(text)),
        link(`mailto:?subject=${encodeURIComponent(t("kept.mail_subject"))}&body=${body}`, "desk.mail"),
        link(`sms:?&body=${body}`, "desk.sms"),
        button("desk.turn", this.options.turn)));
  }

  /** @param {string} text */
  async #copy(text) {
    await navigator.clipboard.writeText(text);
    this.options.say(this.t("chat.copied"));
  }

  /** @param {Card} card @param {number} index */
  #item(card, index) {
    /** @param {string} key @param {string} sign @param {number} step @param {boolean} possible */
    const move = (key, sign, step, possible) => possible && el("button", {
      type: "button", class: "small", "data-step": step, "aria-label": this.t(key, { name: card.name }), onclick: () => this.move(index, step),
    }, sign);
    return el("li", {},
      el("span", { lang: "fi" }, `${index + 1}. ${card.name}`),
      el("div", { class: "tools" },
        move("desk.up", "↑", -1, index > 0),
        move("desk.down", "↓", 1, index < this.cards.length - 1),
        el("button", { type: "button", class: "small", onclick: () => this.remove(card) },
          this.t("desk.remove_short"), el("span", { class: "sr", lang: "fi" }, `: ${card.name}`))));
  }
}
