// @ts-check
// Choosing two to four chapters for a comparison, on the catalogue and on the page of a practice.

(() => {
  "use strict";

  const MOST = 4;
  /** @type {HTMLTemplateElement | null} */
  const template = document.querySelector("template#choose");
  /** @type {HTMLFormElement | null} */
  const bar = document.querySelector(".choose-bar");
  if (!template || !bar) return;
  const said = /** @type {HTMLElement} */ (bar.querySelector("p"));
  const button = /** @type {HTMLButtonElement} */ (bar.querySelector("button"));
  /** @type {HTMLInputElement[]} */
  const boxes = [];
  /** @type {string[]} in the order in which they were chosen, which is the order of the columns */
  let chosen = [];

  const show = () => {
    const isFull = chosen.length === MOST;
    bar.hidden = chosen.length === 0;
    button.disabled = chosen.length < 2;
    said.textContent = `${(said.dataset.chosen ?? "").replace("{n}", String(chosen.length))}${isFull ? ` · ${said.dataset.most}` : ""}`;
    for (const box of boxes) box.disabled = isFull && !box.checked;
  };

  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-slug]"))) {
    const label = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    const box = /** @type {HTMLInputElement} */ (label.querySelector("input"));
    box.value = place.dataset.slug ?? "";
    box.setAttribute("aria-label", `${label.textContent?.trim()} – ${place.querySelector("h2, h3")?.textContent}`);
    box.addEventListener("change", () => {
      chosen = chosen.filter((slug) => slug !== box.value);
      if (box.checked) chosen.push(box.value);
      show();
    });
    boxes.push(box);
    (place.querySelector(".version-tools") ?? place).append(label);
  }
  // A browser that comes back to a page may tick the boxes again, after this file has run.
  window.addEventListener("pageshow", () => {
    chosen = boxes.filter((box) => box.checked).map((box) => box.value).slice(0, MOST);
    show();
  });
  bar.addEventListener("submit", (event) => {
    event.preventDefault();
    // In the catalogue, one practice that was chosen is what the comparison is about.
    const practices = new URLSearchParams(location.search).getAll("practice");
    const practice = bar.dataset.practice || (practices.length === 1 ? practices[0] : "");
    location.href = `${bar.action}?${practice ? `practice=${encodeURIComponent(practice)}&` : ""}chapters=${chosen.map(encodeURIComponent).join(",")}`;
  });
})();
