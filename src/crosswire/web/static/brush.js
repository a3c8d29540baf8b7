// Dragging over the map or the timeline: the events that fit are shown, and map, timeline and table answer together.
import { onShow, submitted, visit } from "./page.js";

const SVG = "http://www.w3.org/2000/svg";

function point(svg, event) {
  const box = svg.getBoundingClientRect();
  const view = svg.viewBox.baseVal;
  const share = (value) => Math.min(Math.max(value, 0), 1);
  return {
    x: share((event.clientX - box.left) / box.width) * view.width,
    y: share((event.clientY - box.top) / box.height) * view.height,
  };
}

// `chosen` is given two corners as shares of the picture; `moved`, where there is one, a way in pixels while Shift is held.
// A finger scrolls the page as ever; it has the marks and the signs below the map.
function brush(svg, across, chosen, moved) {
  let start = null;
  let rect = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && event.pointerType !== "touch") start = { ...point(svg, event), pan: moved && event.shiftKey };
  });
  svg.addEventListener("pointermove", (event) => {
    if (!start) return;
    const now = point(svg, event);
    if (!rect) {
      if (Math.hypot(now.x - start.x, now.y - start.y) < 6) return;
      rect = document.createElementNS(SVG, "rect");
      rect.setAttribute("class", start.pan ? "" : "brush");
      if (!start.pan) svg.append(rect);
      svg.setPointerCapture(event.pointerId);
    }
    if (start.pan) {
      const { width, height } = svg.viewBox.baseVal;
      svg.setAttribute("viewBox", `${start.x - now.x} ${start.y - now.y} ${width} ${height}`);
      return;
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
    const to = point(svg, event);
    if (from.pan) {
      moved(from.x - to.x, from.y - to.y);
      return;
    }
    const view = svg.viewBox.baseVal;
    chosen(
      { x: Math.min(from.x, to.x) / view.width, y: Math.min(from.y, to.y) / view.height },
      { x: Math.max(from.x, to.x) / view.width, y: Math.max(from.y, to.y) / view.height },
    );
  });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
}

function latitude(projected) {
  return (2 * Math.atan(Math.exp((projected * Math.PI) / 180)) * 180) / Math.PI - 90;
}

onShow(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const show = (values, how) => {
    for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
    visit(submitted(form), { history: how ?? "push" });
  };
  for (const timeline of document.querySelectorAll("#results .timeline")) {
    const first = Date.parse(timeline.dataset.since);
    const days = (Date.parse(timeline.dataset.until) - first) / 86400000 + 1;
    const day = (share) => new Date(first + Math.min(Math.floor(share * days), days - 1) * 86400000).toISOString().slice(0, 10);
    brush(timeline, true, (low, high) => show({ since: day(low.x), until: day(high.x) }));
  }
  const map = document.querySelector("#results .map");
  if (!map) return;
  const { west, east, south, north } = Object.fromEntries(Object.entries(map.dataset).map(([k, v]) => [k, Number(v)]));
  const { width, height } = map.viewBox.baseVal;
  // The box between two corners, given as shares of the picture (they may lie outside it).
  const box = (left, top, right, bottom) => {
    const lon = (share) => Math.max(-180, Math.min(180, west + share * (east - west)));
    const lat = (share) => Math.max(-85, Math.min(85, latitude(north - share * (north - south))));
    return [lon(left), lat(bottom), lon(right), lat(top)].map((edge) => edge.toFixed(4)).join(",");
  };
  brush(
    map,
    false,
    (low, high) => show({ box: box(low.x, low.y, high.x, high.y) }),
    (x, y) => show({ view: box(x / width, y / height, 1 + x / width, 1 + y / height) }, "replace"),
  );
  // Nearer and farther about the pointer: at once by stretching the picture, then drawn anew.
  let waiting = null;
  const zoom = (event, factor) => {
    event.preventDefault();
    const now = map.viewBox.baseVal;
    const bounds = map.getBoundingClientRect();
    const [dx, dy] = [(event.clientX - bounds.left) / bounds.width, (event.clientY - bounds.top) / bounds.height];
    const wide = Math.min(now.width * factor, width * 8);
    const high = (wide * height) / width;
    const [x, y] = [now.x + dx * (now.width - wide), now.y + dy * (now.height - high)];
    map.setAttribute("viewBox", `${x} ${y} ${wide} ${high}`);
    clearTimeout(waiting);
    waiting = setTimeout(
      () => show({ view: box(x / width, y / height, (x + wide) / width, (y + high) / height) }, "replace"),
      250,
    );
  };
  map.addEventListener("wheel", (event) => event.ctrlKey && zoom(event, event.deltaY < 0 ? 0.8 : 1.25), { passive: false });
  map.addEventListener("dblclick", (event) => zoom(event, 0.5));
});

// A row of the table and its mark on the map and line below the days are lit together.
function light(event, on) {
  const row = event.target.closest?.("[data-event]");
  const mark = event.target.closest?.("[data-places]");
  if (!row && !mark) return;
  const results = document.getElementById("results");
  if (!results) return;
  const places = mark ? mark.dataset.places.split("|") : [];
  for (const other of results.querySelectorAll("[data-event], [data-places]")) {
    const same = row
      ? other.dataset.event === row.dataset.event ||
        (other.dataset.places ?? "").split("|").includes(row.dataset.place)
      : places.includes(other.dataset.place);
    if (same) other.classList.toggle("lit", on);
  }
}
for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(name, (event) => light(event, on));
}
