--- Faults as kinds of Chaos Mesh.

local pods = require "export.kubernetes.pods"
local units = require "export.common.units"

local faults = {}

---@class export.chaos_mesh.part
---@field kind string PodChaos, NetworkChaos, …
---@field spec table without a duration
---@field is_instant boolean? it is over at once, and has no duration

-- ---- which pods ----

local NAME = "app.kubernetes.io/name"

local function selector(world, items)
  local namespace, names = world.k:namespace(), {}
  for index, item in ipairs(items) do names[index] = world.k:label(item) end
  return {
    namespaces = namespace and { namespace } or nil,
    labelSelectors = #names == 1 and { [NAME] = names[1] } or nil,
    expressionSelectors = #names > 1 and { { key = NAME, operator = "In", values = names } } or nil,
  }
end

--- `value` is text in all of these.
local function mode_of_share(share)
  if not share or share >= 1 then return "all", nil end
  return "fixed-percent", ("%d"):format(math.max(math.floor(units.percent(share) + 0.5), 1))
end

local function mode_of_count(count)
  if count == 1 then return "one", nil end
  return "fixed", ("%d"):format(count)
end

--- A spec that selects the share of the pods the experiment may reach.
local function aimed(world, fault, spec)
  spec.selector = selector(world, fault.at)
  spec.mode, spec.value = mode_of_share(world:share(fault))
  return spec
end

-- ---- pods ----

local FAULTS = {}

function FAULTS.pod_kill(world, fault)
  local spec = { action = "pod-kill", selector = selector(world, fault.at) }
  local count = world:count(fault)
  if count then
    spec.mode, spec.value = mode_of_count(count)
  else
    spec.mode, spec.value = mode_of_share(world:share(fault))
  end
  return { kind = "PodChaos", spec = spec, is_instant = true }
end

-- ---- network ----

--- One number and one unit: "150ms", "0.5ms", never "1m30s".
local function one_unit(ms)
  local text = units.go(ms)
  return text and (text:match("^%d+%a+$") or units.seconds_text(ms))
end

local function percent_text(ratio)
  return ratio and units.decimal(units.percent(ratio))
end

--- Towards whom; nothing: towards all.
local function towards(world, fault, spec)
  local to = fault.towards
  spec.direction = "to"
  if not to then return spec end
  if to.kind == "external" then
    spec.externalTargets = { world:host(to) }
  else
    spec.target = { mode = "all", selector = selector(world, { to }) }
  end
  return spec
end

local function network(world, fault, spec)
  return { kind = "NetworkChaos", spec = towards(world, fault, aimed(world, fault, spec)) }
end

function FAULTS.network_delay(world, fault)
  local latency = one_unit(world:quantity(fault, "delay_ms"))
  return network(world, fault, {
    action = "delay", delay = { latency = latency, jitter = one_unit(fault.said.jitter_ms) },
  })
end

function FAULTS.network_loss(world, fault)
  local loss = percent_text(world:quantity(fault, "loss"))
  return network(world, fault, { action = "loss", loss = { loss = loss } })
end

--- What does not speak HTTP, or is not ours, cannot answer with a status: it does not answer.
local function partition(world, fault)
  world.out:loss(fault.item, "an error as the answer of what is no service", "no connection to it")
  return network(world, fault, { action = "partition" })
end

local function is_service(fault)
  return #fault.at == 1 and fault.at[1].kind == "service" and not fault.towards
end

--- The answer's status is replaced; without one the connection is closed.
function FAULTS.abort(world, fault)
  if not is_service(fault) then return partition(world, fault) end
  local service, status = fault.at[1], fault.said.status
  if world.graph:protocol(service) ~= "http" then
    world.out:loss(fault.item, "an error of a service that does not speak plain HTTP", "an HTTP status")
  end
  if status then
    world.out:loss(fault.item, "an error before the work is done", "an error instead of the answer")
  end
  return {
    kind = "HTTPChaos",
    spec = aimed(world, fault, {
      target = status and "Response" or "Request", port = pods.ports(world, service)[1].number, path = "*",
      replace = status and { code = status } or nil, abort = not status or nil,
    }),
  }
end

-- ---- stress ----

function FAULTS.cpu_stress(world, fault)
  local load = fault.said.load
  return {
    kind = "StressChaos",
    spec = aimed(world, fault, {
      stressors = {
        cpu = { workers = world:quantity(fault, "workers"), load = load and math.floor(units.percent(load) + 0.5) },
      },
    }),
  }
end

function FAULTS.memory_stress(world, fault)
  local size = units.binary(fault.said.size_bytes)
  return {
    kind = "StressChaos",
    spec = aimed(world, fault, {
      stressors = { memory = { workers = world:quantity(fault, "workers"), size = size and size .. "B" } },
    }),
  }
end

-- ---- names, clouds ----

--- A * stands at the end, and only there.
local function patterns(world, fault)
  local pattern = fault.said.pattern
  if not pattern then
    return fault.towards and { world:host(fault.towards) } or nil
  end
  local head = pattern:match("^([^*]*%*).+$")
  if head then world.out:loss(fault.item, "a * inside of a pattern", "the pattern up to it") end
  return { head or pattern }
end

function FAULTS.dns_error(world, fault)
  return { kind = "DNSChaos", spec = aimed(world, fault, { action = "error", patterns = patterns(world, fault) }) }
end

local AWS = { ["ec2-stop"] = "ec2-stop", ["ec2-restart"] = "ec2-restart", ["detach-volume"] = "detach-volume" }

-- The usual name of the first volume that is attached to an instance.
local USUAL_DEVICE = "/dev/sdf"

function FAULTS.aws_failure(world, fault)
  local action = world:aws_action(fault, AWS)
  if not action then return nil end
  local options, is_volume = world.out.options, action == "detach-volume"
  return {
    kind = "AWSChaos", is_instant = action == "ec2-restart",
    spec = {
      action = action, awsRegion = world:region(fault), ec2Instance = options.instance,
      volumeID = is_volume and options.volume or nil, deviceName = is_volume and USUAL_DEVICE or nil,
    },
  }
end

---@param world export.chaos
---@param fault export.chaos.fault
---@return export.chaos_mesh.part?
function faults.part(world, fault)
  return FAULTS[fault.kind](world, fault)
end

-- ---- documents ----

local FIELDS = {
  PodChaos = "podChaos", NetworkChaos = "networkChaos", StressChaos = "stressChaos", DNSChaos = "dnsChaos",
  AWSChaos = "awsChaos", HTTPChaos = "httpChaos",
}

--- The part as the field of a Schedule or of a template.
---@param part export.chaos_mesh.part
---@return string field
function faults.field(part)
  return FIELDS[part.kind]
end

--- The part, again and again.
---@param part export.chaos_mesh.part
---@param interval_ms number
---@return table spec of a Schedule
function faults.schedule(part, interval_ms)
  return {
    schedule = "@every " .. units.go(interval_ms), concurrencyPolicy = "Forbid",
    type = part.kind, [faults.field(part)] = part.spec,
  }
end

--- The part as an object of its own.
---@param world export.chaos
---@param experiment frozen.item
---@param part export.chaos_mesh.part
---@return table
function faults.document(world, experiment, part)
  local spec = {}
  for key, value in pairs(part.spec) do spec[key] = value end
  if not part.is_instant then spec.duration = units.go(experiment.duration_ms) end
  return {
    apiVersion = "chaos-mesh.org/v1alpha1", kind = part.kind, metadata = world:metadata(experiment), spec = spec,
  }
end

return faults
