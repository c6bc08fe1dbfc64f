--- Every example the top README shows is run: the model checks clean, the finding reads as printed, the
--- commands exist.

local helpers = require "tests.spec.helpers"

local readme = assert(helpers.read("README.md"))

--- The text of the first code block of a language that holds the words.
local function block(language, words)
  local inside, text
  for line in (readme .. "\n"):gmatch("(.-)\n") do
    local fence = line:match("^```(%a*)$")
    if not fence then
      text = text and text .. line .. "\n"
    elseif inside then
      if inside == language and text:find(words, 1, true) then return (text:gsub("\n$", "")) end
      inside, text = nil, nil
    else
      inside, text = fence, ""
    end
  end
  error(("README.md has no '%s' block with '%s'"):format(language, words))
end

describe("README.md", function()
  local model = block("lua", "architecture")

  it("shows a model of at most 30 lines that checks clean", function()
    local folder = helpers.temp_dir()
    helpers.write(folder .. "/model.lua", model .. "\n")
    local status, out = helpers.run({ "check" }, { cwd = folder })
    assert.equal("model.lua: no findings\n", out)
    assert.equal(0, status)
    local _, lines = model:gsub("\n", "")
    assert.is_true(lines + 1 <= 30)
  end)

  it("shows the finding that a timeout without unit gives", function()
    local folder = helpers.temp_dir()
    local changed, count = model:gsub('timeout = "300ms"', "timeout = 300")
    assert.equal(1, count)
    helpers.write(folder .. "/model.lua", changed .. "\n")
    local status, out = helpers.run({ "check" }, { cwd = folder })
    assert.equal(block("", "has no unit") .. "\n", out)
    assert.equal(1, status)
  end)

  it("names every command, and no other", function()
    local _, help = helpers.run({ "--help" })
    for name in help:gmatch("\n  (%l+)") do
      assert.is_truthy(readme:find("`lunette " .. name, 1, true), name .. " is missing")
    end
    for name in readme:gmatch("`lunette (%l+)") do
      assert.is_truthy(help:find("\n  " .. name .. " ", 1, true), name .. " is no command")
    end
  end)

  it("shows a review job's call that works", function()
    local words = block("sh", "--require-jail")
    local folder = helpers.temp_dir()
    helpers.write(folder .. "/architecture/model.lua", model .. "\n")
    local arguments = {}
    for word in words:gsub("^lunette ", ""):gmatch("%S+") do
      if word ~= "--require-jail" or not helpers.sanitized then arguments[#arguments + 1] = word end
    end
    local status = helpers.run(arguments, { cwd = folder })
    assert.equal(0, status)
    for _, file in ipairs { "lunette.sarif", "lunette.xml", "comment.md" } do
      assert.is_truthy(helpers.read(folder .. "/" .. file), file .. " was not written")
    end
  end)

  it("leads to files that are there", function()
    for path in readme:gmatch("%]%(([%w/._-]+)%)") do
      assert.is_truthy(helpers.read(path), path .. " is missing")
    end
  end)
end)
