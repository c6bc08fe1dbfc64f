--- Workflows: a fault with checks before, during and after it.
---
--- A check of Chaos Mesh asks over HTTP and knows only a status, so it asks those whose objectives the experiment
--- names whether they are ready.

local faults = require "export.chaos_mesh.faults"
local meshes = require "export.common.meshes"
local pods = require "export.kubernetes.pods"
local probes = require "export.common.probes"
local units = require "export.common.units"

local workflow = {}

-- ---- checks ----

---@class export.chaos_mesh.watched
---@field service frozen.item
---@field label string
---@field probe frozen.item
---@field url string

--- Why Chaos Mesh, which stands outside of a mesh and speaks plain HTTP, cannot ask a service; nil: it can.
local function why_not(world, service)
  local protocol, is_mixed = world.graph:protocol(service)
  if protocol ~= "http" and not is_mixed then return "a check of what speaks no HTTP" end
  local mesh = meshes.of(world.model.meshes, service)
  return mesh and mesh.security and mesh.security.mtls == "strict"
    and "a check from outside of a mesh that wants mutual TLS" or nil
end

local function can_ask(world, service)
  local reason = why_not(world, service)
  if reason then
    world.out:loss(service, reason, "no check: look at its objectives, and delete the experiment by hand")
  end
  return not reason
end

--- Who can be asked. Checks come from the namespace of Chaos Mesh, so the address has to name that of the service.
---@param world export.chaos
---@param experiment frozen.item
---@return export.chaos_mesh.watched[]
local function watched(world, experiment)
  local list = {}
  for _, service in ipairs(world:watched(experiment)) do
    local probe = probes.main(service)
    if probe and can_ask(world, service) then
      local label = world.k:label(service)
      list[#list + 1] = {
        service = service, label = label, probe = probe,
        url = ("http://%s.%s:%d%s"):format(label, world.k:namespace() or "default",
          pods.ports(world, service)[1].number, probes.path(probe)),
      }
    end
  end
  for _, each in ipairs(list) do
    world.out:loss(each.service, "checks that come from Chaos Mesh",
      "no network policy for them: admit them where one is in force", "by hand")
  end
  if #list > 0 and not world.k:namespace() then
    world.out:loss(world.model, "the namespace of what is asked", "default; --set namespace=NAME", "unsaid")
  end
  return list
end

-- Of a check, where the probe does not say: Chaos Mesh's own default.
local USUAL_INTERVAL_S = 10

local function status_check(each, mode)
  return {
    type = "HTTP", mode = mode,
    intervalSeconds = units.seconds(each.probe.interval_ms),
    timeoutSeconds = units.seconds(each.probe.timeout_ms),
    failureThreshold = each.probe.failure_threshold and math.max(each.probe.failure_threshold, 1),
    http = { url = each.url, method = "GET", criteria = { statusCode = "200-399" } },
  }
end

--- As many failures as fit into the time to recover.
local function recovery_check(each, within_ms)
  local check = status_check(each, "Synchronous")
  check.failureThreshold = math.max(units.seconds(within_ms) // (check.intervalSeconds or USUAL_INTERVAL_S), 1)
  check.duration = units.go(within_ms)
  return check
end

-- ---- templates ----

local function before(list)
  local templates = {}
  for _, each in ipairs(list) do
    templates[#templates + 1] = {
      name = "before-" .. each.label, templateType = "StatusCheck", abortWithStatusCheck = true,
      statusCheck = status_check(each, "Synchronous"),
    }
  end
  return templates
end

local function fault_template(experiment, part, interval_ms)
  local template = { name = "fault", templateType = part.kind, deadline = units.go(experiment.duration_ms) }
  if interval_ms then
    template.templateType, template.schedule = "Schedule", faults.schedule(part, interval_ms)
  else
    template[faults.field(part)] = part.spec
  end
  return template
end

local function watches(experiment, list)
  local templates = {}
  for _, each in ipairs(experiment.abort_when and list or {}) do
    templates[#templates + 1] = {
      name = "during-" .. each.label, templateType = "StatusCheck", abortWithStatusCheck = true,
      deadline = units.go(experiment.duration_ms), statusCheck = status_check(each, "Continuous"),
    }
  end
  return templates
end

local function after(experiment, list)
  local templates, within = {}, experiment.recovery and experiment.recovery.within_ms
  for _, each in ipairs(within and list or {}) do
    templates[#templates + 1] = {
      name = "after-" .. each.label, templateType = "StatusCheck", abortWithStatusCheck = true,
      deadline = units.go(within), statusCheck = recovery_check(each, within),
    }
  end
  return templates
end

local function add(children, templates, more)
  for _, template in ipairs(more) do
    children[#children + 1] = template.name
    templates[#templates + 1] = template
  end
end

--- The fault, and beside it what ends it.
local function during(experiment, part, interval_ms, list)
  local fault, beside = fault_template(experiment, part, interval_ms), watches(experiment, list)
  if #beside == 0 then return { fault }, {} end
  local children, templates = {}, {}
  add(children, templates, { fault })
  add(children, templates, beside)
  return { {
    name = "during", templateType = "Parallel", deadline = units.go(experiment.duration_ms), children = children,
  } }, templates
end

local function templates_of(experiment, part, interval_ms, list)
  local children, templates = {}, {}
  local main, nested = during(experiment, part, interval_ms, list)
  add(children, templates, #experiment.steady_state > 0 and before(list) or {})
  add(children, templates, main)
  add({}, templates, nested)
  add(children, templates, after(experiment, list))
  table.insert(templates, 1, { name = "experiment", templateType = "Serial", children = children })
  return templates
end

-- ---- what is lost ----

local function report_objectives(world, slos, list, what)
  local able = {}
  for _, each in ipairs(list) do able[each.service] = true end
  for _, slo in ipairs(slos) do
    world.out:loss(slo, what, able[slo.service or slo.owner] and "a check whether its service is ready" or "no check")
  end
end

local LIMITS = { "error_rate", "availability", "latency_p99_ms" }

local function report(world, experiment, list)
  report_objectives(world, experiment.steady_state, list, "an objective as the steady state")
  local limits = experiment.abort_when
  if limits then report_objectives(world, limits.breached, list, "an objective whose breach ends it") end
  for _, field in ipairs(limits and LIMITS or {}) do
    if limits[field] then
      world.out:loss(limits, "a limit that ends it",
        #list > 0 and "its end when a watched service is not ready" or "an end by hand: delete it")
    end
  end
  if experiment.recovery and #list == 0 then
    world.out:loss(experiment, "when all is well again", "no check", "unsaid")
  end
end

local function has_checks(experiment)
  return #experiment.steady_state > 0 or experiment.abort_when ~= nil or experiment.recovery ~= nil
end

--- The whole experiment; nil where the fault alone says as much.
---@param world export.chaos
---@param experiment frozen.item
---@param part export.chaos_mesh.part
---@param interval_ms number? between repetitions
---@return table?
function workflow.document(world, experiment, part, interval_ms)
  local list = has_checks(experiment) and watched(world, experiment) or {}
  report(world, experiment, list)
  if #list == 0 and not interval_ms then return nil end
  return {
    apiVersion = "chaos-mesh.org/v1alpha1", kind = "Workflow", metadata = world:metadata(experiment),
    spec = { entry = "experiment", templates = templates_of(experiment, part, interval_ms, list) },
  }
end

return workflow
