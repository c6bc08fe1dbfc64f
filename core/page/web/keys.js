// Everything by keyboard.

import { get, make, fill } from "./dom.js";
import { canBreak } from "./details.js";
import { hashOf } from "./route.js";
import { fit, pan, zoom } from "./stage.js";
import { turnTheme } from "./theme.js";
import { trailTo } from "./views.js";

const STEP = 80;

/** @typedef {import("./main.js").App} App */
/** @type {{keys: string[], shown: string, does: string, run: (app: App) => void}[]} */
const KEYS = [
  { keys: ["/"], shown: "/", does: "search", run: () => get("search").focus() },
  { keys: ["Enter"], shown: "Enter", does: "open what has the focus", run: () => {} },
  { keys: ["Escape"], shown: "Esc", does: "close, let go, then one level up", run: (app) => goUp(app) },
  { keys: ["Backspace"], shown: "Backspace", does: "back to where you were", run: () => history.back() },
  { keys: ["ArrowLeft"], shown: "← → ↑ ↓", does: "move the picture", run: ({ stage }) => pan(stage, STEP, 0) },
  { keys: ["ArrowRight"], shown: "", does: "", run: ({ stage }) => pan(stage, -STEP, 0) },
  { keys: ["ArrowUp"], shown: "", does: "", run: ({ stage }) => pan(stage, 0, STEP) },
  { keys: ["ArrowDown"], shown: "", does: "", run: ({ stage }) => pan(stage, 0, -STEP) },
  { keys: ["+", "="], shown: "+ −", does: "larger, smaller", run: ({ stage }) => zoom(stage, 1.25) },
  { keys: ["-", "_"], shown: "", does: "", run: ({ stage }) => zoom(stage, 0.8) },
  { keys: ["0"], shown: "0", does: "the whole picture", run: ({ stage }) => fit(stage) },
  { keys: ["b"], shown: "b", does: "what breaks if the chosen one dies", run: (app) => breakChosen(app) },
  { keys: ["d"], shown: "d", does: "details", run: (app) => app.openTab("details") },
  { keys: ["f"], shown: "f", does: "findings", run: (app) => app.openTab("problems") },
  { keys: ["t"], shown: "t", does: "light or dark", run: () => turnTheme() },
  { keys: ["p"], shown: "p", does: "only the picture, for a slide", run: () => document.body.classList.toggle("bare") },
  { keys: ["?"], shown: "?", does: "these keys", run: () => get("help").showModal() },
];

/** @param {App} app */
export function startKeys(app) {
  fill(get("keys"), ...KEYS.filter((key) => key.shown).flatMap((key) => [
    make("dt", {}, ...key.shown.split(" ").map((one) => make("kbd", {}, one))), make("dd", {}, key.does)]));
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || get("help").open) return;
    if (isTyping(event)) return;
    const key = KEYS.find((one) => one.keys.includes(event.key));
    if (!key || event.key === "Enter") return;
    event.preventDefault();
    key.run(app);
  });
}

/** In a field keys are letters; only Escape leaves it. */
function isTyping(event) {
  if (!event.target.matches?.("input")) return false;
  if (event.key === "Escape") event.target.blur();
  return true;
}

/** @param {App} app */
function goUp(app) {
  const { place, model } = app;
  if (document.body.classList.contains("bare")) document.body.classList.remove("bare");
  else if (app.closeDrawers()) return;
  else if (place.at || place.breaks || place.line || place.finding) app.go(hashOf(place.view.name));
  else {
    const trail = trailTo(model, place.view);
    if (trail.length > 1) app.go(hashOf(trail[trail.length - 2].name));
  }
}

/** @param {App} app */
function breakChosen(app) {
  const { at, view } = app.place;
  const entity = at ?? (view.entity === undefined ? undefined : app.model.entities[view.entity]);
  if (entity && canBreak(app, entity)) app.breakIt(entity);
}
