// @ts-check
// What stands in for a server where the book is opened from a folder: browsers let a page there load scripts, but neither
// fetch a file nor import a module. scripts/casebook/press/packing.py turns modules and lists into scripts that give what
// they hold under their path, and lets the search ask here.

(() => {
  "use strict";

  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const root = new URL("../", own).href;
  /** @type {Map<string, any>} */
  const given = new Map();
  /** @type {Map<string, Promise<any>>} */
  const asked = new Map();

  /** Load a script, and give what it gives. @param {string} path */
  const load = (path) => {
    const known = asked.get(path);
    if (known) return known;
    const loading = new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: root + path });
      script.onload = () => resolve(given.get(path));
      script.onerror = () => reject(new TypeError(path));
      document.head.append(script);
    });
    asked.set(path, loading);
    return loading;
  };

  const pathOf = (/** @type {string} */ address) => new URL(address, location.href).href.slice(root.length);

  const packed = {
    /** @param {string} path @param {any} value */
    give: (path, value) => void given.set(path, value),
    /** In place of import(): scripts of ours are here, an engine of somebody else is not. @param {string} address */
    load: async (address) => {
      const path = pathOf(address);
      if (!path.startsWith("assets/")) throw new TypeError(path);
      return load(path);
    },
    /** In place of fetch(): a list, or the text of a page. @param {string} address */
    fetch: async (address) => {
      const path = pathOf(address);
      const value = path.endsWith(".json") ? JSON.stringify(await load(`${path}.js`)) : (await load("search/texts.js"))[path];
      return new Response(value ?? null, { status: value === undefined ? 404 : 200 });
    },
  };
  Object.assign(window, { packed });
})();
