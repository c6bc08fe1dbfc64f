--- What lunette export does with files and folders: where it writes, and what it leaves alone.

local exporting = require "tests.spec.exporting"
local helpers = require "tests.spec.helpers"

local workbench, run, folder_names = exporting.workbench, exporting.run, exporting.folder_names

describe("lunette export", function()
  it("prints JSON as one object from names to documents", function()
    local body = "out:document('a', { z = 1 }) out:file('c') { { a = 1 }, { b = 2 } } out:text('d.txt', 'x')"
    local result = run(body, { "-f", "json" })
    assert.same({ ["a.json"] = { z = 1 }, ["c.1.json"] = { a = 1 }, ["c.2.json"] = { b = 2 }, ["d.txt"] = "x" },
      helpers.json(result.out))
    assert.same({ ["a.json"] = { 1 } }, helpers.json(run("out:document('a', { 1 })", { "-f", "json" }).out))
    assert.equal('{\n  "z": 1\n}\n', run("out:document('a', { z = 1 })", {}, "formats = { 'json' },").out)
  end)

  it("puts the report on standard output, where nothing else goes there", function()
    local result = run("out:document('a', { z = 1 })", { "-o", "o", "--report", "-" })
    assert.equal(0, result.status, result.err)
    assert.equal("try", helpers.json(result.out).targets[1].target)
    assert.is_nil(helpers.read(result.folder .. "/-"))
    result = run("out:document('a', { z = 1 })", { "--report", "-" })
    assert.equal(2, result.status)
    assert.is_truthy(result.err:find("cannot both go to standard output", 1, true), result.err)
  end)

  it("leaves everything as it was when a run fails", function()
    local result = run([[
      out:document("a", { z = 1 })
      if model:find("service", "billing") then error("no") end]], { "-o", "o" })
    assert.equal(3, result.status)
    assert.equal("", folder_names(result.folder .. "/o"))
    helpers.write(result.folder .. "/o/a.yaml", "old")
    assert.equal(3, (helpers.run({ "export", "--exporter", "try.lua", "-o", "o" }, { cwd = result.folder })))
    assert.equal("old", helpers.read(result.folder .. "/o/a.yaml"))
  end)

  it("never follows a link out of the folder", function()
    local folder = workbench("out:document('a/b', { z = 1 })")
    os.execute(("mkdir %s/o %s/other && ln -s ../other %s/o/a"):format(folder, folder, folder))
    local status, _, err = helpers.run({ "export", "--exporter", "try.lua", "-o", "o" }, { cwd = folder })
    assert.equal(2, status)
    assert.is_truthy(err:find("cannot write o/a/b.yaml", 1, true), err)
    assert.equal("", folder_names(folder .. "/other"))
  end)

  it("leaves alone what somebody changed since, and says so", function()
    local folder = workbench("out:document('a', { z = 1 }) out:document('b', { z = 1 })")
    local function export(...)
      local status, _, err = helpers.run({ "export", "--exporter", "try.lua", "-o", "o", ... }, { cwd = folder })
      assert.equal(0, status, err)
      return err, helpers.read(folder .. "/o/a.yaml")
    end
    assert.is_nil(export():find("changed since", 1, true))
    assert.is_truthy(helpers.shell(("cd %s/o && sha256sum -c .lunette-try.sha256"):format(folder)))
    helpers.write(folder .. "/o/a.yaml", "mine")
    for _ = 1, 2 do
      local err, text = export()
      assert.is_truthy(err:find("lunette: o: changed since the last export, and left as they are: a.yaml; --force", 1,
        true), err)
      assert.equal("mine", text)
    end
    local err, text = export("--force")
    assert.is_nil(err:find("changed since", 1, true))
    assert.equal("z: 1\n", text)
    helpers.write(folder .. "/try.lua", helpers.read(folder .. "/try.lua"):gsub("'a'", "'c'"))
    assert.is_truthy(export():find("lunette: o: left from an earlier export: a.yaml; not written any more", 1, true))
    os.remove(folder .. "/o/a.yaml")
    assert.is_nil(export():find("left from", 1, true))
  end)

  it("does not write over what another target or person wrote", function()
    local folder = workbench("out:document('a', { z = 1 })")
    os.execute("mkdir " .. folder .. "/o")
    helpers.write(folder .. "/o/a.yaml", "old")
    local status, _, err = helpers.run({ "export", "--exporter", "try.lua", "-o", "o" }, { cwd = folder })
    assert.equal(0, status)
    assert.is_truthy(err:find("there, but of no earlier export, and left as they are: a.yaml", 1, true), err)
    assert.equal("old", helpers.read(folder .. "/o/a.yaml"))
  end)

  it("says in one line that a folder cannot be written", function()
    local folder = workbench("for i = 1, 9 do out:document('a' .. i, { z = 1 }) end")
    for output, expected in pairs {
      ["model.lua"] = "lunette: cannot write model.lua: Not a directory\n",
      ["/proc/none"] = "lunette: cannot make the folder /proc/none: No such file or directory\n",
      ["no/where"] = "lunette: cannot write no/where: there is no folder no\n",
    } do
      local status, _, err = helpers.run({ "export", "--exporter", "try.lua", "-o", output }, { cwd = folder })
      assert.equal(2, status)
      assert.equal(expected, err)
    end
  end)
end)
