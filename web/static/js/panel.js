/** The widget's panel: the same chat as the full page, in a dialog beside the host page. */

import css from "../styles.js";
import { ChatView } from "./chat-view.js";
import { part } from "./dom.js";
import { showHelpLine } from "./help-line.js";
import { skeleton } from "./panel-skeleton.js";
import { installQuickExit } from "./quick-exit.js";
import { loadTexts } from "./texts.js";

/** @typedef {import("../luotsi.js").LuotsiChat} Host */

const SMALL = "(max-width: 480px), (max-height: 480px)";
const SENSITIVE = new Set(["lahisuhdevakivalta", "seksuaalivakivalta"]);
const EXIT = "https://www.ilmatieteenlaitos.fi/";

export class Panel {
  /**
   * Loads the texts and builds the panel into the host's shadow root.
   * @param {Host} host
   */
  static async load(host) {
    const name = host.getAttribute("mode") === "selko" && host.language === "fi" ? "fi-selko" : host.language;
    const t = await loadTexts(`${host.base}/w/1/texts/${name}.js`);
    return new Panel(host, t);
  }

  /**
   * @param {Host} host
   * @param {import("./texts.js").T} t
   */
  constructor(host, t) {
    this.host = host;
    this.t = t;
    this.root = /** @type {ShadowRoot} */ (host.shadowRoot);
    this.inline = host.getAttribute("position") === "inline";
    this.exitUrl = safeExit(host.getAttribute("exit-url"));
    this.dialog = skeleton(t, { base: host.base, exitUrl: this.exitUrl, inline: this.inline });
    this.#style();
    this.root.append(this.dialog);
    const announcer = /** @type {HTMLElement} */ (host.querySelector("[slot=live]"));
    this.view = new ChatView({
      root: this.dialog, announcer, t, base: host.base, newTab: true,
      context: { municipality: host.getAttribute("municipality"), page: pageOf(host) },
      onEvent: (name, detail) => this.#event(name, detail),
    });
    const { municipality } = this.view.conversation.context;
    if (municipality) showHelpLine(this.dialog, host.base, municipality);
    this.#buttons();
    this.#drawExit();
  }

  get isOpen() {
    return this.inline || this.dialog.open || this.dialog.matches(":popover-open");
  }

  /** Opens: beside the page where there is room, over it on small screens. */
  show() {
    if (this.inline || this.isOpen) return;
    const small = matchMedia(SMALL).matches;
    this.dialog.toggleAttribute("popover", false);
    if (small) {
      this.dialog.showModal();
    } else {
      this.dialog.setAttribute("popover", "manual");
      this.dialog.showPopover();
    }
    this.dialog.append(this.host.live);
    this.host.button.setAttribute("aria-expanded", "true");
    this.host.button.hidden = true;
    if (matchMedia("(pointer: coarse)").matches) this.dialog.querySelector("h2")?.focus();
    else this.view.field.focus();
    this.#tell("luotsi-open");
  }

  /** Closes; the conversation stays. */
  close() {
    if (this.inline || !this.isOpen) return;
    this.root.append(this.host.live);
    if (this.dialog.open) this.dialog.close();
    else this.dialog.hidePopover();
    this.host.button.setAttribute("aria-expanded", "false");
    this.host.button.hidden = false;
    this.host.button.focus();
    this.#tell("luotsi-close");
  }

  #style() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    this.root.adoptedStyleSheets = [sheet, ...this.root.adoptedStyleSheets];
  }

  #buttons() {
    const menu = part(this.dialog, "menu");
    const toggle = part(this.dialog, "menu-button");
    toggle.addEventListener("click", async () => {
      if (!menu.dataset.filled) (await import("./panel-menu.js")).fillMenu(this, menu);
      menu.hidden = !menu.hidden;
      toggle.setAttribute("aria-expanded", String(!menu.hidden));
    });
    this.dialog.querySelector("[data-close]")?.addEventListener("click", () => this.close());
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.#escape(menu, toggle);
    });
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.dialog.open) this.#escape(menu, toggle);
    });
    installQuickExit(this.root, this.exitUrl);
  }

  /**
   * The first Esc closes an open menu, the next the panel.
   * @param {HTMLElement} menu
   * @param {HTMLElement} toggle
   */
  #escape(menu, toggle) {
    if (menu.hidden) {
      this.close();
      return;
    }
    menu.hidden = true;
    toggle.setAttribute("aria-expanded", "false");
    toggle.focus();
  }

  /** The quick exit: always, never, or when the matter is a sensitive one. */
  #drawExit() {
    const how = this.host.getAttribute("quick-exit") ?? "auto";
    const { understanding, crisis } = this.view.conversation.saved;
    const sensitive = Boolean(crisis) || (understanding?.needs ?? []).some((need) => SENSITIVE.has(need.id));
    part(this.dialog, "exit").hidden = how === "never" || (how === "auto" && !sensitive);
  }

  /**
   * @param {string} name
   * @param {object} [detail]
   */
  #event(name, detail) {
    this.#drawExit();
    if ((name === "result" || name === "answer") && !this.isOpen) {
      this.host.label(true);
      this.view.announce(this.t("chat.new_answer"));
    }
    this.#tell(name === "answer" ? "luotsi-unknown" : `luotsi-${name}`, detail);
  }

  /**
   * Tells the host page what happened, never what was said.
   * @param {string} name
   * @param {object} [detail]
   */
  #tell(name, detail) {
    this.host.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  /** Builds the panel anew in another language; conversation and draft stay. @param {string} language */
  async changeLanguage(language) {
    const draft = this.view.field.value;
    this.host.setAttribute("lang", language);
    const next = await Panel.load(this.host);
    next.view.field.value = draft;
    this.root.append(this.host.live);
    this.dialog.remove();
    this.host.panel = next;
    this.host.label();
    next.show();
  }
}

/** @param {Host} host */
function pageOf(host) {
  const page = host.getAttribute("page");
  return page === "perhekeskus" ? page : null;
}

/** @param {string|null} url */
function safeExit(url) {
  return url?.startsWith("https://") ? url : EXIT;
}

