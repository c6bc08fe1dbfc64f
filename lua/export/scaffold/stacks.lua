--- Which stack a service gets.

local stacks = {}

local python, go, node, java =
  require "export.scaffold.python", require "export.scaffold.go", require "export.scaffold.node",
  require "export.scaffold.java"

---@type table<string, export.scaffold.stack>
local LANGUAGES = {
  python = python, python3 = python, go = go, golang = go, java = java,
  node = node, nodejs = node, javascript = node, typescript = node, js = node, ts = node,
}

local FRAMEWORKS = {
  fastapi = python, nethttp = go, stdlib = go, express = node, expressjs = node, springboot = java, spring = java,
}

local function plain(text)
  return text and text:lower():gsub("[^a-z0-9]", "") or nil
end

--- What is said about the skeleton, else about the service.
local function said(service, field)
  local scaffold, technologies = service.scaffold, service.technologies
  return scaffold and scaffold[field] or technologies and technologies[field] or nil
end

--- The stack, and the language as the model says it; nil when there is none for it.
---@param service frozen.service
---@param out export.out
---@return export.scaffold.stack?
---@return string? language
function stacks.of(service, out)
  local language, framework = plain(said(service, "language")), plain(said(service, "framework"))
  if not language then
    local runtime = plain(service.technologies and service.technologies.runtime)
    local stack = FRAMEWORKS[framework] or LANGUAGES[runtime]
    if not stack then out:loss(service, "the model gives no language", "no folder", "unsaid") end
    return stack, stack and stack.name
  end
  local stack = LANGUAGES[language]
  if not stack then out:loss(service, "a language without a skeleton here", "no folder") end
  if stack and framework and FRAMEWORKS[framework] ~= stack then
    out:loss(service, "a framework without a skeleton here", "one in " .. stack.framework)
  end
  return stack, language
end

return stacks
