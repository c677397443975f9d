/** The generated module /w/1/launcher.js (web/pages/modules.py). */
declare const texts: Record<string, Record<"launcher" | "launcher_new" | "load_failed", string>>;
export default texts;
