/** Draws a conversation into the parts of a page or a widget, and turns what the person does into messages. */

import { Announcer } from "./announcer.js";
import { retireChoices } from "./choices.js";
import { Conversation } from "./conversation.js";
import { crisisElement } from "./crisis.js";
import { el, part } from "./dom.js";
import { checkDraft } from "./draft.js";
import { Expiry } from "./expiry.js";
import { showHelpLine } from "./help-line.js";
import { localCrisis } from "./local-crisis.js";
import { tellOpened } from "./opened.js";
import { drawStatus, ownItem } from "./own-item.js";
import { installToLatest } from "./to-latest.js";
import { Waiting } from "./waiting.js";

/** @typedef {import("./types.js").OwnTurn} OwnTurn */
/** @typedef {import("./types.js").BotTurn} BotTurn */
/** @typedef {import("./texts.js").T} T */

/**
 * @typedef {object} ChatOptions
 * @property {ParentNode} root
 * @property {HTMLElement} announcer
 * @property {T} t
 * @property {string} base
 * @property {import("./types.js").Context} context
 * @property {boolean} [newTab]
 * @property {(name: "result"|"unknown"|"feedback"|"error"|"answer", detail?: object) => void} [onEvent]
 * @property {() => void} [onKept] the kept list changed
 */

export class ChatView {
  /** @param {ChatOptions} options */
  constructor(options) {
    this.options = options;
    this.root = options.root;
    this.t = options.t;
    this.announcer = new Announcer(options.announcer);
    this.log = part(this.root, "log");
    this.field = /** @type {HTMLTextAreaElement} */ (part(this.root, "field"));
    this.understood = el("div", { "data-part": "understood" });
    /** @type {(typeof import("./blocks.js") & typeof import("./understood.js"))|undefined} */
    this.answers = undefined;
    this.waiting = new Waiting(this.log, this.t, (text) => this.announce(text));
    /** @type {Map<string, HTMLElement>} */
    this.ownItems = new Map();
    this.conversation = new Conversation({
      base: options.base, language: this.t.pack.language, context: options.context, ready: () => this.#ready(),
      listener: {
        own: (turn) => this.#own(turn),
        status: (turn) => this.#status(turn),
        answer: (turn, answer) => this.#answer(turn, answer),
      },
    });
    this.expiry = new Expiry(this);
    installToLatest(part(this.root, "to-latest"), this.log);
    this.#listen();
    this.restored = this.#restore();
  }

  /** Loads what an answer needs: its texts and its drawing. */
  async #ready() {
    const [answers, understood] = await Promise.all([import("./blocks.js"), import("./understood.js"), this.t.complete()]);
    this.answers = { ...answers, ...understood };
  }

  get #drawing() {
    if (!this.answers) throw new Error("an answer before what draws it");
    return this.answers;
  }

  /** @param {string} text */
  announce(text) {
    this.announcer.say(text, this.t.pack.language);
  }

  /**
   * Sends a text as the person's own.
   * @param {string} text
   * @param {string} [shown]
   */
  async say(text, shown) {
    if (!this.log.children.length && this.conversation.saved.turns.length) await this.restored;
    if (this.conversation.isOld) {
      this.conversation.forget(true);
      this.expiry.say(this.t("chat.expired_new"));
    }
    retireChoices(this.root);
    return this.conversation.say(text, shown);
  }

  /**
   * @param {string} text shown over the field; empty: nothing is
   * @param {HTMLElement[]} [buttons]
   */
  notice(text, buttons = []) {
    const place = part(this.root, "notice");
    place.replaceChildren(text, ...buttons.flatMap((button) => [" ", button]));
    place.hidden = !text;
    if (text) this.announce(text);
  }

  /** Draws a conversation that is over, to be read only. @param {import("./store.js").Saved} old */
  showOld(old) {
    this.notice("");
    if (!this.log.children.length) this.#draw(old);
    retireChoices(this.root);
    this.log.querySelector("li")?.scrollIntoView({ block: "start" });
  }

  /** Forgets the conversation and begins anew. */
  startOver() {
    this.conversation.forget(true);
    this.ownItems.clear();
    this.waiting.stop();
    this.log.replaceChildren();
    part(this.root, "crisis").replaceChildren();
    this.#drawUnderstood();
    this.notice("");
    part(this.root, "conversation").hidden = true;
    part(this.root, "tools").hidden = true;
    this.#setTalking(false);
    this.announce(this.t("chat.deleted"));
    this.field.focus();
  }

  #listen() {
    const form = /** @type {HTMLFormElement} */ (part(this.root, "form"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = event.submitter;
      if (chosen instanceof HTMLButtonElement && chosen.name === "valinta") this.#chooseTopic(chosen);
      else this.#sendField();
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#sendField();
    });
    this.root.addEventListener("click", (event) => {
      tellOpened(event, this.options.base, this.conversation.saved.id);
      if (!(event.target instanceof Element) || !event.target.closest("[data-person]")) return;
      event.preventDefault();
      this.say(this.t.get("chat.person_text"), this.t("chat.chosen", { label: this.t("help.bar") }));
    });
    addEventListener("offline", () => this.notice(this.t("chat.offline")));
    addEventListener("online", () => {
      this.notice("");
      this.announce(this.t("chat.online"));
      this.conversation.flush();
    });
  }

  #sendField() {
    if (!checkDraft(this.field, part(this.root, "error"), this.t, (text) => this.announce(text))) return;
    const text = this.field.value.trim();
    this.field.value = "";
    this.say(text);
  }

  /** @param {HTMLButtonElement} button */
  #chooseTopic(button) {
    const label = button.textContent ?? "";
    this.say(button.value, this.t("chat.chosen", { label }));
    const topics = this.root.querySelector("[data-part=topics]");
    if (topics instanceof HTMLElement) {
      topics.hidden = false;
      this.log.prepend(el("li", { class: "bot" }, el("span", { class: "sr" }, this.t("chat.bot")), " ", topics));
      retireChoices(this.root, label);
    }
  }

  async #restore() {
    const { saved, old } = this.conversation;
    await this.#ready().catch(() => undefined);
    if (old) this.expiry.offer(old);
    if (!saved.turns.length || !this.answers) return;
    this.#draw(saved);
    [...this.log.querySelectorAll(".bot > .sr")].at(-1)?.after(this.understood);
    for (const turn of this.conversation.unsent) this.#status(turn, { quiet: true });
    if (saved.turns.at(-1)?.who === "own") retireChoices(this.root);
    this.#drawUnderstood();
    this.expiry.restart();
    this.announce(this.t("chat.restored", { count: saved.turns.length }));
  }

  /** @param {import("./store.js").Saved} saved */
  #draw({ turns, crisis }) {
    for (const turn of turns) {
      if (turn.who === "own") this.#own(turn);
      else this.log.append(this.#drawing.botItem(turn, this));
    }
    this.#drawCrisis(crisis, false);
  }

  /** @param {boolean} talking */
  #setTalking(talking) {
    this.log.closest(".chat")?.classList.toggle("talking", talking);
    const topics = this.root.querySelector(".chat > [data-part=topics]");
    if (topics instanceof HTMLElement) topics.hidden = talking;
  }

  /** @param {OwnTurn} turn */
  #own(turn) {
    part(this.root, "conversation").hidden = false;
    part(this.root, "tools").hidden = false;
    this.#setTalking(true);
    const item = ownItem(turn, this.t);
    this.ownItems.set(turn.key, item);
    this.log.append(item);
    item.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {OwnTurn} turn
   * @param {{quiet?: boolean}} [how]
   */
  #status(turn, { quiet = false } = {}) {
    const item = this.ownItems.get(turn.key);
    if (!item) return;
    if (turn.status === "sending") this.waiting.start();
    else this.waiting.stop();
    const said = drawStatus(item, turn, this.t, () => this.conversation.resend(turn));
    if (said && !quiet) this.announce(said);
    if (said) this.#helpAlone(turn.text);
    if (turn.status === "failed") this.options.onEvent?.("error", { kind: turn.reason });
  }

  /** @param {string} text of a message that did not reach the server */
  #helpAlone(text) {
    const { saved } = this.conversation;
    const block = saved.crisis ? null : localCrisis(text, this.t);
    if (!block) return;
    saved.crisis = block;
    this.conversation.save();
    this.#drawCrisis(block, true);
  }

  /**
   * @param {BotTurn} turn
   * @param {import("./types.js").Answer} answer
   */
  #answer(turn, answer) {
    this.waiting.stop();
    for (const old of this.root.querySelectorAll(".log .feedback.helped")) old.remove();
    const item = this.#drawing.botItem(turn, this);
    item.classList.add("fresh");
    item.querySelector(".sr")?.after(this.understood);
    const count = turn.blocks.reduce((sum, block) => sum + (block.type === "services" ? block.services.length : 0), 0);
    const crisis = answer.understanding.crisis !== null;
    if (count && !crisis) this.#askWhetherHelped(item);
    this.log.append(item);
    if (crisis) this.#drawCrisis(this.conversation.saved.crisis, true);
    this.#drawUnderstood();
    this.expiry.restart();
    showHelpLine(this.root, this.options.base, answer.understanding.municipality?.code);
    this.announcer.say(this.#drawing.announcement(turn.blocks, this.t), "fi");
    this.options.onEvent?.(count ? "result" : "answer", { count });
    this.#showStart(item, crisis);
  }

  /** @param {HTMLElement} item */
  async #askWhetherHelped(item) {
    const [{ helpedElement }, { feedbackOptions }] = await Promise.all([import("./feedback.js"), import("./card-acts.js")]);
    item.append(helpedElement(this.t, feedbackOptions(this)));
  }

  /** Brings the start of an answer into sight: urgent help, or the message that it answers. @param {HTMLElement} item @param {boolean} crisis */
  #showStart(item, crisis) {
    const asked = item.previousElementSibling;
    (crisis ? part(this.root, "crisis") : asked ?? item).scrollIntoView({ block: "start" });
  }

  /**
   * @param {import("./types.js").Choice} choice
   * @param {HTMLElement} group
   */
  choose(choice, group) {
    retireChoices(this.root);
    for (const button of group.children) {
      if (button.textContent === choice.label) button.setAttribute("aria-pressed", "true");
    }
    this.say(choice.text, this.t("chat.chosen", { label: choice.label }));
  }

  /** @param {import("./types.js").CrisisBlock|null} crisis @param {boolean} alert */
  #drawCrisis(crisis, alert) {
    if (crisis) part(this.root, "crisis").replaceChildren(crisisElement(crisis, this.t, { alert }));
  }

  #drawUnderstood() {
    const box = this.answers?.understoodElement(this.conversation.saved.understanding, this.t, {
      onSay: (text, shown) => this.say(text, shown),
      municipalities: async () => (await (await fetch(`${this.options.base}/api/v1/municipalities`)).json()),
    });
    this.understood.replaceChildren(...(box ? [box] : []));
  }
}
