--- What a finding's help gives to be pasted is whole, is Lua, and says nothing that the model then misreads; nor does
--- what all of one run give, pasted together.
---
---   pasteable.assert_helps(findings, model)   the text of a model and what check found in it

local helpers = require "tests.spec.helpers"

local pasteable = {}

-- What can be declared at the top of a file.
local top = {}
for kind in ([[access actor allow broker bulkhead circuit_breaker config consumer_group context datastore event
  external gateway relationship retry_policy rule saga scenario service slo team timeout topic traffic workload
]]):gmatch("%S+") do
  top[kind] = true
end

--- `kind "name" { … }` and `kind { … }`, and a loop around one.
local function declarations(help)
  local found = {}
  help = help:gsub("(for _, name in ipairs %b{} do) ([%a_]+) (%b{} end)", function(head, kind, body)
    found[#found + 1] = { kind = kind, text = head .. " " .. kind .. " " .. body }
    return ""
  end)
  for kind, name, body in help:gmatch('%f[%w_]([%a_]+) ?("?[^"{} ]*"?) ?(%b{})') do
    if name == "" or name:match('^"[^"]+"$') then
      found[#found + 1] = { kind = kind, text = kind .. " " .. name .. body }
    end
  end
  return found
end

--- All that is to be Lua: declarations as statements, `field = …` as entries of a table.
local function fragments(help)
  local found = {}
  for _, declaration in ipairs(declarations(help)) do found[#found + 1] = declaration.text end
  for _, value in ipairs { "(%b{})", '("[^"]*")' } do
    for field, text in help:gmatch("([%a_]+) = " .. value) do
      found[#found + 1] = ("_ { %s = %s }"):format(field, text)
    end
  end
  return found
end

---@param help string
function pasteable.assert_help(help)
  assert(not help:match("…") and not help:match("%.%.%."), "something is left out of: " .. help)
  for _, fragment in ipairs(fragments(help)) do
    local chunk, problem = load(fragment, "=" .. fragment, "t", {})
    assert(chunk, (problem or "") .. "\nin: " .. help)
  end
end

--- How often each mistake of the model itself occurs, by its message.
local function mistakes(findings)
  local seen = {}
  for _, finding in ipairs(findings) do
    if finding.severity == "error" and finding.rule:match("^model/") then
      local words = finding.rule .. ": " .. finding.message
      seen[words] = (seen[words] or 0) + 1
    end
  end
  return seen
end

---@param help string
---@return string[] statements those of its declarations that stand alone
local function statements(help)
  local lines = {}
  for _, declaration in ipairs(declarations(help)) do
    if top[declaration.kind] then lines[#lines + 1] = declaration.text end
  end
  return lines
end

---@param pasted string Lua
local function assert_no_new_mistake(before, model, pasted, arguments)
  if pasted == "" then return end
  local longer = helpers.model(model .. "\n" .. pasted .. "\n")
  for words, count in pairs(mistakes((helpers.check(longer, arguments)))) do
    if (before[words] or 0) < count then error(("%s\nwith what is to be pasted: %s"):format(words, pasted), 0) end
  end
end

-- These show what a declaration looks like, by an example.
local shows_example = { ["model/bad-value"] = true, ["model/unknown-kind"] = true, ["model/missing-field"] = true }

---@param findings table[]
---@param model string
---@param arguments? string[] with which they were found
function pasteable.assert_helps(findings, model, arguments)
  local before, tried, all, seen = mistakes(findings), {}, {}, {}
  for _, finding in ipairs(findings) do
    if not tried[finding.help] then
      tried[finding.help] = true
      pasteable.assert_help(finding.help)
      -- What another file says is not here, nor is what comes behind a mistake that ends the reading.
      if not model:match("include") and not shows_example[finding.rule] then
        local pasted = statements(finding.help)
        assert_no_new_mistake(before, model, table.concat(pasted, "\n"), arguments)
        for _, statement in ipairs(pasted) do
          -- Who has written it for one finding need not for the next.
          if not seen[statement] then all[#all + 1] = statement end
          seen[statement] = true
        end
      end
    end
  end
  assert_no_new_mistake(before, model, table.concat(all, "\n"), arguments)
end

return pasteable
