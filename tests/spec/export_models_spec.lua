--- Every target over every model there is: it ends well, writes the same bytes again, and what it writes is what the
--- platform's own schema takes.

local exported = require "tests.spec.exported"
local helpers = require "tests.spec.helpers"
local lfs = require "lfs"
local platforms = require "tests.spec.platforms"
local systems = require "tests.spec.systems"

local EXPORT_S = 60

--- References across files are followed where the files of one model are checked by themselves: in these. Each
--- costs a run of the checker for every target.
local REAL = { ecommerce = true, ["sock-shop"] = true }

local function find_targets()
  local _, out = helpers.run { "export", "--list" }
  local targets = {}
  for name in ("\n" .. out):gmatch("\n(%l[%l%d-]*)") do targets[#targets + 1] = name end
  return targets
end

local function add_models(models, folder, suffix)
  for _, name in ipairs(helpers.names(folder)) do
    local path = folder .. "/" .. name .. suffix
    if lfs.attributes(path, "mode") == "file" and path:match("%.lua$") then
      models[#models + 1] = { name = name:gsub("%.lua$", ""), path = path }
    end
  end
end

local function find_models()
  local models = {}
  add_models(models, "models", "/model.lua")
  add_models(models, "models/seeds", "")
  add_models(models, "models/patterns", "")
  for _, path in ipairs(systems.are_here() and systems.find() or {}) do
    local text = not path:match("/generated/") and systems.convert(path)
    local name = systems.name(path)
    if text then models[#models + 1] = { name = name, path = helpers.model(text) } end
  end
  return models
end

local function export(target, model, folder)
  local status, _, err = helpers.run(
    { "export", target, model.path, "-o", folder, table.unpack(systems.large) }, { timeout_s = EXPORT_S })
  assert(status == 0, ("%s: exit status %d: %s"):format(model.name, status, err))
end

--- The documents among files: what has a schema.
local function documents_below(folder)
  local documents = {}
  for _, path in ipairs(exported.files_below(folder)) do
    if path:match("%.yaml$") or path:match("%.json$") then documents[#documents + 1] = path end
  end
  return documents
end

--- All targets of all models, in folders by model and target; one run for each model, all targets in it.
local function export_all(models)
  local folders = {}
  for index, model in ipairs(models) do
    folders[index] = helpers.temp_dir()
    export("all", model, folders[index])
  end
  return folders
end

describe("every model", function()
  local models = find_models()
  local folders

  it("can be exported to every target, twice the same", function()
    folders = export_all(models)
    for index, folder in ipairs(export_all(models)) do
      assert(helpers.shell(("diff -r %s %s"):format(folders[index], folder)), models[index].name .. " differs")
    end
  end)

  for _, target in ipairs(find_targets()) do
    it("becomes what " .. target .. " takes", function()
      local why = platforms.why_not()
      if why or target == "scaffold" then return pending(why or "scaffolds have specs of their own") end
      local documents = {}
      for index, model in ipairs(models) do
        local own = documents_below(folders[index] .. "/" .. target)
        if REAL[model.name] then
          local well, told = platforms.validate(own)
          assert(well, ("%s: %s"):format(model.name, told))
        else
          table.move(own, 1, #own, #documents + 1, documents)
        end
      end
      local well, told = platforms.validate(documents, { "--no-xref" })
      assert(well, told)
    end)
  end
end)

--- Those that look at most pairs of things.
local DEAREST = { "asyncapi", "backstage", "istio", "structurizr" }

describe("a model of a thousand services", function()
  it("comes to no limit", function()
    if not systems.are_here() then return pending("the collection is not here") end
    local folder, tools = helpers.temp_dir(), "../shared/tools/"
    local facts, model = folder .. "/facts.json", folder .. "/model.lua"
    assert(helpers.shell(("python3 %sgen.py 1000 -o %s"):format(tools, facts)))
    assert(helpers.shell(("python3 %scorpus2lua.py %s >%s"):format(tools, facts, model)))
    for _, target in ipairs(DEAREST) do
      local status, _, err = helpers.run({ "export", target, model, table.unpack(systems.large) },
        { timeout_s = EXPORT_S })
      assert(status == 0, ("%s: exit status %d: %s"):format(target, status, err:sub(-300)))
    end
  end)
end)
