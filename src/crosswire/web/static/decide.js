// Deciding: forms of the class "decide" are sent as JSON, signed with the name at the top.  The record is derived anew
// beside the page; the page is then shown anew in place.  In the queue nothing is shown anew: what was answered steps
// back and the next question is in focus.
import { visit } from "./page.js";
import { chosenWords } from "./reader.js";

const bar = document.getElementById("said");
const words = bar.dataset;
const nameForm = document.getElementById("reviewer");
let unsigned = null; // the question that waits for a name
nameForm.addEventListener("submit", (event) => {
  event.preventDefault();
  nameForm.elements.name.blur();
  unsigned?.focus();
  unsigned = null;
});
nameForm.elements.name.addEventListener("change", () => {
  const name = encodeURIComponent(nameForm.elements.name.value.trim());
  document.cookie = `crosswire_name=${name}; path=/; max-age=31536000; samesite=strict`;
  say(`${words.signed} ${nameForm.elements.name.value.trim() || words.nobody}.`);
});

// What was decided in this tab, the last one at the end: `z` takes it back.
const done = JSON.parse(window.sessionStorage.getItem("decided") ?? "[]");
const keep = () => window.sessionStorage.setItem("decided", JSON.stringify(done.slice(-50)));

export function say(told, wrong = false) {
  bar.querySelector("span").textContent = told;
  bar.classList.toggle("wrong", wrong);
  bar.querySelector("button").hidden = !done.length;
}

function asked(form) {
  const { kind, item, other, field, start, end } = form.dataset;
  const given = { kind, item, other, field };
  if (start !== undefined) Object.assign(given, { start: Number(start), end: Number(end) });
  if (form.closest("[data-hold]")) given.hold = true;
  for (const [name, value] of new FormData(form)) {
    if (name.startsWith("fields.")) (given.fields ??= {})[name.slice(7)] = value;
    else if (value !== "" || name === "value") given[name] = value;
  }
  if (form.dataset.selection) Object.assign(given, chosenWords(form));
  return given;
}

async function send(given) {
  const answer = await fetch("/decisions", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Crosswire": document.body.dataset.secret },
    body: JSON.stringify(given),
  });
  const text = await answer.text();
  if (!answer.ok) {
    let detail = text;
    try {
      detail = JSON.parse(text).detail;
    } catch {}
    throw new Error(detail);
  }
  return JSON.parse(text).decision_id;
}

// Until the record is derived anew; one watch at a time.
let watching = null;
export function built() {
  watching ??= (async () => {
    try {
      for (;;) {
        const state = await (await fetch("/api/building")).json();
        if (state.error) throw new Error(state.error);
        if (!state.running) return;
        await new Promise((later) => setTimeout(later, 250));
      }
    } finally {
      watching = null;
    }
  })();
  return watching;
}

async function follow(told) {
  say(`${told} ${words.building}`);
  await built();
  say(told);
  const queue = document.querySelector(".queue");
  if (!queue) await visit(window.location.href, { history: "none" });
}

// How many are left on the page, and in all.
function count() {
  document.getElementById("left").textContent = document.querySelectorAll(".question:not(.done)").length;
  const all = document.getElementById("in-all");
  if (all) all.textContent = (all.dataset.n - document.querySelectorAll(".question.done").length).toLocaleString("en");
}

function settle(question, told, id) {
  question.classList.add("done");
  question.dataset.decision = id;
  question.querySelector(".answer").textContent = told;
  for (const button of question.querySelectorAll("button")) button.disabled = true;
  for (const details of question.querySelectorAll("details")) details.open = false;
  const open = [...document.querySelectorAll(".question:not(.done)")];
  const next = open.find((one) => question.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) ?? open[0];
  count();
  (next ?? document.querySelector(".queue-end")).focus();
}

async function decide(form) {
  if (!nameForm.elements.name.value.trim()) {
    say(words.unnamed, true);
    unsigned = form.closest(".question, .claim");
    nameForm.elements.name.focus();
    return;
  }
  const question = form.closest(".question");
  const button = form.querySelector("button");
  const { kind } = form.dataset;
  const told = `${form.dataset.said ?? words[`did${kind[0].toUpperCase()}${kind.slice(1)}`]}.`;
  button.disabled = true;
  try {
    const id = await send(asked(form));
    done.push({ id, told });
    keep();
    if (question) settle(question, told, id);
    if (question?.dataset.hold) say(told);
    else await follow(told);
  } catch (error) {
    say(error.message, true);
    button.disabled = false;
  }
}

export async function undo() {
  const last = done.pop();
  if (!last) {
    say(words.nothing);
    return;
  }
  keep();
  try {
    const question = document.querySelector(`.question[data-decision="${CSS.escape(last.id)}"]`);
    await send({ kind: "undo", item: last.id, hold: Boolean(question?.dataset.hold) });
    const told = `${words.back} ${last.told}`;
    if (question) {
      question.classList.remove("done");
      for (const node of question.querySelectorAll("button")) node.disabled = false;
      question.querySelector(".answer").textContent = "";
      count();
      question.focus();
    }
    if (question?.dataset.hold) say(told);
    else await follow(told);
  } catch (error) {
    say(error.message, true);
  }
}

document.addEventListener("submit", async (event) => {
  if (!event.target.matches("form.again")) return;
  event.preventDefault();
  try {
    await fetch("/rebuild", { method: "POST", headers: { "X-Crosswire": document.body.dataset.secret } });
    say(words.building);
    await built();
    say(words.built);
  } catch (error) {
    say(error.message, true);
  }
});
bar.querySelector("button").addEventListener("click", undo);
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.decide")) return;
  event.preventDefault();
  decide(event.target);
});
