// One picture: parsed when it is shown, and what in it is what.

/**
 * @typedef {object} Line
 * @property {string} id
 * @property {string} from  id of a box
 * @property {string} to
 * @typedef {object} Picture
 * @property {import("./model.js").View} view
 * @property {SVGSVGElement} svg
 * @property {CSSStyleSheet} sheet
 * @property {import("./stage.js").Size} size
 * @property {Map<string, Element[]>} parts  by id: the element and the words that belong to it
 * @property {Line[]} lines
 */

const AREAS = /group$|^(team|others|fragment)$/;

/** The pictures as text, in the order of the views. */
const texts = [...globalThis.document?.querySelectorAll('script[type="image/svg+xml"]') ?? []];

/**
 * @param {import("./model.js").View} view
 * @returns {Picture}
 */
export function parsePicture(view) {
  const { rest, sheet } = takeStyle(texts[view.index].textContent);
  const parsed = new DOMParser().parseFromString(rest, "image/svg+xml");
  const svg = /** @type {any} */ (document.adoptNode(parsed.documentElement));
  const picture = { view, svg, sheet, size: takeSize(svg), parts: new Map(), lines: [] };
  svg.setAttribute("role", "group");
  svg.querySelectorAll("g[id], g[data-of]").forEach((element) => addPart(picture, element));
  return picture;
}

/** A style element would need a hash of its own in the page's policy, even while it is parsed; a sheet needs none. */
function takeStyle(text) {
  const sheet = new CSSStyleSheet();
  const styles = [];
  const rest = text.replace(/<style>([^<]*)<\/style>/g, (_, style) => { styles.push(style); return ""; });
  sheet.replaceSync(styles.join("\n"));
  return { rest, sheet };
}

function takeSize(svg) {
  const [, , width, height] = (svg.getAttribute("viewBox") ?? "0 0 100 100").split(/[\s,]+/).map(Number);
  return { width, height };
}

function addPart(picture, element) {
  const id = element.getAttribute("id") ?? element.getAttribute("data-of");
  if (!picture.parts.has(id)) picture.parts.set(id, []);
  picture.parts.get(id).push(element);
  if (!element.id) return;
  const [from, to] = [element.getAttribute("data-from"), element.getAttribute("data-to")];
  if (from && to) picture.lines.push({ id, from, to });
  if (AREAS.test(element.getAttribute("data-kind") ?? "")) element.classList.add("is-area");
  if (picture.view.boxes[id] !== undefined) makeReachable(element);
}

/** Boxes can be reached by Tab and are told as what they do. */
function makeReachable(element) {
  element.setAttribute("tabindex", "0");
  element.setAttribute("role", "link");
  element.setAttribute("aria-label", element.querySelector("title")?.textContent ?? element.id);
}

/* ---- what is where ---- */

/** Ids of the boxes that show the entity, or else its context. @param {Picture} picture
 * @param {import("./model.js").Entity} entity @returns {string[]} */
export function idsOf(picture, entity) {
  const of = (index) => Object.keys(picture.view.boxes).filter((id) => picture.view.boxes[id] === index);
  const own = of(entity.index);
  return own.length || entity.home === undefined ? own : of(entity.home);
}

/** Lines from one of these boxes to one of those. @param {Picture} picture @param {string[]} from @param {string[]} to */
export function linesBetween(picture, from, to) {
  return picture.lines.filter((line) => from.includes(line.from) && to.includes(line.to)).map((line) => line.id);
}

/** The element itself, its lines and what is at their ends; of a context what is in it.
 * @param {import("./model.js").Model} model @param {Picture} picture @param {string} id @returns {string[]} */
export function around(model, picture, id) {
  const line = picture.lines.find((one) => one.id === id);
  if (line) return [id, line.from, line.to];
  const inside = [id, ...membersOf(model, picture, id)];
  const touching = picture.lines.filter((one) => inside.includes(one.from) || inside.includes(one.to));
  return [...inside, ...touching.flatMap((one) => [one.id, one.from, one.to])];
}

function membersOf(model, picture, id) {
  const { boxes } = picture.view;
  if (!picture.parts.get(id)?.[0].classList.contains("is-area")) return [];
  return Object.keys(boxes).filter((box) => model.entities[boxes[box]].home === boxes[id]);
}

/** @param {import("./model.js").Model} model @param {Picture} picture
 * @param {import("./model.js").Finding} finding @returns {string[]} */
export function idsOfFinding(model, picture, finding) {
  const mark = picture.view.marks[finding.index];
  if (mark) return [mark];
  const link = finding.link === undefined ? undefined : model.links[finding.link];
  const ends = link && [link.from, link.to].map((end) => idsOf(picture, model.entities[end]));
  const lines = ends ? linesBetween(picture, ends[0], ends[1]) : [];
  if (lines.length) return lines;
  return finding.entity === undefined ? [] : idsOf(picture, model.entities[finding.entity]);
}

/* ---- light ---- */

/**
 * What stands out: `lit` stays bright while the rest is dimmed, the others get a mark of their own.
 * @typedef {{lit: string[], chosen?: string[], broken?: string[], dead?: string[], found?: string[]}} Light
 */
const MARKS = ["lit", "chosen", "broken", "dead", "found"];

/** @param {Picture} picture @param {Light} light nothing lit: nothing is dimmed */
export function setLight(picture, light) {
  picture.svg.classList.toggle("has-light", light.lit.length > 0);
  const sets = MARKS.map((mark) => new Set(light[mark] ?? []));
  for (const [id, elements] of picture.parts)
    for (const element of elements)
      MARKS.forEach((mark, index) => element.classList.toggle(`is-${mark}`, sets[index].has(id)));
}

/** Where these parts are on the screen. @param {Picture} picture @param {string[]} ids @returns {DOMRect | undefined} */
export function boundsOf(picture, ids) {
  const boxes = ids.map((id) => picture.parts.get(id)?.[0].getBoundingClientRect()).filter(Boolean);
  if (!boxes.length) return undefined;
  const left = Math.min(...boxes.map((box) => box.left)), top = Math.min(...boxes.map((box) => box.top));
  return new DOMRect(left, top, Math.max(...boxes.map((box) => box.right)) - left,
    Math.max(...boxes.map((box) => box.bottom)) - top);
}
