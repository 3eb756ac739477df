// @ts-check
// What a reader takes along: the button that keeps a chapter in the reader's own list, and the one that prints a page.
// The list stays in this browser. It is one list for all languages, since a chapter has the same name in each.

/** @typedef {{slug: string, note: string}} Kept a chapter that a reader keeps, and what they wrote to it */

const ReadersList = (() => {
  "use strict";

  const KEY = "list";

  /** @param {any} each @returns {Kept[]} */
  const valid = (each) => (typeof each?.slug === "string" ? [{ slug: each.slug, note: typeof each.note === "string" ? each.note : "" }] : []);

  /** @returns {Kept[] | null} null where the browser refuses to tell */
  const read = () => {
    try {
      const stored = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(stored) ? stored.flatMap(valid) : [];
    } catch (error) {
      return error instanceof SyntaxError ? [] : null;
    }
  };

  /** @param {Kept[]} list @returns {boolean} whether the browser keeps it */
  const write = (list) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(list));
      return true;
    } catch {
      return false; // refused, or full
    }
  };

  return { KEY, read, write };
})();

(() => {
  "use strict";

  /** @type {HTMLTemplateElement | null} */
  const template = document.querySelector("template#keep");
  /** @type {Map<string, {button: HTMLButtonElement, link: HTMLAnchorElement}>} */
  const offered = new Map();

  const show = () => {
    const kept = new Set(ReadersList.read()?.map(({ slug }) => slug));
    for (const [slug, { button, link }] of offered) {
      button.setAttribute("aria-pressed", String(kept.has(slug)));
      link.hidden = !kept.has(slug);
    }
  };

  /** @param {HTMLElement} place @param {string} slug */
  const offer = (place, slug) => {
    const made = /** @type {HTMLElement} */ (/** @type {HTMLTemplateElement} */ (template).content.firstElementChild?.cloneNode(true));
    const button = /** @type {HTMLButtonElement} */ (made.querySelector("button"));
    const title = place.querySelector("h2, h3");
    if (title) button.setAttribute("aria-label", `${button.textContent} – ${title.textContent}`);
    button.addEventListener("click", () => {
      const list = ReadersList.read() ?? [];
      const others = list.filter((each) => each.slug !== slug);
      const isKept = others.length < list.length;
      if (ReadersList.write(isKept ? others : [...list, { slug, note: "" }])) show();
      else if (!made.querySelector("[role=alert]")) {
        const said = Object.assign(document.createElement("span"), { textContent: template?.dataset.refused });
        said.setAttribute("role", "alert");
        made.append(said);
      }
    });
    offered.set(slug, { button, link: /** @type {HTMLAnchorElement} */ (made.querySelector("a")) });
    (place.querySelector(".version-tools") ?? place).append(made);
  };

  if (template) {
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-slug]"))) offer(place, place.dataset.slug ?? "");
    show();
    // Another tab may change the list, and so may the page from which a reader comes back.
    window.addEventListener("storage", show);
    window.addEventListener("pageshow", show);
  }
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-print]"))) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
