--- sloth: the objectives of services for sloth's generator. Sloth judges all it reads over one period, which is given
--- when it is run, so that each window has a folder of its own: sloth generate -i 30d --default-slo-period=30d.

local facts = require "export.common.facts"
local graph = require "export.common.graph"
local lists = require "export.common.lists"
local meters = require "export.common.meters"
local names = require "export.common.names"
local promql = require "export.common.promql"
local units = require "export.common.units"

local USUAL_WINDOW_S = 30 * 86400

--- Sloth brings alert windows for these periods, with the shares of the Site Reliability Workbook (Google, 2018).
local WITH_ALERTS = { ["28d"] = true, ["30d"] = true }

---@class export.sloth.burn
---@field share number of the budget
---@field long_s number

--- A page is sent when the first or the second holds. Tickets start at a factor of 1, which a budget always reaches.
local PAGES = { { share = 0.02, long_s = 3600 }, { share = 0.05, long_s = 6 * 3600 } }

--- Sloth wants two characters at least, and letters or digits around them.
local function legal(text)
  local name = names.label_value(text)
  return #name < 2 and "x-" .. (name == "" and names.hash(text) or name) or name
end

-- ---- queries ----

local WINDOW = "{{.window}}"

--- Queries are templates in Go's form.
local function rate(selectors)
  local escaped = {}
  for place, selector in ipairs(selectors) do escaped[place] = selector:gsub("{{", '{{"{{"}}') end
  return promql.rate(escaped, WINDOW)
end

local function errors_of(indicator)
  if indicator.bad then return ("%s or vector(0)"):format(rate(indicator.bad)) end
  return ("%s - %s"):format(rate(indicator.total), rate(indicator.good))
end

-- ---- alerts ----

local function can_fire(burn, budget, window_s)
  return burn.share * window_s / burn.long_s * budget < 1
end

--- Whether a page can be sent at all; a condition that never holds is sloth's, and does no harm beside another.
local function has_page(world, slo, budget, window_s)
  local fires = not WITH_ALERTS[units.prometheus(window_s * 1000)]
  for _, burn in ipairs(fires and {} or PAGES) do
    if can_fire(burn, budget, window_s) then
      fires = true
    else
      world.out:loss(slo, "a burn rate that not even 100 % of errors reach", "no page for it")
    end
  end
  return fires
end

local function alerting(world, service, slo, budget, window_s)
  return {
    name = "ErrorBudgetBurn",
    labels = { objective = slo.name },
    annotations = { summary = ("%s burns the error budget of %s"):format(service.name, slo.name) },
    page_alert = has_page(world, slo, budget, window_s) and { labels = { severity = "page" } } or { disable = true },
    ticket_alert = { labels = { severity = "ticket" } },
  }
end

-- ---- documents ----

local function window_of(world, slo)
  if not slo.window_s then world.out:loss(slo, "the model gives no window", "30 days", "unsaid") end
  local window_s = slo.window_s or USUAL_WINDOW_S
  local window = units.prometheus(window_s * 1000)
  if not WITH_ALERTS[window] then
    world.out:loss(slo, "a window that sloth brings no alert windows for",
      "a folder for it, to be generated with --default-slo-period and --slo-period-windows-path", "by hand")
  end
  return window, window_s
end

local function entry_of(world, service, slo, indicator, window_s)
  return {
    name = world.name_of(slo.name),
    description = slo.description or facts.objective(slo),
    objective = units.percent(units.complement(indicator.budget)),
    sli = { events = { error_query = errors_of(indicator), total_query = rate(indicator.total) } },
    alerting = alerting(world, service, slo, indicator.budget, window_s),
  }
end

--- Labels of every series that sloth makes: none may be empty.
local function labels_of(world, service)
  local labels = {
    team = facts.team(world.model, service), context = service.context_name, criticality = service.criticality,
  }
  for key, text in pairs(labels) do
    if text == "" then labels[key] = nil end
  end
  return next(labels) and labels or nil
end

local function service_name(world, service)
  local label = world.names:label(service)
  local name = world.service_name(label)
  if name ~= label then world.out:loss(service, "its name has one character", "the name " .. name) end
  return name
end

local function entries_by_window(world, service)
  local windows, entries = {}, {}
  world.name_of = names.mapper(legal)
  for _, objective in ipairs(promql.objectives(world.meters, service)) do
    local window, window_s = window_of(world, objective.slo)
    if not entries[window] then windows[#windows + 1] = window end
    lists.put(entries, window, entry_of(world, service, objective.slo, objective.indicator, window_s))
  end
  return windows, entries
end

local function export_service(world, service)
  local windows, entries = entries_by_window(world, service)
  for _, window in ipairs(windows) do
    world.out:document(window .. "/" .. world.names:label(service), {
      version = "prometheus/v1",
      service = service_name(world, service),
      labels = labels_of(world, service),
      slos = entries[window],
    })
  end
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = {
    model = model, out = out, graph = graph.of(model), names = names.of(model, out), service_name = names.mapper(legal),
    meters = meters.of(model, out),
  }
  for _, service in ipairs(model.services) do export_service(world, service) end
  promql.pass_over_externals(world.graph, out)
end

---@type export.exporter
return {
  name = "sloth",
  summary = "Objectives for sloth, a folder for each window",
  order = {
    "version", "service", "labels", "slos", "name", "description", "objective", "sli", "alerting", "annotations",
    "page_alert", "ticket_alert",
  },
  options = promql.options,
  export = export,
}
