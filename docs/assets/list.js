// @ts-check
// The reader's own list: kept in this browser alone, or somebody else's, as the address says: ?chapters=a,b,c.

(() => {
  "use strict";

  const room = document.getElementById("list");
  const template = /** @type {HTMLTemplateElement | null} */ (document.querySelector("template#kept"));
  if (!room || !template) return;
  const say = room.dataset;
  const list = /** @type {HTMLElement} */ (room.querySelector(".kept"));
  const status = /** @type {HTMLElement} */ (room.querySelector("[role=status]"));
  const address = /** @type {HTMLInputElement} */ (room.querySelector(".list-tools input"));
  /** What stands here where the browser keeps nothing. @type {Kept[]} */
  let unkept = [];
  let isRefused = false;

  const shared = () => {
    const slugs = new URLSearchParams(location.search).getAll("chapters").flatMap((each) => each.split(","));
    return [...new Set(slugs)].filter((slug) => /^[\w-]+$/.test(slug));
  };
  const mine = () => {
    const kept = isRefused ? null : ReadersList.read();
    isRefused ||= kept === null;
    return kept ?? unkept;
  };
  /** @param {Kept[]} next */
  const keep = (next) => {
    unkept = next;
    isRefused = !ReadersList.write(next);
  };

  /** @param {Element | null} place @param {Said | undefined} said */
  const put = (place, said) => {
    if (!place) return;
    Cards.put(place, said);
    if (!place.textContent) place.remove();
  };

  /** @param {string} key @param {number=} n */
  const tell = (key, n) => {
    status.textContent = (status.dataset[key] ?? "").replace("{n}", String(n));
  };

  /** @param {Kept} kept @param {Card | null} card @param {boolean} isMine */
  const entry = (kept, card, isMine) => {
    const item = /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
    const key = (/** @type {string} */ name) => item.querySelector(`[data-key=${name}]`);
    const link = /** @type {HTMLAnchorElement} */ (key("title"));
    link.href = Cards.linkTo(say.cards, kept.slug);
    item.dataset.kept = kept.slug;
    put(key("address"), Cards.publicAddress(`${say.cards}${kept.slug}/`));
    put(link, card?.title ?? kept.slug);
    put(key("kind"), card?.kind[0]);
    put(key("note"), card?.kind[1]);
    put(key("summary"), card ? card.summary : say.gone);
    put(key("facts"), card?.facts);
    const places = key("places");
    if (card?.places) places?.append(...Cards.words(card.places, say.place ?? ""));
    else places?.remove();
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (item.querySelectorAll("[data-row]"))) {
      const name = row.dataset.row ?? "";
      if (name === "practices") practices(row, card?.practices ?? []);
      else if (card?.[name]) put(row.querySelector("dd"), card[name]);
      else row.remove();
    }
    const note = /** @type {HTMLTextAreaElement} */ (item.querySelector("textarea"));
    note.value = kept.note;
    note.addEventListener("input", () => keep(mine().map((each) => (each.slug === kept.slug ? { ...each, note: note.value } : each))));
    if (!isMine) for (const each of item.querySelectorAll(".own-note, .kept-tools")) each.remove();
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (item.querySelectorAll("[data-do]"))) {
      button.setAttribute("aria-label", `${button.textContent} – ${link.textContent}`);
      button.addEventListener("click", () => act(kept.slug, button.dataset.do ?? ""));
    }
    return item;
  };

  /** @param {HTMLElement} row @param {Record<string, Said>[]} uses */
  const practices = (row, uses) => {
    if (!uses.length) return row.remove();
    return row.querySelector("ul")?.append(
      ...uses.map(({ name, how }) => {
        const item = document.createElement("li");
        const strong = document.createElement("strong");
        strong.append(Cards.word(name));
        item.append(strong, say.colon ?? "", Cards.word(how));
        return item;
      }),
    );
  };

  /** @param {string} slug @param {string} what */
  const act = (slug, what) => {
    const now = mine();
    const at = now.findIndex((each) => each.slug === slug);
    if (at < 0) return;
    const next = now.filter((each) => each.slug !== slug);
    const to = what === "up" ? Math.max(0, at - 1) : Math.min(next.length, at + 1);
    if (what !== "remove") next.splice(to, 0, now[at]);
    keep(next);
    void show().then(() => {
      // The list was written anew: the same button of the same chapter has the focus again, or the next chapter's.
      const item = what === "remove" ? list.children[Math.min(at, next.length - 1)] : list.children[to];
      const button = /** @type {HTMLButtonElement | null} */ (item?.querySelector(`[data-do=${what}]:not(:disabled)`) ?? item?.querySelector("[data-do]:not(:disabled)") ?? null);
      (button ?? /** @type {HTMLElement | null} */ (room.querySelector("[data-when=empty] a")))?.focus();
      tell(what === "remove" ? "removed" : "moved", to + 1);
    });
  };

  let turn = 0;
  const show = async () => {
    const now = ++turn;
    const theirs = shared();
    const isMine = theirs.length === 0;
    const kept = isMine ? mine() : theirs.map((slug) => ({ slug, note: "" }));
    const found = await Promise.all(kept.map(({ slug }) => Cards.cardOf(say.cards, slug)));
    if (now !== turn) return;
    list.replaceChildren(...kept.map((each, at) => entry(each, found[at], isMine)));
    list.querySelector("[data-do=up]")?.setAttribute("disabled", "");
    list.lastElementChild?.querySelector("[data-do=down]")?.setAttribute("disabled", "");
    const holds = /** @type {Record<string, boolean>} */ ({ shared: !isMine, refused: isRefused, empty: kept.length === 0, full: kept.length > 0 });
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (room.querySelectorAll("[data-when]"))) part.hidden = !holds[part.dataset.when ?? ""];
    address.value = Cards.publicAddress(`?chapters=${kept.map(({ slug }) => slug).join(",")}`);
    room.hidden = false;
  };

  room.querySelector("[data-do=adopt]")?.addEventListener("click", () => {
    const now = ReadersList.read() ?? [];
    const known = new Set(now.map(({ slug }) => slug));
    keep([...now, ...shared().filter((slug) => !known.has(slug)).map((slug) => ({ slug, note: "" }))]);
    history.pushState(null, "", location.pathname);
    void show();
  });
  room.querySelector("[data-do=copy]")?.addEventListener("click", () => {
    address.select();
    const done = () => tell("copied");
    if (navigator.clipboard) void navigator.clipboard.writeText(address.value).then(done, () => {});
    else if (document.execCommand("copy")) done();
  });
  address.addEventListener("focus", () => address.select());
  window.addEventListener("popstate", () => void show());
  window.addEventListener("storage", (event) => {
    // What is being written here is not taken away under the writer's hands.
    if (event.key === ReadersList.KEY && document.activeElement?.tagName !== "TEXTAREA") void show();
  });
  void show();
})();
