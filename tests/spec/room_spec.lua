--- What a text report shows where it does not show all: the gravest, each of them worded.

local helpers = require "tests.spec.helpers"

describe("findings where there is room for some", function()
  --- Three services that nobody calls or describes: 3 warnings, 3 notes.
  local LONELY = [[
    context "c" { owner = team "t" {} }
    for n = 1, 3 do service("s" .. n) { context = "c" } end
  ]]

  local function told(text, ...)
    local _, out = helpers.run { "check", helpers.model(text), "--limit", "findings=3", ... }
    return out
  end

  it("show the graver ones and count the notes", function()
    local out = told(LONELY)
    assert.are.equal(3, select(2, out:gsub("warning%[model/orphan%]", "")), out)
    assert.is_nil(out:find("note[", 1, true), out)
    assert.truthy(out:find("3 warnings, 3 notes", 1, true), out)
  end)

  it("word the notes that an allow makes room for", function()
    local out = told(LONELY .. [[allow { rule = "model/orphan", on = "s2", reason = "runs by itself" }]])
    assert.are.equal(2, select(2, out:gsub("warning%[model/orphan%]", "")), out)
    assert.truthy(out:find("note%[model/undocumented%][^\n]* s1 has no description"), out)
  end)

  it("word the notes that a misreading makes room for", function()
    local out = told([[
      context "c" { owner = team "t" {} }
      service "called" { context = "c" }
      for n = 1, 3 do
        service("s" .. n) { context = "c", dependencies = { sync "called" { timeout = n == 3 and 300 or nil } } }
      end
    ]], "--select", "resilience/missing-timeout,model/undocumented,model/bad-value", "--rule", "model/bad-value=off")
    assert.are.equal(2, select(2, out:gsub("warning%[resilience/missing%-timeout%]", "")), out)
    assert.truthy(out:find("note%[model/undocumented%]: called has no description"), out)
  end)

  it("word what is made graver", function()
    local out = told(LONELY, "--rule", "model/undocumented=error")
    assert.truthy(out:find("error%[model/undocumented%]: s1 has no description"), out)
  end)

  it("tell all in forms that are not for reading", function()
    local all = helpers.check(helpers.model(LONELY), { "--limit", "findings=3" })
    assert.are.equal(6, #all)
    for _, diagnostic in ipairs(all) do assert.truthy(diagnostic.message:find("s%d"), diagnostic.message) end
  end)
end)
