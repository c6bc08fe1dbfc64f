// Puts it all together. The address behind the # is the only state: everything shown follows from it.

import { showDetails, viewOfBroken } from "./details.js";
import { get } from "./dom.js";
import { startKeys } from "./keys.js";
import { bringChosen, idAt, showLight, watchHover } from "./light.js";
import { keyOf, readModel, viewFor } from "./model.js";
import { parsePicture } from "./picture.js";
import { showProblems, startProblems } from "./problems.js";
import { hashOf, hashOfFinding, placeOfHash } from "./route.js";
import { startSearch } from "./search.js";
import { fit, makeStage, reset, zoom } from "./stage.js";
import { startPrint, startTheme } from "./theme.js";
import { listViews, showWhere } from "./views.js";

/**
 * @typedef {object} App
 * @property {import("./model.js").Model} model
 * @property {import("./stage.js").Stage} stage
 * @property {import("./picture.js").Picture} picture  the one shown
 * @property {import("./route.js").Place} place  what the address says
 * @property {(hash: string) => void} go
 * @property {(entity: import("./model.js").Entity) => string} hashOfEntity
 * @property {(finding: import("./model.js").Finding) => string} hashOfFinding
 * @property {(entity: import("./model.js").Entity) => void} breakIt
 * @property {(name: "details" | "problems") => void} openTab
 * @property {() => boolean} closeDrawers  whether one was open
 */

/** @returns {App} */
function makeApp() {
  const model = readModel(JSON.parse(get("model").textContent));
  const app = /** @type {any} */ ({ model, stage: makeStage(get("stage"), get("sheet")) });
  app.go = (hash) => { if (hash === location.hash) show(app); else location.hash = hash; };
  app.hashOfEntity = (entity) => hashOfEntity(app, entity);
  app.hashOfFinding = (finding) => hashOfFinding(model, finding, app.place.view);
  app.breakIt = (entity) => app.go(hashOf(viewOfBroken(app, entity).name, { breaks: keyOf(entity) }));
  app.openTab = (name) => openTab(name, true);
  app.closeDrawers = closeDrawers;
  return app;
}

/** An entity where it can be seen; its own view needs no further word. */
function hashOfEntity({ model, place }, entity) {
  const view = viewFor(model, entity, place.view) ?? place.view;
  return hashOf(view.name, view.entity === entity.index ? {} : { at: keyOf(entity) });
}

/* ---- showing ---- */

/** @param {App} app */
function show(app) {
  const before = app.place;
  const place = placeOfHash(app.model, location.hash);
  if (!place) return;
  app.place = place;
  if (before?.view !== place.view) showPicture(app);
  showWhere(app);
  showDetails(app);
  showProblems(app);
  showLight(app);
  chooseTab(app, before);
  bringChosen(app);
}

/** Only this picture is in the page. @param {App} app */
function showPicture(app) {
  app.picture = parsePicture(app.place.view);
  document.adoptedStyleSheets = [app.picture.sheet];
  get("sheet").replaceChildren(app.picture.svg);
  reset(app.stage, app.picture.size);
}

/* ---- panels ---- */

/** What was just chosen is what the panel tells of. */
function chooseTab({ place }, before) {
  const chosen = place.at || place.breaks || place.line;
  const walked = before && before.view !== place.view && place.view.entity !== undefined;
  if (place.finding) openTab("problems", true);
  else if (chosen || walked) openTab("details", Boolean(chosen));
  if (before && before.view !== place.view) document.body.classList.remove("shows-views");
}

/** @param {"details" | "problems"} name @param {boolean} raise on a narrow screen it comes up */
function openTab(name, raise) {
  for (const tab of ["details", "problems"]) {
    get(`tab-${tab}`).setAttribute("aria-selected", String(tab === name));
    get(`tab-${tab}`).tabIndex = tab === name ? 0 : -1;
    get(`panel-${tab}`).hidden = tab !== name;
  }
  if (raise) document.body.classList.add("shows-panel");
}

function closeDrawers() {
  const open = matchMedia("(max-width: 60rem)").matches &&
    ["shows-panel", "shows-views"].some((name) => document.body.classList.contains(name));
  document.body.classList.remove("shows-panel", "shows-views");
  return open;
}

function startPanels() {
  for (const [tab, other] of [["details", "problems"], ["problems", "details"]]) {
    get(`tab-${tab}`).addEventListener("click", () => openTab(tab, true));
    get(`tab-${tab}`).addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      event.stopPropagation();
      openTab(other, true);
      get(`tab-${other}`).focus();
    });
  }
  get("close").addEventListener("click", () => document.body.classList.remove("shows-panel"));
  get("menu").addEventListener("click", () => document.body.classList.toggle("shows-views"));
  get("info").addEventListener("click", () => document.body.classList.toggle("shows-panel"));
}

/* ---- the picture ---- */

/** A click walks where there is something to walk to, and chooses where there is not. @param {App} app */
function follow(app, event) {
  const id = idAt(event), { view } = app.place;
  const entity = id === undefined ? undefined : app.model.entities[view.boxes[id]];
  if (entity) walk(app, entity, event.shiftKey);
  else if (id && app.picture.lines.some((line) => line.id === id)) app.go(hashOf(view.name, { line: id }));
  else if (location.hash !== hashOf(view.name)) app.go(hashOf(view.name));
}

function walk(app, entity, stay) {
  const own = app.model.viewOf.get(entity.index), { view } = app.place;
  if (own && own !== view && !stay) app.go(hashOf(own.name));
  else app.go(hashOf(view.name, { at: keyOf(entity) }));
}

/** @param {App} app */
function startPicture(app) {
  get("sheet").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    follow(app, event);
  });
  get("stage").addEventListener("click", (event) => { if (!event.target.closest("button")) follow(app, event); });
  get("larger").addEventListener("click", () => zoom(app.stage, 1.25));
  get("smaller").addEventListener("click", () => zoom(app.stage, 0.8));
  get("whole").addEventListener("click", () => fit(app.stage));
  watchHover(app, get("sheet"));
}

/* ---- the start ---- */

function start() {
  const app = makeApp();
  startTheme();
  startPrint(app.model);
  listViews(app.model);
  startPanels();
  startProblems(app);
  startSearch(app);
  startPicture(app);
  startKeys(app);
  get("skip").addEventListener("click", () => get("stage").focus());
  get("ask").addEventListener("click", () => get("help").showModal());
  get("help").addEventListener("click", (event) => { if (event.target === get("help")) get("help").close(); });
  addEventListener("hashchange", () => show(app));
  show(app);
}

start();
