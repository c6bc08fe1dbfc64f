--- Nothing unfinished and no place of a developer's machine in what is shipped.

package.path = "tests/lint/?.lua;" .. package.path
local files = require "files"

-- Written in two halves, or this file would find itself.
local unwanted = {
  "TO" .. "DO", "FIX" .. "ME", "XX" .. "X[^X]", "HA" .. "CK", "not impl" .. "emented",
  "/wor" .. "k/", "/ho" .. "me/", "/ro" .. "ot/",
}
local outside = "%.%./sha" .. "red"

local function may_look_outside(path)
  return path:match("^%./tests/")
end

local function check_line(path, number, line)
  for _, pattern in ipairs(unwanted) do
    local word = line:match("%f[%w/]" .. pattern)
    if word then files.complain(path, number, "'%s' does not belong here", word) end
  end
  if line:match(outside) and not may_look_outside(path) then
    files.complain(path, number, "a path outside of the project")
  end
end

local names = "-name '*.c' -o -name '*.h' -o -name '*.lua' -o -name '*.md' -o -name '*.sh' -o -name Makefile"
  .. " -o -name '*.js' -o -name '*.mjs' -o -name '*.css' -o -name '*.html'"
for _, path in ipairs(files.find(". -path ./build -prune -o -path ./.git -prune -o", names)) do
  for number, line in ipairs(files.lines(path)) do check_line(path, number, line) end
end
files.finish()
