/** The front desk: search as one types, list and detail, tray, shortcuts. Nothing about the client is stored. */

import { Announcer } from "../announcer.js";
import { sendFeedback } from "../api.js";
import { cardElement } from "../card.js";
import { el, part, telLink } from "../dom.js";
import { loadTexts } from "../texts.js";
import { search } from "./query.js";
import { heardElement, resultItems } from "./results.js";
import { installShortcuts } from "./shortcuts.js";
import { Tray } from "./tray.js";

/** @typedef {import("../types.js").Card} Card */

const TYPING = 150;
const SETTINGS = "luotsi-tiski";
const root = /** @type {HTMLElement} */ (document.querySelector("[data-desk]"));

class Desk {
  /**
   * @param {import("../texts.js").T} t
   * @param {Record<string, string>} needNames
   */
  constructor(t, needNames) {
    this.t = t;
    this.needNames = needNames;
    this.announcer = new Announcer(part(root, "announcer"));
    this.q = /** @type {HTMLInputElement} */ (part(root, "q"));
    this.place = /** @type {HTMLSelectElement} */ (root.querySelector("#kunta"));
    this.results = part(root, "results");
    /** @type {Card[]} */
    this.cards = [];
    /** @type {Card|null} */
    this.current = null;
    /** @type {string[]|null} */
    this.needs = null;
    this.running = new AbortController();
    this.tray = new Tray(part(root, "tray"), t, {
      say: (text) => this.say(text), language: () => this.filter("language"), turn: () => this.turn(),
    });
    this.toggle = /** @type {HTMLInputElement} */ (part(root, "shortcuts-on"));
    this.#settings();
    this.#listen();
    this.search();
  }

  /** @param {string} text */
  say(text) {
    this.announcer.say(text, this.t.pack.language);
  }

  /** @param {string} name */
  filter(name) {
    const field = root.querySelector(`[data-filter="${name}"]`);
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value.trim() : "";
  }

  /** @param {string} name */
  checked(name) {
    const field = root.querySelector(`[data-filter="${name}"]`);
    return field instanceof HTMLInputElement && field.checked;
  }

  /** @returns {import("./query.js").Query} */
  get query() {
    return {
      q: this.q.value.trim(), municipality: this.place.value, needs: this.needs,
      provider: this.filter("provider"), threshold: this.filter("threshold"), language: this.filter("language"),
      near: this.filter("near"), open: this.checked("open"), free: this.checked("free"), direct: this.checked("direct"),
    };
  }

  async search() {
    const query = this.query;
    this.running.abort();
    this.running = new AbortController();
    if (!query.q && !query.needs?.length) {
      this.#show([], [], "");
      return;
    }
    try {
      const page = await search(query, this.running.signal);
      const needs = query.needs ?? page.understanding.needs.map((need) => need.id);
      this.#show(page.items, needs, this.#count(page.items, page.total));
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      this.#show([], [], this.t("desk.away"));
    }
  }

  /** @param {Card[]} cards @param {number} total */
  #count(cards, total) {
    if (!cards.length) return this.t("desk.none");
    const open = cards.filter((card) => card.open.state === "open").length;
    const key = total > cards.length ? "desk.count_more" : total === 1 ? "desk.count_one" : "desk.count_many";
    return this.t(key, { count: total, shown: cards.length, open });
  }

  /** @param {Card[]} cards @param {string[]} needs @param {string} count */
  #show(cards, needs, count) {
    this.cards = cards;
    this.results.replaceChildren(...resultItems(cards, this.t, {
      open: (card) => this.select(card), add: (card) => this.tray.add(card),
    }));
    const heard = heardElement(needs, this.needNames, this.t, (need) => this.#removeNeed(need, needs));
    part(root, "heard").replaceChildren(...(heard ? [heard] : []));
    part(root, "count").textContent = count;
    this.select(cards[0] ?? null);
  }

  /** @param {string} need @param {string[]} all */
  #removeNeed(need, all) {
    const rest = all.filter((one) => one !== need);
    this.needs = rest.length ? rest : null;
    if (!rest.length) this.q.value = "";
    this.q.focus();
    this.search();
  }

  /** @param {Card|null} card */
  select(card) {
    this.current = card;
    for (const item of this.results.children) {
      const is = item.getAttribute("data-id") === card?.id;
      item.classList.toggle("current", is);
      item.querySelector("h3 button")?.setAttribute("aria-current", String(is));
    }
    part(root, "detail").replaceChildren(...(card ? this.#detail(card) : [el("p", {}, this.t("desk.detail_empty"))]));
  }

  /** @param {Card} card */
  #detail(card) {
    /** @param {string} key @param {() => void} onclick */
    const button = (key, onclick) => el("button", { type: "button", class: "small", onclick }, this.t(key));
    return [
      el("div", { class: "tools" },
        button("desk.add_short", () => this.tray.add(card)),
        button("desk.copy_number", () => this.copyNumber()),
        button("desk.turn", () => this.turn()),
        button("desk.fits", () => this.#feedback(true, { service_id: card.id })),
        button("desk.not_fits", () => this.#feedback(false, { service_id: card.id }))),
      cardElement(card, this.t),
    ];
  }

  /** @param {number} step */
  step(step) {
    const at = this.cards.findIndex((card) => card.id === this.current?.id);
    const inList = this.results.contains(document.activeElement);
    const next = this.cards[inList ? at + step : Math.max(at, 0)];
    if (!next) return;
    this.select(next);
    const heading = this.results.querySelector(`[data-id="${CSS.escape(next.id)}"] h3 button`);
    if (heading instanceof HTMLElement) heading.focus();
  }

  async copyNumber() {
    const phone = this.current?.contacts.find((contact) => contact.kind === "phone");
    if (!phone) {
      this.say(this.t("desk.nothing_to_copy"));
      return;
    }
    await navigator.clipboard.writeText(phone.value);
    this.say(this.t("desk.copied", { value: phone.value }));
  }

  /** The client's view: the tray, or the open service, in large text over the whole screen. */
  turn() {
    const cards = this.tray.cards.length ? this.tray.cards : this.current ? [this.current] : [];
    const dialog = /** @type {HTMLDialogElement} */ (part(root, "turned"));
    const back = el("button", { type: "button", class: "button", onclick: () => dialog.close() }, this.t("desk.turn_back"));
    dialog.replaceChildren(el("div", { class: "inner" },
      el("p", {}, back), el("h2", { id: "turned-title" }, this.t("desk.tray")), cards.map((card) => cardElement(card, this.t))));
    dialog.showModal();
  }

  /** Clears everything of the client; the desk's own municipality stays. */
  newClient() {
    /** @type {HTMLFormElement} */ (part(root, "search")).reset();
    this.#settings();
    this.q.value = "";
    this.needs = null;
    this.tray.clear();
    this.search();
    this.say(this.t("desk.cleared"));
    this.q.focus();
  }

  /** @param {boolean} helped @param {Partial<import("../types.js").Feedback>} more */
  async #feedback(helped, more) {
    await sendFeedback("", { conversation_id: "tiski", helped, ...more });
    this.say(this.t("desk.sent"));
  }

  /** The desk's own settings, which are not the client's: municipality and shortcuts. */
  #settings() {
    const saved = JSON.parse(localStorage.getItem(SETTINGS) ?? "{}");
    if (typeof saved.municipality === "string" && !new URLSearchParams(location.search).has("kunta")) this.place.value = saved.municipality;
    this.toggle.checked = saved.shortcuts !== false;
  }

  #saveSettings() {
    localStorage.setItem(SETTINGS, JSON.stringify({ municipality: this.place.value, shortcuts: this.toggle.checked }));
  }

  #listen() {
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    let timer;
    const form = part(root, "search");
    form.addEventListener("input", (event) => {
      if (event.target === this.q) this.needs = null;
      clearTimeout(timer);
      timer = setTimeout(() => this.search(), TYPING);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      this.search();
    });
    this.place.addEventListener("change", () => {
      this.#saveSettings();
      this.#duty();
    });
    this.toggle.addEventListener("change", () => this.#saveSettings());
    root.querySelector("[data-act=new]")?.addEventListener("click", () => this.newClient());
    part(root, "missing").addEventListener("submit", (event) => {
      event.preventDefault();
      const field = /** @type {HTMLTextAreaElement} */ (root.querySelector("#puuttuu"));
      if (!field.value.trim()) return;
      this.#feedback(false, { kind: "missing", reason: field.value.trim(), ...(this.place.value ? { municipality: this.place.value } : {}) });
      field.value = "";
    });
    this.#shortcuts();
  }

  #shortcuts() {
    const language = /** @type {HTMLSelectElement} */ (root.querySelector("[data-filter=language]"));
    const focusSearch = () => {
      this.q.focus();
      this.q.select();
    };
    installShortcuts(this.toggle, {
      "/": focusSearch, Escape: focusSearch,
      ArrowDown: () => this.step(1), ArrowUp: () => this.step(-1), j: () => this.step(1), k: () => this.step(-1),
      v: () => this.current && this.tray.add(this.current), t: () => this.tray.print(), c: () => this.copyNumber(),
      n: () => this.newClient(), l: () => language.focus(),
      "?": () => part(root, "shortcuts").toggleAttribute("open"),
    });
  }

  /** Duty numbers of the chosen municipality. */
  async #duty() {
    const response = await fetch(`/ihminen.json?kunta=${encodeURIComponent(this.place.value)}`);
    const lines = /** @type {{name: string, phone: string, hours: string|null}[]} */ (await response.json());
    part(root, "duty-lines").replaceChildren(...lines.map((line) => el("a", { href: telLink(line.phone), lang: "fi" },
      `${line.name}: ${line.phone}${line.hours ? `, ${line.hours}` : ""}`)));
  }
}

const own = JSON.parse(document.getElementById("desk-texts")?.textContent ?? "{}");
const t = await loadTexts(String(root.dataset.texts));
await t.complete();
Object.assign(t.pack.texts, { desk: own.desk, kept: own.kept });
new Desk(t, own.needs);
root.dataset.ready = "1";
