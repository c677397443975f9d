/** The desk's question to the search API. */

/** @typedef {import("../types.js").Card} Card */

/**
 * @typedef {object} Query
 * @property {string} q
 * @property {string} municipality code or empty
 * @property {string[]|null} needs corrected needs; null: as heard
 * @property {string} provider
 * @property {string} threshold
 * @property {string} language
 * @property {string} near postal code: services with a place, the nearest first
 * @property {boolean} open
 * @property {boolean} free
 * @property {boolean} direct without a referral or an application
 */

const SHOWN = 40;

/**
 * @param {Query} query
 * @param {AbortSignal} signal
 * @returns {Promise<{total: number, items: Card[], understanding: import("../types.js").Understanding}>}
 */
export async function search(query, signal) {
  const near = /^\d{5}$/.test(query.near) && query.near;
  const asked = {
    limit: SHOWN, page: "asiakaspalvelu", q: query.q, municipality: query.municipality, provider_kind: query.provider, threshold: query.threshold,
    language: query.language, near, open_now: query.open, free: query.free, without_referral: query.direct,
  };
  const given = Object.entries(asked).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
  const parameters = new URLSearchParams([...given, ...(query.needs ?? []).map((need) => ["need", need])]);
  const response = await fetch(`/api/v1/services?${parameters}`, { signal });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}
