--- What the program writes about models/ecommerce, the dumps of models/seeds, and the pictures that the READMEs
--- show, byte for byte as tests/golden holds it. A change shows in review; `make accept` takes it.

local helpers = require "tests.spec.helpers"

local MODEL = "models/ecommerce"
local FOLDER = "tests/golden/"
local ACCEPT = os.getenv("LUNETTE_ACCEPT") ~= nil

--- File → the command that writes it to standard output.
local outputs = {
  { "ecommerce.check.txt", { "check", MODEL } },
  { "ecommerce.dump.json", { "dump", MODEL } },
  { "ecommerce.views.txt", { "views", MODEL } },
  { "ecommerce.list.txt", { "list", MODEL } },
  { "ecommerce.landscape.svg", { "render", MODEL, "landscape", "-f", "svg", "-o", "-" } },
  { "ecommerce.dependencies.svg", { "render", MODEL, "dependencies", "-f", "svg", "-o", "-" } },
  { "ecommerce.contexts.svg", { "render", MODEL, "contexts", "-f", "svg", "-o", "-" } },
  { "ecommerce.landscape.dot", { "render", MODEL, "landscape", "-f", "dot", "-o", "-" } },
}

--- Small enough to be read in a column of text.
for _, picture in ipairs {
  { "ecommerce.order-service.svg", MODEL, "service:order-service" },
  { "ecommerce.saga-pay-fails.svg", MODEL, "saga:order-creation?fail=pay" },
  { "banking.money.svg", "models/banking", "money" },
  { "streaming.press-play.svg", "models/streaming", "press-play" },
  { "healthcare.contexts.svg", "models/healthcare", "contexts" },
  { "healthcare.who-asks-for-consent.svg", "models/healthcare", "who-asks-for-consent" },
} do
  local file, model, view = table.unpack(picture)
  outputs[#outputs + 1] = { file, { "render", model, view, "-f", "svg", "-o", "-" } }
end

for _, name in ipairs(helpers.names("models/seeds")) do
  local stem = name:match("^(.*)%.lua$")
  if stem then outputs[#outputs + 1] = { "seeds/" .. stem .. ".json", { "dump", "models/seeds/" .. name } } end
end

-- Each target of export, all its files one after the other.
for _, name in ipairs(helpers.names("lua/export")) do
  local target = name:match("^([a-z_]+)%.lua$") or helpers.read("lua/export/" .. name .. "/init.lua") and name
  if target then
    target = target:gsub("_", "-")
    outputs[#outputs + 1] = { "export/" .. target .. ".txt", { "export", target, MODEL } }
  end
end

--- The first line that differs, as both have it.
local function describe_difference(expected, actual)
  local number = 0
  local lines = expected:gmatch("([^\n]*)\n?")
  for line in actual:gmatch("([^\n]*)\n?") do
    number = number + 1
    local other = lines()
    if line ~= other then return ("line %d\n  was: %s\n  is:  %s"):format(number, other or "(end)", line) end
  end
  return "the end is missing"
end

describe("golden", function()
  for _, output in ipairs(outputs) do
    local file, arguments = table.unpack(output)
    it(file, function()
      local status, actual, err = helpers.run(arguments)
      assert(status == 0, ("exit status %d: %s"):format(status, err))
      if ACCEPT then return helpers.write(FOLDER .. file, actual) end
      local expected = helpers.read(FOLDER .. file)
      assert(expected, "no such file: make accept writes it")
      assert(expected == actual, ("differs at %s"):format(describe_difference(expected, actual)))
    end)
  end
end)

describe("a README", function()
  local is_output = {}
  for _, output in ipairs(outputs) do is_output[FOLDER .. output[1]] = true end
  for _, page in ipairs { "README.md", "models/README.md" } do
    it(page .. " shows what is drawn now", function()
      local shown = 0
      for path in helpers.read(page):gmatch("!%[[^%]]*%]%(([^)]*)%)") do
        path = path:gsub("^%.%./", "")
        assert(is_output[path], path .. " is no golden picture")
        shown = shown + 1
      end
      assert(shown > 0, "no picture")
    end)
  end
end)
