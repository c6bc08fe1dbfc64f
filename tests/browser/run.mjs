// The page in a real browser: node tests/browser/run.mjs [WORDS], from the top folder. Without Chromium it is skipped.
// The last line counts: N passed, N failed, N skipped.

import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { Browser } from "./chromium.mjs";
import { writePages } from "./pages.mjs";
import { tests } from "./page.test.mjs";

function findChromium() {
  const names = process.env.CHROMIUM ? [process.env.CHROMIUM] : ["chromium", "chromium-browser", "google-chrome"];
  const paths = names.flatMap((name) => (name.includes("/") ? [name]
    : (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name))));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** @param {Browser} browser @param {object} pages @param {[string, Function][]} chosen */
async function runAll(browser, pages, chosen) {
  let failed = 0;
  for (const [name, test] of chosen) {
    try {
      await browser.media({});
      await browser.resize(1440, 900);
      await test(browser, pages);
    } catch (error) {
      failed++;
      console.log(`failed: ${name}\n  ${error.message}`);
    }
  }
  return failed;
}

function skip(why, count) {
  console.log(`skipped: ${why}\n0 passed, 0 failed, ${count} skipped`);
  return 0;
}

async function main() {
  const program = findChromium(), words = process.argv[2] ?? "";
  const chosen = Object.entries(tests).filter(([name]) => name.includes(words));
  if (!program) return skip("no chromium here", chosen.length);
  const folder = mkdtempSync(join(tmpdir(), "lunette-pages-"));
  const browser = new Browser(program);
  try {
    const why = await browser.open().then(() => "", (error) => error.message);
    if (why) return skip(`chromium does not start: ${why}`, chosen.length);
    const pages = writePages(folder);
    const failed = await runAll(browser, pages, chosen);
    console.log(`${chosen.length - failed} passed, ${failed} failed`);
    return failed ? 1 : 0;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
