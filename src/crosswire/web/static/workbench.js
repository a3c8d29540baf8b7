// Brushing: a drag over the map or the timeline fills in the filters and shows the events that fit.
const form = document.getElementById("filters");

function brush(svg, across, chosen) {
  let start = null;
  let rect = null;
  const at = (event) => {
    const box = svg.getBoundingClientRect();
    const view = svg.viewBox.baseVal;
    return {
      x: Math.min(Math.max(((event.clientX - box.left) / box.width) * view.width, 0), view.width),
      y: Math.min(Math.max(((event.clientY - box.top) / box.height) * view.height, 0), view.height),
    };
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button === 0) start = at(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!start) return;
    const now = at(event);
    if (!rect) {
      if (Math.hypot(now.x - start.x, now.y - start.y) < 6) return;
      rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      rect.setAttribute("class", "brush");
      svg.append(rect);
      svg.setPointerCapture(event.pointerId);
    }
    rect.setAttribute("x", Math.min(start.x, now.x));
    rect.setAttribute("width", Math.abs(now.x - start.x));
    rect.setAttribute("y", across ? 0 : Math.min(start.y, now.y));
    rect.setAttribute("height", across ? svg.viewBox.baseVal.height : Math.abs(now.y - start.y));
  });
  svg.addEventListener("pointerup", (event) => {
    const from = start;
    start = null;
    if (!rect) return;
    rect.remove();
    rect = null;
    // The click that ends a drag must not follow the link under it.
    svg.addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
    const to = at(event);
    const view = svg.viewBox.baseVal;
    chosen(
      { x: Math.min(from.x, to.x) / view.width, y: Math.min(from.y, to.y) / view.height },
      { x: Math.max(from.x, to.x) / view.width, y: Math.max(from.y, to.y) / view.height },
    );
  });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
}

function show(values) {
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  form.requestSubmit();
}

function latitude(projected) {
  return (2 * Math.atan(Math.exp((projected * Math.PI) / 180)) * 180) / Math.PI - 90;
}

if (form) {
  // Empty filters stay out of the address.
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
  const timeline = document.querySelector("#results .timeline");
  if (timeline) {
    const first = Date.parse(timeline.dataset.since);
    const days = (Date.parse(timeline.dataset.until) - first) / 86400000 + 1;
    const day = (share) => new Date(first + Math.min(Math.floor(share * days), days - 1) * 86400000).toISOString().slice(0, 10);
    brush(timeline, true, (low, high) => show({ since: day(low.x), until: day(high.x) }));
  }
  const map = document.querySelector("#results .map");
  if (map) {
    const { west, east, south, north } = Object.fromEntries(Object.entries(map.dataset).map(([k, v]) => [k, Number(v)]));
    const lon = (share) => Math.max(-180, Math.min(180, west + share * (east - west)));
    const lat = (share) => latitude(north - share * (north - south));
    brush(map, false, (low, high) => {
      const box = [lon(low.x), lat(high.y), lon(high.x), lat(low.y)];
      show({ box: box.map((edge) => edge.toFixed(4)).join(",") });
    });
  }
}

// Deciding: forms of the class "decide" are sent as JSON, signed with the name at the top; the page is shown anew when the
// record has been derived again.
const nameForm = document.getElementById("reviewer");
nameForm.addEventListener("submit", (event) => event.preventDefault());
nameForm.elements.name.addEventListener("change", () => {
  const name = encodeURIComponent(nameForm.elements.name.value.trim());
  document.cookie = `crosswire_name=${name}; path=/; max-age=31536000; samesite=strict`;
});

// What is marked in the text, as offsets in code points of the document.
function marked() {
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
  return start === null || end === null || start >= end ? null : { start, end, words: String(selection) };
}

let chosen = null;
document.addEventListener("selectionchange", () => {
  const found = marked();
  if (!found) return;
  chosen = found;
  for (const node of document.querySelectorAll("[data-selection] .chosen")) node.textContent = found.words;
});

function asked(form) {
  const { kind, item, other, field, start, end } = form.dataset;
  const given = { kind, item, other, field };
  if (start !== undefined) Object.assign(given, { start: Number(start), end: Number(end) });
  if (form.dataset.selection && chosen) Object.assign(given, { start: chosen.start, end: chosen.end });
  for (const [name, value] of new FormData(form)) {
    if (name.startsWith("fields.")) (given.fields ??= {})[name.slice(7)] = value;
    else given[name] = value;
  }
  return given;
}

async function decide(form) {
  const said = form.querySelector(".said");
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const answer = await fetch("/decisions", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Crosswire": document.body.dataset.secret },
      body: JSON.stringify(asked(form)),
    });
    if (!answer.ok) throw new Error((await answer.json()).detail);
    said.textContent = "Decided. The record is being derived anew.";
    for (;;) {
      const state = await (await fetch("/api/building")).json();
      if (state.error) throw new Error(state.error);
      if (!state.running) break;
      await new Promise((done) => setTimeout(done, 250));
    }
    window.location.reload();
  } catch (error) {
    said.textContent = error.message;
    button.disabled = false;
  }
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.decide")) return;
  event.preventDefault();
  decide(event.target);
});

// The queue with the keyboard.
const questions = [...document.querySelectorAll(".question")];
document.addEventListener("keydown", (event) => {
  if (!questions.length || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea")) return;
  const at = questions.indexOf(document.activeElement.closest(".question"));
  if (event.key === "j" || event.key === "k") {
    const next = Math.min(Math.max(at + (event.key === "j" ? 1 : -1), 0), questions.length - 1);
    questions[next].focus();
  } else if (at >= 0 && event.key === "c") {
    questions[at].querySelector("details").open = true;
    questions[at].querySelector("details input").focus();
  } else if (at >= 0) {
    questions[at].querySelector(`form[data-key="${CSS.escape(event.key)}"]`)?.requestSubmit();
  } else return;
  event.preventDefault();
});
