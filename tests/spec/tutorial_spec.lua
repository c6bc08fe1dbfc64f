--- The tutorial of models/README.md, followed to the letter: every piece of a model is put where it says, every
--- command prints what is shown. LUNETTE_ACCEPT=1 writes what is printed now into the page.

local helpers = require "tests.spec.helpers"

local PAGE = "models/README.md"
local accept = os.getenv("LUNETTE_ACCEPT") == "1"

--- The page as pieces: { language?, text }, in order; plain text between code blocks has no language.
local function split(page)
  local pieces, text, language = {}, {}, nil
  local function close(next_language)
    pieces[#pieces + 1] = { language = language, text = table.concat(text) }
    text, language = {}, next_language
  end
  for line in page:gmatch("[^\n]*\n") do
    local fence = line:match("^```(%a*)\n$")
    if fence then close(not language and fence or nil) else text[#text + 1] = line end
  end
  close()
  return pieces
end

local function join(pieces)
  local text = {}
  for index, piece in ipairs(pieces) do
    text[index] = piece.language and ("```%s\n%s```\n"):format(piece.language, piece.text) or piece.text
  end
  return table.concat(text)
end

--- Where the declaration of this name stands: its first byte, and that of the brace that closes it.
local function place_of(model, name)
  local first = assert(model:find('service "' .. name .. '" {', 1, true), "there is no " .. name)
  return first, (model:find("\n}\n", first, true)) + 1
end

--- What the first line of a piece says, and where that puts the rest of it.
local puts = {
  ["^%-%- below\n"] = function(model, rest) return model .. "\n" .. rest end,
  ["^%-%- into (%S+)\n"] = function(model, rest, name)
    local _, brace = place_of(model, name)
    return model:sub(1, brace - 1) .. rest .. model:sub(brace)
  end,
  ["^%-%- in place of (%S+)\n"] = function(model, rest, name)
    local first, brace = place_of(model, name)
    return model:sub(1, first - 1) .. rest .. model:sub(brace + 2)
  end,
}

local function put(model, piece)
  for pattern, act in pairs(puts) do
    local first, last, name = piece:find(pattern)
    if first then return act(model, piece:sub(last + 1), name) end
  end
  assert(model == "", "a piece does not say where it goes: " .. piece)
  return piece
end

local function arguments_of(command)
  local words = {}
  for word in command:gsub("^lunette ", ""):gmatch("%S+") do
    if word ~= "--require-jail" or not helpers.sanitized then words[#words + 1] = word end
  end
  return words
end

describe("the tutorial", function()
  local pieces = split(helpers.read(PAGE))
  local folder, model, step = helpers.temp_dir(), "", nil
  local printed, steps = {}, {}

  for index, piece in ipairs(pieces) do
    if not piece.language then
      for title in piece.text:gmatch("\n### (%d[^\n]*)") do
        step = title
        steps[#steps + 1] = title
      end
    elseif step and piece.language == "lua" then
      model = put(model, piece.text)
      helpers.write(folder .. "/model.lua", model)
    elseif step and piece.language == "sh" then
      local shown = pieces[index + 2]
      local _, out, err = helpers.run(arguments_of(piece.text), { cwd = folder })
      printed[#printed + 1] = { step = step, command = piece.text:gsub("\n", ""), out = out, err = err, shown = shown }
      if accept then shown.text = out end
    end
  end
  if accept then helpers.write(PAGE, join(pieces)) end

  it("has six steps, each of which ends in a command", function()
    assert.are.equal(6, #steps)
    local commands = {}
    for _, run in ipairs(printed) do commands[run.step] = true end
    for _, title in ipairs(steps) do assert.is_true(commands[title], title) end
  end)

  for number, run in ipairs(printed) do
    it(("prints what it shows: %s (%s, %d)"):format(run.command, run.step, number), function()
      assert.are.equal("text", run.shown.language)
      assert.are.equal(run.shown.text, run.out, run.err)
    end)
  end

  it("ends with a model that checks clean, and with pictures", function()
    local _, out = helpers.run({ "check" }, { cwd = folder })
    assert.are.equal("model.lua: no findings\n", out)
    assert.are.equal(0, (helpers.run({ "render", "-o", "views" }, { cwd = folder })))
    assert.truthy(helpers.read(folder .. "/findings.json"):find('"diagnostics"', 1, true))
    assert.truthy(helpers.read(folder .. "/views/index.html"))
  end)
end)
