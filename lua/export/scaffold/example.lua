--- Examples for the fields that an operation declares, by the names of their types.

local example = {}

local KNOWN = {
  string = "text", text = "text",
  uuid = "00000000-0000-4000-8000-000000000000",
  timestamp = "2024-01-31T12:00:00Z", datetime = "2024-01-31T12:00:00Z", date = "2024-01-31", time = "12:00:00",
  url = "https://example.com/", uri = "https://example.com/", email = "someone@example.com",
  bool = true, boolean = true,
  int = 1, integer = 1, int32 = 1, int64 = 1, long = 1, number = 1,
  float = 1.5, double = 1.5, decimal = 1.5,
}

local MAX_DEPTH = 8

---@param type_name string
---@param depth integer
---@return any value
---@return boolean known
local function of_type(type_name, depth)
  local plain = type_name:gsub("^%s+", ""):gsub("%s*%??%s*$", "")
  local known = KNOWN[plain:lower()]
  if known ~= nil then return known, true end
  local item = plain:match("^%a+<(.*)>$") or plain:match("^(.*)%[%]$")
  local key, value = (item or ""):match("^%s*([%w_]+)%s*,(.*)$")
  if not item or depth == MAX_DEPTH then return type_name, false end
  local inner, is_known = of_type(value or item, depth + 1)
  return key and { [key] = inner } or { inner }, is_known
end

--- A value for each field; nil when none is declared.
---@param fields table<string, string> name → type
---@param report fun() called for a type that is not known
---@return table<string, any>?
function example.of(fields, report)
  local values
  for name, type_name in pairs(fields) do
    local value, known = of_type(type_name == "" and "text" or type_name, 1)
    if not known then report() end
    values = values or {}
    values[name] = value
  end
  return values
end

return example
