// @ts-check
// The search of the book: a catalogue that answers at once, the full text after it, each language through the other.
// Loaded when a reader first turns to the search field; see scripts/casebook/site/search.py for the files it reads.

/**
 * @typedef {{u: string, k: string, t: string, l?: string[], s?: string, p?: string, n?: string[], f?: string[]}} Entry
 * @typedef {{prefixes: Record<string, string>, facets: Record<string, Record<string, string>>, entries: Entry[]}} Catalogue
 * @typedef {{groups: Record<string, string[]>[], traditional: string, vocabulary: string[], sounds: [string, string][]}} Words
 * @typedef {{address: string, entry: Entry | undefined, language: string, through: string, data?: () => Promise<any>}} Hit
 */

const HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
const MARKS = "，。！？；：、…—·“”‘’《》（）〈〉「」『』【】";
const HAN_RUN = new RegExp(`[${HAN}${MARKS}]+`, "g");
const HAS_HAN = new RegExp(`[${HAN}]`);
const GAP = new RegExp(`(?<=[${HAN}${MARKS}]) +| +(?=[${HAN}${MARKS}])`, "g");
const SPELLINGS = [
  ["our", "or"], ["ise", "ize"], ["isation", "ization"], ["ising", "izing"], ["ised", "ized"], ["yse", "yze"], ["re", "er"],
  ["lled", "led"], ["lling", "ling"], ["ogue", "og"], ["amme", "am"], ["ence", "ense"], ["ae", "e"],
];

/** Full-width letters and digits as narrow ones; Chinese punctuation stays. @param {string} text */
const narrow = (text) =>
  text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, " ");

/** @param {string} text */
export const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/** Take tone marks and tone digits away: `liú shǒu`, `liu2shou3` and `liushou` are one. @param {string} text */
const toneless = (text) => fold(text).normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[1-5 '’-]/g, "");

/** Close up what was spaced for the index; spaces between Latin words stay. @param {string} text */
export const closeUp = (text) => text.replace(GAP, "").replace(/ +([,.!?;:)])/g, "$1").replace(/([(]) +/g, "$1");

/** @param {string} url */
async function json(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
}

/** @param {string} a @param {string} b whether one typing mistake lies between two words */
export function isNear(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let [i, j] = [a.length, b.length];
  while (i > start && j > start && a[i - 1] === b[j - 1]) i--, j--;
  const [left, right] = [a.slice(start, i), b.slice(start, j)];
  return left.length <= 1 && right.length <= 1 ? true : left.length === 2 && left === [...right].reverse().join("");
}

export class Book {
  /** @param {string} root @param {string} code @param {string} prefix */
  constructor(root, code, prefix) {
    this.root = root;
    this.code = code;
    /** @type {Promise<Catalogue>} */
    this.catalogue = json(`${root}${prefix}search/catalogue.json`);
    /** @type {Promise<Words> | undefined} */ this._words = undefined;
    /** @type {Promise<any> | undefined} */ this._engine = undefined;
    /** @type {Promise<Record<string, string>> | undefined} */ this._pages = undefined;
    this.isSlow = false;
  }

  words() {
    return (this._words ??= json(`${this.root}search/words.json`));
  }

  /** The full-text engine, or null where the browser cannot run it. */
  engine() {
    return (this._engine ??= (async () => {
      try {
        if (typeof WebAssembly === "undefined") throw new Error("no WebAssembly");
        const engine = await import(new URL(`${this.root}pagefind/pagefind.js`, location.href).href);
        await engine.options({ excerptLength: 36 });
        await engine.init();
        return engine;
      } catch {
        this.isSlow = true;
        return null;
      }
    })());
  }

  pages() {
    return (this._pages ??= json(`${this.root}search/pages.json`));
  }

  /** What the catalogue alone says, best first. @param {string} query @returns {Promise<Hit[]>} */
  async atOnce(query) {
    const { entries } = await this.catalogue;
    const words = fold(query).split(" ").filter(Boolean);
    const sound = HAS_HAN.test(query) ? "" : toneless(query);
    const scored = entries
      .map((entry, order) => ({ entry, order, score: score(entry, words, sound) }))
      .filter(({ score }) => score > 0);
    scored.sort((a, b) => b.score - a.score || a.order - b.order);
    return Promise.all(scored.map(({ entry }) => this.hitOf(entry)));
  }

  /** @param {Entry} entry @returns {Promise<Hit>} */
  async hitOf(entry) {
    const { prefixes } = await this.catalogue;
    const language = !entry.l || entry.l.includes(this.code) ? this.code : entry.l[0];
    return { address: prefixes[language] + entry.u, entry, language, through: "" };
  }

  /** @param {string} address @param {string} through @param {(() => Promise<any>)=} data @returns {Promise<Hit>} */
  async hitAt(address, through, data) {
    const { prefixes, entries } = await this.catalogue;
    const codes = Object.keys(prefixes).filter((code) => prefixes[code] && address.startsWith(prefixes[code]));
    const language = codes[0] ?? Object.keys(prefixes).find((code) => !prefixes[code]) ?? this.code;
    const path = address.slice(prefixes[language].length);
    return { address, entry: entries.find((each) => each.u === path), language, through, data };
  }

  /** Every page whose text has all of a query. @param {string} query @param {string} through @returns {Promise<Hit[]>} */
  async inText(query, through = "") {
    const engine = await this.engine();
    // Another word stands for one thing, so all of it must stand together.
    const parts = through && !HAS_HAN.test(query) ? [`"${query}"`] : phrases(query);
    if (!parts.length) return [];
    if (!engine) return this.byScanning(query, through);
    // The engine takes one phrase at a time: what has every part has all of the query.
    const [pages, ...found] = await Promise.all([this.pages(), ...parts.map((part) => engine.search(part))]);
    const inAll = found.slice(1).map((each) => new Set(each.results.map((/** @type {any} */ result) => result.id)));
    const results = found[0].results.filter((/** @type {any} */ result) => inAll.every((ids) => ids.has(result.id)));
    return Promise.all(results.map((/** @type {any} */ each) => this.hitAt(pages[each.id], through, () => each.data())));
  }

  /** Without the engine: read every page and look. @param {string} query @param {string} through */
  async byScanning(query, through) {
    const pages = Object.values(await this.pages()).sort();
    const wanted = fold(query).split(" ").filter(Boolean);
    /** @type {Hit[]} */
    const found = [];
    for (const address of pages) {
      const text = await this.textOf(address);
      const folded = fold(text);
      if (!wanted.every((word) => folded.includes(word))) continue;
      const at = Math.max(0, folded.indexOf(wanted[0]) - 30);
      const excerpt = text.slice(at, at + 100);
      found.push(await this.hitAt(address, through, async () => ({ excerpt, plain: true, sub_results: [] })));
    }
    return found;
  }

  /** @param {string} address */
  async textOf(address) {
    this._texts ??= new Map();
    if (!this._texts.has(address)) {
      const page = new DOMParser().parseFromString(await (await fetch(this.root + address)).text(), "text/html");
      this._texts.set(address, (page.querySelector("main")?.textContent ?? "").replace(/\s+/g, " "));
    }
    return /** @type {string} */ (this._texts.get(address));
  }

  /** Simplified characters for Traditional ones, and words of the book for mistyped ones. @param {string} query */
  async repair(query) {
    const { traditional, vocabulary, sounds } = await this.words();
    const sound = HAS_HAN.test(query) ? "" : toneless(query);
    const term = sound.length > 3 && !vocabulary.includes(fold(query)) && sounds.find(([each]) => each.startsWith(sound));
    if (term) return { query: term[1], isKnown: true };
    this._simple ??= new Map(Array.from({ length: traditional.length / 2 }, (_, i) => [traditional[2 * i], traditional[2 * i + 1]]));
    this._known ??= new Set(vocabulary);
    let isKnown = true;
    const parts = narrow(query).split(/([a-z’'-]{4,})/i).map((part) => {
      if (!/^[a-z’'-]{4,}$/i.test(part)) return [...part].map((sign) => this._simple?.get(sign) ?? sign).join("");
      const word = nearest(part.toLowerCase(), /** @type {Set<string>} */ (this._known), vocabulary);
      if (!word) isKnown = false;
      return word && word !== part.toLowerCase() ? word : part;
    });
    return { query: parts.join(""), isKnown };
  }

  /** What else to look for: the other language's words and synonyms. @param {string} query */
  async others(query) {
    const { groups } = await this.words();
    const asked = fold(query);
    /** @type {{query: string, word: string}[]} */
    const found = [];
    for (const group of groups) {
      const all = Object.values(group).flat();
      const matched = all
        .filter((word) => {
          const form = fold(word);
          return HAS_HAN.test(form) ? asked.includes(form) : ` ${asked} `.match(new RegExp(`[ ]${escape(form)}(e?s)?[ ]`)) !== null;
        })
        .sort((a, b) => b.length - a.length)[0];
      if (!matched) continue;
      for (const word of all) if (fold(word) !== fold(matched)) found.push({ query: word, word });
    }
    // The longest word that was recognised says most of what the reader means.
    return found.slice(0, 12);
  }
}

/** @param {string} text */
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Ask for adjacent characters: 家校 becomes "家 校"; Latin words are asked for together. @param {string} query */
export function phrases(query) {
  /** @type {string[]} */
  const parts = [];
  const latin = narrow(query).replace(/"/g, " ").replace(HAN_RUN, (run) => {
    parts.push(run.length > 1 ? `"${[...run].join(" ")}"` : run);
    return " ";
  });
  const words = latin.replace(/\s+/g, " ").trim();
  return words ? [...parts, words] : parts;
}

/** @param {string} word @param {Set<string>} known @param {string[]} all */
function nearest(word, known, all) {
  if (known.has(word)) return word;
  for (const form of [`${word}s`, `${word}es`, word.replace(/ies$/, "y"), word.replace(/e?s$/, ""), word.replace(/s$/, "")]) {
    if (known.has(form)) return form;
  }
  for (const [british, american] of SPELLINGS) {
    for (const [from, to] of [[american, british], [british, american]]) {
      for (let at = word.indexOf(from); at >= 0; at = word.indexOf(from, at + 1)) {
        const form = word.slice(0, at) + to + word.slice(at + from.length);
        if (known.has(form)) return form;
      }
    }
  }
  return all.find((each) => each.startsWith(word)) ?? all.find((each) => each[0] === word[0] && isNear(each, word)) ?? all.find((each) => isNear(each, word));
}

/** @param {Entry} entry @param {string[]} words @param {string} sound */
function score(entry, words, sound) {
  const title = fold(entry.t);
  const rest = fold([entry.s ?? "", ...(entry.n ?? [])].join(" "));
  const kind = entry.k === "practice" ? 0.5 : entry.k === "chapter" ? 0.2 : 0;
  if (words.length && words.every((word) => has(title, word))) return 4 + kind + (title === words.join(" ") ? 2 : 0);
  if (sound.length > 3 && !HAS_HAN.test(entry.t) && toneless(entry.t).startsWith(sound)) return 3 + kind;
  if (sound.length > 1 && entry.p) {
    const whole = entry.p.replaceAll(" ", "");
    const initials = entry.p.split(" ").map((each) => each[0]).join("");
    if (whole.startsWith(sound) || (sound.length > 3 && whole.includes(sound)) || initials === sound) return 3 + kind;
  }
  return words.length && words.every((word) => has(`${title} ${rest}`, word)) ? 1 + kind : 0;
}

/** Chinese anywhere, English from the beginning of a word. @param {string} text @param {string} word */
const has = (text, word) => (HAS_HAN.test(word) ? text.includes(word) : new RegExp(`(^|[^a-z])${escape(word)}`).test(text));

/** Everything that answers a query, in three waves, each added below what is shown already. */
export class Inquiry {
  /** @param {Book} book @param {string} query */
  constructor(book, query) {
    this.book = book;
    this.query = query;
    this.corrected = "";
    /** @type {Hit[]} */ this.hits = [];
  }

  /** @param {() => void} show called after each wave that found something; `hits` holds all so far */
  async run(show) {
    const { book, query } = this;
    this.add(await book.atOnce(query));
    show();
    const { query: repaired, isKnown } = await book.repair(query);
    if (fold(repaired) !== fold(query)) {
      this.corrected = repaired;
      this.add(await book.atOnce(repaired));
    }
    if (isKnown) this.add(await book.inText(repaired));
    show();
    for (const { query: other, word } of await book.others(repaired)) this.add(await book.inText(other, word));
    show();
  }

  /** @param {Hit[]} hits */
  add(hits) {
    const known = new Map(this.hits.map((hit) => [hit.address, hit]));
    for (const hit of hits) {
      const same = known.get(hit.address);
      if (!same) this.hits.push(hit);
      else same.data ??= hit.data;
    }
    // Direct hits in the reader's own language come first, then those in others, then what another word found.
    // Chapters and practices come before pages about this site.
    const rank = (/** @type {Hit} */ hit) =>
      (hit.through ? 4 : hit.language === this.book.code ? 0 : 2) + (hit.entry?.k === "page" ? 1 : 0);
    this.hits.sort((a, b) => rank(a) - rank(b));
  }
}

// ---- what readers see

/** @param {string} name @param {Record<string, string>=} attributes @param {...(Node | string)} children */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A text in which what was asked for is marked. @param {string} excerpt of the engine, with <mark> tags @param {boolean=} plain */
function marked(excerpt, plain) {
  if (plain) return element("p", { class: "hit-excerpt" }, excerpt);
  const text = closeUp(excerpt.replace(/<\/mark>\s*<mark>/g, ""));
  const parts = text.split(/<mark>(.*?)<\/mark>/s);
  const decode = (/** @type {string} */ part) => part.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
  return element("p", { class: "hit-excerpt" }, ...parts.map((part, at) => (at % 2 ? element("mark", {}, decode(part)) : decode(part))));
}

export class Desk {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    const { root = "", code = "", prefix = "" } = form.dataset;
    this.words = JSON.parse(form.querySelector("script")?.textContent ?? "{}");
    this.book = new Book(root, code, prefix);
    this.input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    this.status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
    this.turn = 0;
  }

  /** @param {string} key @param {Record<string, string | number>=} values */
  say(key, values = {}) {
    const text = (values.n === 1 && this.words[`${key}_one`]) || this.words[key] || "";
    return text.replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => String(values[name] ?? ""));
  }

  /** @param {Hit} hit @param {string} query */
  href(hit, query) {
    return `${this.book.root}${hit.address}${query ? `?h=${encodeURIComponent(hit.through || query)}` : ""}`;
  }

  /** The title of a hit; one that is in Chinese on another page says so. @param {Hit} hit */
  named(hit) {
    const title = hit.entry?.t ?? hit.address;
    const isOther = HAS_HAN.test(title) && !document.documentElement.lang.startsWith("zh");
    return isOther ? element("span", { lang: "zh-Hans" }, title) : title;
  }

  /** @param {Hit} hit @param {Catalogue} catalogue */
  about(hit, catalogue) {
    const parts = [this.say(`kind_${hit.entry?.k ?? "page"}`)];
    const kind = hit.entry?.f?.find((facet) => facet.startsWith("kind:"))?.slice(5);
    if (kind && catalogue.facets.kind?.[kind]) parts[0] = catalogue.facets.kind[kind];
    if (hit.language !== this.book.code) parts.push(catalogue.facets.language[hit.language]);
    if (hit.through) parts.push(this.say("through", { word: hit.through, language: catalogue.facets.language[hit.language] }));
    return parts.filter(Boolean).join(" · ");
  }

  /** Ask as the reader types, but never in the middle of a composition. @param {(query: string) => void} ask */
  onTyping(ask) {
    let waiting = 0;
    let composing = false;
    const later = () => {
      clearTimeout(waiting);
      waiting = window.setTimeout(() => ask(this.input.value), 120);
    };
    this.input.addEventListener("compositionstart", () => {
      composing = true;
      clearTimeout(waiting);
    });
    this.input.addEventListener("compositionend", () => {
      composing = false;
      later();
    });
    this.input.addEventListener("input", () => composing || later());
    return later;
  }
}

/** The field in the head of a page: a combobox as the ARIA Authoring Practices describe it. @param {HTMLFormElement} form */
export function openField(form) {
  const desk = new Desk(form);
  const { input, status } = desk;
  const list = /** @type {HTMLElement} */ (form.querySelector("[role=listbox]"));
  let active = -1;
  const options = () => /** @type {HTMLElement[]} */ ([...list.children]);
  const choose = (/** @type {number} */ index) => {
    active = index;
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    if (index >= 0) {
      input.setAttribute("aria-activedescendant", options()[index].id);
      options()[index].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };
  const start = desk.onTyping(async (query) => {
    const turn = ++desk.turn;
    if (!query.trim()) return close();
    const catalogue = await desk.book.catalogue;
    const inquiry = new Inquiry(desk.book, query);
    await inquiry.run(() => {
      if (turn !== desk.turn) return;
      const shown = inquiry.hits.slice(0, 8).map((hit, at) =>
        element("li", { role: "option", id: `_hit-${at}`, "data-href": desk.href(hit, query) },
          element("span", { class: "hit-title" }, desk.named(hit)), element("span", { class: "hit-about" }, desk.about(hit, catalogue))));
      const all = `${form.action}?q=${encodeURIComponent(query)}`;
      shown.push(element("li", { role: "option", id: "_hit-all", "data-href": all }, desk.say("all", { n: inquiry.hits.length })));
      list.replaceChildren(...shown);
      input.setAttribute("aria-expanded", "true");
      choose(-1);
    });
    if (turn === desk.turn) status.textContent = desk.say(inquiry.hits.length ? "found" : "none", { n: inquiry.hits.length, query });
  });
  // What was typed while this file was on its way counts too.
  if (input.value) start();
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = /** @type {HTMLElement} */ (event.target).closest("li");
    if (option?.dataset.href) location.assign(option.dataset.href);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && count) choose((active + 1) % count);
    else if (event.key === "ArrowUp" && count) choose((active + count) % (count + 1) - (active <= 0 ? 0 : 1));
    else if (event.key === "Enter" && active >= 0) location.assign(options()[active].dataset.href ?? "");
    else return;
    event.preventDefault();
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) close();
  });
  return { close };
}

/** The search page: hits, facets with counts, and an address that can be shared. @param {HTMLFormElement} form */
export async function openPage(form) {
  const desk = new Desk(form);
  const results = /** @type {HTMLElement} */ (document.querySelector("#search-results"));
  const facets = /** @type {HTMLElement} */ (document.querySelector("#search-facets"));
  /** @type {HTMLDetailsElement} */ (facets.parentElement).open = matchMedia("(min-width: 60rem)").matches;
  const summary = /** @type {HTMLElement} */ (document.querySelector("#search-summary"));
  const catalogue = await desk.book.catalogue;
  const names = Object.keys(catalogue.facets);
  let shownMost = 10;
  /** @type {Inquiry} */ let inquiry = new Inquiry(desk.book, "");

  const asked = () => new URLSearchParams(location.search);
  const chosen = (/** @type {string} */ name) => asked().getAll(name);
  const isChapter = (/** @type {Hit} */ hit) => hit.entry?.k === "chapter";
  const values = (/** @type {Hit} */ hit, /** @type {string} */ name) =>
    name === "language" ? [hit.language] : (hit.entry?.f ?? []).filter((each) => each.startsWith(`${name}:`)).map((each) => each.slice(name.length + 1));
  const fits = (/** @type {Hit} */ hit, /** @type {string} */ but = "") =>
    names.every((name) => name === but || !chosen(name).length || ((name === "language" || isChapter(hit)) && values(hit, name).some((value) => chosen(name).includes(value))));

  const everything = async () => {
    const all = [];
    for (const entry of catalogue.entries) {
      if (entry.k !== "chapter") continue;
      const languages = entry.l ?? Object.keys(catalogue.prefixes);
      for (const language of [desk.book.code, ...Object.keys(catalogue.prefixes)].filter((code, at, codes) => codes.indexOf(code) === at && languages.includes(code)))
        all.push({ address: catalogue.prefixes[language] + entry.u, entry, language, through: "" });
    }
    return all;
  };

  const showFacets = () => {
    facets.replaceChildren(...names.map((name) => {
      const group = element("fieldset", {}, element("legend", {}, desk.say(`facet_${name}`)));
      for (const [value, label] of Object.entries(catalogue.facets[name])) {
        const count = inquiry.hits.filter((hit) => isChapter(hit) && values(hit, name).includes(value) && fits(hit, name)).length;
        const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", name, value }));
        box.checked = chosen(name).includes(value);
        box.disabled = !count && !box.checked;
        box.addEventListener("change", () => {
          const next = asked();
          const kept = next.getAll(name).filter((each) => each !== value);
          next.delete(name);
          for (const each of box.checked ? [...kept, value] : kept) next.append(name, each);
          history.pushState(null, "", `?${next}`);
          show();
          /** @type {HTMLElement | null} */ (facets.querySelector(`input[name="${name}"][value="${value}"]`))?.focus();
        });
        group.append(element("label", {}, box, label, element("span", { class: "count" }, String(count))));
      }
      return group;
    }));
  };

  const show = () => {
    const query = asked().get("q") ?? "";
    const hits = inquiry.hits.filter((hit) => fits(hit));
    showFacets();
    const lines = [desk.say(hits.length ? "found" : "none", { n: hits.length, query })];
    if (inquiry.corrected) lines.push(desk.say("corrected", { query: inquiry.corrected }));
    if (desk.book.isSlow) lines.push(desk.say("slow"));
    summary.replaceChildren(...lines.map((line) => element("p", {}, line)));
    results.replaceChildren(...hits.slice(0, shownMost).map((hit) => {
      const link = element("a", { "data-hit": "", href: desk.href(hit, query) }, desk.named(hit));
      const item = element("li", { class: "entry" }, element("p", { class: "entry-line" }, desk.about(hit, catalogue)), element("h2", {}, link));
      const fallback = element("p", {}, hit.entry?.s ?? "");
      item.append(fallback);
      if (hit.data && query) hit.data().then((data) => {
        const part = data.sub_results?.find((/** @type {any} */ each) => each.anchor && !each.anchor.id.startsWith("_")) ?? data;
        fallback.replaceWith(marked(part.excerpt ?? data.excerpt, data.plain));
        if (part.anchor) link.setAttribute("href", `${desk.href(hit, query)}#${part.anchor.id}`);
      });
      return item;
    }));
    if (hits.length > shownMost) {
      const more = element("button", { type: "button", class: "more" }, desk.say("more", { n: hits.length - shownMost }));
      more.addEventListener("click", () => {
        shownMost += 20;
        show();
      });
      results.append(element("li", {}, more));
    }
    if (!hits.length && query) suggest(query);
  };

  const suggest = (/** @type {string} */ query) => {
    const signs = new Set([...fold(query).replace(/\s/g, "")]);
    const near = catalogue.entries
      .filter((entry) => entry.k === "practice")
      .map((entry) => ({ entry, score: [...fold(`${entry.t}${entry.n ?? ""}`)].filter((sign) => signs.has(sign) && sign !== " ").length / (entry.t.length + 8) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, 4);
    summary.append(element("p", {}, desk.say("nearest")), element("ul", { class: "inline" },
      ...near.map(({ entry }) => element("li", {}, element("a", { href: desk.book.root + catalogue.prefixes[desk.book.code] + entry.u }, entry.t)))));
  };

  const ask = async () => {
    const turn = ++desk.turn;
    const query = (asked().get("q") ?? "").trim();
    shownMost = 10;
    results.dataset.state = "loading";
    inquiry = new Inquiry(desk.book, query);
    if (!query) {
      inquiry.hits = await everything();
      show();
    } else {
      const mine = inquiry;
      await mine.run(() => turn === desk.turn && show());
    }
    if (turn === desk.turn) {
      results.dataset.state = "done";
      desk.status.textContent = summary.textContent;
    }
  };

  desk.input.value = asked().get("q") ?? "";
  desk.onTyping((query) => {
    const next = asked();
    if (query) next.set("q", query);
    else next.delete("q");
    history.replaceState(null, "", `?${next}`);
    ask();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const next = asked();
    next.set("q", desk.input.value);
    history.pushState(null, "", `?${next}`);
    ask();
  });
  window.addEventListener("popstate", () => {
    desk.input.value = asked().get("q") ?? "";
    ask();
  });
  await ask();
}
