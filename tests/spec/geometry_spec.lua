--- Pictures are looked at by a program, too: no box on another, no text outside its box or on another, no line
--- through what it does not concern, everything once and on the page, the same again the next time.

local helpers = require "tests.spec.helpers"
local scene = require "tests.spec.scene"

local COLLECTION = "../shared/corpus"
local CONVERT = "../shared/tools/corpus2lua.py"
local SHOWN = 8 -- complaints of one picture

local function view_names(model)
  local status, out, err = helpers.run { "views", model, "--format", "json" }
  assert(status == 0, err)
  local names = {}
  for _, view in ipairs(helpers.json(out)) do names[#names + 1] = view.view end
  return names
end

--- The files of every view in one format: name → text.
local function draw_all(model, format)
  local folder = helpers.temp_dir()
  local status, _, err = helpers.run({ "render", model, "-f", format, "-o", folder }, { timeout_s = 300 })
  assert(status == 0, err)
  local files = {}
  for _, name in ipairs(helpers.names(folder)) do
    files[name:gsub("%.[^.]*$", "")] = helpers.read(folder .. "/" .. name)
  end
  return files
end

--- How many boxes and lines, or lifelines and arrows, another renderer of the same view writes.
local function count_mermaid(text)
  local boxes, lines = {}, 0
  for line in text:gmatch("[^\n]+") do
    local declared = line:match("^ *(n%d+)[%[%({]") or line:match("^  participant (l%d+) ") or
      line:match("^  actor (l%d+) ")
    if declared then boxes[declared] = true end
    if line:match("^  n%d+ [%-=.x<o]") or line:match("^  l%d+[%-]+[>x)]") then lines = lines + 1 end
  end
  local count = 0
  for _ in pairs(boxes) do count = count + 1 end
  return count, lines
end

local function complain(name, complaints)
  if #complaints == 0 then return end
  local more = #complaints - SHOWN
  error(("%s: %s%s"):format(name, table.concat(complaints, "\n  ", 1, math.min(#complaints, SHOWN)),
    more > 0 and ("\n  and %d more"):format(more) or ""), 0)
end

local function check_model(model)
  local pictures, again, others = draw_all(model, "json"), draw_all(model, "json"), draw_all(model, "mermaid")
  local all, drawn = {}, 0
  for name, text in pairs(pictures) do
    local picture = helpers.json(text)
    local complaints = scene.complaints(picture)
    local boxes, lines = scene.count(picture)
    local expected_boxes, expected_lines = count_mermaid(others[name])
    if boxes ~= expected_boxes or lines ~= expected_lines then
      complaints[#complaints + 1] = ("%d boxes and %d lines, not %d and %d"):format(boxes, lines, expected_boxes,
        expected_lines)
    end
    if text ~= again[name] then complaints[#complaints + 1] = "drawn otherwise the second time" end
    for _, complaint in ipairs(complaints) do all[#all + 1] = picture.view .. ": " .. complaint end
    drawn = drawn + 1
  end
  assert(drawn > 0, "nothing was drawn")
  table.sort(all)
  complain(model, all)
end

local function models_of(folder)
  local models = {}
  for _, name in ipairs(helpers.names(folder)) do
    if name:match("%.lua$") then models[#models + 1] = folder .. "/" .. name end
  end
  return models
end

local function all_models()
  local models = {}
  for _, name in ipairs(helpers.names("models")) do
    if helpers.read("models/" .. name .. "/model.lua") then models[#models + 1] = "models/" .. name end
  end
  for _, folder in ipairs { "models/patterns", "models/seeds" } do
    table.move(models_of(folder), 1, 1000, #models + 1, models)
  end
  return models
end

-- Everything that makes rows of a sequence crowded.
local CROWDED = [[
context "c" {}
actor "customer" {}
service "edge" { context = "c", dependencies = {
  sync "orders" { timeout = "2s", retry = { max_attempts = 3 }, circuit_breaker = {} } } }
service "orders" { context = "c", dependencies = {
  sync "payments" { timeout = "800ms", retry = { max_attempts = 2 }, circuit_breaker = {} },
  sync "stock" { timeout = "200ms" } } }
service "payments" { context = "c" }
service "stock" { context = "c" }
service "mail" { context = "c" }
scenario "nested" {
  "customer -> edge: POST /orders with a rather long description of everything that is in the basket",
  alt "the basket is not empty and the customer is known and not locked" {
    "edge -> orders: place it",
    opt "there is a voucher" {
      "orders -> orders: look the voucher up in the own table of vouchers, which is kept in memory",
      loop "for each line of the order" {
        "orders -> stock: reserve",
        par "both at once" {
          "orders -> payments: POST /payments",
          critical "only one at a time" {
            "payments -> payments: lock",
            alt "free" { "payments --> orders: 201" }, otherwise "taken" { "payments --> orders: 409" },
          },
        },
        otherwise "and" { "orders ->> mail: tell them in a long letter that explains everything in detail" },
        "stock --> orders: reserved",
      },
    },
    "orders --> edge: 201",
  },
  otherwise "empty" { "edge --> customer: 400" },
  otherwise "not known: a guard so long that no frame of this size could take it on a single line of text" {
    "edge -> edge: log",
  },
  loop "nothing" {},
  opt "one" { alt "two" { loop "three" { critical "four" { opt "five" {
    "mail -> mail: to itself at the right edge with a long label that says a lot" } } } } },
  "mail -> customer: a long way back past everybody with words on it",
  "note orders: over one lifeline, and a long one that has to be wrapped over several lines of text",
}
scenario "alone" {
  "mail -> mail: think",
  "mail -> mail: think about all that could ever go wrong with one lifeline, at length and in detail",
  "note mail: alone", alt "x" { "mail -> mail: a" }, otherwise "y" { "mail -> mail: b" },
}
scenario "to and fro" {
  "edge -> orders: 1", "orders -> edge: 2", "edge -> orders: 3", "orders -> edge: 4", "edge -> orders: 5",
  "orders -> edge: 6", "edge -> orders: 7", "orders -> edge: 8", "edge -> edge: 9", "orders -> orders: 10",
}
scenario "deep" {
  "customer -> edge: in", "edge -> orders: on", "orders -> payments: and on", "payments -> stock: and on",
  opt "1" { opt "2" { opt "3" { opt "4" { opt "5" { opt "6" { opt "7" { opt "8" { opt "9" { opt "10" {
    "orders -> payments: pay" } } } } } } } } } },
  "stock --> payments: back", "payments --> orders: back", "orders --> edge: back", "edge --> customer: out",
}
scenario "nobody" { alt "x" {}, otherwise "y" {}, loop "z" {} }
]]

--- Forty of them, and words that go all the way.
local function wide_model()
  local lines = { 'context "c" {}' }
  for i = 1, 40 do lines[#lines + 1] = ('service "service-%02d" { context = "c" }'):format(i) end
  lines[#lines + 1] = 'scenario "wide" {'
  for i = 1, 39 do lines[#lines + 1] = ('"service-%02d -> service-%02d: GET /items/%d",'):format(i, i + 1, i) end
  lines[#lines + 1] = '"service-40 --> service-01: a long way back", "service-01 -> service-40: and again",'
  lines[#lines + 1] = '"service-40 -> service-40: think at the right edge" }'
  return table.concat(lines, "\n")
end

-- ---- that it would be seen ----

local function text_at(text, x, y)
  return { text = text, style = "t-label", anchor = "start", x = x, y = y, width = 6 * #text, size = 12 }
end

local function box_at(id, x, y, text)
  return { role = "service", id = id, content = { { rect = { x, y, 100, 40 } }, text_at(text, x + 10, y + 25) } }
end

local function line_of(from, to, x1, y1, x2, y2)
  return { role = "call", id = from .. "--" .. to, from = from, to = to,
    content = { { path = "ML", points = { x1, y1, x2, y2 }, part = "stroke" } } }
end

local FLAWS = {
  ["lies on"] = { box_at("a", 10, 10, "one"), box_at("b", 60, 20, "two") },
  ["leaves service a"] = { box_at("a", 10, 10, "far too much for its box") },
  ["leaves the page"] = { box_at("a", 350, 10, "one") },
  ["occurs twice"] = { box_at("a", 10, 10, "one"), box_at("a", 10, 100, "two") },
  ["is not there"] = { box_at("a", 10, 10, "one"), line_of("a", "b", 60, 50, 60, 100) },
  ["runs through the text"] = { box_at("a", 10, 10, "one"), box_at("b", 10, 100, "between"),
    box_at("c", 10, 200, "two"), line_of("a", "c", 40, 50, 40, 200) },
  ["lies on 'two'"] = { { role = "call", of = "a", content = { text_at("one", 200, 50) } },
    { role = "call", of = "a", content = { text_at("two", 205, 52) } }, box_at("a", 10, 10, "a") },
  ["lies on a sign of breaker"] = { box_at("a", 10, 10, "a"), box_at("b", 10, 200, "b"),
    line_of("a", "b", 60, 50, 60, 200), { role = "call", of = "a--b", content = { text_at("words", 65, 104),
      { role = "breaker", content = { { rect = { 52, 92, 16, 16 } } } } } } },
  ["runs through the label"] = { box_at("a", 10, 10, "a"), box_at("b", 10, 200, "b"),
    box_at("c", 200, 10, "c"), box_at("d", 200, 200, "d"), line_of("a", "b", 60, 50, 60, 200),
    line_of("c", "d", 250, 50, 250, 200), { role = "call", of = "a--b", content = { text_at("words", 240, 100) } } },
  ["is nearer to call c--d"] = { box_at("a", 10, 10, "a"), box_at("b", 10, 200, "b"),
    box_at("c", 200, 10, "c"), box_at("d", 200, 200, "d"), line_of("a", "b", 60, 50, 60, 200),
    line_of("c", "d", 250, 50, 250, 200), { role = "call", of = "a--b", content = { text_at("words", 190, 100) } } },
  ["a bar of a"] = { box_at("a", 10, 10, "a"),
    { role = "activation", of = "a", content = { { rect = { 60, 60, 10, 90 } } } },
    { role = "reply", id = "step-1", from = "a", to = "a", content = { text_at("words", 50, 80) } } },
}

describe("a picture where something", function()
  for flaw, elements in pairs(FLAWS) do
    it(flaw .. " is found out", function()
      local complaints = table.concat(scene.complaints { width = 400, height = 300, elements = elements }, "\n")
      assert(complaints:find(flaw, 1, true), "found only: " .. complaints)
    end)
  end
end)

describe("pictures of", function()
  for _, model in ipairs(all_models()) do
    it(model .. " are in order", function() check_model(model) end)
  end
  it("crowded sequences are in order", function() check_model(helpers.model(CROWDED)) end)
  it("wide sequences are in order", function() check_model(helpers.model(wide_model())) end)
end)

-- ---- real systems ----

local function find_facts()
  local found = {}
  for _, name in ipairs(helpers.names(COLLECTION)) do
    local path = COLLECTION .. "/" .. name
    local facts = name:match("%.json$") and helpers.json(helpers.read(path))
    if facts and facts.services then found[#found + 1] = { name = name, path = path, facts = facts } end
  end
  return found
end

local function convert(path)
  local text = helpers.shell(("python3 %s %s"):format(CONVERT, helpers.quote(path)))
  assert(text and text ~= "", "conversion failed")
  return helpers.model(text)
end

--- The words of a flow's arrows come in the order of `seq`.
local function check_flow(model, flow)
  local wanted = "scenario:" .. flow.name:gsub("[^%w]+", "-"):gsub("^-+", ""):gsub("-+$", "")
  local found
  for _, name in ipairs(view_names(model)) do
    if name:lower() == wanted:lower() then found = name end
  end
  assert(found, "no view " .. wanted)
  local status, out, err = helpers.run { "render", model, found, "-f", "json", "-o", "-", "--no-findings" }
  assert(status == 0, err)
  local arrows = scene.arrows(helpers.json(out))
  table.sort(flow.calls, function(a, b) return a.seq < b.seq end)
  assert(#arrows == #flow.calls, ("%d arrows for %d calls"):format(#arrows, #flow.calls))
  for index, call in ipairs(flow.calls) do
    local words = table.concat(arrows[index]):gsub("^%d+%. ?", ""):gsub("%s", "")
    local said = (call.op or ""):gsub("%s", "")
    assert(words:sub(1, #said) == said, ("arrow %d says '%s', not '%s'"):format(index, words, said))
  end
end

describe("systems:", function()
  if not helpers.read(CONVERT) then
    pending("the collection is not here")
    return
  end
  for _, system in ipairs(find_facts()) do
    it("pictures of " .. system.name .. " are in order", function() check_model(convert(system.path)) end)
    for _, flow in ipairs(system.facts.flows or {}) do
      it(("%s: '%s' is drawn in its order"):format(system.name, flow.name), function()
        check_flow(convert(system.path), flow)
      end)
    end
  end
end)
