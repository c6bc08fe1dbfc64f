--- House rules and the frozen view they see, as lua/README.md tells.

local helpers = require "tests.spec.helpers"

--- Two contexts and a chain of calls: shop -> stock -> bank, and shop -> mail, which is optional.
local platform = [[
team "checkout" { contact = "#checkout" }
context "ordering" { owner = "checkout" }
context "stock" { owner = "checkout", subdomain = "core" }
relationship { upstream = "stock", downstream = "ordering", pattern = "shared-kernel" }
relationship { upstream = "ordering", downstream = "stock", upstream_roles = { "ACL", "OHS" } }
external "bank" { technology = "ISO 20022" }
event "order.placed" { kind = "domain", schema = { id = "uuid", at = "time" } }
datastore "ledger" {}
service "shop" {
  context = "ordering", description = "Sells", tags = { "pci", "web" }, properties = { tier = "1", cost = "low" },
  endpoints = { POST "/orders" { idempotent = true, latency_p99 = "1.5s" } }, ports = { 80, 443 },
  dependencies = {
    sync "stock" { timeout = "200ms", retry = { max_attempts = 3 } },
    sync "mail" { timeout = "1s", optional = true },
  },
  publishes = { "order.placed", "order.lost" },
  slos = { slo "availability" { target = "99.9%", window = "30d" },
    slo "latency_p99" { target = "2s", window = "7d" } },
  datastores = { "ledger" },
}
service "stock" {
  context = "stock", uses = { "ledger" }, consumes = { on "order.placed" { expects = { "id" } } },
  dependencies = { sync "bank" { timeout = "300ms" } }, description = "Counts",
}
service "mail" { context = "nowhere", description = "Writes" }
]]

--- The findings of a model that is the platform and one rule; only those of the rule and of its failing.
---@param body string the text of the check function
---@param arguments? string[]
---@return table[] findings, integer status
local function run(body, arguments)
  local rule = ('rule "house/test" { check = function(model, report)\n%s\nend }\n'):format(body)
  local words = { "--select", "house/*", table.unpack(arguments or {}) }
  return helpers.check(helpers.model(platform .. rule), words)
end

--- What a rule sees: the text of an expression's value.
local function seen(expression, before)
  local findings = run(("%s\nreport(model.services[1], tostring(%s))"):format(before or "", expression))
  assert(findings[1], expression .. ": nothing was reported")
  return findings[1].message
end

local function failure(body)
  local findings = run(body)
  assert.equal(1, #findings)
  assert.equal("model/rule-failed", findings[1].rule)
  return (findings[1].message:gsub("^rule 'house/test' failed: ", ""))
end

describe("the frozen view", function()
  it("shows fields in the form of a dump", function()
    for expression, expected in pairs {
      ["model.services[1].name"] = "shop",
      ["model.services[1].kind"] = "service",
      ["model.services[1].description"] = "Sells",
      ["model.services[1].image"] = "nil",
      ["model.services[1].dependencies[1].timeout_ms"] = "200",
      ["model.services[1].dependencies[1].kind"] = "sync",
      ["model.services[1].dependencies[1].optional"] = "nil",
      ["model.services[1].dependencies[2].optional"] = "true",
      ["model.services[1].dependencies[1].retry.max_attempts"] = "3",
      ["model.services[1].dependencies[1].retry.owner"] = "sync 'stock'",
      ["model.services[1].endpoints[1].latency_p99_ms"] = "1500",
      ["model.services[1].slos[1].target"] = "0.999",
      ["model.services[1].slos[1].window_s"] = "2592000",
      ["model.services[1].slos[1].target_ms"] = "nil",
      ["model.services[1].slos[2].target_ms"] = "2000",
      ["model.services[1].slos[2].percentile"] = "0.99",
      ["model.services[1].ports[2]"] = "443",
      ["model.services[1].tags[1]"] = "pci",
      ["model.services[1].properties.tier"] = "1",
      ["model.services[1].properties.none"] = "nil",
      ["model.contexts[2].subdomain"] = "core",
      ["model.relationships[1].pattern"] = "shared-kernel",
      ["model.relationships[2].upstream_roles[2]"] = "anticorruption-layer",
      ["model.events[1].event_kind"] = "domain",
      ["model.events[1].kind"] = "event",
      ["model.architecture"] = "nil",
    } do
      assert.equal(expected, seen(expression), expression)
    end
  end)

  it("follows references", function()
    for expression, expected in pairs {
      ["model.services[1].context"] = "context 'ordering'",
      ["model.services[1].context.owner.contact"] = "#checkout",
      ["model.services[1].context == model.contexts[1]"] = "true",
      ["model.services[1].dependencies[1].to == model.services[2]"] = "true",
      ["model.services[1].dependencies[1].owner == model.services[1]"] = "true",
      ["model.services[3].context"] = "nil",
      ["model.services[3].context_name"] = "nowhere",
      ["#model.services[1].publishes"] = "1",
      ["model.services[1].publishes[1].schema.id"] = "uuid",
      ["model.services[1].publishes_names[2]"] = "order.lost",
      ["model.services[1].publishes == model.services[1].publishes"] = "true",
    } do
      assert.equal(expected, seen(expression), expression)
    end
  end)

  it("shows what resolving adds", function()
    for expression, expected in pairs {
      ["model.contexts[1].services[1]"] = "service 'shop'",
      ["model.services[2].callers[1].owner"] = "service 'shop'",
      ["model.events[1].publishers[1]"] = "service 'shop'",
      ["model.events[1].consumers[1].owner"] = "service 'stock'",
      ["#model.datastores[1].users"] = "2",
      ["model.datastores[1].users[1]"] = "service 'shop'",
      ["model.datastores[1].owner"] = "service 'shop'",
      ["#model.dependencies"] = "3",
      ["model.services[2].at.line"] = "21",
      ["model.services[2].at.file:match('model.lua$')"] = "model.lua",
      ["model.services[1].technologies"] = "nil",
    } do
      assert.equal(expected, seen(expression), expression)
    end
  end)

  it("iterates lists, tables and items in order", function()
    assert.equal("shop stock mail", seen([[table.concat(names, " ")]],
      "local names = {} for _, s in ipairs(model.services) do names[#names + 1] = s.name end"))
    assert.equal("1=shop 2=stock 3=mail", seen([[table.concat(names, " ")]],
      [[local names = {} for i, s in pairs(model.services) do names[#names + 1] = i .. "=" .. s.name end]]))
    assert.equal("cost=low tier=1", seen([[table.concat(pairs_of, " ")]],
      [[local pairs_of = {}
        for k, v in pairs(model.services[1].properties) do pairs_of[#pairs_of + 1] = k .. "=" .. v end]]))
    assert.equal("at consumes description expects kind name",
      seen([[table.concat(keys, " ")]], [[
        local keys, wanted = {}, { at = 1, consumes = 1, description = 1, expects = 1, kind = 1, name = 1, image = 1 }
        for key in pairs(model.services[2]) do if wanted[key] then keys[#keys + 1] = key end end
        for key in pairs(model.services[2].consumes[1]) do
          if key == "expects" then table.insert(keys, 4, key) end
        end]]))
    assert.equal("service 'mail' service 'shop'", seen([[table.concat(names, " ")]], [=[
      local set, names = { [model.services[3]] = true, [model.services[1]] = true }, {}
      for service in pairs(set) do names[#names + 1] = tostring(service) end]=]))
  end)

  it("answers who calls whom", function()
    for expression, expected in pairs {
      ["#model:calls()"] = "3",
      ["model:callers(model.externals[1])[1].owner"] = "service 'stock'",
      ["model:callers(model.services[2])[1].timeout_ms"] = "200",
      ["#model:reachable(model.services[1])"] = "2",
      ["model:reachable(model.services[1])[2]"] = "external 'bank'",
      ["#model:path(model.services[1], model.externals[1])"] = "3",
      ["model:path(model.services[1], model.externals[1])[2]"] = "service 'stock'",
      ["#model:path(model.services[1], model.services[1])"] = "1",
      ["model:path(model.services[1], model.services[3])"] = "nil",
      ["model:path(model.externals[1], model.services[1])"] = "nil",
      ["model:find('service', 'stock') == model.services[2]"] = "true",
      ["model:find('domain', 'stock') == model.contexts[2]"] = "true",
      ["model:find('service', 'none')"] = "nil",
    } do
      assert.equal(expected, seen(expression), expression)
    end
  end)

  it("is frozen", function()
    for _, statement in ipairs {
      "model.services[1].name = 'x'", "model.services[4] = 1", "model.services = nil", "model.extra = 1",
      "model.services[1].properties.tier = '2'", "model.services[1].at.line = 2",
    } do
      assert.equal("the model is frozen: it is read, never written", failure(statement), statement)
    end
    assert.equal("nothing can be declared here: the model is frozen when its rules run", failure("service 'late' {}"))
  end)

  it("shows no address and gives no way around it", function()
    for _, text in ipairs {
      "tostring(model)", "tostring(model.services)", "tostring(model.services[1])", "tostring(model.relationships[1])",
      "tostring(model.services[1].properties)", "tostring(model.services[1].at)",
      "('%s'):format(model.services[1].ports)",
    } do
      assert.is_nil(seen(text):find("0x", 1, true), text)
    end
    assert.equal("false", seen("(pcall(setmetatable, model, {}))"))
    assert.equal("false", seen("(pcall(rawget, model, 'services'))"))
    assert.equal("false", seen("(pcall(next, model.services))"))
    assert.equal("false", seen("(pcall(model.find, {}, 'service', 'shop'))"))
    local findings = run("getmetatable(model)")
    assert.equal("model/forbidden", findings[1].rule)
  end)

  it("says what was misspelt", function()
    for statement, expected in pairs {
      ["return model.services[1].contxt"] = "service has no field 'contxt'; did you mean 'context'?",
      ["return model.services[1].domain"] = "service has no field 'domain'; did you mean 'context'?",
      ["return model.services[1].dependencies[1].timeout"] = "sync has no field 'timeout'; did you mean 'timeout_ms'?",
      ["return model.servces"] = "the model has no field 'servces'; did you mean 'services'?",
      ["return model.services.shop"] =
        "a list is read by number, list[1] to list[#list], not by 'shop'; model:find(kind, name) looks a name up",
      ["return model:find('servce', 'x')"] = "a model holds no 'servce'; did you mean 'service'?",
      ["return model.find('service', 'x')"] = "write model:find(…), with a colon",
      ["return modle"] = "there is no 'modle'",
      ["return model:path('shop', 'bank')"] =
        'a service, external or gateway of the model is wanted, not shop; model:find("service", name) looks one up',
    } do
      assert.equal(expected, failure(statement), statement)
    end
  end)
end)

describe("report", function()
  it("makes a finding at an item, or at its field", function()
    local findings = run([[
      local call = model.services[1].dependencies[1]
      report(call, "the call")
      report { at = call, field = "timeout", message = "the timeout", help = "less", subject = "somebody",
               related = { { call.to, "is called" } } }
      report { at = call, field = "timeout_ms", message = "the timeout again" }
      report { at = call, field = "fallback", message = "a field that is not there" }
      report { at = model.services[1], field = "name", message = "a name" } ]])
    assert.equal(5, #findings)
    local by = {}
    for _, finding in ipairs(findings) do by[finding.message] = finding end
    assert.same({ 13, 5 }, { by["the call"].line, by["the call"].column })
    assert.equal("shop -> stock", by["the call"].subject)
    assert.same({ 13, 30 }, { by["the timeout"].line, by["the timeout"].column })
    assert.same({ "less", "somebody", "warning" },
      { by["the timeout"].help, by["the timeout"].subject, by["the timeout"].severity })
    assert.equal("is called", by["the timeout"].related[1].message)
    assert.equal(21, by["the timeout"].related[1].line)
    assert.equal(30, by["the timeout again"].column)
    assert.equal(5, by["a field that is not there"].column)
    assert.same({ 9, 1 }, { by["a name"].line, by["a name"].column })
  end)

  it("refuses what it cannot use", function()
    local more = ': what more there is to say goes into a table, report { at = item, message = "…", help = "…" }'
    for call, expected in pairs {
      ["report('shop', 'x')"] = "report wants an item of the model as its first argument, not shop",
      ["report(model, 'x')"] = "report wants an item of the model as its first argument, not model",
      ["report(model.services[1], 'x', 'field')"] = "report takes an item and a message, and no string behind" .. more,
      ["report({ at = model.services[1], message = 'x' }, 1)"] = "report takes one table, and no number behind" .. more,
      ["report(model.services[1])"] = "report wants text as its second argument, not nil",
      ["report { message = 'x' }"] = "report wants an item of the model as 'at', not nil",
      ["report { at = model.services[1], mesage = 'x' }"] =
        "report takes at, message, field, help, subject and related, not 'mesage'; did you mean 'message'?",
      ["report { at = model.services[1], message = 'x', field = 'contxt' }"] =
        "report: service has no field 'contxt'; did you mean 'context'?",
      ["report { at = model.services[1], message = 'x', related = { 'y' } }"] =
        "report: 'related' is a list of { item, \"why\" }",
    } do
      assert.equal(expected, failure(call), call)
    end
  end)

  it("keeps text of any length and bytes in bounds", function()
    local findings = run([[report(model.services[1], ("ä"):rep(100000)) report(model.services[1], "a\0b\255\27[1m")]])
    assert.equal(2, #findings)
    assert.is_true(#findings[2].message < 3000 and #findings[1].message < 3000)
  end)
end)

describe("house rules", function()
  it("have the severity they say, or are told", function()
    local model = helpers.model(platform .. [[
      rule "house/one" { severity = "note", check = function(m, report) report(m.services[1], "one") end }
      rule "house/two" { severity = "off", check = function(m, report) report(m.services[1], "two") end }
      rule "house/three" { severity = "error", check = function(m, report) report(m.services[1], "three") end }
      config { rules = { ["house/three"] = { severity = "note" } } }
    ]])
    local function severities(...)
      local found = {}
      for _, finding in ipairs(helpers.check(model, { ... })) do
        if finding.rule:match("^house/") then found[finding.message] = finding.severity end
        assert.is_nil(finding.rule:match("^model/unknown%-rule"))
      end
      return found
    end
    assert.same({ one = "note", three = "note" }, severities())
    assert.same({ one = "error", three = "error" },
      severities("--rule", "house/one=error", "--rule", "house/three=error"))
    assert.same({ two = "warning", three = "note" },
      severities("--rule", "house/one=off", "--rule", "house/two=warning"))
    assert.same({ one = "note" }, severities("--select", "house/o*"))
    assert.same({}, severities("--select", "contexts/*"))
  end)

  it("can be suppressed, on record", function()
    local model = helpers.model(platform .. [[
      rule "house/one" { check = function(m, report) report(m.services[1], "x") report(m.services[2], "x") end }
      allow { rule = "house/one", on = "shop", reason = "an old one" }
      allow { rule = "house/one", on = "mail", reason = "covers nothing" }
    ]])
    local suppressed, unused = {}, 0
    for _, finding in ipairs(helpers.check(model)) do
      if finding.rule == "house/one" then suppressed[finding.subject] = finding.suppressed end
      if finding.rule == "model/allow-unused" then unused = unused + 1 end
    end
    assert.same({ shop = true, stock = false }, suppressed)
    assert.equal(1, unused)
  end)

  it("cannot report under the name of another rule", function()
    local model = helpers.model(platform .. [[
      local function check(m, report) report(m.services[1], "x") end
      rule "contexts/mine" { check = check }
      rule "model/mine" { check = check }
      rule "mine" { check = check }
      rule "a/b/c" { check = check }
    ]])
    local findings = helpers.check(model, { "--rule", "model/undocumented=off" })
    assert.equal(4, #helpers.messages(findings, "model/bad-value"))
    for _, finding in ipairs(findings) do assert.not_equal("x", finding.message) end
  end)

  it("go on behind one that fails", function()
    local findings, status = helpers.check(helpers.model(platform .. [[
rule "house/one" { check = function(m, report)
  report(m.services[1], "before")
  local nothing = m.services[3].context
  report(m.services[1], nothing.name)
end }
rule "house/two" { check = function(m, report) report(m.services[1], "behind") end }
]]), { "--select", "house/*" })
    assert.equal(1, status)
    assert.same({ "house/one", "house/two", "model/rule-failed" },
      { findings[1].rule, findings[2].rule, findings[3].rule })
    assert.is_truthy(findings[3].message:find("attempt to index a nil value (local 'nothing')", 1, true))
    assert.equal(29, findings[3].line)
    assert.equal("house/one", findings[3].subject)
  end)

  it("end with a limit, which names it", function()
    local function ending(body, ...)
      local model = helpers.model(platform .. [[
        rule "house/one" { check = function(m, report) report(m.services[1], "before") ]] .. body .. [[ end }
        rule "house/two" { check = function(m, report) report(m.services[1], "behind") end }
      ]])
      local findings, status = helpers.check(model, { "--select", "house/*", ... })
      assert.equal(1, status)
      assert.equal(2, #findings)
      assert.equal("before", findings[1].message)
      return findings[2].rule, findings[2].message
    end
    local rule, message = ending("while true do end", "--limit", "steps=1000000")
    assert.equal("model/limit", rule)
    assert.equal("limit.steps: limit 'steps' of 1000000 reached in rule 'house/one'; no rule behind it was run",
      message)
    rule, message = ending("pcall(function() while true do end end)", "--limit", "steps=1000000")
    assert.equal("model/limit", rule)
    assert.is_truthy(message:find("'steps'", 1, true))
    rule, message = ending("local t = {} for i = 1, 1e9 do t[i] = {} end", "--limit", "memory=8MiB")
    assert.equal("model/limit", rule)
    assert.is_truthy(message:find("limit", 1, true))
    rule = ending("os.exit()")
    assert.equal("model/forbidden", rule)
  end)

  it("cannot make findings without end", function()
    local findings, status, document = run("while true do report(model.services[1], ('x'):rep(900)) end",
      { "--limit", "steps=1000000" })
    assert.equal(1, status)
    assert.is_true(#findings < 1500)
    assert.equal(1, document.summary.error)
  end)

  it("need a check", function()
    local findings = helpers.check(helpers.model('rule "house/none" { severity = "note" }\n'))
    assert.same({ "rule 'house/none' has no 'check'" }, helpers.messages(findings, "model/missing-field"))
  end)

  it("come from an included file like any other declaration", function()
    local findings = helpers.check(helpers.model {
      ["model.lua"] = platform .. 'include "rules/house.lua"\n',
      ["rules/house.lua"] = 'rule "house/one" { check = function(m, report) report(m.services[1], "seen") end }\n',
    }, { "--select", "house/*" })
    assert.equal("seen", findings[1].message)
  end)

  it("read the same on every run", function()
    local model = helpers.model(platform .. [[
      rule "house/all" { check = function(m, report)
        for _, service in ipairs(m.services) do
          for key, value in pairs(service) do report(service, key .. " " .. tostring(value)) end
        end
      end }
    ]])
    local _, first = helpers.run { "check", model }
    for _ = 1, 3 do
      local _, again = helpers.run { "check", model }
      assert.equal(first, again)
    end
  end)
end)

describe("lua/README.md", function()
  local readme = assert(helpers.read("lua/README.md"))

  it("shows a rule that finds what it says", function()
    local rule = assert(readme:match("```lua\n(.-)```"))
    local expected = assert(readme:match("```\n(warning%[.-)\n```"))
    local model = helpers.model([[
context "shop" {}
external "bank" {}
service "checkout" { context = "shop", criticality = "critical", dependencies = { sync "bank" { timeout = "2s" } } }
]] .. rule)
    local status, out = helpers.run { "check", model, "--select", "house/*" }
    assert.equal(0, status)
    assert.is_truthy(out:find(expected, 1, true), out)
    assert.is_truthy(out:find('timeout = "500ms" or less', 1, true))
  end)

  it("names every function of the model", function()
    for name in readme:gmatch("`model:(%l+)") do
      assert.is_truthy(("find calls callers reachable path"):find(name, 1, true), name)
    end
  end)
end)
