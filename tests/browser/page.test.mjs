// What the page does, each as a reader would try it.

import assert from "node:assert/strict";

import { readModel } from "../../core/page/web/model.js";
import { hashOf, placeOfHash } from "../../core/page/web/route.js";
import { hostileLabels, run } from "./pages.mjs";

/** @typedef {import("./chromium.mjs").Browser} Browser */

const VIEW = "document.querySelector('#sheet svg').dataset.view";
const HEADING = "document.querySelector('#details h2').textContent";
const text = (selector) => `document.querySelector(${JSON.stringify(selector)}).textContent`;
const all = (selector, of = "element.textContent") =>
  `[...document.querySelectorAll(${JSON.stringify(selector)})].map((element) => ${of})`;
const isClear = (selector) => `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).opacity === "1"`;
const background = "getComputedStyle(document.body).backgroundColor";

/** Words of less contrast than 4.5:1 with the nearest background behind them. Colours are opaque here. */
const FAINT = `(() => {
  const light = (color) => color.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (e) => { for (; e; e = e.parentElement) { const color = getComputedStyle(e).backgroundColor;
    if (!/, 0\\)$/.test(color)) return color; } return "rgb(255, 255, 255)"; };
  const words = [...document.querySelectorAll("body *")].filter((e) => !e.closest("svg, script, noscript") && e.getClientRects().length &&
    [...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  return words.filter((e) => { const [a, b] = [light(getComputedStyle(e).color), light(behind(e))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5; }).map((e) => e.outerHTML.slice(0, 80));
})()`;

/** @param {Browser} browser @param {string} name */
const viewIs = (browser, name) => browser.until(`${VIEW} === ${JSON.stringify(name)}`);

/** Who breaks, in order, as `lunette show` has it. @param {string} model @param {string} name */
function shownAsBroken(model, name) {
  const [, part = ""] = run(["show", model, name]).split("\nBreaks when it is gone\n");
  return part.split("\n\n")[0].split("\n").filter((line) => line.startsWith("  ")).map((line) => line.trim().split(/\s+/)[0]);
}

/** @param {Browser} browser @param {string} page @param {string} model */
async function compareBroken(browser, page, model) {
  await browser.go(page);
  const names = await browser.value("JSON.parse(document.getElementById('model').textContent).entities.filter((e) => e.kind === 'service').map((e) => e.name)");
  for (const name of names) {
    await browser.value(`void (location.hash = "#landscape?breaks=service:${name}")`);
    await browser.until(`${HEADING} === "If ${name} dies"`);
    assert.deepEqual(await browser.value(all("[data-broken]", "element.dataset.broken")), shownAsBroken(model, name), name);
  }
}

/** @type {Record<string, (browser: Browser, pages: Record<string, string>) => Promise<void>>} */
export const tests = {
  "opens without a complaint and asks for nothing": async (browser, { shop }) => {
    await browser.go(shop);
    assert.equal(await browser.value(VIEW), "landscape");
    assert.equal(await browser.value("document.title"), "Landscape: E-Commerce Platform – E-Commerce Platform");
    assert.equal(await browser.value("document.querySelectorAll('#sheet svg').length"), 1);
    assert.deepEqual([browser.complaints(), browser.requests()], [[], []]);
  },

  "refuses what its policy does not name": async (browser, { shop }) => {
    await browser.go(shop);
    await browser.value(`void document.body.insertAdjacentHTML("beforeend",
      "<img src='https://example.org/x.png' onerror='window.pwned = 1'><style>body{display:none}</style>")`);
    await browser.value("void (() => { const s = document.createElement('script'); s.text = 'window.pwned = 2'; document.body.append(s); })()");
    assert.equal(await browser.value("window.pwned"), undefined);
    assert.notEqual(await browser.value("getComputedStyle(document.body).display"), "none");
    assert.ok(browser.complaints().some((words) => words.includes("Content Security Policy")));
  },

  "a deep link leads to a view, to an entity in one, to a finding": async (browser, { shop, troubled }) => {
    await browser.go(`${shop}#service:order-service`);
    assert.equal(await browser.value(VIEW), "service:order-service");
    assert.equal(await browser.value(HEADING), "order-service");
    await browser.go(`${shop}#landscape?at=service:order-service`);
    assert.equal(await browser.value(VIEW), "landscape");
    assert.ok(await browser.value("document.getElementById('service-order-service').classList.contains('is-chosen')"));
    await browser.go(`${shop}#orders-db`);
    assert.equal(await browser.value(HEADING), "orders-db");
    assert.equal(await browser.value("document.querySelectorAll('.is-chosen').length"), 1);
    await browser.go(`${troubled}#landscape?finding=0`);
    assert.equal(await browser.value("document.querySelectorAll('#problems li.open').length"), 1);
    await browser.go(`${shop}#no-such-thing`);
    assert.equal(await browser.value(VIEW), "landscape");
  },

  "a click walks from landscape to context to service, and back": async (browser, { shop }) => {
    await browser.go(shop);
    await browser.value("document.querySelector('#whole').click()");
    const corner = await browser.value("(() => { const r = document.getElementById('context-ordering').getBoundingClientRect(); return { x: r.left + 6, y: r.bottom - 6 }; })()");
    await browser.click(corner);
    await viewIs(browser, "context:ordering");
    await browser.click("#service-order-service");
    await viewIs(browser, "service:order-service");
    assert.deepEqual(await browser.value(all("#trail a")), ["Landscape", "ordering", "order-service"]);
    await browser.press("Backspace");
    await viewIs(browser, "context:ordering");
    await browser.value("history.back()");
    await viewIs(browser, "landscape");
    await browser.value("history.forward()");
    await viewIs(browser, "context:ordering");
    await browser.click("#trail a");
    await viewIs(browser, "landscape");
  },

  "with Shift a click only chooses; a click on nothing lets go": async (browser, { shop }) => {
    await browser.go(shop);
    await browser.click("#service-order-service", 8);
    await browser.until(`${HEADING} === "order-service"`);
    assert.equal(await browser.value(VIEW), "landscape");
    await browser.click({ x: 300, y: 800 });
    await browser.until("document.querySelectorAll('.is-chosen').length === 0");
  },

  "a line tells what it stands for": async (browser, { shop }) => {
    await browser.go(`${shop}#landscape?line=order-service--payment-service`);
    assert.equal(await browser.value(HEADING), "order-service → payment-service");
    assert.match(await browser.value(text("#details")), /hard: its failure is the caller's/);
  },

  "the pointer lights an element and its neighbours": async (browser, { shop }) => {
    await browser.go(shop);
    await browser.hover("#service-cart-service");
    await browser.until("document.querySelector('#sheet svg').classList.contains('has-light')");
    await browser.until(`!(${isClear("#service-user-service")})`);
    for (const id of ["service-cart-service", "datastore-carts", "service-product-service", "cart-service--product-service"])
      assert.ok(await browser.value(isClear(`[id="${id}"]`)), id);
    await browser.hover("#search");
    await browser.until("!document.querySelector('#sheet svg').classList.contains('has-light')");
  },

  "search finds and jumps": async (browser, { shop }) => {
    await browser.go(shop);
    await browser.press("/");
    await browser.type("fraud");
    await browser.until("document.querySelectorAll('#hits [role=option]').length > 0");
    assert.equal(await browser.value("document.querySelector('#hits .name').textContent"), "fraud-service");
    await browser.press("Enter");
    await browser.until(`${HEADING} === "fraud-service"`);
    assert.ok(await browser.value("document.getElementById('service-fraud-service').classList.contains('is-chosen')"));
    await browser.press("/");
    await browser.type("zzzz");
    await browser.until("document.querySelector('#hits').textContent === 'Nothing of that name.'");
  },

  "what breaks is what `lunette show` says, for every service": async (browser, { shop, troubled }) => {
    await compareBroken(browser, shop, "models/ecommerce");
    await compareBroken(browser, troubled, "tests/browser/troubled.lua");
  },

  "what breaks is drawn, with its chain and with who carries on": async (browser, { troubled }) => {
    await browser.go(`${troubled}#landscape?at=external:bank`);
    await browser.click("#break");
    await browser.until(`${HEADING} === "If bank dies"`);
    assert.deepEqual(await browser.value(all("[data-broken] .chain")),
      ["pay → bank", "cart → pay → bank", "page → cart → pay → bank"]);
    assert.ok(await browser.value("document.getElementById('external-bank').classList.contains('is-dead')"));
    for (const id of ["service-pay", "service-cart", "service-page", "page--cart", "cart--pay", "pay--bank"])
      assert.ok(await browser.value(`document.getElementById("${id}").classList.contains("is-broken")`), id);
    assert.ok(!await browser.value("document.getElementById('service-advice').classList.contains('is-broken')"));
    await browser.value("void (location.hash = '#landscape?breaks=service:cart')");
    await browser.until(`${HEADING} === "If cart dies"`);
    assert.match(await browser.value(text("#details")), /Carries on without it1adviceGET \/cart/);
  },

  "a store takes its users along": async (browser, { troubled }) => {
    await browser.go(`${troubled}#landscape?breaks=datastore:carts`);
    assert.deepEqual(await browser.value(all("[data-broken]", "element.dataset.broken")), ["cart", "page"]);
  },

  "findings are those of `lunette check`, can be filtered and lead into the picture": async (browser, { troubled }) => {
    const { diagnostics } = JSON.parse(run(["check", "tests/browser/troubled.lua", "--format", "json"]));
    await browser.go(troubled);
    await browser.press("f");
    assert.deepEqual(await browser.value(all("#problems .message")), diagnostics.map((one) => one.message));
    const inversion = diagnostics.findIndex((one) => one.rule === "resilience/timeout-inversion");
    await browser.click(`[data-finding="${inversion}"]`);
    await browser.until("document.querySelectorAll('.is-found').length > 0");
    assert.equal(await browser.value("document.querySelector('.is-found').id"), "cart--pay");
    const shown = await browser.value(text("#problems li.open"));
    const { help, file, line, column } = diagnostics[inversion];
    assert.ok(shown.includes(help) && shown.includes(`${file}:${line}:${column}`), shown);
    await browser.click("#problem-filter");
    await browser.type("timeout-inversion");
    await browser.until(`document.querySelectorAll("#problems .message").length === ${diagnostics.filter((one) => one.rule === "resilience/timeout-inversion").length}`);
    await browser.click(`.severity.${diagnostics[inversion].severity}`);
    await browser.until("document.querySelector('#problems').textContent === 'None that fits.'");
  },

  "the keyboard alone is enough": async (browser, { shop }) => {
    await browser.go(shop);
    await browser.press("Tab");
    assert.equal(await browser.value("document.activeElement.id"), "skip");
    await browser.press("Enter");
    assert.equal(await browser.value("document.activeElement.id"), "stage");
    await browser.press("Tab");
    const first = await browser.value("document.activeElement.id");
    assert.match(first, /^context-/);
    assert.equal(await browser.value("document.activeElement.getAttribute('aria-label').startsWith('storefront')"), true);
    assert.equal(await browser.value("getComputedStyle(document.activeElement.querySelector('.b')).strokeWidth"), "4px");
    await browser.press("Enter");
    await viewIs(browser, "context:storefront");
    await browser.press("b");
    await browser.until(`${HEADING} === "If storefront dies"`);
    await browser.press("Escape");
    await browser.until(`${HEADING} !== "If storefront dies"`);
    const view = await browser.value(VIEW);
    await browser.press("Backspace");
    await browser.until(`${HEADING} === "If storefront dies"`);
    assert.ok(view);
    await browser.press("?");
    assert.ok(await browser.value("document.getElementById('help').open"));
    await browser.press("Escape");
    await browser.until("!document.getElementById('help').open");
  },

  "Esc goes one level up": async (browser, { shop }) => {
    await browser.go(`${shop}#service:order-service`);
    await browser.press("Escape");
    await viewIs(browser, "context:ordering");
    await browser.press("Escape");
    await viewIs(browser, "landscape");
  },

  "arrows move, + and - zoom, 0 shows the whole": async (browser, { shop }) => {
    await browser.go(shop);
    const state = "document.getElementById('sheet').style.transform";
    const whole = await browser.value(state);
    for (const key of ["ArrowLeft", "+", "-", "ArrowUp"]) {
      const before = await browser.value(state);
      await browser.press(key);
      assert.notEqual(await browser.value(state), before, key);
    }
    await browser.press("0");
    assert.equal(await browser.value(state), whole);
    await browser.send("Input.dispatchMouseEvent", { type: "mouseWheel", x: 600, y: 400, deltaX: 0, deltaY: -240 });
    await browser.until(`${state} !== ${JSON.stringify(whole)}`);
  },

  "every element has a name for those who cannot see it": async (browser, { shop }) => {
    await browser.go(shop);
    const nameless = await browser.value(`[...document.querySelectorAll("button, input, nav, aside, main, dialog, [role=link], [role=tab]")]
      .filter((e) => !(e.getAttribute("aria-label") || e.textContent.trim())).map((e) => e.outerHTML.slice(0, 80))`);
    assert.deepEqual(nameless, []);
  },

  "dark follows the system, and t turns it": async (browser, { shop }) => {
    await browser.media({ "prefers-color-scheme": "dark" });
    await browser.go(shop);
    assert.equal(await browser.value(background), "rgb(16, 21, 29)");
    assert.equal(await browser.value("getComputedStyle(document.querySelector('#sheet .paper')).fill"), "rgb(16, 21, 29)");
    await browser.press("t");
    assert.equal(await browser.value(background), "rgb(255, 255, 255)");
    assert.equal(await browser.value("getComputedStyle(document.querySelector('#sheet .paper')).fill"), "rgb(255, 255, 255)");
    await browser.media({ "prefers-color-scheme": "light" });
    await browser.press("t");
    assert.equal(await browser.value("getComputedStyle(document.querySelector('#sheet .paper')).fill"), "rgb(16, 21, 29)");
    await browser.value("localStorage.clear()");
  },

  "a theme for good is the page's, too, and cannot be turned": async (browser, { night }) => {
    await browser.go(night);
    const fill = "getComputedStyle(document.querySelector('#sheet .paper')).fill";
    for (const key of ["Escape", "t"]) {
      await browser.press(key);
      assert.deepEqual(await browser.value(`[${background}, ${fill}]`), ["rgb(16, 21, 29)", "rgb(16, 21, 29)"]);
    }
    assert.ok(await browser.value("document.getElementById('theme').hidden"));
  },

  "words can be read, light and dark": async (browser, { troubled }) => {
    for (const scheme of ["light", "dark"]) {
      await browser.media({ "prefers-color-scheme": scheme });
      await browser.go(`${troubled}#landscape?finding=0`);
      assert.deepEqual(await browser.value(FAINT), [], scheme);
      await browser.press("d");
      assert.deepEqual(await browser.value(FAINT), [], scheme);
    }
  },

  "Tab goes round, and what has the focus shows it": async (browser, { shop }) => {
    await browser.go(shop);
    const reached = new Set();
    for (let presses = 0; presses < 250; presses++) {
      await browser.press("Tab");
      const now = await browser.value(`(() => { const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
        const mark = e.closest("svg") ? parseFloat(getComputedStyle(e.querySelector(".b, .s")).strokeWidth) >= 3 : style.outlineStyle !== "none" || style.boxShadow !== "none";
        return { name: e.id || e.className || e.tagName, mark, seen: box.width > 0 && box.height > 0 }; })()`);
      if (now.name === "BODY" && reached.size) break;
      assert.ok(now.mark && now.seen, JSON.stringify(now));
      reached.add(now.name);
    }
    for (const id of ["skip", "search", "theme", "ask", "larger", "smaller", "whole", "service-order-service"])
      assert.ok(reached.has(id), `${id} is not reached, only ${[...reached].join(" ")}`);
  },

  "one finger moves the picture, two pinch about the point between them": async (browser, { shop }) => {
    await browser.go(shop);
    const frame = await browser.value("document.getElementById('stage').getBoundingClientRect().toJSON()");
    const x = Math.round(frame.left + frame.width / 2), y = Math.round(frame.top + frame.height / 2);
    const state = "(() => { const m = new DOMMatrix(document.getElementById('sheet').style.transform); return { scale: m.a, x: m.e, y: m.f }; })()";
    const before = await browser.value(state);
    await browser.touch([0, 10, 20, 30, 40].map((step) => [{ x: x + step, y: y + step / 2 }]));
    const moved = await browser.value(state);
    assert.equal(moved.scale, before.scale);
    assert.deepEqual([moved.x - before.x, moved.y - before.y], [40, 20]);
    // From 100 to 200 pixels apart, while their middle goes 30 pixels down.
    await browser.touch([0, 1, 2, 3, 4, 5].map((step) => [{ x: x - 50 - 10 * step, y: y + 6 * step }, { x: x + 50 + 10 * step, y: y + 6 * step }]));
    const pinched = await browser.value(state);
    assert.ok(Math.abs(pinched.scale / moved.scale - 2) < 0.001, `${pinched.scale / moved.scale} times as large`);
    const at = { x: x - frame.left, y: y - frame.top };
    const under = { x: (at.x - moved.x) / moved.scale, y: (at.y - moved.y) / moved.scale };
    const now = { x: pinched.x + under.x * pinched.scale, y: pinched.y + under.y * pinched.scale };
    assert.ok(Math.hypot(now.x - at.x, now.y - at.y - 30) < 1, JSON.stringify({ at, now }));
    assert.equal(await browser.value(VIEW), "landscape");
  },

  "fits a phone": async (browser, { shop }) => {
    await browser.resize(390, 844, true);
    await browser.go(`${shop}#landscape?at=service:payment-service`);
    assert.ok(await browser.value("document.documentElement.scrollWidth <= 390"));
    assert.ok(await browser.value("document.body.classList.contains('shows-panel')"));
    const [box, panel] = await browser.value(`["#service-payment-service", "aside"].map((s) => document.querySelector(s).getBoundingClientRect().toJSON())`);
    await browser.until("document.getElementById('sheet').classList.contains('glides') === false");
    assert.ok(box.bottom <= 844 && panel.width <= 390);
    await browser.press("Escape");
    assert.ok(!await browser.value("document.body.classList.contains('shows-panel')"));
  },

  "motion is left out for those who want none": async (browser, { shop }) => {
    await browser.media({ "prefers-reduced-motion": "reduce" });
    await browser.go(`${shop}#landscape?at=service:payment-service`);
    assert.equal(await browser.value("(document.getElementById('sheet').classList.add('glides'), getComputedStyle(document.getElementById('sheet')).transitionDuration)"), "0s");
  },

  "prints one picture a page": async (browser, { troubled }) => {
    await browser.go(troubled);
    const views = await browser.value("document.querySelectorAll('script[type=\"image/svg+xml\"]').length");
    const pages = (await browser.pdf()).toString("latin1").match(/\/Type\s*\/Page\b/g) ?? [];
    assert.equal(pages.length, views);
    assert.deepEqual(browser.complaints(), []);
  },

  "hostile labels stay text": async (browser, { hostile }) => {
    await browser.go(hostile);
    const labels = hostileLabels();
    for (let index = 0; index < labels.length; index++) {
      await browser.value(`void (location.hash = "#service:s${index}")`);
      await browser.until(`${HEADING} === "s${index}"`);
      const shown = await browser.value(text("#details"));
      const word = labels[index].match(/[ -~]{8,40}/)?.[0];
      assert.ok(!word || shown.includes(word), `${word} in ${shown.slice(0, 200)}`);
    }
    const odd = await browser.value(`[...document.querySelectorAll("*")].filter((e) =>
      [...e.attributes].some((a) => /^on/i.test(a.name) || (/href|src|action/i.test(a.name) && /^\\s*(javascript|data:text)/i.test(a.value))) ||
      ["IFRAME", "IMG", "OBJECT", "EMBED", "foreignObject"].includes(e.tagName)).map((e) => e.outerHTML.slice(0, 80))`);
    assert.deepEqual(odd, []);
    assert.equal(await browser.value("window.pwned"), undefined);
    assert.deepEqual([browser.complaints(), browser.requests()], [[], []]);
  },

  "a thousand services stay quick": async (browser, { large }) => {
    const start = Date.now();
    await browser.go(large);
    await browser.until("document.querySelectorAll('#sheet svg').length === 1");
    assert.ok(Date.now() - start < 5000, `opened in ${Date.now() - start} ms`);
    const slowest = await browser.value(`(() => { const took = [];
      for (const hash of ["#context:c7", "#landscape?breaks=service:s900", "#s500", "#landscape?finding=9"]) {
        const start = performance.now(); location.hash = hash; window.dispatchEvent(new HashChangeEvent("hashchange"));
        document.body.getBoundingClientRect(); took.push(performance.now() - start); }
      return Math.max(...took); })()`);
    assert.ok(slowest < 1000, `${slowest} ms`);
  },

  "addresses lead back to what they came from, whatever the names hold": async () => {
    const view = { name: "saga:a?fail=b c", kind: "saga", title: "T", summary: "", boxes: {}, marks: {} };
    const entity = { kind: "scenario", name: "50% & more = #1?", facts: [] };
    const model = readModel({ entities: [entity], links: [], views: [view] });
    const place = placeOfHash(model, hashOf(view.name, { at: "scenario:50% & more = #1?" }));
    assert.equal(place.view, view);
    assert.equal(place.at, entity);
    assert.equal(placeOfHash(model, "#%zz").view, view);
  },
};
