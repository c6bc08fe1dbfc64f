--- What `render` writes: formats, detail, themes, many views at a time.

local helpers = require "tests.spec.helpers"

local run, assert_has, assert_lacks = helpers.expect, helpers.assert_has, helpers.assert_lacks

local MODEL = "models/ecommerce"
local PROBE = "tests/spec/probe/renderer.c"

--- The error of a wrong command line.
local function slip(words)
  local out, err = run(2, { "render", MODEL, table.unpack(words) })
  assert.are.equal("", out)
  return err
end

local function read_all(folder)
  local files = {}
  for _, name in ipairs(helpers.names(folder)) do files[name] = helpers.read(folder .. "/" .. name) end
  return files
end

describe("formats", function()
  it("are drawn several at once, each file with its own end", function()
    local folder = helpers.temp_dir() .. "/out"
    run(0, { "render", MODEL, "contexts", "-f", "svg,dot,mermaid,plantuml,json,svg", "-o", folder })
    assert.are.same({
      "contexts.dot", "contexts.json", "contexts.mmd", "contexts.puml", "contexts.svg", "index.html",
    }, helpers.names(folder))
    assert.truthy(helpers.read(folder .. "/contexts.mmd"):match("^flowchart"))
    assert.truthy(helpers.read(folder .. "/contexts.puml"):match("^@startuml"))
    helpers.json(helpers.read(folder .. "/contexts.json"))
  end)

  it("give the same picture alone and among others", function()
    local folder = helpers.temp_dir()
    run(0, { "render", MODEL, "contexts", "-f", "dot,svg", "-o", folder })
    assert.are.equal((run(0, { "render", MODEL, "contexts" })), helpers.read(folder .. "/contexts.svg"))
  end)

  it("follow from the end of -o", function()
    local folder = helpers.temp_dir()
    for name, start in pairs { ["a.dot"] = "^digraph", ["b.mmd"] = "^flowchart", ["c.puml"] = "^@startuml" } do
      run(0, { "render", MODEL, "contexts", "-o", folder .. "/" .. name })
      assert.truthy(helpers.read(folder .. "/" .. name):match(start), name)
    end
    assert_has(slip { "contexts", "-f", "dot", "-o", folder .. "/a.svg" }, "a.svg ends as svg does, but -f says dot")
    assert_has(slip { "contexts", "teams", "-o", folder .. "/a.svg" }, "several views need a folder: -o DIR")
    assert_has(slip { "contexts", "-f", "svg,dot", "-o", folder .. "/a.svg" }, "several formats need a folder")
  end)

  it("that have no form for a view skip it with a word", function()
    local folder = helpers.temp_dir()
    local _, err = run(0, { "render", MODEL, "contexts", "saga:order-creation", "-f", "dot,mermaid", "-o", folder })
    assert_has(err, "lunette: dot cannot draw these, skipped: saga:order-creation\n")
    assert.are.same({ "contexts.dot", "contexts.mmd", "saga-order-creation.mmd" }, helpers.names(folder))
    run(2, { "render", MODEL, "saga:order-creation", "-f", "dot" })
  end)

  it("know the nearest right word", function()
    assert_has(slip { "contexts", "-f", "svgg" }, "there is no format 'svgg'; did you mean 'svg'?")
    assert_has(slip { "contexts", "-f", "svg,,dot", "-o", "x" }, "not 'svg,,dot'")
    assert_has(slip { "contexts", "--detail", "hihg" }, "did you mean 'high'?")
    assert_has(slip { "contexts", "--detail", "x" }, "low, normal or high")
    assert_has(slip { "contexts", "--jobs", "0" }, "from 1 to 16")
    assert_has(slip { "contexts", "--scale", "wide" }, "such as 2")
    assert_has(slip { "contexts", "-f", "svg,dot" }, "several formats need a folder")
    assert_has(slip { "contexts", "-f", "svg,dot", "-o", "-" }, "several formats need a folder")
  end)

  it("are not begun when one of the views is unknown", function()
    local folder = helpers.temp_dir()
    local _, err = run(2, { "render", MODEL, "contexts", "landscpe", "-o", folder })
    assert_has(err, "did you mean 'landscape'?")
    assert.are.same({}, helpers.names(folder))
  end)
end)

describe("detail", function()
  local function draw(level, view) return (run(0, { "render", MODEL, view or "landscape", "--detail", level })) end

  it("is normal when nothing is said", function()
    assert.are.equal((run(0, { "render", MODEL, "landscape" })), draw "normal")
  end)

  it("is names only when low", function()
    local svg = draw "low"
    assert_has(svg, ">order-service</text>")
    for _, words in ipairs { "[python", "Sees orders through", "mTLS</text>", "600 ms ×2</text>" } do
      assert_lacks(svg, words)
    end
    assert_has(draw("low", "saga:order-creation"), ">order-service</text>")
  end)

  it("is every endpoint and responsibility when high", function()
    local svg = draw "high"
    assert_has(svg, "Payments/RefundPayment · 600 ms ×2</text>")
    assert_has(svg, ">· Order history</text>")
    assert_lacks(draw "normal", ">· Order history</text>")
  end)

  it("holds for every format", function()
    for _, format in ipairs { "dot", "mermaid", "plantuml" } do
      local function say(level) return (run(0, { "render", MODEL, "landscape", "-f", format, "--detail", level })) end
      assert.truthy(#say "low" < #say "normal" and #say "normal" < #say "high", format)
    end
  end)
end)

describe("mermaid", function()
  it("has the colours of criticality, of contexts and of findings", function()
    local model = helpers.model [[
      context "c" { subdomain = "core" }
      service "a" { context = "c", criticality = "critical", dependencies = { sync "b" { timeout = "5s" } } }
      service "b" { context = "c", owner = "nobody", dependencies = { sync "nowhere" {} } }]]
    local text = run(0, { "render", model, "objectives", "-f", "mermaid" })
    for _, words in ipairs { ":::critical\n", "class g0 core-group\n", "classDef critical fill:#f8c8bb,",
      "classDef core-group fill:#eef4fd,stroke:#4a7fc1," } do
      assert_has(text, words)
    end
    text = run(0, { "render", model, "landscape", "-f", "mermaid" })
    for _, words in ipairs { "class n1 error\n", "classDef error stroke:#c02626,stroke-width:3px\n", "linkStyle " } do
      assert_has(text, words)
    end
    assert_lacks(run(0, { "render", model, "landscape", "-f", "mermaid", "--no-findings" }), "error")
  end)
end)

describe("a theme", function()
  local function theme(text)
    local path = helpers.temp_dir() .. "/brand.lua"
    helpers.write(path, text)
    return path
  end
  local function draw(status, path) return run(status, { "render", MODEL, "contexts", "--theme", path }) end

  it("is light or dark for good, or both", function()
    local light, dark, both = draw(0, "light"), draw(0, "dark"), run(0, { "render", MODEL, "contexts" })
    assert_has(light, "#ffffff")
    assert_lacks(light, "#10151d")
    assert_has(dark, "#10151d")
    assert_lacks(dark, "var(--")
    assert_has(both, "prefers-color-scheme:dark")
  end)

  it("of a file replaces the colours it names", function()
    local path = theme 'local fill = "#fec"\nreturn { service = fill, dark = { service = "#400040" } }'
    local svg = draw(0, path)
    assert_has(svg, "--service:#ffeecc;")
    assert_has(svg, "--service:#400040;")
    assert_has(svg, "--ink:#17212e;")
    local dark = draw(0, "dark," .. path)
    assert_has(dark, "fill:#400040;")
    assert_lacks(dark, "#ffeecc")
    assert_has((run(0, { "render", MODEL, "contexts", "-f", "dot", "--theme", path })), "#ffeecc")
  end)

  it("is told what is wrong with it, with the line and the nearest name", function()
    local cases = {
      ['return {\n  servic = "#fff" }'] = ":2: there is no colour 'servic'; did you mean 'service'?",
      ['return { qqqqqqqq = "#fff" }'] = "there are: paper, ink",
      ['return {\n\n  ink = "red" }'] = ":3: 'red' is no colour: #rgb or #rrggbb",
      ['return { ink = "#1234" }'] = "is no colour",
      ['return { ink = "#fff;} *{" }'] = "is no colour",
      ['return { night = { ink = "#fff" } }'] = "there is no 'night' of a theme: light and dark only",
      ["return { ink = 3 }"] = "'ink' is a number where a text is wanted",
      ["return 1"] = "the file returns no table",
      ["return {"] = ":1: unexpected symbol",
      ["return {\n x = os.time() }"] = ":2: models have no 'os'",
      ["while true do end"] = "limit 'steps'",
      ['return { ["\27[2J"] = "#fff" }'] = "\\x1b[2J",
    }
    for text, words in pairs(cases) do
      local out, err = draw(2, theme(text))
      assert.are.equal("", out)
      assert_has(err, words)
      assert_lacks(err, "\27")
    end
  end)

  it("is looked for before anything is drawn", function()
    assert_has(slip { "contexts", "--theme", "drak" }, "did you mean 'dark'?")
    assert_has(slip { "contexts", "--theme", "/nowhere/x.lua" }, "cannot read the theme /nowhere/x.lua")
    assert_has(slip { "contexts", "--theme", "." }, "it is no plain file")
  end)

  it("that is hard to read is drawn with a warning", function()
    local _, err = draw(0, theme 'return {\n  ink = "#999" }')
    assert_has(err, "brand.lua:2: ink on ")
    assert_has(err, "contrast ")
    _, err = draw(0, theme 'return { ink = "#000" }')
    assert.are.equal("", err)
  end)
end)

describe("many views", function()
  it("give the same files and messages whatever the number of jobs", function()
    local one, four = helpers.temp_dir(), helpers.temp_dir()
    local function draw(jobs, folder)
      return (select(2, run(0, { "render", MODEL, "-f", "svg,dot,mermaid", "--jobs", jobs, "-o", folder })))
    end
    local err_one, err_four = draw("1", one), draw("4", four)
    assert.are.equal(err_one, err_four)
    assert.are.same(read_all(one), read_all(four))
  end)

  it("lose only the picture whose process dies", function()
    local plugin = helpers.temp_dir() .. "/probe.so"
    local built = helpers.shell(("cc -shared -fPIC -Icore/include -o %s %s"):format(plugin, PROBE))
    if not built then return pending "no compiler here" end
    local folder = helpers.temp_dir()
    local _, err = run(2, { "render", MODEL, "contexts", "landscape", "teams", "dependencies", "-f", "probe,svg",
      "--plugin", plugin, "-o", folder })
    assert_has(err, "lunette: landscape: not drawn: the process that drew it died of SIG")
    assert_has(err, "lunette: teams: the probe cannot\n")
    assert.are.same({
      "contexts.probe", "contexts.svg", "dependencies.probe", "dependencies.svg", "index.html", "teams.svg",
    }, helpers.names(folder))
  end)

  it("are not told about while they are drawn, in a pipe", function()
    local _, err = run(0, { "render", MODEL, "-o", helpers.temp_dir() })
    assert.are.equal("", err)
  end)
end)
