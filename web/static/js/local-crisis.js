/** Help in danger when the server cannot be asked: a short word list of our own. In doubt it shows help. */

/**
 * The crisis block for a text, or null when nothing in it sounds like danger.
 * @param {string} written
 * @param {import("./texts.js").T} t
 * @returns {import("./types.js").CrisisBlock|null}
 */
export function localCrisis(written, t) {
  const { words, contacts } = t.pack.crisis;
  const said = written.toLowerCase();
  if (!words.some((word) => said.includes(word))) return null;
  const text = `${t("crisis.local_text")} ${t("crisis.danger")}`;
  return { type: "crisis", kind: "self_harm", text, language: t.pack.language, contacts };
}
