// What stands out in the picture: by what is chosen, and for the moment by what the pointer or focus is on.

import { chainOf, findBroken } from "./model.js";
import { around, boundsOf, idsOf, idsOfFinding, linesBetween, setLight } from "./picture.js";
import { bring } from "./stage.js";

/** @typedef {import("./picture.js").Light} Light */

/** @param {import("./main.js").App} app @returns {Light} by the address */
function lightOfPlace({ model, picture, place }) {
  const near = (ids) => ids.flatMap((id) => around(model, picture, id));
  if (place.breaks) return lightOfBroken(model, picture, place.breaks);
  if (place.finding) {
    const found = idsOfFinding(model, picture, place.finding);
    return { lit: near(found), found };
  }
  const chosen = place.line ? [place.line] : place.at ? idsOf(picture, place.at) : [];
  return { lit: near(chosen), chosen };
}

/** Who dies, who breaks, and the lines by which it spreads. */
function lightOfBroken(model, picture, entity) {
  const broken = findBroken(model, entity);
  const dead = idsOf(picture, entity);
  const ids = broken.flatMap((one) => idsOf(picture, one.entity)).filter((id) => !dead.includes(id));
  const lines = broken.flatMap(({ entity: from, next }) =>
    linesBetween(picture, idsOf(picture, from), idsOf(picture, next)));
  return { lit: [...dead, ...ids, ...lines], dead, broken: [...ids, ...lines] };
}

/** @param {import("./main.js").App} app */
export function showLight(app) {
  setLight(app.picture, lightOfPlace(app));
}

/** Brings what is chosen into view. @param {import("./main.js").App} app */
export function bringChosen(app) {
  const light = lightOfPlace(app);
  const part = boundsOf(app.picture, light.found ?? light.chosen ?? light.lit);
  if (part) bring(app.stage, part);
}

/** The chain from one that breaks, for as long as something points at it. @param {import("./main.js").App} app
 * @param {import("./model.js").Entity} from */
export function showChain(app, from) {
  const chain = chainOf(findBroken(app.model, app.place.breaks), from);
  const ids = chain.map((entity) => idsOf(app.picture, entity));
  const lines = ids.slice(1).flatMap((to, index) => linesBetween(app.picture, ids[index], to));
  setLight(app.picture, { ...lightOfPlace(app), lit: [...ids.flat(), ...lines] });
}

/** @param {import("./main.js").App} app @param {string[]} ids */
export function hover(app, ids) {
  setLight(app.picture, { ...lightOfPlace(app), lit: ids.flatMap((id) => around(app.model, app.picture, id)) });
}

/** The id of the part of the picture that an event is about. @param {Event} event @returns {string | undefined} */
export function idAt(event) {
  const part = /** @type {Element} */ (event.target).closest?.("g[id], g[data-of]");
  return part ? part.id || part.getAttribute("data-of") : undefined;
}

/** @param {import("./main.js").App} app @param {HTMLElement} sheet */
export function watchHover(app, sheet) {
  const on = (event) => {
    const id = idAt(event);
    if (id) hover(app, [id]); else showLight(app);
  };
  const off = () => showLight(app);
  sheet.addEventListener("pointerover", (event) => { if (event.pointerType !== "touch") on(event); });
  sheet.addEventListener("pointerleave", off);
  sheet.addEventListener("focusin", on);
  sheet.addEventListener("focusout", off);
}
