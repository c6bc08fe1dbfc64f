--- Rate limits: an EnvoyFilter with a token bucket in each pod.

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

--- The bucket of a limit as one of `replicas` pods keeps it; nil: Istio cannot keep it.
local function bucket(world, limit, replicas)
  if limit.per then
    world:tell(limit, "a limit that counts clients apart", "no limit: a pod counts all its requests together")
    return nil
  end
  if not limit.rate_per_s or limit.rate_per_s <= 0 then
    world:tell(limit, "a limit without a rate", "no limit")
    return nil
  end
  if not limit.burst then
    world:tell(limit, "how many requests may come at once", "as many as are let through in a second")
  end
  return bucket_of(world, limit, limit.rate_per_s / replicas, limit.burst and limit.burst / replicas)
end

--- The share of a pod while there are as few as there may be: a limit must not keep out what it lets through.
local function replicas_of(world, limit, service)
  local scaling = service.scaling
  local least = scaling and (scaling.min or scaling.max)
  if not least or least < 1 then
    world:tell(limit, "how many pods share a limit", "the whole limit in each pod")
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

local function filter(world, item, patches)
  return {
    apiVersion = "networking.istio.io/v1alpha3", kind = "EnvoyFilter", metadata = world.k:metadata(item),
    spec = { workloadSelector = { labels = world.k:selector(item) }, configPatches = patches },
  }
end

---@param world export.istio.world
---@param service frozen.service
---@return table?
function limits.of_service(world, service)
  for _, limit in ipairs(world.model.rate_limits) do
    if limit.service == service and world:is_member(service) then
      local own = bucket(world, limit, limit.per and 1 or replicas_of(world, limit, service))
      return own and filter(world, service, { filter_patch("SIDECAR_INBOUND", own) }) or nil
    end
  end
  return nil
end

--- How many pods a gateway has, the model does not say.
local function gateway_bucket(world, limit)
  if not limit then return nil end
  local own = bucket(world, limit, 1)
  if own then world:tell(limit, "how many pods share a limit", "the whole limit in each pod") end
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
  for _, quota in ipairs(world.model.quotas) do world:tell(quota, "a quota", "nothing") end
  for _, limit in ipairs(world.model.rate_limits) do
    if limit.service and limit.service.kind == "external" then
      world:tell(limit, "a limit for calls to an external system", "nothing")
    end
  end
end

return limits
