// The pages that are looked at, each written once by the program itself.

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const lunette = process.env.LUNETTE ?? join(process.env.BUILD ?? "build", "lunette");
const LABELS = "../shared/hostile/labels";
const SERVICES = 1000, CONTEXTS = 50;

/** @param {string[]} args @returns {string} standard output, whatever the status */
export function run(args) {
  try {
    return execFileSync(lunette, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });
  } catch (error) {
    return error.stdout ?? "";
  }
}

/** @param {string} folder @param {string} name @param {string} model @param {string[]} options
 * @returns {string} the page's address */
function writePage(folder, name, model, ...options) {
  const path = join(folder, `${name}.html`);
  run(["render", model, "-f", "html", "-o", path, ...options]);
  if (!existsSync(path)) throw new Error(`lunette render ${model} wrote no page`);
  return `file://${path}`;
}

/* ---- hostile labels ---- */

const OWN_LABELS = [
  '<script>window.pwned = 1</script>', '</script><img src=x onerror="window.pwned = 2">', '"><svg onload=window.pwned=3>',
  "<!--<script>", "]]><script>window.pwned=4</script>", "&lt;b&gt; &amp; <b>", "javascript:window.pwned=5",
  "\u2028\u2029 \u202e reversed", "{{script}} {{data}} $& $1", "'; window.pwned = 6; //", "a".repeat(5000),
];

/** @returns {string[]} those that are shared between projects when they are there, our own always */
export function hostileLabels() {
  const shared = existsSync(LABELS)
    ? readdirSync(LABELS).sort().map((name) => readFileSync(join(LABELS, name), "utf8")) : [];
  return [...OWN_LABELS, ...shared];
}

/** As Lua reads it back; what is plain stays so, since a file may hold 256 KiB. @param {string} text */
function quote(text) {
  const escape = (byte) => (byte >= 32 && byte < 127 && byte !== 34 && byte !== 92
    ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, "0")}`);
  return `"${[...Buffer.from(text, "utf8")].map(escape).join("")}"`;
}

function hostileModel() {
  const services = hostileLabels().map((label, index) => `do local label = ${quote(label)}
  service "s${index}" {
    context = "c", description = label, responsibilities = { label }, technologies = { language = label },
    links = { { title = label, url = "https://example.org/" } }, dependencies = { sync "e" { fallback = label } },
  } end`);
  return ['architecture "Hostile" {}', 'context "c" {}', 'external "e" {}', ...services].join("\n");
}

/* ---- a large model ---- */

function largeModel() {
  const contexts = Array.from({ length: CONTEXTS }, (_, index) => `context "c${index}" {}`);
  const services = Array.from({ length: SERVICES }, (_, index) => `service "s${index}" {
    context = "c${index % CONTEXTS}", description = "Does thing number ${index}",
    dependencies = { ${[7, 61, 430].map((step) => index + step).filter((to) => to < SERVICES)
    .map((to) => `sync "s${to}" { timeout = "1s" }`).join(", ")} },
  }`);
  return ['architecture "Large" {}', ...contexts, ...services].join("\n");
}

/** @param {string} folder an empty one */
export function writePages(folder) {
  const models = { hostile: hostileModel(), large: largeModel() };
  for (const [name, text] of Object.entries(models)) writeFileSync(join(folder, `${name}.lua`), text);
  return {
    shop: writePage(folder, "shop", "models/ecommerce"),
    troubled: writePage(folder, "troubled", "tests/browser/troubled.lua"),
    night: writePage(folder, "night", "models/patterns/saga.lua", "--theme", "dark"),
    hostile: writePage(folder, "hostile", join(folder, "hostile.lua")),
    large: writePage(folder, "large", join(folder, "large.lua")),
  };
}
