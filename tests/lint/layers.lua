--- The layer rule: a file includes only lower layers, its own folder and the public headers; a foreign
--- library's headers only where that library belongs.

package.path = "tests/lint/?.lua;" .. package.path
local files = require "files"

local level = {
  base = 0, diag = 1, model = 2,
  script = 3, view = 3, check = 3, report = 3, emit = 3, plugin = 3, jail = 3,
  page = 4,
  cli = 5,
}

--- Headers of libraries, and the path prefixes that may include them.
local libraries = {
  { headers = { "lua.h", "lauxlib.h", "lualib.h" }, homes = { "core/script/" } },
  { headers = { "yaml.h" }, homes = { "core/emit/yaml" } },
  { headers = { "dlfcn.h" }, homes = { "core/plugin/" } },
  { headers = { "gvc.h", "cgraph.h", "cdt.h", "gvplugin.h" },
    homes = { "plugins/render/" } },
  { headers = { "librsvg/rsvg.h", "cairo.h", "cairo-pdf.h", "png.h", "fontconfig/fontconfig.h", "pango/pango.h" },
    homes = { "plugins/raster/" } },
  { headers = { "jansson.h" },
    homes = { "core/base/value", "core/emit/", "core/report/", "core/page/", "core/model/dump", "core/model/diff" } },
}

local function starts_with_one_of(path, prefixes)
  for _, prefix in ipairs(prefixes) do
    if path:sub(1, #prefix) == prefix then return true end
  end
  return false
end

local home_of = {}
for _, library in ipairs(libraries) do
  for _, header in ipairs(library.headers) do home_of[header] = library.homes end
end

local function check_library(path, line, header)
  local homes = home_of[header:gsub("^graphviz/", "")]
  if homes and not starts_with_one_of(path, homes) then
    files.complain(path, line, "<%s> belongs in %s only", header, table.concat(homes, ", "))
  end
end

local function check_core(path, line, header)
  local own, other = path:match("^core/([%w_]+)/"), header:match("^([%w_]+)/")
  if not other then
    files.complain(path, line, '"%s" is to be included with its folder', header)
  elseif not level[other] then
    files.complain(path, line, '"%s" is of no layer', header)
  elseif own == "include" or (other ~= own and level[other] >= level[own]) then
    files.complain(path, line, 'layer %s may not include "%s"', own, header)
  end
end

local function exists(path)
  local file = io.open(path)
  if file then file:close() end
  return file ~= nil
end

--- What plugins of a kind share.
local function is_shared(path, header)
  local kind = path:match("^plugins/%w+/")
  local common = kind == "plugins/render/" or header:match("^common/")
  return common and exists(kind .. header)
end

--- A plugin sees the public headers, its own folder and what those of its kind share.
local function check_plugin(path, line, header)
  if not exists(path:match("^(.*/)") .. header) and not is_shared(path, header) then
    files.complain(path, line, 'a plugin may not include "%s"', header)
  end
end

for _, path in ipairs(files.find("core plugins", "-name '*.c' -o -name '*.h'")) do
  local check_own = path:match("^core/") and check_core or check_plugin
  for number, line in ipairs(files.lines(path)) do
    local system = line:match("^%s*#%s*include%s*<([^>]+)>")
    local own = line:match('^%s*#%s*include%s*"([^"]+)"')
    if system then check_library(path, number, system) end
    if own and not own:match("^lunette/") then check_own(path, number, own) end
  end
end
files.finish()
