--- What targets of lunette export cannot say: how bad it is, of whom, where to mend it, and where the model says it.

local exported = require "tests.spec.exported"
local helpers = require "tests.spec.helpers"

local MODEL = [[
architecture "Shop" {}
context "sales" {}
service "order-service" { context = "sales", dependencies = { sync "billing" {} } }
service "billing" { context = "sales" }
service "Odd.Name" { context = "sales" }
rate_limit { service = "billing", rate = "5/s" }
]]

--- Runs an exporter with this body; `terminal` shows standard error on one of 60 columns.
local function run(body, arguments)
  local text = ("return { name = 'try', summary = 'Tries', export = function(model, out)\n%s\nend }\n"):format(body)
  local folder = helpers.model { ["model.lua"] = MODEL, ["try.lua"] = text }
  local status, out, err = helpers.run(
    { "export", "--exporter", "try.lua", "-o", "o", "--report", "losses.json", table.unpack(arguments or {}) },
    { cwd = folder })
  local report = helpers.read(folder .. "/losses.json")
  return {
    status = status, out = out, err = err, folder = folder,
    losses = report and helpers.json(report).targets[1].losses,
  }
end

--- The text of a file that was written.
local function written(result, name)
  return helpers.read(result.folder .. "/o/" .. name)
end

describe("a loss", function()
  it("is told in a line with all it is about, and in the report one by one", function()
    local result = run [[
      for _, service in ipairs(model.services) do out:loss(service, "it sells", "nothing") end
      out:loss(model, "the whole", "a part", "unsaid")
      out:document("x", { a = 1 })]]
    assert.equal(0, result.status, result.err)
    assert.equal("lunette: try: weaker: order-service, billing, Odd.Name: it sells; instead: nothing "
      .. "(x.yaml; model.lua:3, :4, :5)\n"
      .. "lunette: try: unsaid: Shop: the whole; instead: a part (x.yaml)\n"
      .. "lunette: 1 file in o; 3 weaker, 1 not said by the model\n", result.err)
    assert.same({
      class = "weaker", subject = "billing", what = "it sells", instead = "nothing", written = { { file = "x.yaml" } },
      at = { file = "model.lua", line = 4 },
    }, result.losses[2])
    assert.same({
      class = "unsaid", subject = "Shop", what = "the whole", instead = "a part", written = { { file = "x.yaml" } },
    }, result.losses[4])
  end)

  it("of many is told of the first three, and counted", function()
    local result = run [[
      for at = 1, 5 do out:loss(model.services[1], "x" .. at % 2, tostring(at // 4)) end
      for _, list in ipairs { "services", "rate_limits" } do
        for _, item in ipairs(model[list]) do out:loss(item, "this", "that") end
      end]]
    assert.is_truthy(result.err:find("order-service, billing, Odd.Name and 1 more: this; instead: that", 1, true))
    assert.equal("rate limit for billing", result.losses[#result.losses].subject)
  end)

  it("is told once, however often it is met", function()
    local result = run 'for _ = 1, 3 do out:loss(model, "this", "that") end out:text("a.txt", "")'
    assert.equal(1, #result.losses)
  end)

  it("has a class, by its word or in a table", function()
    local result = run [[
      out:loss(model, "a", "b", "by hand")
      out:loss(model, "c", "d", { target = "istio" })
      out:loss(model, "e", "f", { class = "unsaid" })
      out:text("a.txt", "")]]
    local classes = {}
    for _, loss in ipairs(result.losses) do classes[loss.what] = loss.class end
    assert.same({ a = "by hand", c = "elsewhere", e = "unsaid" }, classes)
    assert.equal("istio", result.losses[2].target)
    assert.is_truthy(result.err:find("c; instead: d; the target istio writes it", 1, true), result.err)
    assert.is_truthy(result.err:find("\nlunette: 1 file in o; 1 to do by hand, 1 not said by the model, "
      .. "1 elsewhere\n", 1, true), result.err)
  end)

  it("refuses a class that there is not", function()
    for about, expected in pairs {
      ["'worse'"] = "a class is \"by hand\", \"weaker\", \"unsaid\" or \"elsewhere\", not 'worse'",
      ["{ clas = 'weaker' }"] = "there is no 'clas'",
      ["'elsewhere'"] = "no target is named",
      ["{ 'by hand' }"] = "the last argument is a class",
      ["{ file = '../x' }"] = "a part of it begins with '.'",
    } do
      local result = run(("out:loss(model, 'a', 'b', %s)"):format(about))
      assert.is_truthy(result.err:find(expected, 1, true), result.err)
    end
  end)
end)

describe("the place of a loss", function()
  local function places(loss, documents)
    local result = run(("out:loss(%s)\n%s"):format(loss, documents))
    assert.equal(0, result.status, result.err)
    local list = {}
    for place, at in ipairs(result.losses[1].written) do
      list[place] = at.file .. (at.object and " " .. at.object or "")
    end
    return table.concat(list, ", "), result
  end

  local FILES = [[
    local function object(kind, name, host) return { kind = kind, metadata = { name = name }, host = host } end
    out:file("billing") { object("A", "a"), object("B", "b", "billing.invalid") }
    out:document("more/order-service", object("C", "c", "billing.invalid"))
    out:text("odd-name/x.txt", "")]]

  it("is the file of its item, or of whom it is around or for", function()
    assert.equal("billing.yaml", (places("model.services[2], 'a', 'b'", FILES)))
    assert.equal("billing.yaml", (places("model.rate_limits[1], 'a', 'b'", FILES)))
    assert.equal("more/order-service.yaml C/c", (places("model.services[1], 'a', 'b'", FILES)))
    assert.equal("more/order-service.yaml C/c", (places("model.services[1].dependencies[1], 'a', 'b'", FILES)))
    assert.equal("odd-name/", (places("model.services[3], 'a', 'b'", FILES)))
    assert.equal("", (places("model, 'a', 'b'", FILES)))
  end)

  it("is the file and the kind of object that it names", function()
    assert.equal("billing.yaml A/a", (places("model.services[2], 'a', 'b', { kind = 'A' }", FILES)))
    assert.equal("billing.yaml B/b", (places("model, 'a', 'b', { file = 'billing', kind = 'B' }", FILES)))
    assert.equal("billing.yaml", (places("model, 'a', 'b', { file = 'billing', kind = 'X' }", FILES)))
  end)

  it("is wherever its value stands", function()
    assert.equal("billing.yaml B/b, more/order-service.yaml C/c",
      (places("model, 'a', 'b', { value = 'billing.invalid' }", FILES)))
  end)
end)

describe("what is to be done by hand", function()
  it("stands in YAML as a comment, at the value or at the head of the object", function()
    local result = run [[
      out:loss(model, "its host", "nowhere", { class = "by hand", value = "x.invalid" })
      out:loss(model, "its pods", "nothing", { class = "by hand", file = "b", kind = "B" })
      out:loss(model, "its tail", "nothing", { value = "yy" })
      out:document("a", { hosts = { "x.invalid", "yy" }, empty = out.list(), n = 1, text = "x\ny\n", z = "x.invalid" })
      out:file("b") { { kind = "A" }, { kind = "B" } }]]
    assert.equal("empty: []\nhosts:\n- x.invalid # by hand: its host\n- yy\n\"n\": 1\ntext: |\n  x\n  y\n"
      .. "z: x.invalid # by hand: its host\n", written(result, "a.yaml"))
    assert.equal("kind: A\n---\n# by hand: its pods\nkind: B\n", written(result, "b.yaml"))
  end)

  it("breaks no file, whatever it says", function()
    local result = run [[
      out:loss(model, "a\nb: c\27[31m\u{2028}d", "x", { class = "by hand", value = "v" })
      out:document("a", { a = "v", b = { "v" } })]]
    assert.equal("a: v # by hand: a b: c [31m d\nb:\n- v # by hand: a b: c [31m d\n",
      written(result, "a.yaml"))
  end)

  it("is not said in JSON, which has no comments", function()
    local result = run('out:loss(model, "a", "b", { class = "by hand", value = "v" }) out:document("a", { a = "v" })',
      { "-f", "json" })
    assert.equal('{\n  "a": "v"\n}\n', written(result, "a.json"))
    assert.same({ { file = "a.json" } }, result.losses[1].written)
  end)
end)

describe("istio", function()
  it("does not lose a wait between tries that it has itself", function()
    local function lost(mesh, retry)
      local result = exported.of("istio", ([[
context "c" {}
%s
service "a" { context = "c", dependencies = { sync "b" { retry = { max_attempts = 3, jitter = true, %s } } } }
service "b" { context = "c" }
]]):format(mesh, retry))
      local list = {}
      for _, loss in ipairs(result.losses) do
        if loss.what:find("wait", 1, true) then list[#list + 1] = loss.what end
      end
      return list
    end
    local OLD, NEW = 'mesh "m" { type = "istio", version = "1.25" }', 'mesh "m" { type = "istio", version = "1.26" }'
    assert.same({}, lost(OLD, 'backoff = "25ms", backoff_multiplier = 2, max_backoff = "250ms"'))
    assert.same({}, lost(NEW, 'backoff = "50ms", backoff_multiplier = 2, max_backoff = "500ms"'))
    assert.same({ "the wait before the second try", "by what the wait between tries grows",
      "the longest wait between tries" }, lost(OLD, 'backoff = "50ms", backoff_multiplier = 3, max_backoff = "500ms"'))
  end)
end)

describe("every target", function()
  local MODELS = { "models/ecommerce", "models/banking" }

  local function report(model)
    local folder = helpers.temp_dir()
    local status, _, err = helpers.run { "export", "all", model, "-o", folder .. "/o", "--report", folder .. "/r" }
    assert.equal(0, status, err)
    return helpers.json(helpers.read(folder .. "/r")).targets
  end

  local function each_loss(visit)
    for _, model in ipairs(MODELS) do
      local targets, by_name = report(model), {}
      for _, target in ipairs(targets) do by_name[target.target] = target end
      for _, target in ipairs(targets) do
        for _, loss in ipairs(target.losses) do visit(loss, target, by_name) end
      end
    end
  end

  it("tells no loss twice, and names whom it is about", function()
    local seen = {}
    each_loss(function(loss, target)
      local at = loss.at and loss.at.file .. loss.at.line or ""
      local key = table.concat({ target.target, tostring(target), loss.subject, at, loss.what, loss.instead }, "\n")
      assert(not seen[key], key)
      seen[key] = true
      assert.is_truthy(#loss.subject > 0)
    end)
  end)

  it("points to another one only where that one writes something of it", function()
    each_loss(function(loss, target, by_name)
      if loss.class ~= "elsewhere" then return end
      local other = assert(by_name[loss.target], ("%s: there is no target %s"):format(target.target, loss.target))
      local text = ("%s: %s of %s: %s"):format(target.target, loss.what, loss.subject, loss.target)
      assert(#other.files > 0, text .. " writes no file")
      for _, theirs in ipairs(other.losses) do
        local is_same = theirs.subject == loss.subject and theirs.what == loss.what
        assert(not is_same or not theirs.instead:match("^no"), text .. " loses it, too")
      end
    end)
  end)

  it("leaves no placeholder without a word", function()
    local folder = helpers.temp_dir()
    for _, target in ipairs { "kubernetes", "istio", "argo-rollouts" } do
      assert.equal(0, (helpers.run { "export", target, "models/ecommerce", "-o", folder .. "/" .. target }))
      for _, name in ipairs(helpers.names(folder .. "/" .. target)) do
        for line in helpers.read(folder .. "/" .. target .. "/" .. name):gmatch("[^\n]+") do
          local is_placeholder = line:find("%.invalid") or line:find(":latest")
            or line:find("image: search%-service:%d") -- no image, but a tag by its versions
          assert(not is_placeholder or line:find(" # by hand: ", 1, true), name .. ": " .. line)
        end
      end
    end
  end)
end)
