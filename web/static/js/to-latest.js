/** "Go to the newest": shown while the newest message is further down than what is in sight. */

/**
 * @param {HTMLElement} button
 * @param {HTMLElement} log
 */
export function installToLatest(button, log) {
  const seen = new IntersectionObserver(([entry]) => {
    button.hidden = entry.isIntersecting || entry.boundingClientRect.top < innerHeight / 2;
  }, { rootMargin: "0px 0px -25%" });
  new MutationObserver(() => {
    seen.disconnect();
    if (log.lastElementChild) seen.observe(log.lastElementChild);
    else button.hidden = true;
  }).observe(log, { childList: true });
  button.addEventListener("click", () => {
    const last = /** @type {HTMLElement|null} */ (log.lastElementChild);
    last?.setAttribute("tabindex", "-1");
    last?.focus({ preventScroll: true });
    last?.scrollIntoView({ block: "start" });
  });
}
