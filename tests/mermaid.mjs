// node tests/mermaid.mjs FILE...: reads Mermaid files with the mermaid package's own parser, and tells on standard
// output the type of each, a line per file. DIAGRAM_MODULES is a folder in which mermaid and jsdom are installed.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(path.join(path.resolve(process.env.DIAGRAM_MODULES ?? '.'), 'x.js'));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);

const { JSDOM } = await load('jsdom');
const { window } = new JSDOM('<body></body>');
Object.assign(globalThis, { window, document: window.document, Element: window.Element });
const mermaid = (await load('mermaid')).default;
mermaid.initialize({ startOnLoad: false });

for (const file of process.argv.slice(2)) {
  try {
    const { diagramType } = await mermaid.parse(fs.readFileSync(file, 'utf8'));
    console.log(diagramType);
  } catch (error) {
    console.log(`error: ${file}: ${String(error?.message ?? error).split('\n').join(' ')}`);
  }
}
