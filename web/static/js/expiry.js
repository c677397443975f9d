/**
 * The hour after which a conversation is forgotten: warned of before, extended by one tap, and then the person chooses
 * between a new conversation and a look at the old one, which lives on in this page only.
 */

import { el } from "./dom.js";
import { LIFETIME } from "./store.js";

const WARNED_BEFORE = 5 * 60 * 1000;

export class Expiry {
  /** @param {import("./chat-view.js").ChatView} view */
  constructor(view) {
    this.view = view;
    /** @type {ReturnType<typeof setTimeout>[]} */
    this.timers = [];
    this.shown = false;
  }

  /** Begins the hour anew; without a conversation there is nothing to forget. */
  restart() {
    this.timers.forEach(clearTimeout);
    if (this.shown) this.view.notice("");
    this.shown = false;
    const { saved } = this.view.conversation;
    const left = saved.at + LIFETIME - Date.now();
    this.timers = saved.turns.length
      ? [setTimeout(() => this.#warn(), left - WARNED_BEFORE), setTimeout(() => this.#expire(), left)] : [];
  }

  /**
   * Says that the conversation is over and offers both ways on.
   * @param {import("./store.js").Saved} old
   */
  offer(old) {
    const { view } = this;
    this.say(view.t("chat.expired"), [
      this.#button("chat.start_new", () => view.startOver()),
      this.#button("chat.see_old", () => view.showOld(old)),
    ]);
  }

  /** @param {string} text @param {HTMLElement[]} [buttons] */
  say(text, buttons) {
    this.shown = true;
    this.view.notice(text, buttons);
  }

  #warn() {
    const { view } = this;
    this.say(view.t("chat.expiring"), [this.#button("chat.extend", () => {
      view.conversation.save();
      this.restart();
      view.announce(view.t("chat.extended"));
      view.field.focus();
    })]);
  }

  #expire() {
    const old = this.view.conversation.saved;
    this.view.conversation.forget(true);
    this.offer(old);
  }

  /** @param {string} key @param {() => void} onclick */
  #button(key, onclick) {
    return el("button", { type: "button", class: "small", onclick }, this.view.t(key));
  }
}
