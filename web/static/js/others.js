/** Services that the conversation has not shown yet, for someone whom the answer did not help. */

/** @typedef {import("./types.js").Card} Card */

const ASKED = 20;
const SHOWN = 3;

/**
 * @param {string} base origin of the gateway
 * @param {import("./store.js").Saved} saved
 * @returns {Promise<Card[]>} the next three; none when the search does not answer
 */
export async function otherServices(base, { understanding, turns }) {
  const query = new URLSearchParams({ limit: String(ASKED) });
  for (const need of understanding?.needs ?? []) query.append("need", need.id);
  if (understanding?.municipality) query.set("municipality", understanding.municipality.code);
  if (!query.has("need")) return [];
  const shown = new Set(turns.flatMap((turn) => (turn.who === "bot" ? turn.blocks : []))
    .flatMap((block) => (block.type === "services" ? block.services : [])).map((card) => card.id));
  try {
    const response = await fetch(`${base}/api/v1/services?${query}`);
    const { items } = /** @type {{items: Card[]}} */ (await response.json());
    return items.filter((card) => !shown.has(card.id)).slice(0, SHOWN);
  } catch {
    return [];
  }
}
