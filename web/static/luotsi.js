/**
 * The widget's loader: `<luotsi-chat>` with a real button. The chat itself is loaded on the first click.
 *
 *   <script type="module" src="https://luotsi.example/w/1/luotsi.js"></script>
 *   <luotsi-chat municipality="Nokia"><a href="https://luotsi.example/">Etsi palveluita</a></luotsi-chat>
 *
 * Attributes: api, municipality, page, lang, position (right, left, inline), quick-exit (auto, always, never), exit-url.
 */

import texts from "./launcher.js";
import { guardContrast, keepFocusInSight } from "./js/launcher-care.js";

const STYLE = `
:host { all: initial !important; }
:host([hidden]) { display: none !important; }
.launcher { all: unset; box-sizing: border-box; position: fixed; z-index: var(--luotsi-z, 2147483000); display: inline-flex; align-items: center;
  inset-block-end: calc(var(--luotsi-offset-y, 16px) + var(--luotsi-shift, 0px)); inset-inline-end: var(--luotsi-offset-x, 16px); min-width: 44px; min-height: 48px; padding: .4rem 1.2rem; border-radius: 24px;
  border: 2px solid #fff; background: var(--luotsi-accent, #00357a); color: var(--luotsi-accent-fg, #fff); cursor: pointer;
  font: 600 max(1.0625rem, 17px)/1.3 var(--luotsi-font, system-ui, sans-serif); box-shadow: 0 1px 4px rgb(0 0 0 / 45%); }
:host([position="left"]) .launcher { inset-inline: var(--luotsi-offset-x, 16px) auto; }
.launcher:hover { text-decoration: underline; }
.launcher:focus-visible { outline: 3px solid #212121; outline-offset: 2px; box-shadow: 0 0 0 2px #fff; }
.launcher[hidden] { display: none; }
.live { position: fixed; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.failed { position: fixed; inset-block-end: 80px; inset-inline-end: 16px; padding: 1rem; background: #fff; border: 1px solid #767676; font: max(1rem, 16px)/1.5 system-ui, sans-serif; }
@media print { .launcher { display: none; } }
@media (forced-colors: active) { .launcher { border-color: ButtonText; } }
`;

export class LuotsiChat extends HTMLElement {
  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    this.button = document.createElement("button");
    this.button.className = "launcher";
    this.button.part.add("launcher");
    this.button.setAttribute("aria-haspopup", "dialog");
    this.button.setAttribute("aria-expanded", "false");
    this.button.addEventListener("click", () => this.open());
    this.live = document.createElement("div");
    this.live.className = "live";
    this.live.append(Object.assign(document.createElement("slot"), { name: "live" }));
    root.append(this.button, this.live);
    /** @type {import("./js/panel.js").Panel|null} */
    this.panel = null;
  }

  /** Origin of the gateway. */
  get base() {
    return this.getAttribute("api") ?? new URL(import.meta.url).origin;
  }

  /** The widget's language: its own, or the nearest one, when Luotsi speaks it. */
  get language() {
    const asked = this.closest("[lang]")?.getAttribute("lang")?.slice(0, 2).toLowerCase() ?? "fi";
    return asked in texts ? asked : "fi";
  }

  connectedCallback() {
    if (!this.querySelector("[slot=live]")) {
      const log = document.createElement("div");
      log.slot = "live";
      log.setAttribute("role", "log");
      log.setAttribute("aria-live", "polite");
      this.append(log);
    }
    this.label();
    guardContrast(this);
    if (this.getAttribute("position") === "inline") {
      this.button.hidden = true;
      this.open();
      return;
    }
    keepFocusInSight(this, this.button);
    const jump = () => location.hash === "#luotsi" && this.button.focus();
    addEventListener("hashchange", jump);
    jump();
  }

  /** @param {boolean} [unread] an answer came while the chat was closed */
  label(unread = false) {
    this.button.lang = this.language;
    this.button.textContent = texts[this.language][unread ? "launcher_new" : "launcher"];
  }

  /** Loads the chat once and opens it. */
  async open() {
    try {
      const { Panel } = await import("./js/panel.js");
      this.panel ??= await Panel.load(this);
      this.panel.show();
      this.label();
    } catch {
      this.#failed();
    }
  }

  #failed() {
    if (this.shadowRoot?.querySelector(".failed")) return;
    const place = document.createElement("p");
    place.className = "failed";
    place.lang = this.language;
    place.setAttribute("role", "alert");
    const link = Object.assign(document.createElement("a"), { href: `${this.base}/`, textContent: texts[this.language].load_failed });
    place.append(link);
    this.shadowRoot?.append(place);
  }
}

if (!customElements.get("luotsi-chat")) customElements.define("luotsi-chat", LuotsiChat);
