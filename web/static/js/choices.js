/** Ready answers that have been used. */

/**
 * Marks the ready answers of older messages as used: they stay in sight, the chosen one marked.
 * @param {ParentNode} root
 * @param {string} [chosen] label
 */
export function retireChoices(root, chosen) {
  for (const button of root.querySelectorAll(".log .choices .choice")) {
    if (button.closest(".feedback") || button.getAttribute("aria-disabled") === "true") continue;
    button.setAttribute("aria-disabled", "true");
    if (chosen !== undefined && button.textContent === chosen) button.setAttribute("aria-pressed", "true");
  }
}
