/**
 * The texts of a language: `t("chat.send")`, with `{names}` filled. What opens the chat comes first; what an answer
 * needs (cards, names of needs, feedback) is fetched beside the first message: `t.complete()`.
 */

/** @typedef {import("./types.js").Pack} Pack */

/**
 * @typedef {((key: string, values?: Record<string, string|number>) => string)
 *   & {get: (key: string) => any, pack: Pack, complete: () => Promise<void>}} T
 */

/**
 * @param {string} address of the module with the texts that open the chat
 * @returns {Promise<T>}
 */
export async function loadTexts(address) {
  const { default: pack } = await import(address);
  return makeTexts({ needs: {}, ...pack }, address.replace(/js$/, "json"));
}

/**
 * @param {Pack} pack
 * @param {string} rest address of the texts that an answer needs
 * @returns {T}
 */
export function makeTexts(pack, rest) {
  /** @param {string} key */
  const get = (key) => key.split(".").reduce((found, step) => found?.[step], pack.texts);
  /** @type {(key: string, values?: Record<string, string|number>) => string} */
  const say = (key, values = {}) => fill(String(get(key) ?? key), values);
  /** @type {Promise<void>|null} */
  let asked = null;
  const take = async () => {
    const { texts, ...names } = await (await fetch(rest)).json();
    for (const section of Object.keys(texts)) pack.texts[section] = { ...texts[section], ...pack.texts[section] };
    Object.assign(pack, names);
  };
  const complete = () => asked ??= take().catch((error) => {
    asked = null;
    throw error;
  });
  return Object.assign(say, { get, pack, complete });
}

/**
 * `{name}` replaced from values.
 * @param {string} text
 * @param {Record<string, string|number>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}
