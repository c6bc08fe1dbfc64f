--- The scaffold target: skeletons that start, compile and keep their contract, whatever the model's texts hold.

local helpers = require "tests.spec.helpers"
local lfs = require "lfs"

local quote = helpers.quote
local INSTALL_S = 240

--- What the target writes for a model: its folder, and the losses.
local function export(path, options)
  local folder = helpers.temp_dir()
  local status, _, err = helpers.run({
    "export", "scaffold", path, "-o", folder .. "/o", "--report", folder .. "/losses.json", table.unpack(options or {}),
  })
  assert(status == 0, err)
  return folder .. "/o", helpers.json(helpers.read(folder .. "/losses.json")).targets[1].losses
end

local function has_loss(losses, subject, what)
  for _, loss in ipairs(losses) do
    if loss.subject == subject and loss.what == what then return true end
  end
  return false
end

--- Starts a command in a folder.
local function start(folder, command, timeout_s)
  return assert(io.popen(("cd %s && exec 2>&1 </dev/null; timeout %d sh -c %s"):format(
    quote(folder), timeout_s or 60, quote(command))))
end

--- Whether a command that was started ended well, and what it told.
local function finish(pipe)
  local told = pipe:read("a")
  return pipe:close() == true, told
end

local function run(folder, command, timeout_s)
  return finish(start(folder, command, timeout_s))
end

local function passes(folder, command, timeout_s)
  local well, told = run(folder, command, timeout_s)
  assert(well, command .. ": " .. told)
  return told
end

--- A command that ends well in each folder, in all at a time.
local function passes_in(folders, command, timeout_s)
  local pipes = {}
  for place, folder in ipairs(folders) do pipes[place] = start(folder, command, timeout_s) end
  for place, folder in ipairs(folders) do
    local well, told = finish(pipes[place])
    assert(well, ("%s: %s: %s"):format(folder, command, told))
  end
end

--- A folder that outlives the run, with what a list of packages names installed: once, until the list changes. Nil:
--- the registry cannot be reached.
local function installed(name, list, reach, install)
  local folder = helpers.build .. "/scaffold/" .. name
  local text = helpers.read(list)
  if helpers.read(folder .. "/done") == text then return folder end
  if not run("/", reach, 20) then return nil end
  os.execute(("rm -rf %s && mkdir -p %s && cp %s %s"):format(quote(folder), quote(folder), quote(list), quote(folder)))
  passes(folder, install, INSTALL_S)
  helpers.write(folder .. "/done", text)
  return folder
end

--- Starts a service as its README says, and asks for its health until it answers.
local function answers(folder, command)
  local port = 20000 + (os.time() * 7 + #folder) % 20000
  passes(folder, ([[
    PORT=%d exec %s & server=$!
    for try in 1 2 3 4 5 6 7 8 9 10; do
      curl -fsS -o answer http://127.0.0.1:%d/health && break
      sleep 1
    done
    kill $server
    grep -q up answer]]):format(port, command, port))
end

local HOSTILE = [==[
local evil = "\"; exit(1) #{`id`} ${x} %s \\u0022 \\ */ {{port}} ''' \n\r {{name}} \u{2028}\u{202e} \u{e9} \u{1f600} ]]"
context "c" {}
for index, language in ipairs { "Python", "golang", "JavaScript", "typescript", "java" } do
  service("s" .. index) {
    context = "c", technologies = { language = language }, description = evil, ports = { 8080 },
    endpoints = {
      GET "/" { summary = evil },
      GET "/class" { deprecated = true, sunset = "2027-01-01" },
      GET "/orders/{class}/x" {
        summary = evil,
        response = { [evil] = evil, __proto__ = "list<string>", n = "map<string,int>", ok = "bool?", d = "decimal" },
      },
      GET "/orders/{id}" {}, PATCH "/orders/{id}" {}, HEAD "/orders/{id}/x" {},
      GET "/orders/search" { request = { words = "string", [evil] = "string" } },
      GET "/ordersA/b" {}, GET "/orders/a/b" {}, GET "/Orders/search" {},
      POST "/orders/{id}:cancel" { request = { [evil] = evil } }, POST "orders/:id" {},
      GET "/files/**" {}, GET "/x/{a-b}/{a_b}/<int:import>/{self}/{_}" {},
      GET("/e/\"); exit(1); (\"/../\\/{y\"}") {},
      DELETE "/docs" {}, GET "/docs" {}, GET "/openapi.json" {}, GET "/opt/{maybe?}?q=1" {},
      rpc "A/B" {},
    },
    health = { liveness "/health" {}, readiness "/health" {}, startup "/started" {} },
  }
end
]==]

local PYTHON_HOSTILE, GO_HOSTILE, JS_HOSTILE, TS_HOSTILE, JAVA_HOSTILE = "s1", "s2", "s3", "s4", "s5"

local shop, shop_losses = export("models/ecommerce")
local hostile, hostile_losses = export(helpers.model(HOSTILE))

describe("a skeleton", function()
  it("of each stack is made from the shop", function()
    for service, files in pairs {
      ["order-service"] = { "app.py", "requirements.txt", "test_contract.py" },
      ["auth-service"] = { "main.go", "go.mod", "contract_test.go" },
      ["user-service"] = { "src/app.ts", "src/server.ts", "src/contract.test.ts", "package.json", "tsconfig.json" },
      ["product-service"] = {
        "pom.xml", "src/main/java/service/Endpoints.java", "src/test/java/service/ContractTest.java",
      },
    } do
      table.move({ "Dockerfile", "README.md", "contract.json" }, 1, 3, #files + 1, files)
      for _, file in ipairs(files) do
        local path = ("%s/%s/%s"):format(shop, service, file)
        assert(lfs.attributes(path, "size"), path)
      end
    end
  end)

  it("listens where the model says, and has its operations and health checks", function()
    local app = helpers.read(shop .. "/order-service/app.py")
    for _, text in ipairs {
      '@app.post("/orders")', '@app.get("/orders/{order_id}")', '@app.delete("/orders/{order_id}")',
      '@app.get("/health")', '@app.get("/ready")', '"PORT", "8080"', '"status": "text"',
    } do
      assert(app:find(text, 1, true), text)
    end
    assert.is_truthy(helpers.read(shop .. "/order-service/Dockerfile"):find("\nEXPOSE 8080\n", 1, true))
    assert.is_truthy(helpers.read(shop .. "/storefront-service/src/server.ts"):find("?? 4000", 1, true))
  end)

  it("has a contract that lists every operation", function()
    local contract = helpers.json(helpers.read(shop .. "/order-service/contract.json"))
    assert.equal(4, #contract.operations)
    assert.same({ "/health", "/ready" }, contract.health)
    assert.same({ "order_id", "status" }, contract.operations[2].fields)
    assert.equal("/orders/example", contract.operations[3].path)
  end)

  it("is left out for other stacks, and the report says so", function()
    assert.is_nil(lfs.attributes(shop .. "/shipping-service"))
    assert(has_loss(shop_losses, "shipping-service", "a language without a skeleton here"))
    assert(has_loss(shop_losses, "inventory-service", "a framework without a skeleton here"))
    assert(has_loss(shop_losses, "order-service -> payment-service", "a call"))
  end)

  it("is written for one service only when asked", function()
    local folder = export("models/ecommerce", { "--set", "service=cart-service" })
    assert.same({ "cart-service" }, helpers.names(folder))
    local status, _, err = helpers.run(
      { "export", "scaffold", "models/ecommerce", "-o", helpers.temp_dir(), "--set", "service=cart" })
    assert.not_equal(0, status)
    assert.is_truthy(err:find("there is no service 'cart'", 1, true))
  end)

  it("follows scaffold {} before technologies, and a framework or runtime alone", function()
    local folder, losses = export(helpers.model [[
context "c" {}
service "a" {
  context = "c", technologies = { language = "java" }, scaffold = scaffold { language = "go", ports = { 81 } },
}
service "b" { context = "c", technologies = { framework = "FastAPI" } }
service "d" { context = "c", technologies = { runtime = "node" } }
service "e" { context = "c" }
]])
    assert.is_truthy(helpers.read(folder .. "/a/main.go"):find('"81"', 1, true))
    assert.is_truthy(helpers.read(folder .. "/b/app.py"))
    assert.is_truthy(helpers.read(folder .. "/d/src/app.js"))
    assert.same({ "a", "b", "d" }, helpers.names(folder))
    assert(has_loss(losses, "e", "the model gives no language"))
    assert(has_loss(losses, "b", "the model gives no port"))
  end)

  it("says what became of paths that no framework takes", function()
    for _, what in ipairs {
      "characters of a path that a route cannot hold", "a placeholder for more or less than one part of a path",
      "an operation of the same method and path as another one", "a part of a path that may be missing",
      "an operation that is not one of HTTP",
    } do
      assert(has_loss(hostile_losses, "s1", what), what)
    end
  end)

  it("in Go has no two patterns that its router refuses", function()
    local folder, losses = export(helpers.model [[
context "c" {}
service "s" {
  context = "c", technologies = { language = "go" },
  endpoints = { GET "/a/{x}/c" {}, GET "/a/b/{y}" {}, GET "/a/b/c" {}, HEAD "/k/{id}" {}, GET "/k/all" {}, GET "/" {} },
}
]])
    local code = helpers.read(folder .. "/s/main.go")
    assert.is_truthy(code:find('"GET /a/{x}/c"', 1, true))
    assert.is_nil(code:find('"GET /a/b/{y}"', 1, true))
    assert.is_truthy(code:find('"GET /a/b/c"', 1, true))
    assert.is_nil(code:find('"GET /k/all"', 1, true))
    assert.is_truthy(code:find('"GET /{$}"', 1, true))
    assert(has_loss(losses, "s", "a path of which this framework cannot tell which one is meant"))
  end)
end)

describe("in Python", function()
  local parse = [[python3 -c 'import ast; ast.parse(open("app.py", encoding="utf-8").read())']]

  it("a skeleton is well-formed", function()
    if not helpers.command("python3") then return pending("python3 is not here") end
    for _, folder in ipairs { shop .. "/order-service", hostile .. "/" .. PYTHON_HOSTILE } do passes(folder, parse) end
  end)

  --- A python3 with the libraries: the system's, else one of its own.
  local function find_python()
    if run("/", "python3 -c 'import fastapi, uvicorn'") then return "python3" end
    local home = installed("python", shop .. "/order-service/requirements.txt",
      "python3 -m pip index versions fastapi --timeout 5 --retries 0",
      "python3 -m venv . && bin/pip install --quiet --disable-pip-version-check -r requirements.txt")
    return home and quote(home .. "/bin/python3")
  end

  it("it starts and keeps its contract", function()
    local python = find_python()
    if not python then return pending("fastapi is not here, nor can PyPI be reached") end
    for _, folder in ipairs { shop .. "/order-service", hostile .. "/" .. PYTHON_HOSTILE } do
      local told = passes(folder, python .. " -m unittest")
      assert.is_nil(told:find("skipped", 1, true), told)
    end
    if helpers.command("curl") then answers(shop .. "/order-service", python .. " app.py") end
  end)
end)

describe("with Node.js", function()
  it("a skeleton is well-formed", function()
    if not helpers.command("node") then return pending("node is not here") end
    for _, file in ipairs { "app", "server", "contract.test" } do
      passes(hostile .. "/" .. JS_HOSTILE .. "/src", ("node --check %s.js"):format(file))
    end
  end)

  it("it starts and keeps its contract, in JavaScript and TypeScript", function()
    if not helpers.command("npm") then return pending("npm is not here") end
    local first = shop .. "/user-service"
    local home = installed("node", first .. "/package.json",
      "npm view express version --fetch-retries=0 --fetch-timeout=5000", "npm install --silent --no-audit --no-fund")
    if not home then return pending("npm's registry cannot be reached") end
    local folders = { first, hostile .. "/" .. JS_HOSTILE, hostile .. "/" .. TS_HOSTILE }
    passes_in(folders, ("ln -s %s/node_modules node_modules && npm test"):format(quote(home)), INSTALL_S)
    if helpers.command("curl") then answers(first, "node dist/server.js") end
  end)
end)

describe("in Go", function()
  it("a skeleton compiles and keeps its contract", function()
    local version = helpers.command("go") and helpers.shell("GOTOOLCHAIN=local go env GOVERSION")
    if not version then return pending("go is not here") end
    if tonumber(version:match("go1%.(%d+)")) < 22 then return pending("this go is older than 1.22") end
    passes_in({ shop .. "/auth-service", shop .. "/cart-service", hostile .. "/" .. GO_HOSTILE },
      'export GOTOOLCHAIN=local; test -z "$(gofmt -l .)" && go vet ./... && go test ./...', INSTALL_S)
  end)
end)

-- ---- Java: what a skeleton uses of its libraries, as empty as javac takes it ----

local ANNOTATION = "package %s; public @interface %s { %s }"
local WEB, BOOT = "org.springframework.web.bind.annotation", "org.springframework.boot"

local STAND_INS = {
  [WEB .. ".RestController"] = ANNOTATION:format(WEB, "RestController", ""),
  [WEB .. ".PathVariable"] = ANNOTATION:format(WEB, "PathVariable", "String value();"),
  [WEB .. ".RequestMapping"] = ANNOTATION:format(WEB, "RequestMapping", "RequestMethod[] method(); String[] path();"),
  [WEB .. ".RequestMethod"] =
    ("package %s; public enum RequestMethod { HEAD, GET, POST, PUT, PATCH, DELETE }"):format(WEB),
  [BOOT .. ".autoconfigure.SpringBootApplication"] =
    ANNOTATION:format(BOOT .. ".autoconfigure", "SpringBootApplication", ""),
  [BOOT .. ".SpringApplication"] =
    ("package %s; public class SpringApplication { public static void run(Class<?> c, String... a) {} }"):format(BOOT),
  [BOOT .. ".test.web.server.LocalServerPort"] = ANNOTATION:format(BOOT .. ".test.web.server", "LocalServerPort", ""),
  [BOOT .. ".test.context.SpringBootTest"] = ANNOTATION:format(BOOT .. ".test.context", "SpringBootTest",
    "enum WebEnvironment { RANDOM_PORT } WebEnvironment webEnvironment();"),
  ["org.springframework.http.ResponseEntity"] = [[
package org.springframework.http;
public class ResponseEntity<T> {
    public interface BodyBuilder { <T> ResponseEntity<T> body(T body); }
    public static BodyBuilder status(int status) { return null; }
}]],
  ["org.junit.jupiter.api.Test"] = ANNOTATION:format("org.junit.jupiter.api", "Test", ""),
  ["org.junit.jupiter.api.Assertions"] = [[
package org.junit.jupiter.api;
public class Assertions {
    public static void assertEquals(int expected, int actual, String message) {}
    public static void assertTrue(boolean holds, String message) {}
}]],
  ["com.fasterxml.jackson.databind.JsonNode"] = [[
package com.fasterxml.jackson.databind;
public abstract class JsonNode implements Iterable<JsonNode> {
    public abstract JsonNode get(String name);
    public abstract String asText();
    public abstract boolean has(String name);
}]],
  ["com.fasterxml.jackson.databind.ObjectMapper"] = [[
package com.fasterxml.jackson.databind;
public class ObjectMapper { public JsonNode readTree(String text) { return null; } }]],
}

--- The folder of the compiled ones.
local function compile_stand_ins()
  local folder = helpers.temp_dir()
  for name, text in pairs(STAND_INS) do
    helpers.write(("%s/%s.java"):format(folder, (name:gsub("%.", "/"))), text)
  end
  passes(folder, "javac -d classes $(find . -name '*.java')")
  return folder .. "/classes"
end

describe("in Java", function()
  it("a skeleton compiles", function()
    if not helpers.command("javac") then return pending("javac is not here") end
    local libraries = compile_stand_ins()
    local command = "javac -Werror -encoding UTF-8 -cp %s -d target $(find src -name '*.java')"
    passes_in({ shop .. "/product-service", shop .. "/search-service", hostile .. "/" .. JAVA_HOSTILE },
      command:format(libraries))
  end)

  it("it keeps its contract", function()
    if os.getenv("LUNETTE_MAVEN") ~= "1" then return pending("LUNETTE_MAVEN=1 asks for Maven's downloads") end
    passes(shop .. "/product-service", "mvn -q -B test", INSTALL_S)
  end)
end)
