// Showing another address of the same page in place: nothing scrolls, and the field in use stays in use.

const ready = [];

// Do this now, and again whenever the content has been put in place anew.
export function onShow(run) {
  ready.push(run);
  run();
}

const content = () => document.getElementById("content");

// An id, or where the element stands among those of its kind: enough to find it again in the new content.
function place(element) {
  if (!element || !content().contains(element)) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  const home = element.closest("[id]");
  const within = home === content() ? "#content" : `#${CSS.escape(home.id)}`;
  const same = [...home.querySelectorAll(element.tagName)];
  return [within, element.tagName, same.indexOf(element)];
}

function found(where) {
  if (!where) return null;
  if (typeof where === "string") return document.querySelector(where);
  const [within, tag, at] = where;
  return document.querySelector(within)?.querySelectorAll(tag)[at] ?? null;
}

// The first element with an id that is in sight, and how far down it is.
function anchor() {
  for (const element of content().querySelectorAll("[id]")) {
    const top = element.getBoundingClientRect().top;
    if (top >= 0 && top < window.innerHeight && element.getClientRects().length) return [element.id, top];
  }
  return null;
}

let last = 0;

// `keep`: what is in sight stays where it is.  An answer that was overtaken by a later one is dropped.
export async function visit(address, { history: how = "push", keep = true } = {}) {
  const asked = ++last;
  const answer = await fetch(address);
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (asked !== last) return;
  const [focus, held] = [place(document.activeElement), keep ? anchor() : null];
  const open = [...content().querySelectorAll("details[open]")].map(place);
  document.title = next.title;
  document.querySelector("header nav").replaceChildren(...next.querySelector("header nav").childNodes);
  content().replaceChildren(...next.getElementById("content").childNodes);
  if (how === "push" && answer.url !== window.location.href) {
    window.history.replaceState({ shown: true }, "");
    window.history.pushState({ shown: true }, "", answer.url);
  } else if (how === "replace") window.history.replaceState({ shown: true }, "", answer.url);
  for (const where of open) found(where)?.setAttribute("open", "");
  found(focus)?.focus({ preventScroll: true });
  const element = held && document.getElementById(held[0]);
  if (element) window.scrollBy(0, element.getBoundingClientRect().top - held[1]);
  for (const run of ready) run();
}

window.addEventListener("popstate", (event) => {
  if (event.state?.shown) visit(window.location.href, { history: "none", keep: false });
});

// Links to the same page with another question, and the filters.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#content a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const to = new URL(link.href instanceof SVGAnimatedString ? link.href.baseVal : link.href, window.location.href);
  if (to.origin !== window.location.origin || to.pathname !== window.location.pathname || to.hash || link.closest(".pager")) return;
  event.preventDefault();
  visit(to, { history: link.closest(".zoom") ? "replace" : "push" });
});

export function submitted(form) {
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  return `${form.getAttribute("action")}${query.size ? `?${query}` : ""}`;
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.filters") || event.defaultPrevented) return;
  event.preventDefault();
  const to = submitted(event.target);
  if (to.split("?")[0] === window.location.pathname) visit(to);
  else window.location.assign(to);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("#filters select, #filters [type=checkbox]")) event.target.form.requestSubmit();
});
