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
