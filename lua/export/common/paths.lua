--- Templates of paths, "/orders/{id}", as routes and endpoints are named: {x}, :x and * stand for one segment,
--- {x?} for one or none, ** for any number. A route's path is a prefix of whole segments.

local paths = {}

---@class export.segment
---@field takes "one"|"optional"|"any"
---@field text? string of a closed segment; nil: it is open
---@field head string what an open one begins with
---@field tail string what it ends with

--- Braces emptied, so that no / or ? is left in them.
local function without_names(text)
  local plain = text:gsub("{([^}]*)}", function(name) return name:sub(-1) == "?" and "{o}" or "{}" end)
  return (plain:gsub("{[^}]*$", "{}"))
end

---@return export.segment
local function read_segment(piece)
  if piece == "**" then return { takes = "any", head = "", tail = "" } end
  if piece == "{o}" then return { takes = "optional", head = "", tail = "" } end
  if piece:match("^:.") then return { takes = "one", head = "", tail = "" } end
  local head = piece:match("^[^{}*]*")
  if head == piece then return { takes = "one", text = piece, head = piece, tail = "" } end
  return { takes = "one", head = head, tail = piece:match("[^{}*]*$") }
end

--- The segments of a path, without query and fragment.
---@param text string
---@return export.segment[]
function paths.read(text)
  local segments = {}
  local plain = without_names(text):match("^[^%s,;?#]*")
  for piece in plain:gmatch("[^/]+") do segments[#segments + 1] = read_segment(piece) end
  return segments
end

--- Whether it is one path, without placeholders.
---@param segments export.segment[]
---@return boolean
function paths.is_closed(segments)
  for _, segment in ipairs(segments) do
    if not segment.text then return false end
  end
  return true
end

--- The segments before the first placeholder: "/orders", "/" when there are none.
---@param segments export.segment[]
---@return string
function paths.fixed(segments)
  local text = ""
  for _, segment in ipairs(segments) do
    if not segment.text then break end
    text = text .. "/" .. segment.text
  end
  return text == "" and "/" or text
end

local function escape(text)
  return (text:gsub("[%^%$%(%)%.%[%]%*%+%?%|%{%}\\]", "\\%0"))
end

local REGEX = {
  one = function(segment)
    if segment.text then return "/" .. escape(segment.text) end
    return "/" .. escape(segment.head) .. "[^/]+" .. escape(segment.tail)
  end,
  optional = function() return "(/[^/]+)?" end,
  any = function() return "(/.*)?" end,
}

--- As an RE2 expression for whole paths.
---@param segments export.segment[]
---@param is_prefix? boolean all below it, too
---@return string
function paths.regex(segments, is_prefix)
  local text = ""
  for _, segment in ipairs(segments) do text = text .. REGEX[segment.takes](segment) end
  return text .. (is_prefix and "(/.*)?" or text == "" and "/" or "")
end

--- As an RE2 expression for the beginning of a path up to the end of a segment.
---@param text string
---@return string
function paths.beginning(text)
  return "^" .. paths.regex(paths.read(text)):gsub("^/$", "") .. "(/|$)"
end

local function covers_text(open, text)
  return #text >= #open.head + #open.tail and text:sub(1, #open.head) == open.head
    and text:sub(#text - #open.tail + 1) == open.tail
end

local function segments_meet(a, b)
  if a.text and b.text then return a.text == b.text end
  if a.text or b.text then return covers_text(a.text and b or a, a.text or b.text) end
  return true
end

local function meet(a, i, b, j)
  if i > #a and j > #b then return true end
  if i <= #a and a[i].takes ~= "one" and meet(a, i + 1, b, j) then return true end
  if j <= #b and b[j].takes ~= "one" and meet(a, i, b, j + 1) then return true end
  if i > #a or j > #b or not segments_meet(a[i], b[j]) then return false end
  return meet(a, a[i].takes == "any" and i or i + 1, b, b[j].takes == "any" and j or j + 1)
end

--- Whether there is a path that both templates match.
---@param a string
---@param b string
---@return boolean
function paths.meet(a, b)
  return meet(paths.read(a), 1, paths.read(b), 1)
end

local function same(a, b)
  return a.takes == b.takes and a.text == b.text and a.head == b.head and a.tail == b.tail
end

--- What is left of `path` behind `prefix`; nil when it does not begin with it.
---@param path string
---@param prefix string
---@return string? rest "/" when nothing is left
function paths.behind(path, prefix)
  local whole, first = paths.read(path), paths.read(prefix)
  for index, segment in ipairs(first) do
    if not whole[index] or not same(segment, whole[index]) then return nil end
  end
  local rest, plain = "", without_names(path):match("^[^%s,;?#]*")
  local index = 0
  for piece in plain:gmatch("[^/]+") do
    index = index + 1
    if index > #first then rest = rest .. "/" .. piece end
  end
  return rest == "" and "/" or (rest:gsub("{o}", "{x?}"):gsub("{}", "{x}"))
end

--- The path the service behind a route sees, a prefix.
---@param route frozen.route
---@return string
function paths.of_route(route)
  return route.strip_prefix and paths.behind(route.name, route.strip_prefix) or route.name
end

--- Orders routes so that the most specific comes first: more segments, closed before open ones, methods before none.
---@param routes frozen.route[]
---@return frozen.route[] a list of its own
function paths.most_specific_first(routes)
  local rows = {}
  for place, route in ipairs(routes) do
    local segments, closed = paths.read(route.name), 0
    for _, segment in ipairs(segments) do closed = closed + (segment.text and 1 or 0) end
    rows[place] = { route, #segments, closed, #route.methods > 0 and 1 or 0, -place }
  end
  table.sort(rows, function(a, b)
    for column = 2, 5 do
      if a[column] ~= b[column] then return a[column] > b[column] end
    end
    return false
  end)
  local sorted = {}
  for place, row in ipairs(rows) do sorted[place] = row[1] end
  return sorted
end

return paths
