// The model behind the pictures: entities, links between them, views and findings. Knows nothing of the page.

/**
 * @typedef {{text: string, to?: number, url?: string}} Value
 * @typedef {{key: string, values: Value[]}} Fact
 * @typedef {object} Entity
 * @property {number} index
 * @property {string} kind  "service", "context", …
 * @property {string} name
 * @property {string} [description]
 * @property {string} [file]
 * @property {number} [line]
 * @property {number} [home]  the context it belongs to
 * @property {Fact[]} facts
 * @property {Link[]} out
 * @property {Link[]} into
 * @typedef {object} Link
 * @property {number} index
 * @property {string} kind  "call", "message", "owns", …
 * @property {number} from
 * @property {number} to
 * @property {number} [callee]  what realises the gateway `to`
 * @property {string} [label]
 * @property {boolean} [hard]  its failure is the caller's
 * @property {boolean} [breaker]
 * @property {string} [fallback]
 * @property {string} [file]
 * @property {number} [line]
 * @typedef {object} View
 * @property {number} index
 * @property {string} name
 * @property {string} kind
 * @property {string} title
 * @property {string} summary
 * @property {number} [entity]
 * @property {Record<string, number>} boxes  id of an element → entity
 * @property {Record<string, string>} marks  number of a finding → id of a line or step
 * @property {Set<number>} shown  entities
 * @typedef {object} Finding
 * @property {number} index
 * @property {string} rule
 * @property {"error"|"warning"|"note"} severity
 * @property {string} message
 * @property {string} [label]
 * @property {string} [help]
 * @property {string} [file]
 * @property {number} [line]
 * @property {number} [column]
 * @property {number} [entity]
 * @property {number} [link]
 * @property {{message: string, file?: string, line?: number}[]} related
 * @typedef {object} Model
 * @property {string} title
 * @property {string} model
 * @property {string} [description]
 * @property {Entity[]} entities
 * @property {Link[]} links
 * @property {View[]} views
 * @property {Finding[]} [findings]
 * @property {Map<string, Entity>} byKey
 * @property {Map<number, View>} viewOf  of an entity, by its index
 */

/**
 * @param {any} raw  what the page carries as JSON
 * @returns {Model}
 */
export function readModel(raw) {
  const number = (list) => list.forEach((item, index) => { item.index = index; });
  [raw.entities, raw.links, raw.views, raw.findings ?? []].forEach(number);
  raw.entities.forEach((entity) => { entity.out = []; entity.into = []; });
  raw.links.forEach((link) => connect(raw, link));
  raw.views.forEach((view) => { view.shown = new Set(Object.values(view.boxes)); });
  raw.byKey = new Map(raw.entities.map((entity) => [keyOf(entity), entity]));
  raw.viewOf = new Map(raw.views.filter((view) => view.entity !== undefined)
    .map((view) => [view.entity, view]).reverse());
  return raw;
}

/** @param {Model} model @param {Link} link */
function connect(model, link) {
  model.entities[link.from].out.push(link);
  model.entities[link.to].into.push(link);
  if (link.callee !== undefined) model.entities[link.callee].into.push(link);
}

/** "service:order-service" @param {Entity} entity */
export function keyOf(entity) {
  return `${entity.kind}:${entity.name}`;
}

/**
 * By its key, or by its name alone.
 * @param {Model} model @param {string} key
 * @returns {Entity | undefined}
 */
export function findEntity(model, key) {
  return model.byKey.get(key) ?? model.entities.find((entity) => entity.name === key);
}

/** @param {Model} model @param {Entity} entity @returns {Entity | undefined} */
export function homeOf(model, entity) {
  return entity.home === undefined ? undefined : model.entities[entity.home];
}

/** What belongs to a context, itself included. @param {Model} model @param {Entity} entity */
export function withMembers(model, entity) {
  return [entity, ...model.entities.filter((one) => one.home === entity.index)];
}

/** "contexts/ordering.lua:43" @param {{file?: string, line?: number, column?: number}} thing */
export function placeOf(thing) {
  return [thing.file, thing.line, thing.column].filter((part) => part !== undefined).join(":");
}

/* ---- what breaks ---- */

/**
 * Who fails when this one does, nearest first: everybody who reaches it by hard calls. A store takes those who
 * use it along, a context its services.
 * @param {Model} model @param {Entity} entity
 * @returns {{entity: Entity, by: Link, next: Entity}[]} `next` is whom its call `by` needs
 */
export function findBroken(model, entity) {
  const roots = entity.kind === "context" ? withMembers(model, entity) : [entity];
  const seen = new Set(roots);
  const broken = [];
  const queue = [...roots];
  for (const next of queue) {
    for (const by of next.into.filter(isNeeded)) {
      const caller = model.entities[by.from];
      if (seen.has(caller)) continue;
      seen.add(caller);
      queue.push(caller);
      broken.push({ entity: caller, by, next });
    }
  }
  return broken;
}

/** @param {Link} link */
function isNeeded(link) {
  return link.hard || link.kind === "owns" || link.kind === "uses";
}

/** Who calls it and carries on without it. @param {Model} model @param {Entity} entity @returns {Link[]} */
export function findSpared(model, entity) {
  const broken = new Set(findBroken(model, entity).map((one) => one.entity));
  return entity.into.filter((link) =>
    link.kind === "call" && !link.hard && !broken.has(model.entities[link.from]));
}

/**
 * From the one that breaks to the one that died.
 * @param {{entity: Entity, next: Entity}[]} broken @param {Entity} from
 * @returns {Entity[]}
 */
export function chainOf(broken, from) {
  const next = new Map(broken.map((one) => [one.entity, one.next]));
  const chain = [from];
  for (let at = next.get(from); at; at = next.get(at)) chain.push(at);
  return chain;
}

/* ---- search ---- */

/**
 * Entities and views that have every word, those whose name begins with it first.
 * @param {Model} model @param {string} text @param {number} most
 * @returns {(Entity | View)[]}
 */
export function searchModel(model, text, most) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const plain = model.views.filter((view) => view.entity === undefined);
  return [...model.entities, ...plain]
    .map((thing) => ({ thing, score: scoreOf(thing, words) }))
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score || a.thing.name.length - b.thing.name.length)
    .slice(0, most)
    .map((hit) => hit.thing);
}

/** @param {any} thing @param {string[]} words */
function scoreOf(thing, words) {
  const name = thing.name.toLowerCase();
  const rest = `${thing.kind} ${thing.description ?? ""} ${thing.title ?? ""}`.toLowerCase();
  let score = words.length ? 1 : 0;
  for (const word of words) {
    const at = name.indexOf(word);
    if (at < 0 && !rest.includes(word)) return 0;
    score += at === 0 ? 8 : at > 0 ? 4 : 1;
  }
  return words.length === 1 && name === words[0] ? score + 16 : score;
}

/* ---- which picture ---- */

/**
 * The view that scores most; of equal ones the first, and `current` before all.
 * @param {Model} model @param {View | undefined} current @param {(view: View) => number} score
 * @returns {View | undefined} undefined when none scores
 */
export function bestView(model, current, score) {
  let best, most = 0;
  for (const view of current ? [current, ...model.views] : model.views) {
    const points = score(view);
    if (points > most) [best, most] = [view, points];
  }
  return best;
}

/** 2: it is there; 1: its context is. @param {View} view @param {Entity} entity */
export function howShown(view, entity) {
  if (view.shown.has(entity.index)) return 2;
  return entity.home !== undefined && view.shown.has(entity.home) ? 1 : 0;
}

/** Where to see an entity. @param {Model} model @param {Entity} entity @param {View} [current] */
export function viewFor(model, entity, current) {
  if (current?.shown.has(entity.index)) return current;
  return model.viewOf.get(entity.index) ?? bestView(model, current, (view) => howShown(view, entity));
}

/** Where to see a finding: the very line before its ends, those before a context. @param {Model} model
 * @param {Finding} finding @param {View} [current] */
export function viewForFinding(model, finding, current) {
  const link = finding.link === undefined ? undefined : model.links[finding.link];
  return bestView(model, current, (view) => {
    if (view.marks[finding.index]) return 5;
    if (link && view.shown.has(link.from) && view.shown.has(link.to)) return 4;
    return finding.entity === undefined ? 0 : howShown(view, model.entities[finding.entity]);
  });
}
