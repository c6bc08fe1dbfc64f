// Light or dark, and paper.

import { get, make } from "./dom.js";
import { parsePicture } from "./picture.js";

const KEY = "lunette-theme";
const dark = globalThis.matchMedia?.("(prefers-color-scheme: dark)");

/** Storage may be forbidden, as in a file opened from disk: then nothing is remembered. */
function remember(theme) {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    return;
  }
}

function recall() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === "dark" : dark.matches;
}

function tellTheme() {
  get("theme").setAttribute("aria-pressed", String(isDark()));
}

/** Pictures drawn in one theme for good have no other colours. */
function isFixed() {
  return document.documentElement.hasAttribute("data-fixed");
}

export function turnTheme() {
  if (isFixed()) return;
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  remember(theme);
  tellTheme();
}

export function startTheme() {
  get("theme").hidden = isFixed();
  if (isFixed()) return;
  const theme = recall();
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  dark.addEventListener("change", tellTheme);
  get("theme").addEventListener("click", turnTheme);
  tellTheme();
}

/* ---- paper ---- */

/** Every picture on a page of its own; each has its style to itself. @param {import("./model.js").Model} model */
export function startPrint(model) {
  addEventListener("beforeprint", () => get("prints").replaceChildren(...model.views.map(printOf)));
  addEventListener("afterprint", () => get("prints").replaceChildren());
}

/** @param {import("./model.js").View} view */
function printOf(view) {
  const page = make("section", { class: "print" });
  const { svg, sheet } = parsePicture(view);
  const root = page.attachShadow({ mode: "open" });
  sheet.insertRule("svg{display:block;width:100%;height:100%}");
  root.adoptedStyleSheets = [sheet];
  root.append(svg);
  return page;
}
