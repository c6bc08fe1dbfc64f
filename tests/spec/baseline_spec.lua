--- lunette check --baseline: findings that are known are neither shown nor counted, whatever moved; new ones are.

local helpers = require "tests.spec.helpers"

local MODEL = [[
context "c" { owner = "nobody" }
service "a" { context = "c", description = "A", dependencies = { sync "b" { timeout = "soon" } } }
service "b" { context = "c", description = "B" }
]]

local WORDS = { "--rule", "model/undocumented=off", "--select", "model/*" }

local function check(model, ...)
  local words = { "check", model, ... }
  table.move(WORDS, 1, #WORDS, #words + 1, words)
  return helpers.run(words)
end

--- A model and the baseline of it.
local function known_model(text)
  local folder = helpers.model(text)
  local file = folder .. "/known.json"
  assert(check(folder, "--write-baseline", file) <= 1)
  return folder, file
end

local function check_json(folder, file, ...)
  local status, out, err = check(folder, "--baseline", file, "--format", "json", ...)
  assert(out ~= "", err)
  return helpers.json(out), status
end

--- "rule subject" of each finding that is left.
local function left(document)
  local names = {}
  for index, finding in ipairs(document.diagnostics) do names[index] = finding.rule .. " " .. finding.subject end
  return names
end

describe("a baseline", function()
  it("holds back what it knows, and says so in one line", function()
    local folder, file = known_model(MODEL)
    local status, out = check(folder, "--baseline", file, "--fail-on", "note")
    assert.are.equal(0, status)
    assert.are.equal(("2 known findings in %s\n%s: no findings\n"):format(file, folder), out)
    local document = check_json(folder, file)
    assert.are.same({ 2, 0, {}, {} }, { document.summary.known, document.summary.error, document.diagnostics,
      document.baseline.gone })
  end)

  it("is read again as it was written, sorted, an entry a line", function()
    local folder, file = known_model(MODEL)
    local text = helpers.read(file)
    assert.are.equal('{"version": 1, "findings": [\n{"rule": "model/bad-value", "subject": "a -> b"},\n' ..
      '{"rule": "model/unresolved", "subject": "c"}\n]}\n', text)
    assert.are.equal(0, (check(folder, "--baseline", file, "--write-baseline", file)))
    assert.are.equal(text, helpers.read(file))
  end)

  it("does not mind moved lines, changed values and other files", function()
    local _, file = known_model(MODEL)
    local moved = helpers.model {
      ["model.lua"] = 'include "rest.lua"\n\n\n' .. MODEL:match("^[^\n]+\n"),
      ["rest.lua"] = "-- moved\n" .. MODEL:match("\n(.*)"):gsub('"soon"', '"in a while"'),
    }
    assert.are.same({}, left(check_json(moved, file)))
  end)

  it("lets new findings through, in every form and in the exit status", function()
    local _, file = known_model(MODEL)
    local changed = helpers.model(MODEL .. 'service "new" { context = "d", description = "D" }')
    local document, status = check_json(changed, file)
    assert.are.same({ { "model/orphan new", "model/unresolved new" }, 1 }, { left(document), status })
    for _, form in ipairs { "text", "sarif", "junit", "github", "gitlab", "markdown" } do
      local form_status, out = check(changed, "--baseline", file, "--format", form)
      assert.are.equal(1, form_status, form)
      assert.truthy(out:find("model/unresolved", 1, true), form)
      assert.falsy(out:find("'nobody'", 1, true), form)
    end
  end)

  it("counts equal findings", function()
    local twice = MODEL:gsub('timeout = "soon"', 'timeout = "soon", retry = { max_attempts = 0 }')
    local folder, file = known_model(twice)
    assert.truthy(helpers.read(file):find('"count": 2', 1, true))
    assert.are.same({}, left(check_json(folder, file)))
    local thrice = helpers.model((twice:gsub('"soon"', '"soon", optional = "perhaps"')))
    assert.are.same({ "model/bad-value a -> b" }, left(check_json(thrice, file)))
    local once = check_json(helpers.model(MODEL), file)
    assert.are.same({ {}, 1 }, { left(once), once.baseline.gone[1].count })
  end)

  local function calls(...)
    local model = 'context "c" {}\nservice "a" { context = "c", dependencies = {'
    for _, name in ipairs { ... } do model = model .. ('\n  sync "%s" {},'):format(name) end
    model = model .. "\n} }\n"
    for _, name in ipairs { "p", "q", "r", "s" } do
      model = model .. ('service "%s" { context = "c" }\n'):format(name)
    end
    return model
  end

  local function waiting(folder, file, ...)
    local _, out = helpers.run { "check", folder, "--select", "resilience/missing-timeout", "--baseline", file,
      "--format", "json", ... }
    return helpers.json(out)
  end

  it("knows what is left when a part of a finding was mended, and drops the part", function()
    local folder = helpers.model(calls("p", "q", "r"))
    local file = folder .. "/known.json"
    helpers.run { "check", folder, "--select", "resilience/missing-timeout", "--write-baseline", file }
    helpers.write(folder .. "/model.lua", calls("p", "r"))
    local document = waiting(folder, file)
    assert.are.same({ 0, 1, {} }, { #document.diagnostics, document.summary.known, document.baseline.gone })
    waiting(folder, file, "--write-baseline", file)
    helpers.write(folder .. "/model.lua", calls("p", "q", "r"))
    assert.are.equal(1, #waiting(folder, file).diagnostics)
  end)

  it("says what is new in a finding that it knows a part of", function()
    local folder = helpers.model(calls("p", "q"))
    local file = folder .. "/known.json"
    helpers.run { "check", folder, "--select", "resilience/missing-timeout", "--write-baseline", file }
    helpers.write(folder .. "/model.lua", calls("p", "q", "s"))
    local document = waiting(folder, file)
    assert.are.equal("a calls p, q and s without a timeout (new since the baseline: a -> s)",
      document.diagnostics[1].message)
  end)

  it("tells what no longer occurs, and drops it when it is written again", function()
    local _, file = known_model(MODEL)
    local mended = helpers.model((MODEL:gsub('"soon"', '"1s"')))
    local status, out = check(mended, "--baseline", file)
    assert.are.equal(0, status)
    assert.truthy(out:find("1 known finding in", 1, true))
    local line = "1 entry of %s no longer occurs; --baseline %s --write-baseline %s drops it\n" ..
      "  model/bad-value on a -> b\n"
    assert.truthy(out:find(line:format(file, file, file), 1, true), out)
    assert.are.same({ { rule = "model/bad-value", subject = "a -> b", related = {}, count = 1 } },
      check_json(mended, file).baseline.gone)
    local _, again, err = check(mended, "--baseline", file, "--write-baseline", file)
    assert.truthy(again:find(("1 entry of %s no longer occurs and is dropped\n"):format(file), 1, true), again)
    assert.are.equal(("lunette check: %s: 1 finding, 1 dropped that no longer occurs\n"):format(file), err)
    assert.falsy(helpers.read(file):find("bad-value", 1, true))
    assert.truthy(helpers.read(file):find("unresolved", 1, true))
  end)

  it("takes in what is new only when it is written without an old one", function()
    local _, file = known_model(MODEL)
    local text = helpers.read(file)
    local changed = helpers.model((MODEL:gsub('"soon"', '"soon", retry = { max_attempts = 0 }')) ..
      'service "new" { context = "d", description = "D" }')
    local status, _, err = check(changed, "--baseline", file, "--write-baseline", file)
    local told = "lunette check: %s: 2 findings, 3 new not taken in: without --baseline all are\n"
    assert.are.same({ 1, told:format(file) }, { status, err })
    assert.are.equal(text, helpers.read(file))
    _, _, err = check(changed, "--write-baseline", file)
    assert.are.equal(("lunette check: %s: 5 findings\n"):format(file), err)
    assert.are.same({}, left(check_json(changed, file)))
  end)

  it("of another model is asked about", function()
    local _, file = known_model(MODEL)
    local other = helpers.model 'context "d" { owner = "nobody" } service "x" { context = "d", description = "X" }'
    local status, out = check(other, "--baseline", file)
    assert.are.equal(1, status)
    assert.truthy(out:find(("\n%s names nothing of this model: is it the right file?\n"):format(file), 1, true), out)
    assert.falsy(out:find("no longer occur", 1, true), out)
    local text, refused, _, err = helpers.read(file), check(other, "--baseline", file, "--write-baseline", file)
    assert.are.same({ 2, "lunette check: no baseline is written: the old one names nothing of this model\n" },
      { refused, err })
    assert.are.equal(text, helpers.read(file))
  end)

  it("keeps what it says of rules that did not run", function()
    local folder, file = known_model(MODEL)
    local text = helpers.read(file)
    local words = { "check", folder, "--baseline", file, "--write-baseline", file, "--select", "model/bad*" }
    local _, out = helpers.run(words)
    assert.are.equal(("1 known finding in %s\n%s: no findings\n"):format(file, folder), out)
    assert.are.equal(text, helpers.read(file))
  end)

  it("has nothing to do with what the model itself allows", function()
    local allowed = MODEL .. 'allow { rule = "model/bad-value", on = "a -> b", reason = "soon enough" }'
    local folder, file = known_model(allowed)
    assert.falsy(helpers.read(file):find("bad-value", 1, true))
    assert.are.equal(1, check_json(folder, file).summary.suppressed)
  end)

  it("is not touched by a run whose model could not be read", function()
    local _, file = known_model(MODEL)
    local text = helpers.read(file)
    assert.are.equal(3, (check(helpers.model "context 'c' {", "--baseline", file, "--write-baseline", file)))
    assert.are.equal(text, helpers.read(file))
  end)

  it("may hold thousands of findings", function()
    local many = [[context "c" {} for n = 1, 5000 do service("s" .. n) { context = "c", colour = n } end]]
    local folder, file = known_model(many)
    local _, out, _, measured = check(folder, "--baseline", file)
    assert.truthy(out:find("known findings in", 1, true))
    assert(helpers.sanitized or measured.wall_ms < 2000, ("%.0f ms"):format(measured.wall_ms))
  end)
end)

describe("a baseline that is none", function()
  local folder = helpers.model(MODEL)

  --- Exit status 2 and one line, which must not repeat what the file holds.
  local function assert_refused(file, words)
    local status, out, err, measured = check(folder, "--baseline", file)
    assert.are.same({ 2, "" }, { status, out }, err)
    assert.are.equal(1, select(2, err:gsub("\n", "")), err)
    assert.truthy(err:find(file, 1, true) and err:find(words, 1, true), err)
    assert.falsy(err:find("hunter2", 1, true), err)
    assert.is_true(measured.wall_ms < 5000)
  end

  it("is refused in one clear line", function()
    local place = helpers.temp_dir()
    assert_refused(place .. "/none.json", "No such file")
    assert_refused(place, "Is a directory")
    local texts = {
      ["password = hunter2"] = "is not JSON from line 1", ['{"hunter2": 1}'] = "is not a baseline",
      ['{"version": 7, "findings": []}'] = "is of version 7",
      ['{"version": 1, "findings": [{"rule": "hunter2", "count": "hunter2"}]}'] = "finding 1, count",
      [""] = "is not JSON", [("["):rep(1000000)] = "is not JSON",
      ["[[]" .. (",[]"):rep(2000000) .. "]"] = "more values", [(" "):rep(9000000)] = "larger than 8 MiB",
    }
    for text, words in pairs(texts) do
      helpers.write(place .. "/known.json", text)
      assert_refused(place .. "/known.json", words)
    end
  end)

  it("does not hold the program up when it is a pipe or a device", function()
    local pipe = helpers.temp_dir() .. "/pipe"
    if not helpers.shell("mkfifo " .. helpers.quote(pipe)) then return pending("no pipes to be had") end
    assert_refused(pipe, "it is no file")
    assert_refused("/dev/zero", "it is no file")
  end)

  it("cannot name entities that pass for another's", function()
    local file = folder .. "/known.json"
    helpers.write(file, [[{"version":1,"findings":[{"rule":"model/bad-value\na -> b"},{"rule":"model/unresolved",
      "subject":"c\n"},{"rule":"model/unresolved","subject":"d","related":["c"]}]}]])
    local document = check_json(folder, file)
    assert.are.equal(2, #document.diagnostics)
    assert.are.equal(3, #document.baseline.gone)
  end)

  it("wants a name", function()
    assert.are.equal(2, (check(folder, "--write-baseline", "")))
    assert.are.equal(2, (check(folder, "--baseline", "")))
    local status, _, err = check(folder, "--write-baseline", "/proc/missing/known.json")
    assert.are.equal(2, status)
    assert.truthy(err:find("cannot write /proc/missing/known.json", 1, true), err)
  end)
end)
