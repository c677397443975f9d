/** Tells the server that a contact of a shown service was opened: which service, and nothing of what is done with it. */

/**
 * @param {Event} event a click anywhere in the conversation
 * @param {string} base
 * @param {string|null} conversationId
 */
export function tellOpened(event, base, conversationId) {
  const link = event.target instanceof Element ? event.target.closest(".card .actions a") : null;
  const service = link?.closest(".card")?.querySelector("[data-keep]")?.getAttribute("data-keep");
  if (!service || !conversationId) return;
  fetch(`${base}/api/v1/opened`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ conversation_id: conversationId, service_id: service }),
    credentials: "omit",
    keepalive: true,
  }).catch(() => undefined);
}
