// @ts-check
// The listing of a build: what there is, and which content each path has. Read by sw.js, before keeper.js.
// scripts/casebook/press/listing.py writes it, in parts: who reads one page fetches one part, who keeps the book fetches
// them all.

/**
 * @typedef {object} Group files of one sort: `assets`, `search`, `photos`, `pages/<language>`
 * @property {string[]} parts the digest of each part of its listing; a path stands in the part that its hash names
 * @property {number} count
 * @property {number} bytes what they take on the device
 * @property {number} wire about what they take on the way there, compressed
 *
 * @typedef {object} Head the beginning of a listing, offline/build.json
 * @property {string} build what this build is called: a digest of everything in it
 * @property {Record<string, string>} languages what stands before the addresses of each language
 * @property {Record<string, Record<string, number>>} photos for each form and width, what one copy of each photo takes
 * @property {Record<string, Group>} groups
 * @property {string[]} always the paths that are kept from the beginning
 * @property {string[]} cut the pages out of which a passage was withdrawn
 *
 * @typedef {{digest: string, size: number}} Entry
 */

class Listing {
  /** @param {string} root where the site begins, with a slash at its end */
  constructor(root) {
    this.root = new URL(root);
    this.files = `casebook ${this.root.pathname} files`;
    this.records = `casebook ${this.root.pathname} records`;
    /** @type {Map<string, Map<string, Entry>>} */
    this.parts = new Map();
  }

  // ---- paths

  /** Give the path of an address within the site. @param {string} address @returns {string | undefined} */
  pathOf(address) {
    const { origin, pathname } = new URL(address);
    if (origin !== this.root.origin || !pathname.startsWith(this.root.pathname)) return undefined;
    try {
      return decodeURIComponent(pathname.slice(this.root.pathname.length)).replace(/(^|\/)index\.html$/, "$1");
    } catch {
      return undefined; // a per cent sign that stands for nothing
    }
  }

  /** @param {string} path */
  addressOf(path) {
    return this.root.href + path.split("/").map(encodeURIComponent).join("/");
  }

  /** Give the language of a page: the one with the longest prefix that fits. @param {Head} head @param {string} path */
  languageOf({ languages }, path) {
    const fitting = Object.keys(languages).filter((code) => path.startsWith(languages[code]));
    return fitting.sort((a, b) => languages[b].length - languages[a].length)[0];
  }

  /** Give the group that a path belongs to. @param {Head} head @param {string} path */
  groupOf(head, path) {
    if (path === "" || path.endsWith("/") || path.endsWith(".html")) return `pages/${this.languageOf(head, path)}`;
    if (path.startsWith("assets/")) return "assets";
    return /^pagefind\/|(^|\/)search\/[^/]+\.json$/.test(path) ? "search" : "photos";
  }

  // ---- the listing

  /** Ask the site which build it has. @returns {Promise<Head | undefined>} nothing where the site keeps nothing any more */
  async fetchHead() {
    const answer = await fetch(`${this.root.href}offline/build.json`, { cache: "no-cache", redirect: "error", signal: within(20_000) });
    if (answer.status === 404 || answer.status === 410) return undefined;
    const head = answer.ok ? await answer.json() : {};
    // Whatever stands between us and the site may answer in its place.
    if (typeof head.build !== "string" || typeof head.groups !== "object") throw new TypeError("no listing");
    return head;
  }

  /** Give a part of a listing by its digest. @param {string} digest @param {boolean} fetches @returns {Promise<Map<string, Entry> | undefined>} */
  async partOf(digest, fetches) {
    const known = this.parts.get(digest);
    if (known) return known;
    const address = `${this.root.href}offline/${digest}.txt`;
    let kept = await caches.match(address, { cacheName: this.records });
    if (!kept) {
      if (!fetches) return undefined;
      const answer = await fetch(address, { redirect: "error", signal: within(30_000) });
      const bytes = await answer.arrayBuffer();
      if (!answer.ok || (await digestOf(bytes)) !== digest) throw new Moved(address);
      kept = new Response(bytes);
      await (await caches.open(this.records)).put(address, kept.clone());
    }
    const lines = (await kept.text()).split("\n").filter(Boolean);
    const part = new Map(lines.map((line) => {
      const [digest, size, ...path] = line.split(" ");
      return [path.join(" "), { digest, size: Number(size) }];
    }));
    this.parts.set(digest, part);
    return part;
  }

  /** Give what a listing says of a path. @param {Head} head @param {string} path @param {boolean} fetches whether its part may be fetched */
  async entryOf(head, path, fetches = false) {
    const parts = head.groups[this.groupOf(head, path)]?.parts ?? [];
    const part = parts.length ? await this.partOf(parts[hashOf(path) % parts.length], fetches) : undefined;
    return part?.get(path);
  }

  /** Give everything that is to be kept whole. @param {Head} head @param {State} state @returns {Promise<Map<string, Entry>>} */
  async wholeOf(head, { languages, photos }) {
    const found = await this.allOf(head, languages.map((code) => `pages/${code}`).concat(languages.length ? ["assets", "search"] : []));
    if (languages.length && photos) {
      for (const [path, entry] of oneCopyOfEach(await this.allOf(head, ["photos"]), photos)) found.set(path, entry);
    }
    return found;
  }

  /** @param {Head} head @param {string[]} groups @returns {Promise<Map<string, Entry>>} */
  async allOf(head, groups) {
    /** @type {Map<string, Entry>} */
    const found = new Map();
    for (const digest of groups.flatMap((name) => head.groups[name]?.parts ?? [])) {
      for (const [path, entry] of (await this.partOf(digest, true)) ?? []) found.set(path, entry);
    }
    return found;
  }
}

/** Name the photo, the width and the form of a copy. @param {string} path */
const copyNamed = (path) => {
  const [, photo = path, width = "0", ending = ""] = /^(.*)-(\d+)\.(\w+)$/.exec(path) ?? [];
  return { photo, width: Number(width), form: ending === "avif" ? "avif" : "other" };
};

/**
 * Of each photo choose the narrowest copy that is as wide as is wanted, or the widest there is; scripts/casebook/press/listing.py
 * counts in the same way.
 * @param {Map<string, Entry>} copies @param {string} choice form and width: `avif 720`
 */
function oneCopyOfEach(copies, choice) {
  const [form, wanted] = choice.split(" ");
  /** @type {Map<string, [string, Entry]>} */
  const chosen = new Map();
  const byWidth = [...copies].sort(([a], [b]) => copyNamed(a).width - copyNamed(b).width);
  for (const [path, entry] of byWidth) {
    const copy = copyNamed(path);
    const before = chosen.get(copy.photo);
    if (copy.form === form && !(before && copyNamed(before[0]).width >= Number(wanted))) chosen.set(copy.photo, [path, entry]);
  }
  return chosen.values();
}

/** @param {number} delay in milliseconds @returns {AbortSignal | undefined} */
const within = (delay) => AbortSignal.timeout?.(delay);

/** What came is not what the listing names: the site has moved on, or somebody else answered. */
class Moved extends Error {}

/** Name a content: the first 48 bits of its SHA-256, as base64url. @param {ArrayBuffer} bytes */
async function digestOf(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 6);
  return btoa(String.fromCharCode(...hash)).replace(/\+/g, "-").replace(/\//g, "_");
}

/** FNV-1a, 32 bits: which part of a listing has a path. @param {string} path */
function hashOf(path) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(path)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
