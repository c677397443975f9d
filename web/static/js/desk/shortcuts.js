/** Single-key shortcuts: only outside fields, each with a visible button, and switchable off (WCAG 2.1.4). */

/**
 * @param {HTMLInputElement} toggle
 * @param {Record<string, () => void>} acts by key
 */
export function installShortcuts(toggle, acts) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const inField = event.target instanceof Element && event.target.closest("input, select, textarea");
    const escape = event.key === "Escape";
    if ((inField && !escape && !steps(event)) || (!toggle.checked && !escape)) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** Arrow keys go on from the search field into the results, where they do nothing else. @param {KeyboardEvent} event */
function steps(event) {
  return event.key === "ArrowDown" && event.target instanceof HTMLInputElement && event.target.type === "search";
}
