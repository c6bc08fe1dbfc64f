--- What happens one after the other: the messages of scenarios, for targets that know a line of steps and no more.

local flows = {}

local function collect(steps, out, messages)
  for _, step in ipairs(steps) do
    if step.kind ~= "message" then
      out:loss(step, "alternatives, options, loops and parallel steps", "their steps one after the other")
      collect(step.steps, out, messages)
    elseif step.style == "note" then
      out:loss(step, "a note", "nothing")
    else
      messages[#messages + 1] = step
    end
  end
  return messages
end

--- The messages of a scenario in order, those of blocks in place.
---@param scenario frozen.scenario
---@param out export.out
---@return frozen.table.message[]
function flows.messages(scenario, out)
  return collect(scenario.steps, out, {})
end

---@class export.step
---@field relation export.relation the relation that carries it
---@field is_back boolean against the direction of the relation: a reply, a delivery
---@field text string

--- The relation that carries a message, in either direction.
---@return export.relation?, boolean? is_back
local function carrier(landscape, from, to, is_reply)
  local forth, back = landscape:between(from, to), landscape:between(to, from)
  if is_reply then return back or forth, back ~= nil end
  return forth or back, forth == nil
end

--- The steps of a scenario that some relation of the model carries; others are reported.
---@param landscape export.landscape
---@param scenario frozen.scenario
---@param out export.out
---@return export.step[]
function flows.of_scenario(landscape, scenario, out)
  local steps = {}
  for _, message in ipairs(flows.messages(scenario, out)) do
    local relation, is_back = carrier(landscape, message.from, message.to, message.style == "reply")
    if relation then
      steps[#steps + 1] = { relation = relation, is_back = is_back, text = message.text or message.style }
    elseif not message.from or message.from ~= message.to then
      out:loss(message, "a message that no relation of the model carries", "no step")
    end
  end
  return steps
end

--- The steps of a saga that its orchestrator asks for.
---@param landscape export.landscape
---@param saga frozen.saga
---@param out export.out
---@return export.step[]
function flows.of_saga(landscape, saga, out)
  local steps = {}
  for _, step in ipairs(saga.steps) do
    local relation = saga.orchestrator and landscape:between(saga.orchestrator, step.service)
    if relation then
      steps[#steps + 1] = { relation = relation, is_back = false, text = step.action or step.name }
    else
      out:loss(step, "a step that nobody asks another for", "no step")
    end
    if step.compensation and step.compensation ~= "" then
      out:loss(step, "what undoes a step", "nothing")
    end
  end
  return steps
end

return flows
