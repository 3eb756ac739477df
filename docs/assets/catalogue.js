// @ts-check
// Narrowing the catalogue down: several values at once, any of them within a facet, all facets together. What was chosen
// stands in the address. Everything that it needs is in the page, so that it also works from a folder.

(() => {
  "use strict";

  const list = document.querySelector(".found .entries");
  const narrow = /** @type {HTMLDetailsElement | null} */ (document.querySelector(".narrow"));
  if (!list || !narrow) return;
  const ways = /** @type {HTMLElement} */ (narrow.querySelector(".narrow-ways"));
  const status = /** @type {HTMLElement} */ (document.querySelector(".found [role=status]"));
  const opener = /** @type {HTMLButtonElement} */ (document.querySelector(".narrow-open"));
  const sort = /** @type {HTMLSelectElement} */ (document.querySelector(".sort select"));
  const chips = /** @type {HTMLElement} */ (document.querySelector(".chosen"));
  const sheet = /** @type {HTMLDialogElement} */ (document.querySelector(".sheet"));
  const finish = /** @type {HTMLButtonElement} */ (sheet.querySelector("button"));
  const isWide = matchMedia("(min-width: 60rem)").matches;

  const entries = /** @type {HTMLElement[]} */ ([...list.children]).map((item) => {
    const [byProvince, byTitle] = (item.dataset.ranks ?? "").split(" ").map(Number);
    return { item, facets: new Set(item.dataset.facets?.split(" ")), ranks: /** @type {Record<string, number>} */ ({ province: byProvince, title: byTitle }) };
  });
  const asked = () => new URLSearchParams(location.search);

  // Each list of links becomes a set of boxes.
  const boxes = /** @type {HTMLElement[]} */ ([...ways.querySelectorAll("[data-facet]")]).flatMap((section) => {
    const name = section.dataset.facet ?? "";
    const set = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = section.querySelector("h2")?.textContent ?? "";
    set.append(legend);
    const made = /** @type {HTMLElement[]} */ ([...section.querySelectorAll("[data-value]")]).map((item) => {
      const link = /** @type {HTMLAnchorElement} */ (item.querySelector("a"));
      const count = /** @type {HTMLElement} */ (item.querySelector(".count"));
      const label = document.createElement("label");
      const box = Object.assign(document.createElement("input"), { type: "checkbox", name, value: item.dataset.value ?? "" });
      const text = document.createElement("span");
      text.textContent = link.textContent;
      if (link.lang) text.lang = link.lang;
      const words = document.createElement("span");
      words.append(text, " ", count);
      label.append(box, words);
      set.append(label);
      box.addEventListener("change", () => choose(name, box.value, box.checked));
      return { box, count, name, value: box.value, label: text };
    });
    section.replaceWith(set);
    return made;
  });
  const names = [...new Set(boxes.map(({ name }) => name))];

  /** @param {URLSearchParams} next @param {boolean=} replaces */
  const go = (next, replaces = false) => {
    const query = next.toString();
    history[replaces ? "replaceState" : "pushState"](null, "", query ? `?${query}` : location.pathname);
    show();
  };

  /** @param {string} name @param {string} value @param {boolean} isWanted */
  const choose = (name, value, isWanted) => {
    const next = asked();
    const kept = next.getAll(name).filter((each) => each !== value);
    next.delete(name);
    for (const each of isWanted ? [...kept, value] : kept) next.append(name, each);
    go(next);
  };

  const show = () => {
    const now = asked();
    const wanted = names.map((name) => ({ name, values: boxes.filter((each) => each.name === name && now.getAll(name).includes(each.value)).map(({ value }) => `${name}:${value}`) })).filter(({ values }) => values.length);
    /** @param {Set<string>} facets @param {string=} but a facet that does not count */
    const fits = (facets, but) => wanted.every(({ name, values }) => name === but || values.some((value) => facets.has(value)));
    let shown = 0;
    for (const { item, facets } of entries) {
      item.hidden = !fits(facets);
      if (!item.hidden) shown++;
    }
    for (const name of names) {
      const others = entries.filter(({ facets }) => fits(facets, name));
      for (const { box, count, value } of boxes.filter((each) => each.name === name)) {
        const n = others.filter(({ facets }) => facets.has(`${name}:${value}`)).length;
        count.textContent = String(n);
        box.checked = now.getAll(name).includes(value);
        box.disabled = n === 0 && !box.checked;
      }
    }
    status.textContent = ((shown === 1 && status.dataset.one) || status.dataset.many || "").replace("{n}", String(shown));
    finish.textContent = (finish.dataset.show ?? "").replace("{n}", String(shown));
    showChips();
    order(now.get("sort") ?? "");
  };

  const showChips = () => {
    const chosen = boxes.filter(({ box }) => box.checked);
    chips.hidden = chosen.length === 0;
    /** @param {string} text @param {() => void} act */
    const chip = (text, act) => {
      const item = document.createElement("li");
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
      button.addEventListener("click", () => {
        act();
        // The button is gone; the next one, or the list's own line, takes the focus.
        (chips.querySelector("button") ?? (isWide ? /** @type {HTMLElement} */ (narrow.firstElementChild) : opener)).focus();
      });
      item.append(button);
      return { item, button };
    };
    const items = chosen.map(({ name, value, label }) => {
      const { item, button } = chip(label.textContent ?? "", () => choose(name, value, false));
      button.setAttribute("aria-label", `${chips.dataset.remove}${label.textContent}`);
      if (label.lang) button.lang = label.lang;
      return item;
    });
    if (items.length > 1) {
      const clear = () => {
        const next = asked();
        for (const name of names) next.delete(name);
        go(next);
      };
      items.push(chip(chips.dataset.clear ?? "", clear).item);
    }
    chips.replaceChildren(...items);
  };

  /** @param {string} by */
  const order = (by) => {
    sort.value = by;
    const known = sort.selectedIndex > 0 ? by : "";
    if (!known) sort.value = "";
    if (list.getAttribute("data-sorted") === known) return;
    list.setAttribute("data-sorted", known);
    const sorted = known ? [...entries].sort((a, b) => a.ranks[known] - b.ranks[known]) : entries;
    list.append(...sorted.map(({ item }) => item));
  };

  sort.addEventListener("change", () => {
    const next = asked();
    if (sort.value) next.set("sort", sort.value);
    else next.delete("sort");
    go(next, true);
  });

  // A cell of the picture, or of its table, is a practice in a province.
  document.querySelector(".picture")?.addEventListener("click", (event) => {
    const cell = /** @type {Element} */ (event.target).closest("a[data-province]");
    const practice = cell?.closest("[data-practice]")?.getAttribute("data-practice");
    if (!cell || !practice || /** @type {MouseEvent} */ (event).ctrlKey || /** @type {MouseEvent} */ (event).metaKey) return;
    event.preventDefault();
    const next = asked();
    next.set("practice", practice);
    next.set("province", cell.getAttribute("data-province") ?? "");
    go(next);
    status.tabIndex = -1;
    status.focus({ preventScroll: true });
    status.scrollIntoView({ block: "center" });
  });

  // Beside the list where there is room, else a sheet. It stays as it began: what a reader sees does not go away when the
  // page is made larger.
  narrow.open = true;
  narrow.hidden = !isWide;
  opener.hidden = isWide;
  if (!isWide) sheet.querySelector(".sheet-ways")?.append(ways);
  opener.addEventListener("click", () => sheet.showModal());
  // A touch beside the sheet closes it, as people expect.
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet) sheet.close();
  });
  window.addEventListener("popstate", show);
  /** @type {HTMLElement} */ (sort.parentElement).hidden = false;
  show();
})();
