// Making elements. Text only ever becomes text: nothing here or elsewhere on the page parses HTML.

/**
 * @param {string} tag @param {Record<string, any>} [attributes] `on…` are listeners; undefined and false are left out
 * @param {...(Node | string | undefined)} children
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** @param {string} id @returns {any} */
export function get(id) {
  return document.getElementById(id);
}

/** Puts these children in the place of all. @param {Element} parent @param {...(Node | string | undefined)} children */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.filter((child) => child !== undefined));
}

/**
 * Scrolls a list as little as shows the element. Not by scrollIntoView: some versions of Chromium then go on from there
 * when Tab is pressed, so that a page just opened would have its first controls behind the reader.
 * @param {Element} element @param {Element} list
 */
export function reveal(element, list) {
  const box = element.getBoundingClientRect(), room = list.getBoundingClientRect();
  if (box.top < room.top) list.scrollTop += box.top - room.top;
  else if (box.bottom > room.bottom) list.scrollTop += Math.min(box.bottom - room.bottom, box.top - room.top);
}

/** "1 service", "3 services" @param {number} count @param {string} one */
export function count(count, one) {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}
