// The list of views, and the way that leads to the one shown.

import { fill, get, make, reveal } from "./dom.js";
import { homeOf } from "./model.js";
import { hashOf } from "./route.js";

const GROUPS = { context: "Contexts", service: "Services", saga: "Sagas", scenario: "Scenarios" };

/** @param {import("./model.js").View} view */
function groupOf(view) {
  if (view.name === view.kind) return "Overview";
  return view.name.startsWith(`${view.kind}:`) ? GROUPS[view.kind] ?? view.kind : "Declared in the model";
}

/** "order-service" of "Service: order-service" @param {import("./model.js").View} view */
function shortTitle(view) {
  const own = view.name.startsWith(`${view.kind}:`) || view.name !== view.kind;
  const [head, ...rest] = view.title.split(": ");
  return own && rest.length ? rest.join(": ") : head;
}

/** @param {import("./model.js").Model} model */
export function listViews(model) {
  const groups = new Map();
  for (const view of model.views) {
    if (!groups.has(groupOf(view))) groups.set(groupOf(view), []);
    groups.get(groupOf(view)).push(view);
  }
  fill(get("views"), ...[...groups].map(([title, views]) => group(title, views)));
}

function group(title, views) {
  const links = views.map((view) => make("li", {},
    make("a", { href: hashOf(view.name), "data-view": view.name, title: view.summary }, shortTitle(view))));
  return make("details", { open: true }, make("summary", {}, title, make("span", { class: "count" }, String(views.length))),
    make("ul", {}, ...links));
}

/* ---- where we are ---- */

/**
 * From the first view over the contexts around to this one.
 * @param {import("./model.js").Model} model @param {import("./model.js").View} view
 * @returns {import("./model.js").View[]}
 */
export function trailTo(model, view) {
  const trail = [view];
  let entity = view.entity === undefined ? undefined : homeOf(model, model.entities[view.entity]);
  for (; entity; entity = homeOf(model, entity)) {
    const around = model.viewOf.get(entity.index);
    if (!around || trail.includes(around)) break;
    trail.unshift(around);
  }
  return trail[0] === model.views[0] ? trail : [model.views[0], ...trail];
}

/** @param {import("./main.js").App} app */
export function showWhere({ model, place }) {
  const trail = trailTo(model, place.view);
  fill(get("trail"), ...trail.map((view) => make("li", {},
    make("a", { href: hashOf(view.name), "aria-current": view === place.view ? "page" : undefined, title: view.title }, shortTitle(view)))));
  for (const link of get("views").querySelectorAll("a")) {
    const here = link.dataset.view === place.view.name;
    if (here) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
    if (here) keepVisible(link);
  }
  document.title = `${place.view.title} – ${model.title}`;
  get("said").textContent = place.view.title;
}

function keepVisible(link) {
  link.closest("details").open = true;
  reveal(link, get("views"));
}
