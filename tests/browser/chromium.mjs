// Drives a headless Chromium over its DevTools protocol, through two pipes (--remote-debugging-pipe): no port
// that another process could use, no package, and nothing to wait for. https://chromedevtools.github.io/devtools-protocol/

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ANSWER_MS = 20000;

/** @param {string} program @param {string} profile an empty folder */
function argumentsOf(profile) {
  const args = ["--headless=new", "--remote-debugging-pipe", `--user-data-dir=${profile}`, "--no-first-run",
    "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--force-color-profile=srgb", "--hide-scrollbars", "--mute-audio", "--lang=en"];
  // Chromium refuses its sandbox to root; nobody else is asked to do without.
  return process.getuid() === 0 ? [...args, "--no-sandbox"] : args;
}

/** A browser with one page. */
export class Browser {
  /** @param {string} program */
  constructor(program) {
    this.profile = mkdtempSync(join(tmpdir(), "lunette-browser-"));
    this.child = spawn(program, argumentsOf(this.profile), { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    this.waiting = new Map();
    this.events = [];
    this.serial = 0;
    this.rest = "";
    this.child.stdio[4].on("data", (bytes) => this.read(bytes));
    this.child.stdio[3].on("error", () => {}); /* it is gone: told by what comes next */
    this.child.on("exit", (status) => this.giveUp(`chromium ended with status ${status}`));
  }

  giveUp(why) {
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject(new Error(why));
    }
    this.waiting.clear();
  }

  /** Messages end with a NUL. */
  read(bytes) {
    const parts = (this.rest + bytes.toString("utf8")).split("\0");
    this.rest = parts.pop();
    for (const part of parts) this.take(JSON.parse(part));
  }

  take(message) {
    const waiting = this.waiting.get(message.id);
    if (!waiting) {
      this.events.push(message);
      return;
    }
    this.waiting.delete(message.id);
    clearTimeout(waiting.timer);
    if (message.error) waiting.reject(new Error(`${waiting.method}: ${message.error.message}`));
    else waiting.resolve(message.result);
  }

  /** @param {string} method @param {object} [params] */
  send(method, params = {}) {
    const id = ++this.serial;
    const message = { id, method, params, sessionId: this.session };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${method}: no answer`)), ANSWER_MS);
      this.waiting.set(id, { method, resolve, reject, timer });
      this.child.stdio[3].write(`${JSON.stringify(message)}\0`);
    });
  }

  async open() {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    this.session = sessionId;
    for (const domain of ["Page", "Runtime", "Network", "Log"]) await this.send(`${domain}.enable`);
    await this.resize(1440, 900);
  }

  /** @param {number} width @param {number} height @param {boolean} [mobile] */
  resize(width, height, mobile = false) {
    return this.send("Emulation.setDeviceMetricsOverride", { width, height, mobile, deviceScaleFactor: 1 });
  }

  /** Media features: prefers-color-scheme, prefers-reduced-motion. @param {Record<string, string>} features */
  media(features) {
    const list = Object.entries(features).map(([name, value]) => ({ name, value }));
    return this.send("Emulation.setEmulatedMedia", { features: list });
  }

  /** Opens an address and waits until it is loaded. @param {string} url */
  async go(url) {
    this.events.length = 0;
    await this.send("Page.navigate", { url: "about:blank" });
    this.events.length = 0;
    await this.send("Page.navigate", { url });
    await this.until("document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /** The value of an expression in the page. @param {string} expression @returns {Promise<any>} */
  async value(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate",
      { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Waits until an expression is true. @param {string} expression */
  async until(expression) {
    for (let tries = 0; tries < 200; tries++) {
      if (await this.value(expression)) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`never came true: ${expression}`);
  }

  /** One key as the keyboard sends it: "a", "Enter", "ArrowDown", "Tab". @param {string} key */
  async press(key, modifiers = 0) {
    const codes = { Enter: 13, Escape: 27, Tab: 9, Backspace: 8, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40 };
    const text = key.length === 1 ? key : key === "Enter" ? "\r" : undefined;
    const event = { key, text, modifiers, windowsVirtualKeyCode: codes[key] ?? key.toUpperCase().charCodeAt(0) };
    await this.send("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", ...event });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...event, text: undefined });
  }

  /** @param {string} words */
  async type(words) {
    for (const letter of words) await this.press(letter);
  }

  /** The middle of what a selector finds first. @param {string} selector */
  async middle(selector) {
    const at = await this.value(`(() => { const e = document.querySelector(${JSON.stringify(selector)});
      if (!e) return null; const r = e.getBoundingClientRect(); return { x: r.x + r.width / 2, y: r.y + r.height / 2 }; })()`);
    if (!at) throw new Error(`nothing is ${selector}`);
    return at;
  }

  /** Moves the mouse there. @param {string} selector */
  async hover(selector) {
    await this.send("Input.dispatchMouseEvent", { type: "mouseMoved", ...await this.middle(selector) });
  }

  /** Clicks with the mouse, at a point or what a selector finds. @param {string | {x: number, y: number}} where */
  async click(where, modifiers = 0) {
    const at = typeof where === "string" ? await this.middle(where) : where;
    const event = { ...at, button: "left", clickCount: 1, modifiers };
    await this.send("Input.dispatchMouseEvent", { type: "mouseMoved", ...at });
    await this.send("Input.dispatchMouseEvent", { type: "mousePressed", ...event });
    await this.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...event });
  }

  /** Fingers go down together, through all their points, and up again. @param {{x: number, y: number}[][]} steps
   * where the fingers are, first to last */
  async touch(steps) {
    await this.send("Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 2 });
    const named = (points) => points.map((point, id) => ({ ...point, id }));
    await this.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: named(steps[0]) });
    for (const points of steps.slice(1))
      await this.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: named(points) });
    await this.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await this.send("Emulation.setTouchEmulationEnabled", { enabled: false });
  }

  /** Complaints of the page: exceptions, console errors, blocked or failed loads. @returns {string[]} */
  complaints() {
    return this.events.flatMap(({ method, params }) => {
      if (method === "Runtime.exceptionThrown") return [params.exceptionDetails.exception?.description ?? params.exceptionDetails.text];
      if (method === "Log.entryAdded" && params.entry.level !== "verbose") return [params.entry.text];
      if (method === "Runtime.consoleAPICalled") return [params.args.map((arg) => arg.value).join(" ")];
      return [];
    });
  }

  /** What the page asked for beside itself. @returns {string[]} */
  requests() {
    return this.events.filter(({ method, params }) => method === "Network.requestWillBeSent" && !params.request.url.startsWith("data:"))
      .map(({ params }) => params.request.url).filter((url, index) => index > 0);
  }

  /** @returns {Promise<Buffer>} PNG */
  async picture() {
    return Buffer.from((await this.send("Page.captureScreenshot", { format: "png" })).data, "base64");
  }

  /** @returns {Promise<Buffer>} */
  async pdf() {
    return Buffer.from((await this.send("Page.printToPDF", { preferCSSPageSize: true, printBackground: true })).data, "base64");
  }

  async close() {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = new Promise((resolve) => { this.child.on("exit", resolve); });
      this.child.kill("SIGKILL");
      await gone;
    }
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}
