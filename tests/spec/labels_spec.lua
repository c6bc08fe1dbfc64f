--- What people write into a model is shown in pictures and obeyed by nothing: every label of tests/hostile/labels,
--- in every place and every format, is well-formed, adds nothing but words, and reads back as it was written.
--- A larger collection beside the repository is used too when it is there.

local helpers = require "tests.spec.helpers"

local FOLDERS = { "tests/hostile/labels", "../shared/hostile/labels" }
local MODULES = { os.getenv("DIAGRAM_MODULES") or "", "../shared/validate/diagrams" }
local FORMATS = { "svg", "json", "dot", "mermaid", "plantuml" }
local LINES_FILE = "reserved-words" -- each of its lines is a label
local SHOWN_BYTES = 60              -- of a label, looked for in what a format wraps and cuts

-- ---- labels ----

local function read_labels()
  local labels = { { name = "harmless", text = "plain words" } }
  for _, folder in ipairs(FOLDERS) do
    for _, file in ipairs(helpers.names(folder)) do
      local name, text = file:gsub("%.txt$", ""), helpers.read(folder .. "/" .. file)
      if name ~= LINES_FILE then
        labels[#labels + 1] = { name = name, text = text }
      else
        for line in text:gmatch("[^\n]+") do labels[#labels + 1] = { name = name .. " " .. line, text = line } end
      end
    end
  end
  return labels
end

local function quote(text)
  return '"' .. text:gsub("[^%w ]", function(byte) return ("\\%03d"):format(byte:byte()) end) .. '"'
end

-- What is no name may be any text; a title is one line of it.
local MODEL = [[
local TEXT, TITLE = %s, %s
TITLE = TITLE or TEXT
architecture "Labels" { description = TEXT }
context "c" { description = TEXT }
actor "u" { description = TEXT }
external "x" { description = TEXT }
topic "t" { description = TEXT }
service "a" { context = "c", description = TEXT, technologies = { language = TEXT },
  endpoints = { GET "/x" { summary = TEXT } },
  dependencies = { sync "b" { endpoint = TEXT }, sync "x" { endpoint = TEXT }, async "b" { event = TEXT } },
  datastores = { datastore "d" { technology = TEXT, purpose = TEXT } } }
service "b" { context = "c", description = TEXT }
scenario (TITLE) {
  "u -> a: " .. TEXT, "a -> b: " .. TEXT,
  alt (TITLE) { "b --> a: " .. TEXT }, otherwise (TITLE) { "note b: " .. TEXT },
  loop (TITLE) { opt (TITLE) { par (TITLE) { critical (TITLE) { "a -> a: " .. TEXT } } } },
  "a ->> t: " .. TEXT, "b --> u: error " .. TEXT,
}
saga "s" { orchestrator = "a", description = TEXT, steps = {
  step "one" { service = "b", action = TEXT, compensation = TEXT },
  step "two" { service = "b", action = TEXT, pivot = true } } }
view "v" { title = TITLE, description = TEXT, kind = "landscape" }
]]

local function write_model(text)
  local title = text:gsub("%c", " ")
  return helpers.model(MODEL:format(quote(text), title == text and "nil" or quote(title)))
end

--- file name → text of every view in this format.
local function draw(model, format)
  local folder = helpers.temp_dir()
  local status, _, err = helpers.run({ "render", model, "-f", format, "-o", folder, "--no-findings" },
    { timeout_s = 120 })
  assert(status == 0, ("exit status %d: %s"):format(status, err))
  local files = {}
  for _, name in ipairs(helpers.names(folder)) do
    local path = folder .. "/" .. name
    if name ~= "index.html" then files[#files + 1] = { path = path, text = helpers.read(path) } end
  end
  assert(#files > 0, "nothing was drawn")
  return files
end

-- ---- reading back ----

--- What a text becomes wherever it is drawn: blanks are one, what cannot be shown is replaced or told.
local function clean(text)
  local out, at = {}, 1
  while at <= #text do
    local stop = utf8.len(text, at, at) and utf8.offset(text, 2, at) or nil
    local code = stop and utf8.codepoint(text, at)
    at = stop or at + 1
    if not code or code == 0xFFFE or code == 0xFFFF then
      out[#out + 1] = "\u{FFFD}"
    elseif code == 32 or (code >= 9 and code <= 13) then
      out[#out + 1] = " "
    elseif code < 32 or (code >= 0x7F and code <= 0x9F) then
      out[#out + 1] = "\u{FFFD}"
    elseif code == 0x61C or code == 0x200E or code == 0x200F or (code >= 0x2028 and code <= 0x202E) or
      (code >= 0x2066 and code <= 0x2069) or code == 0xFEFF then
      out[#out + 1] = ("\\u{%x}"):format(code)
    else
      out[#out + 1] = utf8.char(code)
    end
  end
  return (table.concat(out):gsub(" +", " "):gsub("^ ", ""):gsub(" $", ""))
end

local ENTITIES = { amp = "&", lt = "<", gt = ">", quot = '"' }

local function read_xml(text)
  return (text:gsub("&(#?)(%w+);", function(sign, name)
    return sign == "#" and utf8.char(tonumber(name)) or ENTITIES[name]
  end))
end

local function read_dot(text)
  return (read_xml(text:gsub("\\(.)", { ['"'] = '"', ["\\"] = "\\", n = " ", l = "" })))
end

local READERS = {
  svg = read_xml,
  json = function(text) return text:gsub("\\u00(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end) end,
  dot = read_dot,
  mermaid = function(text) return text:gsub("#(%d+);", function(code) return utf8.char(tonumber(code)) end) end,
  plantuml = function(text)
    return text:gsub("<U%+(%x+)>", function(code) return utf8.char(tonumber(code, 16)) end)
  end,
}

local function without_blanks(text) return (text:gsub("%s", "")) end

local function check_readable(files, format, text)
  local all = {}
  for index, file in ipairs(files) do all[index] = file.text end
  local read = without_blanks((READERS[format](table.concat(all, "\n"))))
  local wanted = without_blanks(clean(text))
  wanted = wanted:sub(1, (utf8.offset(wanted, math.min(SHOWN_BYTES, utf8.len(wanted)) + 1) or #wanted + 1) - 1)
  if format == "dot" then wanted = wanted:sub(1, 12):gsub("[\x80-\xff]*$", "") end
  assert(read:find(wanted, 1, true), ("does not read back: %s"):format(wanted))
end

-- ---- nothing but words ----

local TAGS = { svg = true, title = true, desc = true, style = true, rect = true, g = true, path = true,
  ellipse = true, text = true }
local ATTRIBUTES = {}
for name in ([[xmlns class role width height viewBox aria-labelledby data-view data-kind id data-name data-file
  data-line data-from data-to data-of x y rx ry cx cy d text-anchor]]):gmatch("%S+") do ATTRIBUTES[name] = true end

local function check_svg(text)
  local body = text:gsub("^<%?xml[^>]*%?>", "")
  assert(not body:find("<[!?]"), "a declaration")
  for name, attributes in body:gmatch("</?([^%s/>]+)([^>]*)>") do
    assert(TAGS[name], "an element " .. name)
    for attribute in attributes:gmatch('([^%s="/]+)="[^"]*"') do
      assert(ATTRIBUTES[attribute], "an attribute " .. attribute)
    end
    assert(attributes:gsub('[^%s="/]+="[^"<]*"', ""):match("^[%s/]*$"), "a tag not of attributes: " .. attributes)
  end
  for sheet in text:gmatch("<style>(.-)</style>") do
    assert(not sheet:find("url", 1, true) and not sheet:find("@import", 1, true), "the style sheet loads something")
  end
end

local function check_json(text) helpers.json(text) end

-- What stands outside quotes is a few words and our own names.
local function check_dot(text)
  local bare = text:gsub("\\.", ""):gsub('"[^"]*"', "")
  assert(not bare:find("[<>]") or not bare:gsub("%->", ""):find("[<>]"), "HTML labels or ports")
  for name in bare:gmatch("([%a]+) ?=") do
    assert(name ~= "URL" and name ~= "href" and name ~= "image" and name ~= "shapefile", "an attribute " .. name)
  end
end

local function check_mermaid(text)
  for line in text:gmatch("[^\n]+") do
    assert(not line:find("%%%%%S") and not line:match("^%s*click "), "a directive: " .. line)
    assert(not READERS.mermaid(line):find("%%%%{") or not line:find("%%%%{"), "a directive: " .. line)
  end
end

local function check_plantuml(text)
  local _, starts = text:gsub("@startuml", "")
  local _, ends = text:gsub("@enduml", "")
  assert(starts == 1 and ends == 1, "another picture")
  local bare = text:gsub("<U%+%x+>", ""):gsub("%-%[#[%x]+%]", ""):gsub(" #%x+", ""):gsub(";line[^\n]*", "")
  assert(not bare:find("[!%%$<]") or not bare:gsub("\"", ""):find("[!%%$]"), "something for the preprocessor")
  assert(not bare:find("[[", 1, true), "a link")
end

local CHECKS = { svg = check_svg, json = check_json, dot = check_dot, mermaid = check_mermaid,
  plantuml = check_plantuml }

--- What no output may hold, whatever a terminal or a build log is told by it.
local function check_bytes(text)
  assert(not text:find("[%z\1-\9\11-\31\127]"), "control bytes")
  assert(utf8.len(text), "no UTF-8")
  assert(not text:find("##[", 1, true), "a command to a build log")
  assert(not ("\n" .. text):find("\n%s*::"), "a command to a build log")
end

-- In these each command is a line of its own.
local BY_LINES = { dot = true, mermaid = true, plantuml = true }

--- Words add no command: no file has more lines than with harmless ones. Blanks take some away.
local function check_outline(files, harmless)
  for index, file in ipairs(files) do
    local _, count = file.text:gsub("\n", "")
    local _, expected = harmless[index].text:gsub("\n", "")
    assert(count <= expected, ("%s: %d lines, not %d"):format(file.path, count, expected))
  end
  assert(#files == #harmless, ("%d files, not %d"):format(#files, #harmless))
end

-- ---- other programs ----

--- Each gets all files of a format and returns what it takes them for, a line each.
local programs = {}

local function paths_of(files)
  local quoted = {}
  for index, file in ipairs(files) do quoted[index] = helpers.quote(file.path) end
  return table.concat(quoted, " ")
end

function programs.svg(files)
  if not helpers.command("xmllint") then return nil end
  return helpers.shell("xmllint --nonet --noout " .. paths_of(files)) or "error: not well-formed"
end

function programs.dot(files)
  if not helpers.command("dot") then return nil end
  return helpers.shell("cat " .. paths_of(files) .. " | dot -Tplain >/dev/null") or "error: not DOT"
end

function programs.plantuml(files)
  if not helpers.command("plantuml") then return nil end
  return helpers.shell("cat " .. paths_of(files) .. " | plantuml -syntax; true")
end

local function find_modules()
  for _, folder in ipairs(MODULES) do
    local is_there = folder ~= "" and helpers.shell("test -d " .. helpers.quote(folder .. "/node_modules/mermaid"))
    if is_there then return folder end
  end
end

function programs.mermaid(files)
  local modules = helpers.command("node") and find_modules()
  if not modules then return nil end
  local command = "DIAGRAM_MODULES=%s node tests/mermaid.mjs %s"
  return helpers.shell(command:format(helpers.quote(modules), paths_of(files)))
end

-- ---- names ----

local NAMES = {}
for name in ([[end graph subgraph flowchart class classDef style linkStyle click href o x default call note loop alt
  else opt par and critical rect box participant actor autonumber title legend skinparam return group ref node edge
  digraph strict cluster_0 n0 l0 g0 a-b o-x _ 1 1e3 end.note C:/x a..b]]):gmatch("%S+") do
  NAMES[#NAMES + 1] = name
end

--- Services of these names in one circle, each saying its name to the next.
local function write_names(name_of)
  local lines, steps = { ('context "%s" {}'):format(name_of(1)) }, {}
  for index = 1, #NAMES do
    local name, following = name_of(index), name_of(index % #NAMES + 1)
    lines[#lines + 1] = ('service "%s" { context = "%s", dependencies = { sync "%s" {} } }'):format(name, name_of(1),
      following)
    steps[#steps + 1] = ('"%s -> %s: %s"'):format(name, following, name)
  end
  lines[#lines + 1] = ('scenario "%s" { %s }'):format(name_of(1), table.concat(steps, ", "))
  return helpers.model(table.concat(lines, "\n"))
end

local function reserved_name(index) return NAMES[index] end

local function harmless_name(index) return ("service-%d"):format(index) end

-- ---- the specs ----

local labels = read_labels()
local drawn = {} -- by format, by label: the files

local function files_of(format, index)
  drawn[format] = drawn[format] or {}
  if not drawn[format][index] then drawn[format][index] = draw(write_model(labels[index].text), format) end
  return drawn[format][index]
end

local function check_label(format, index)
  local files = files_of(format, index)
  for _, file in ipairs(files) do
    check_bytes(file.text)
    CHECKS[format](file.text)
  end
  check_readable(files, format, labels[index].text)
  if BY_LINES[format] then check_outline(files, files_of(format, 1)) end
end

local function first_difference(a, b)
  local wanted = {}
  for line in (a .. "\n"):gmatch("(.-)\n") do wanted[#wanted + 1] = line end
  local index = 0
  for line in (b .. "\n"):gmatch("(.-)\n") do
    index = index + 1
    if line ~= wanted[index] then return ("line %d: '%s', not '%s'"):format(index, line, tostring(wanted[index])) end
  end
end

describe("labels in", function()
  for _, format in ipairs(FORMATS) do
    for index, label in ipairs(labels) do
      it(("%s: %s"):format(format, label.name:gsub("%c", "?")), function() check_label(format, index) end)
    end
  end
end)

-- Starting each program once a label would take minutes.
describe("other programs read", function()
  for format, program in pairs(programs) do
    it(format .. " with hostile labels as with harmless ones", function()
      local harmless = program(files_of(format, 1))
      if not harmless then return pending("what reads " .. format .. " is not installed") end
      assert(not harmless:lower():find("error"), harmless)
      local all, expected = {}, {}
      for index in ipairs(labels) do
        local files = files_of(format, index)
        table.move(files, 1, #files, #all + 1, all)
        expected[index] = harmless
      end
      local seen = program(all)
      if format == "svg" or format == "dot" then return assert(not seen:find("error"), seen) end
      local difference = first_difference(table.concat(expected), seen)
      assert(not difference, difference)
    end)
  end
end)

describe("reserved words as names in", function()
  for format, program in pairs(programs) do
    it(format .. " are names", function()
      local files, harmless = draw(write_names(reserved_name), format), draw(write_names(harmless_name), format)
      for _, file in ipairs(files) do CHECKS[format](file.text) end
      for _, name in ipairs(NAMES) do check_readable(files, format, name) end
      local seen, expected = program(files), program(harmless)
      if not seen then return pending("what reads " .. format .. " is not installed") end
      assert(seen == expected, first_difference(expected, seen))
    end)
  end
end)
