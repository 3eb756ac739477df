// @ts-check
// Marks on a page what its reader searched for. Loaded by book.js where the address says what (`?h=…`), and only there.

const BLOCK = "p, li, h1, h2, h3, h4, dt, dd, th, td, blockquote, figcaption, caption, summary, pre";
const LEFT_OUT = "nav, footer, script, style, [hidden]";
const IS_HAN = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/;

/** Match Chinese as it stands, and Latin words at their beginning, in the singular and the plural. @param {string} asked */
function pattern(asked) {
  const escaped = (/** @type {string} */ text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  if (IS_HAN.test(asked)) return escaped(asked);
  const words = asked.split(/[\s-]+/).map((word) => {
    const stem = word.length > 4 ? word.replace(/ies$/, "").replace(/([^su])e?s$/, "$1") : word;
    return escaped(stem) + (word.length > 3 ? "[\\p{L}]*" : "(?:e?s)?(?![\\p{L}\\p{N}])");
  });
  return `(?<![\\p{L}\\p{N}])${words.join("[\\s-]+")}`;
}

/** Find the texts of an element that match. @param {Element} main @param {RegExp} wanted @returns {Range[]} */
function find(main, wanted) {
  /** @type {{node: Text, start: number}[]} */
  const nodes = [];
  let text = "";
  /** @type {Element | null | undefined} */
  let block;
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node instanceof Text; node = walk.nextNode()) {
    if (node.parentElement?.closest(LEFT_OUT)) continue;
    const now = node.parentElement?.closest(BLOCK);
    // A phrase does not run from one block into the next.
    if (now !== block) text += "\u0000";
    block = now;
    nodes.push({ node, start: text.length });
    text += node.data;
  }
  const placeOf = (/** @type {number} */ at) => {
    let [low, high] = [0, nodes.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (nodes[middle].start <= at) low = middle;
      else high = middle - 1;
    }
    return nodes[low];
  };
  return [...text.matchAll(wanted)].map((match) => {
    const range = new Range();
    const [from, to] = [placeOf(match.index), placeOf(match.index + match[0].length - 1)];
    range.setStart(from.node, match.index - from.start);
    range.setEnd(to.node, match.index + match[0].length - to.start);
    return range;
  });
}

/** Show ranges as marked, and give what takes the marks away. @param {Range[]} ranges */
function paint(ranges) {
  if (CSS.highlights) {
    CSS.highlights.set("searched", new Highlight(...ranges));
    return () => void CSS.highlights.delete("searched");
  }
  const marks = ranges.reverse().filter((range) => range.startContainer === range.endContainer).map((range) => {
    const mark = document.createElement("mark");
    range.surroundContents(mark);
    return mark;
  });
  return () => {
    for (const mark of marks) mark.replaceWith(...mark.childNodes);
  };
}

/** Mark what was searched for, show the first of it, and offer to take the marks away. @param {HTMLFormElement} form whose words are shown */
export function showMarks(form) {
  const address = new URL(location.href);
  const asked = address.searchParams.getAll("h").filter((each) => each.trim());
  address.searchParams.delete("h");
  history.replaceState(history.state, "", address);
  const main = document.querySelector("main");
  if (!main || !asked.length) return;
  const ranges = find(main, new RegExp(asked.map(pattern).join("|"), "giu"));
  if (!ranges.length) return;
  const passage = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const first = ranges.find(({ startContainer }) => !passage || passage.contains(startContainer) || passage.compareDocumentPosition(startContainer) & Node.DOCUMENT_POSITION_FOLLOWING);
  const shown = first?.startContainer.parentElement;
  const clear = paint(ranges);
  shown?.scrollIntoView({ block: "center", behavior: "instant" });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "marks-clear" });
  button.textContent = form.dataset.clear ?? "";
  const end = () => {
    clear();
    button.remove();
    document.removeEventListener("keydown", onKey);
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && !event.defaultPrevented) end();
  };
  button.addEventListener("click", end);
  document.addEventListener("keydown", onKey);
  main.after(button);
}
