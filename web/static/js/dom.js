/** Makes elements from plain values: text is always a text node, and only known schemes are linked. */

/** @typedef {Node|string|null|undefined|false} Child */

const SCHEMES = new Set(["https:", "tel:", "mailto:", "sms:"]);

/**
 * An element. Attributes that are false or null are left out, `true` is written empty, functions listen (`onclick`).
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Child|Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  for (const child of children.flat()) if (child) element.append(child);
  return element;
}

/**
 * The address when it may be linked, else nothing.
 * @param {string|null|undefined} url
 */
export function safeUrl(url) {
  try {
    return url && SCHEMES.has(new URL(url).protocol) ? url : "";
  } catch {
    return "";
  }
}

/**
 * The tel: address of a number written for people.
 * @param {string} number
 */
export function telLink(number) {
  return `tel:${number.replace(/[^\d+*#]/g, "")}`;
}

/**
 * An element that must be there.
 * @param {ParentNode} root
 * @param {string} part name in data-part
 * @returns {HTMLElement}
 */
export function part(root, part) {
  const found = root.querySelector(`[data-part="${part}"]`);
  if (!(found instanceof HTMLElement)) throw new Error(`missing part ${part}`);
  return found;
}

/**
 * A date as Finns write it.
 * @param {string} iso
 */
export function dateText(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day}.${month}.${year}`;
}
