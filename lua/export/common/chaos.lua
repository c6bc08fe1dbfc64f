--- What chaos experiments mean on a platform: whose pods a fault is put into, whom the experiment watches, when it
--- ends. For every target that carries experiments out.

local graph = require "export.common.graph"
local hosts = require "export.common.hosts"
local kubernetes = require "export.common.kubernetes"
local measures = require "export.common.measures"
local meters = require "export.common.meters"
local said_by = require "export.common.said"
local teller = require "export.common.teller"

local chaos = {}

---@class export.chaos
---@field model frozen.model
---@field out export.out
---@field k export.kubernetes
---@field graph export.graph
---@field teller export.teller
---@field meters export.meters
local Chaos = {}
Chaos.__index = Chaos

---@param model frozen.model
---@param out export.out
---@return export.chaos
function chaos.of(model, out)
  return setmetatable({
    model = model, out = out, k = kubernetes.of(model, out), graph = graph.of(model), teller = teller.of(out),
    meters = meters.of(model, out),
  }, Chaos)
end

--- An exporter's function that carries each experiment out: what `part_of` makes of its fault, `write` writes.
---@generic T
---@param part_of fun(world: export.chaos, fault: export.chaos.fault): T? nil: the target has no such fault
---@param write fun(world: export.chaos, experiment: frozen.item, fault: export.chaos.fault, part: T)
---@return fun(model: frozen.model, out: export.out)
function chaos.exporter(part_of, write)
  return function(model, out)
    local world = chaos.of(model, out)
    for _, experiment in ipairs(model.experiments) do
      local fault = world:fault(experiment)
      local part = fault and part_of(world, fault)
      if part then
        world:report(experiment)
        write(world, experiment, fault, part)
      end
    end
  end
end

--- Where the pods are, for platforms that have to be told.
---@return string
function Chaos:namespace()
  local namespace = self.k:namespace()
  if not namespace then
    self.out:loss(self.model, "the namespace of the pods", "default; --set namespace=NAME", "unsaid")
  end
  return namespace or "default"
end

-- ---- where the fault is put in ----

---@class export.chaos.fault
---@field kind string
---@field said table<string, any> the fault's fields
---@field at frozen.item[] whose pods
---@field towards frozen.item? only what they send there
---@field item frozen.item the fault, for losses
---@field experiment frozen.item

--- A topic has no pods, its broker has.
local function with_pods(self, item)
  if item and item.kind == "topic" then
    local broker = self.graph:broker(item)
    if broker then self.out:loss(item, "a fault of one topic", "the same fault of its whole broker") end
    return broker
  end
  return graph.answering(item)
end

local function callers_of(self, external)
  local callers = {}
  for _, caller in ipairs(graph.ends(self.graph:to(external), "from")) do
    if caller.kind ~= "actor" then callers[#callers + 1] = caller end
  end
  return callers
end

--- What can be done to a system one cannot reach into: the way there.
local ON_THE_WAY = { network_delay = true, network_loss = true, abort = true, dns_error = true }

local function of_external(self, fault, external)
  if not ON_THE_WAY[fault.kind] then
    self.out:loss(fault.experiment, "a fault inside of an external system", "nothing")
    return nil
  end
  fault.at, fault.towards = callers_of(self, external), external
  if #fault.at == 0 then
    self.out:loss(fault.experiment, "a fault of an external system that nobody calls", "nothing")
    return nil
  end
  self.out:loss(fault.item, "a fault inside of an external system", "a fault on the way there, at its callers")
  return fault
end

--- The name by which an item is found.
---@param item frozen.item
---@return string
function Chaos:host(item)
  local label = self.k:label(item)
  return item.kind == "external" and hosts.of_external(self.teller, label, item) or label
end

--- Requests are answered where they arrive.
local function aim(self, fault, target)
  local on = fault.said.on and with_pods(self, fault.said.on)
  if fault.kind ~= "abort" or not on or on.kind == "external" then
    fault.at, fault.towards = { target }, on
    return
  end
  fault.at = { on }
  self.out:loss(fault.item, "errors only for the requests of one caller", "errors for all callers")
end

--- The fault of an experiment; nil, with a loss, where it cannot be put in.
---@param experiment frozen.item
---@return export.chaos.fault?
function Chaos:fault(experiment)
  local target = with_pods(self, experiment.target)
  if not target or not experiment.fault or not experiment.duration_ms then
    self.out:loss(experiment, "an experiment whose target, fault or duration is not declared", "nothing", "unsaid")
    return nil
  end
  local item = experiment.fault
  local fault = { kind = item.kind, said = said_by(item), item = item, experiment = experiment }
  if fault.kind == "aws_failure" then
    fault.at = {}
    return fault
  end
  if target.kind == "external" then return of_external(self, fault, target) end
  aim(self, fault, target)
  return fault
end

--- The share of the pods that are hit, 0 to 1; nil: not said.
---@param fault export.chaos.fault
---@return number?
function Chaos:share(fault)
  local radius = fault.experiment.blast_radius
  local of_pods, of_requests = radius and radius.percentage, fault.said.percentage
  if of_requests and of_requests < 1 then
    self.out:loss(fault.item, "a share of the requests", "that share of the pods, with all of their requests")
  end
  return of_pods and of_requests and math.min(of_pods, of_requests) or of_pods or of_requests
end

--- How many pods are killed at a time; nil: the share tells.
---@param fault export.chaos.fault
---@return integer?
function Chaos:count(fault)
  local radius = fault.experiment.blast_radius
  if fault.said.count or (radius and radius.percentage) then return fault.said.count end
  self.out:loss(fault.item, "how many pods are killed", "one", "unsaid")
  return 1
end

local DEFAULTS = {
  delay_ms = { 100, "how long packets are late", "100 ms" },
  loss = { 1, "how many packets are lost", "all" },
  workers = { 1, "how many workers there are", "one" },
}

--- A quantity that platforms want to be told.
---@param fault export.chaos.fault
---@param field "delay_ms"|"loss"|"workers"
---@return number
function Chaos:quantity(fault, field)
  local value, default = fault.said[field], DEFAULTS[field]
  if not value then self.out:loss(fault.item, default[2], default[3], "unsaid") end
  return value or default[1]
end

-- ---- whom it watches ----

---@class export.chaos.check
---@field name string
---@field service frozen.item
---@field measure export.measure
---@field field string? of abort_when

local function check_of(self, slo, window)
  local holder = measures.holder(slo)
  local measure = holder and measures.objective(self.meters, slo, { window = window })
  return measure and { name = holder.name .. "/" .. slo.name, service = holder, measure = measure } or nil
end

local function checks_of(self, slos, window)
  local checks = {}
  for _, slo in ipairs(slos) do checks[#checks + 1] = check_of(self, slo, window) end
  return checks
end

--- What normal operation is.
---@param experiment frozen.item
---@param window string
---@return export.chaos.check[]
function Chaos:steady_state(experiment, window)
  return checks_of(self, experiment.steady_state, window)
end

local function add_holders(list, seen, slos)
  for _, slo in ipairs(slos) do
    local holder = measures.holder(slo)
    if holder and not seen[holder] then list[#list + 1] = holder end
    if holder then seen[holder] = true end
  end
end

--- Who promises the objectives that an experiment names, or else its target.
---@param experiment frozen.item
---@return frozen.item[]
function Chaos.watched(_, experiment)
  local list, seen = {}, {}
  add_holders(list, seen, experiment.steady_state)
  if experiment.abort_when then add_holders(list, seen, experiment.abort_when.breached) end
  if #list == 0 then list[1] = graph.answering(experiment.target) end
  return list
end

local LIMITS = { "error_rate", "availability", "latency_p99_ms" }

local function add_limits(self, checks, service, experiment, window)
  for _, field in ipairs(LIMITS) do
    local value = experiment.abort_when[field]
    local measure = value and measures.limit(self.meters, service, field, value, { window = window })
    if measure then
      checks[#checks + 1] = {
        name = service.name .. "/" .. field:gsub("_ms$", ""), service = service, measure = measure, field = field,
      }
    end
  end
end

--- What has to hold while the fault lasts: limits for everybody who is watched, and the objectives that may not be
--- breached.
---@param experiment frozen.item
---@param window string
---@return export.chaos.check[]
function Chaos:limits(experiment, window)
  local checks = {}
  if not experiment.abort_when then return checks end
  for _, service in ipairs(self:watched(experiment)) do
    if service.kind == "service" then add_limits(self, checks, service, experiment, window) end
  end
  for _, check in ipairs(checks_of(self, experiment.abort_when.breached, window)) do checks[#checks + 1] = check end
  if #checks > 0 then
    self.out:loss(experiment, "whether to go on when there are no requests", "its end, as with a breach", "unsaid")
  end
  return checks
end

-- ---- what no platform is told ----

--- Losses that all targets share.
---@param experiment frozen.item
function Chaos:report(experiment)
  local radius = experiment.blast_radius
  if radius and radius.max_services then
    self.out:loss(experiment, "how many services may notice", "nothing counts them")
  end
  if experiment.workload then
    self.out:loss(experiment, "the traffic it runs under", "nothing: have it running before", "by hand")
  end
end

--- Of the object that carries an experiment out: the hypothesis is a word for people.
---@param experiment frozen.item
---@return table metadata
function Chaos:metadata(experiment)
  local metadata = self.k:metadata(experiment)
  if experiment.hypothesis then
    metadata.annotations = metadata.annotations or {}
    metadata.annotations.hypothesis = experiment.hypothesis
  end
  return metadata
end

chaos.window_option = {
  name = "window", default = "1m", takes = "duration", summary = "time over which a check looks back",
}

chaos.aws_options = {
  { name = "instance", default = "i-00000000000000000", summary = "EC2 instance of faults of AWS" },
  { name = "volume", default = "vol-00000000000000000", summary = "EBS volume that is detached" },
  { name = "region", default = "us-east-1", summary = "AWS region where the model gives none" },
}

--- Which resource of AWS: the model does not say.
---@param fault export.chaos.fault
---@return string region
function Chaos:region(fault)
  for _, option in ipairs { "instance", "volume" } do
    self.out:loss(fault.item, "which resource of AWS fails", "that of the options instance and volume",
      { class = "by hand", value = self.out.options[option] })
  end
  if not fault.said.region then
    self.out:loss(fault.item, "no region is given", "that of the option region", "unsaid")
  end
  return fault.said.region or self.out.options.region
end

--- How a fault of AWS is called by a target.
---@param fault export.chaos.fault
---@param names table<string, string> the model's name → the target's
---@return string? name nil, with a loss: the target has no such fault
function Chaos:aws_action(fault, names)
  local name = names[fault.said.api or "ec2-stop"]
  if not fault.said.api then self.out:loss(fault.item, "no action of AWS is given", "ec2-stop", "unsaid") end
  if not name then self.out:loss(fault.item, "a fault of AWS that the target does not have", "nothing") end
  return name
end

return chaos
