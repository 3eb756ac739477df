// What scripts/bench/search.py does inside a page: an object of functions, evaluated there.
({
  /** Ask our client, without its field: the addresses of each answer. */
  async ours(queries) {
    const form = document.querySelector("form.search");
    const search = await import(new URL(form.dataset.script, location.href).href);
    const book = new search.Book(form.dataset);
    const catalogue = await book.catalogue;
    const text = await book.fullText();
    const answers = [];
    for (const query of queries) {
      const { literal, sounding } = book.look(catalogue, search.parse(search.clean(query)));
      const { hits } = await text.answer(query, catalogue, literal.length ? literal : sounding);
      answers.push(hits.map((hit) => hit.address));
    }
    return answers;
  },

  /** Ask on our search page, as its button does: milliseconds until the whole list stands. */
  async times(queries) {
    const form = document.querySelector("form.search");
    const results = document.querySelector("#search-results");
    const times = [];
    for (const query of queries) {
      form.elements.q.value = query;
      const start = performance.now();
      form.requestSubmit();
      while (results.dataset.state !== "done") await new Promise((resolve) => setTimeout(resolve, 0));
      times.push(performance.now() - start);
      // The excerpts of one list are not the wait for the next.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return times;
  },

  /** Ask Material's worker, with the query that Material's field would send. */
  async material(queries) {
    const config = JSON.parse(document.getElementById("__config").textContent);
    const base = `${new URL(config.base, location.href).href.replace(/\/$/, "")}/`;
    const worker = new Worker(new URL(config.search, location.href));
    const answer = (type) =>
      new Promise((resolve) => {
        const heard = ({ data }) => {
          if (data.type !== type) return;
          worker.removeEventListener("message", heard);
          resolve(data.data);
        };
        worker.addEventListener("message", heard);
      });
    const index = await (await fetch(`${base}search/search_index.json`)).json();
    const ready = answer(1);
    worker.postMessage({ type: 0, data: { ...index, options: { suggest: false } } });
    await ready;
    const answers = [];
    for (const query of queries) {
      const result = answer(3);
      const start = performance.now();
      const sent = query.replace(/(?:^|\s+)[*+-:^~]+(?=\s+|$)/g, "").trim();
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is the theme's own expression
      worker.postMessage({ type: 2, data: sent.replace(/\s+|(?![^\x00-\x7F]|^)$|\b$/g, "* ") });
      const { items } = await result;
      const time = performance.now() - start;
      answers.push({ time, pages: items.map(([{ location: at }]) => at.split("#")[0]) });
    }
    return answers;
  },

  /** Note when the field shows its first answer; runs before everything else on a page. */
  watch() {
    new MutationObserver((_, watch) => {
      if (!document.querySelector("[role=option]")) return;
      window.answeredAt = performance.now();
      watch.disconnect();
    }).observe(document, { subtree: true, childList: true });
  },

  /** Bytes that the search has fetched, and when it answered. What the page itself needs is not counted. */
  taken() {
    const linked = document.querySelectorAll("head > link[rel=stylesheet], head > link[rel=icon], head > script");
    const own = new Set([...linked].map((each) => each.href || each.src));
    const fetched = performance.getEntriesByType("resource").filter((each) => !own.has(each.name));
    const until = (time) => fetched.filter((each) => each.responseEnd <= time).reduce((sum, each) => sum + each.transferSize, 0);
    const [text] = performance.getEntriesByName("search: text");
    return { answered: window.answeredAt, first: until(window.answeredAt), full: until(text.startTime), all: until(Infinity) };
  },
})
