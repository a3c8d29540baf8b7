// The keyboard: the same few keys on every page (`?` lists them).
import { undo } from "./decide.js";
import { addClaim, pointAt } from "./reader.js";

const help = document.getElementById("help");
document.getElementById("keys").addEventListener("click", () => help.showModal());

// What j and k go through on this page.
const items = () => {
  for (const kind of [".question:not(.done)", "main .events tbody tr", "main .claim"]) {
    const found = [...document.querySelectorAll(kind)].filter((one) => one.getClientRects().length);
    if (found.length) return found;
  }
  return [];
};

function step(ahead) {
  const all = items();
  if (!all.length) return;
  const now = all.indexOf(document.activeElement.closest(".question, tr, .claim"));
  const next = all[Math.min(Math.max(now + ahead, 0), all.length - 1)];
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  if (next.matches(".claim")) pointAt(next);
}

function answer(key) {
  const item = document.activeElement.closest(".question, .claim");
  const form = (item ?? document).querySelector(`form[data-key="${CSS.escape(key)}"]`);
  if (!form || (!item && form.closest(".claim, .question"))) return false;
  for (let details = form.closest("details"); details; details = details.parentElement.closest("details")) details.open = true;
  const field = form.querySelector("input:not([type=hidden]), select");
  if (field) {
    field.focus();
    field.select?.();
  } else form.requestSubmit();
  return true;
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  z: undo,
  a: addClaim,
  "/": () => document.getElementById("find").focus(),
  "?": () => help.showModal(),
  n: () => document.querySelector("main a[rel=next]")?.click(),
  p: () => document.querySelector("main a[rel=prev]")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === "Escape" && event.target.matches("input, select")) {
    const item = event.target.closest(".question, .claim");
    event.target.blur();
    item?.focus({ preventScroll: true });
  }
  if (event.target.closest("input, select, textarea")) return;
  if (event.key === "Enter") {
    if (event.target.matches("tr, .question, .queue-end")) event.target.querySelector("a")?.click();
    return;
  }
  if (answer(event.key)) event.preventDefault();
  else if (KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
});
