// Search over everything that has a name: a combobox with its list below.

import { fill, get, make, reveal } from "./dom.js";
import { homeOf, searchModel } from "./model.js";
import { hashOf } from "./route.js";

const MOST = 12;

/** @param {import("./main.js").App} app */
export function startSearch(app) {
  const input = get("search"), list = get("hits");
  const found = { hits: [], at: 0 };
  const show = () => {
    found.hits = searchModel(app.model, input.value, MOST);
    found.at = 0;
    draw(app, found);
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => { if (input.value) show(); });
  input.addEventListener("blur", () => setTimeout(close, 120));
  input.addEventListener("keydown", (event) => press(app, found, event));
  list.addEventListener("pointerdown", (event) => {
    const hit = event.target.closest("[data-hit]");
    if (!hit) return;
    event.preventDefault();
    choose(app, found.hits[Number(hit.dataset.hit)]);
  });
}

function draw(app, found) {
  const input = get("search");
  const rows = found.hits.map((hit, index) => hitRow(app, hit, index, index === found.at));
  if (!rows.length && input.value.trim()) rows.push(make("li", { class: "none" }, "Nothing of that name."));
  fill(get("hits"), ...rows);
  get("hits").hidden = !rows.length;
  input.setAttribute("aria-expanded", String(rows.length > 0));
  input.setAttribute("aria-activedescendant", found.hits.length ? `hit-${found.at}` : "");
}

function hitRow(app, hit, index, selected) {
  const note = hit.title ?? [hit.kind.replace("_", " "), homeOf(app.model, hit)?.name].filter(Boolean).join(" in ");
  return make("li", { id: `hit-${index}`, role: "option", "aria-selected": String(selected), "data-hit": index },
    make("span", { class: "name" }, hit.name), make("span", { class: "note" }, note));
}

function press(app, found, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.hits.length) {
    found.at = (found.at + step + found.hits.length) % found.hits.length;
    draw(app, found);
    reveal(get(`hit-${found.at}`), get("hits"));
    event.preventDefault();
  } else if (event.key === "Enter" && found.hits.length) {
    choose(app, found.hits[found.at]);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    leave();
  }
}

function choose(app, hit) {
  leave();
  app.go(hit.title === undefined ? app.hashOfEntity(hit) : hashOf(hit.name));
}

function close() {
  get("hits").hidden = true;
  get("search").setAttribute("aria-expanded", "false");
}

function leave() {
  get("search").value = "";
  close();
  get("stage").focus();
}
