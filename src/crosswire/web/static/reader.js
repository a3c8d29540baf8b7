// A text and its claims: a mark shows its claim and a claim its marks, without moving what is being read; words that are
// selected can be made a claim.
import { onShow } from "./page.js";

function point(claim, from) {
  const number = claim.dataset.n;
  for (const old of document.querySelectorAll(".on")) old.classList.remove("on");
  document.body.classList.add("pointing");
  claim.classList.add("on");
  const marks = [...document.querySelectorAll(`.seg[data-claims~="${number}"]`)];
  for (const mark of marks) mark.classList.add("on");
  window.history.replaceState(window.history.state, "", `#${claim.id}`);
  const panel = claim.closest(".panel");
  if (from === "text") {
    if (panel && panel.scrollHeight > panel.clientHeight + 1) {
      panel.scrollTop += claim.getBoundingClientRect().top - panel.getBoundingClientRect().top - 8;
    } else claim.scrollIntoView({ block: "nearest" });
  } else {
    const box = marks[0]?.getBoundingClientRect();
    if (box && (box.top < 0 || box.bottom > window.innerHeight)) marks[0].scrollIntoView({ block: "center" });
  }
}

document.addEventListener("click", (event) => {
  if (!document.querySelector(".reader") || event.defaultPrevented || !event.target.closest) return;
  const number = event.target.closest(".to-claim, .to-mark");
  if (number) {
    event.preventDefault();
    const claim = document.getElementById(number.getAttribute("href").slice(1).replace(/^m-/, "c-"));
    if (claim) point(claim, number.matches(".to-claim") ? "text" : "claim");
    return;
  }
  if (!window.getSelection().isCollapsed) return;
  const mark = event.target.closest(".seg[data-claims]");
  if (mark) {
    const numbers = mark.dataset.claims.split(" ");
    const now = document.querySelector(".claim.on")?.dataset.n;
    const next = numbers[(numbers.indexOf(now) + 1) % numbers.length];
    point(document.querySelector(`.claim[data-n="${next}"]`), "text");
  } else if (!event.target.closest("a, button, summary, details, input, select")) {
    const claim = event.target.closest(".claim[data-n]");
    if (claim) point(claim, "claim");
  }
});

export function pointAt(claim) {
  if (claim.dataset.n) point(claim, "claim");
}

// What is selected in the text, as offsets in code points of the document.
function selected() {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const offset = (node, at) => {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!piece || node.nodeType !== Node.TEXT_NODE) return null;
    return Number(piece.dataset.start) + [...node.data.slice(0, at)].length;
  };
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? null : { start, end, words: String(selection), range };
}

let chosen = null;
const offer = () => document.getElementById("offer");

document.addEventListener("selectionchange", () => {
  const found = selected();
  const button = offer();
  if (!button) return;
  button.hidden = !found;
  if (!found) return;
  chosen = found;
  document.querySelector("[data-selection] [name=words]").value = found.words;
  const box = found.range.getBoundingClientRect();
  const home = button.parentElement.getBoundingClientRect();
  button.style.top = `${box.bottom - home.top + 4}px`;
  button.style.left = `${Math.max(0, box.left - home.left)}px`;
});

export function addClaim() {
  const details = document.getElementById("missed");
  if (!details) return;
  details.open = true;
  details.scrollIntoView({ block: "nearest" });
  details.querySelector(chosen ? "select" : "input").focus({ preventScroll: true });
}

onShow(() => {
  chosen = null;
  offer()?.addEventListener("click", addClaim);
});

// The words of a claim that was missed: those selected, or those typed, where the text has them once.
export function chosenWords(form) {
  const typed = form.elements.words.value.trim();
  if (chosen && typed === chosen.words.trim()) return { start: chosen.start, end: chosen.end };
  const places = [];
  for (const paragraph of document.querySelectorAll(".reader .text p")) {
    const pieces = [...paragraph.querySelectorAll("[data-start]")];
    const text = pieces.map((piece) => piece.textContent).join("");
    for (let at = text.indexOf(typed); typed && at >= 0; at = text.indexOf(typed, at + 1)) {
      const start = Number(pieces[0].dataset.start) + [...text.slice(0, at)].length;
      places.push({ start, end: start + [...typed].length });
    }
  }
  if (places.length !== 1) {
    throw new Error(typed ? `The text has these words ${places.length} times; select them in it.` : "Select the words in the text, or type them.");
  }
  return places[0];
}
