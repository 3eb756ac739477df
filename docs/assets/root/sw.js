// @ts-check
/// <reference no-default-lib="true" />
/// <reference lib="es2022" />
/// <reference lib="webworker" />
// The worker between the book and the network: pages come from the network, and from what is kept where there is none.
// It stands in the site's root, because it may only answer for what lies below it. Take this file and offline/ away, and
// every worker that meets the site without them deletes what it keeps and itself.

importScripts("offline/listing.js", "offline/keeper.js");

(() => {
  "use strict";

  const worker = /** @type {ServiceWorkerGlobalScope & {navigator: {connection?: {saveData?: boolean}}}} */ (/** @type {unknown} */ (self));
  const keeper = new Keeper(worker.registration.scope);
  /** How long a page may take before its kept copy is shown, in milliseconds. */
  const PATIENCE = 3000;
  /** @type {Set<string>} the windows that show a kept page: what belongs to it comes from the same build */
  const onKept = new Set();

  const spares = () => worker.navigator.connection?.saveData === true;

  worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
  worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

  worker.addEventListener("fetch", (event) => {
    const { request } = event;
    const path = keeper.pathOf(request.url);
    if (request.method !== "GET" || path === undefined || path === "sw.js" || /^offline\/[^/]+\.\w+$/.test(path)) return;
    if (request.mode === "navigate") event.respondWith(page(event, path));
    else if (/\.\w+$|\/$|^$/.test(path)) event.respondWith(file(event, path));
  });

  // ---- answers

  /** @param {FetchEvent} event @param {string} path */
  async function page(event, path) {
    // Storage may be denied: then this is a site like any other.
    const state = await keeper.state().catch(() => undefined);
    const copy = state && (await keeper.copyOf(state, path).catch(() => undefined));
    const answering = fetch(event.request);
    try {
      const answer = await Promise.race([answering, ...(copy ? [later(PATIENCE)] : [])]);
      if (!answer) {
        event.waitUntil(answering.then((late) => learn(path, late)).catch(() => {}));
        return shown(event, copy);
      }
      const isGone = answer.status === 404 || answer.status === 410;
      if (copy && answer.status >= 400 && !isGone) return shown(event, copy);
      event.waitUntil(learn(path, answer.clone()).catch(() => {}));
      return answer;
    } catch {
      if (copy) return shown(event, copy);
      return (state && (await instead(state, path))) ?? Response.error();
    }
  }

  /** Give a kept page, in which its own note says that it is one. @param {FetchEvent} event @param {Response | undefined} copy */
  async function shown(event, copy) {
    onKept.add(event.resultingClientId);
    const html = (await copy?.text()) ?? "";
    return new Response(html.replace('class="kept-note" hidden', 'class="kept-note"'), { headers: copy?.headers });
  }

  /** Lead to the page that lists what is kept, which says that this one is not. @param {State} state @param {string} path */
  async function instead(state, path) {
    const { head } = state;
    const there = head && `${head.languages[keeper.languageOf(head, path)]}offline/`;
    if (there === undefined || path === there || !(await keeper.copyOf(state, there))) return undefined;
    return Response.redirect(`${keeper.addressOf(there)}?${new URLSearchParams({ missing: path })}`);
  }

  /** @param {FetchEvent} event @param {string} path */
  async function file(event, path) {
    const state = await keeper.state().catch(() => undefined);
    const copy = state && (await keeper.copyOf(state, path).catch(() => undefined));
    if (!state?.head) return fetch(event.request);
    const group = keeper.groupOf(state.head, path);
    if (!copy) {
      const answer = await fetch(event.request).catch(async (error) => {
        const likeness = group === "photos" ? await keeper.likenessOf(state, path) : undefined;
        if (likeness) return likeness;
        throw error;
      });
      if (answer.ok && answer.type === "basic" && /^(assets|photos)$/.test(group)) event.waitUntil(keeper.add(path, answer.clone(), !spares()).catch(() => {}));
      return answer;
    }
    // An asset of this name is always the same. The index is one whole, of one build.
    if (group === "assets" || onKept.has(event.clientId) || (group === "search" && state.whole === state.head.build)) return copy;
    return group === "search" ? fetch(event.request) : fetch(event.request).catch(() => copy);
  }

  /** @param {number} delay @returns {Promise<undefined>} */
  const later = (delay) => new Promise((resolve) => setTimeout(resolve, delay));

  // ---- what the network taught

  /** Look which build the site has after a page came from it, and keep the page. @param {string} path @param {Response} answer */
  async function learn(path, answer) {
    if (answer.type === "opaqueredirect" || answer.status >= 500) return;
    const read = answer.ok ? new Map([[path, answer]]) : new Map();
    if ((await keeper.renew({ read, spares: spares() })) === "none" && answer.ok) await endIfRemoved();
  }

  /** End where the site is there and this file is not: whoever publishes it wants no worker any more. */
  async function endIfRemoved() {
    const own = await fetch(worker.location.href, { cache: "no-store", redirect: "error" });
    if (own.status !== 404 && own.status !== 410) return;
    await keeper.clear();
    await worker.registration.unregister();
  }

  // ---- what a page asks

  /** @typedef {{ask: "read", addresses: string[]} | {ask: "state" | "fetch" | "stop" | "clear"} | {ask: "keep", languages: string[], photos: string} | {ask: "reads", reads: boolean}} Question */

  worker.addEventListener("message", (event) => {
    /** @type {Question} */
    const question = event.data;
    event.waitUntil(
      answerTo(question, (done, total) => event.ports[0]?.postMessage({ done, total }))
        .catch(() => "failed")
        .then(async (result) => event.ports[0]?.postMessage({ result, ...(await keeper.account().catch(() => undefined)) })),
    );
  });

  /** @param {Question} question @param {Progress} report */
  async function answerTo(question, report) {
    if (question.ask === "read") {
      // The page that brought the worker was read before there was one.
      const paths = question.addresses.map((address) => keeper.pathOf(address)).filter((path) => path !== undefined);
      return keeper.renew({ read: new Map(paths.map((path) => [path, undefined])), spares: spares() });
    }
    if (question.ask === "clear") return keeper.clear();
    if (question.ask === "reads") return keeper.note({ reads: question.reads });
    if (question.ask === "stop") {
      keeper.isStopped = true;
      return keeper.note({ languages: [], photos: "", whole: "", trouble: "" });
    }
    if (question.ask === "keep") await keeper.note({ languages: question.languages, photos: question.photos, whole: "", trouble: "" });
    return question.ask === "state" ? "done" : keeper.renew({ report });
  }
})();
