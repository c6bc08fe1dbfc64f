--- node with express, in JavaScript or TypeScript: the same code, but for the step that builds it.

local blocks = require "export.scaffold.blocks"
local fill = require "export.scaffold.template"
local literal = require "export.scaffold.literal"
local routes = require "export.scaffold.routes"

local APP = [[
// The service: its operations and health checks.
import express from "express";

export const app = express();
app.enable("case sensitive routing");
app.disable("x-powered-by");
app.use(express.json());

{{operations}}
{{health}}
]]

local OPERATION = [[
{{comments}}
app.{{method}}({{path}}, (_request, response) => {
  response.status({{status}}).json({{body}});
});

]]

local SERVER = [[
import { app } from "./app.js";

app.listen(Number(process.env.PORT ?? {{port}}));
]]

local CONTRACT_TEST = [[
// Calls all that contract.json lists.
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { app } from "./app.js";

const contract = JSON.parse(readFileSync(new URL("../contract.json", import.meta.url), "utf8"));
const server = app.listen(0);
let base = "";

before(async () => {
  if (!server.listening) await once(server, "listening");
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === "object" && address ? address.port : address}`;
});

after(() => server.close());

test("the service listens", () => assert.ok(base));

for (const path of contract.health) {
  test(`GET ${path} says that the service is well`, async () => {
    const response = await fetch(base + path);
    await response.text();
    assert.equal(response.status, 200);
  });
}

for (const { operation, method, path, body, fields } of contract.operations) {
  test(operation, async () => {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
    const text = await response.text();
    assert.ok(response.status === 501 || response.ok, `status ${response.status}`);
    if (!response.ok || method === "HEAD") return;
    for (const field of fields) assert.ok(Object.hasOwn(JSON.parse(text), field), `no field ${field}`);
  });
}
]]

local JAVASCRIPT = {
  ending = "js",
  scripts = { start = "node src/server.js", test = "node --test src/contract.test.js" },
  dockerfile = [[
FROM node:22-alpine
WORKDIR /service
COPY package.json ./
RUN npm install --omit=dev
COPY src src
USER 10001
EXPOSE {{port}}
CMD ["node", "src/server.js"]
]],
}

local TYPESCRIPT = {
  ending = "ts",
  scripts = { build = "tsc", start = "tsc && node dist/server.js", test = "tsc && node --test dist/contract.test.js" },
  development = { typescript = "^5.6.0", ["@types/express"] = "^5.0.0", ["@types/node"] = "^22.0.0" },
  dockerfile = [[
FROM node:22-alpine AS build
WORKDIR /service
COPY package.json tsconfig.json ./
RUN npm install
COPY src src
RUN npm run build && npm prune --omit=dev

FROM node:22-alpine
WORKDIR /service
COPY --from=build /service/package.json ./
COPY --from=build /service/node_modules node_modules
COPY --from=build /service/dist dist
USER 10001
EXPOSE {{port}}
CMD ["node", "dist/server.js"]
]],
}

local VARIANTS = { typescript = TYPESCRIPT, ts = TYPESCRIPT }

local COMPILER = {
  compilerOptions = {
    target = "es2022", module = "nodenext", strict = true, skipLibCheck = true, rootDir = "src", outDir = "dist",
    types = { "node" },
  },
  include = { "src" },
}

local function block(route, answer)
  return fill(OPERATION, {
    comments = answer.notes, method = route.method:lower(), path = literal.text("node", routes.path(route, ":%s")),
    status = answer.status, body = literal.value("node", answer.body),
  })
end

local function code(facts)
  local operations, health = blocks.of(facts, "// ", block)
  local text = fill(APP, { operations = literal.joined(operations), health = literal.joined(health) })
  return (text:gsub("\n+$", "\n"))
end

local function package_of(facts, variant)
  return {
    name = "@services/" .. facts.label, version = "0.1.0", private = true, type = "module",
    engines = { node = ">=20" }, scripts = variant.scripts,
    dependencies = { express = "^5.0.0" }, devDependencies = variant.development,
  }
end

---@param facts export.scaffold.facts
---@param out export.out
local function write(facts, out)
  local folder, variant = facts.label .. "/", VARIANTS[facts.language] or JAVASCRIPT
  local source = folder .. "src/%s." .. variant.ending
  out:text(source:format("app"), code(facts))
  out:text(source:format("server"), fill(SERVER, { port = facts.port }))
  out:text(source:format("contract.test"), CONTRACT_TEST)
  out:document(folder .. "package", package_of(facts, variant))
  if variant == TYPESCRIPT then out:document(folder .. "tsconfig", COMPILER) end
  out:text(folder .. "Dockerfile", fill(variant.dockerfile, { port = facts.port }))
  out:text(folder .. ".dockerignore", "node_modules\ndist\n")
end

---@type export.scaffold.stack
return {
  name = "node", title = "Node.js with Express", framework = "express", names = "camel", takes_crossing = true,
  start = "npm install && npm start", test = "npm install && npm test", write = write,
}
