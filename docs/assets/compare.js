// @ts-check
// Chapters side by side, as the address says: ?practice=…&chapters=a,b,c.

(() => {
  "use strict";

  const MOST = 4;
  const OF_A_PRACTICE = ["how", "hard", "cost", "time"];
  const room = document.getElementById("compare");
  if (!room) return;
  const say = room.dataset;
  const { textOf, put } = Cards;
  const select = /** @type {HTMLSelectElement} */ (room.querySelector("select"));
  const head = /** @type {HTMLElement} */ (room.querySelector("thead tr"));
  const few = /** @type {HTMLElement} */ (room.querySelector(".compare-few"));
  const start = /** @type {HTMLElement} */ (document.querySelector(".compare-start"));
  const rows = /** @type {HTMLTableSectionElement[]} */ ([...room.querySelectorAll("[data-row]")]);

  const asked = () => {
    const now = new URLSearchParams(location.search);
    const slugs = now.getAll("chapters").flatMap((each) => each.split(",")).filter((slug) => /^[\w-]+$/.test(slug));
    return { practice: now.get("practice") ?? "", slugs: [...new Set(slugs)].slice(0, MOST) };
  };

  /** @param {string} practice @param {string[]} slugs */
  const go = (practice, slugs) => {
    history.pushState(null, "", `${location.pathname}?${practice ? `practice=${encodeURIComponent(practice)}&` : ""}chapters=${slugs.join(",")}`);
    return show();
  };

  /** @param {Card} card @param {string} practice @param {string} row @returns {Said | undefined} what stands in a row */
  const value = (card, practice, row) => {
    const use = card.practices?.find(({ id }) => id === practice);
    if (row === "passage") return use && say.passage;
    if (practice && OF_A_PRACTICE.includes(row)) return use ? use[row] : row === "how" ? say.absent : undefined;
    return practice && !["people"].includes(row) ? undefined : card[row];
  };

  /** @param {string} slug @param {Card | null} card @param {string} practice @param {string[]} slugs */
  const column = (slug, card, practice, slugs) => {
    const cell = document.createElement("th");
    cell.scope = "col";
    const link = Object.assign(document.createElement("a"), { href: Cards.linkTo(say.cards, slug) });
    put(link, card?.title ?? slug);
    if (card) {
      const kind = Object.assign(document.createElement("span"), { className: "kind", textContent: card.kind[0] });
      cell.append(kind);
    }
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: say.remove });
    button.setAttribute("aria-label", `${say.remove} – ${link.textContent}`);
    button.addEventListener("click", () => {
      const others = slugs.filter((each) => each !== slug);
      void go(practice, others).then(() => /** @type {HTMLElement | null} */ (head.querySelector("button") ?? start.querySelector("a"))?.focus());
    });
    cell.append(link, button);
    return cell;
  };

  /** @param {(Card | null)[]} found @param {string} practice */
  const offerPractices = (found, practice) => {
    /** @type {Map<string, Said>} */
    const names = new Map();
    for (const each of found.flatMap((card) => card?.practices ?? [])) names.set(textOf(each.id), each.name);
    const options = [...names].map(([id, name]) => {
      const option = Object.assign(document.createElement("option"), { value: id });
      put(option, name);
      return option;
    });
    select.replaceChildren(select.options[0], ...options);
    select.value = names.has(practice) ? practice : "";
    return select.value;
  };

  let turn = 0;
  const show = async () => {
    const now = ++turn;
    const { slugs, practice: wanted } = asked();
    const found = await Promise.all(slugs.map((slug) => Cards.cardOf(say.cards, slug)));
    if (now !== turn) return;
    const practice = offerPractices(found, wanted);
    room.hidden = slugs.length === 0;
    few.hidden = slugs.length > 1;
    start.hidden = slugs.length > 1;
    head.replaceChildren(...slugs.map((slug, at) => column(slug, found[at], practice, slugs)));
    for (const row of rows) {
      const name = row.dataset.row ?? "";
      const values = found.map((card) => (card ? value(card, practice, name) : name === "where" ? say.gone : undefined));
      row.hidden = name !== "where" && !values.some(Boolean);
      /** @type {HTMLTableCellElement} */ (row.querySelector("th")).colSpan = Math.max(1, slugs.length);
      row.rows[1].replaceChildren(...values.map((said, at) => cell(said, name, slugs[at], found[at], practice)));
    }
  };

  /** @param {Said | undefined} said @param {string} row @param {string} slug @param {Card | null} card @param {string} practice */
  const cell = (said, row, slug, card, practice) => {
    const made = document.createElement("td");
    if (row === "passage" && said) {
      const use = card?.practices?.find(({ id }) => id === practice);
      const link = Object.assign(document.createElement("a"), { href: Cards.linkTo(say.cards, slug, textOf(use?.at)), textContent: textOf(said) });
      link.setAttribute("aria-label", `${link.textContent}${say.colon}${textOf(card?.title)}`);
      made.append(link);
    } else if (row === "where" && card) {
      made.append(...Cards.words(card.places ?? [], say.place ?? ""), card.places && card.facts ? document.createElement("br") : "", textOf(card.facts));
    } else put(made, said || "—");
    return made;
  };

  select.addEventListener("change", () => void go(select.value, asked().slugs));
  window.addEventListener("popstate", () => void show());
  void show();
})();
