--- Texts and values of the model as source code in which they stay texts and values.

---@class export.scaffold.language
---@field yes string
---@field no string
---@field list string with a hole for the items
---@field map string with a hole for the pairs
---@field pair string with holes for key and value
---@field keys? table<string, string> of maps, that are written in another way
---@field control string how a control character is written; Java reads \u before it reads strings
---@field beyond? string how a code point above U+FFFF is written; nil: as a surrogate pair

---@type table<string, export.scaffold.language>
local LANGUAGES = {
  python = {
    yes = "True", no = "False", list = "[%s]", map = "{%s}", pair = "%s: %s", control = "\\u%04x", beyond = "\\U%08x",
  },
  go = {
    yes = "true", no = "false", list = "[]any{%s}", map = "map[string]any{%s}", pair = "%s: %s",
    control = "\\u%04x", beyond = "\\U%08x",
  },
  node = {
    yes = "true", no = "false", list = "[%s]", map = "{ %s }", pair = "%s: %s", control = "\\u%04x",
    keys = { __proto__ = '["__proto__"]' },
  },
  java = {
    yes = "true", no = "false", list = "List.of(%s)", map = "Map.ofEntries(%s)", pair = "Map.entry(%s, %s)",
    control = "\\%03o",
  },
}

local literal = {}

--- Bytes that are no UTF-8 become question marks.
local function as_utf8(text)
  return utf8.len(text) and text or (text:gsub("[\x80-\xff]", "?"))
end

local function surrogates(code)
  local rest = code - 0x10000
  return ("\\u%04x\\u%04x"):format(0xd800 + (rest >> 10), 0xdc00 + (rest & 0x3ff))
end

local function escape(language, code)
  if code == 0x22 or code == 0x5c then return "\\" .. string.char(code) end
  if code < 0x20 or code == 0x7f then return language.control:format(code) end
  if code < 0x7f then return string.char(code) end
  if code < 0x10000 then return ("\\u%04x"):format(code) end
  return language.beyond and language.beyond:format(code) or surrogates(code)
end

--- A string literal, in ASCII.
---@param stack string
---@param text string
---@return string
function literal.text(stack, text)
  if not text:find('[^ !#-%[%]-~]') then return '"' .. text .. '"' end
  local parts = {}
  for _, code in utf8.codes(as_utf8(text)) do parts[#parts + 1] = escape(LANGUAGES[stack], code) end
  return '"' .. table.concat(parts) .. '"'
end

local function table_value(stack, value)
  local language, parts = LANGUAGES[stack], {}
  if #value > 0 then
    for index, item in ipairs(value) do parts[index] = literal.value(stack, item) end
    return language.list:format(table.concat(parts, ", "))
  end
  for key, entry in pairs(value) do
    local name = language.keys and language.keys[key] or literal.text(stack, key)
    parts[#parts + 1] = language.pair:format(name, literal.value(stack, entry))
  end
  return language.map:format(table.concat(parts, ", "))
end

--- An expression for an example: text, number, boolean, list or map of them.
---@param stack string
---@param value any
---@return string
function literal.value(stack, value)
  if type(value) == "table" then return table_value(stack, value) end
  if type(value) == "string" then return literal.text(stack, value) end
  if type(value) == "boolean" then return value and LANGUAGES[stack].yes or LANGUAGES[stack].no end
  return tostring(value)
end

--- Code points that end a line, turn its direction or are not seen.
local UNSEEN = {
  { 0, 0x1f }, { 0x7f, 0x9f }, { 0xad, 0xad }, { 0x61c, 0x61c }, { 0x200b, 0x200f }, { 0x2028, 0x202e },
  { 0x2060, 0x206f }, { 0xfeff, 0xfeff }, { 0xfff0, 0xfffb }, { 0xe0000, 0xe0fff },
}

local function is_unseen(code)
  for _, range in ipairs(UNSEEN) do
    if code >= range[1] and code <= range[2] then return true end
  end
  return false
end

local function without_unseen(text)
  local parts = {}
  for _, code in utf8.codes(as_utf8(text)) do parts[#parts + 1] = is_unseen(code) and " " or utf8.char(code) end
  return table.concat(parts)
end

--- One line of plain text.
---@param text string
---@return string
function literal.line(text)
  local seen = text:find("[^ -~]") and without_unseen(text) or text
  return (seen:gsub(" +", " "):gsub("^ ", ""):gsub(" $", ""))
end

--- The inside of a line comment: Java reads escapes there, too.
---@param text string
---@return string
function literal.comment(text)
  return (literal.line(text):gsub("\\", "/"))
end

local function fields_text(fields)
  local parts = {}
  for key, kind in pairs(fields) do parts[#parts + 1] = kind == "" and key or ("%s (%s)"):format(key, kind) end
  return table.concat(parts, ", ")
end

--- What the model says about an operation, as lines of comment.
---@param mark string "// "
---@param endpoint frozen.endpoint
---@return string[]
function literal.notes(mark, endpoint)
  local lines = {}
  local function add(label, text)
    if text and text ~= "" then lines[#lines + 1] = mark .. literal.comment(label .. text) end
  end
  add("", endpoint.summary)
  add("Request: ", fields_text(endpoint.request))
  add("Response: ", fields_text(endpoint.response))
  if endpoint.deprecated then add("", "Deprecated: callers should move away.") end
  add("Goes away on ", endpoint.sunset)
  return lines
end

--- Blocks of a template below each other; none leaves no line.
---@param blocks string[] each ends with a line break
---@return string[]
function literal.joined(blocks)
  local joined = table.concat(blocks):gsub("\n$", "")
  return #blocks > 0 and { joined } or {}
end

--- Text in Markdown that is only text.
---@param text string
---@return string
function literal.markdown(text)
  return (literal.line(text):gsub("[\\`*_{}%[%]<>|#&~!]", "\\%0"))
end

return literal
