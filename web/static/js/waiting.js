/** Tells that an answer is on its way: after a second, and again when it takes long. */

import { el } from "./dom.js";

const SOON = 1000;
const LONG = 8000;

export class Waiting {
  /**
   * @param {HTMLElement} log
   * @param {import("./texts.js").T} t
   * @param {(text: string) => void} announce
   */
  constructor(log, t, announce) {
    this.log = log;
    this.t = t;
    this.announce = announce;
    /** @type {ReturnType<typeof setTimeout>[]} */
    this.timers = [];
    /** @type {HTMLElement|null} */
    this.item = null;
  }

  /** A message has been sent. */
  start() {
    this.stop();
    this.timers = [
      setTimeout(() => this.#show(this.t("chat.searching")), SOON),
      setTimeout(() => this.#show(this.t("chat.slow")), LONG),
    ];
  }

  /** It was answered, or failed. */
  stop() {
    this.timers.forEach(clearTimeout);
    this.timers = [];
    this.item?.remove();
    this.item = null;
  }

  /** @param {string} text */
  #show(text) {
    if (!this.item) {
      this.item = el("li", { class: "note" }, el("span", { class: "sr" }, this.t("chat.bot")), " ", el("p", { class: "status" }));
      this.log.append(this.item);
    }
    const place = this.item.querySelector("p");
    if (place) place.textContent = text;
    this.announce(text);
  }
}
