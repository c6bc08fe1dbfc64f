--- Who carries out releases step by step, and how the mesh tells the two versions of such a service apart. Targets that
--- write parts of one release ask here, so that none of them writes what another one owns.

local meshes = require "export.common.meshes"

local rollouts = {}

--- For `options` of every target that has a part in releases.
rollouts.option = {
  name = "rollouts", default = "argo-rollouts", takes = { "argo-rollouts", "flagger", "none" },
  summary = "what carries out releases step by step: argo-rollouts, flagger or none",
}

---@class export.rollouts
---@field model frozen.model
---@field k export.kubernetes
---@field graph export.graph
---@field who string
---@field name_of fun(text: string): string
local Rollouts = {}
Rollouts.__index = Rollouts

---@param model frozen.model
---@param k export.kubernetes
---@param graph export.graph
---@param out export.out
---@param who? string what carries them out; left out, what the option says
---@return export.rollouts
function rollouts.of(model, k, graph, out, who)
  return setmetatable({
    model = model, k = k, graph = graph, who = who or out.options.rollouts, name_of = k.names:beside(),
  }, Rollouts)
end

--- The strategies that leave kubernetes' Deployment, by who carries them out.
local STEPWISE = { canary = true, blue_green = true, shadow = true, ab_test = true }

--- Versions that traffic rules tell apart run side by side for good: nobody replaces one by the other.
---@param service frozen.item
---@param who "argo-rollouts"|"flagger"
---@return boolean
function Rollouts:is_released_by(who, service)
  local deployment = service.kind == "service" and service.deployment
  return self.who == who and deployment and STEPWISE[deployment.kind] and #self.graph:subsets(service) == 0 or false
end

local function is_steered_by_istio(self, service)
  local mesh = meshes.of(self.model.meshes, service)
  return mesh ~= nil and meshes.is_istio(mesh) and self.graph:protocol(service) ~= "tcp"
end

--- Whether a Rollout runs it, in the place of a Deployment.
---@param service frozen.item
---@return boolean
function Rollouts:is_rollout(service)
  if not self:is_released_by("argo-rollouts", service) then return false end
  return service.deployment.kind ~= "shadow" or is_steered_by_istio(self, service)
end

---@class export.rollouts.versions
---@field stable string the Service of what runs
---@field canary string that of what is tried out
---@field is_shared boolean requests are shared out, and not copied

--- The Services between which Argo Rollouts shares out requests, in VirtualServices of Istio; nil where it does not.
---@param service frozen.item
---@return export.rollouts.versions?
function Rollouts:versions(service)
  if not self:is_rollout(service) or service.deployment.kind == "blue_green" then return nil end
  if not is_steered_by_istio(self, service) then return nil end
  local label = self.k:label(service)
  return {
    stable = self.name_of(label .. "-stable"), canary = self.name_of(label .. "-canary"),
    is_shared = service.deployment.kind ~= "shadow",
  }
end

--- Whether Flagger makes the routes to it, as a VirtualService that others delegate to.
---@param service frozen.item
---@return boolean
function Rollouts:is_delegated(service)
  return self:is_released_by("flagger", service) and is_steered_by_istio(self, service)
end

return rollouts
