// The address behind the #: which view, and what is chosen in it.
//
//   #landscape                                a view
//   #landscape?at=service:order-service       and an entity in it
//   #landscape?breaks=service:order-service   and what breaks when it dies
//   #landscape?line=a--b                      and a line
//   #landscape?finding=3                      and a finding
//   #datastore:orders-db, #orders-db          an entity that has no view of its own: where it can be seen

import { bestView, findEntity, viewFor, viewForFinding } from "./model.js";

/**
 * @typedef {object} Place
 * @property {import("./model.js").View} view
 * @property {import("./model.js").Entity} [at]
 * @property {import("./model.js").Entity} [breaks]
 * @property {string} [line]
 * @property {import("./model.js").Finding} [finding]
 */

/** Readable where it can be. @param {string} text */
function encode(text) {
  return encodeURIComponent(text).replace(/%3A/g, ":").replace(/%2F/g, "/");
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * @param {string} view @param {{at?: string, breaks?: string, line?: string, finding?: number}} [chosen]
 * @returns {string} with its #
 */
export function hashOf(view, chosen = {}) {
  const words = Object.entries(chosen).filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${encode(String(value))}`);
  return `#${encode(view)}${words.length ? `?${words.join("&")}` : ""}`;
}

/** @param {string} hash @returns {{name: string, chosen: Record<string, string>}} */
function split(hash) {
  const [name, words = ""] = hash.replace(/^#/, "").split("?", 2);
  const pairs = words.split("&").filter(Boolean).map((word) => {
    const [key, ...value] = word.split("=");
    return [key, decode(value.join("="))];
  });
  return { name: decode(name), chosen: Object.fromEntries(pairs) };
}

/**
 * Always leads somewhere: an unknown address to the first view.
 * @param {import("./model.js").Model} model @param {string} hash
 * @returns {Place | undefined} undefined when there is no view at all
 */
export function placeOfHash(model, hash) {
  const { name, chosen } = split(hash);
  const named = model.views.find((view) => view.name === name);
  if (!named) return placeOfName(model, name);
  return {
    view: named,
    at: chosen.at ? findEntity(model, chosen.at) : undefined,
    breaks: chosen.breaks ? findEntity(model, chosen.breaks) : undefined,
    line: chosen.line,
    finding: chosen.finding ? model.findings?.[Number(chosen.finding)] : undefined,
  };
}

/** @param {import("./model.js").Model} model @param {string} name */
function placeOfName(model, name) {
  const entity = name ? findEntity(model, name) : undefined;
  const view = (entity && viewFor(model, entity)) ?? bestView(model, undefined, () => 1);
  return view && { view, at: entity && view.entity !== entity.index ? entity : undefined };
}

/** Of the finding, in the best view. @param {import("./model.js").Model} model
 * @param {import("./model.js").Finding} finding @param {import("./model.js").View} current */
export function hashOfFinding(model, finding, current) {
  const view = viewForFinding(model, finding, current) ?? current;
  return hashOf(view.name, { finding: finding.index });
}
