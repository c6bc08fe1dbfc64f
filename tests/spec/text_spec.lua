--- The text that lunette check writes for people: how it ends, and how it looks on a terminal.

local helpers = require "tests.spec.helpers"

local WIDTH = 80

local MANY = [[
context "c" { owner = "nobody" }
for n = 1, 8 do
  service("service-with-a-long-name-" .. n) { context = "c", dependencies = { sync "elsewhere" { timeout = 3 } } }
end
]]

local has_terminal = helpers.has_terminal()

--- What check writes to a terminal of so many columns, without colours.
local function on_terminal(model, width)
  local command = ("stty cols %d; NO_COLOR=1 %s check %s"):format(width, helpers.quote(helpers.lunette),
    helpers.quote(model))
  local text = helpers.shell(("cd / && script -qec %s /dev/null </dev/null; true"):format(helpers.quote(command)))
  return (text:gsub("\r", ""))
end

local function in_pipe(model, ...)
  return select(2, helpers.run { "check", model, ... })
end

--- Words in their order, whatever the lines.
local function words_of(text)
  local words = {}
  for word in text:gsub("[|^]", " "):gmatch("%S+") do words[#words + 1] = word end
  return table.concat(words, " ")
end

--- In columns; places stay whole, so that a terminal or an editor can follow them.
local function longest(text)
  local most = 0
  for line in text:gmatch("[^\n]+") do
    if not line:find("%.lua:%d") then most = math.max(most, utf8.len(line) or #line) end
  end
  return most
end

describe("the end of the text", function()
  local model = helpers.model(MANY)

  it("is a table by rule, errors first, and the counts in the last line", function()
    local text = in_pipe(model)
    local rows = {}
    for severity, count, rule in text:gmatch("\n  (%l+) +(%d+)  (%S+) +/[^\n]+:%d+:%d+%f[\n]") do
      rows[#rows + 1] = ("%s %s %s"):format(severity, count, rule)
    end
    assert.are.same({ "error 8 model/bad-value", "error 9 model/unresolved", "note 8 model/undocumented" }, rows)
    assert.truthy(text:find("\n[^\n]+: 17 errors, 8 notes\n$"), text)
  end)

  it("tells the way to the reasons, and of many findings to a baseline", function()
    local why = "\nwhy: lunette explain model/bad-value; to accept one: lunette explain allow\n"
    assert.truthy(in_pipe(model):find(why, 1, true))
    assert.truthy(in_pipe(model):find("\nall known already: --write-baseline FILE now", 1, true))
    local few = in_pipe(model, "--select", "model/bad-value")
    assert.truthy(few:find("explain", 1, true), few)
    assert.falsy(few:find("baseline", 1, true) or few:find("severity", 1, true), few)
    local unread = in_pipe(helpers.model "context 'c' {")
    assert.falsy(unread:find("lunette explain", 1, true), unread)
    local clean = in_pipe(helpers.model "context 'c' {}")
    assert.truthy(clean:find("^[^\n]+: no findings\n$"), clean)
  end)

  it("has for each finding of one line its own help", function()
    local text = in_pipe(model, "--limit", "details=1", "--select", "model/unresolved")
    local _, lines = text:gsub("\nerror%[model/unresolved%]: [^\n]+%.lua:%d+:%d+: [^\n]+", "")
    assert.truthy(lines >= 7, text)
  end)
end)

describe("on a terminal", function()
  it("lines break between words, and say what they say in a pipe", function()
    if not has_terminal then return pending("there is no terminal to be had") end
    for _, width in ipairs { 50, WIDTH, 200 } do
      local text = on_terminal(helpers.model(MANY), width)
      assert.truthy(longest(text) <= width, text)
      assert.is_nil(text:find("\27", 1, true))
    end
    local model = helpers.model "context 'c' {\n owner = 'a-team-that-nobody-declared-in-any-of-the-files-there-are'\n}"
    assert.are.equal(words_of(in_pipe(model)), words_of(on_terminal(model, WIDTH)))
  end)

  it("of unknown width, and in a pipe, they stay whole", function()
    local long = ("word "):rep(60)
    local model = helpers.model(("rule 'house/long' { check = function(model, report) " ..
      "report { at = model.contexts[1], message = '%s' } end } context 'c' {}"):format(long))
    assert.truthy(in_pipe(model):find(long:sub(1, -2), 1, true))
    if not has_terminal then return pending("there is no terminal to be had") end
    assert.truthy(on_terminal(model, 0):find(long:sub(1, -2), 1, true))
  end)

  it("labels that mean harm are words there, too", function()
    if not has_terminal then return pending("there is no terminal to be had") end
    for _, name in ipairs(helpers.names "tests/hostile/labels") do
      local label = helpers.read("tests/hostile/labels/" .. name):sub(1, 2000)
      local quoted = '"' .. label:gsub("[^%w ]", function(byte) return ("\\%03d"):format(byte:byte()) end) .. '"'
      local model = helpers.model(([[
        rule "house/label" { severity = "error", check = function(model, report)
          report { at = model.contexts[1], message = TEXT, help = TEXT, label = TEXT,
            related = { { model.contexts[2], TEXT } } }
        end }
        context "c" { description = TEXT } context "d" {}
      ]]):gsub("TEXT", (quoted:gsub("%%", "%%%%"))))
      local text = on_terminal(model, WIDTH)
      assert.truthy(text:find("house/label", 1, true), name .. ": " .. text)
      assert.falsy(text:find("[%z\1-\8\11-\31\127]"), name)
      assert.falsy(text:find("\226\128\174", 1, true) or text:find("\194\155", 1, true), name)
      assert.falsy(helpers.matches(text, [[(?m)^\s*::|##\[]]), name)
    end
  end)
end)
