/** What a person may do with the whole conversation: copy, save, print, delete. */

import { el } from "./dom.js";

/**
 * @param {import("./chat-view.js").ChatView} view
 * @param {string} origin
 * @returns {HTMLButtonElement[]}
 */
export function toolButtons(view, origin) {
  const { t } = view;
  const transcript = () => import("./transcript.js");
  const text = async () => (await transcript()).conversationText(view.conversation.saved.turns, t, origin);
  /** @param {string} key @param {() => void} onclick */
  const button = (key, onclick) => el("button", { type: "button", class: "small", onclick }, t(key));
  return [
    button("chat.print", () => print()),
    button("chat.copy", async () => {
      await navigator.clipboard.writeText(await text());
      view.announce(t("chat.copied"));
    }),
    button("chat.save_file", async () => (await transcript()).saveAsFile(await text(), t("chat.file_name"))),
    button("chat.start_over", () => view.startOver()),
  ];
}
