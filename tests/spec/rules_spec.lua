--- Every rule that is loaded: its bad example has that very finding, its good one has none of it, and both are
--- whole models that nothing else is wrong with.

local helpers = require "tests.spec.helpers"
local pasteable = require "tests.spec.pasteable"

local status, out, err = helpers.run { "rules", "--format", "json" }
assert(status == 0, err)
local rules = helpers.json(out)

--- The model that explain prints under a heading, indented by four blanks, up to the next heading.
local function example(text, heading, next_heading)
  local _, start = text:find("\n" .. heading .. "\n\n", 1, true)
  assert(start, "no " .. heading)
  local stop = next_heading and text:find("\n" .. next_heading .. "\n", start, true)
  local model = {}
  for line in text:sub(start + 1, stop):gmatch("([^\n]*)\n") do
    assert(line == "" or line:match("^    "), heading .. " is not indented: " .. line)
    model[#model + 1] = line:sub(5)
  end
  assert(#model > 0, heading .. " is empty")
  return table.concat(model, "\n") .. "\n"
end

local function explain(rule)
  local exit, text, problem = helpers.run { "explain", rule }
  assert.are.equal(0, exit, problem)
  return text
end

--- What the model has: findings of the rule, and errors of other rules.
local function check(model, rule)
  local own, others = {}, {}
  for _, finding in ipairs(helpers.check(helpers.model(model))) do
    if finding.rule == rule then
      own[#own + 1] = finding
    elseif finding.severity == "error" then
      others[#others + 1] = finding.rule .. ": " .. finding.message
    end
  end
  return own, others
end

describe("the rule", function()
  for _, row in ipairs(rules) do
    local rule = row.rule

    it(rule .. " finds its bad example, and says what to do", function()
      local own, others = check(example(explain(rule), "Bad", "Good"), rule)
      assert.is_true(#own > 0, "nothing was found")
      assert.are.same({}, others)
      pasteable.assert_helps(own, example(explain(rule), "Bad", "Good"))
      for _, finding in ipairs(own) do
        assert.truthy(finding.help)
        assert.truthy(finding.file, "no place: " .. finding.message)
        assert.is_nil(finding.message:match("[.\n]$"), "a message is no sentence with a full stop: " .. finding.message)
        assert.is_nil(finding.message:match("%(null%)"), finding.message)
      end
    end)

    it(rule .. " finds nothing in its good example", function()
      local own, others = check(example(explain(rule), "Good"), rule)
      assert.are.same({}, own)
      assert.are.same({}, others)
    end)

    it(rule .. " has a name, a severity, a summary and a reason", function()
      assert.truthy(rule:match("^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$"))
      assert.truthy(({ error = true, warning = true, note = true })[row.severity], row.severity)
      assert.is_nil(row.finds:match("[.\n]$"), "a summary is no sentence: " .. row.finds)
      local first, rationale = explain(rule):match("^([^\n]+)\n\n(.-)\n\n")
      assert.are.equal(("%s (%s): %s"):format(rule, row.severity, row.finds), first)
      assert.is_true(#rationale > 40, "no rationale")
    end)
  end

  it("list holds no rule twice", function()
    local seen = {}
    for _, row in ipairs(rules) do
      assert.is_nil(seen[row.rule], row.rule)
      seen[row.rule] = true
    end
    assert.is_true(#rules >= 38)
  end)
end)
