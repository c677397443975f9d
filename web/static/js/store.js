/**
 * The conversation in this tab: one key of sessionStorage, for an hour, and nothing before the first message.
 *
 * @typedef {object} Saved
 * @property {string|null} id conversation id
 * @property {import("./types.js").Turn[]} turns
 * @property {import("./types.js").Understanding|null} understanding
 * @property {import("./types.js").CrisisBlock|null} crisis
 * @property {import("./types.js").Card[]} kept
 * @property {number} at when it was last touched, in milliseconds
 */

const KEY = "luotsi";
export const LIFETIME = 60 * 60 * 1000;

/** @returns {Saved} */
export function empty() {
  return { id: null, turns: [], understanding: null, crisis: null, kept: [], at: 0 };
}

/**
 * What is saved; what had grown too old is taken out of the tab and given as `old`. Kept services stay.
 * @param {number} [now]
 * @returns {{saved: Saved, old: Saved|null}}
 */
export function load(now = Date.now()) {
  try {
    const text = sessionStorage.getItem(KEY);
    if (!text) return { saved: empty(), old: null };
    /** @type {Saved} */
    const saved = { ...empty(), ...JSON.parse(text) };
    if (now - saved.at < LIFETIME) return { saved, old: null };
    clear();
    const fresh = { ...empty(), kept: saved.kept };
    if (fresh.kept.length) save(fresh);
    return { saved: fresh, old: saved.turns.length ? saved : null };
  } catch {
    return { saved: empty(), old: null };
  }
}

/** @param {Saved} saved */
export function save(saved) {
  try {
    saved.at = Date.now();
    sessionStorage.setItem(KEY, JSON.stringify(saved));
  } catch {
    // A full or forbidden storage: the conversation then lives as long as the page.
  }
}

/** Forgets everything in this tab. */
export function clear() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was stored either.
  }
}
