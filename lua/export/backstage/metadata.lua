--- Metadata of entities: every fact of the model that the catalog has no field for becomes an annotation.

local facts = require "export.common.facts"
local names = require "export.common.names"

local metadata = {}

local LONGEST = 63

--- Relations of the catalog say these.
local SAID_ELSEWHERE = { owner = true, context = true, parent = true, broker = true }

local function annotations_of(world, item)
  local annotations, key_of = {}, names.mapper(names.label_value)
  for key, text in pairs(facts.of(item, world)) do
    local name = not SAID_ELSEWHERE[key] and key_of(key)
    if name and name ~= "" then annotations[name] = text end
    if name and name ~= key then
      world.out:loss(item, "a name that is no key of an annotation", "the nearest one")
    end
  end
  return next(annotations) and annotations or nil
end

--- Backstage's form of tags: lower case, words with - between them.
local function tag_form(text)
  local tag = text:lower():gsub("[^a-z0-9:+#]+", "-"):gsub("^%-+", ""):sub(1, LONGEST)
  return (tag:gsub("%-+$", ""))
end

local function tags_of(world, item)
  local tags, seen = {}, {}
  for _, text in ipairs(item.tags) do
    local tag = tag_form(text)
    if tag ~= "" and not seen[tag] then tags[#tags + 1] = tag end
    if tag ~= text then world.out:loss(item, "a tag that is none of the catalog's", "the nearest one") end
    seen[tag] = true
  end
  return #tags > 0 and tags or nil
end

--- The catalog wants whole addresses.
local function links_of(world, item)
  local links = {}
  for _, link in ipairs(item.links) do
    if link.url and link.url:match("^%a[%w+.-]*:%S+$") then
      links[#links + 1] = { url = link.url, title = link.title ~= "" and link.title or nil }
    else
      world.out:loss(item, "a link that is no whole address", "nothing")
    end
  end
  return #links > 0 and links or nil
end

---@param world export.backstage.world
---@param item frozen.item
---@param name string
---@return table
function metadata.of(world, item, name)
  return {
    name = name, title = name ~= item.name and item.name or nil, description = item.description,
    annotations = annotations_of(world, item), tags = tags_of(world, item), links = links_of(world, item),
  }
end

return metadata
