--- Files of at most 500 lines; C functions of at most 80, nearly all of them under 45.

package.path = "tests/lint/?.lua;" .. package.path
local files = require "files"

local FILE_LINES, FUNCTION_LINES = 500, 80
local USUAL_LINES, USUAL_SHARE = 45, 0.95

local functions, usual = 0, 0

local function note_function(path, first, length)
  functions = functions + 1
  if length < USUAL_LINES then usual = usual + 1 end
  if length > FUNCTION_LINES then
    files.complain(path, first, "a function of %d lines (at most %d)", length, FUNCTION_LINES)
  end
end

--- By the house's style a function's body stands between braces in the first column.
local function measure_functions(path, lines)
  local first
  for number, line in ipairs(lines) do
    if line == "{" then first = number end
    if line == "}" and first then
      note_function(path, first, number - first - 1)
      first = nil
    end
  end
end

local names = "-name '*.c' -o -name '*.h' -o -name '*.lua' -o -name '*.js' -o -name '*.mjs' -o -name '*.css'"
local folders = "core lua plugins models tests/spec tests/unit tests/bench tests/browser tests/lint"
for _, path in ipairs(files.find(folders, names)) do
  local lines = files.lines(path)
  -- The public headers are a manual: a page each, however long. The editors' stub is made by a program.
  if #lines > FILE_LINES and not path:match("^core/include/") and not path:match("^lua/meta/") then
    files.complain(path, #lines, "a file of %d lines (at most %d)", #lines, FILE_LINES)
  end
  if path:match("%.c$") then measure_functions(path, lines) end
end

if functions > 0 and usual / functions < USUAL_SHARE then
  files.complain("core", 0, "%d of %d functions have %d lines or more", functions - usual, functions, USUAL_LINES)
end
files.finish()
