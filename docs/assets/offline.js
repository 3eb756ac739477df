// @ts-check
// The page where readers see and choose what is kept on their device; sw.js does the keeping.

(() => {
  "use strict";

  /** @typedef {{count: number, bytes: number, wire: number, has: number, hasBytes: number}} Group */
  /** @typedef {{newer: string, languages: string[], photos: string, reads: boolean, whole: string, trouble: string}} State */
  /** @typedef {{result: string, build?: string, state?: State, groups?: Record<string, Group>, photos?: Record<string, Record<string, number>>}} Account */

  const by = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const here = by("offline-here");
  const form = /** @type {HTMLFormElement} */ (by("offline-whole"));
  const bar = /** @type {HTMLProgressElement} */ (by("offline-bar"));
  const reads = /** @type {HTMLInputElement} */ (by("offline-reads"));
  const root = new URL(here.dataset.root ?? "./", location.href);
  const words = /** @type {Record<string, string>} */ (JSON.parse(by("offline-words").textContent ?? "{}"));
  /** @type {Account} */
  let account = { result: "" };
  let isFetching = false;

  /** @param {string} key @param {Record<string, string | number>=} values */
  const say = (key, values = {}) => {
    const text = (values.n === 1 && words[`${key}_one`]) || words[key] || "";
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  };
  const megabytes = (/** @type {number} */ bytes) =>
    new Intl.NumberFormat(here.dataset.lang, { maximumFractionDigits: bytes < 10_000_000 ? 1 : 0, minimumFractionDigits: 0 }).format(Math.max(0.1, bytes / 1_000_000));

  const missing = new URLSearchParams(location.search).get("missing");
  if (missing !== null) {
    by("offline-missing").hidden = false;
    const again = new URL(missing.split("/").map(encodeURIComponent).join("/"), root);
    /** @type {HTMLAnchorElement} */ (by("offline-missing").querySelector("a")).href = again.href;
  }

  const registered = async () => {
    const { serviceWorker } = navigator;
    if (!serviceWorker || !("caches" in window)) throw new Error("no worker");
    await caches.has("casebook"); // denied storage says so here
    return serviceWorker.register(new URL("sw.js", root)).then(() => serviceWorker.ready);
  };

  /**
   * Ask the worker, and give its account.
   * @param {Record<string, unknown>} question @param {(done: number, total: number) => void} onProgress @returns {Promise<Account>}
   */
  async function ask(question, onProgress = () => {}) {
    const { active } = await registered();
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve) => {
      port1.onmessage = ({ data }) => {
        if ("total" in data) return onProgress(data.done, data.total);
        port1.close();
        account = data;
        return resolve(account);
      };
      active?.postMessage(question, [port2]);
    });
  }

  // ---- photos, of which one copy each will do

  /** A picture of one pixel: whether a browser knows AVIF is seen when it reads one. */
  const AVIF = "AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOltZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAAHmlsb2MAAAAARAAAAQABAAAAAQAAAQ0AAAAaAAAAKGlpbmYAAAAAAAEAAAAaaW5mZQIAAAAAAQAAYXYwMUNvbG9yAAAAAGhpcHJwAAAASWlwY28AAAAUaXNwZQAAAAAAAAABAAAAAQAAAA5waXhpAAAAAAEIAAAADGF2MUOBABwAAAAAE2NvbHJuY2x4AAEADQAGgAAAABdpcG1hAAAAAAAAAAEAAQQBAoMEAAAAIm1kYXQSAAoHGAAGmAhoNTINH/UV3/4sAJA1kW5ccA==";
  let photoForm = "other";
  const learnForm = () =>
    createImageBitmap(new Blob([Uint8Array.from(atob(AVIF), (sign) => sign.charCodeAt(0))], { type: "image/avif" })).then(
      () => {
        photoForm = "avif";
      },
      () => {}, // it does not
    );

  /** Give the narrowest width that fills the column of a chapter on this screen, upright; two pixels for each point are enough. */
  const width = () => {
    const column = Math.min(648, Math.min(screen.width, screen.height) - 38) * Math.min(2, devicePixelRatio);
    const widths = Object.keys(account.photos?.[photoForm] ?? {}).map(Number).sort((a, b) => a - b);
    return String(widths.find((each) => each >= column) ?? widths.at(-1) ?? 0);
  };

  // ---- what is kept

  const show = () => {
    const { state, groups } = account;
    if (!state || !groups) {
      by("offline-note").textContent = say("unknown");
      return;
    }
    here.hidden = form.hidden = false;
    reads.checked = state.reads;
    const pages = Object.entries(groups).filter(([name]) => name.startsWith("pages/")).map(([, group]) => group);
    const has = pages.reduce((sum, group) => sum + group.has, 0);
    const bytes = Object.values(groups).reduce((sum, group) => sum + group.hasBytes, 0);
    const isWhole = state.languages.length > 0 && state.whole === account.build;
    const lines = [has ? say("kept", { n: has, size: megabytes(bytes) }) : say("kept_none")];
    if (isWhole) lines.push(say(state.photos ? "is_whole_photos" : "is_whole", { languages: state.languages.map(nameOf).join(words.and ?? ", ") }));
    if (state.newer) lines.push(say("newer"));
    by("offline-note").replaceChildren(...lines.map(paragraph));
    by("offline-clear").hidden = !has && !state.languages.length;
    by("offline-stop").hidden = !state.languages.length || isWhole;
    by("offline-photos").hidden = !groups.photos?.count;
    if (!isFetching) by("offline-said").replaceChildren(...(state.languages.length && !isWhole ? [paragraph(say(`trouble_${state.trouble || "left"}`))] : []));
    showSize();
    void list(isWhole);
  };

  const paragraph = (/** @type {string} */ text) => Object.assign(document.createElement("p"), { textContent: text });

  const boxes = () => /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[name=language]")]);
  const chosen = () => boxes().filter((box) => box.checked).map((box) => box.value);
  const photos = () => /** @type {HTMLInputElement} */ (form.elements.namedItem("photos"));
  const nameOf = (/** @type {string} */ code) => boxes().find((box) => box.value === code)?.parentElement?.textContent?.trim() ?? code;

  const showSize = () => {
    const { groups = {} } = account;
    const names = chosen().length ? [...chosen().map((code) => `pages/${code}`), "assets", "search"] : [];
    const ofPhotos = photos().checked ? account.photos?.[photoForm][width()] ?? 0 : 0;
    const sum = (/** @type {(group: Group) => number} */ of) => names.reduce((total, name) => total + (groups[name] ? of(groups[name]) : 0), ofPhotos);
    by("offline-size").textContent = names.length ? say("size", { wire: megabytes(sum(({ wire }) => wire)), size: megabytes(sum(({ bytes }) => bytes)) }) : say("choose_one");
    /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]")).disabled = !names.length || isFetching;
  };

  /** List the pages in this page's language that were kept last, by their titles; of a whole book the home page will do. @param {boolean} isWhole */
  async function list(isWhole) {
    const prefix = new URL("..", location.href);
    const files = await caches.open(`casebook ${root.pathname} files`);
    const pages = (await files.keys()).filter(({ url }) => /\/\?/.test(url) && url.startsWith(prefix.href) && new URL(url).pathname !== location.pathname);
    const items = [];
    for (const request of isWhole ? [] : pages.reverse().slice(0, 50)) {
      const html = (await (await files.match(request))?.text()) ?? "";
      const { title, documentElement } = new DOMParser().parseFromString(html, "text/html");
      if (documentElement.lang !== here.dataset.lang) continue;
      const link = Object.assign(document.createElement("a"), { href: request.url.split("?")[0], textContent: title.split(" – ")[0] });
      const item = document.createElement("li");
      item.append(link);
      items.push(item);
    }
    by("offline-pages").replaceChildren(...items);
  }

  // ---- what the reader asks

  /** Fetch until all is there: the worker works for a minute at a time, so that a browser has no reason to end it. @param {Record<string, unknown>} question */
  async function fetchWhole(question) {
    isFetching = true;
    by("offline-progress").hidden = by("offline-stop").hidden = false;
    let said = 0;
    /** @type {(done: number, total: number) => void} */
    const onProgress = (done, total) => {
      bar.max = total || 1;
      bar.value = done;
      bar.textContent = `${done}/${total}`;
      const quarter = Math.floor((4 * done) / (total || 1));
      if (quarter > said && quarter < 4) by("offline-said").textContent = say("at", { done, total });
      said = Math.max(said, quarter);
    };
    let { result } = await ask(question, onProgress);
    while (result === "more" && account.state?.languages.length) ({ result } = await ask({ ask: "fetch" }, onProgress));
    isFetching = false;
    by("offline-progress").hidden = true;
    show();
    if (result === "done" && account.state?.languages.length) by("offline-said").replaceChildren(paragraph(say("done")));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // A browser that grants this does not throw the book out when the device runs short of room.
    void navigator.storage?.persist?.();
    void fetchWhole({ ask: "keep", languages: chosen(), photos: photos().checked ? `${photoForm} ${width()}` : "" });
    showSize();
  });
  form.addEventListener("change", showSize);
  by("offline-stop").addEventListener("click", () => void ask({ ask: "stop" }).then(show));
  by("offline-clear").addEventListener("click", async () => {
    await ask({ ask: "clear" });
    show();
    by("offline-said").textContent = "";
    by("offline-note").prepend(paragraph(say("cleared")));
  });
  reads.addEventListener("change", () => void ask({ ask: "reads", reads: reads.checked }).then(show));

  Promise.all([registered(), learnForm()])
    .then(() => ask({ ask: "state" }))
    .then(() => {
      const { languages = [], photos: kept = "", whole = "" } = account.state ?? {};
      for (const box of boxes()) if (languages.length) box.checked = languages.includes(box.value);
      photos().checked = kept !== "";
      show();
      // What was begun on an earlier visit goes on.
      const { connection } = /** @type {Navigator & {connection?: {saveData?: boolean}}} */ (navigator);
      if (languages.length && whole !== account.build && !connection?.saveData) void fetchWhole({ ask: "fetch" });
    })
    .catch(() => {
      here.hidden = false;
      for (const each of here.querySelectorAll("p, ul")) each.remove();
      by("offline-note").replaceChildren(paragraph(say("denied")));
    });
})();
