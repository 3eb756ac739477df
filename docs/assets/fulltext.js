// @ts-check
// The full text of the book for the search: the engine, and everything that a reader may type otherwise than it is written.
// Loaded by search.js after the first answer; what both use comes from there as `tools`.

/**
 * @typedef {import("./search.js").Book} Book
 * @typedef {import("./search.js").Catalogue} Catalogue
 * @typedef {import("./search.js").Part} Part
 * @typedef {import("./search.js").Hit} Hit
 * @typedef {import("./search.js").Answer} Answer
 * @typedef {import("./search.js").PageText} PageText
 * @typedef {Pick<typeof import("./search.js"), "clean" | "parse" | "tokens" | "sound" | "json"> & {IS_HAN: RegExp}} Tools
 *
 * @typedef {{score: number, at: number[], isWhole?: boolean}} Found where a page has something, how much that means, and
 *   whether the words stand side by side
 * @typedef {Map<string, Found>} Pages by address from the root of the site
 *
 * @typedef {object} Words
 * @property {Record<string, string[]>[]} groups words that mean the same, by language
 * @property {string} traditional pairs of a Traditional and a Simplified character
 * @property {[string, string][]} sounds pinyin, syllables apart, and the Chinese term
 * @property {string[]} vocabulary the English words of the book
 *
 * @typedef {{group: Record<string, string[]>, language: string, word: string, key: string}} Term a word that has others which mean the same
 *
 * @typedef {object} Engine
 * @property {boolean} slow
 * @property {(tokens: string[]) => Promise<Pages>} exact the pages where these stand side by side; English in any inflection
 * @property {(word: string) => Promise<Pages>} prefix the pages with a word that begins so
 * @property {(address: string) => Promise<PageText>} page the text of a page that was found
 */

const IS_HAN = /[\u3400-\u4dbf\u4e00-\u9fff]/;

// ---- engines

/** The index that Pagefind made; it needs WebAssembly. @implements {Engine} */
class Pagefind {
  slow = false;
  /** @type {Map<string, Promise<any>>} */
  asked = new Map();
  /** @type {Map<string, () => Promise<any>>} */
  readers = new Map();

  /** @param {any} instance @param {Record<string, string>} pages */
  constructor(instance, pages) {
    this.instance = instance;
    this.pages = pages;
  }

  /** @param {string} root @param {Promise<Record<string, string>>} pages */
  static async open(root, pages) {
    const folder = new URL("pagefind/", root);
    const module = await import(`${folder.href}pagefind.js`);
    // Its worker would be fetched beside the same code for the page, and gives up after five seconds on a slow line.
    const instance = module.createInstance({ noWorker: true, basePath: folder.pathname });
    await instance.search("");
    return new Pagefind(instance, await pages);
  }

  /** @param {string} text */
  search(text) {
    const answer = this.asked.get(text) ?? this.instance.search(text);
    this.asked.set(text, answer);
    return answer;
  }

  /** @param {string[]} tokens @returns {Promise<Pages>} */
  async exact(tokens) {
    const text = tokens.map((token) => token.replaceAll("-", "")).join(" ");
    const strict = await this.search(`"${text}"`);
    // In quotes the engine finds the right pages and only tells those with a fitting title from others. Without quotes it
    // ranks better, but goes through every page that has one of the words: too many, where words are characters.
    const loose = tokens.length > 1 && IS_HAN.test(text) ? { results: [] } : await this.search(text);
    const scores = new Map(loose.results.map((/** @type {any} */ each) => [each.id, each.score]));
    return this.found(strict.results, (each) => (scores.get(each.id) ?? each.score) * Math.log2(1 + each.words.length / tokens.length));
  }

  /** @param {string} word @returns {Promise<Pages>} */
  async prefix(word) {
    return this.found((await this.search(word)).results, (each) => each.score);
  }

  /** @param {any[]} results @param {(result: any) => number} score @returns {Pages} */
  found(results, score) {
    return new Map(
      results.map((each) => {
        const address = this.pages[each.id];
        this.readers.set(address, each.data);
        return [address, { score: score(each), at: each.words }];
      }),
    );
  }

  /** @param {string} address @returns {Promise<PageText>} */
  async page(address) {
    const { content, anchors } = (await this.readers.get(address)?.()) ?? { content: "", anchors: [] };
    const headings = anchors.filter((/** @type {any} */ each) => /^h\d$/i.test(each.element) && each.id);
    // A full stop after a Chinese character is the end of a block without punctuation; see scripts/casebook/press/indexing.py.
    const words = content.split(/\s+/).map((/** @type {string} */ word, /** @type {number} */ at, /** @type {string[]} */ all) => (word === "." && IS_HAN.test(all[at - 1]) ? " " : word));
    return { words, anchors: headings.sort((/** @type {any} */ a, /** @type {any} */ b) => a.location - b.location) };
  }
}

/** Give what a word and its plural share. @param {string} word */
const stem = (word) => (word.length < 4 ? word : word.replace(/ies$/, "y").replace(/([^su])s$/, "$1").replace(/e$/, ""));

/** Every page, fetched and read: for browsers without WebAssembly, and for a pack, where that is quick. @implements {Engine} */
class Scan {
  slow = !("packed" in window);
  /** @type {Map<string, PageText & {keys: string[]}>} */
  texts = new Map();

  /** @param {string} root @param {string[]} addresses @param {Tools} tools */
  constructor(root, addresses, tools) {
    this.root = root;
    this.tools = tools;
    this.read = this.fetchAll(addresses);
  }

  /** @param {string[]} addresses */
  async fetchAll(addresses) {
    const waiting = [...addresses];
    const fetchOne = async () => {
      for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
        const answer = await fetch(this.root + address);
        if (answer.ok) this.texts.set(address, this.textOf(await answer.text()));
      }
    };
    await Promise.all(Array.from({ length: 4 }, fetchOne));
  }

  /** Read a page as the indexer does. @param {string} html */
  textOf(html) {
    const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
    for (const each of main?.querySelectorAll("nav, footer, script, style, [data-search-ignore]") ?? []) each.remove();
    /** @type {string[]} */
    const words = [];
    const anchors = [];
    const walk = document.createTreeWalker(main ?? document.createElement("p"), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node instanceof Text) words.push(...this.tools.tokens(node.data.normalize("NFC")));
      // A phrase does not run from one block into the next.
      else if (node instanceof Element && /^(P|LI|H[1-6]|T[DH]|D[TD]|BLOCKQUOTE|CAPTION|FIGCAPTION)$/.test(node.tagName)) words.push(" ");
      if (node instanceof Element && /^H[1-6]$/.test(node.tagName) && node.id) anchors.push({ id: node.id, text: this.tools.tokens(node.textContent ?? "").join(" "), location: words.length });
    }
    return { words, anchors, keys: words.map((word) => stem(this.tools.clean(word))) };
  }

  /** @param {(keys: string[], at: number) => number} length how many words at a place are what is sought */
  async scan(length) {
    await this.read;
    /** @type {Pages} */
    const found = new Map();
    for (const [address, { keys, anchors }] of this.texts) {
      const at = [];
      let score = 0;
      for (let place = 0; place < keys.length; place++) {
        const size = length(keys, place);
        for (let next = place; next < place + size; next++) at.push(next);
        if (size) score += place < 40 || anchors.some(({ location }) => place >= location && place < location + 12) ? 4 : 1;
      }
      if (at.length) found.set(address, { score: Math.log2(1 + score), at });
    }
    return found;
  }

  /** @param {string[]} tokens */
  exact(tokens) {
    const wanted = tokens.map((token) => stem(token));
    const [only] = wanted;
    if (wanted.length === 1) return this.scan((keys, at) => Number(keys[at] === only || (keys[at].includes("-") && keys[at].split("-").some((part) => stem(part) === only))));
    return this.scan((keys, at) => (wanted.every((token, next) => keys[at + next] === token) ? wanted.length : 0));
  }

  /** @param {string} word */
  prefix(word) {
    return this.scan((keys, at) => Number(keys[at].startsWith(word)));
  }

  /** @param {string} address @returns {Promise<PageText>} */
  async page(address) {
    return this.texts.get(address) ?? { words: [], anchors: [] };
  }
}

// ---- passages

const CHINESE_SIDE = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}，。！？；：、《》（）〈〉「」『』【】—…]/u;

/** What stands between two words of the index when its spaces are taken back. @param {string} left @param {string} right */
function gap(left, right) {
  if (CHINESE_SIDE.test(left.slice(-1)) || CHINESE_SIDE.test(right[0])) return "";
  if (/^[,.!?;:)”’]/.test(right) || /[(“‘]$/.test(left)) return "";
  return left.endsWith("’") && /^(s|t|re|ve|ll|d|m)$/.test(right) ? "" : " ";
}

/** @param {string} text a text of the index */
const closed = (text) => text.split(/\s+/).reduce((whole, word) => whole + (whole && gap(whole, word)) + word, "");

/** Give the passages of a page that have what was found, the fullest first. @param {PageText} page @param {Hit} hit @param {Tools} tools */
function passages({ words, anchors }, { at, marks }, { clean, tokens }) {
  const places = new Set(at);
  // The engine names one place of each; the others are marked as well.
  const lower = words.map((word) => word.toLowerCase());
  for (const mark of marks) {
    const wanted = tokens(clean(mark)).map((token) => (IS_HAN.test(token) || token.length < 4 ? token : token.replace(/(es|s|e|y)$/, "")));
    const is = (/** @type {string} */ token, /** @type {string | undefined} */ word) => word === token || (token.length > 2 && word?.startsWith(token));
    for (let start = 0; start < lower.length; start++) {
      if (wanted.every((token, next) => is(token, lower[start + next]))) for (const next of wanted.keys()) places.add(start + next);
    }
  }
  // What our templates head with an id of their own is no passage of the text: it belongs to the page as a whole.
  const starts = [{ id: "", text: "", location: 0 }, ...anchors.map((anchor) => (anchor.id.startsWith("_") ? { ...anchor, id: "", text: "" } : anchor))];
  const found = starts.map((anchor, index) => {
    const end = starts[index + 1]?.location ?? words.length;
    const inside = [...places].filter((place) => place >= anchor.location && place < end).sort((a, b) => a - b);
    // The heading is shown as a link of its own, so an excerpt begins below it where it can.
    const below = anchor.location + (anchor.id && anchor.text.trim() ? anchor.text.trim().split(/\s+/).length : 0);
    const isBelow = inside.some((place) => place >= below);
    return { id: anchor.id, title: closed(anchor.text).replace(/ ?\.$/, ""), start: isBelow ? below : anchor.location, end, inside: isBelow ? inside.filter((place) => place >= below) : inside };
  });
  return found.filter(({ inside }) => inside.length).sort((a, b) => b.inside.length - a.inside.length);
}

/** Give an excerpt around what was found. @param {PageText} page @param {ReturnType<typeof passages>[number]} passage */
function excerpt({ words }, { start, end, inside }) {
  const size = IS_HAN.test(words[inside[0]]) ? 64 : 30;
  const fullest = inside.map((place) => ({ place, near: inside.filter((other) => other >= place && other < place + size * 0.75).length }));
  const { place } = fullest.reduce((best, each) => (each.near > best.near ? each : best));
  const from = Math.max(start, place - Math.floor(size / 4) - Math.max(0, Math.min(6, place + size - end)));
  const places = new Set(inside);
  let first = from;
  while (first < inside[0] && /^\p{P}$/u.test(words[first])) first++;
  /** @type {{text: string, isMark: boolean}[]} */
  const shown = first > start ? [{ text: "…", isMark: false }] : [];
  for (let index = first; index < Math.min(end, from + size); index++) {
    const between = index > first ? gap(words[index - 1], words[index]) : "";
    const last = shown.at(-1);
    const isMark = places.has(index);
    // What is between two marked words is marked with them.
    if (last && last.isMark === isMark) last.text += between + words[index];
    else if (isMark) shown.push({ text: between, isMark: false }, { text: words[index], isMark });
    else shown.push({ text: between + words[index], isMark });
  }
  if (from + size < end) shown.push({ text: "…", isMark: false });
  return shown;
}

// ---- sets of pages

/** Give the pages that are in all of several sets. @param {Pages[]} sets @returns {Pages} */
function inAll([first = new Map(), ...others]) {
  /** @type {Pages} */
  const found = new Map();
  for (const [address, { score, at }] of first) {
    const rest = others.map((each) => each.get(address));
    if (rest.every(Boolean)) found.set(address, { score: rest.reduce((sum, each) => sum + (each?.score ?? 0), score), at: [...at, ...rest.flatMap((each) => each?.at ?? [])] });
  }
  return found;
}

/** Give the pages that are in any of several sets. @param {Pages[]} sets @returns {Pages} */
function inAny(sets) {
  /** @type {Pages} */
  const found = new Map();
  for (const [address, { score, at }] of sets.flatMap((each) => [...each])) {
    const known = found.get(address);
    found.set(address, known ? { score: Math.max(known.score, score), at: [...known.at, ...at] } : { score, at });
  }
  return found;
}

// ---- what readers type otherwise

/** British and American endings and middles; each side may be the one that the book does not use. */
const SPELLINGS = [
  ["our", "or"], ["is", "iz"], ["ys", "yz"], ["re", "er"], ["ll", "l"], ["ogue", "og"], ["amme", "am"], ["ence", "ense"],
  ["ae", "e"], ["oe", "e"], ["ey", "ay"], ["kerb", "curb"], ["que", "ck"], ["yre", "ire"], ["ement", "ment"],
];

/** Give every spelling of a word across the Atlantic. @param {string} word */
function* spellings(word) {
  for (const pair of SPELLINGS) {
    for (const [from, to] of [pair, [...pair].reverse()]) {
      for (let at = word.indexOf(from, 1); at > 0; at = word.indexOf(from, at + 1)) yield word.slice(0, at) + to + word.slice(at + from.length);
    }
  }
}

/** How one word is mistyped as another: 1 two letters changed places, 2 one is missing or too many, 3 one is wrong; 0: not by one mistake. @param {string} a @param {string} b */
export function mistake(a, b) {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length === 2 && right.length === 2) return left[0] === right[1] && left[1] === right[0] ? 1 : 0;
  if (left.length + right.length === 1) return 2;
  return left.length === 1 && right.length === 1 ? 3 : 0;
}

export class FullText {
  /** @param {Book} book @param {Tools} tools @param {Words} words @param {Engine} engine */
  constructor(book, tools, words, engine) {
    this.book = book;
    this.tools = tools;
    this.words = words;
    this.engine = engine;
    const pairs = [...words.traditional];
    this.simple = new Map(pairs.flatMap((sign, at) => (at % 2 ? [] : [[sign, pairs[at + 1]]])));
    this.known = new Set(words.vocabulary);
    /** @type {Map<string, Term[]>} */
    const terms = new Map();
    for (const group of words.groups) {
      for (const [language, all] of Object.entries(group)) {
        for (const word of all) {
          const key = this.key(tools.clean(word));
          terms.set(key, [...(terms.get(key) ?? []), { group, language, word, key }]);
        }
      }
    }
    // The longest word comes first: it says most of what a reader means.
    this.terms = [...terms].filter(([key]) => key).sort(([a], [b]) => b.length - a.length);
  }

  /** @param {Book} book @param {Tools} tools */
  static async open(book, tools) {
    const pages = tools.json(`${book.root}search/pages.json`);
    const words = tools.json(`${book.root}search/words.json`);
    const slowly = async () => new Scan(book.root, Object.values(await pages).sort(), tools);
    const engine = typeof WebAssembly === "undefined" ? slowly() : Pagefind.open(book.root, pages).catch(slowly);
    return new FullText(book, tools, await words, await engine);
  }

  /** Give the passages of a page that have what was found, the fullest first. @param {Hit} hit */
  async passages(hit) {
    const page = await this.engine.page(hit.address);
    return passages(page, hit, this.tools).map((passage) => ({ id: passage.id, title: passage.title, excerpt: () => excerpt(page, passage) }));
  }

  /**
   * Answer a query in full: what was shown already stays on top, in its order, but for words that only a summary has.
   * @param {string} query @param {Catalogue} catalogue @param {Hit[]} first what the catalogue had
   * @param {(answer: Answer) => void} show called with what has the words themselves, before other words are looked for
   * @returns {Promise<Answer>}
   */
  async answer(query, catalogue, first, show = () => {}) {
    const { clean, parse } = this.tools;
    const asked = clean(query);
    const text = [...asked].map((sign) => this.simple.get(sign) ?? sign).join("");
    const terms = this.termsIn(text);
    const { parts, pages, isRepaired } = await this.direct(text, terms, catalogue);
    const marks = parts.map((part) => part.text);
    const { literal, sounding } = this.book.look(catalogue, parts);
    // By its sound alone a title is an answer only where no page has the word.
    const shown = pages.size && !isRepaired ? first.filter((hit) => hit.marks.length) : first;
    /** @type {Map<string, Hit>} */
    const hits = new Map();
    this.add(hits, catalogue, [...shown, ...literal], pages, marks);
    for (const hit of sounding) if (!hits.has(hit.address)) hits.set(hit.address, hit);
    const isOther = marks.join(" ") !== parse(asked).map((part) => part.text).join(" ");
    const answer = { hits: [...hits.values()], corrected: isOther ? marks.join(" ") : "", slow: this.engine.slow };
    performance.mark("search: text");
    if (!terms.length) return answer;
    if (hits.size) show(answer);
    /** @type {Map<string, Hit>} */
    const through = new Map();
    for (const each of await this.through(terms, hits.size > 0)) this.addThrough(through, hits, catalogue, each);
    const byWords = [...through.values()].sort((a, b) => b.through.length - a.through.length);
    return { ...answer, hits: [...answer.hits, ...byWords] };
  }

  /** Find the pages that have all of a query, repaired where it has to be. @param {string} text @param {Term[]} terms @param {Catalogue} catalogue */
  async direct(text, terms, catalogue) {
    const parts = this.tools.parse(text);
    const sets = await Promise.all(parts.map((part, at) => this.having(part, at === parts.length - 1)));
    const isTerm = (/** @type {Part} */ part) => terms.some(({ key }) => ` ${key} `.includes(` ${stem(part.text)} `));
    const lost = parts.filter((part, at) => !part.han && !sets[at].size && !isTerm(part));
    if (lost.length && parts.every((part) => !part.han)) {
      const letters = this.tools.sound(text);
      for (const chinese of this.chineseOf(letters, catalogue)) {
        const read = this.tools.parse(chinese);
        const pages = await this.having(read[0], false);
        if (pages.size) return { parts: read, pages, isRepaired: true };
      }
      if (letters && this.book.look(catalogue, parts).sounding.length) return { parts, pages: inAll([]), isRepaired: true };
    }
    for (const part of lost) {
      const { word, pages } = await this.repair(part.text);
      if (!word) return { parts: this.tools.parse(text), pages: inAll([]), isRepaired: false };
      const at = parts.indexOf(part);
      parts[at] = { han: false, tokens: [word], text: word };
      sets[at] = pages;
    }
    const pages = inAll(sets);
    const latin = parts.filter((part) => !part.han).map((part) => part.text);
    // Words that stand side by side mean more than words somewhere on a page.
    for (const [address, { score }] of latin.length > 1 ? await this.engine.exact(latin) : []) {
      const found = pages.get(address);
      if (found) Object.assign(found, { score: found.score + 2 * score, isWhole: true });
    }
    return { parts, pages, isRepaired: lost.length > 0 };
  }

  /** @param {Part} part @param {boolean} isLast @returns {Promise<Pages>} */
  async having({ han, tokens, text }, isLast) {
    const { engine } = this;
    const found = await engine.exact(tokens);
    if (han) return found;
    // A hyphenated word is one word of the index and each of its halves.
    const both = text.includes("-") ? inAny([found, inAll(await Promise.all(text.split("-").map((half) => engine.exact([half]))))]) : found;
    // Asked for a word that no page has, the engine would look for ever shorter ones: `behaviour` finds `be`.
    const { vocabulary } = this.words;
    const isBegun = isLast && text.length > 1 && vocabulary.some((word) => word.startsWith(text));
    if (both.size || !isBegun || [...spellings(text)].some((word) => this.known.has(word))) return both;
    return engine.prefix(text);
  }

  /** Give the word of the book that somebody meant. @param {string} word @returns {Promise<{word: string, pages: Pages}>} */
  async repair(word) {
    const near = this.words.vocabulary
      .map((each) => ({ each, how: word.length < 4 ? 0 : mistake(word, each) }))
      .filter(({ how }) => how)
      // A wrong first letter is the mistake that people make least.
      .sort((a, b) => Number(a.each[0] !== word[0]) - Number(b.each[0] !== word[0]) || a.how - b.how || b.each.length - a.each.length)
      .map(({ each }) => each);
    const candidates = new Set([...[...spellings(word)].filter((each) => this.known.has(each)), ...near.slice(0, 4)]);
    for (const candidate of candidates) {
      const pages = await this.engine.exact([candidate]);
      if (pages.size) return { word: candidate, pages };
    }
    return { word: "", pages: new Map() };
  }

  /** Give the Chinese of terms and titles that letters may be the sound of. @param {string} letters @param {Catalogue} catalogue */
  chineseOf(letters, catalogue) {
    const titles = catalogue.entries.map(({ p = "", t }) => [p, this.tools.tokens(t).filter((token) => this.tools.IS_HAN.test(token)).join("")]);
    /** @type {Set<string>} */
    const found = new Set();
    for (const [pinyin, term] of letters.length > 2 ? [...this.words.sounds, ...titles] : []) {
      const syllables = pinyin.split(" ");
      const signs = [...term];
      for (let start = 0; start < syllables.length && signs.length === syllables.length; start++) {
        let said = "";
        for (let end = start; end < syllables.length && said.length < letters.length; end++) {
          said += syllables[end];
          if (said === letters) found.add(signs.slice(start, end + 1).join(""));
        }
      }
    }
    return [...found].slice(0, 4);
  }

  // ---- through the other language

  /** Give words as they are compared inside a query. @param {string} text clean */
  key(text) {
    return this.tools.IS_HAN.test(text) ? text : this.tools.parse(text).flatMap((part) => part.text.split("-")).map(stem).join(" ");
  }

  /** Find the words in a query that have others which mean the same; what a longer one has does not count again. @param {string} text clean @returns {Term[]} */
  termsIn(text) {
    let chinese = text;
    let latin = ` ${this.key(text.replace(new RegExp(this.tools.IS_HAN.source, "gu"), " "))} `;
    /** @type {Term[]} */
    const found = [];
    for (const [key, terms] of this.terms) {
      if (this.tools.IS_HAN.test(key) ? chinese.includes(key) : latin.includes(` ${key} `)) {
        found.push(...terms);
        chinese = chinese.split(key).join("\n");
        latin = latin.split(` ${key} `).join(" | ");
      }
    }
    return found;
  }

  /** Find the pages that have another word for what a query says. @param {Term[]} terms @param {boolean} isFound whether pages have the query itself */
  async through(terms, isFound) {
    const wanted = terms.flatMap(({ group, language, word }) => Object.entries(group)
      .filter(([code]) => code !== language)
      .flatMap(([code, all]) => all.map((each) => ({ code, word: each })))
      // Where no page has a long query as a whole, the pages that have its main words are an answer.
      .concat(isFound ? [] : [{ code: language, word }]));
    return Promise.all(wanted.map(async ({ code, word }) => {
      const text = this.tools.clean(word);
      const parts = this.tools.parse(text);
      const whole = parts.flatMap((part) => part.tokens);
      const ways = [whole];
      if (text.includes("-")) ways.push(whole.flatMap((token) => token.split("-")));
      // A curly apostrophe is a word of the index, a straight one is nothing: `parents’ meeting` has three words or two.
      if (text.includes("’")) ways.push(this.tools.tokens(text));
      return { code, word, parts, pages: inAny(await Promise.all(ways.map((way) => this.engine.exact(way)))) };
    }));
  }

  // ---- the list

  /** Add what has the words themselves: the reader's language first, then others; each by what it is worth. @param {Map<string, Hit>} hits @param {Catalogue} catalogue @param {Hit[]} shown @param {Pages} pages @param {string[]} marks */
  add(hits, catalogue, shown, pages, marks) {
    const put = (/** @type {Hit} */ hit) => {
      const at = pages.get(hit.address)?.at ?? [];
      if (!hits.has(hit.address)) hits.set(hit.address, { ...hit, at, marks: hit.marks.length || at.length ? marks : [] });
    };
    for (const hit of shown) if (!hit.isLoose) put(hit);
    const own = this.book.code;
    const found = [...pages].map(([address, { score, at }]) => ({ hit: { ...this.book.hitAt(catalogue, address, marks), at }, score }));
    // What is about this site comes after what is about schools.
    const order = (/** @type {Hit} */ { language, entry }) => (language === own ? 0 : 2) + (entry?.k === "page" ? 1 : 0);
    found.sort((a, b) => order(a.hit) - order(b.hit) || b.score - a.score);
    const putFound = (/** @type {typeof found} */ some) => {
      for (const { hit } of some) if (!this.isTwin(hits, catalogue, hit)) put(hit);
    };
    // Words somewhere in a summary mean less than the same words side by side on a page.
    putFound(found.filter(({ hit }) => hit.language === own && pages.get(hit.address)?.isWhole));
    shown.forEach(put);
    putFound(found);
  }

  /** @param {Map<string, Hit>} through @param {Map<string, Hit>} hits @param {Catalogue} catalogue @param {{code: string, word: string, parts: Part[], pages: Pages}} what */
  addThrough(through, hits, catalogue, { code, word, parts, pages }) {
    const { literal } = code === this.book.code ? this.book.look(catalogue, parts, 3) : { literal: [] };
    /** @type {Map<string, Hit>} */
    const found = new Map();
    this.add(found, catalogue, literal, pages, [word]);
    for (const [address, hit] of found) {
      const known = through.get(address);
      if (hits.has(address) || this.isTwin(hits, catalogue, hit) || this.isTwin(through, catalogue, hit)) continue;
      if (!known) through.set(address, { ...hit, marks: [word], through: [word] });
      else for (const [list, more] of [[known.through, [word]], [known.marks, [word]], [known.at, hit.at]]) /** @type {any[]} */ (list).push(...more);
    }
  }

  /** Whether a page stands in every language and the reader's own is in the list: only of chapters each language is one hit. @param {Map<string, Hit>} hits @param {Catalogue} catalogue @param {Hit} hit */
  isTwin(hits, catalogue, { entry, language }) {
    return entry !== undefined && entry.k !== "chapter" && language !== this.book.code && hits.has(catalogue.prefixes[this.book.code] + entry.u);
  }
}
