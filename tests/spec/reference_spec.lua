--- lua/REFERENCE.md is what the schema says, and its examples are read.

local helpers = require "tests.spec.helpers"

describe("lua/REFERENCE.md", function()
  local page = helpers.read("lua/REFERENCE.md") or ""

  it("is what the program writes: make meta", function()
    local status, out, err = helpers.run { "explain", "--format", "markdown" }
    assert.are.equal(0, status, err)
    assert.is_true(out == page, "lua/REFERENCE.md is out of date: make meta")
  end)

  it("has a section for every kind that explain lists", function()
    local _, kinds = helpers.run { "explain" }
    local count = 0
    for kind in kinds:gmatch("\n  ([%a_]+) ") do
      assert.truthy(page:find("\n### " .. kind, 1, true), kind)
      count = count + 1
    end
    assert.is_true(count > 90)
  end)

  it("leads only to sections that are there", function()
    local anchors = {}
    for title in page:gmatch("\n#+ ([^\n]+)") do
      anchors[title:lower():gsub("[^%w_ -]", ""):gsub(" ", "-")] = true
    end
    for anchor in page:gmatch("%]%(#([^)]*)%)") do assert.is_true(anchors[anchor], anchor) end
  end)

  it("shows examples without an unknown field or a wrong value", function()
    local harmless = {
      ["model/unresolved"] = true, ["model/unused-part"] = true, ["model/duplicate"] = true, ["model/empty"] = true,
    }
    for example in page:gmatch("```lua\n(.-)\n```") do
      for _, finding in ipairs((helpers.check(helpers.model(example)))) do
        if finding.rule:find("^model/") and finding.severity == "error" then
          assert.is_true(harmless[finding.rule], example .. ": " .. finding.message)
        end
      end
    end
  end)

  it("is of the whole language", function()
    local status, _, err = helpers.run { "explain", "service", "--format", "markdown" }
    assert.are.equal(2, status)
    assert.truthy(err:find("leave 'service' out", 1, true))
  end)
end)
