--- `analysis` of a Canary: how the strategies of the model go on, and what stops them.

local meshes = require "export.common.meshes"
local metrics = require "export.flagger.metrics"
local release = require "export.common.release"
local units = require "export.common.units"

local analysis = {}

-- Where the model says no pause between steps.
local USUAL_INTERVAL_MS = 300000

--- Flagger takes minutes or seconds.
local function interval_of(world, deployment, ms)
  if not ms then world.out:loss(deployment, "how long a version is watched", "5 minutes", "unsaid") end
  local seconds, is_rounded = units.seconds(ms or USUAL_INTERVAL_MS)
  if is_rounded then world.out:loss(deployment, "parts of a second", "the next whole second") end
  return seconds .. "s", seconds
end

--- A person has to open it: a new version is not promoted before.
local function gate(world, deployment, what)
  world.out:loss(deployment, what, "a gate that a person opens, at the address of the option gate")
  return { { name = "promotion", type = "confirm-promotion", url = world.out.options.gate } }
end

-- ---- canary ----

--- The usual form, where all steps are alike; a list of weights else.
local function weights(said, percents)
  local step, last = percents[1], percents[#percents]
  for index, percent in ipairs(percents) do
    if percent ~= index * step then return { stepWeights = percents } end
  end
  return { stepWeight = step, maxWeight = said.max and last or nil }
end

local function canary(world, service, mesh)
  local deployment = service.deployment
  local percents = release.percents(world.out, deployment)
  local interval = interval_of(world, deployment, deployment.pause_ms)
  local judges = release.of_a_share(world.out, release.judges(world.graph, service))
  local fields
  if #percents == 0 then
    world.out:loss(deployment, "a canary without steps", "one look at the objectives, then all traffic at once",
      "unsaid")
    fields = { iterations = 1 }
  else
    fields = weights({ max = deployment.max }, percents)
  end
  fields.interval, fields.metrics = interval, metrics.of(world, service, judges, interval, mesh)
  return fields
end

-- ---- blue-green, shadow, A/B ----

local function blue_green(world, service, mesh)
  local deployment = service.deployment
  local interval = interval_of(world, deployment)
  local judges = release.judges(world.graph, service)
  if deployment.scale_down_delay_ms then
    world.out:loss(deployment, "how long the old version is kept", "it goes as soon as the new one is promoted")
  end
  if #judges > 0 then
    world.out:loss(deployment, "objectives of a version that has no requests yet",
      "checks that wait for requests: send some to the canary's address")
  end
  return {
    interval = interval, iterations = 1,
    metrics = metrics.of(world, service, judges, interval, mesh),
    webhooks = deployment.auto_promote == false and gate(world, deployment, "a promotion by hand") or nil,
  }
end

--- As many looks as fit into the time it lasts.
local function iterations(world, deployment, seconds)
  if deployment.duration_ms then return math.max(math.ceil(deployment.duration_ms / 1000 / seconds), 1) end
  world.out:loss(deployment, "how long it lasts", "one look", "unsaid")
  return 1
end

local function shadow(world, service, mesh)
  local deployment = service.deployment
  if not mesh or not meshes.is_istio(mesh) then
    world.out:loss(deployment, "copies of requests, without Istio", "no Canary")
    return nil
  end
  local interval, seconds = interval_of(world, deployment)
  local judges = release.of_a_share(world.out, release.judges(world.graph, service))
  return {
    interval = interval, iterations = iterations(world, deployment, seconds),
    mirror = true, mirrorWeight = release.percent(world.out, deployment, deployment.percentage or 1),
    metrics = metrics.of(world, service, judges, interval, mesh),
    webhooks = gate(world, deployment, "what becomes of a version after it was a shadow"),
  }
end

-- Where the model says no share of users: half of them.
local USUAL_SHARE = 0.5

--- A cookie keeps users at their variant, so the share of requests becomes one of users.
local function ab_test(world, service, mesh)
  local deployment = service.deployment
  if not deployment.percentage then
    world.out:loss(deployment, "no share of users is given", "half of the requests", "unsaid")
  end
  if deployment.duration_ms then
    world.out:loss(deployment, "how long it lasts", "until a person opens the gate")
  end
  local interval = interval_of(world, deployment)
  local judges = release.of_a_share(world.out, release.judges(world.graph, service))
  return {
    interval = interval,
    stepWeights = { release.percent(world.out, deployment, deployment.percentage or USUAL_SHARE) },
    sessionAffinity = { cookieName = "variant" },
    metrics = metrics.of(world, service, judges, interval, mesh),
    webhooks = gate(world, deployment, "which variant wins"),
  }
end

local STRATEGIES = { canary = canary, blue_green = blue_green, shadow = shadow, ab_test = ab_test }

--- A threshold of 0 would end every analysis before its first look.
local FIRST_FAILURE = 1

--- nil: a Deployment says it, or nothing here does.
---@param world export.flagger.world
---@param service frozen.service
---@param mesh frozen.item?
---@return table?
function analysis.of(world, service, mesh)
  local deployment = service.deployment
  local make = STRATEGIES[deployment.kind]
  if not make then
    world.out:loss(deployment, "a strategy that a Deployment carries out", "no Canary",
      { target = "kubernetes" })
    return nil
  end
  if #world.graph:subsets(service) > 0 then
    world.out:loss(deployment, "versions that run side by side for good",
      "no Canary: kubernetes has a Deployment for each, istio their parts of the requests; nothing ends it")
    return nil
  end
  local fields = make(world, service, mesh)
  if not fields then return nil end
  world.out:loss(deployment, "how many failed checks end it", "the first one", "unsaid")
  fields.threshold = FIRST_FAILURE
  return fields
end

return analysis
