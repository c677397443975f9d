/** Speaks to screen readers through one `role=log`: one short node an event, no focus moved, nothing read twice. */

const KEEP = 4000;

export class Announcer {
  /** @param {HTMLElement} region the log, present and empty before its first use */
  constructor(region) {
    this.region = region;
  }

  /**
   * @param {string} text
   * @param {string} [lang]
   */
  say(text, lang) {
    if (!text) return;
    const node = document.createElement("p");
    if (lang) node.lang = lang;
    node.textContent = text;
    this.region.append(node);
    setTimeout(() => node.remove(), KEEP);
  }
}
