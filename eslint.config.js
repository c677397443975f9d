/** Rules for the plain ES modules in web/static. */
import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    files: ["web/static/**/*.js"],
    languageOptions: { globals: globals.browser, sourceType: "module" },
    rules: {
      "complexity": ["error", 12],
      "eqeqeq": "error",
      "max-lines": ["error", 300],
      "no-eval": "error",
      "no-restricted-properties": ["error",
        { property: "innerHTML", message: "Text is always a text node (dom.js)." },
        { property: "outerHTML", message: "Text is always a text node (dom.js)." },
        { property: "insertAdjacentHTML", message: "Text is always a text node (dom.js)." }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
];
