// The panel about what is chosen: an entity, a line, or what breaks when something dies.

import { count, fill, get, make } from "./dom.js";
import { showChain, showLight } from "./light.js";
import { bestView, chainOf, findBroken, findSpared, homeOf, keyOf, placeOf, withMembers } from "./model.js";
import { hashOf } from "./route.js";

/** @typedef {import("./main.js").App} App */
/** @typedef {import("./model.js").Entity} Entity */
/** @typedef {import("./model.js").Link} Link */

/** How a kind of link is told from either end. @type {Record<string, [string, string]>} */
const HEADINGS = {
  call: ["Calls", "Called by"],
  message: ["Sends to", "Receives from"],
  publishes: ["Publishes", "Published by"],
  consumes: ["Consumed by", "Consumes"],
  carries: ["Carries", "Carried by"],
  owns: ["Owns", "Owned by"],
  uses: ["Uses", "Used by"],
  route: ["Routes to", "Reached through"],
  relationship: ["Downstream", "Upstream"],
  step: ["Steps", "Part of sagas"],
  "takes part": ["Who takes part", "Takes part in"],
};

/** @param {App} app */
export function showDetails(app) {
  const { place } = app;
  const entity = place.at ?? (place.view.entity === undefined ? undefined : app.model.entities[place.view.entity]);
  const content = place.breaks ? tellBroken(app, place.breaks)
    : place.line ? tellLine(app, place.line)
    : entity ? tellEntity(app, entity) : tellModel(app);
  fill(get("details"), ...content);
}

/* ---- pieces ---- */

/** @param {App} app @param {Entity} entity */
export function linkTo(app, entity) {
  return make("a", { href: app.hashOfEntity(entity), class: "name" }, entity.name);
}

function place(thing) {
  const text = placeOf(thing);
  return text ? make("p", { class: "place" }, make("code", {}, text)) : undefined;
}

function heading(kind, name, description) {
  return [
    make("p", { class: "kind", "data-kind": kind }, kind.replace("_", " ")),
    make("h2", {}, name),
    description ? make("p", { class: "lead" }, description) : undefined,
  ];
}

function section(title, rows) {
  if (!rows.length) return undefined;
  return make("section", {}, make("h3", {}, title, make("span", { class: "count" }, String(rows.length))),
    make("ul", {}, ...rows));
}

function row(...children) {
  return make("li", {}, ...children);
}

/* ---- the model ---- */

function tellModel({ model }) {
  const number = (kind) => model.entities.filter((entity) => entity.kind === kind).length;
  const figures = ["service", "context", "datastore", "topic", "external"]
    .filter((kind) => number(kind) > 0)
    .map((kind) => make("div", {}, make("dd", {}, String(number(kind))), make("dt", {}, count(number(kind), kind).split(" ")[1])));
  return [
    ...heading("architecture", model.title, model.description),
    make("dl", { class: "figures" }, ...figures),
    make("p", { class: "hint" },
      "Choose anything in the picture to see what it is and whom it touches. A click on a context or a service leads to its own picture."),
  ];
}

/* ---- an entity ---- */

function tellEntity(app, entity) {
  return [
    ...heading(entity.kind, entity.name, entity.description),
    place(entity),
    actions(app, entity),
    problemsOf(app, entity),
    ...linkSections(app, entity),
    membersSection(app, entity),
    facts(app, entity),
    namedIn(app, entity),
    seenIn(app, entity),
  ];
}

function actions(app, entity) {
  const own = app.model.viewOf.get(entity.index);
  const open = own && own !== app.place.view
    ? make("a", { class: "button", href: hashOf(own.name) }, `Open the ${own.kind} view`) : undefined;
  const kill = canBreak(app, entity)
    ? make("button", { class: "button danger", type: "button", id: "break", onclick: () => app.breakIt(entity) },
      "What breaks if this dies") : undefined;
  return open || kill ? make("p", { class: "actions" }, ...[open, kill].filter(Boolean)) : undefined;
}

/** @param {App} app @param {Entity} entity */
export function canBreak(app, entity) {
  return ["service", "external", "datastore", "gateway", "context"].includes(entity.kind);
}

function problemsOf(app, entity) {
  const own = (app.model.findings ?? []).filter((finding) => finding.entity === entity.index);
  return section("Findings", own.map((finding) => row(
    make("a", { href: app.hashOfFinding(finding), class: `problem ${finding.severity}` }, finding.message))));
}

function linkSections(app, entity) {
  return Object.entries(HEADINGS).flatMap(([kind, [out, into]]) => [
    section(out, rowsOf(app, entity.out, kind, (link) => link.to)),
    section(into, rowsOf(app, entity.into, kind, (link) => link.from)),
  ]);
}

function rowsOf(app, links, kind, end) {
  return links.filter((link) => link.kind === kind).map((link) => linkRow(app, link, app.model.entities[end(link)]));
}

function linkRow(app, link, entity) {
  const notes = [link.label, link.breaker ? "circuit breaker" : undefined, softness(link)].filter(Boolean);
  return row(linkTo(app, entity), notes.length ? make("span", { class: "note" }, notes.join(" · ")) : undefined);
}

/** @param {Link} link */
function softness(link) {
  if (link.kind !== "call" || link.hard) return undefined;
  return link.fallback ? `fallback: ${link.fallback}` : "optional";
}

function membersSection(app, entity) {
  const members = withMembers(app.model, entity).slice(1);
  return section("Holds", members.map((one) => row(linkTo(app, one),
    one.description ? make("span", { class: "note" }, one.description) : undefined)));
}

function facts(app, entity) {
  if (!entity.facts.length) return undefined;
  const rows = entity.facts.flatMap((fact) => [
    make("dt", {}, fact.key.replace(/_/g, " ")),
    make("dd", {}, ...fact.values.map((value) => make("span", { class: "value" }, valueOf(app, value)))),
  ]);
  return make("section", {}, make("h3", {}, "Facts"), make("dl", { class: "facts" }, ...rows));
}

/** Only addresses of the web become links. */
function valueOf(app, value) {
  if (value.to !== undefined) return linkTo(app, app.model.entities[value.to]);
  if (value.url && /^https?:\/\//i.test(value.url))
    return make("a", { href: value.url, rel: "noopener noreferrer", target: "_blank" }, value.text);
  return value.text;
}

function namedIn(app, entity) {
  const names = (one) => one.facts.filter((fact) => fact.values.some((value) => value.to === entity.index));
  const rows = app.model.entities
    .filter((one) => one.home !== entity.index)
    .map((one) => ({ one, keys: names(one).map((fact) => fact.key.replace(/_/g, " ")) }))
    .filter(({ keys }) => keys.length)
    .map(({ one, keys }) => row(linkTo(app, one), make("span", { class: "note" }, `${one.kind.replace("_", " ")}: ${keys.join(", ")}`)));
  return section("Named in", rows);
}

function seenIn(app, entity) {
  const views = app.model.views.filter((view) => view.shown.has(entity.index) && view !== app.place.view);
  return section("Other pictures of it", views.map((view) =>
    row(make("a", { href: hashOf(view.name, { at: keyOf(entity) }), class: "name" }, view.title))));
}

/* ---- a line ---- */

function tellLine(app, id) {
  const line = app.picture.lines.find((one) => one.id === id);
  const ends = line && [line.from, line.to].map((end) => app.model.entities[app.place.view.boxes[end]]);
  const title = app.picture.parts.get(id)?.[0].querySelector("title")?.textContent ?? id;
  if (!ends?.[0] || !ends[1]) return heading("line", title);
  const links = ends[0].out.filter((link) => link.to === ends[1].index || link.callee === ends[1].index);
  return [
    ...heading("line", `${ends[0].name} → ${ends[1].name}`, title.includes(": ") ? title.slice(title.indexOf(": ") + 2) : undefined),
    section("From and to", ends.map((end) => row(linkTo(app, end),
      make("span", { class: "note" }, [end.kind, homeOf(app.model, end)?.name].filter(Boolean).join(" in "))))),
    section("What it stands for", links.map((link) => row(make("span", { class: "name" }, link.label ?? link.kind),
      make("span", { class: "note" }, [link.kind, softness(link) ?? (link.hard ? "hard: its failure is the caller's" : "")].filter(Boolean).join(" · ")),
      place(link)))),
  ];
}

/* ---- what breaks ---- */

function tellBroken(app, entity) {
  const broken = findBroken(app.model, entity);
  return [
    ...heading(entity.kind, `If ${entity.name} dies`, sumUp(broken)),
    make("p", { class: "actions" }, make("a", { class: "button", href: app.hashOfEntity(entity) }, `Back to ${entity.name}`)),
    section("Breaks", broken.map((one) => brokenRow(app, broken, one))),
    section("Carries on without it", findSpared(app.model, entity).map((link) => linkRow(app, link, app.model.entities[link.from]))),
  ];
}

function sumUp(broken) {
  const far = broken.filter((one) => chainOf(broken, one.entity).length > 2).length;
  if (!broken.length) return "Nobody needs it to answer: nothing else fails.";
  const how = far === 0 ? "" : far === broken.length ? ", all of them through others" : `, ${far} of them through others`;
  return `${count(broken.length, "service")} cannot answer${how}.`;
}

function brokenRow(app, broken, one) {
  const chain = chainOf(broken, one.entity).map((entity) => entity.name).join(" → ");
  const item = row(linkTo(app, one.entity), make("span", { class: "note chain" }, chain),
    one.by.label ? make("span", { class: "note" }, one.by.label) : undefined);
  item.dataset.broken = one.entity.name;
  for (const event of ["pointerenter", "focusin"]) item.addEventListener(event, () => showChain(app, one.entity));
  for (const event of ["pointerleave", "focusout"]) item.addEventListener(event, () => showLight(app));
  return item;
}

/** The picture that shows most of what breaks. @param {App} app @param {Entity} entity */
export function viewOfBroken(app, entity) {
  const all = [entity, ...findBroken(app.model, entity).map((one) => one.entity)];
  return bestView(app.model, app.place.view, (view) =>
    all.filter((one) => view.shown.has(one.index)).length +
    all.filter((one) => one.home !== undefined && view.shown.has(one.home)).length / 1000) ?? app.place.view;
}
