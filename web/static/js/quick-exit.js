/** Leaves the page at once: the button, or Shift three times. Clears what this tab holds and what is on the screen. */

import { clear } from "./store.js";

const WITHIN = 2000;

/** @param {string} url */
export function leave(url) {
  clear();
  document.documentElement.hidden = true;
  location.replace(url);
}

/**
 * @param {Document|ShadowRoot} root where the exit links are
 * @param {string} url
 */
export function installQuickExit(root, url) {
  root.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("[data-exit]");
    if (!link) return;
    event.preventDefault();
    leave(url);
  });
  /** @type {number[]} */
  let presses = [];
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    presses = [...presses.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp];
    if (presses.length >= 3) leave(url);
  });
}
