/** "Talk to a person": who answers by phone in the person's municipality. */

import { el, part, telLink } from "./dom.js";

/**
 * Shows the line that answers there; when it cannot be asked, the line that is already shown stays.
 * @param {ParentNode} root
 * @param {string} base
 * @param {string|undefined} place code or name of a municipality; empty: the lines that serve everywhere, undefined: no change
 */
export async function showHelpLine(root, base, place) {
  if (place === undefined) return;
  try {
    const response = await fetch(`${base}/ihminen.json?kunta=${encodeURIComponent(place)}`);
    const [line] = await response.json();
    if (!line) return;
    const spot = part(root, "help-line");
    spot.lang = "fi";
    spot.replaceChildren(`${line.name}: `, el("a", { href: telLink(line.phone) }, line.phone), line.hours ? `, ${line.hours}` : "");
  } catch {
    // Offline: the line that is already there stays.
  }
}
