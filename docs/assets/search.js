// @ts-check
// The search: what is typed, the catalogue that answers at once, and the field in the head of every page.
// Loaded when a reader first turns to the search. The full text follows from fulltext.js, which is loaded after the first
// answer, and searchpage.js shows the search page; scripts/casebook/site/search.py says what the files hold that they read.

/**
 * @typedef {object} Entry an entry of the catalogue
 * @property {string} u its address within its language
 * @property {string} k its kind: chapter, practice, page, person, province
 * @property {string} t title
 * @property {string[]=} l the languages in which it exists, if not in all
 * @property {string=} s summary
 * @property {string=} p pinyin of the Chinese title, syllables apart
 * @property {string[]=} n other names: people, school, places, synonyms
 * @property {string[]=} q problems that a practice answers
 * @property {string[]=} f facets
 *
 * @typedef {{prefixes: Record<string, string>, words: Record<string, string>, facets: Record<string, Record<string, string>>, entries: Entry[]}} Catalogue
 *
 * @typedef {object} Part something that must be on a page: a run with Chinese in it, or one other word
 * @property {boolean} han
 * @property {string[]} tokens what stands side by side: characters, punctuation, words
 * @property {string} text as it was typed
 *
 * @typedef {object} Hit a page that answers
 * @property {string} address from the root of the site
 * @property {Entry | undefined} entry
 * @property {string} language
 * @property {string[]} marks what to mark on it
 * @property {string[]} through the words of another language, or other names, by which it was found
 * @property {number[]} at where in its text, in words
 * @property {boolean=} isLoose whether the catalogue has the words in a summary only
 *
 * @typedef {{words: string[], anchors: {id: string, text: string, location: number}[]}} PageText
 * @typedef {{hits: Hit[], corrected: string, slow: boolean}} Answer
 * @typedef {import("./fulltext.js").FullText} FullText
 */

const HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
// The punctuation that the index has as words of its own; see scripts/casebook/press/indexing.py.
const PUNCTUATION = "，。！？；：、…—·“”‘’《》（）〈〉「」『』【】,.!?;:()";
const FULL_WIDTH = /** @type {Record<string, string>} */ ({ ",": "，", "!": "！", "?": "？", ";": "；", ":": "：", "(": "（", ")": "）" });
const IS_HAN = new RegExp(`[${HAN}]`, "u");
const IS_MARK = new RegExp(`^[${PUNCTUATION}]$`);
const TOKEN = new RegExp(`[${HAN}]|[${PUNCTUATION}]|[^\\s${HAN}${PUNCTUATION}\\p{P}\\p{S}]+(?:-[^\\s${HAN}${PUNCTUATION}\\p{P}\\p{S}]+)*`, "gu");

// ---- words

/** Give a text as it is compared: narrow, lower case, one apostrophe; Chinese punctuation stays. @param {string} text */
export const clean = (text) =>
  [...text.normalize("NFC").slice(0, 200)]
    .map((sign) => (PUNCTUATION.includes(sign) ? sign : sign.normalize("NFKC")))
    .join("")
    .toLowerCase()
    .replace(/'/g, "’")
    .replace(/\s+/g, " ")
    .trim();

/** Cut a text into what the index has as words. @param {string} text @returns {string[]} */
export const tokens = (text) => text.match(TOKEN) ?? [];

/** Cut a clean query into the parts that a page must have. @param {string} text @returns {Part[]} */
export function parse(text) {
  return text.split(" ").flatMap((chunk) => /** @type {Part[]} */ (partsOf(chunk)));
}

/** @param {string} chunk what stands between two spaces */
function partsOf(chunk) {
  const found = tokens(chunk);
  if (!IS_HAN.test(chunk) && found.some((token) => !IS_MARK.test(token))) {
    return tokens(chunk.replace(/’s?(?![a-z])/g, ""))
      .filter((token) => !IS_MARK.test(token))
      .map((token) => ({ han: false, tokens: [token], text: token }));
  }
  while (found.length > 1 && IS_MARK.test(found[0])) found.shift();
  while (found.length > 1 && IS_MARK.test(found[found.length - 1])) found.pop();
  const wide = IS_HAN.test(chunk) ? found.map((token) => FULL_WIDTH[token] ?? token) : found;
  return wide.length ? [{ han: true, tokens: wide, text: wide.join("") }] : [];
}

/** Give the letters of pinyin without tones, or nothing where it cannot be pinyin. @param {string} text */
export function sound(text) {
  const letters = text
    .normalize("NFD")
    .replace(/u\u0308/g, "v")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/([a-z])[0-5]/g, "$1")
    .replace(/[ ’-]/g, "");
  return /^[a-z]{2,}$/.test(letters) ? letters : "";
}

/** @param {string} text */
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Match a word at the beginning of any word of a text, in the singular too. @param {string} word @param {boolean} isLast */
function beginning(word, isLast) {
  const forms = [word];
  if (word.length > 3 && /[^su]s$/.test(word)) forms.push(word.slice(0, -1));
  if (word.length > 4 && word.endsWith("es")) forms.push(word.slice(0, -2));
  if (word.length > 4 && /(ies|[^aeiou]y)$/.test(word)) forms.push(word.replace(/(ies|y)$/, "(y|ies)"));
  return new RegExp(`(^|[^\\p{L}\\p{N}])(${forms.map((form) => (form.includes("|") ? form : literally(form))).join("|")})${isLast || word.length > 3 ? "" : "(?![\\p{L}\\p{N}])"}`, "u");
}

/** Whether letters are some syllables of a pinyin text in a row, the last one perhaps half-made. @param {string} letters @param {string} pinyin */
function sounds(letters, pinyin) {
  const syllables = pinyin.split(" ");
  return syllables.some((_, start) => syllables.slice(start).join("").startsWith(letters));
}

// ---- the catalogue

/** @param {string} url */
export async function json(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
}

export class Book {
  /** @param {DOMStringMap} place the data of the form: where the site begins, and its reader's language */
  constructor({ root = "", code = "", prefix = "", fulltext = "" }) {
    this.root = new URL(root || "./", document.baseURI).href;
    this.code = code;
    this.module = new URL(fulltext, document.baseURI).href;
    /** @type {Promise<Catalogue>} */
    this.catalogue = json(`${this.root}${prefix}search/catalogue.json`);
    /** @type {Promise<FullText> | undefined} */
    this.opened = undefined;
    /** @type {Map<Entry, {title: string, names: string, summary: string, problems: string[]}>} */
    this.cleaned = new Map();
    /** @type {Map<string, Entry> | undefined} */
    this.byPath = undefined;
  }

  /** @returns {Promise<FullText>} the full text, fetched when it is first asked for */
  fullText() {
    this.opened ??= import(this.module).then(({ FullText }) => FullText.open(this, { clean, parse, tokens, sound, json, IS_HAN }));
    return this.opened;
  }

  /** Give the hit of an entry, in the reader's language if it exists there. @param {Catalogue} catalogue @param {Entry} entry @param {string[]} marks @returns {Hit} */
  hitOf({ prefixes }, entry, marks, language = !entry.l || entry.l.includes(this.code) ? this.code : entry.l[0]) {
    return { address: prefixes[language] + entry.u, entry, language, marks, through: [], at: [] };
  }

  /** Give the hit of an address. @param {Catalogue} catalogue @param {string} address @param {string[]} marks @returns {Hit} */
  hitAt({ prefixes, entries }, address, marks) {
    const codes = Object.keys(prefixes).filter((code) => address.startsWith(prefixes[code]));
    const language = codes.sort((a, b) => prefixes[b].length - prefixes[a].length)[0] ?? this.code;
    const path = address.slice(prefixes[language].length);
    this.byPath ??= new Map(entries.map((entry) => [entry.u, entry]));
    return { address, entry: this.byPath.get(path), language, marks, through: [], at: [] };
  }

  /** Give what the catalogue alone has, best first: by its words, and by its sound. @param {Catalogue} catalogue @param {Part[]} parts @returns {{literal: Hit[], sounding: Hit[]}} */
  look(catalogue, parts, worst = 9) {
    const tests = parts.map((part, at) => {
      const word = part.han ? null : beginning(part.text, at === parts.length - 1);
      return (/** @type {string} */ text) => (word ? word.test(text) : text.includes(part.text));
    });
    const whole = parts.map((part) => part.text).join(" ");
    const letters = parts.some((part) => part.han) ? "" : sound(whole);
    const marks = parts.map((part) => part.text);
    /** @type {{hit: Hit, rank: number}[]} */
    const literal = [];
    const sounding = [];
    for (const entry of parts.length ? catalogue.entries : []) {
      const { title, names, summary, problems } = this.clean(entry);
      const rank = title === whole ? 0 : Math.max(...tests.map((has) => (has(title) ? (title.startsWith(whole) ? 1 : 2) : has(names) ? 3 : has(summary) ? 4 : 10)));
      // A problem is asked for by most of its words: a piece of it says nothing about the practices that answer it.
      const isProblem = problems.some((problem) => 2 * whole.length >= problem.length && tests.every((has) => has(problem)));
      if (rank <= worst || isProblem) literal.push({ hit: { ...this.hitOf(catalogue, entry, marks), isLoose: rank > 3 }, rank });
      else if (letters && entry.p && (sounds(letters, entry.p) || (letters.length > 2 && entry.p.replace(/(\w)\w* ?/g, "$1").startsWith(letters)))) {
        sounding.push(this.hitOf(catalogue, entry, []));
      }
    }
    literal.sort((a, b) => a.rank - b.rank);
    return { literal: literal.map(({ hit }) => hit), sounding };
  }

  /** Give the practices that have most in common with what was asked for, or the book's first ones. @param {Catalogue} catalogue @param {string} query */
  nearest(catalogue, query, most = 4) {
    const asked = new Set(tokens(clean(query)).filter((token) => !IS_MARK.test(token) && !"的了在是和有不一the".includes(token)));
    return catalogue.entries
      .filter((entry) => entry.k === "practice")
      .map((entry) => {
        const all = new Set(tokens(Object.values(this.clean(entry)).join(" ")));
        return { entry, shared: [...asked].filter((token) => all.has(token)).length };
      })
      .sort((a, b) => b.shared - a.shared)
      .slice(0, most)
      .map(({ entry }) => this.hitOf(catalogue, entry, []));
  }

  /** @param {Entry} entry */
  clean(entry) {
    let known = this.cleaned.get(entry);
    if (!known) {
      // A bar between names keeps a phrase from running over their border.
      known = { title: clean(entry.t), names: (entry.n ?? []).map(clean).join(" | "), summary: clean(entry.s ?? ""), problems: (entry.q ?? []).map(clean) };
      this.cleaned.set(entry, known);
    }
    return known;
  }
}

// ---- what readers see

/** @param {string} name @param {Record<string, string>=} attributes @param {...(Node | string)} children */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Mark words in a text. @param {string} text @param {string[]} marks @returns {(Node | string)[]} */
export function marked(text, marks) {
  if (!marks.length) return [text];
  const parts = text.split(new RegExp(`(${marks.map(literally).join("|")})`, "giu"));
  return parts.map((part, at) => (at % 2 ? element("mark", {}, part) : part));
}

/** Give the pieces of an excerpt as nodes. @param {{text: string, isMark: boolean}[]} pieces */
export const nodes = (pieces) => pieces.map(({ text, isMark }) => (isMark ? element("mark", {}, text) : text));

/** What the field and the search page have in common. */
export class Desk {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.book = new Book(form.dataset);
    /** @type {Record<string, string>} */
    this.words = {};
    // Nothing is said before the catalogue is there; that it may not come is for those who ask.
    void this.book.catalogue.then(({ words }) => (this.words = words), () => undefined);
    this.input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    this.status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
    this.turn = 0;
  }

  /** @param {string} key @param {Record<string, string | number>=} values */
  say(key, values = {}) {
    const text = (values.n === 1 && this.words[`${key}_one`]) || this.words[key] || "";
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  }

  /** Ask, and show what the catalogue has, then what the text has, then all there is. @param {string} query @param {(answer: Answer, isDone: boolean) => void} show */
  async ask(query, show) {
    const turn = ++this.turn;
    const { book } = this;
    const catalogue = await book.catalogue;
    if (turn !== this.turn) return;
    const { literal, sounding } = book.look(catalogue, parse(clean(query)));
    const first = literal.length ? literal : sounding;
    performance.mark("search: catalogue");
    show({ hits: first, corrected: "", slow: false }, false);
    try {
      const text = await book.fullText();
      const answer = await text.answer(query, catalogue, first, (found) => turn === this.turn && show(found, false));
      if (turn === this.turn) show(answer, true);
    } catch (error) {
      // What the catalogue found stays; the rest could not be fetched.
      console.warn(error);
      if (turn === this.turn) show({ hits: first, corrected: "", slow: false }, true);
    }
  }

  /** @param {Hit} hit @param {string} anchor */
  href(hit, anchor = "") {
    const url = new URL(this.book.root + hit.address + ("packed" in window ? "index.html" : ""));
    for (const mark of hit.marks) url.searchParams.append("h", mark);
    url.hash = anchor;
    return url.href;
  }

  /** @param {Hit} hit @returns {Record<string, string>} the attribute of what is in its page's language */
  lang(hit) {
    return hit.language === this.book.code ? {} : { lang: hit.language };
  }

  /** @param {Hit} hit */
  title(hit) {
    const { t = hit.address, l } = hit.entry ?? {};
    const isOther = l && !l.includes(this.book.code) && IS_HAN.test(t);
    return element("span", { class: "hit-title", ...(isOther ? { lang: l[0] } : {}) }, ...marked(t, hit.marks));
  }

  /** Kind, place, language, and why a page is here that has none of the words. @param {Hit} hit @param {Catalogue} catalogue */
  about(hit, { facets }) {
    const of = (/** @type {string} */ name) => facets[name]?.[hit.entry?.f?.find((each) => each.startsWith(`${name}:`))?.slice(name.length + 1) ?? ""];
    const line = element("span", { class: "hit-about" }, element("span", {}, of("kind") ?? this.say(`kind_${hit.entry?.k ?? "page"}`)));
    const place = of("province");
    const language = facets.language[hit.language];
    if (place) line.append(element("span", {}, place));
    if (hit.language !== this.book.code) line.append(element("span", { lang: hit.language }, language));
    if (hit.through.length) {
      const word = hit.through.slice(0, 2).join(this.words.and ?? ", ");
      line.append(element("span", { class: "hit-through" }, this.say(hit.entry?.k === "chapter" ? "through" : "through_page", { word, language: this.words[`in_${hit.language}`] ?? language })));
    }
    return line;
  }

  /** Search while somebody types, but never in the middle of a composition. @param {(query: string) => void} ask */
  onTyping(ask) {
    let waiting = 0;
    let composing = this.input.dataset.composing !== undefined;
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
    // What was typed while this file was on its way counts too.
    if (this.input.value && !composing) ask(this.input.value);
  }
}

// ---- the field in the head of every page

const SHOWN_IN_FIELD = 7;

/** A combobox as the ARIA Authoring Practices describe it. @param {HTMLFormElement} form */
export function openField(form) {
  const desk = new Desk(form);
  const { input, status } = desk;
  const list = /** @type {HTMLElement} */ (form.querySelector("[role=listbox]"));
  const note = /** @type {HTMLElement} */ (form.querySelector(".search-note"));
  const options = () => /** @type {HTMLElement[]} */ ([...list.children]);
  let active = -1;

  /** @param {number} index */
  const choose = (index) => {
    active = index;
    for (const [at, option] of options().entries()) option.setAttribute("aria-selected", String(at === index));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options()[index].id);
    return options()[index].scrollIntoView({ block: "nearest" });
  };

  const close = () => {
    desk.turn++;
    list.replaceChildren();
    note.textContent = "";
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };

  /** @param {string} query */
  const ask = async (query) => {
    if (!query.trim()) return close();
    const catalogue = await desk.book.catalogue;
    await desk.ask(query, (answer, isDone) => {
      const chosen = options()[active]?.getAttribute("href");
      list.dataset.state = isDone ? "done" : "loading";
      list.replaceChildren(...answer.hits.slice(0, SHOWN_IN_FIELD).map((hit, at) => option(hit, at, catalogue)));
      if (answer.hits.length) {
        const all = `${form.action}?${new URLSearchParams({ q: query })}`;
        list.append(element("a", { role: "option", id: "_hit-all", tabindex: "-1", class: "hit-all", href: all }, desk.say(isDone ? "all" : "all_pages", { n: answer.hits.length })));
      }
      input.setAttribute("aria-expanded", String(answer.hits.length > 0));
      choose(options().findIndex((each) => chosen && each.getAttribute("href") === chosen));
      const said = [];
      if (isDone) said.push(desk.say(answer.hits.length ? "found" : "none", { n: answer.hits.length, query }));
      if (answer.corrected) said.push(desk.say("corrected", { query: answer.corrected }));
      if (answer.slow) said.push(desk.say("slow"));
      if (isDone) status.textContent = said.join(" ");
      note.textContent = answer.hits.length ? said.slice(1).join(" ") : said.join(" ");
      if (isDone && !answer.hits.length) offer(desk.book.nearest(catalogue, query));
    });
  };

  /** @param {Hit} hit @param {number} at @param {Catalogue} catalogue */
  const option = (hit, at, catalogue) => {
    const made = element("a", { role: "option", id: `_hit-${at}`, tabindex: "-1", "data-hit": "", href: desk.href(hit) }, desk.title(hit), desk.about(hit, catalogue));
    const lang = desk.lang(hit);
    if (!hit.at.length) {
      if (hit.entry?.s) made.append(element("span", { class: "hit-excerpt" }, ...marked(hit.entry.s, hit.marks)));
      return made;
    }
    const text = element("span", { class: "hit-excerpt", ...lang });
    made.append(text);
    void desk.book.opened?.then((full) => full.passages(hit)).then(([best]) => {
      if (!best) return;
      text.replaceChildren(...nodes(best.excerpt()));
      made.setAttribute("href", desk.href(hit, best.id));
    });
    return made;
  };

  /** @param {Hit[]} near */
  const offer = (near) => {
    if (!near.length) return;
    note.append(` ${desk.say("nearest")}`);
    const first = near.map((hit, at) => element("a", { role: "option", id: `_hit-${at}`, tabindex: "-1", href: desk.href(hit) }, desk.title(hit)));
    list.replaceChildren(...first);
    input.setAttribute("aria-expanded", "true");
  };

  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.isComposing || !count) return;
    if (event.key === "ArrowDown") choose(active + 1 < count ? active + 1 : -1);
    else if (event.key === "ArrowUp") choose(active < 0 ? count - 1 : active - 1);
    else if (event.key === "Enter" && active >= 0) options()[active].click();
    else return;
    event.preventDefault();
  });
  // The focus stays in the field, where the arrow keys work.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  desk.onTyping(ask);
  return { close };
}
