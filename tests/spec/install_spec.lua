--- The program runs from where it is installed, and goes without a trace.

local helpers = require "tests.spec.helpers"

local function make(goal, prefix)
  local command = ("make --no-print-directory -s BUILD=%s SANITIZE=%s PREFIX=%s %s >/dev/null"):format(
    helpers.quote(helpers.build), helpers.quote(os.getenv("SANITIZE") or ""), helpers.quote(prefix), goal)
  return os.execute(command)
end

describe("install", function()
  local prefix = helpers.temp_dir()

  it("puts a program below PREFIX that needs nothing of the source tree", function()
    assert.is_true(make("install", prefix))
    local program = prefix .. "/bin/lunette"
    local model = helpers.model 'context "c" { description = "C" } service "s" { context = "c", description = "S" }'
    local status, out, err = helpers.run({ "check", model }, { program = program, cwd = "/" })
    assert.are.equal(0, status, out .. err)
    status, out = helpers.run({ "rules" }, { program = program, cwd = "/" })
    assert.are.equal(0, status)
    assert.truthy(out:find("contexts/", 1, true))
    local words = { "render", model, "landscape", "-f", "svg", "-o", "-" }
    status, out, err = helpers.run(words, { program = program, cwd = "/" })
    assert.are.equal(0, status, err)
    assert.truthy(out:find("<svg", 1, true))
  end)

  it("leaves the headers that a plugin is written against", function()
    assert.truthy(helpers.read(prefix .. "/include/lunette/plugin.h"))
  end)

  it("is undone by uninstall", function()
    assert.is_true(make("uninstall", prefix))
    assert.are.equal("", helpers.shell("find " .. helpers.quote(prefix) .. " -type f"))
  end)
end)
