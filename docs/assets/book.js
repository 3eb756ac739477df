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
    offerSharing();
    keepPassage();
    followScrolling();
    tellWhatIsDue();
    // What is printed may hold texts of other pages.
    window.addEventListener("beforeprint", tellWhatIsDue);
    offerSearch();
  });
  const { root } = document.currentScript?.dataset ?? {};
  if (root !== undefined) window.addEventListener("load", () => setTimeout(() => keepPages(root), 1000));

  // The worker that keeps the pages that were read; see sw.js. It comes when the page is done, and not
  // at all where somebody saves data and has not asked for it.
  /** @param {string} root */
  function keepPages(root) {
    const { serviceWorker, connection } = /** @type {Navigator & {connection?: {saveData?: boolean}}} */ (navigator);
    if (!serviceWorker || serviceWorker.controller || connection?.saveData) return;
    serviceWorker.register(new URL(`${root}sw.js`, location.href)).then(async () => {
      const { active } = await serviceWorker.ready;
      // What this page consists of came before the worker did.
      const addresses = [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)];
      active?.postMessage({ ask: "read", addresses });
    }).catch(() => {
      // Storage is denied, or this is a private window: the site is read as it always was.
    });
  }

  // The search itself is fetched when a reader first turns to it.
  function offerSearch() {
    /** @type {HTMLFormElement | null} */
    const form = document.querySelector("form.search");
    const input = form?.querySelector("input");
    if (!form || !input) return;
    const { script = "", marks = "", root = "", prefix = "" } = form.dataset;
    const load = (/** @type {string} */ address) => import(new URL(address, location.href).href);
    if (/[?&]h=/.test(location.search)) void load(marks).then((module) => module.showMarks(form));
    // A composition may have begun before the script is there, which must wait for its end.
    input.addEventListener("compositionstart", () => (input.dataset.composing = ""));
    input.addEventListener("compositionend", () => delete input.dataset.composing);
    const fetchSearch = () => {
      // The catalogue comes at the same time as the script, and not after it; in a pack it is a script itself.
      if ("packed" in window) return load(script);
      const ahead = Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous" });
      ahead.href = `${root}${prefix}search/catalogue.json`;
      document.head.append(ahead);
      return load(script);
    };
    const field = /** @type {HTMLElement} */ (form.querySelector(".search-field"));
    /** @type {HTMLElement | null} */
    const opener = form.querySelector(".search-open");
    /** @type {Promise<{close: () => void}> | undefined} */
    let search;
    const open = () => {
      field.hidden = false;
      page.dataset.scrolling = "up";
      input.focus();
      input.select();
      if (!opener) return;
      opener.setAttribute("aria-expanded", "true");
      search ??= fetchSearch().then((module) => module.openField(form));
    };
    const close = () => {
      if (!opener) return;
      field.hidden = true;
      opener.setAttribute("aria-expanded", "false");
      void search?.then((opened) => opened.close());
    };
    if (!opener) void Promise.all([load(form.dataset.page ?? ""), fetchSearch()]).then(([here, module]) => here.openPage(form, module));
    opener?.addEventListener("click", (event) => {
      event.preventDefault();
      if (field.hidden) open();
      else close();
    });
    form.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !form.contains(/** @type {Node} */ (event.relatedTarget))) close();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!field.hidden && !form.contains(/** @type {Node} */ (event.target))) close();
    });
    document.addEventListener("keydown", (event) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable]");
      const isAsked = event.key === "/" ? !isTyping && !event.ctrlKey && !event.altKey && !event.metaKey : event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (isAsked && !event.isComposing) {
        event.preventDefault();
        before = document.activeElement;
        open();
      } else if (event.key === "Escape" && opener && !field.hidden && !event.isComposing) {
        close();
        /** @type {HTMLElement} */ (before instanceof HTMLElement && before !== document.body && before !== input ? before : opener).focus();
      }
    });
    /** @type {Element | null} */
    let before = null;
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

  // A page cannot know on which day it is read: it says from when on readers are to be told that its translation is behind.
  function tellWhatIsDue() {
    const now = new Date();
    const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    for (const notice of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".notice[data-due]"))) {
      if ((notice.dataset.due ?? "") <= today) delete notice.dataset.due;
    }
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

  // The address of the page is a link already; the button hands it to the phone's own sheet, or copies it.
  function offerSharing() {
    const address = document.querySelector(".share a")?.textContent ?? "";
    /** @type {HTMLButtonElement | null} */
    const button = document.querySelector(".share button");
    if (!button || !("share" in navigator || "clipboard" in navigator)) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        if (typeof navigator.share === "function") return await navigator.share({ title: document.title, url: address });
        await navigator.clipboard.writeText(address);
        /** @type {HTMLElement} */ (button.nextElementSibling).textContent = button.dataset.copied ?? "";
      } catch {
        // the reader thought better of it, or the browser does not let a page do it: the link is still there
      }
    });
  }

  // The language switch keeps the passage: heading ids are the same in every language. It keeps what was chosen or asked
  // for, too, but not the marks of a search, whose words are another language's.
  function keepPassage() {
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.switch"))) {
      link.addEventListener("click", () => {
        if (!/[?&]h=/.test(location.search)) link.search = location.search;
        link.hash = passage() || location.hash;
      });
    }
  }

  /** @returns {string} the hash of the heading that the reader is at, or "" at the top */
  function passage() {
    // The last passages of a page cannot be scrolled to its top: where a link led is where the reader is, while it shows.
    const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.getBoundingClientRect();
    if (asked && asked.top >= 0 && asked.top < window.innerHeight) return location.hash;
    let found = "";
    for (const heading of document.querySelectorAll("main h2[id], main h3[id]")) {
      if (!heading.getClientRects().length) continue; // it is folded away
      if (heading.getBoundingClientRect().top > window.innerHeight / 3) break;
      found = `#${heading.id}`;
    }
    return found;
  }
})();
