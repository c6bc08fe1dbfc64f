--- What OpenAPI and AsyncAPI have in common: who offers a contract, and where to read more.

local facts = require "export.common.facts"

local contract = {}

local URL = "^https?://[%w._~:/?#%[%]@!$&'()*+,;=%%-]+$"

---@param text string?
---@return boolean
local function is_url(text)
  return text ~= nil and text:match(URL) ~= nil and not text:find("%%%X") and not text:find("%%%x%X")
    and text:match("^https?://[^/?#%[%]%%]+") ~= nil
end

local function is_address(text)
  return text:match("^[%w._+-]+@%w[%w-]*%.[%w.-]*%w$") ~= nil and not text:find("..", 1, true)
end

local function contact_of(world, service)
  local name = facts.team(world.model, service)
  if not name then return nil end
  local team = world.model:find("team", name)
  local way = team and team.contact
  local url, email = is_url(way) and way or nil, way and is_address(way) and way or nil
  if way and not url and not email then
    world.teller:tell(team, "a contact that is neither an address nor a link", "the team's name")
  end
  return { name = name, url = url, email = email }
end

--- A service's own version; contracts have to have one.
local function version_of(world, service, version)
  if version then return version end
  world.out:loss(service, "the model gives no version of its contract", "0.0.0", "unsaid")
  return "0.0.0"
end

--- The head of a service's contract.
---@param world { model: frozen.model, out: export.out, teller: export.teller }
---@param service frozen.service
---@param version? string
---@return table
function contract.info(world, service, version)
  return {
    title = service.name,
    version = version_of(world, service, version),
    description = service.description,
    contact = contact_of(world, service),
  }
end

--- Where to read more: there is room for one link.
---@param world { out: export.out }
---@param item frozen.item
---@return table?
function contract.docs(world, item)
  local found
  for _, link in ipairs(item.links) do
    if not found and is_url(link.url) then
      found = { url = link.url, description = link.title }
    else
      world.out:loss(item, "a link that is not the first, or not absolute", "nothing")
    end
  end
  return found
end

return contract
