--- Names for entities of several kinds that share one space on a platform.

local names = require "export.common.names"

local entities = {}

--- A function that names items with `form`, different ones differently; an item asked for first keeps its name, a
--- namesake gets its kind behind it.
---@param form fun(text: string): string
---@return fun(item: frozen.item): string
function entities.namer(form)
  local map, named, taken = names.mapper(form), {}, {}
  return function(item)
    local text = item.name
    while not named[item] and taken[text] do text = ("%s %s"):format(text, item.kind) end
    if not named[item] then
      taken[text], named[item] = true, map(text)
    end
    return named[item]
  end
end

local WORDS = {
  actors = "an actor",
  relationships = "how two contexts stand to each other",
  sagas = "a saga",
  scenarios = "a scenario",
  consumer_groups = "a consumer group",
  meshes = "a mesh",
  traffic = "rules of traffic",
  accesses = "who may call whom",
  rate_limits = "a rate limit",
  quotas = "a quota",
  workloads = "a workload",
  experiments = "an experiment",
  views = "a view of the model",
  cqrs = "that reads and writes have models of their own",
  event_sourcings = "that its state is its events",
}

--- Reports the items of lists that a target has no words for.
---@param model frozen.model
---@param out export.out
---@param lists string[]
function entities.report_left_out(model, out, lists)
  for _, list in ipairs(lists) do
    for _, item in ipairs(model[list]) do out:loss(item, WORDS[list], "nothing") end
  end
end

return entities
