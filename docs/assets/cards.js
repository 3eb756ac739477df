// @ts-check
// The cards of chapters, from which the comparison and the reader's list are put together. Each is fetched when it is shown;
// scripts/casebook/site/comparing.py says what stands on one.

/**
 * @typedef {string | [string, string]} Said a text, with its language where that is not the page's
 * @typedef {Record<string, Said> & {practices?: Record<string, Said>[], places?: Said[]}} Card
 */

const Cards = (() => {
  "use strict";

  // In a folder or an archive a link has to name its file: nothing there turns `letters/` into `letters/index.html`.
  const isPacked = "packed" in window;
  /** @type {Map<string, Promise<Card | null>>} */
  const known = new Map();

  /** Give the card of a chapter, or null where the site has none. @param {string | undefined} base @param {string} slug */
  const cardOf = (base, slug) => {
    const card = known.get(slug) ?? fetch(`${base}${slug}/card.json`).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
    known.set(slug, card);
    return card;
  };

  /** Give the link to a chapter. @param {string | undefined} base @param {string} slug @param {string=} anchor */
  const linkTo = (base, slug, anchor) => `${base}${slug}/${isPacked ? "index.html" : ""}${anchor ? `#${anchor}` : ""}`;

  /** Give an address that others can open too: from a pack, that of the site. @param {string} link from this page */
  const publicAddress = (link) => {
    const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
    return new URL(link, isPacked && canonical ? canonical.href : location.href).href;
  };

  /** @param {Said | undefined} said */
  const textOf = (said) => (Array.isArray(said) ? said[0] : said ?? "");

  /** @param {Element} place @param {Said | undefined} said */
  const put = (place, said) => {
    place.textContent = textOf(said);
    if (Array.isArray(said)) place.setAttribute("lang", said[1]);
  };

  /** @param {Said} said */
  const word = (said) => {
    const made = document.createElement("span");
    put(made, said);
    return made;
  };

  /** Give the names of a place with what stands between them. @param {Said[]} places @param {string} comma */
  const words = (places, comma) => places.flatMap((place, at) => (at ? [comma, word(place)] : [word(place)]));

  return { cardOf, linkTo, publicAddress, textOf, put, word, words };
})();
