--- Saga: a transaction over several services, each step committed where it is done and undone by another.
---
--- Use it when a business action needs several services to agree and none of them can hold locks for the others.
--- Not when one service could own all the data (a local transaction is simpler), nor where nobody may ever see
--- the state between two steps: a saga has no isolation.
---
--- `orchestrated`: one service decides what comes next. For more than three or four participants, or when
--- somebody must be able to ask how far it is.
--- `choreographed`: each participant reacts to the event before it. For few participants that ought not to know
--- each other; with more, nobody can tell any longer what happens.

local arguments = require "patterns.arguments"
local resilient_call = require "patterns.resilient_call"

local saga_patterns = {}

---@class patterns.SagaStep: lunette.step.fields
---@field service string|lunette.service who does it
---@field action string what is done; also the step's name
---@field compensation? string|false what undoes it
---@field pivot? boolean from here on the saga goes through to the end
---@field call? patterns.ResilientCall orchestrated: how the orchestrator asks for it
---@field done? string choreographed: the event that tells of it
---@field failed? string choreographed: the event that tells it could not be done

local step_arguments = {
  service = "name", action = "any", call = "table?", done = "any?", failed = "any?",
}

-- Steps behind the pivot must succeed in the end: there is no way back, so nothing undoes them.
local function make_steps(pattern, given)
  local steps, participants, behind_pivot = {}, {}, false
  for index, fields in ipairs(given) do
    local own, rest = arguments.take(pattern, fields, step_arguments)
    local defaults = { service = own.service, action = own.action }
    if behind_pivot then defaults.retryable, defaults.compensation = true, false end
    behind_pivot = behind_pivot or rest.pivot == true
    own.service, own.compensation = arguments.name(own.service), rest.compensation
    steps[index], participants[index] = step(tostring(own.action), arguments.over(defaults, rest)), own
  end
  if #steps == 0 then
    arguments.refuse(pattern, "'steps' wants a list: { { service = \"…\", action = \"…\" }, … }")
  end
  return steps, participants
end

---@class patterns.OrchestratedSaga: lunette.saga.fields
---@field orchestrator string|lunette.service the service that decides
---@field steps patterns.SagaStep[] in order

--- A saga that one service leads. The second value is a function that gives the orchestrator's calls, for its
--- `dependencies`: resilient, and idempotent because each command carries the saga's id.
---@param name string
---@param fields patterns.OrchestratedSaga
---@return lunette.saga
---@return fun(): lunette.sync[] calls
function saga_patterns.orchestrated(name, fields)
  local own, rest = arguments.take("saga.orchestrated", fields, { steps = "table", orchestrator = "name" })
  local steps, participants = make_steps("saga.orchestrated", own.steps)
  local defaults = { coordination = "orchestration", compensation_strategy = "sequential" }
  rest.orchestrator, rest.steps = own.orchestrator, steps
  local function calls()
    local list = {}
    for _, participant in ipairs(participants) do
      if participant.call then
        list[#list + 1] = resilient_call(participant.service, arguments.over({ idempotent = true }, participant.call))
      end
    end
    return list
  end
  return saga(name, arguments.over(defaults, rest)), calls
end

---@class patterns.ChoreographedSaga: lunette.saga.fields
---@field steps patterns.SagaStep[] in order, each with `done`, and with `failed` unless it cannot fail
---@field topic string|lunette.topic where its events go
---@field key string the field that tells one run of the saga from another; its events are partitioned by it
---@field schema? table<string, string> fields of its events; the key alone when not said

local function declare_events(participants, own)
  for _, participant in ipairs(participants) do
    for _, name in ipairs { participant.done or false, participant.failed or false } do
      if name then
        event(name) {
          kind = "integration", topic = own.topic, version = "1", key = own.key,
          schema = own.schema or { [own.key] = "uuid" },
        }
      end
    end
  end
end

-- The event before each step starts it; what fails later makes every earlier step undo itself.
local function awaited_by(participants, index)
  local names = {}
  if index > 1 then names[1] = { participants[index - 1].done, participants[index].action } end
  for later = index + 1, participants[index].compensation and #participants or 0 do
    if participants[later].failed then
      names[#names + 1] = { participants[later].failed, participants[index].compensation }
    end
  end
  return names
end

---@class patterns.SagaParts
---@field publishes fun(service: string): string[] for the service's `publishes`
---@field consumes fun(service: string): lunette.on[] for the service's `consumes`

---@return patterns.SagaParts
local function parts_of(participants, key)
  local parts = {}
  function parts.publishes(name)
    local list = {}
    for _, participant in ipairs(participants) do
      if participant.service == arguments.name(name) then
        list[#list + 1] = participant.done
        list[#list + 1] = participant.failed
      end
    end
    return list
  end
  function parts.consumes(name)
    local list = {}
    for index, participant in ipairs(participants) do
      for _, awaited in ipairs(participant.service == arguments.name(name) and awaited_by(participants, index) or {}) do
        list[#list + 1] = on(awaited[1], {
          expects = { key }, handler = awaited[2], group = participant.service, idempotent = true,
        })
      end
    end
    return list
  end
  return parts
end

--- A saga without a leader, and its events. The second value gives what each participant publishes and consumes.
---@param name string
---@param fields patterns.ChoreographedSaga
---@return lunette.saga
---@return patterns.SagaParts parts
function saga_patterns.choreographed(name, fields)
  local own, rest = arguments.take("saga.choreographed", fields, {
    steps = "table", topic = "name", key = "any", schema = "table?",
  })
  local steps, participants = make_steps("saga.choreographed", own.steps)
  for index, participant in ipairs(participants) do
    if not participant.done and index < #participants then
      arguments.refuse("saga.choreographed", "the step '%s' tells nobody: give it done = \"…\"", participant.action)
    end
  end
  declare_events(participants, own)
  local defaults = { coordination = "choreography", compensation_strategy = "parallel", steps = steps }
  return saga(name, arguments.over(defaults, rest)), parts_of(participants, own.key)
end

return saga_patterns
