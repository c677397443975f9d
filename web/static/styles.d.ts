/** The generated module /w/1/styles.js (web/pages/modules.py). */
declare const css: string;
export default css;
