--- Every command as a newcomer tries it: what it answers, from where, and what it says to a slip.

local helpers = require "tests.spec.helpers"

local run, assert_has = helpers.expect, helpers.assert_has

local SHOP = [[
architecture "Corner Shop" {}
team "checkout" {}
context "ordering" { owner = "checkout" }
context "stock" { owner = "checkout" }
relationship { between = { "stock", "ordering" }, pattern = "partnership" }
service "order-service" {
  context = "ordering", description = "Takes orders",
  endpoints = { POST "/orders" {} },
  dependencies = { sync "stock-service" { timeout_seconds = 0.2, endpoint = "POST /reservations" } },
  publishes = { event "order.placed" { description = "Somebody bought" } },
  deployment = canary { initial_percentage = 5, pause_duration_minutes = 10 },
}
service "stock-service" {
  context = "stock", description = "Knows the shelves",
  endpoints = { POST "/reservations" {} }, consumes = { "order.placed" },
  datastores = { datastore "stock-db" {} },
}
gateway "api" { routes = { route "/orders" { service = "order-service" } } }
view "what-breaks" { kind = "dependencies", title = "What breaks" }
]]

local COMMANDS = {
  "check", "render", "views", "list", "show", "dump", "export", "explain", "rules", "plugins", "new", "doctor",
}

local shop = helpers.model(SHOP)

--- A slip: status 2, nothing on standard output, one line that helps.
local function assert_slip(words, help, options)
  local out, err = run(2, words, options)
  assert.are.equal("", out)
  assert.truthy(err:match("^lunette[^\n]*\n"), err)
  assert_has(err, help)
end

describe("lunette", function()
  it("alone tells its commands", function()
    local out = run(2, {})
    for _, command in ipairs(COMMANDS) do assert.truthy(out:match("\n  " .. command .. " "), command) end
    for line in out:gmatch("[^\n]+") do assert.is_true(utf8.len(line) <= 80, line) end
    for _, word in ipairs { "--help", "-h", "help" } do assert.are.equal(out, (run(0, { word }))) end
  end)

  it("--version names Lunette, Lua and Graphviz", function()
    local out = run(0, { "--version" })
    assert.truthy(out:match("^Lunette %d+%.%d+%.%d+\nLua 5%.4%.%d+\nGraphviz %d+%.%d+"), out)
  end)

  it("COMMAND -h tells what each is for, within 80 columns", function()
    for _, command in ipairs(COMMANDS) do
      local out = run(0, { command, "-h" })
      assert.are.equal(out, (run(0, { command, "--help" })))
      assert_has(out, "usage: lunette " .. command)
      assert_has(out, "\nOptions\n")
      for line in out:gmatch("[^\n]+") do assert.is_true(utf8.len(line) <= 80, line) end
    end
  end)

  it("knows the nearest command and the nearest option", function()
    assert_slip({ "chek" }, "did you mean 'check'?")
    assert_slip({ "xyzzy" }, "lunette --help lists them")
    assert_slip({ "check", shop, "--selct", "x" }, "did you mean '--select'?")
    assert_slip({ "check", shop, "-x" }, "lunette check -h lists them")
    assert_slip({ "views", shop, "--select", "x" }, "unknown option '--select'")
    assert_slip({ "dump", shop, "-o" }, "--output needs a value")
    assert_slip({ "render", shop, "--no-findings=yes" }, "takes no value")
    assert_slip({ "list", shop, "services", "more" }, "one word too many: 'more'\nusage: lunette list [MODEL] [KIND]\n")
    assert_slip({ "plugins", "all" }, "one word too many: 'all'\nusage: lunette plugins\n")
  end)

  it("takes a word that looks like a path for one", function()
    for _, command in ipairs { "check", "render", "views", "list" } do
      assert_slip({ command, "shop.lua" }, "cannot read shop.lua: No such file")
      assert_slip({ command, "shop/other" }, "cannot read shop/other: No such file")
    end
  end)

  it("takes words that look like options behind --", function()
    assert_slip({ "check", "--", "--select" }, "cannot read --select")
  end)
end)

describe("a model", function()
  local function services(words, options)
    return (select(2, run(0, words, options):gsub("[%w-]+%-service", "")))
  end

  it("is found here, by folder, by file, with a slash behind it, and by way of other folders", function()
    local folder = helpers.temp_dir()
    helpers.write(folder .. "/my shop/model.lua", 'include "more.lua"')
    helpers.write(folder .. "/my shop/more.lua", SHOP)
    for _, path in ipairs {
      "my shop", "my shop/", "my shop//", "my shop/model.lua", "./my shop", "my shop/../my shop/.",
      folder .. "/my shop", "my shop/more.lua",
    } do
      assert.are.equal(2, services({ "list", path, "services" }, { cwd = folder }), path)
      run(0, { "check", path }, { cwd = folder })
    end
    for _, words in ipairs {
      { "list", "services" }, { "list", ".", "services" }, { "list", "model.lua", "service" },
    } do
      assert.are.equal(2, services(words, { cwd = folder .. "/my shop" }))
    end
    for _, words in ipairs {
      { "check" }, { "views" }, { "list" }, { "dump" }, { "show", "order-service" }, { "render", "landscape" },
      { "render", "-o", "out" },
    } do
      run(0, words, { cwd = folder .. "/my shop" })
    end
  end)

  it("that is not there is told so, with what to do", function()
    local nowhere = helpers.temp_dir()
    for _, words in ipairs {
      { "check" }, { "render", "-o", "out" }, { "views" }, { "list" }, { "list", "services" }, { "show", "x" },
      { "dump" },
    } do
      assert_slip(words, "there is no model.lua here; name a model, or make one: lunette new DIR", { cwd = nowhere })
    end
    assert_slip({ "check", nowhere }, "there is no model.lua in " .. nowhere)
    assert_slip({ "check", nowhere .. "/x.lua" }, "cannot read " .. nowhere .. "/x.lua: No such file")
    assert_slip({ "check", "" }, "lunette check: cannot read : ")
  end)

  it("that has errors is still listed, shown, dumped and drawn, with a word on standard error", function()
    local wrong = helpers.model(SHOP .. 'service "lost-service" { context = "nowhere", colour = 1 }')
    assert.are.equal(3, services { "list", wrong, "services" })
    run(0, { "show", wrong, "lost-service" })
    local out, err = run(0, { "dump", wrong })
    assert_has(err, "the model has 2 errors: lunette check " .. wrong)
    assert.are.same({ "nowhere" }, { helpers.json(out).unresolved[1].name })
    out, err = run(0, { "render", wrong, "landscape", "-o", "-" })
    assert_has(out, "</svg>")
    assert_has(err, "the model has")
  end)

  it("that cannot be evaluated says so everywhere", function()
    local broken = helpers.model "context 'c' {"
    for _, words in ipairs {
      { "list", broken }, { "views", broken }, { "dump", broken }, { "show", broken, "c" },
      { "render", broken, "landscape" },
    } do
      local out, err = run(3, words)
      assert.are.equal("", out)
      assert_has(err, "model/syntax")
    end
  end)
end)

describe("render", function()
  it("writes one view to standard output or a file, as SVG or DOT", function()
    local folder = helpers.temp_dir()
    local svg = run(0, { "render", shop, "landscape" })
    assert.truthy(svg:match("^<%?xml.*</svg>%s*$"))
    assert.are.equal(svg, (run(0, { "render", shop, "landscape", "-f", "svg", "-o", "-" })))
    run(0, { "render", shop, "landscape", "-o", folder .. "/a.svg" })
    assert.are.equal(svg, helpers.read(folder .. "/a.svg"))
    run(0, { "render", shop, "landscape", "-f", "dot", "-o", folder .. "/a.dot" })
    assert.truthy(helpers.read(folder .. "/a.dot"):match("^digraph"))
    local missing = "there is no folder " .. folder .. "/deep"
    assert_slip({ "render", shop, "landscape", "-o", folder .. "/deep/a.svg" }, missing)
    assert_slip({ "render", shop, "-o", folder .. "/deep/out" }, missing)
  end)

  it("writes every view, and a page that shows them, into a folder", function()
    local folder = helpers.temp_dir() .. "/out"
    run(0, { "render", shop, "-o", folder })
    assert.are.same({
      "context-ordering.svg", "context-stock.svg", "contexts.svg", "data.svg", "dependencies.svg", "deployment.svg",
      "events.svg", "index.html", "landscape.svg", "service-order-service.svg", "service-stock-service.svg",
      "what-breaks.svg",
    }, helpers.names(folder))
    assert_has(helpers.read(folder .. "/index.html"), '"name":"what-breaks"')
    run(0, { "render", shop, "contexts", "what-breaks", "-f", "dot", "-o", folder })
    assert.are.equal(14, #helpers.names(folder))
  end)

  it("knows the nearest view, and tells what else is wrong with the words", function()
    local _, err = run(2, { "render", shop, "landscap", "-o", "-" })
    assert_has(err, "did you mean 'landscape'?")
    assert_slip({ "render", shop }, "several views need a folder: -o DIR")
    assert_slip({ "render", shop, "landscape", "contexts", "-o", "-" }, "name one view")
    assert_slip({ "render", shop, "landscape", "-f", "jpg" }, "there are: svg, png")
    assert_slip({ "render", shop, "landscape", "--max-boxes", "few" }, "a whole number")
    assert_slip({ "render", shop, "landscape", "--budget", "5" }, "such as 4s")
    assert_slip({ "render", shop, "landscape", "-o", "/proc/nowhere/x.svg" }, "cannot write /proc/nowhere/x.svg")
  end)

  it("shows findings unless told not to", function()
    local wrong = helpers.model(SHOP .. 'service "lost" { context = "nowhere" }')
    local with = run(0, { "render", wrong, "landscape" })
    local without = run(0, { "render", wrong, "landscape", "--no-findings" })
    assert_has(with, "model/unresolved")
    assert.is_nil(without:find("model/unresolved", 1, true))
  end)

  it("collapses contexts above --max-boxes, and says so", function()
    local out = run(0, { "render", shop, "landscape", "--max-boxes", "2" })
    assert.is_nil(out:find('id="service-order-service"', 1, true))
    assert_has((run(0, { "render", shop, "landscape", "--max-boxes", "0" })), 'id="service-order-service"')
  end)
end)

describe("views", function()
  it("lists what render draws, built in and declared", function()
    assert_has((run(0, { "views", shop })), "what-breaks")
    for _, view in ipairs(helpers.json((run(0, { "views", shop, "-f", "json" })))) do
      assert_has((run(0, { "render", shop, view.view })), "</svg>")
    end
    assert.truthy((run(0, { "views", shop, "-f", "csv" })):match("^view,kind,shows\r?\n"))
  end)
end)

--- What a terminal of so many columns shows of it.
local function on_terminal(columns, words)
  local command = ("stty cols %d; exec %s %s"):format(columns, helpers.quote(helpers.lunette), words)
  return helpers.shell("script -qec " .. helpers.quote(command) .. " /dev/null"):gsub("\r", "")
end

--- A test that needs one.
local function on_terminals(what, test)
  (helpers.has_terminal() and it or pending)(what, test)
end

describe("list", function()
  it("counts the kinds, and lists one by any of its names", function()
    assert.truthy((run(0, { "list", shop })):match("\nservices +2\n"))
    local plural = run(0, { "list", shop, "services" })
    assert.are.equal(plural, (run(0, { "list", shop, "service" })))
    assert.are.equal((run(0, { "list", shop, "contexts" })), (run(0, { "list", shop, "domain" })))
    assert.truthy(plural:match("\norder%-service +context ordering, 1 endpoint"), plural)
    assert_has((run(0, { "list", shop, "relationships" })), "stock <-> ordering")
  end)

  it("writes JSON and CSV for programs", function()
    local rows = helpers.json((run(0, { "list", shop, "services", "-f", "json" })))
    assert.are.same({ "order-service", "stock-service" }, { rows[1].name, rows[2].name })
    assert.are.same({ shop .. "/model.lua", 6 }, { rows[1].file, tonumber(rows[1].line) })
    local csv = run(0, { "list", shop, "services", "-f", "csv" })
    assert.truthy(csv:match('^name,about,file,line\r?\norder%-service,"context ordering, 1 endpoint'), csv)
    assert.are.same({}, helpers.json((run(0, { "list", shop, "sagas", "-f", "json" }))))
  end)

  it("names an objective as the model does, and says what it is", function()
    local slos = 'slos = { slo "availability" { target = "99.9%", window = "30d", description = "Up" } }'
    local model = helpers.model('context "c" {} service "s" { context = "c", ' .. slos .. " }")
    assert.truthy((run(0, { "list", model, "slos" })):match("\ns/availability  99.9 %% in 30 d: Up  %S+model.lua:1\n"))
  end)

  on_terminals("fits a table into the terminal, whatever is too wide below its row", function()
    local words = "list " .. helpers.quote(shop) .. " services"
    local narrow, wide = on_terminal(60, words), on_terminal(200, words)
    local about = "context ordering, 1 endpoint, 1 call out, 0 calls in"
    assert.truthy(narrow:match("\norder%-service[^\n]*\n    " .. about .. "\n"), narrow)
    assert.truthy(wide:match("\norder%-service  " .. about .. "  %S+:6\n"), wide)
    for line in on_terminal(60, "rules"):gmatch("[^\n]+") do assert.is_true(utf8.len(line) <= 60, line) end
    assert.are.equal(wide, (run(0, { "list", shop, "services" })))
  end)

  it("knows the nearest kind and the formats", function()
    assert_slip({ "list", shop, "servics" }, "did you mean 'services'?")
    assert_slip({ "list", "servics" }, "did you mean 'services'?")
    assert_slip({ "list", shop, "sync" }, "is neither a model nor a kind")
    assert_slip({ "list", shop, "-f", "yaml" }, "there are: text, json, csv")
  end)
end)

describe("show", function()
  it("tells who calls a service, whom it calls and what breaks with it", function()
    local out = run(0, { "show", shop, "stock-service" })
    assert.truthy(out:match("^service stock%-service  %([^\n]+model%.lua:13%)\nKnows the shelves\n"), out)
    assert.truthy(out:match("\nCalled by\n  order%-service +POST /reservations · 200 ms\n"), out)
    assert.truthy(out:match("\nBreaks when it is gone\n  order%-service "), out)
    assert.truthy(out:match("\nOwns\n  stock%-db\n"), out)
    assert.truthy((run(0, { "show", shop, "order-service" })):match("\nNamed in\n  gateway api +service of route\n"))
  end)

  it("tells who publishes and consumes an event, and what a context holds", function()
    local out = run(0, { "show", shop, "order.placed" })
    assert.truthy(out:match("\nPublished by\n  order%-service"), out)
    assert.truthy(out:match("\nConsumed by\n  stock%-service"), out)
    assert.truthy((run(0, { "show", shop, "ordering" })):match("\nServices\n  order%-service"))
  end)

  it("tells the steps of a saga, the routes of a gateway and the events of a topic", function()
    local model = helpers.model [[
context "c" {}
service "a" { context = "c", publishes = { event "done" { topic = "news" } } }
service "b" { context = "c" }
topic "news" {}
saga "buy" { orchestrator = "a", steps = {
  step "pay" { service = "b", action = "charge", timeout = "1s", compensation = "refund" },
  step "end" { service = "a", pivot = true },
} }
gateway "edge" { service = "a", routes = {
  route "/b" { service = "b", methods = { "GET", "PUT" }, strip_prefix = "/b", auth = "jwt", public = true },
  route "/s" { split = { to "a" { weight = 90 }, to "b" { subset = "v2", weight = 10 } } },
} }
]]
    local saga, gateway = run(0, { "show", model, "buy" }), run(0, { "show", model, "edge" })
    assert.truthy(saga:match("\nOrchestrated by\n  a\n\nSteps\n  pay +b · charge · 1 s · undone by refund\n"), saga)
    assert.truthy(saga:match("\n  end +a · pivot\n"), saga)
    assert.truthy(gateway:match("\nRoutes\n  /b +GET, PUT · b · strips /b · jwt · public\n"), gateway)
    assert.truthy(gateway:match("\n  /s +a 90 %%, b v2 10 %%\n"), gateway)
    assert.truthy((run(0, { "show", model, "news" })):match("\nEvents\n  done +published by a\n"))
  end)

  on_terminals("keeps within the terminal", function()
    for line in on_terminal(70, "show models/ecommerce order-service"):gmatch("[^\n]+") do
      assert.is_true(utf8.len(line) <= 70, line)
    end
  end)

  it("writes one JSON document, of names that kinds share lists by kind", function()
    local service = helpers.json((run(0, { "show", shop, "stock-service", "-f", "json" })))
    assert.are.equal("Knows the shelves", service.description)
    local shared = helpers.model 'team "x" {} context "x" { owner = "x" } service "s" { context = "x" }'
    local document = helpers.json((run(0, { "show", shared, "x", "-f", "json" })))
    assert.are.same({ "x", "x" }, { document.teams[1].name, document.contexts[1].owner })
    assert.truthy((run(0, { "show", shared, "x", "-f", "text" })):match("\n\ncontext x "))
  end)

  it("knows the nearest name", function()
    assert_slip({ "show", shop, "order-servic" }, "did you mean 'order-service'?")
    assert_slip({ "show", shop, "zzzzzz" }, "is named 'zzzzzz'")
    assert_slip({ "show" }, "lunette show [MODEL] NAME")
    assert_slip({ "show", shop }, "lunette show [MODEL] NAME")
    assert_slip({ "show", shop, "ordering", "-f", "csv" }, "there are: text, json")
  end)
end)

describe("dump", function()
  local function dump(model)
    return helpers.json((run(0, { "dump", helpers.model(model) })))
  end

  it("writes the same bytes each time, to standard output or a file", function()
    local first, file = run(0, { "dump", shop }), helpers.temp_dir() .. "/model.json"
    for _ = 1, 5 do assert.are.equal(first, (run(0, { "dump", shop }))) end
    assert.are.equal("", (run(0, { "dump", shop, "-o", file })))
    assert.are.equal(first, helpers.read(file))
  end)

  it("has canonical units in its keys, however they were written", function()
    local document = dump(SHOP)
    local service = document.services[1]
    assert.are.equal(200, document.dependencies[1].timeout_ms)
    assert.are.equal(0.05, service.deployment.initial)
    assert.are.equal(600000, service.deployment.pause_ms)
    for _, field in ipairs { 'timeout = "0.2s"', "timeout_ms = 200", 'timeout_seconds = "200ms"' } do
      local model = 'context "c" {} service "s" { context = "c", dependencies = { sync "s" { ' .. field .. " } } }"
      assert.are.equal(200, dump(model).dependencies[1].timeout_ms, field)
    end
  end)

  it("lists what could not be resolved", function()
    local document = dump 'service "s" { context = "nowhere", dependencies = { sync "nobody" {} } }'
    local names = {}
    for index, row in ipairs(document.unresolved) do names[index] = row.name end
    table.sort(names)
    assert.are.same({ "nobody", "nowhere" }, names)
    assert.are.equal("nowhere", document.services[1].context)
  end)
end)

describe("explain", function()
  local function words_of(command, column)
    local words = {}
    for _, row in ipairs(helpers.json((run(0, { command, "-f", "json" })))) do words[#words + 1] = row[column] end
    return words
  end

  it("tells of every rule, within 80 columns", function()
    for _, rule in ipairs(words_of("rules", "rule")) do
      local out, err = run(0, { "explain", rule })
      assert.are.equal("", err)
      for line in out:gmatch("[^\n]+") do
        local is_model_or_title = line:match("^    ") or line:find(rule, 1, true)
        assert(is_model_or_title or (utf8.len(line) or 0) <= 80, line)
      end
    end
  end)

  it("tells of every kind it lists, with its fields", function()
    local count = 0
    for kind in (run(0, { "explain" })):gmatch("\n  (%S[^\n]-)  ") do
      local out, err = run(0, { "explain", kind })
      assert.are.equal("", err)
      assert_has(out, kind .. ": ")
      assert_has(out, "\nFields\n")
      assert.is_nil(out:find("(null)", 1, true))
      count = count + 1
    end
    assert.is_true(count > 80, count .. " kinds")
  end)

  it("gives an example of each declaration that checks without a word about the model's form", function()
    for kind in (run(0, { "explain" })):match("^(.-)\nPlain tables"):gmatch("\n  (%S[^\n]-)  ") do
      local out = run(0, { "explain", kind })
      local example = out:match("\nExample\n\n(.*)$")
      assert.truthy(example, kind .. " has no example")
      for _, finding in ipairs((helpers.check(helpers.model(example)))) do
        local form = { "bad-value", "unknown-field", "missing-field", "unknown-kind", "syntax" }
        for _, rule in ipairs(form) do assert.are_not.equal("model/" .. rule, finding.rule, finding.message) end
      end
    end
  end)

  it("knows the nearest rule or kind", function()
    assert_slip({ "explain", "servce" }, "did you mean 'service'?")
    assert_slip({ "explain", "orphan" }, "did you mean 'model/orphan'?")
    assert_slip({ "explain", "qqqqqqqq" }, "there is no rule or kind 'qqqqqqqq'")
  end)
end)

describe("rules and plugins", function()
  it("lists the rules that fit globs, as explain does", function()
    local out = run(0, { "rules", "calls/c*,model/empty" })
    assert.truthy(out:match("^rule [^\n]+\nmodel/empty [^\n]+\ncalls/c[^\n]+\ncalls/c[^\n]+\n$"), out)
    assert.are.equal((run(0, { "rules", "calls/*" })), (run(0, { "explain", "calls/*" })))
    assert_slip({ "explain", "cals/*" }, "no rule fits 'cals/*'; did you mean 'calls/*'?")
    assert_slip({ "explain", "calls" }, "did you mean 'calls/*'?")
    assert_slip({ "rules", "xyzzy" }, "no rule fits 'xyzzy'; lunette rules lists them")
  end)

  it("tell what is loaded, and from where", function()
    assert.truthy((run(0, { "rules" })):match("\nmodel/unresolved +error +a reference"))
    assert.truthy((run(0, { "rules" })):match("\ncontexts/too%-large +note +limit=15 +more"))
    local out = run(0, { "plugins" })
    assert.truthy(out:match("\ncontexts +%d+%.%d+%.%d+ +%d+ rules +[^\n]+/rules%.so\n"), out)
    assert.truthy(out:match("\ngraph +%d+%.%d+%.%d+ +1 renderer +[^\n]+/graph%.so\n"), out)
    assert_slip({ "rules", "-f", "yaml" }, "there are: text, json, csv")
  end)
end)

describe("new", function()
  it("makes a model that checks without any finding, and can be drawn", function()
    local folder = helpers.temp_dir()
    local out = run(0, { "new", "my shop" }, { cwd = folder })
    assert_has(out, "lunette check")
    local diagnostics, status = helpers.check(folder .. "/my shop")
    assert.are.equal(0, status)
    assert.are.same({}, diagnostics)
    assert_has((run(0, { "render", folder .. "/my shop", "landscape" })), "</svg>")
  end)

  it("never writes over a model", function()
    local folder = helpers.temp_dir()
    helpers.write(folder .. "/model.lua", "-- mine")
    assert_slip({ "new", folder }, "model.lua: File exists")
    assert.are.equal("-- mine", helpers.read(folder .. "/model.lua"))
    assert_slip({ "new" }, "name the folder to make")
    assert_slip({ "new", "/proc/nowhere/shop" }, "lunette new: cannot make")
  end)
end)

describe("limits and jail", function()
  it("--limit takes each limit, and refuses what is none", function()
    for _, limit in ipairs {
      "steps=1000000", "memory=64MiB", "time=5s", "allocation=1MiB", "source=1MiB", "files=10", "entities=1000",
      "nesting=32", "calls=500", "findings=10",
    } do
      run(0, { "check", shop, "--limit", limit })
    end
    run(3, { "check", shop, "--limit", "entities=3" })
    run(3, { "check", shop, "--limit", "source=100" })
    for _, limit in ipairs { "steps", "steps=", "steps=0", "steps=-1", "steps=1k", "time=5", "findings=x" } do
      assert_slip({ "check", shop, "--limit", limit }, "limit")
    end
    assert_slip({ "check", shop, "--limit", "stesp=5" }, "no limit 'stesp'; did you mean 'steps'?")
    assert_slip({ "check", shop, "--limit", "detail=5" }, "no limit 'detail'; did you mean 'details'?")
    assert_slip({ "check", shop, "--limit", "patience=5" }, "nesting, calls, findings, details\n")
    assert_slip({ "dump", shop, "--limit", "patience=5" }, "nesting, calls\n")
  end)

  it("doctor tells each part of the jail; --require-jail runs where all are there", function()
    local out = run(0, { "doctor" })
    local parts, missing = 0, 0
    for verdict in out:gmatch("\n  (%u?%a+) +%l+ +%l[^\n]+\n +[^\n]+") do
      parts = parts + 1
      if verdict == "MISSING" then missing = missing + 1 end
    end
    assert.are.equal(6, parts, out)
    local status, _, err = helpers.run { "check", shop, "--require-jail" }
    if missing == 0 and not helpers.sanitized then
      assert.are.equal(0, status, err)
      assert_has(out, "Everything is there")
    else
      assert.are.equal(2, status, err)
      assert.truthy(err:match("^lunette[^\n]+\n"), err)
    end
  end)
end)
