/** The chat page: the server's first view comes alive. */

import { toggleKept } from "./card-acts.js";
import { ChatView } from "./chat-view.js";
import { part } from "./dom.js";
import { showHelpLine } from "./help-line.js";
import { loadTexts } from "./texts.js";
import { toolButtons } from "./tools.js";

const root = /** @type {HTMLElement} */ (document.querySelector("[data-chat]"));
const answeredByServer = part(root, "log").children.length > 0;
const page = new URLSearchParams(location.search);

/** An answer that the server drew stays as a form: the page was used without scripts, or they came late. */
if (answeredByServer) root.dataset.ready = "server";
else start();

async function start() {
  const t = await loadTexts(String(root.dataset.texts));
  Object.assign(t.pack.texts, JSON.parse(document.getElementById("page-texts")?.textContent ?? "{}"));
  const view = new ChatView({
    root,
    announcer: part(root, "announcer"),
    t,
    base: "",
    context: { municipality: root.dataset.municipality ?? null, page: page.get("sivu") === "perhekeskus" ? "perhekeskus" : null },
    onEvent: unread(t),
    onKept: () => drawKept(view),
  });
  part(root, "tools").append(...toolButtons(view, location.origin));
  drawKept(view);
  keepDraft(view);
  followPlace(view);
  await view.restored;
  root.dataset.ready = "1";
}

/** @param {ChatView} view */
async function drawKept(view) {
  const aside = part(document, "kept");
  const cards = view.conversation.saved.kept;
  aside.hidden = cards.length === 0;
  document.querySelector("main")?.classList.toggle("has-kept", cards.length > 0);
  if (aside.hidden) return;
  const { keptElements } = await import("./kept.js");
  part(document, "kept-list").replaceChildren(...keptElements(cards, view.t, {
    remove: (card) => toggleKept(view, card),
    clear: () => [...cards].forEach((card) => toggleKept(view, card)),
    say: (text) => view.announce(text),
  }));
}

/** The municipality chosen before the first message goes along with it. @param {ChatView} view */
function followPlace(view) {
  const select = root.querySelector("select[name=kunta]");
  if (!(select instanceof HTMLSelectElement)) return;
  if (select.value) view.conversation.context.municipality = select.value;
  select.addEventListener("change", () => {
    view.conversation.context.municipality = select.value || null;
    showHelpLine(root, "", select.value);
  });
}

/** A change of language keeps the draft: in the tab's name, which no address, history or storage holds. @param {ChatView} view */
function keepDraft(view) {
  const mark = "luotsi-luonnos:";
  if (window.name.startsWith(mark)) {
    view.field.value = window.name.slice(mark.length);
    window.name = "";
  }
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("[data-keep-draft]");
    if (link && view.field.value) window.name = mark + view.field.value;
  });
}

/**
 * Tells in the tab's title that an answer came while another tab was open.
 * @param {import("./texts.js").T} t
 */
function unread(t) {
  const title = document.title;
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) document.title = title;
  });
  return () => {
    if (document.hidden) document.title = t("chat.unread_title");
  };
}
