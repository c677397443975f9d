/** Talks with the gateway. Every failure is an ApiError that says what the person can do. */

/** @typedef {import("./types.js").Answer} Answer */

const SECONDS = 20;

export class ApiError extends Error {
  /**
   * @param {"network"|"server"|"busy"|"long"} kind
   * @param {number} [retryAfter] seconds
   */
  constructor(kind, retryAfter = 0) {
    super(kind);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }
}

/**
 * Sends a message. `key` is the same when the message is sent again, so that it can be known as the same.
 * @param {string} base origin of the gateway, empty for this site
 * @param {{conversation_id: string|null, text: string, language: string, context: object, key: string}} message
 * @returns {Promise<Answer>}
 */
export async function sendMessage(base, { key, conversation_id, ...rest }) {
  const body = { ...rest, message_id: key, ...(conversation_id ? { conversation_id } : {}) };
  const response = await ask(`${base}/api/v1/chat`, body);
  return /** @type {Promise<Answer>} */ (response.json());
}

/**
 * Sends feedback; a failure is silent, since the person can do nothing about it.
 * @param {string} base
 * @param {import("./types.js").Feedback} feedback
 */
export async function sendFeedback(base, feedback) {
  try {
    await ask(`${base}/api/v1/feedback`, feedback);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} url
 * @param {object} body
 */
async function ask(url, body) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      signal: AbortSignal.timeout(SECONDS * 1000),
    });
  } catch {
    throw new ApiError("network");
  }
  if (response.ok) return response;
  if (response.status === 413) throw new ApiError("long");
  const retryAfter = Number(response.headers.get("Retry-After")) || 0;
  throw new ApiError(response.status === 429 ? "busy" : "server", retryAfter);
}
