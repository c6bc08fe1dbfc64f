--- The strategies of the model as strategies of a Rollout.

local analysis = require "export.argo_rollouts.analysis"
local release = require "export.common.release"
local traffic = require "export.argo_rollouts.traffic"
local units = require "export.common.units"

local strategy = {}

---@class export.argo.plan
---@field strategy table
---@field documents table[] besides the Rollout

-- Where the model says no pause between steps: as long as objectives are looked at.
local USUAL_WINDOW_MS = 300000

local function wait_for_person(world)
  return { pause = world.out.map() }
end

local function pause(world, deployment, ms)
  if ms then return { pause = { duration = units.go(ms) } } end
  world.out:loss(deployment, "no time between steps is given", "steps that wait for a person", "unsaid")
  return wait_for_person(world)
end

--- Without a router the number of pods is all there is to share with.
local function router_of(world, service, managed)
  local router = traffic.router(world, service, managed)
  if not router then
    world.out:loss(service.deployment, "a share of the traffic, without a mesh that this target steers",
      "a share of the pods")
  end
  return router or { fields = {} }
end

local function template_of(world, service, judges, window_ms)
  if #judges == 0 then return nil end
  if not window_ms then
    world.out:loss(service.deployment, "how long a version is watched", "5 minutes", "unsaid")
  end
  return analysis.template(world, service, judges, window_ms or USUAL_WINDOW_MS)
end

-- ---- canary ----

local function canary_steps(world, service, template)
  local deployment = service.deployment
  local steps, percents = {}, release.percents(world.out, deployment)
  if #percents == 0 then
    world.out:loss(deployment, "a canary without steps", "all traffic at once", "unsaid")
  end
  for _, percent in ipairs(percents) do
    steps[#steps + 1] = { setWeight = percent }
    steps[#steps + 1] = pause(world, deployment, deployment.pause_ms)
    if template then steps[#steps + 1] = { analysis = analysis.run(world, service, template) } end
  end
  return #steps > 0 and steps or nil
end

local function with_steps(world, router, steps, template)
  local fields = router.fields
  fields.steps = steps
  return { strategy = { canary = next(fields) and fields or world.out.map() }, documents = { template } }
end

local function canary(world, service)
  local deployment = service.deployment
  local judges = release.of_a_share(world.out, release.judges(world.graph, service))
  local template = template_of(world, service, judges, deployment.pause_ms)
  local router = router_of(world, service)
  return with_steps(world, router, canary_steps(world, service, template), template)
end

-- ---- blue-green ----

--- Only real requests show whether an objective is kept, and those come after the switch.
local function judged(world, service)
  local judges = release.judges(world.graph, service)
  if #judges == 0 then return nil end
  local deployment = service.deployment
  world.out:loss(deployment, "how long a version is watched", "5 minutes", "unsaid")
  world.out:loss(deployment, "objectives of a version that has no requests yet",
    "an analysis after the switch, which goes back where it fails")
  return analysis.template(world, service, judges, USUAL_WINDOW_MS, USUAL_WINDOW_MS)
end

local function blue_green(world, service)
  local deployment, template = service.deployment, judged(world, service)
  local preview = traffic.name(world, service, "preview")
  local seconds, is_rounded = units.seconds(deployment.scale_down_delay_ms)
  if is_rounded then world.out:loss(deployment, "parts of a second", "the next whole second") end
  return {
    strategy = {
      blueGreen = {
        activeService = world.k:label(service), previewService = preview,
        autoPromotionEnabled = deployment.auto_promote,
        scaleDownDelaySeconds = seconds,
        postPromotionAnalysis = template and analysis.run(world, service, template) or nil,
      },
    },
    documents = { traffic.version_service(world, service, preview), template },
  }
end

-- ---- shadow, A/B ----

local MIRROR = "mirror"

-- Where the model says no share of users: half of them.
local USUAL_SHARE = 0.5

local function share_of(world, deployment)
  if not deployment.percentage then
    world.out:loss(deployment, "no share of users is given", "half of the requests", "unsaid")
  end
  return release.percent(world.out, deployment, deployment.percentage or USUAL_SHARE)
end

local function shadow(world, service)
  local deployment = service.deployment
  local router = traffic.router(world, service, { MIRROR })
  if not router then
    world.out:loss(deployment, "copies of requests, without a mesh that this target steers", "no Rollout")
    return nil
  end
  local percent = release.percent(world.out, deployment, deployment.percentage or 1)
  world.out:loss(deployment, "what becomes of a version after it was a shadow", "a Rollout that waits for a person",
    "unsaid")
  world.out:loss(deployment, "timeout and tries of requests while they are copied",
    "none: the route that Argo Rollouts makes for copies has no timeout and Istio's two more tries")
  return with_steps(world, router, {
    { setCanaryScale = { weight = percent } },
    { setMirrorRoute = { name = MIRROR, percentage = percent, match = { { path = { prefix = "/" } } } } },
    pause(world, deployment, deployment.duration_ms),
    { setMirrorRoute = { name = MIRROR } },
    wait_for_person(world),
  })
end

local function ab_test(world, service)
  local deployment = service.deployment
  world.out:loss(deployment, "users who keep their variant", "a share of the requests")
  world.out:loss(deployment, "which variant wins", "a Rollout that waits for a person", "unsaid")
  local judges = release.of_a_share(world.out, release.judges(world.graph, service))
  local template = template_of(world, service, judges, deployment.duration_ms)
  local router = router_of(world, service)
  return with_steps(world, router, {
    { setWeight = share_of(world, deployment) },
    pause(world, deployment, deployment.duration_ms),
    template and { analysis = analysis.run(world, service, template) } or wait_for_person(world),
    template and wait_for_person(world) or nil,
  }, template)
end

local STRATEGIES = { canary = canary, blue_green = blue_green, shadow = shadow, ab_test = ab_test }

--- nil: a Deployment says it, or nothing here does.
---@param world export.argo.world
---@param service frozen.service
---@return export.argo.plan?
function strategy.of(world, service)
  local deployment = service.deployment
  local make = deployment and STRATEGIES[deployment.kind]
  if not make then
    if deployment then
      world.out:loss(deployment, "a strategy that a Deployment carries out", "no Rollout",
        { target = "kubernetes" })
    end
    return nil
  end
  if #world.graph:subsets(service) > 0 then
    world.out:loss(deployment, "versions that run side by side for good",
      "no Rollout: kubernetes has a Deployment for each, istio their parts of the requests; nothing ends it")
    return nil
  end
  return make(world, service)
end

return strategy
