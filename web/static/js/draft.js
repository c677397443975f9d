/** Looks at a message before it is sent: not empty, not too long, and without a personal identity code. */

import { el } from "./dom.js";

const LONGEST = 2000;
const IDENTITY_CODE = /(^|[^0-9a-z])(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d\d[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y](?![0-9a-z])/i;

/**
 * Whether the draft may be sent; otherwise the reason stands beside the field and the draft is kept.
 * @param {HTMLTextAreaElement} field
 * @param {HTMLElement} place
 * @param {import("./texts.js").T} t
 * @param {(text: string) => void} announce
 */
export function checkDraft(field, place, t, announce) {
  const text = field.value.trim();
  const key = !text ? "errors.empty" : text.length > LONGEST ? "errors.reason_long"
    : IDENTITY_CODE.test(text) ? "errors.id_code" : "";
  place.replaceChildren();
  field.toggleAttribute("aria-invalid", Boolean(key));
  if (!key) return true;
  field.setAttribute("aria-invalid", "true");
  place.append(t(key));
  if (key === "errors.id_code") {
    place.append(" ", el("button", { type: "button", class: "small", onclick: () => {
      field.value = field.value.replace(IDENTITY_CODE, "$1").trim();
      place.replaceChildren();
      field.removeAttribute("aria-invalid");
      field.focus();
    } }, t("errors.id_code_remove")));
  }
  announce(t(key));
  field.focus();
  return false;
}
