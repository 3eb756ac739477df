// @ts-check
// What stands in for a server where the book is opened from a folder: browsers let a page there load scripts, but neither
// fetch a file nor import a module. scripts/casebook/press/portable.py turns modules and lists into scripts that give what
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

  // No page can look into another one here, but each tells another page of the book what it holds.
  window.addEventListener("message", ({ data, source }) => {
    if (data === "page") source?.postMessage({ page: document.documentElement.outerHTML }, { targetOrigin: "*" });
  });

  /** Open a page out of sight, and give its HTML. @param {string} address @returns {Promise<string>} */
  const ask = (address) =>
    new Promise((resolve, reject) => {
      const frame = Object.assign(document.createElement("iframe"), { src: address, hidden: true });
      /** @param {MessageEvent} event */
      const hear = ({ data, source }) => {
        if (source !== frame.contentWindow || typeof data?.page !== "string") return;
        done();
        resolve(data.page);
      };
      const done = () => {
        clearTimeout(patience);
        window.removeEventListener("message", hear);
        frame.remove();
      };
      const patience = setTimeout(() => {
        done();
        reject(new TypeError(address));
      }, 10_000);
      window.addEventListener("message", hear);
      frame.onload = () => frame.contentWindow?.postMessage("page", "*");
      document.body.append(frame);
    });

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
    /** In place of fetch(): a list, what a search reads of a page, or a whole page by its file. @param {string} address */
    fetch: async (address) => {
      const path = pathOf(address);
      if (path.endsWith(".html")) return new Response(await ask(address));
      const value = path.endsWith(".json") ? JSON.stringify(await load(`${path}.js`)) : (await load("search/texts.js"))[path];
      return new Response(value ?? null, { status: value === undefined ? 404 : 200 });
    },
  };
  Object.assign(window, { packed });
})();
