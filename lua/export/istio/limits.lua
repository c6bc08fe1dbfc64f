--- Rate limits: an EnvoyFilter with a token bucket in each pod.

local names = require "export.common.names"
local steering = require "export.istio.steering"
local units = require "export.common.units"

local limits = {}

local FILTER = "envoy.filters.http.local_ratelimit"
local TYPE = "type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit"
-- Envoy refuses shorter intervals.
local SHORTEST_FILL_MS = 50

-- ---- the bucket ----

--- As many tokens a fill as come in about a second, and no more than the bucket holds.
local function bucket_of(world, limit, rate_per_s, burst)
  local tokens = math.max(math.ceil(rate_per_s - 1e-9), 1)
  local held = math.max(math.ceil((burst or tokens) - 1e-9), 1)
  tokens = math.min(tokens, held)
  local least = math.ceil(rate_per_s * SHORTEST_FILL_MS / 1000 - 1e-9)
  if tokens < least then
    world:tell(limit, "a burst of less than 50 ms of the rate", "as many as come in 50 ms")
    tokens, held = least, least
  end
  return {
    max_tokens = held, tokens_per_fill = tokens,
    fill_interval = units.seconds_text(math.floor(tokens / rate_per_s * 1000 + 0.5)),
  }
end

local function fraction(key)
  return { runtime_key = "local_rate_limit_" .. key, default_value = { numerator = 100, denominator = "HUNDRED" } }
end

local function config(bucket)
  return {
    ["@type"] = TYPE, stat_prefix = "http_local_rate_limiter", token_bucket = bucket,
    filter_enabled = bucket and fraction("enabled") or nil, filter_enforced = bucket and fraction("enforced") or nil,
  }
end

-- ---- the limit ----

--- Whether Istio can keep it.
---@param limit frozen.item?
---@return boolean
function limits.is_kept(limit)
  return limit ~= nil and not limit.per and limit.rate_per_s ~= nil and limit.rate_per_s > 0
end

--- The bucket of a limit as one of `replicas` pods keeps it; nil: Istio cannot keep it. Losses are those of `by`.
local function bucket(world, by, limit, replicas)
  if limit.per then
    world:tell(by, "a rate limit that counts clients apart",
      "no limit, nor in any other target: a proxy counts all requests together; a rate limit service has to do it",
      "by hand")
    return nil
  end
  if not limit.rate_per_s or limit.rate_per_s <= 0 then
    world:tell(by, "a limit without a rate", "no limit", "unsaid")
    return nil
  end
  if not limit.burst then
    world:tell(by, "how many requests may come at once", "as many as are let through in a second")
  end
  return bucket_of(world, by, limit.rate_per_s / replicas, limit.burst and limit.burst / replicas)
end

--- The share of a pod while there are as few as there may be: a limit must not keep out what it lets through.
local function replicas_of(world, limit, service)
  local scaling = service.scaling
  local least = scaling and (scaling.min or scaling.max)
  if not least or least < 1 then
    world:tell(limit, "how many pods share a limit", "the whole limit in each pod", "unsaid")
    return 1
  end
  if scaling.max and scaling.max > least then
    world:tell(limit, "one limit over a changing number of pods", "in each pod its share of the smallest number")
  elseif least > 1 then
    world:tell(limit, "one limit over several pods", "in each pod its share")
  end
  return least
end

-- ---- filters ----

local function filter_patch(context, bucket_or_nil)
  return {
    applyTo = "HTTP_FILTER",
    match = {
      context = context,
      listener = { filterChain = { filter = { name = "envoy.filters.network.http_connection_manager" } } },
    },
    patch = { operation = "INSERT_BEFORE", value = { name = FILTER, typed_config = config(bucket_or_nil) } },
  }
end

local function route_patch(name, of_route)
  return {
    applyTo = "HTTP_ROUTE",
    match = { context = "GATEWAY", routeConfiguration = { vhost = { route = { name = name } } } },
    patch = { operation = "MERGE", value = { typed_per_filter_config = { [FILTER] = config(of_route) } } },
  }
end

--- For all pods of an item, or for those of a version.
local function filter(world, item, patches, version)
  local name = version and version.name and world.own_name(world.k:label(item) .. "-" .. version.name) or nil
  local labels = world.k:selector(item)
  for key, value in pairs(version and version.labels or {}) do labels[key] = names.label_value(value) end
  return {
    apiVersion = "networking.istio.io/v1alpha3", kind = "EnvoyFilter", metadata = world.k:metadata(item, name),
    spec = { workloadSelector = { labels = labels }, configPatches = patches },
  }
end

--- The part of all requests that each version gets, by its name; nil: not the same of all requests, or none of some.
local function parts_of(world, service, subsets)
  local groups, parts = steering.of(world, service), {}
  if #groups ~= 1 or next(groups[1].condition) then return nil end
  for _, share in ipairs(groups[1].destinations) do
    if share.to ~= service or not share.subset then return nil end
    parts[share.subset] = (parts[share.subset] or 0) + (share.weight or 100) / 100
  end
  for _, subset in ipairs(subsets) do
    if (parts[subset.name] or 0) <= 0 then return nil end
  end
  return parts
end

local function filter_of(world, service, limit, part)
  local scaled = { per = limit.per, rate_per_s = limit.rate_per_s and limit.rate_per_s * part.share,
    burst = limit.burst and limit.burst * part.share }
  local own = bucket(world, limit, scaled, limit.per and 1 or replicas_of(world, limit, service))
  return own and filter(world, service, { filter_patch("SIDECAR_INBOUND", own) }, part) or nil
end

--- One filter for all pods; of versions with pods of their own, one for each.
local function parts(world, service, limit)
  local subsets = world.graph:subsets(service)
  if #subsets == 0 then return { { share = 1 } } end
  local shares, list = parts_of(world, service, subsets), {}
  if not shares then
    world:tell(limit, "one limit over versions whose parts of the requests are not told", "for each the same part",
      "unsaid")
  end
  local _, renamed = steering.subsets(world, service)
  for _, subset in ipairs(subsets) do
    local share = shares and shares[subset.name] or 1 / #subsets
    list[#list + 1] = { share = share, name = renamed[subset.name], labels = subset.labels }
  end
  return list
end

---@param world export.istio.world
---@param service frozen.service
---@return table[]
function limits.of_service(world, service)
  for _, limit in ipairs(world.model.rate_limits) do
    if limit.service == service and world:is_member(service) then
      local list = {}
      for _, part in ipairs(parts(world, service, limit)) do
        list[#list + 1] = filter_of(world, service, limit, part)
      end
      return list
    end
  end
  return {}
end

--- How many pods a gateway has, the model does not say.
local function gateway_bucket(world, limit)
  if not limit then return nil end
  local own = bucket(world, limit, limit, 1)
  if own then world:tell(limit, "how many pods share a limit", "the whole limit in each pod", "unsaid") end
  return own
end

--- A filter without a bucket does nothing until a route brings one.
---@param world export.istio.world
---@param gateway frozen.gateway
---@return table?
function limits.of_gateway(world, gateway)
  local all = gateway_bucket(world, gateway.rate_limiting)
  local patches = {}
  for _, route in ipairs(gateway.routes) do
    local own = gateway_bucket(world, route.rate_limiting)
    for _, name in ipairs(own and world.rule_names[route] or {}) do patches[#patches + 1] = route_patch(name, own) end
  end
  if not all and #patches == 0 then return nil end
  table.insert(patches, 1, filter_patch("GATEWAY", all))
  return filter(world, gateway, patches)
end

---@param world export.istio.world
function limits.tell(world)
  for _, quota in ipairs(world.model.quotas) do world:tell(quota, "a quota", "nothing, nor in any other target") end
  for _, limit in ipairs(world.model.rate_limits) do
    if limit.service and limit.service.kind == "external" then
      world:tell(limit, "a limit for calls to an external system", "nothing")
    end
  end
end

return limits
