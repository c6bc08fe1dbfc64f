--- Faults as experiments of Litmus, which take all they need as environment variables: text.

local pods = require "export.kubernetes.pods"
local units = require "export.common.units"

local faults = {}

---@class export.litmus.part
---@field name string of the ChaosExperiment
---@field env table<string, string>
---@field is_cloud boolean? no pods are hit

local function whole(number)
  return number and ("%d"):format(math.ceil(number - 1e-9))
end

local function percent(ratio)
  return ratio and ("%d"):format(math.max(math.floor(units.percent(ratio) + 0.5), 1))
end

--- Litmus knows no 0.5 s.
local function seconds(world, fault, ms)
  local number, is_rounded = units.seconds(ms)
  if is_rounded then world.out:loss(fault.item, "parts of a second", "the next whole second") end
  return whole(number)
end

local function milliseconds(world, fault, ms)
  local number = units.ms(ms)
  if number and number ~= ms then world.out:loss(fault.item, "parts of a millisecond", "the next whole one") end
  return whole(number)
end

--- Variables of every fault of pods.
local function env_of(world, fault, more)
  more.TOTAL_CHAOS_DURATION = seconds(world, fault, fault.experiment.duration_ms)
  more.PODS_AFFECTED_PERC = more.PODS_AFFECTED_PERC or percent(world:share(fault) or 1)
  return more
end

local FAULTS = {}

-- ---- pods ----

--- The share that a number of pods is, of those that always run; without a share one pod is hit.
local function share_of_count(world, fault, count)
  if count == 1 then return nil end
  local scaling = fault.at[1].kind == "service" and fault.at[1].scaling
  local replicas = scaling and (scaling.min or scaling.max)
  world.out:loss(fault.item, "a number of pods", replicas and "the share of the pods that it is" or "all pods")
  return replicas and replicas > 0 and math.min(count / replicas, 1) or 1
end

--- An interval as long as the experiment: pods are killed once.
function FAULTS.pod_kill(world, fault)
  local count = world:count(fault)
  local share = count and share_of_count(world, fault, count) or not count and world:share(fault) or nil
  return {
    name = "pod-delete",
    env = {
      TOTAL_CHAOS_DURATION = seconds(world, fault, fault.experiment.duration_ms),
      CHAOS_INTERVAL = seconds(world, fault, fault.said.interval_ms or fault.experiment.duration_ms),
      PODS_AFFECTED_PERC = share and percent(share),
    },
  }
end

-- ---- network ----

local function hosts(world, fault)
  return fault.towards and world:host(fault.towards) or nil
end

function FAULTS.network_delay(world, fault)
  local delay_ms = world:quantity(fault, "delay_ms")
  return {
    name = "pod-network-latency",
    env = env_of(world, fault, {
      NETWORK_LATENCY = milliseconds(world, fault, delay_ms),
      JITTER = milliseconds(world, fault, fault.said.jitter_ms),
      DESTINATION_HOSTS = hosts(world, fault),
    }),
  }
end

local function packet_loss(world, fault, loss)
  return {
    name = "pod-network-loss",
    env = env_of(world, fault, {
      NETWORK_PACKET_LOSS_PERCENTAGE = percent(loss), DESTINATION_HOSTS = hosts(world, fault),
    }),
  }
end

function FAULTS.network_loss(world, fault)
  return packet_loss(world, fault, world:quantity(fault, "loss"))
end

-- ---- requests ----

-- What pod-http-status-code takes (Litmus' reference of the fault).
local STATUSES = {
  200, 201, 202, 204, 300, 301, 302, 304, 307, 400, 401, 403, 404, 500, 501, 502, 503, 504,
}

--- The nearest one, of the same class.
local function status_of(world, fault)
  local wanted, best = fault.said.status, nil
  for _, status in ipairs(STATUSES) do
    local is_nearer = not best or math.abs(status - wanted) < math.abs(best - wanted)
    if status // 100 == wanted // 100 and is_nearer then best = status end
  end
  if best ~= wanted then world.out:loss(fault.item, "an HTTP status that Litmus does not have", "the nearest one") end
  return whole(best or 503)
end

--- Here requests are hit, not pods: the share is theirs.
local function http_env(world, fault, more)
  more.TOTAL_CHAOS_DURATION = seconds(world, fault, fault.experiment.duration_ms)
  more.TARGET_SERVICE_PORT = whole(pods.ports(world, fault.at[1])[1].number)
  more.TOXICITY = percent(fault.said.percentage)
  local radius = fault.experiment.blast_radius
  more.PODS_AFFECTED_PERC = percent(not fault.said.percentage and radius and radius.percentage or 1)
  return more
end

function FAULTS.abort(world, fault)
  local service = #fault.at == 1 and fault.at[1]
  if not service or service.kind ~= "service" or fault.towards then
    world.out:loss(fault.item, "an error as the answer of what is no service", "the loss of all packets")
    return packet_loss(world, fault, 1)
  end
  if world.graph:protocol(service) ~= "http" then
    world.out:loss(fault.item, "an error of a service that does not speak plain HTTP", "an HTTP status")
  end
  if not fault.said.status then
    return { name = "pod-http-reset-peer", env = http_env(world, fault, { RESET_TIMEOUT = "0" }) }
  end
  world.out:loss(fault.item, "an error before the work is done", "an error instead of the answer")
  return { name = "pod-http-status-code", env = http_env(world, fault, { STATUS_CODE = status_of(world, fault) }) }
end

-- ---- stress ----

function FAULTS.cpu_stress(world, fault)
  local workers = whole(world:quantity(fault, "workers"))
  return {
    name = "pod-cpu-hog",
    env = env_of(world, fault, { CPU_CORES = workers, CPU_LOAD = percent(fault.said.load) }),
  }
end

local MIB = 1048576

function FAULTS.memory_stress(world, fault)
  local size, workers = fault.said.size_bytes, whole(world:quantity(fault, "workers"))
  return {
    name = "pod-memory-hog",
    env = env_of(world, fault, {
      MEMORY_CONSUMPTION = size and whole(size / MIB), NUMBER_OF_WORKERS = workers,
    }),
  }
end

-- ---- names, clouds ----

--- A pattern is a name, or the longest part of one.
local function match_of(world, fault)
  local pattern = fault.said.pattern
  if not pattern and fault.towards then return world:host(fault.towards), "exact" end
  if not pattern or not pattern:find("*", 1, true) then return pattern, "exact" end
  local longest = ""
  for part in pattern:gmatch("[^*]+") do
    if #part > #longest then longest = part end
  end
  world.out:loss(fault.item, "a pattern with *", longest ~= "" and "names that contain its longest part" or "all names")
  return longest ~= "" and longest or nil, "substring"
end

function FAULTS.dns_error(world, fault)
  local host, scheme = match_of(world, fault)
  return {
    name = "pod-dns-error",
    env = env_of(world, fault, {
      TARGET_HOSTNAMES = host and ('["%s"]'):format(host:gsub('[\\"]', "\\%0")), MATCH_SCHEME = host and scheme,
    }),
  }
end

local AWS = {
  ["ec2-stop"] = "ec2-terminate-by-id", ["ec2-restart"] = "ec2-terminate-by-id", ["detach-volume"] = "ebs-loss-by-id",
}

function FAULTS.aws_failure(world, fault)
  local name, options = world:aws_action(fault, AWS), world.out.options
  if not name then return nil end
  if fault.said.api == "ec2-restart" then
    world.out:loss(fault.item, "a restart at once", "a stop, and a start when the experiment ends")
  end
  local is_volume = name == "ebs-loss-by-id"
  local duration = seconds(world, fault, fault.experiment.duration_ms)
  return {
    name = name, is_cloud = true,
    env = {
      TOTAL_CHAOS_DURATION = duration, CHAOS_INTERVAL = duration, REGION = world:region(fault),
      EC2_INSTANCE_ID = not is_volume and options.instance or nil,
      EBS_VOLUME_ID = is_volume and options.volume or nil,
    },
  }
end

---@param world export.chaos
---@param fault export.chaos.fault
---@return export.litmus.part?
function faults.part(world, fault)
  return FAULTS[fault.kind](world, fault)
end

return faults
