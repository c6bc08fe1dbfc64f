--- Drives the built program as a user would, and looks at what comes out.
---
---   local helpers = require "tests.spec.helpers"
---   local status, out, err = helpers.run({ "check", "models/ecommerce" })
---
--- Paths are relative to the top folder, where busted is started. LUNETTE names another program than
--- build/lunette; BUILD another build folder.

local dkjson = require "dkjson"
local lfs = require "lfs"

local helpers = {}

local top = lfs.currentdir()
local build = os.getenv("BUILD") or "build"

local function absolute(path)
  return path:sub(1, 1) == "/" and path or top .. "/" .. path
end

helpers.top = top
helpers.build = absolute(build)
helpers.lunette = absolute(os.getenv("LUNETTE") or build .. "/lunette")
--- True when the program is a sanitizer build: slower, and hungrier than any memory goal.
helpers.sanitized = os.getenv("SANITIZE") ~= nil and os.getenv("SANITIZE") ~= ""

local function quote(word)
  return "'" .. tostring(word):gsub("'", "'\\''") .. "'"
end

local function quote_all(words)
  local quoted = {}
  for index, word in ipairs(words) do quoted[index] = quote(word) end
  return table.concat(quoted, " ")
end

helpers.quote = quote

--- The output of a shell command; nil when it fails.
---@param command string
---@return string?
function helpers.shell(command)
  local pipe = assert(io.popen(command .. " 2>/dev/null"))
  local output = pipe:read("a")
  return pipe:close() and output or nil
end

-- Everything the specs write lies in one folder, which goes when the Lua state is closed.
local scratch = helpers.shell("mktemp -d"):gsub("\n$", "")
local sentinel = setmetatable({}, { __gc = function() os.execute("rm -rf " .. quote(scratch)) end })
local serial = 0

local function fresh_name()
  assert(sentinel)
  serial = serial + 1
  return scratch .. "/" .. serial
end

--- A new empty folder, removed when the tests end.
---@return string path
function helpers.temp_dir()
  local path = fresh_name()
  assert(lfs.mkdir(path))
  return path
end

---@param path string
---@return string? bytes nil when there is no such file
function helpers.read(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local bytes = file:read("a")
  file:close()
  return bytes
end

--- Writes a file, making the folders it lies in.
---@param path string
---@param bytes string
function helpers.write(path, bytes)
  local folder = path:match("^(.*)/[^/]*$")
  if folder and not lfs.attributes(folder) then os.execute("mkdir -p " .. quote(folder)) end
  local file = assert(io.open(path, "wb"))
  assert(file:write(bytes))
  assert(file:close())
end

--- A folder that holds these files.
---@param files table<string, string> name → text; a plain string stands for { ["model.lua"] = text }
---@return string path
function helpers.model(files)
  local folder = helpers.temp_dir()
  if type(files) == "string" then files = { ["model.lua"] = files } end
  for name, text in pairs(files) do helpers.write(folder .. "/" .. name, text) end
  return folder
end

--- The names in a folder, sorted, without "." and ".." and what an export remembers; {} when there is no such folder.
---@param path string
---@return string[]
function helpers.names(path)
  local names = {}
  if lfs.attributes(path, "mode") ~= "directory" then return names end
  for name in lfs.dir(path) do
    if name ~= "." and name ~= ".." and not name:match("^%.lunette%-") then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

---@class tests.measured
---@field status integer exit status; -1 when a signal ended it
---@field signal integer
---@field timeout integer 1 when it was killed for taking too long
---@field wall_ms number
---@field cpu_ms number
---@field peak_kib integer of the largest process

local function parse_report(text)
  local report = {}
  for name, value in text:gmatch("([%w_]+)=(%S+)") do report[name] = tonumber(value) end
  return report
end

---@class tests.run_options
---@field stdin? string
---@field cwd? string
---@field env? table<string, string>
---@field timeout_s? integer killed after this; 60
---@field program? string instead of lunette

--- Runs the program to its end.
---@param arguments string[]
---@param options? tests.run_options
---@return integer status, string stdout, string stderr, tests.measured measured
function helpers.run(arguments, options)
  options = options or {}
  local name = fresh_name()
  local input = "/dev/null"
  if options.stdin then
    input = name .. ".in"
    helpers.write(input, options.stdin)
  end
  local command = { "cd", quote(options.cwd or top), "&&", "env" }
  for key, value in pairs(options.env or {}) do command[#command + 1] = quote(key .. "=" .. value) end
  command[#command + 1] = quote_all {
    helpers.build .. "/tests/measure", name .. ".cost", options.timeout_s or 60,
    options.program or helpers.lunette,
  }
  command[#command + 1] = quote_all(arguments)
  command[#command + 1] = ("<%s >%s.out 2>%s.err"):format(quote(input), quote(name), quote(name))
  os.execute(table.concat(command, " "))
  local measured = parse_report(helpers.read(name .. ".cost") or "")
  local out, err = helpers.read(name .. ".out") or "", helpers.read(name .. ".err") or ""
  os.execute("rm -f " .. quote(name) .. ".*")
  return measured.status or -1, out, err, measured
end

--- Runs it and insists on the status.
---@param wanted integer
---@param arguments string[]
---@param options? tests.run_options
---@return string stdout, string stderr
function helpers.expect(wanted, arguments, options)
  local status, out, err = helpers.run(arguments, options)
  if status ~= wanted then
    error(("status %d, not %d: %s\n%s%s"):format(status, wanted, table.concat(arguments, " "), out, err), 2)
  end
  return out, err
end

--- Insists on parts of a text, each as it is.
---@param text string
---@param ... string
function helpers.assert_has(text, ...)
  for _, part in ipairs { ... } do
    if not text:find(part, 1, true) then error(("no %q in: %s"):format(part, text:sub(1, 3000)), 2) end
  end
end

--- Insists that parts are not in a text.
---@param text string
---@param ... string
function helpers.assert_lacks(text, ...)
  for _, part in ipairs { ... } do
    if text:find(part, 1, true) then error(("%q in: %s"):format(part, text:sub(1, 3000)), 2) end
  end
end

--- Decodes JSON; raises with the text's beginning when it is none.
---@param text string
---@return any
function helpers.json(text)
  local value, _, message = dkjson.decode(text, 1, nil)
  if message then error(message .. " in: " .. text:sub(1, 300), 2) end
  return value
end

--- The findings of a model as `check --format json` gives them.
---@param path string
---@param arguments? string[] more arguments
---@param options? tests.run_options
---@return table[] diagnostics, integer status, table document
function helpers.check(path, arguments, options)
  local words = { "check", path, "--format", "json", table.unpack(arguments or {}) }
  local status, out, err = helpers.run(words, options)
  if out == "" then error(("no output, status %d: %s"):format(status, err), 2) end
  local document = helpers.json(out)
  return document.diagnostics, status, document
end

--- What one kind of finding a model has: the messages of this rule.
---@param diagnostics table[]
---@param rule string
---@return string[]
function helpers.messages(diagnostics, rule)
  local messages = {}
  for _, finding in ipairs(diagnostics) do
    if finding.rule == rule then messages[#messages + 1] = finding.message end
  end
  return messages
end

--- Where a command is, or nil: what a spec cannot run without is a reason to skip it.
---@param name string
---@return string?
function helpers.command(name)
  local path = helpers.shell("command -v " .. quote(name))
  return path and (path:gsub("\n$", ""))
end

--- Whether a program can be run on a terminal of its own: `script` is there, and so are pseudo-terminals.
---@return boolean
function helpers.has_terminal()
  return helpers.shell("script -qec true /dev/null </dev/null") ~= nil
end

--- Whether a whole text matches a Perl regular expression (Lua has none); NUL bytes count as line ends.
---@param text string
---@param expression string
---@return boolean
function helpers.matches(text, expression)
  local path = fresh_name()
  helpers.write(path, text)
  local found = os.execute(("LC_ALL=C grep -Pzq -e %s %s 2>/dev/null"):format(quote(expression), quote(path)))
  os.remove(path)
  return found == true
end

return helpers
