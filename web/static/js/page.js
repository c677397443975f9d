/** What every page gets when scripts run: the quick exit, and parts that only work with scripts. */

import { installQuickExit } from "./quick-exit.js";

document.documentElement.classList.add("js");
const exit = document.querySelector("[data-exit]");
if (exit instanceof HTMLAnchorElement) installQuickExit(document, exit.href);
