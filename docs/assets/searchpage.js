// @ts-check
// The search page: every hit, facets with counts, and an address that can be shared. Loaded there only, beside search.js.

/**
 * @typedef {import("./search.js").Answer} Answer
 * @typedef {import("./search.js").Hit} Hit
 */

const SHOWN_AT_FIRST = 10;

/** @param {HTMLFormElement} form @param {typeof import("./search.js")} search the module, whose address carries a digest */
export async function openPage(form, { Desk, element, marked, nodes }) {
  const desk = new Desk(form);
  const [results, facets, summary, start] = ["search-results", "search-facets", "search-summary", "search-start"].map((id) => /** @type {HTMLElement} */ (document.getElementById(id)));
  const narrow = /** @type {HTMLDetailsElement} */ (facets.parentElement);
  narrow.open = matchMedia("(min-width: 60rem)").matches;
  const catalogue = await desk.book.catalogue;
  const names = Object.keys(catalogue.facets);
  /** @type {Answer} */
  let answer = { hits: [], corrected: "", slow: false };
  let shown = SHOWN_AT_FIRST;

  const asked = () => new URLSearchParams(location.search);
  const query = () => asked().get("q")?.trim() ?? "";
  /** @param {URLSearchParams} next @param {boolean} replaces */
  const go = (next, replaces = false) => history[replaces ? "replaceState" : "pushState"](null, "", next.size ?? [...next].length ? `?${next}` : location.pathname);

  /** @param {Hit} hit @param {string} name @param {string} value */
  const is = (hit, name, value) => (name === "language" ? hit.language === value : hit.entry?.f?.includes(`${name}:${value}`) ?? false);
  /** Tell whether a hit is in every facet in which something was chosen. */
  const chosen = () => {
    const now = asked();
    const wanted = names.filter((name) => now.has(name)).map((name) => ({ name, values: now.getAll(name) }));
    /** @param {Hit} hit @param {string=} but a facet that does not count */
    return (hit, but) => wanted.every(({ name, values }) => name === but || values.some((value) => is(hit, name, value)));
  };

  const chapters = () => {
    const codes = [desk.book.code, ...Object.keys(catalogue.prefixes).filter((code) => code !== desk.book.code)];
    const all = catalogue.entries.filter((entry) => entry.k === "chapter");
    return codes.flatMap((code) => all.filter((entry) => !entry.l || entry.l.includes(code)).map((entry) => desk.book.hitOf(catalogue, entry, [], code)));
  };

  // Built once: a box keeps its place and the focus while the counts change.
  const boxes = names.flatMap((name) => {
    const list = element("fieldset", {}, element("legend", {}, desk.say(`facet_${name}`)));
    facets.append(list);
    return Object.entries(catalogue.facets[name]).map(([value, label]) => {
      const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", name, value }));
      const count = element("span", { class: "count" });
      list.append(element("label", name === "language" ? { lang: value } : {}, box, label, count));
      box.addEventListener("change", () => {
        const next = asked();
        const kept = next.getAll(name).filter((each) => each !== value);
        next.delete(name);
        for (const each of box.checked ? [...kept, value] : kept) next.append(name, each);
        go(next);
        shown = SHOWN_AT_FIRST;
        void ask();
      });
      return { box, count, name, value };
    });
  });

  const showFacets = () => {
    const now = asked();
    const fits = chosen();
    for (const { box, count, name, value } of boxes) {
      const n = answer.hits.filter((hit) => is(hit, name, value) && fits(hit, name)).length;
      count.textContent = String(n);
      box.checked = now.getAll(name).includes(value);
      box.disabled = !n && !box.checked;
    }
  };

  /** @param {Hit} hit */
  const item = (hit) => {
    const link = element("a", { "data-hit": "", href: desk.href(hit) }, desk.title(hit));
    const lang = desk.lang(hit);
    const text = element("div", { class: "hit-excerpt" });
    if (hit.entry?.s) text.append(element("p", {}, ...marked(hit.entry.s, hit.marks)));
    if (hit.at.length) {
      void desk.book.opened?.then((full) => full.passages(hit)).then(([best, ...others]) => {
        if (!best) return;
        text.replaceChildren(element("p", lang, ...nodes(best.excerpt())));
        link.setAttribute("href", desk.href(hit, best.id));
        const more = [best, ...others].filter(({ id, title }) => id && title).slice(0, 4);
        if (more.length) {
          text.append(element("ul", { class: "inline hit-passages", ...lang }, ...more.map(({ id, title }) => element("li", {}, element("a", { href: desk.href(hit, id) }, title)))));
        }
      });
    }
    return element("li", { class: "entry" }, element("h2", {}, link), desk.about(hit, catalogue), text);
  };

  const show = (/** @type {boolean} */ isDone) => {
    const fits = chosen();
    const hits = answer.hits.filter((hit) => fits(hit));
    const isAsked = asked().size ?? [...asked()].length > 0;
    showFacets();
    start.hidden = Boolean(isAsked);
    const kept = new Map([...results.children].map((each) => [each.getAttribute("data-address"), each]));
    const wanted = isAsked ? hits.slice(0, shown) : [];
    results.replaceChildren(...wanted.map((hit) => {
      // What is on the screen stays as it is, unless there is now more to say about it.
      const key = `${hit.address} ${hit.at.length} ${hit.marks}`;
      const made = kept.get(key) ?? item(hit);
      made.setAttribute("data-address", key);
      return made;
    }));
    if (isAsked && hits.length > shown) {
      const more = element("button", { type: "button", class: "more" }, desk.say("more", { n: hits.length - shown }));
      more.addEventListener("click", () => {
        const next = results.children.length - 1;
        shown += SHOWN_AT_FIRST;
        show(isDone);
        results.children[next]?.querySelector("a")?.focus();
      });
      results.append(element("li", { class: "hit-more" }, more));
    }
    const lines = [];
    if (isAsked && (isDone || hits.length)) lines.push(desk.say(hits.length ? "found" : "none", { n: hits.length, query: query() }));
    if (answer.corrected) lines.push(desk.say("corrected", { query: answer.corrected }));
    if (answer.slow) lines.push(desk.say("slow"));
    summary.replaceChildren(...lines.map((line) => element("p", {}, line)));
    if (isDone && isAsked && !hits.length) offer();
    if (isDone) desk.status.textContent = lines.join(" ");
    results.dataset.state = isDone ? "done" : "loading";
  };

  const offer = () => {
    const near = desk.book.nearest(catalogue, query());
    start.hidden = near.length > 0;
    if (!near.length) return;
    summary.append(element("p", {}, desk.say("nearest")), element("ul", { class: "inline" }, ...near.map((hit) => element("li", {}, element("a", { href: desk.href(hit) }, desk.title(hit))))));
  };

  /** @type {string | undefined} */
  let answered;
  const ask = async () => {
    const wanted = query();
    if (wanted === answered) return show(true);
    answered = undefined;
    shown = SHOWN_AT_FIRST;
    results.dataset.state = "loading";
    if (!wanted) {
      desk.turn++;
      answer = { hits: chapters(), corrected: "", slow: false };
      answered = wanted;
      return show(true);
    }
    return desk.ask(wanted, (found, isDone) => {
      answer = found;
      if (isDone) answered = wanted;
      show(isDone);
    });
  };

  /** @param {string} text @param {boolean} replaces */
  const change = (text, replaces) => {
    if (text.trim() === query()) return;
    const next = asked();
    next.delete("q");
    // The query stands first in the address, where people look for it.
    go(text.trim() ? new URLSearchParams([["q", text.trim()], ...next]) : next, replaces);
    void ask();
  };

  const read = () => {
    desk.input.value = query();
    return ask();
  };
  // A page that was opened with a field filled in, before this file came, is asked for what is in the field.
  if (!desk.input.value || query()) desk.input.value = query();
  desk.onTyping((text) => change(text, true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change(desk.input.value, false);
  });
  window.addEventListener("popstate", () => void read());
  await ask();
}
