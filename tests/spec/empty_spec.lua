--- lunette check of models that say nothing: no job is green for having checked the wrong file.

local helpers = require "tests.spec.helpers"

describe("a model that declares nothing", function()
  local function errors(model)
    local diagnostics, status = helpers.check(helpers.model(model))
    local rules = {}
    for _, finding in ipairs(diagnostics) do
      if finding.severity == "error" then rules[#rules + 1] = finding.rule end
    end
    return rules, status, diagnostics[1]
  end

  it("is an error at its file, with all that only tells how to check and draw", function()
    for _, model in ipairs { "", "-- nothing yet\n", 'architecture "a" {}', 'view "v" { title = "V" }',
      'config { fail_on = "error" }', 'rule "house/r" { summary = "s", check = function() end }' } do
      local rules, status, finding = errors(model)
      assert.are.same({ { "model/empty" }, 1 }, { rules, status }, model)
      assert.truthy(finding.file:match("/model%.lua$"))
      assert.is_nil(finding.line)
    end
    assert.are.same({}, (errors 'context "a" {}'))
  end)

  it("has that error alone where something could not be read", function()
    assert.are.same({ "model/unknown-kind" }, (errors 'contxt "a" {}'))
    assert.are.same({ "model/unused-part" }, (errors 'GET "/x" {}'))
  end)

  it("may be allowed and turned off, as every rule", function()
    assert.are.equal(0, (helpers.run { "check", helpers.model "", "--rule", "model/empty=off" }))
    assert.are.equal(0, (helpers.run { "check", helpers.model 'allow { rule = "model/empty", reason = "a start" }' }))
  end)
end)
