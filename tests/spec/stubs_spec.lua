--- The editors' definition file is what the schema says now, and tells everything the language has.

local helpers = require "tests.spec.helpers"

describe("lua/meta/lunette.lua", function()
  local status, stub = helpers.run { "explain", "--format", "luacats" }

  it("is up to date: make meta", function()
    assert.equal(0, status)
    assert.is_true(stub == helpers.read("lua/meta/lunette.lua"), "make meta writes it anew")
  end)

  it("is Lua that defines every constructor", function()
    local defined = {}
    assert(load(stub, "stub", "t", defined))()
    local _, kinds = helpers.run { "explain" }
    local tables = kinds:find("Plain tables in others", 1, true)
    for place, name in kinds:gmatch("\n()  (%S+)") do
      if place < tables then assert.equal("function", type(defined[name]), name) end
    end
    for _, name in ipairs { "domain", "queue", "include", "require" } do
      assert.equal("function", type(defined[name]), name)
    end
  end)

  it("names no class that it does not define", function()
    local defined = {}
    for name in stub:gmatch("%-%-%-@class ([%w_.]+)") do
      assert.is_nil(defined[name], name .. " is defined twice")
      defined[name] = true
    end
    for name in stub:gmatch("%-%-%-@alias ([%w_.]+)") do defined[name] = true end
    for line in stub:gmatch("%-%-%-@([^\n#]*)") do
      for name in line:gmatch("%f[%w][lf][ur][no][nz]e[tn]%a*%.[%w_.]+") do
        assert.is_true(defined[name], name .. " is not defined")
      end
    end
  end)

  it("types fields by the schema", function()
    for _, line in ipairs {
      '---@field subdomain? "core"|"supporting"|"generic" # how much it sets the business apart',
      "---@field context string|lunette.context # the bounded context it belongs to",
      '---@field timeout? string # of one try: when the caller gives up (a duration, "200ms")',
      "---@field timeout_ms number? # of one try: when the caller gives up",
      "---@overload fun(fields: lunette.service.fields): lunette.service",
    } do
      assert.is_truthy(stub:find("\n" .. line .. "\n", 1, true), line)
    end
  end)

  it("is the only thing the format is for", function()
    local wrong = helpers.run { "explain", "service", "--format", "luacats" }
    assert.equal(2, wrong)
    local unknown, _, err = helpers.run { "explain", "--format", "html" }
    assert.equal(2, unknown)
    assert.is_truthy(err:find("there are: text, luacats", 1, true))
  end)
end)
