--- lunette check: one run tells everything, at its place, in every format, with the status a script needs.

local helpers = require "tests.spec.helpers"

local TEN = [[
architecture "Shop" { pattern = "event-driven" }
team "checkout" { contact = "#checkout" }
context "ordering" { subdomain = "main", owner = "checkout" }
context "billing" { owner = "chekout" }
context "ordering" { subdomain = "core" }

service "order-service" {
  context = "ordering",
  descripton = "Takes orders",
  dependencies = {
    sync "payment-service" {
      timeout = "soon",
      retry = { max_attempts = 0 },
    },
    sync "inventory-servise" { timeout = 200 },
  },
  slos = { slo "availability" { target = "99.9%" } },
}
service "payment-service" { context = "billing" }
GET "/orders" {}
]]

--- What is wrong with it: rule, line, column, column behind it.
local MISTAKES = {
  { "model/bad-value", 3, 34, 40 },
  { "model/unresolved", 4, 29, 38 },
  { "model/duplicate", 5, 1, 19 },
  { "model/unknown-field", 9, 3, 13 },
  { "model/bad-value", 12, 17, 23 },
  { "model/bad-value", 13, 32, 33 },
  { "model/unresolved", 15, 5, 29 },
  { "model/bad-value", 15, 42, 45 },
  { "model/missing-field", 17, 12, 30 },
  { "model/unused-part", 20, 1, 14 },
}

local function run(...)
  return helpers.run { "check", ... }
end

local function with_notes(model)
  return helpers.model("context 'c' {} service 's' { context = 'c' }" .. (model or ""))
end

-- ---- the shape of the JSON report, as cli.md gives it --------------------------------------------

local shape = {}

function shape.text(value) return type(value) == "string" and value ~= "" end
function shape.bool(value) return type(value) == "boolean" end
function shape.count(value) return math.type(value) == "integer" and value >= 0 end
function shape.position(value) return math.type(value) == "integer" and value >= 1 end
function shape.severity(value) return value == "error" or value == "warning" or value == "note" end

--- What is wrong with a value, or nil. A key that ends in "?" may be absent; no other key may be there.
local function mismatch(value, wanted, path)
  if type(wanted) == "function" then
    return not wanted(value) and ("%s is %s"):format(path, tostring(value)) or nil
  end
  if type(value) ~= "table" then return path .. " is no table" end
  if wanted[1] then
    for index, item in ipairs(value) do
      local wrong = mismatch(item, wanted[1], ("%s[%d]"):format(path, index))
      if wrong then return wrong end
    end
    return nil
  end
  local known = {}
  for key, inner in pairs(wanted) do
    local name = key:gsub("%?$", "")
    known[name] = true
    if value[name] ~= nil or name == key then
      local wrong = mismatch(value[name], inner, path .. "." .. name)
      if wrong then return wrong end
    end
  end
  for key in pairs(value) do
    if not known[key] then return ("%s.%s is not in the shape"):format(path, key) end
  end
end

local place = {
  ["file?"] = shape.text, ["line?"] = shape.position, ["column?"] = shape.position,
  ["end_line?"] = shape.position, ["end_column?"] = shape.position,
}

local function placed(fields)
  for key, value in pairs(place) do fields[key] = value end
  return fields
end

local report = {
  version = function(value) return value == 1 end,
  model = shape.text,
  diagnostics = {
    placed {
      rule = shape.text, severity = shape.severity, message = shape.text, ["subject?"] = shape.text,
      ["label?"] = shape.text, help = shape.text, suppressed = shape.bool, ["reason?"] = shape.text,
      related = { placed { message = shape.text } },
    },
  },
  summary = { error = shape.count, warning = shape.count, note = shape.count, suppressed = shape.count },
}

local function assert_shape(document)
  local wrong = mismatch(document, report, "report")
  assert(not wrong, wrong)
end

-- ---------------------------------------------------------------------------------------------------

describe("a model with ten mistakes", function()
  local folder = helpers.model(TEN)
  local words = { "--select", "model/*", "--rule", "model/undocumented=off" }
  local diagnostics, status, document = helpers.check(folder, words)
  local _, text = helpers.run { "check", folder, table.unpack(words) }

  it("reports all ten, each at its field", function()
    local found = {}
    for index, finding in ipairs(diagnostics) do
      found[index] = { finding.rule, finding.line, finding.column, finding.end_column }
    end
    assert.are.same(MISTAKES, found)
    assert.are.equal(1, status)
    assert.are.equal(10, document.summary.error)
  end)

  it("says of each what to do", function()
    for _, finding in ipairs(diagnostics) do assert.truthy(finding.help, finding.message) end
    local helps = select(2, text:gsub("\n *= help: [^\n]+\n", ""))
    assert.are.equal(10, helps)
  end)

  it("leads from the second declaration to the first", function()
    local related = diagnostics[3].related[1]
    assert.are.same({ 3, 1, "first declared here" }, { related.line, related.column, related.message })
  end)

  it("underlines the very field", function()
    for _, finding in ipairs(diagnostics) do
      local source, marks = text:match(":" .. finding.line .. ":" .. finding.column ..
        "\n *|\n *%d+ | ([^\n]*)\n *| ( *%^+)")
      assert.truthy(source, finding.message)
      assert.are.equal(finding.column - 1, #marks:match("^ *"))
      assert.are.equal(finding.end_column - finding.column, #marks:match("%^+"))
    end
  end)

  it("fits a terminal of 80 columns, messages and help apart", function()
    for line in text:gmatch("[^\n]+") do
      local is_prose = line:match("^%a+%[") or line:match("^ *= ")
      assert(is_prose or utf8.len(line) <= 80, line)
    end
  end)

  it("says the same bytes each time", function()
    for _ = 1, 5 do assert.are.equal(text, select(2, helpers.run { "check", folder, table.unpack(words) })) end
    local once = select(2, run(folder, "--format", "json"))
    for _ = 1, 5 do assert.are.equal(once, select(2, run(folder, "--format", "json"))) end
  end)

  it("ends with the counts", function()
    assert.truthy(text:match("\n[^\n]+: 10 errors\n$"), text:sub(-80))
  end)
end)

describe("findings", function()
  it("come sorted by file, line, column and rule", function()
    local folder = helpers.model {
      ["model.lua"] = 'include "b.lua" include "a.lua"\nservice "m" {} service "n" {}\n',
      ["a.lua"] = 'context "c" { x = 1, y = 2 }\nservice "z" {}',
      ["b.lua"] = 'service "y" { context = "c", owner = "nobody", w = 1 }',
    }
    local keys = {}
    for index, finding in ipairs(helpers.check(folder)) do
      keys[index] = ("%s:%08d:%08d:%s"):format(finding.file, finding.line, finding.column, finding.rule)
    end
    local sorted = table.move(keys, 1, #keys, 1, {})
    table.sort(sorted)
    assert.are.same(sorted, keys)
    assert.is_true(#keys > 8)
  end)

  it("have the shape that programs rely on", function()
    for _, model in ipairs {
      TEN, "context 'c' {}", "context 'c' {", "while true do end",
      [[context "c" {} service "s" { context = "c" }
        allow { rule = "model/undocumented", reason = "a sketch" }]],
    } do
      local _, _, document = helpers.check(helpers.model(model), { "--limit", "steps=100000" })
      assert_shape(document)
    end
    assert.truthy(mismatch({ version = 2 }, report, "report")) -- the validator does see something
  end)

  it("are marked, with the reason, where they are suppressed", function()
    local folder = with_notes ' allow { rule = "model/undocumented", reason = "a sketch" }'
    local diagnostics, status, document = helpers.check(folder)
    assert.are.equal(0, status)
    assert.are.same({ true, "a sketch" }, { diagnostics[1].suppressed, diagnostics[1].reason })
    assert.are.equal(1, document.summary.suppressed)
    assert.truthy(select(2, run(folder)):find("no findings (1 suppressed)", 1, true))
  end)

  it("of one rule are told in full five times, and then in a line each", function()
    local folder = helpers.model "for n = 1, 8 do service('s' .. n) {} end service 'x' { colour = 1 }"
    local words = { "--select", "model/missing-field,model/unknown-field" }
    local _, out = run(folder, table.unpack(words))
    assert.are.equal(6, select(2, out:gsub("\n *%-%->", "")))
    assert.are.equal(4, select(2, out:gsub("\nerror%[model/missing%-field%]: [^\n]+/model%.lua:%d+:%d+: [^\n]+", "")))
    assert.truthy(out:find("\n4 are told in one line each: --limit details=9 shows them in full\n", 1, true), out)
    assert.truthy(out:find(": 10 errors\n$"), out)
    words[3], words[4] = "--limit", "details=9"
    local _, full = run(folder, table.unpack(words))
    assert.are.equal(10, select(2, full:gsub("\n *%-%->", "")))
    assert.falsy(full:find("details", 1, true))
    words[4] = "details=few"
    assert.are.equal(2, (run(folder, table.unpack(words))))
  end)

  it("do not relate to their own place", function()
    local folder = helpers.model [[
      rule "house/echo" { severity = "error", check = function(model, report)
        local one, other = model.contexts[1], model.contexts[2]
        report { at = one, message = "here", related = { { one, "and here" }, { other, "and there" } } }
      end }
      context "c" {}
      context "d" {}
    ]]
    local diagnostics = helpers.check(folder, { "--select", "house/echo" })
    assert.are.equal(1, #diagnostics)
    assert.are.equal(1, #diagnostics[1].related)
    assert.are.equal("and there", diagnostics[1].related[1].message)
  end)

  it("are cut in the text when there are very many, and counted all the same", function()
    local folder = helpers.model "for n = 1, 30 do service('s' .. n) {} end"
    local _, out = run(folder, "--limit", "findings=5", "--limit", "details=0", "--select", "model/missing*")
    assert.are.equal(5, select(2, out:gsub("\n *%-%->", "")))
    assert.truthy(out:find("\n25 more findings are not shown: --limit findings=30 shows all\n", 1, true), out)
    assert.truthy(out:find("30 errors", 1, true))
  end)
end)

describe("the exit status", function()
  it("compares names with so many unknown ones only, whatever there are of both", function()
    local folder = helpers.model [[
      for n = 1, 3000 do
        local unknown = { sync("cart-" .. n) {} }
        service("card-" .. n) { dependencies = unknown }
      end]]
    local _, out = run(folder, "--select", "model/unresolved", "--limit", "findings=0", "--limit", "details=0")
    local _, near = out:gsub("did you mean 'card", "")
    local _, all = out:gsub("there is no ", "")
    assert.are.equal(3000, all)
    assert.truthy(near > 0 and near < 1000, near)
  end)

  it("is 0 without a finding at the threshold, 1 with one", function()
    assert.are.equal(0, (run(with_notes())))
    assert.are.equal(1, (run(with_notes(), "--fail-on", "note")))
    assert.are.equal(0, (run(with_notes(), "--fail-on", "warning")))
    assert.are.equal(1, (run(helpers.model "service 's' {}")))
    assert.are.equal(1, (run(with_notes(), "--rule", "model/undocumented=error")))
    assert.are.equal(1, (run(with_notes ' config { fail_on = "note" }')))
    assert.are.equal(0, (run(with_notes ' config { fail_on = "note" }', "--fail-on", "error")))
  end)

  it("is 2 when the command line or the environment is wrong, with one line on standard error", function()
    local folder = with_notes()
    for _, words in ipairs {
      { "--fail-on", "loud" }, { "--format", "yaml" }, { "--format", "json=" }, { "--rule", "x" },
      { "--rule", "model/orphan=loud" }, { "--rule", "model/orphn=off" }, { "--limit", "steps=none" },
      { "--limit", "patience=3" }, { "--colour" }, { "--fail-on" }, { "one", "too", "many" },
      { "--rule", "contexts/too-large.limt=3" }, { "--rule", "contexts/too-large.limit=many" },
      { "--rule", "contexts/too-large.limit=-1", "a whole number is wanted, such as 15" },
      { "--rule", "contexts/too-large.limit=2.5" }, { "--rule", "contexts/too-large.limit=nan" },
      { "--rule", "calls/distributed-monolith.limit=60", "a share from 0 to 1 is wanted, such as 0.6" },
      { "--rule", "calls/*.limit=6", "a share from 0 to 1 is wanted" },
      { "--plugin", "/nowhere.so" }, { "--today", "tomorrow" }, { "--select", "" }, { "--select", "call/*" },
      { "--select", "model/*," }, { "--select", "model/*,resilence/missing-timeout" }, { "--scale", "2" },
      { "--format", "text,text" }, { "--format", "text,json" }, { "--format", "," }, { "--format", "text=a,json=a" },
      { "--format", "json=/nowhere/x.json" }, { "--write-baseline", "/nowhere/x.json" }, { "--limit", "details=" },
    } do
      local status, out, err = helpers.run { "check", folder, table.unpack(words) }
      local shown = table.concat(words, " ") .. ": " .. out .. err
      assert.are.equal(2, status, shown)
      assert.are.equal("", out, shown)
      assert.truthy(err:match("^lunette[^\n]+\n"), shown)
    end
  end)

  it("is 2 with the nearest word where one is near", function()
    local folder = with_notes()
    for _, case in ipairs {
      { "--select", "contxts/*", "no rule fits 'contxts/*'; did you mean 'contexts/*'?" },
      { "--select", "contexts", "no rule fits 'contexts'; did you mean 'contexts/*'?" },
      { "--select", "model/undocumentd", "no rule fits 'model/undocumentd'; did you mean 'model/undocumented'?" },
      { "--select", "model/*,zzz/*", "no rule fits 'zzz/*'; lunette rules lists them" },
      { "--rule", "model/orphan=warn", "a number; did you mean 'warning'?" },
      { "--fail-on", "warn", "not 'warn'; did you mean 'warning'?" },
      { "--fail-on", "loud", "not 'loud'\n" },
      { "--format", "text,json", "text and json both go to standard output; give one a file: json=FILE" },
    } do
      local _, _, err = run(folder, case[1], case[2])
      assert.truthy(err:match("^lunette check: ") and err:find(case[3], 1, true), err)
    end
  end)

  it("is 2 before anything runs where a report's folder is missing, and no folder is made", function()
    local top = helpers.temp_dir()
    local target = top .. "/missing/x.sarif"
    local status, out, err = run(with_notes(), "--format", "text,sarif=" .. target)
    assert.are.same({ 2, "" }, { status, out })
    assert.are.equal(("lunette: cannot write %s: there is no folder %s/missing\n"):format(target, top), err)
    assert.are.same({}, helpers.names(top))
  end)

  it("is 3 when the model cannot be evaluated, and the report says why", function()
    local reasons = {
      ["model/syntax"] = "context 'c' {", ["model/runtime"] = "error 'no region'",
      ["model/forbidden"] = "os.exit(0)", ["model/source"] = "context 'c' {} -- \255",
      ["model/limit"] = "while true do end",
    }
    for rule, model in pairs(reasons) do
      local diagnostics, status = helpers.check(helpers.model(model), { "--limit", "steps=100000" })
      assert.are.equal(3, status, rule)
      assert.are.equal(rule, diagnostics[#diagnostics].rule)
    end
  end)
end)

describe("settings", function()
  it("--rule turns a rule off or up, by name and by glob", function()
    local folder = with_notes()
    local function severity_with(...)
      local diagnostics = helpers.check(folder, { ... })
      return diagnostics[1] and diagnostics[1].severity
    end
    assert.are.equal("note", severity_with())
    assert.are.equal("error", severity_with("--rule", "model/undocumented=error"))
    assert.are.equal("warning", severity_with("--rule", "model/*=warning"))
    assert.is_nil(severity_with("--rule", "model/undocumented=off"))
    assert.is_nil(severity_with("--rule", "model/undocumented=off", "--rule", "model/undocumented=error"))
  end)

  it("--rule sets a parameter, and goes before the model's config", function()
    local folder = helpers.model [[
      context "c" {}
      for _, name in ipairs { "a", "b", "d" } do service(name) { context = "c" } end
      config { rules = { ["contexts/too-large"] = { limit = 2 } } }
    ]]
    local function large(...)
      return #helpers.messages(helpers.check(folder, { ... }), "contexts/too-large")
    end
    assert.are.equal(1, large())
    assert.are.equal(0, large("--rule", "contexts/too-large.limit=3"))
    assert.are.equal(0, (run(with_notes(), "--rule", "calls/distributed-monolith.limit=75%")))
    assert.are.equal(1, large("--rule", "contexts/too-large.limit=1"))
  end)

  it("--select looks at some rules only", function()
    local folder = helpers.model(TEN)
    for _, finding in ipairs(helpers.check(folder, { "--select", "model/unres*" })) do
      assert.are.equal("model/unresolved", finding.rule)
    end
    assert.are.same({}, (helpers.check(folder, { "--select", "contexts/cycle" })))
  end)

  it("--today is the day suppressions are held against", function()
    local folder = with_notes ' allow { rule = "model/*", reason = "later", expires = "2030-06-30" }'
    assert.are.equal(0, (run(folder, "--today", "2030-06-30", "--fail-on", "note")))
    assert.are.equal(1, (run(folder, "--today", "2030-07-01")))
  end)
end)

describe("--format", function()
  it("writes several at a time, to files and to standard output", function()
    local folder, target = helpers.model(TEN), helpers.temp_dir()
    local status, out, err = run(folder, "--format", ("json=%s/out.json,text"):format(target))
    assert.are.equal(1, status, err)
    assert.truthy(out:find("error[model/duplicate]", 1, true))
    local document = helpers.json(helpers.read(target .. "/out.json"))
    assert_shape(document)
    assert.are.same(select(3, helpers.check(folder)), document)
  end)

  it("leaves the old file where writing fails, and no other behind", function()
    local folder, target = with_notes(), helpers.temp_dir()
    local status, _, err = run(folder, "--format", "json=/proc/missing/out.json")
    assert.are.equal(2, status)
    assert.truthy(err:find("cannot write /proc/missing/out.json", 1, true), err)
    helpers.write(target .. "/folder/kept", "kept")
    assert.are.equal(2, (run(folder, "--format", ("json=%s/folder"):format(target))))
    assert.are.same({ "kept" }, helpers.names(target .. "/folder"))
    assert.are.same({ "folder" }, helpers.names(target))
  end)

  it("knows the nearest name of one that is not there", function()
    local _, _, err = run(with_notes(), "--format", "jsn")
    assert.truthy(err:find("did you mean 'json'?", 1, true), err)
  end)
end)

describe("colour", function()
  local folder = helpers.model(TEN)
  local on_terminal = ("script -qec %s /dev/null </dev/null"):format(
    helpers.quote(helpers.quote(helpers.lunette) .. " check " .. helpers.quote(folder)))

  --- What the program writes to a terminal, whatever its status.
  local function terminal_output(environment)
    return helpers.shell(("cd / && env %s %s; true"):format(environment, on_terminal))
  end

  --- Without script, or without terminals to be had (a bare chroot), these tests have nothing to look at.
  local has_terminal = helpers.has_terminal()

  it("is nowhere but on a terminal", function()
    for _, format in ipairs { "text", "json" } do
      assert.is_nil((select(2, run(folder, "--format", format)):find("\27", 1, true)))
    end
  end)

  it("is on a terminal, unless NO_COLOR is set", function()
    if not has_terminal then return pending("there is no terminal to be had") end
    local coloured = terminal_output "TERM=xterm"
    assert.truthy(coloured:find("\27[1;31merror[model/bad-value]", 1, true), coloured:sub(1, 300))
    assert.is_nil((terminal_output "NO_COLOR=1 TERM=xterm":find("\27[1;31m", 1, true)))
    assert.truthy(terminal_output "NO_COLOR= TERM=xterm":find("\27[1;31m", 1, true))
  end)

  it("says nothing that plain text does not", function()
    if not has_terminal then return pending("there is no terminal to be had") end
    local plain = terminal_output("TERM=xterm"):gsub("\27%[[%d;]*m", ""):gsub("\r", "")
    assert.are.equal(select(2, run(folder)), plain)
  end)
end)

describe("hostile text", function()
  local names = {
    ["an escape"] = "\\27[2Jx", ["a bell"] = "\\7x", ["a right-to-left override"] = "\\u{202E}x",
    ["a C1 control"] = "\\u{9B}2Jx", ["a command to a build log"] = "::error::x", ["another"] = "##[error]x",
  }
  local function is_hostile(text)
    return text:find("[%z\1-\8\11-\31\127]") or text:find("\226\128\174", 1, true)
      or text:find("\194\155", 1, true) or helpers.matches(text, [[(?m)^\s*::|##\[]])
  end

  for what, name in pairs(names) do
    it(what .. " is shown, not obeyed", function()
      local folder = helpers.model((([[
        context "c" { description = "NAME", owner = "NAME", subdomain = "NAME", parent = "NAME" }
        scenario "NAME" { "a -> b: NAME", "NAME", ["NAME"] = 1 }
        service "NAME" { context = "c", ["NAME"] = "NAME", tags = { NAME = "x" } }
        service "NAME" { }
        allow { rule = "NAME", on = "NAME", reason = "NAME", expires = "NAME" }
        config { rules = { ["NAME"] = { severity = "NAME", NAME = "x" } } }
      ]]):gsub("NAME = ", '["NAME"] = '):gsub("NAME", (name:gsub("%%", "%%%%")))))
      for _, words in ipairs { { "check" }, { "show" }, { "list" }, { "views" }, { "dump" }, { "render" } } do
        local arguments = { words[1], folder }
        if words[1] == "show" then arguments[3] = "c" end
        if words[1] == "list" then arguments[3] = "scenarios" end
        if words[1] == "render" then table.move({ "nowhere", "-o", "-" }, 1, 3, 3, arguments) end
        local status, out, err = helpers.run(arguments)
        assert.is_true(status >= 0 and status <= 2, words[1] .. ": status " .. status .. err)
        local output = words[1] == "dump" and err or out .. err
        assert.falsy(is_hostile(output), words[1] .. ":\n" .. output)
      end
      local _, raw = run(folder, "--format", "json")
      assert.is_nil((raw:find("[%z\1-\8\11-\31\127]")))
    end)
  end
end)
