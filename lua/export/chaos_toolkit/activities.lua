--- Actions and probes of the Chaos Toolkit: what the extensions for Kubernetes, AWS and Prometheus offer.

local faults = require "export.chaos_mesh.faults"
local units = require "export.common.units"

local activities = {}

local function python(module, func, arguments)
  return { type = "python", module = module, func = func, arguments = arguments }
end

-- ---- probes ----

--- The query gives a row where all is well, and none where it is not, or where there are no requests.
---@param check export.chaos.check
---@param name string
---@return table
function activities.probe(check, name)
  local measure = check.measure
  return {
    type = "probe", name = name,
    tolerance = { type = "jsonpath", path = "$.data.result[*]", count = 1 },
    provider = python("chaosprometheus.probes", "query", {
      query = ("%s %s %s"):format(measure.query, measure.operator, units.decimal(measure.bound)),
    }),
  }
end

-- ---- actions ----

---@class export.chaos_toolkit.part
---@field method table[] the last one pauses until the fault is over
---@field rollbacks table[]
---@field ending table? the action that ends the fault, where time does not
---@field configuration table<string, string>?

local function pause_after(action, ms)
  action.pauses = { after = units.seconds(ms) }
  return action
end

--- Pods are chosen at random, so that it is not always the same one.
local function terminate(world, fault)
  local count = world:count(fault)
  local share = not count and world:share(fault) or nil
  return python("chaosk8s.pod.actions", "terminate_pods", {
    label_selector = "app.kubernetes.io/name=" .. world.k:label(fault.at[1]), ns = world:namespace(), rand = true,
    mode = count and "fixed" or "percentage", qty = count or math.max(math.floor(units.percent(share) + 0.5), 1),
  })
end

-- Nobody wants to read more than that.
local MOST_KILLS = 100

--- As many as begin within the experiment.
local function kills(world, fault)
  local interval, duration = fault.said.interval_ms, fault.experiment.duration_ms
  local number = interval and math.max(math.ceil(duration / interval - 1e-9), 1) or 1
  if number > MOST_KILLS then world.out:loss(fault.item, "more than 100 kills", "100 of them") end
  return math.min(number, MOST_KILLS)
end

local function pod_kill(world, fault)
  local method, number, provider = {}, kills(world, fault), terminate(world, fault)
  local pause_ms = fault.said.interval_ms or fault.experiment.duration_ms
  for index = 1, number do
    method[index] = pause_after({
      type = "action", name = number > 1 and ("kill pods, time %d"):format(index) or "kill pods",
      provider = provider,
    }, pause_ms)
  end
  return { method = method, rollbacks = {} }
end

local AWS = {
  ["ec2-stop"] = { start = "stop_instance", undo = "start_instances" },
  ["ec2-restart"] = { start = "restart_instances" },
  ["detach-volume"] = { start = "detach_random_volume", undo = "attach_volume" },
}

local function aws_arguments(world, func)
  local instance = world.out.options.instance
  if func == "stop_instance" then return { instance_id = instance } end
  return { instance_ids = { instance } }
end

local function aws_failure(world, fault)
  local action = world:aws_action(fault, AWS)
  if not action then return nil end
  local function call(name, func)
    return { type = "action", name = name, provider = python("chaosaws.ec2.actions", func, aws_arguments(world, func)) }
  end
  return {
    method = { pause_after(call("put the fault in", action.start), fault.experiment.duration_ms) },
    ending = action.undo and call("end the fault", action.undo),
    rollbacks = action.undo and { call("take the fault out", action.undo) } or {},
    configuration = { aws_region = world:region(fault) },
  }
end

-- Plurals of the kinds of Chaos Mesh: all of them are one word.
local GROUP, VERSION = "chaos-mesh.org", "v1alpha1"

--- What Kubernetes itself cannot do is done by an object of Chaos Mesh.
local function by_chaos_mesh(world, fault)
  local part = faults.part(world, fault)
  if not part then return nil end
  local document, namespace = faults.document(world, fault.experiment, part), world:namespace()
  local function call(name, func, more)
    more.group, more.version, more.plural, more.ns = GROUP, VERSION, part.kind:lower(), namespace
    return { type = "action", name = name, provider = python("chaosk8s.crd.actions", func, more) }
  end
  local start = call("put the fault in", "create_custom_object", { resource = document })
  return {
    method = { pause_after(start, fault.experiment.duration_ms) },
    rollbacks = { call("take the fault out", "delete_custom_object", { name = document.metadata.name }) },
  }
end

local FAULTS = { pod_kill = pod_kill, aws_failure = aws_failure }

---@param world export.chaos
---@param fault export.chaos.fault
---@return export.chaos_toolkit.part?
function activities.part(world, fault)
  return (FAULTS[fault.kind] or by_chaos_mesh)(world, fault)
end

return activities
