--- The rows of `make bench` that draw.
---
---   require "tests.bench.drawing" (tools)   -- cost, report, report_absent and generate of bench.lua

local helpers = require "tests.spec.helpers"

local SHOP = "models/ecommerce"
local LARGE = { "--limit", "source=64MiB", "--limit", "steps=1000000000", "--limit", "memory=1GiB",
  "--limit", "allocation=256MiB", "--budget", "60s" }

local function words(...)
  local list = {}
  for _, part in ipairs { ... } do
    table.move(type(part) == "table" and part or { part }, 1, 99, #list + 1, list)
  end
  return list
end

--- What the program writes; raises when it fails.
local function written(arguments)
  local status, out, err = helpers.run(arguments, { timeout_s = 300 })
  if status ~= 0 then error(err, 0) end
  return out
end

local function count(text, pattern)
  local _, found = text:gsub(pattern, "")
  return found
end

return function(tools)
  local rows = {}

  --- How far ahead of another program that is slower by orders.
  local function report_ahead(what, ours_ms, theirs_ms, goal)
    local ahead = theirs_ms / ours_ms
    local judged = goal and ("goal %-9s %s"):format(goal .. " x", ahead >= goal and "met" or "MISSED") or ""
    print((("%-58s %12s   %s"):format(what, ("%.0f x ahead"):format(ahead), judged):gsub("%s+$", "")))
  end

  -- ---- sequences ----

  local SEQUENCES = {
    { messages = 10, plantuml_runs = 3 },
    { messages = 100, plantuml_runs = 3 },
    { messages = 1000, plantuml_runs = 1, mscgen = 0.5, plantuml = 300 },
    { messages = 5000, plantuml_runs = 1 },
  }

  local function sequence_input(messages, language, file)
    local path = helpers.temp_dir() .. "/" .. file
    helpers.write(path, helpers.shell(("lua5.4 tests/bench/sequence.lua %d %s"):format(messages, language)))
    return path
  end

  local function sequence_of(size)
    local what = ("sequence of %d messages"):format(size.messages)
    local ours = words("render", sequence_input(size.messages, "lunette", "model.lua"), "scenario:long", "-o", "-",
      LARGE)
    if helpers.command("mscgen") then
      local input = sequence_input(size.messages, "mscgen", "long.msc")
      local ours_ms, _, theirs_ms = tools.cost(ours, { program = "mscgen",
        arguments = { "-T", "svg", "-i", input, "-o", input .. ".svg" } })
      tools.report(what .. " / mscgen", ours_ms / theirs_ms, "x", size.mscgen)
    else
      tools.report_absent(what .. " / mscgen", "mscgen")
    end
    if helpers.command("plantuml") then
      local input = sequence_input(size.messages, "plantuml", "long.puml")
      local ours_ms, _, theirs_ms = tools.cost(ours, { program = "plantuml", runs = size.plantuml_runs,
        arguments = { "-tsvg", input } })
      report_ahead(what .. " against PlantUML", ours_ms, theirs_ms, size.plantuml)
    else
      tools.report_absent(what .. " against PlantUML", "plantuml")
    end
  end

  function rows.sequences()
    for _, size in ipairs(SEQUENCES) do sequence_of(size) end
  end

  -- ---- graphs ----

  --- One view to SVG, and what dot makes of our own DOT of it.
  local function against_dot(what, model, arguments, goal, runs)
    if not helpers.command("dot") then return tools.report_absent(what, "dot") end
    local dot = helpers.temp_dir() .. "/view.dot"
    helpers.write(dot, written(words("render", model, "landscape", "-f", "dot", "-o", "-", arguments)))
    local ours_ms, _, theirs_ms = tools.cost(words("render", model, "landscape", "-o", "-", arguments),
      { program = "dot", arguments = { "-Tsvg", dot, "-o", "/dev/null" }, runs = runs })
    tools.report(what, ours_ms / theirs_ms, "x", goal)
  end

  local ALL = words("--max-boxes", "0", LARGE)

  function rows.landscapes_against_dot()
    against_dot("landscape of " .. SHOP .. " / dot of the same", SHOP, {}, 0.5)
    against_dot("landscape of 20 services, all drawn / dot", tools.generate(20), ALL, 0.5)
    against_dot("landscape of 100 services, all drawn / dot", tools.generate(100), ALL, 0.95)
    against_dot("landscape of 300 services, all drawn / dot", tools.generate(300), ALL, 1.05, 3)
    against_dot("landscape of 1000 services, all drawn / dot", tools.generate(1000), ALL, 0.35, 1)
  end

  --- Lost lines would be a cheap way to be fast.
  function rows.no_line_is_lost()
    local asked = words("render", tools.generate(1000), "landscape", "-o", "-", ALL)
    local drawn = count(written(words(asked, "-f", "svg")), ' data%-from="')
    local known = count(written(words(asked, "-f", "dot")), " %-> ")
    tools.report(("lines lost of %d"):format(known), known - drawn, "lines", 0)
  end

  function rows.collapsed()
    tools.report("landscape of 1000 services, collapsed",
      (tools.cost(words("render", tools.generate(1000), "landscape", "-o", "-", LARGE))), "ms", 2000)
  end

  --- All in one run, against a run of dot for each.
  function rows.contexts_against_dot()
    local what, folder = "every context of 300 services / dot, one by one", helpers.temp_dir()
    if not helpers.command("dot") then return tools.report_absent(what, "dot") end
    local model, views = tools.generate(300), {}
    for context = 0, 29 do views[#views + 1] = ("context:context-%05d"):format(context) end
    written(words("render", model, views, "-f", "dot", "-o", folder, LARGE))
    local each = ("for f in %s/*.dot; do dot -Tsvg $f -o /dev/null; done"):format(folder)
    local ours_ms, _, theirs_ms = tools.cost(words("render", model, views, "-o", helpers.temp_dir(), LARGE),
      { program = "sh", arguments = { "-c", each } })
    tools.report(what, ours_ms / theirs_ms, "x", 0.4)
  end

  function rows.every_view()
    tools.report("every view of " .. SHOP, (tools.cost { "render", SHOP, "-o", helpers.temp_dir() }), "ms", 500)
  end

  for _, name in ipairs { "sequences", "landscapes_against_dot", "no_line_is_lost", "collapsed",
    "contexts_against_dot", "every_view" } do
    local done, message = pcall(rows[name])
    if not done then print(("%-58s %12s   %s"):format(name, "-", message)) end
  end
end
