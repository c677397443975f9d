/**
 * The conversation as data: sends messages one at a time, keeps a queue while offline, resends with the same key, and
 * saves itself in this tab. Knows nothing of the page; tells listeners what changed.
 */

import { ApiError, sendMessage } from "./api.js";
import * as store from "./store.js";

/** @typedef {import("./types.js").OwnTurn} OwnTurn */
/** @typedef {import("./types.js").BotTurn} BotTurn */
/** @typedef {import("./types.js").Answer} Answer */

/**
 * @typedef {object} Listener
 * @property {(turn: OwnTurn) => void} own a message was written
 * @property {(turn: OwnTurn) => void} status its sending changed
 * @property {(turn: BotTurn, answer: Answer) => void} answer
 */

export class Conversation {
  /**
   * @param {{base: string, language: string, context: import("./types.js").Context, ready: () => Promise<void>, listener: Listener}} options
   *   `ready`: what an answer needs before it can be shown
   */
  constructor({ base, language, context, ready, listener }) {
    this.base = base;
    this.ready = ready;
    this.language = language;
    this.context = context;
    this.listener = listener;
    const { saved, old } = store.load();
    this.saved = saved;
    this.old = old;
    for (const turn of this.unsent) Object.assign(turn, { status: "failed", reason: "network" });
    this.busy = false;
  }

  /** Whether the last message is so old that the server has forgotten the conversation. */
  get isOld() {
    return this.saved.turns.length > 0 && Date.now() - this.saved.at > store.LIFETIME;
  }

  /** @returns {OwnTurn[]} messages that have not been answered yet */
  get unsent() {
    return this.saved.turns.flatMap((turn) => (turn.who === "own" && turn.status !== "sent" ? [turn] : []));
  }

  /**
   * Sends a text; `shown` is what the log shows as the person's own words.
   * @param {string} text
   * @param {string} [shown]
   */
  say(text, shown = text) {
    /** @type {OwnTurn} */
    const turn = { who: "own", key: newKey(), text, shown, status: "sending" };
    this.saved.turns.push(turn);
    store.save(this.saved);
    this.listener.own(turn);
    return this.flush();
  }

  /** @param {OwnTurn} turn */
  resend(turn) {
    turn.status = "sending";
    this.listener.status(turn);
    return this.flush();
  }

  /** Sends what waits, in order, until something fails. */
  async flush() {
    if (this.busy) return;
    this.busy = true;
    try {
      for (const turn of this.unsent.filter((one) => one.status !== "failed")) {
        if (await this.#send(turn)) continue;
        for (const later of this.unsent) if (later.status === "sending") this.#mark(later, turn.status);
        break;
      }
    } finally {
      this.busy = false;
    }
    if (this.unsent.some((turn) => turn.status === "sending")) await this.flush();
  }

  /** @param {OwnTurn} turn */
  async #send(turn) {
    this.#mark(turn, "sending");
    try {
      const [answer] = await Promise.all([sendMessage(this.base, {
        key: turn.key, conversation_id: this.saved.id, text: turn.text, language: this.language, context: this.#context,
      }), this.ready().catch(() => { throw new ApiError("network"); })]);
      this.#mark(turn, "sent");
      this.#take(answer);
      return true;
    } catch (error) {
      const kind = error instanceof ApiError ? error.kind : "server";
      const offline = kind === "network" && !navigator.onLine;
      turn.reason = kind;
      this.#mark(turn, offline ? "waiting" : "failed");
      if (!(error instanceof ApiError)) throw error;
      return false;
    }
  }

  /** The municipality that the conversation holds goes along: a server that has forgotten need not ask again. */
  get #context() {
    const held = this.saved.understanding?.municipality?.code;
    return held ? { ...this.context, municipality: held } : this.context;
  }

  /** @param {Answer} answer */
  #take(answer) {
    const first = this.saved.turns.length < 2;
    /** @type {BotTurn} */
    const turn = { who: "bot", blocks: answer.messages, ...(first || !answer.notice ? {} : { notice: answer.notice }) };
    this.saved.id = answer.conversation_id;
    this.saved.understanding = answer.understanding;
    const crisis = answer.messages.find((block) => block.type === "crisis");
    if (crisis) this.saved.crisis = /** @type {import("./types.js").CrisisBlock} */ (crisis);
    this.saved.turns.push(turn);
    store.save(this.saved);
    this.listener.answer(turn, answer);
  }

  /**
   * @param {OwnTurn} turn
   * @param {import("./types.js").Status} status
   */
  #mark(turn, status) {
    turn.status = status;
    store.save(this.saved);
    this.listener.status(turn);
  }

  /** Keeps what listeners changed. */
  save() {
    store.save(this.saved);
  }

  /** Forgets everything; kept services stay only when `keepList`. */
  forget(keepList = false) {
    const kept = keepList ? this.saved.kept : [];
    this.saved = { ...store.empty(), kept };
    store.clear();
    if (kept.length) store.save(this.saved);
  }
}

function newKey() {
  return crypto.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}
