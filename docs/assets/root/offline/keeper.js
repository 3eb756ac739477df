// @ts-check
// What is kept on a reader's device, and how one build of the book takes the place of another. Read by sw.js.
//
// A file is kept under its path and the digest of its content. One listing, that of one build, says which digest each
// path has; what it does not name is never given out. So a build changes hands in one write, what both builds have is
// not fetched twice, and what was withdrawn is gone with the listing that named it.

/**
 * @typedef {object} State
 * @property {Head=} head the build that is given out
 * @property {string} newer the build that is being fetched to take its place, or ""
 * @property {string[]} languages the languages that are to be kept whole
 * @property {string} photos in which form and width their photos are to be kept, such as `avif 720`, or ""
 * @property {boolean} reads whether pages are kept as they are read
 * @property {string} whole the build of which everything that is to be kept whole is there
 * @property {string} trouble why not everything is: `offline`, `full`, `moved`, `server` or ""
 *
 * @typedef {(done: number, total: number) => void} Progress
 */

class Keeper extends Listing {
  isStopped = false;

  // ---- the record

  /** @returns {Promise<State>} */
  async state() {
    const kept = await caches.match(`${this.root.href}offline/state`, { cacheName: this.records });
    return { newer: "", languages: [], photos: "", reads: true, whole: "", trouble: "", ...(await kept?.json()) };
  }

  /** @param {Partial<State>} changes */
  async note(changes) {
    const state = { ...(await this.state()), ...changes };
    await (await caches.open(this.records)).put(`${this.root.href}offline/state`, new Response(JSON.stringify(state)));
    return state;
  }

  // ---- the files

  /** Give the digests that are kept, by path; while a build takes another's place a path may have two. @returns {Promise<Map<string, string[]>>} */
  async kept() {
    /** @type {Map<string, string[]>} */
    const found = new Map();
    for (const { url } of (await caches.has(this.files)) ? await (await caches.open(this.files)).keys() : []) {
      const path = this.pathOf(url) ?? "";
      found.set(path, [...(found.get(path) ?? []), new URL(url).search.slice(1)]);
    }
    return found;
  }

  /** Give the copy of a path that the build in use has. @param {State} state @param {string} path */
  async copyOf({ head }, path) {
    const entry = head && (await this.entryOf(head, path));
    return entry && caches.match(`${this.addressOf(path)}?${entry.digest}`, { cacheName: this.files });
  }

  /** Give another copy of a photo, wider or narrower, where this one is not kept. @param {State} state @param {string} path */
  async likenessOf(state, path) {
    const { photo, form } = copyNamed(path);
    for (const other of (await this.kept()).keys()) {
      const copy = copyNamed(other);
      if (copy.photo === photo && copy.form === form && copy.width) return this.copyOf(state, other);
    }
    return undefined;
  }

  /**
   * Keep an answer, if it is what the listing says; anything else is from another build, or from somebody else.
   * @param {string} path @param {Entry} entry @param {Response} answer @returns {Promise<ArrayBuffer | undefined>} what was kept
   */
  async put(path, { digest }, answer) {
    const bytes = await answer.arrayBuffer();
    if (!answer.ok || (await digestOf(bytes)) !== digest) return undefined;
    const headers = { "content-type": answer.headers.get("content-type") ?? "application/octet-stream" };
    await (await caches.open(this.files)).put(`${this.addressOf(path)}?${digest}`, new Response(bytes, { headers }));
    return bytes;
  }

  /**
   * Fetch a file and keep it; past every cache, where what came at first is not what the listing says.
   * @param {string} path @param {Entry} entry @param {Response=} given an answer that was fetched already
   * @returns {Promise<string[]>} the paths of the files without which it cannot be shown
   */
  async take(path, entry, given) {
    const address = this.addressOf(path);
    let answer = given ?? (await fetch(address, { ...FETCHING, signal: within(30_000) }));
    let bytes = await this.put(path, entry, answer);
    if (!bytes) {
      answer = await fetch(address, { ...FETCHING, cache: "reload", signal: within(30_000) });
      bytes = await this.put(path, entry, answer);
    }
    if (bytes) return path.endsWith("/") || path === "" ? this.needsOf(address, new TextDecoder().decode(bytes)) : [];
    throw answer.ok || answer.status === 404 ? new Moved(address) : new Error(`${answer.status} ${address}`);
  }

  /** Keep what a page fetched for itself, if the build in use has it. @param {string} path @param {Response} answer @param {boolean} fetches whether a part of the listing may be fetched for it */
  add(path, answer, fetches) {
    return navigator.locks.request(this.files, async () => {
      const { head, reads } = await this.state();
      const entry = reads && head && (await this.entryOf(head, path, fetches));
      if (entry) await this.put(path, entry, answer);
    });
  }

  /** Give the paths of the styles and scripts that a page names. @param {string} address @param {string} html */
  needsOf(address, html) {
    const named = [...html.matchAll(/\s(?:src|href)="([^"]*assets\/[^"]+)"/g)].map(([, link]) => this.pathOf(new URL(link, address).href) ?? "");
    return named.filter((path) => path.startsWith("assets/"));
  }

  // ---- builds

  /**
   * Bring what is kept to the build that the site has now, and fetch what is still missing of it, for about a minute.
   * @param {object} how
   * @param {Map<string, Response | undefined>=} how.read paths that were read just now, with the answer if there is one
   * @param {boolean=} how.spares whether the reader saves data, and nothing may be fetched that nobody asked for
   * @param {Progress=} how.report
   * @returns {Promise<"done" | "more" | "none">} `more`: there is something left to fetch; `none`: the site keeps nothing any more
   */
  async renew({ read = new Map(), spares = false, report = () => {} } = {}) {
    return await navigator.locks.request(this.files, async () => {
      this.isStopped = false;
      try {
        for (let attempt = 0; ; attempt++) {
          try {
            return await this.follow(read, spares, report);
          } catch (error) {
            // The site was published anew while its files were on their way: begin again with what it has now.
            if (!(error instanceof Moved) || attempt > 1) throw error;
          }
        }
      } catch (error) {
        await this.note({ trouble: troubleOf(error) });
        throw error;
      }
    });
  }

  /** @param {Map<string, Response | undefined>} read @param {boolean} spares @param {Progress} report @returns {Promise<"done" | "more" | "none">} */
  async follow(read, spares, report) {
    const head = await this.fetchHead();
    if (!head) return "none";
    const state = await this.state();
    // A browser that takes its storage back does not tell the worker: what is remembered is no longer kept.
    if (!state.head) this.parts.clear();
    const paths = state.reads ? [...read.keys()] : [];
    const whole = state.languages.length ? head.build : "";
    const isSettled = state.head?.build === head.build && !state.newer && !state.trouble && state.whole === whole;
    if (isSettled && (await this.hasAll(head, state, paths))) return "done";
    const { wanted, isGone } = await this.wantedOf(head, state, paths);
    // Where something was withdrawn, whatever has changed since may speak of it: all of that goes at once, and is fetched
    // again after it. What is left is the same in both builds.
    if (!state.head || isGone || (state.newer && state.head.build === head.build)) await this.give(head);
    else if (state.head.build !== head.build) await this.note({ newer: head.build });
    if (spares) {
      for (const path of wanted.keys()) if (!read.get(path)) wanted.delete(path);
    }
    if (!(await this.fetchAll(wanted, read, head, report))) return "more";
    if (!spares) {
      if ((await this.state()).head?.build !== head.build) await this.give(head);
      await this.note({ whole, trouble: "" });
    }
    return "done";
  }

  /** Whether every path that the build has is kept. @param {Head} head @param {State} state @param {string[]} paths */
  async hasAll(head, state, paths) {
    for (const path of paths) {
      if ((await this.entryOf(head, path, true)) && !(await this.copyOf(state, path))) return false;
    }
    return true;
  }

  /** Give what should be kept of a build, and whether something that is kept was taken away since. @param {Head} head @param {State} state @param {string[]} read */
  async wantedOf(head, state, read) {
    const wanted = await this.wholeOf(head, state);
    const kept = await this.kept();
    let isGone = false;
    for (const path of new Set([...head.always, ...kept.keys(), ...read])) {
      const entry = await this.entryOf(head, path, true);
      if (entry) wanted.set(path, entry);
      // Styles, scripts and the index have other names in every build; a page or a photo that is gone was taken away.
      else if (kept.has(path) && /^(pages\/|photos$)/.test(this.groupOf(head, path))) isGone = true;
      if (entry && head.cut.includes(path) && kept.get(path)?.some((digest) => digest !== entry.digest)) isGone = true;
    }
    return { wanted, isGone };
  }

  /** @param {Map<string, Entry>} wanted @param {Map<string, Response | undefined>} read @param {Head} head @param {Progress} report */
  async fetchAll(wanted, read, head, report) {
    const kept = await this.kept();
    const has = (/** @type {string} */ path, /** @type {Entry} */ { digest }) => kept.get(path)?.includes(digest);
    const missing = [...wanted].filter(([path, entry]) => !has(path, entry));
    const end = Date.now() + 60_000;
    let done = wanted.size - missing.length;
    /** @type {unknown[]} */
    const failures = [];
    const fetchOne = async (/** @type {string} */ path, /** @type {Entry} */ entry) => {
      for (const need of await this.take(path, entry, read.get(path)?.clone())) {
        const found = wanted.has(need) ? undefined : await this.entryOf(head, need, true);
        if (found) wanted.set(need, found);
        if (found && !has(need, found)) missing.push([need, found]);
      }
      report(++done, wanted.size);
    };
    const fetchNext = async () => {
      for (let next = missing.shift(); next; next = missing.shift()) {
        if (this.isStopped || failures.length || Date.now() > end) return void missing.unshift(next);
        await fetchOne(...next).catch((error) => failures.push(error));
      }
    };
    report(done, wanted.size);
    await Promise.all(Array.from({ length: 6 }, fetchNext));
    if (failures.length) throw failures[0];
    return missing.length === 0;
  }

  /** Give out a build from now on, and delete what is not of it. @param {Head} head */
  async give(head) {
    await this.note({ head, newer: "" });
    const files = await caches.open(this.files);
    for (const [path, digests] of await this.kept()) {
      const entry = await this.entryOf(head, path);
      for (const digest of digests) if (digest !== entry?.digest) await files.delete(`${this.addressOf(path)}?${digest}`);
    }
    const parts = new Set(Object.values(head.groups).flatMap((group) => group.parts.map((digest) => `${this.root.href}offline/${digest}.txt`)));
    const records = await caches.open(this.records);
    for (const { url } of await records.keys()) if (url.endsWith(".txt") && !parts.has(url)) await records.delete(url);
  }

  /** Say what is kept of each group, and of how much. */
  async account() {
    const state = await this.state();
    const head = state.head ?? (await this.fetchHead());
    if (!head) throw new TypeError("no listing");
    const groups = Object.fromEntries(Object.entries(head.groups).map(([name, { count, bytes, wire }]) => [name, { count, bytes, wire, has: 0, hasBytes: 0 }]));
    for (const [path, digests] of await this.kept()) {
      const entry = await this.entryOf(head, path);
      // The pages about this come by themselves; no reader counts them.
      if (!entry || !digests.includes(entry.digest) || head.always.includes(path)) continue;
      const group = groups[this.groupOf(head, path)];
      group.has += 1;
      group.hasBytes += entry.size;
    }
    return { state: { ...state, head: undefined }, build: head.build, groups, photos: head.photos };
  }

  /** Delete everything, but for the reader's word on whether pages are to be kept. */
  async clear() {
    this.isStopped = true;
    await navigator.locks.request(this.files, async () => {
      const { reads } = await this.state();
      await caches.delete(this.files);
      await caches.delete(this.records);
      this.parts.clear();
      if (!reads) await this.note({ reads });
    });
  }
}

/** @type {RequestInit} */
const FETCHING = { redirect: "error", credentials: "same-origin" };

/** @param {unknown} error */
function troubleOf(error) {
  if (error instanceof Moved || error instanceof SyntaxError) return "moved";
  if (error instanceof DOMException && error.name === "QuotaExceededError") return "full";
  return error instanceof TypeError || error instanceof DOMException ? "offline" : "server";
}
