--- lunette export: the command, and what exporters may hand to `out`.

local exporting = require "tests.spec.exporting"
local helpers = require "tests.spec.helpers"

local MODEL, workbench, run, folder_names =
  exporting.model, exporting.workbench, exporting.run, exporting.folder_names

--- What one document of this expression looks like.
local function written(expression, arguments, head)
  local result = run(("out:document('x', %s)"):format(expression), arguments, head)
  assert(result.status == 0, result.err)
  return (result.out:gsub("^# file: x%.yaml\n%-%-%-\n", ""))
end

--- Why the exporter failed.
local function failure(body, head)
  local result = run(body, {}, head)
  assert(result.status == 3, ("exit status %d: %s%s"):format(result.status, result.out, result.err))
  assert.equal("", result.out)
  return (result.err:gsub("^lunette export: ", ""):gsub("\n$", ""))
end

describe("lunette export", function()
  it("lists the targets, each with a line of its own", function()
    local status, out = helpers.run { "export", "--list" }
    assert.equal(0, status)
    for _, target in ipairs { "kubernetes", "prometheus" } do
      assert.is_truthy(out:match("%f[%w]" .. target .. "%s+%u[^\n]+"), target)
    end
    assert.is_truthy(out:find("--set namespace=", 1, true))
  end)

  it("writes to standard output, a line before each file", function()
    local result = run("out:document('b', { z = 1 }) out:text('a.txt', 'hi\\n')")
    assert.equal("# file: b.yaml\n---\nz: 1\n# file: a.txt\nhi\n", result.out)
    assert.equal(0, result.status)
  end)

  it("writes files below a folder", function()
    local result = run([[
      out:document("a/b", { z = 1 })
      out:text("src/.env", "x")
      out:file("c") { { a = 1 }, { b = 2 } }]], { "-o", "o" })
    assert.equal(0, result.status, result.err)
    assert.equal("z: 1\n", helpers.read(result.folder .. "/o/a/b.yaml"))
    assert.equal("x", helpers.read(result.folder .. "/o/src/.env"))
    assert.equal("a: 1\n---\nb: 2\n", helpers.read(result.folder .. "/o/c.yaml"))
    assert.equal("a c.yaml src", folder_names(result.folder .. "/o"))
  end)

  it("writes JSON, one value a file", function()
    local result = run("out:document('a', { z = 1, a = { true } }) out:file('c') { { a = 1 }, { b = 2 } }",
      { "-o", "o", "--format", "json" })
    assert.equal("a.json c.1.json c.2.json", folder_names(result.folder .. "/o"))
    assert.equal('{\n  "a": [\n    true\n  ],\n  "z": 1\n}\n', helpers.read(result.folder .. "/o/a.json"))
  end)

  it("keeps the JSON files of one entity apart from those of another", function()
    local folder = helpers.temp_dir()
    local path = helpers.model([[
context "c"
service "shop" { context = "c" }
service "shop-1" { context = "c" }
service "shop-1-2" { context = "c" }
service "shop.1" { context = "c" }
]])
    local status, _, err = helpers.run { "export", "all", path, "-f", "json", "-o", folder .. "/o" }
    assert.equal(0, status, err)
    assert.is_truthy(helpers.read(folder .. "/o/kubernetes/shop.2.json"):find('"name": "shop"', 1, true))
    assert.is_truthy(helpers.read(folder .. "/o/kubernetes/shop-1.2.json"):find('"name": "shop-1"', 1, true))
  end)

  it("writes all targets, each into its own folder", function()
    local folder = helpers.model(MODEL)
    local status, _, err = helpers.run({ "export", "all", "-o", "o" }, { cwd = folder })
    assert.equal(0, status, err)
    assert.is_truthy(helpers.read(folder .. "/o/kubernetes/billing.yaml"))
    assert.equal(2, (helpers.run({ "export", "all" }, { cwd = folder })))
  end)

  it("goes on when the model has errors, and says so", function()
    local folder = helpers.model(
      'service "a" { context = "nowhere", dependencies = { sync "gone" { timeout = "1s" } } }')
    local status, out, err = helpers.run { "export", "kubernetes", folder }
    assert.equal(0, status)
    assert.is_truthy(out:find("kind: Deployment", 1, true))
    assert.is_truthy(err:find("the model has 2 errors", 1, true), err)
  end)

  it("says when the model holds nothing for a target", function()
    assert.is_truthy(run("").err:find("try: the model holds nothing for it", 1, true))
  end)

  it("refuses wrong words with the nearest right one", function()
    local cases = {
      { { "kubernets", "." }, "did you mean 'kubernetes'?" },
      { { "kubernetes", ".", "--format", "xml" }, "there are yaml and json" },
      { { "prometheus", ".", "--format", "json" }, "prometheus is written as yaml only" },
      { { "kubernetes", ".", "--set", "namespac=x" }, "did you mean 'namespace=" },
      { { "kubernetes", ".", "more" }, "one word too many" },
      { { "--exporter", "none.lua" }, "cannot read none.lua" },
      { {}, "name a target" },
    }
    local folder = helpers.model(MODEL)
    for _, case in ipairs(cases) do
      local status, _, err = helpers.run({ "export", table.unpack(case[1]) }, { cwd = folder })
      assert.equal(2, status, err)
      assert.is_truthy(err:find(case[2], 1, true), err)
    end
  end)
end)

describe("an exporter", function()
  it("sets its options", function()
    local head = "options = { { name = 'who', default = 'me', summary = 'Who' } },"
    assert.equal("a: me\n", written("{ a = out.options.who }", {}, head))
    assert.equal("a: you=x\n", written("{ a = out.options.who }", { "--set", "who=you=x" }, head))
  end)

  it("takes what its options take", function()
    local head = [[options = {
      { name = "ns", summary = "x", takes = "label" },
      { name = "at", default = "a:1", summary = "x", takes = "address" },
      { name = "url", summary = "x", takes = "url" }, { name = "time", summary = "x", takes = "duration" },
      { name = "who", default = "me", summary = "x", takes = { "me", "you", "us" } } },]]
    local cases = {
      ns = { good = { "shop-1", "7", ("x"):rep(63), "" }, bad = { "Shop", "a_b", "-a", "a-", ("x"):rep(64), "a.b" } },
      at = { good = { "otel:4317", "[::1]:1" }, bad = { "otel", "otel:", ":1", "a:0", "a:65536", "a/b:1", "" } },
      url = { good = { "http://a", "https://a:1/c?d" }, bad = { "a", "ftp://a", "http://", "http:///", "http://a " } },
      time = { good = { "5m", "30s" }, bad = { "5", "m", "05m", "1.5h", "5min" } },
      who = { good = { "you" }, bad = { "they", "" } },
    }
    local folder = workbench("out:document('x', { 1 })", head)
    local function set(setting)
      return helpers.run({ "export", "--exporter", "try.lua", "--set", setting }, { cwd = folder })
    end
    for name, values in pairs(cases) do
      for _, value in ipairs(values.good) do assert.equal(0, (set(name .. "=" .. value)), name .. "=" .. value) end
      for _, value in ipairs(values.bad) do
        local status, _, err = set(name .. "=" .. value)
        assert.equal(2, status, name .. "=" .. value)
        assert.is_truthy(err:find(("lunette export: --set %s=%s: it takes "):format(name, value), 1, true), err)
      end
    end
    assert.is_truthy(select(3, set("who=they")):find("it takes me, you or us", 1, true))
    assert.is_truthy(failure("", "options = { { name = 'a', summary = 'x', takes = 'b' } },"):find("not 'b'", 1, true))
  end)

  it("is named with its file where it fails, and listed with what it takes", function()
    local folder = helpers.model { ["model.lua"] = MODEL, ["x.lua"] = "return 1",
      ["y.lua"] = "return { name = 'y', summary = 'Ys', export = function() error('no', 0) end,\n"
        .. "options = { { name = 'who', default = 'me', summary = 'Who' } } }" }
    for file, expected in pairs { x = "export: x.lua: an exporter returns {", y = "export: y: y.lua:1: no" } do
      local status, _, err = helpers.run({ "export", "--exporter", file .. ".lua" }, { cwd = folder })
      assert.equal(3, status)
      assert.is_truthy(err:find(expected, 1, true), err)
    end
    local status, out = helpers.run({ "export", "--list", "--exporter", "y.lua" }, { cwd = folder })
    assert.equal(0, status)
    assert.equal("y                Ys\n                   --set who=me\n                     Who\n", out)
    local status_of_none, _, err = helpers.run({ "export", "--list", "--exporter", "x.lua" }, { cwd = folder })
    assert.equal(3, status_of_none)
    assert.is_truthy(err:find("lunette export: x.lua: an exporter returns {", 1, true), err)
  end)

  it("has what a model has, and no more", function()
    assert.is_truthy(failure("io.open('x')"):find("models have no 'io'", 1, true))
    assert.is_truthy(failure("require 'os'"):find("there is no module 'os'", 1, true))
    assert.is_truthy(failure("service 'x' {}"):find("try.lua:2", 1, true))
    assert.is_truthy(failure("model.services[1].name = 'x'"):find("the model is frozen", 1, true))
    assert.is_truthy(failure("while true do end"):find("limit 'steps' of 50000000 reached", 1, true))
  end)

  it("is not touched by what a model did to the modules it shares", function()
    local folder = helpers.model { ["model.lua"] = MODEL .. 'require("export.common.names").of = nil\n' }
    local status, _, err = helpers.run { "export", "kubernetes", folder }
    assert.equal(0, status, err)
  end)

  it("is refused with its line when it is none", function()
    local cases = {
      { "return 1", "an exporter returns { name = " },
      { "return { name = 'X', summary = '', export = print }", "lower case letters" },
      { "return { name = 'x', summary = 'x' }", "export = function(model, out)" },
      { "return { name = 'x', summary = 'x', formats = { 'xml' }, export = print }", "\"yaml\" and \"json\"" },
      { "return {", "x.lua:" },
      { "\27Lua", "x.lua" },
    }
    for _, case in ipairs(cases) do
      local folder = helpers.model { ["model.lua"] = MODEL, ["x.lua"] = case[1] }
      local status, _, err = helpers.run({ "export", "--exporter", "x.lua" }, { cwd = folder })
      assert.equal(3, status, err)
      assert.is_truthy(err:find(case[2], 1, true), err)
    end
  end)
end)

describe("a tree", function()
  it("is written as its values are", function()
    for expression, expected in pairs {
      ["{ a = '50', b = 50, c = 50.0, d = 0.1, e = true }"] = 'a: "50"\nb: 50\nc: 50.0\nd: 0.1\ne: true\n',
      ["{ a = 'no', b = '012', c = 'x y' }"] = 'a: "no"\nb: "012"\nc: x y\n',
      ["{ a = out.null, b = nil, c = out.list(), d = out.map() }"] = "a: null\nc: []\nd: {}\n",
      ["{ a = out.list({ 1, { b = 2 } }) }"] = "a:\n- 1\n- b: 2\n",
      ["{ 1, 2 }"] = "- 1\n- 2\n",
      ["{ a = 'x\\ny\\n', b = 'x\\ny' }"] = "a: |\n  x\n  y\nb: |-\n  x\n  y\n",
      ["{ ['a b'] = 1, ['200'] = 2, [''] = 3 }"] = '"": 3\n"200": 2\na b: 1\n',
      ["{ t = model.services[1].tags, p = model.services[1].properties, n = model.services[1].ports }"] =
        '"n":\n- 8080\np:\n  tier: "1"\nt:\n- a\n- "no"\n',
      ["{ t = model.services[2].tags, p = model.services[2].properties }"] = "p: {}\nt: []\n",
    } do
      assert.equal(expected, written(expression), expression)
    end
  end)

  it("is ordered: its own order, the exporter's, then by name", function()
    assert.equal("apiVersion: 1\nkind: 2\nmetadata: 3\nspec: 4\na: 5\n",
      written("{ a = 5, spec = 4, metadata = 3, kind = 2, apiVersion = 1 }"))
    assert.equal("b: 1\nc: 1\na: 1\nkind: 1\n",
      written("out.ordered({ 'b', 'x' }, { a = 1, b = 1, c = 1, kind = 1 })", {}, "order = { 'c' },"))
  end)

  it("may stand in another one as JSON, in an order of its own", function()
    local text = "out.json({ a = out.list(), b = out.null, c = model.services[1].ports }, { 'c' })"
    assert.equal('{\n  "c": [\n    8080\n  ],\n  "a": [],\n  "b": null\n}\n',
      (run(("out:text('x', %s)"):format(text)).out:gsub("^# file: x\n", "")))
    assert.is_truthy(failure("out.json({ a = print }, {})"):find("out.json: a: a function cannot be written", 1, true))
    assert.is_truthy(failure("out.json({ a = 1 })"):find("write out.json(tree,", 1, true))
  end)

  it("that cannot be written is an error with file and path", function()
    for expression, expected in pairs {
      ["{ a = { 1, { b = print } } }"] = "x.yaml: a[2].b: a function cannot be written",
      ["{ a = 0/0 }"] = "x.yaml: a: NaN cannot be written",
      ["{ a = 1/0 }"] = "x.yaml: a: infinity cannot be written",
      ["{ a = { 1, x = 2 } }"] = "x.yaml: a: it has holes or mixed keys: a list has the keys 1 to n, a map has text",
      ["{ a = { [1] = 1, [3] = 2 } }"] = "x.yaml: a: it has holes",
      ["{ a = { [1.5] = 1 } }"] = "x.yaml: a: it has holes",
      ["{ a = { [true] = 1 } }"] = "x.yaml: a: a key is neither text nor a number",
      ["{ a = {} }"] = "x.yaml: a: an empty table is neither list nor map: say out.list() or out.map()",
      ["{ a = out.list { b = 1 } }"] = "x.yaml: a: it is to be a list",
      ["{ a = out.map { 1 } }"] = "x.yaml: a: it is to be a map",
      ["{ ['a b'] = { c = model } }"] = 'x.yaml: ["a b"].c: a part of the model cannot be written',
      ["{ a = model.services[1] }"] = "x.yaml: a: an item of the model cannot be written; write its name",
      ["{ a = model.services }"] = "x.yaml: a: a list of items cannot be written; write their names",
      ["{ a = setmetatable({}, {}) }"] = "x.yaml: a: a table with a metatable cannot be written",
      ["(function() local t = {} t.a = t return t end)()"] = "it is nested over 64 levels deep; does it hold itself?",
      ["'text'"] = "x.yaml: the document: a document is a map or a list",
      ["nil"] = "x.yaml: the document: there is nothing to write",
    } do
      local message = failure(("\nout:document('x', %s)"):format(expression))
      assert.is_truthy(message:find("^try: try%.lua:3: "), message)
      assert.is_truthy(message:find(expected, 1, true), ("%s\n  %s"):format(expression, message))
    end
  end)

  it("comes under a name of its own, within the folder", function()
    for body, expected in pairs {
      ["out:document('a', { 1 }) out:document('a', { 2 })"] = "there are two files of the name a.yaml",
      ["out:document('a', { 1 }) out:text('a.yaml', '')"] = "there are two files of the name a.yaml",
      ["out:document('../a', { 1 })"] = "the file name '../a': a part of it begins with '.'",
      ["out:text('../a', '')"] = "a part of it begins with '.'",
      ["out:text('a/./b', '')"] = "a part of it begins with '.'",
      ["out:text('/a', '')"] = "a part of it is empty",
      ["out:text('a//b', '')"] = "a part of it is empty",
      ["out:document('a:b', { 1 })"] = "names of files hold letters, digits and ._-",
      ["out:document('a\\0b', { 1 })"] = "it holds a NUL byte",
      ["out:document(('x'):rep(101), { 1 })"] = "longer than 100 bytes",
      ["out:file('a') {}"] = "at least one",
      ["out:file('a') { { 1 }, print }"] = "a function cannot be written",
    } do
      assert.is_truthy(failure(body):find(expected, 1, true), body .. ": " .. failure(body))
    end
  end)

  it("tells a colon from a point", function()
    assert.is_truthy(failure("out.document('x', { 1 })"):find("write out:document(…), with a colon", 1, true))
    assert.is_truthy(failure("out:list { 1 }"):find("write out.list(…), with a point", 1, true))
    assert.is_truthy(failure("out:loss('x', 'y', 'z')"):find("out:loss wants an item of the model", 1, true))
  end)

  it("ends at its limits", function()
    assert.is_truthy(failure("local t = {} for i = 1, 1000 do t[i] = i end\n"
      .. "for i = 1, 3000 do out:document('x' .. i, t) end"):find("more than 2,000,000 values", 1, true))
    assert.is_truthy(failure("for i = 1, 80 do out:text('x' .. i, ('x'):rep(1 << 20)) end")
      :find("more than 64 MiB of text", 1, true))
  end)
end)

--- Every text of up to three characters that mean something somewhere, and worse.
local HOSTILE = [[
  local letters = {
    "0", "1", "e", ".", "-", "+", ":", "_", "x", "y", "n", "~", " ", "#", "\n", "'", '"', "\\", "o", "|", "{",
  }
  local texts = {
    "no", "Yes", "off", "null", "true", "2001-12-14", "12:30:45", "0o14", ".inf", ".NaN", "1_000", "0b1",
    "<<", "=", "---", "...", "%YAML 1.2", "!!int 1", "&a", "*a", "a: b", "a #b", "\t", "a\tb", "a\r\nb",
    "\1\27[31m", "\127", "\u{202E}x", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{1F600}", "\u{E4}", "a\0b",
    " a\nb", "a \nb\n", "a\n\n", "${x}", "{{ x }}", "1e3", "1.2.3", "0x1F", "190:20:30", "1e+5",
    "123456789012345678901234567890", "NaN", "Infinity", "y", "N", "ON",
  }
  local function grow(prefix, depth)
    for _, letter in ipairs(letters) do
      texts[#texts + 1] = prefix .. letter
      if depth > 1 then grow(prefix .. letter, depth - 1) end
    end
  end
  grow("", 3)
  local data = {}
  for i, text in ipairs(texts) do data[("k%05d"):format(i)] = text end
  local keys = {}
  for _, text in ipairs(texts) do keys[text] = "x" end
  out:document("data", { apiVersion = "v1", kind = "ConfigMap", metadata = { name = "x" }, data = data })
  out:document("keys", keys)
]]

describe("a text", function()
  local python = helpers.shell("python3 -c 'import yaml'") ~= nil

  it("reads back as it was, whatever it holds", function()
    if not python then return pending("python3 has no yaml here") end
    local result = run(HOSTILE, { "-o", "o" })
    assert(result.status == 0, result.err)
    local again = { "export", "--exporter", "try.lua", "-f", "json", "-o", "o" }
    assert.equal(0, (helpers.run(again, { cwd = result.folder })))
    local same = helpers.shell(([[cd %s/o && python3 -c '
import json, yaml
for name in ("data", "keys"):
    a = yaml.load(open(name + ".yaml", encoding="utf-8", newline=""), Loader=yaml.SafeLoader)
    assert a == json.load(open(name + ".json", encoding="utf-8")), name
print("same")']]):format(helpers.quote(result.folder)))
    assert.equal("same\n", same)
  end)

  it("reads alike under YAML 1.1 and 1.2", function()
    local platforms = require "tests.spec.platforms"
    local why = platforms.why_not()
    if why then return pending(why) end
    local result = run(HOSTILE, { "-o", "o" })
    local well, told = platforms.validate({ result.folder .. "/o/data.yaml" }, { "--no-rules" })
    assert(well, told)
  end)
end)

describe("what governs a call", function()
  local function seen(expression)
    local folder = helpers.model { ["model.lua"] = [[
context "c" {}
gateway "edge" { service = "b" }
timeout { service = "b", timeout = "2s" }
retry_policy { service = "b", max_attempts = 4, backoff = "100ms" }
circuit_breaker { service = "b", failure_threshold = 7 }
bulkhead { service = "b", limit = 9 }
service "a" { context = "c", dependencies = {
  sync "b" {}, sync "edge" {}, sync "b" { timeout = "1s", retry = { max_attempts = 2 }, bulkhead = 3 } } }
service "b" { context = "c" }
]], ["try.lua"] = ("return { name = 'try', summary = 'x', export = function(model, out)\n"
      .. "local calls = model:calls() out:text('x', tostring(%s)) end }"):format(expression) }
    local status, out, err = helpers.run({ "export", "--exporter", "try.lua" }, { cwd = folder })
    assert(status == 0, err)
    return (out:gsub("^# file: x\n", ""))
  end

  it("is seen at the call", function()
    for expression, expected in pairs {
      ["calls[1].timeout_ms"] = "nil",
      ["calls[1].timeout_in_force_ms"] = "2000",
      ["calls[1].timeout_by"] = "timeout",
      ["calls[1].attempts"] = "4",
      ["calls[1].retry_in_force.backoff_ms"] = "100",
      ["calls[1].retry_in_force.kind"] = "retry_policy",
      ["calls[1].circuit_breaker_in_force.failure_threshold"] = "7",
      ["calls[1].bulkhead_in_force"] = "9",
      ["calls[1].worst_ms"] = "8300",
      ["calls[2].callee"] = "service 'b'",
      ["calls[2].timeout_in_force_ms"] = "nil",
      ["calls[2].attempts"] = "1",
      ["calls[2].retry_in_force"] = "nil",
      ["calls[3].timeout_in_force_ms"] = "1000",
      ["calls[3].timeout_by == calls[3]"] = "true",
      ["calls[3].retry_in_force.max_attempts"] = "2",
      ["calls[3].bulkhead_in_force"] = "3",
    } do
      assert.equal(expected, seen(expression), expression)
    end
  end)
end)

describe("lua/export/README.md", function()
  local text = helpers.read("lua/export/README.md")

  it("shows an exporter that runs", function()
    local folder = helpers.temp_dir()
    helpers.write(folder .. "/owners.lua", assert(text:match("```lua\n(.-)```")))
    local status, _, err = helpers.run(
      { "export", "--exporter", folder .. "/owners.lua", "models/ecommerce", "-o", folder .. "/owners" })
    assert.equal(0, status, err)
    assert.equal('service: order-service\nteam: checkout\ncontact: "#team-checkout"\ntags: []\n',
      helpers.read(folder .. "/owners/order-service.yaml"))
  end)

  it("tells every unit as it is", function()
    local rows, body = {}, { 'local units = require "export.common.units"', "local seen = {}" }
    for name, argument, expected in text:gmatch("| `units%.([%w_]+)%((%w+)%)` | `([^`]+)`") do
      local value = ({ ms = "90000", ratio = "0.999", bytes = "512 * 1024 * 1024" })[argument]
      if value and name ~= "complement" then
        rows[#rows + 1] = { name, expected }
        body[#body + 1] = ("seen[#seen + 1] = tostring(units.%s(%s))"):format(name, value)
      end
    end
    body[#body + 1] = 'out:document("x", seen)'
    local result = run(table.concat(body, "\n"), { "-f", "json" })
    assert(result.status == 0, result.err)
    local seen = helpers.json(result.out)["x.json"]
    assert.is_true(#rows > 10)
    for index, row in ipairs(rows) do
      assert.equal((row[2]:gsub('"', "")), seen[index], row[1])
    end
  end)
end)
