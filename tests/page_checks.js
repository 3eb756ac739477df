// What is asked of a page as it stands in a browser; page_checks.py says what for. Each gives a list of faults.

const name = (/** @type {Element} */ element) => element.outerHTML.slice(0, 90);
const everything = () => /** @type {NodeListOf<HTMLElement>} */ (document.body.querySelectorAll("*"));

/** Mark what the Tab key has to reach, and give how many that are. */
export function expectStops() {
  const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
  const shown = /** @type {HTMLInputElement[]} */ ([...all]).filter((each) => !each.disabled && each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true }));
  // Of radio buttons that belong together the Tab key reaches one.
  const stops = shown.filter((each) => each.type !== "radio" && each.type !== "hidden");
  for (const each of stops) each.dataset.stop = "";
  return stops.length;
}

/** Give what is wrong with how the focus is shown, or null where the round is over. */
export function faultsOfFocus() {
  const now = document.activeElement;
  if (!(now instanceof HTMLElement) || now === document.body || "reached" in now.dataset) return null;
  now.dataset.reached = "";
  const faults = [];
  const style = getComputedStyle(now);
  if (style.outlineStyle === "none" || Number.parseFloat(style.outlineWidth) < 2) faults.push(`${name(now)} has no outline of 2 pixels`);
  else if (style.outlineColor === getComputedStyle(document.documentElement).backgroundColor) faults.push(`${name(now)} has an outline in the colour of the page`);
  // WCAG 2.2, 2.4.11: a part of it has to be seen.
  const { left, right, top, bottom } = now.getClientRects()[0];
  const middle = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
  const seen = document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight));
  if (!seen || !(now.contains(seen) || seen.contains(now))) faults.push(`${name(now)} is hidden by ${seen ? name(seen) : "the edge of the screen"}`);
  return faults;
}

/** What the Tab key should have reached. */
export const unreached = () => [...document.querySelectorAll("[data-stop]:not([data-reached])")].map((each) => `${name(each)} is not reached`);

/** What is wider than the screen, or has text that is cut off at a side. */
export function overflowing() {
  const faults = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the page has ${scrollWidth} pixels on a screen of ${clientWidth}`);
  for (const each of everything()) {
    const { clipPath, overflowX } = getComputedStyle(each);
    // What is clipped to nothing is there to be heard.
    const isCut = clipPath === "none" && each.checkVisibility() && /^(hidden|clip)$/.test(overflowX) && each.scrollWidth > each.clientWidth + 1;
    if (isCut && each.textContent?.trim()) faults.push(`${name(each)} is cut off`);
  }
  return faults;
}

/** Set text as far apart as readers may (WCAG 2.2, 1.4.12), or as it was. @param {boolean} isOn */
export function spaceText(isOn) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
  document.adoptedStyleSheets = isOn ? [sheet] : [];
}

const MARKS = /** @type {const} */ (["outlineStyle", "outlineWidth", "borderBlockEndColor", "borderInlineStartColor", "fontWeight", "textDecorationLine", "color"]);
const marksOf = (/** @type {Element} */ element) => MARKS.map((each) => getComputedStyle(element)[each]).join();
const isCurrent = (/** @type {Element} */ element) => element.matches("[aria-current], [aria-selected=true]");

/** What gets lost where a reader's system chooses the colours, backgrounds included. */
export function lostInForcedColours() {
  const faults = [];
  for (const each of everything()) {
    if (!each.checkVisibility()) continue;
    const style = getComputedStyle(each);
    if (style.forcedColorAdjust === "none") faults.push(`${name(each)} keeps its own colours`);
    const isField = each.matches("button, input:not([type=checkbox], [type=radio]), select, textarea") && (each.textContent?.trim() || each.hasAttribute("placeholder"));
    if (isField && (style.borderBottomStyle === "none" || style.borderBottomWidth === "0px")) faults.push(`${name(each)} has no border`);
    const isSign = each.matches(":is(a, button) svg *") && !each.matches("g, defs, title");
    if (isSign && style.fill !== style.color && style.stroke !== style.color) faults.push(`${name(each)} is not drawn in the colour of text`);
    if (isCurrent(each)) {
      const others = each.closest("ul, ol, [role=listbox]")?.querySelectorAll(each.tagName) ?? [];
      const other = [...others].find((it) => !isCurrent(it));
      if (other && marksOf(other) === marksOf(each)) faults.push(`${name(each)} looks like those beside it`);
    }
  }
  return faults;
}

/** What moves by itself, or slides where it could jump. */
export function moving() {
  const faults = [];
  for (const each of document.querySelectorAll("*")) {
    for (const part of ["", "::before", "::after"]) {
      const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(each, part);
      const isMoving = `${transitionDuration},${animationDuration}`.split(",").some((time) => Number.parseFloat(time) > 0);
      if (isMoving || scrollBehavior === "smooth") faults.push(`${name(each)}${part} moves`);
    }
  }
  return faults;
}
