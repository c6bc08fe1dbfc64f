--- lunette new: a model to start from, which checks clean and writes over nothing.

local helpers = require "tests.spec.helpers"

local function new(...)
  return helpers.run({ "new", ... })
end

--- The files below a folder, sorted, as paths relative to it.
local function files_below(folder)
  local list = {}
  local found = helpers.shell("cd " .. helpers.quote(folder) .. " && find . -type f | LC_ALL=C sort")
  for path in found:gmatch("%./([^\n]+)") do list[#list + 1] = path end
  return list
end

describe("lunette new", function()
  for _, name in ipairs { "minimal", "ecommerce", "banking", "streaming", "healthcare" } do
    local is_there = name == "minimal" or helpers.read("models/" .. name .. "/model.lua");
    (is_there and it or pending)("--from " .. name .. " checks clean", function()
      local folder = helpers.temp_dir() .. "/mine"
      local status, out, err = new(folder, "--from", name)
      assert.are.equal(0, status, err)
      assert.truthy(out:find("lunette check " .. folder, 1, true))
      local _, found = helpers.run { "check", folder }
      assert.are.equal(folder .. ": no findings\n", found)
    end)
  end

  it("makes the small model when not told from what", function()
    local folder = helpers.temp_dir() .. "/mine"
    assert.are.equal(0, (new(folder)))
    assert.are.same({ ".luarc.json", "model.lua" }, files_below(folder))
    assert.are.equal(helpers.read("lua/lunette/new.lua"), helpers.read(folder .. "/model.lua"))
  end)

  it("copies the Lua files of a model, and nothing else", function()
    local folder = helpers.temp_dir() .. "/mine"
    assert.are.equal(0, (new(folder, "--from", "ecommerce")))
    for _, path in ipairs(files_below(folder)) do
      if path ~= ".luarc.json" then
        assert.truthy(path:find("%.lua$"), path)
        assert.are.equal(helpers.read("models/ecommerce/" .. path), helpers.read(folder .. "/" .. path))
      end
    end
    for _, path in ipairs(files_below("models/ecommerce")) do
      if path:find("%.lua$") then assert.truthy(helpers.read(folder .. "/" .. path), path) end
    end
  end)

  it("points the editor at the words of the language", function()
    local folder = helpers.temp_dir() .. "/mi\"ne"
    assert.are.equal(0, (new(folder)))
    local settings = helpers.json(helpers.read(folder .. "/.luarc.json"))
    assert.are.equal("Lua 5.4", settings["runtime.version"])
    assert.are.equal(2, #settings["workspace.library"])
    for _, library in ipairs(settings["workspace.library"]) do assert.are.equal("/", library:sub(1, 1)) end
    assert.truthy(helpers.read(settings["workspace.library"][1] .. "/lunette.lua"))
    assert.truthy(helpers.read(settings["workspace.library"][2] .. "/patterns/init.lua"))
  end)

  it("works in a folder that is there, empty or not", function()
    local folder = helpers.temp_dir()
    helpers.write(folder .. "/notes.txt", "mine")
    assert.are.equal(0, (new(folder)))
    assert.are.equal("mine", helpers.read(folder .. "/notes.txt"))
  end)

  it("writes over nothing, and nothing at all when one file is in its way", function()
    for _, existing in ipairs { "model.lua", "contexts/ordering.lua", ".luarc.json" } do
      local folder = helpers.temp_dir()
      helpers.write(folder .. "/" .. existing, "mine")
      local status, out, err = new(folder, "--from", "ecommerce")
      assert.are.equal(2, status)
      assert.are.equal("", out)
      assert.are.equal(("lunette new: cannot make %s/%s: File exists\n"):format(folder, existing), err)
      assert.are.same({ existing }, files_below(folder))
      assert.are.equal("mine", helpers.read(folder .. "/" .. existing))
    end
  end)

  it("suggests the model that was meant, and takes no path for one", function()
    local folder = helpers.temp_dir() .. "/mine"
    local status, _, err = new(folder, "--from", "ecomerce")
    assert.are.equal(2, status)
    assert.truthy(err:find("there is no model 'ecomerce'; did you mean 'ecommerce'?", 1, true))
    assert.truthy(select(3, new(folder, "--from", "zzz")):find("'zzz'; there are: banking, ecommerce", 1, true))
    for _, path in ipairs { "../models/ecommerce", ".", "", "/", "ecommerce/", "patterns" } do
      assert.are.equal(2, (new(folder, "--from", path)), path)
    end
    assert.is_nil(helpers.read(folder .. "/model.lua"))
  end)

  it("says what it wants", function()
    local status, _, err = new()
    assert.are.equal(2, status)
    assert.are.equal("lunette new: name the folder to make: lunette new shop\n", err)
    local _, help = new("-h")
    assert.truthy(help:find("--from NAME", 1, true))
    assert.truthy(help:find("ecommerce", 1, true))
  end)
end)
