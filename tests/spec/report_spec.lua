--- lunette check's other forms: what code scanning, test reports, logs and reviews read, and what no label in a model
--- can do to them.

local helpers = require "tests.spec.helpers"

local FORMS = { "text", "json", "sarif", "junit", "github", "gitlab", "markdown" }

local MODEL = [[
context "ordering" { owner = "nobody" }
context "billing" {}
relationship { upstream = "ordering", downstream = "billing", pattern = "customer-supplier" }
relationship { upstream = "billing", downstream = "ordering", pattern = "customer-supplier" }
service "order-service" {
  context = "ordering",
  dependencies = { sync "payment-service" { timeout = "soon" }, sync "stock" {} },
}
service "payment-service" { context = "billing", dependencies = { sync "order-service" {} } }
rule "house/naming" { severity = "warning", summary = "names by the book", check = function(model, report)
  for _, service in ipairs(model.services) do report(service, "not by the book") end
end }
allow { rule = "model/undocumented", on = "order-service", reason = "a sketch" }
]]

local function check(model, ...)
  return helpers.run { "check", model, ... }
end

local function report(form, model, ...)
  local status, out, err = check(model, "--format", form, ...)
  return out, status, err
end

-- ---- validators ------------------------------------------------------------------------------------------------

local SHARED = helpers.top .. "/../shared/validate"

--- A copy of the validator with the packages it needs, made once for a build; nil and why when there is none.
local function find_validator()
  if not helpers.read(SHARED .. "/validate.mjs") then return nil, "no ../shared/validate" end
  if not helpers.command "node" or not helpers.command "npm" then return nil, "no node" end
  local folder = helpers.build .. "/validate"
  if not helpers.read(folder .. "/node_modules/ajv/package.json") then
    local quoted = helpers.quote(folder)
    local done = helpers.shell(("rm -rf %s && cp -R %s %s && chmod -R u+w %s && cd %s && npm ci --silent"):format(
      quoted, helpers.quote(SHARED), quoted, quoted, quoted))
    if not done then return nil, "npm ci failed" end
  end
  return folder .. "/validate.mjs"
end

local validator, why_not = find_validator()

local ENDINGS = { sarif = "sarif", junit = "xml", gitlab = "json", github = "annotations" }

--- The model's reports in these forms, from one run.
local function reports_of(model, forms)
  local target, words = helpers.temp_dir(), {}
  for index, form in ipairs(forms) do words[index] = ("%s=%s/report.%s"):format(form, target, ENDINGS[form] or form) end
  local status, out, err = check(model, "--format", table.concat(words, ","))
  assert(status <= 1, out .. err)
  local reports = {}
  for _, form in ipairs(forms) do reports[form] = helpers.read(target .. "/report." .. (ENDINGS[form] or form)) end
  return reports, target
end

--- Asserts that all reports of these folders are valid in the form that their names' endings tell.
local function assert_valid(folders)
  local words = { validator }
  for _, folder in ipairs(folders) do
    for _, name in ipairs(helpers.names(folder)) do
      local path = folder .. "/" .. name
      if helpers.read(path) ~= "[]\n" then words[#words + 1] = path end -- of no form that could be told
    end
  end
  local status, out = helpers.run(words, { program = "node" })
  assert.are.equal(0, status, out)
end

-- ---- each form -------------------------------------------------------------------------------------------------

describe("every form", function()
  local folder = helpers.model(MODEL)

  it("is valid by the schema of those who read it", function()
    if not validator then return pending(why_not) end
    local broken, unread = helpers.model "context 'c' {", helpers.temp_dir()
    for form, ending in pairs(ENDINGS) do
      helpers.write(("%s/report.%s"):format(unread, ending), (report(form, broken)))
    end
    local forms = { "sarif", "junit", "gitlab", "github" }
    assert_valid { unread, select(2, reports_of(folder, forms)), (select(2, reports_of("models/ecommerce", forms))) }
  end)

  it("goes with the same exit status", function()
    for _, form in ipairs(FORMS) do
      assert.are.equal(1, select(2, report(form, folder)), form)
      assert.are.equal(0, select(2, report(form, folder, "--select", "house/*")), form)
      assert.are.equal(1, select(2, report(form, folder, "--select", "house/*", "--fail-on", "warning")), form)
      assert.are.equal(3, select(2, report(form, helpers.model "context 'c' {")), form)
    end
  end)

  it("is the same bytes each time", function()
    for _, form in ipairs(FORMS) do
      local first = report(form, folder)
      for _ = 1, 3 do assert.are.equal(first, (report(form, folder)), form) end
    end
  end)

  it("can be had with all others in one run", function()
    local target, words = helpers.temp_dir(), {}
    for index, form in ipairs(FORMS) do words[index] = ("%s=%s/%s"):format(form, target, form) end
    local status, out = check(folder, "--format", table.concat(words, ","))
    assert.are.same({ 1, "" }, { status, out })
    for _, form in ipairs(FORMS) do
      assert.are.equal((report(form, folder)), helpers.read(target .. "/" .. form), form)
    end
  end)

  it("leaves out what --select does not want", function()
    for _, form in ipairs(FORMS) do
      local out = report(form, folder, "--select", "house/*")
      assert.truthy(out:find("house", 1, true) or form == "text", form)
      assert.falsy(out:find("model/unresolved", 1, true), form)
    end
  end)

  it("is named by -h, and by its nearest name", function()
    local _, help = helpers.run { "check", "-h" }
    for _, form in ipairs(FORMS) do
      assert.truthy(help:find(form, 1, true), form)
      local _, _, err = report(form:sub(1, -2), folder)
      assert.truthy(err:find(("did you mean '%s'?"):format(form), 1, true), err)
    end
    assert.truthy(select(3, report("~~~", folder)):find("text, json, sarif, junit, github, gitlab, markdown", 1, true))
  end)

  it("is quick for thousands of findings", function()
    local many = helpers.model [[context "c" {} for n = 1, 4000 do service("s" .. n) { context = "c", colour = n } end]]
    for _, form in ipairs(FORMS) do
      local _, _, _, measured = check(many, "--format", form)
      assert(helpers.sanitized or measured.wall_ms < 3000, ("%s: %.0f ms"):format(form, measured.wall_ms))
    end
  end)

  it("says why the model cannot be read, in its file too", function()
    local broken, target, words = helpers.model "context 'c' {", helpers.temp_dir(), {}
    for index, form in ipairs(FORMS) do words[index] = ("%s=%s/%s"):format(form, target, form) end
    local status, out, err = check(broken, "--format", table.concat(words, ","), "--write-baseline", target .. "/known")
    assert.are.same({ 3, "" }, { status, out })
    assert.truthy(err:find("error[model/syntax]", 1, true), err)
    for _, form in ipairs(FORMS) do
      local text = helpers.read(target .. "/" .. form)
      assert.are.equal((report(form, broken)), text, form)
      assert.truthy(text:find("model/syntax", 1, true), form)
    end
    assert.are.equal(#FORMS, #helpers.names(target))
  end)
end)

describe("SARIF", function()
  local folder = helpers.model(MODEL)
  local run = helpers.json((report("sarif", folder))).runs[1]

  it("describes each rule that found something, once, and no other", function()
    local rules, found, count = run.tool.driver.rules, {}, 0
    for _, result in ipairs(run.results) do
      count = count + (found[result.ruleId] and 0 or 1)
      found[result.ruleId] = true
    end
    assert.are.equal(count, #rules)
    for index, rule in ipairs(rules) do
      assert.is_true(index == 1 or rules[index - 1].id < rule.id)
      assert.is_true(found[rule.id])
      assert.is_true(utf8.len(rule.shortDescription.text) <= 1025, rule.id)
      assert.is_true(utf8.len(rule.fullDescription.text) <= 1025, rule.id)
      assert.truthy(rule.help.text and rule.help.markdown and rule.defaultConfiguration.level)
      assert.is_nil(rule.helpUri)
    end
  end)

  it("has a result for each finding, at its place, by its rule", function()
    local diagnostics = helpers.check(folder)
    assert.are.equal(#diagnostics, #run.results)
    for index, result in ipairs(run.results) do
      local finding = diagnostics[index]
      local region = result.locations[1].physicalLocation.region
      assert.are.equal(finding.rule, result.ruleId)
      assert.are.equal(finding.rule, run.tool.driver.rules[result.ruleIndex + 1].id)
      assert.are.equal(finding.severity, result.level)
      assert.are.same({ finding.line, finding.column, finding.end_line, finding.end_column },
        { region.startLine, region.startColumn, region.endLine, region.endColumn })
      assert.are.equal(finding.suppressed, result.suppressions ~= nil)
      assert.are.equal(finding.reason, result.suppressions and result.suppressions[1].justification)
    end
  end)

  it("counts columns in code points", function()
    local model = helpers.model [[context "c" { description = "äö😀", colour = 1 }]]
    local results = helpers.json((report("sarif", model))).runs[1].results
    local region = results[1].locations[1].physicalLocation.region
    assert.are.equal("model/unknown-field", results[1].ruleId)
    assert.are.equal(utf8.len [[context "c" { description = "äö😀", ]] + 1, region.startColumn)
  end)

  it("names files from the folder of the run", function()
    local top = helpers.temp_dir()
    helpers.write(top .. "/a b/model.lua", MODEL)
    for _, path in ipairs { "a b", "./a b", top .. "/a b", "a b/model.lua" } do
      local _, out = helpers.run({ "check", path, "--format", "sarif" }, { cwd = top })
      local result = helpers.json(out).runs[1].results[1]
      assert.are.equal("a%20b/model.lua", result.locations[1].physicalLocation.artifactLocation.uri, path)
    end
  end)

  it("knows a finding again after lines moved and numbers changed", function()
    local function fingerprints(model)
      local found = {}
      for index, result in ipairs(helpers.json((report("sarif", helpers.model(model)))).runs[1].results) do
        found[index] = result.partialFingerprints["lunetteEntities/v1"]
      end
      table.sort(found)
      return found
    end
    local moved = "\n\n" .. MODEL:gsub('"soon"', '"later"')
    assert.are.same(fingerprints(MODEL), fingerprints(moved))
    assert.are_not.same(fingerprints(MODEL), fingerprints((MODEL:gsub("payment%-service", "pay"))))
  end)
end)

describe("JUnit", function()
  it("fails where the run fails, and nowhere else", function()
    local folder = helpers.model(MODEL)
    local _, _, document = helpers.check(folder)
    local errors, warnings, notes = document.summary.error, document.summary.warning, document.summary.note
    local function failures(...)
      return tonumber(report("junit", folder, ...):match('<testsuites[^>]* failures="(%d+)"'))
    end
    assert.is_true(errors > 0 and warnings > 0 and notes > 0)
    assert.are.equal(errors, failures())
    assert.are.equal(errors + warnings, failures("--fail-on", "warning"))
    assert.are.equal(errors + warnings + notes, failures("--fail-on", "note"))
    assert.are.equal(0, failures("--select", "house/*"))
    local out = report("junit", folder)
    assert.truthy(out:find('<testcase classname="model/duplicate" name="[^"]+"/>'))
    assert.truthy(out:find('<skipped message="a sketch"/>', 1, true))
  end)

  it("says nothing of rules that did not run", function()
    local out = report("junit", helpers.model(MODEL), "--select", "house/*")
    assert.are.equal(2, select(2, out:gsub("<testcase", "")))
  end)
end)

-- ---- hostile labels --------------------------------------------------------------------------------------------

local LABELS = {
  ["a command"] = "x\n::error file=a,line=1::forged", ["an old command"] = "x ##[add-mask]secret",
  ["a table"] = "a | b\n|---|\n<img src=x onerror=alert(1)> [x](javascript:alert(1)) @everyone",
  ["a fence"] = "```\n</details>\n<script>alert(1)</script>", ["an element"] = ']]><b a="c" d=\'e\'>&amp;',
  ["control characters"] = "a\1\8\27[2J\127", ["directions"] = "\u{202E}x\u{2066}y",
  ["a path"] = 'a"] --> B["x -> %%{init: {}}%% -> click A "javascript:alert(1)"', ["huge"] = ("@"):rep(200000),
  ["an address"] = "https://evil.example www.evil.example", ["carriage returns"] = "a\r::error::x\r\n::error::y",
}

--- The label as everything that a finding can tell of.
local HOSTILE = [[
local L = %s
context "c" { description = L, owner = L, [L] = L }
scenario(L) { "a -> b: " .. L }
service "s" { context = "c", description = L, tags = { [L] = L } }
service(L) { context = "c" }
service "t" { context = L, dependencies = { sync(L) { timeout = L } } }
rule "house/label" { severity = "error", summary = L, check = function(model, report)
  for _, service in ipairs(model.services) do report(service, L) end
end }
rule(L) { severity = "error", summary = L, check = function() end }
allow { rule = "house/label", on = "s", reason = L }
]]

local function hostile_model(label)
  local quoted = ("%q"):format(label):gsub("\\\n", "\\n")
  return helpers.model((HOSTILE:gsub("%%s", function() return quoted end)))
end

local function read_shared_labels()
  for _, name in ipairs(helpers.names "../shared/hostile/labels") do
    LABELS[name] = helpers.read("../shared/hostile/labels/" .. name)
  end
end
read_shared_labels()

local MARKS = { "<code>", "</code>", "<br>", "<details>", "</details>", "<summary>", "</summary>" }

--- What in a comment is not inert, or nil. Outside of the graph only our own marks are marks.
local function complain_of_comment(text)
  local words = text:gsub("```mermaid\n(.-)\n```\n", function(graph)
    for line in graph:gmatch("[^\n]+") do
      local known = line == "flowchart LR" or line:match('^  n%d+%["[^"`<>%%|]*"%]$')
        or line:match("^  n%d+ %-%-> n%d+$") or line:match("^  linkStyle %d+ stroke:#%x+,stroke%-width:2px$")
      assert(known, "in the graph: " .. line)
    end
    return ""
  end)
  for _, mark in ipairs(MARKS) do words = words:gsub(mark, "") end
  words = words:gsub(" %-> ", " ")
  for line in words:gmatch("[^\n]+") do
    local columns = select(2, line:gsub("|", ""))
    if columns ~= (line:match("^|") and 4 or 0) then return "columns: " .. line end
  end
  local bad = words:find("[<>@`%[%]%z\1-\9\11-\31\127]") or words:find("javascript:", 1, true)
    or words:find("://", 1, true) or words:find("\u{202E}", 1, true)
  return bad and words:sub(math.max(1, bad - 60), bad + 60)
end

local function complain_of_log(text)
  for line in text:gmatch("[^\n]+") do
    local kind = line:match("^::(%a+) [^:]*::")
    local is_ours = kind == "error" or kind == "warning" or kind == "notice"
    if not is_ours and line:match("^%s*::") then return line end
    if line:find("##[", 1, true) then return line end
  end
  return text:find("[%z\1-\8\11-\31\127]") and "control bytes" or nil
end

describe("a hostile label", function()
  local xmllint = helpers.command "xmllint"

  for what, label in pairs(LABELS) do
    it("is inert: " .. what, function()
      local reports = reports_of(hostile_model(label), { "markdown", "github", "sarif", "gitlab", "junit" })
      assert.is_nil(complain_of_comment(reports.markdown))
      assert.is_true(#reports.markdown <= 65536)
      assert.is_nil(complain_of_log(reports.github))
      for _, result in ipairs(helpers.json(reports.sarif).runs[1].results) do
        assert.falsy(result.message.text:find("](", 1, true))
      end
      assert.is_true(#helpers.json(reports.gitlab) > 3)
      if not xmllint then return end
      local status_of_lint, _, complaint = helpers.run({ "--noout", "--nonet", "-" },
        { program = xmllint, stdin = reports.junit })
      assert.are.equal(0, status_of_lint, complaint)
    end)
  end

  it("is valid in every form", function()
    if not validator then return pending(why_not) end
    local folders = {}
    for _, label in pairs(LABELS) do
      folders[#folders + 1] = select(2, reports_of(hostile_model(label), { "sarif", "gitlab", "junit", "github" }))
    end
    assert_valid(folders)
  end)
end)
