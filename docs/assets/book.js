// @ts-check
// What a book needs from scripts, and no more: everything else on the site works without this file.

(() => {
  "use strict";

  const KEY = "palette";
  const page = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  /** @returns {string | null} what the reader chose, or null to follow the system */
  const chosen = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage is off: the choice lasts for this page
    }
  };

  /** @param {string | null} palette */
  const paint = (palette) => {
    if (palette) page.dataset.palette = palette;
    else delete page.dataset.palette;
  };

  const readPalette = () => page.dataset.palette ?? (dark.matches ? "dark" : "light");

  // At once, while the page is still white: this file is read in the head, as the stylesheet is.
  paint(chosen());
  page.dataset.scripts = "on";
  document.addEventListener("DOMContentLoaded", () => {
    offerPalette();
    keepPassage();
    followScrolling();
    offerSearch();
    markWhatWasSearched();
  });

  // The search itself is fetched when a reader first turns to it.
  function offerSearch() {
    /** @type {HTMLFormElement | null} */
    const form = document.querySelector("form.search");
    if (!form?.dataset.script) return;
    const script = new URL(form.dataset.script, location.href).href;
    if (form.classList.contains("search-here")) {
      void import(script).then((search) => search.openPage(form));
      return;
    }
    /** @type {HTMLElement | null} */
    const field = form.querySelector(".search-field");
    const opener = form.querySelector("a");
    const input = form.querySelector("input");
    if (!field || !opener || !input) return;
    /** @type {Promise<{close: () => void}> | undefined} */
    let search;
    const open = () => {
      field.hidden = false;
      page.dataset.scrolling = "up";
      input.focus();
      search ??= import(script).then((module) => module.openField(form));
    };
    const close = () => {
      field.hidden = true;
      void search?.then((opened) => opened.close());
    };
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      if (field.hidden) open();
      else close();
    });
    form.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !form.contains(/** @type {Node} */ (event.relatedTarget))) close();
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      const wanted = (event.key === "/" && !typing) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
      if (wanted) {
        event.preventDefault();
        open();
      } else if (event.key === "Escape" && !field.hidden && !event.isComposing) {
        close();
        /** @type {HTMLElement} */ (opener).focus();
      }
    });
  }

  // Who comes from a search sees at once where the words stand; the address stays clean.
  function markWhatWasSearched() {
    const asked = new URLSearchParams(location.search).get("h");
    if (!asked || document.body.classList.contains("page-search")) return;
    const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
    const walk = document.createTreeWalker(document.querySelector("main") ?? document.body, NodeFilter.SHOW_TEXT);
    /** @type {Range[]} */
    const ranges = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const text = (node.nodeValue ?? "").toLowerCase();
      for (const word of words) {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, at + word.length);
          ranges.push(range);
        }
      }
    }
    if (ranges.length && CSS.highlights) CSS.highlights.set("searched", new Highlight(...ranges));
    else for (const range of ranges.reverse()) range.surroundContents(document.createElement("mark"));
    history.replaceState(null, "", location.pathname + location.hash);
  }

  // The head of the page goes away while a reader reads on, and comes back at the first move up: the other language,
  // and so the same passage in it, is never further than that.
  function followScrolling() {
    let last = window.scrollY;
    window.addEventListener(
      "scroll",
      () => {
        const now = Math.max(0, window.scrollY);
        if (Math.abs(now - last) < 8) return;
        page.dataset.scrolling = now > last && now > 120 ? "down" : "up";
        last = now;
      },
      { passive: true },
    );
  }

  function offerPalette() {
    /** @type {HTMLButtonElement | null} */
    const button = document.querySelector(".palette");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const system = dark.matches ? "dark" : "light";
      const wanted = readPalette() === "dark" ? "light" : "dark";
      // A choice that is the system's own is no choice: from then on the page follows the system again.
      paint(wanted === system ? null : wanted);
      try {
        if (wanted === system) localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, wanted);
      } catch {
        // storage is off
      }
    });
  }

  // The language switch keeps the passage: heading ids are the same in every language.
  function keepPassage() {
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.switch"))) {
      link.addEventListener("click", () => {
        link.hash = passage() || location.hash;
      });
    }
  }

  /** @returns {string} the hash of the heading that the reader is at, or "" at the top */
  function passage() {
    let found = "";
    for (const heading of document.querySelectorAll("main h2[id], main h3[id]")) {
      if (heading.getBoundingClientRect().top > window.innerHeight / 3) break;
      if (heading.closest("[hidden]") === null) found = `#${heading.id}`;
    }
    return found;
  }
})();
