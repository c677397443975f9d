/** The embedding page: settings become the code to copy and a live preview. */

const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-embed]"));
const code = /** @type {HTMLElement} */ (document.querySelector("[data-code]"));
const frame = /** @type {HTMLIFrameElement} */ (document.querySelector("[data-preview]"));
const DEFAULTS = new Map([["position", "right"], ["quick-exit", "auto"]]);

/** The element with its attributes; what is the default is left out. */
function snippet() {
  const fields = new FormData(form);
  const select = form.querySelector("select");
  const municipality = select?.value ? select.selectedOptions[0].textContent ?? "" : "";
  const attributes = [["municipality", municipality],
    ...["page", "position", "lang", "quick-exit"].map((name) => [name, String(fields.get(name) ?? "")])]
    .filter(([name, value]) => value && DEFAULTS.get(name) !== value)
    .map(([name, value]) => ` ${name}="${value}"`).join("");
  const origin = form.dataset.origin ?? "";
  return `<script type="module" src="${origin}/w/1/luotsi.js"></script>\n`
    + `<luotsi-chat${attributes}><a href="${origin}/">${form.dataset.launcher}</a></luotsi-chat>`;
}

function update() {
  const fields = new FormData(form);
  code.textContent = snippet();
  const query = new URLSearchParams({
    kunta: String(fields.get("kunta")), sivu: String(fields.get("page")), paikka: String(fields.get("position")),
    poistu: String(fields.get("quick-exit")), kieli: String(fields.get("lang")),
  });
  for (const [name, value] of [...query]) if (!value) query.delete(name);
  frame.src = `/upota/esikatselu?${query}`;
}

form.addEventListener("change", update);
document.querySelector("[data-copy]")?.addEventListener("click", async (event) => {
  await navigator.clipboard.writeText(code.textContent ?? "");
  const status = document.querySelector("[data-copy-status]");
  if (status && event.currentTarget instanceof HTMLElement) status.textContent = event.currentTarget.dataset.done ?? "";
});
