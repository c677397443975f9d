/** Keeps the launcher kind to its host page: readable colours, and never on top of what has the focus. */

const LEAST_CONTRAST = 4.5;
const GAP = 8;

/**
 * Uses Luotsi's own colours when the host's pair is too faint to read.
 * @param {HTMLElement} host
 */
export function guardContrast(host) {
  if (matchMedia("(forced-colors: active)").matches) return;
  const style = getComputedStyle(host);
  const accent = rgb(host, style.getPropertyValue("--luotsi-accent") || "#00357a");
  const text = rgb(host, style.getPropertyValue("--luotsi-accent-fg") || "#fff");
  const ratio = contrast(accent, text);
  if (ratio >= LEAST_CONTRAST) return;
  host.style.setProperty("--luotsi-accent", "#00357a");
  host.style.setProperty("--luotsi-accent-fg", "#fff");
  console.warn(`luotsi-chat: --luotsi-accent and --luotsi-accent-fg have a contrast of ${ratio.toFixed(1)}; ${LEAST_CONTRAST} is needed. Own colours are used.`);
}

/**
 * A colour as numbers, as the browser reads it.
 * @param {HTMLElement} host
 * @param {string} colour
 */
function rgb(host, colour) {
  const probe = document.createElement("span");
  probe.style.color = colour.trim();
  host.shadowRoot?.append(probe);
  const numbers = getComputedStyle(probe).color.match(/[\d.]+/g) ?? ["0", "0", "0"];
  probe.remove();
  return numbers.slice(0, 3).map(Number);
}

/**
 * The contrast of WCAG 2.
 * @param {number[]} one
 * @param {number[]} other
 */
export function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** @param {number[]} colour */
function luminance(colour) {
  const [r, g, b] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * Moves the launcher above a focused element of the host page that it would cover.
 * @param {HTMLElement} host
 * @param {HTMLElement} launcher
 */
export function keepFocusInSight(host, launcher) {
  document.addEventListener("focusin", (event) => {
    host.style.removeProperty("--luotsi-shift");
    if (!(event.target instanceof Element) || event.target === host || launcher.hidden) return;
    const focused = event.target.getBoundingClientRect();
    const over = launcher.getBoundingClientRect();
    const covers = focused.left < over.right && focused.right > over.left && focused.top < over.bottom && focused.bottom > over.top;
    if (!covers) return;
    const shift = over.bottom - focused.top + GAP;
    const room = over.top - GAP;
    host.style.setProperty("--luotsi-shift", `${Math.min(shift, room)}px`);
  });
}
