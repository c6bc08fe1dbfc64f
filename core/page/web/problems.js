// The findings: a list that can be filtered and leads into the picture.

import { fill, get, make, reveal } from "./dom.js";
import { placeOf } from "./model.js";

const SEVERITIES = ["error", "warning", "note"];
const PAGE = 200;

/** What the reader wants to see. */
const wanted = { severities: new Set(SEVERITIES), text: "", most: PAGE };

/** @param {import("./main.js").App} app */
export function startProblems(app) {
  const findings = app.model.findings;
  get("tab-problems").hidden = !findings;
  get("problem-count").textContent = String(findings?.length ?? "");
  get("problem-count").className = `count ${worstOf(findings ?? [])}`;
  fill(get("severities"), ...SEVERITIES.map((severity) => severityButton(app, severity)));
  get("problem-filter").addEventListener("input", (event) => {
    wanted.text = event.target.value.toLowerCase();
    wanted.most = PAGE;
    showProblems(app);
  });
}

function worstOf(findings) {
  return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)) ?? "none";
}

function severityButton(app, severity) {
  const number = (app.model.findings ?? []).filter((finding) => finding.severity === severity).length;
  const button = make("button", { type: "button", class: `severity ${severity}`, "aria-pressed": "true" },
    make("span", { class: "sign", "aria-hidden": "true" }), `${number} ${severity}${number === 1 ? "" : "s"}`);
  button.addEventListener("click", () => {
    const on = !wanted.severities.delete(severity);
    if (on) wanted.severities.add(severity);
    button.setAttribute("aria-pressed", String(on));
    showProblems(app);
  });
  return button;
}

function isWanted(finding) {
  const words = `${finding.rule} ${finding.message} ${finding.subject ?? ""} ${finding.file ?? ""}`.toLowerCase();
  return wanted.severities.has(finding.severity) && words.includes(wanted.text);
}

/** @param {import("./main.js").App} app */
export function showProblems(app) {
  const all = app.model.findings ?? [], shown = all.filter(isWanted);
  const rows = shown.slice(0, wanted.most).map((finding) => problemRow(app, finding));
  if (shown.length > wanted.most) rows.push(moreRow(app, shown.length - wanted.most));
  if (!rows.length) rows.push(make("li", { class: "none" }, all.length ? "None that fits." : "No findings: this model is clean."));
  const focused = document.activeElement?.closest("#problems")?.getAttribute("data-finding");
  fill(get("problems"), ...rows);
  /** @type {HTMLElement | null} */ (focused && get("problems").querySelector(`[data-finding="${focused}"]`))?.focus();
}

function moreRow(app, number) {
  const more = () => { wanted.most += PAGE; showProblems(app); };
  return make("li", { class: "none" }, make("button", { class: "button", type: "button", onclick: more }, `Show ${Math.min(number, PAGE)} more of ${number}`));
}

function problemRow(app, finding) {
  const open = app.place.finding === finding;
  const head = make("a", { href: app.hashOfFinding(finding), class: `problem ${finding.severity}`, "data-finding": finding.index,
    "aria-current": open ? "true" : undefined, "aria-label": `${finding.severity}: ${finding.message}` },
  make("span", { class: "message" }, finding.message), make("span", { class: "rule" }, finding.rule));
  const item = make("li", { class: open ? "open" : undefined }, head, open ? more(finding) : undefined);
  if (open) requestAnimationFrame(() => item.isConnected && reveal(item, item.closest("[role=tabpanel]")));
  return item;
}

function more(finding) {
  const related = finding.related.map((one) => make("li", {}, one.message, make("code", {}, placeOf({ ...one, column: undefined }))));
  return make("div", { class: "more" },
    finding.label ? make("p", {}, finding.label) : undefined,
    finding.help ? make("p", { class: "help" }, finding.help) : undefined,
    finding.file ? make("p", { class: "place" }, make("code", {}, placeOf(finding))) : undefined,
    related.length ? make("ul", { class: "related" }, ...related) : undefined);
}
