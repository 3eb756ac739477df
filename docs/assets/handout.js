// @ts-check
// A hand-out: the page of a practice, or the reader's list, and behind it the whole texts that a reader ticks, each from a
// new sheet. They come from the chapters' own pages when somebody prints; docs/decisions.md says why.

(() => {
  "use strict";

  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.handout"));
  if (!form) return;
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const choices = /** @type {HTMLFieldSetElement} */ (form.querySelector("fieldset"));
  const behind = Object.assign(document.createElement("div"), { className: "handout-texts" });
  document.querySelector("main")?.append(behind);

  /** What a hand-out leaves out of a chapter, besides what no paper shows. */
  const LEFT_OUT = "template, nav, form, button, .keep-place, .uses, .related, .citation";

  /** Let a text stand on another page than its own. @param {Element} text @param {string} address */
  const move = (text, address) => {
    const absolute = (/** @type {string | null} */ link) => new URL(link ?? "", address).href;
    // Ids are its page's, and so is the way to other pages of the book; where a link leads outside, paper says so.
    for (const name of ["id", "aria-labelledby"]) for (const each of text.querySelectorAll(`[${name}]`)) each.removeAttribute(name);
    for (const each of text.querySelectorAll("a:not([href^='http'])")) each.removeAttribute("href");
    for (const each of text.querySelectorAll("[src]")) each.setAttribute("src", absolute(each.getAttribute("src")));
    for (const each of text.querySelectorAll("[srcset]")) {
      const copies = (each.getAttribute("srcset") ?? "").split(", ").map((copy) => copy.split(" "));
      each.setAttribute("srcset", copies.map(([link, width]) => `${absolute(link)} ${width}`).join(", "));
    }
  };

  /** Give the text of a chapter's page as it stands on paper. @param {string} address */
  const textOf = async (address) => {
    const answer = await fetch(address);
    const main = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main") : null;
    if (!main) throw new TypeError(address);
    for (const each of main.querySelectorAll(LEFT_OUT)) each.remove();
    move(main, address);
    const text = Object.assign(document.createElement("article"), { className: "handout-text" });
    text.append(...main.childNodes);
    return text;
  };

  /** Wait until the photos of the texts are there, or will not come. */
  const pictures = () => {
    const all = [...behind.querySelectorAll("img")];
    for (const each of all) each.loading = "eager";
    return Promise.allSettled(all.map((each) => each.decode()));
  };

  const offer = () => {
    behind.replaceChildren();
    const known = new Set([...choices.querySelectorAll("input")].filter((box) => box.checked).map((box) => box.value));
    const template = /** @type {HTMLTemplateElement} */ (choices.querySelector("template"));
    for (const old of choices.querySelectorAll("label")) old.remove();
    const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("[data-slug] h3 a, [data-kept] h2 a"));
    for (const link of links) {
      const label = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
      const box = /** @type {HTMLInputElement} */ (label.querySelector("input"));
      box.value = link.href;
      box.checked = known.has(link.href);
      label.append(...[...link.childNodes].map((node) => node.cloneNode(true)));
      if (link.lang) label.lang = link.lang;
      choices.append(label);
    }
    form.hidden = links.length === 0;
  };

  form.addEventListener("change", () => {
    behind.replaceChildren();
    status.textContent = "";
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = [...choices.querySelectorAll("label")].filter((label) => label.querySelector("input")?.checked);
    status.textContent = chosen.length ? status.dataset.fetching ?? "" : "";
    const came = await Promise.allSettled(chosen.map((label) => textOf(label.querySelector("input")?.value ?? "")));
    const missing = chosen.filter((_, at) => came[at].status === "rejected").map((label) => label.textContent?.trim());
    status.textContent = missing.length ? `${status.dataset.missing}${missing.join(status.dataset.comma)}` : "";
    if (missing.length) return;
    behind.replaceChildren(...came.flatMap((each) => (each.status === "fulfilled" ? [each.value] : [])));
    await pictures();
    window.print();
  });

  offer();
  // A list is filled when its page is there already, and put in order by its reader.
  const list = document.querySelector("ol.kept");
  if (list) new MutationObserver(offer).observe(list, { childList: true });
})();
