/** "What Luotsi understood" as chips: one tap takes a need away or changes the municipality. */

import { el } from "./dom.js";
import { fill } from "./texts.js";

/** @typedef {import("./types.js").Understanding} Understanding */
/** @typedef {import("./texts.js").T} T */

/**
 * @typedef {object} UnderstoodOptions
 * @property {(text: string, shown: string) => void} onSay
 * @property {() => Promise<{code: string, name: string}[]>} municipalities
 */

/**
 * The region, or null when nothing has been understood yet.
 * @param {Understanding|null} understanding
 * @param {T} t
 * @param {UnderstoodOptions} options
 */
export function understoodElement(understanding, t, options) {
  const needs = (understanding?.needs ?? []).filter((need) => t.pack.needs[need.id]);
  const place = understanding?.municipality ?? null;
  if (!needs.length && !place) return null;
  const ids = needs.map((need) => need.id);
  const box = el("section", { class: "understood", "aria-labelledby": "understood-title" },
    el("h2", { id: "understood-title" }, t("understood.title")));
  const label = place ? t("understood.change_municipality", { name: place.name }) : t("understood.add_municipality");
  box.append(
    el("ul", { class: "chips" },
      ids.map((id) => el("li", {}, needChip(id, ids, t, options))),
      el("li", {}, el("button", {
        type: "button", class: "chip change", "aria-expanded": "false",
        onclick: (/** @type {Event} */ event) => togglePlace(box, /** @type {HTMLElement} */ (event.currentTarget), Boolean(place), t, options),
      }, label))),
    el("p", {}, t("understood.help")));
  return box;
}

/**
 * The sentence that takes `removed` away, in Finnish, as the gateway knows it.
 * @param {T} t
 * @param {string} removed
 */
export function correction(t, removed) {
  const { said, needs } = t.pack;
  return fill(said.remove, { need: said.needs[removed] ?? needs[removed] });
}

/**
 * @param {string} id
 * @param {string[]} all
 * @param {T} t
 * @param {UnderstoodOptions} options
 */
function needChip(id, all, t, options) {
  const label = t("understood.remove", { need: t.pack.needs[id] });
  const onclick = () => options.onSay(correction(t, id), t("chat.chosen", { label }));
  return el("button", { type: "button", class: "chip", onclick }, label);
}

/**
 * @param {HTMLElement} box
 * @param {HTMLElement} button
 * @param {boolean} known
 * @param {T} t
 * @param {UnderstoodOptions} options
 */
async function togglePlace(box, button, known, t, options) {
  const open = box.querySelector(".place-change");
  button.setAttribute("aria-expanded", String(!open));
  if (open) {
    open.remove();
    return;
  }
  /** @type {{code: string, name: string}[]} */
  let places = [];
  const list = el("datalist", { id: "luotsi-places" });
  const input = el("input", { type: "text", id: "luotsi-place", list: "luotsi-places", autocomplete: "address-level2", "aria-describedby": "luotsi-place-error" });
  const error = el("p", { class: "error", id: "luotsi-place-error" });
  const form = el("form", { class: "place-change", novalidate: true, onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    const name = input.value.trim();
    const found = places.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (places.length && !found) {
      error.textContent = t("errors.unknown_municipality");
      input.setAttribute("aria-invalid", "true");
      return;
    }
    const said = known ? t.pack.said.municipality : t.pack.said.municipality_first;
    const chosen = found?.name ?? name;
    if (chosen) options.onSay(fill(said, { name: chosen }), t("chat.chosen", { label: `${t("chat.municipality")}: ${chosen}` }));
  } },
    el("div", {}, el("label", { for: "luotsi-place" }, t("understood.municipality_label")), error, input, list),
    el("button", { type: "submit", class: "small" }, t("understood.municipality_send")));
  box.append(form);
  input.focus();
  places = await options.municipalities();
  list.append(...places.map((one) => el("option", { value: one.name })));
}
