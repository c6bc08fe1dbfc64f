--- The page that `lunette render` writes, as a file: what it holds and what it must not. How it behaves in a
--- browser is tried by tests/browser.

local helpers = require "tests.spec.helpers"

local MODEL = "models/ecommerce"

local function render(arguments)
  local status, out, err = helpers.run { "render", table.unpack(arguments) }
  assert.equal(0, status, err)
  return out
end

--- All of a page's elements that begin with `open`, as their content.
local function elements(page, open, close)
  local found, at = {}, 1
  while true do
    local _, from = page:find(open, at, true)
    if not from then return found end
    local to = page:find(close, from, true)
    if not to then return found end
    found[#found + 1] = page:sub(from + 1, to - 1)
    at = to
  end
end

local function data_of(page)
  return elements(page, '<script type="application/json" id="model">', "</script>")[1]
end

local function views_of(model)
  local _, out = helpers.run { "views", model, "--format", "json" }
  return helpers.json(out)
end

local function hash_of(text)
  local path = helpers.temp_dir() .. "/text"
  helpers.write(path, text)
  local digest = helpers.shell("sha256sum < " .. helpers.quote(path)):match("^%x+")
  return helpers.shell(("env printf '%s' | base64"):format(digest:gsub("..", "\\x%0"))):gsub("%s", "")
end

local function model_of(lines)
  return helpers.model(table.concat(lines, "\n"))
end

describe("the page", function()
  local folder, page, data

  setup(function()
    folder = helpers.temp_dir()
    render { MODEL, "-o", folder }
    page = helpers.read(folder .. "/index.html")
    data = helpers.json(data_of(page))
  end)

  it("is the same file beside the pictures and by itself", function()
    local alone = folder .. "/alone.html"
    render { MODEL, "-f", "html", "-o", alone }
    assert.equal(page, helpers.read(alone))
    assert.equal(page, render { MODEL, "-f", "html", "-o", "-" })
  end)

  it("holds every picture as it was written, in the order of the views", function()
    local pictures = elements(page, '<script type="image/svg+xml">', "</script>")
    local views = views_of(MODEL)
    assert.equal(#views, #pictures)
    assert.equal(#views, #data.views)
    for index, view in ipairs(data.views) do
      assert.equal(helpers.read(folder .. "/" .. view.name:gsub(":", "-") .. ".svg"), pictures[index])
    end
  end)

  it("holds the views that were asked for, and no others", function()
    local one = render { MODEL, "landscape", "events", "-f", "html", "-o", "-" }
    local names = {}
    for index, view in ipairs(helpers.json(data_of(one)).views) do names[index] = view.name end
    assert.same({ "landscape", "events" }, names)
  end)

  it("may hold a single view", function()
    local one = render { MODEL, "landscape", "-f", "html", "-o", "-" }
    assert.equal(1, #helpers.json(data_of(one)).views)
    assert.equal(1, #elements(one, '<script type="image/svg+xml">', "</script>"))
    local alone = folder .. "/single.html"
    render { MODEL, "landscape", "-o", alone }
    assert.equal(one, helpers.read(alone))
  end)

  it("goes into a folder as index.html, alone when nothing else is asked for", function()
    local other = helpers.temp_dir()
    render { MODEL, "landscape", "-f", "html", "-o", other }
    assert.same({ "index.html" }, helpers.names(other))
  end)

  it("names its own script and style to the browser, and nothing else", function()
    local policy = page:match('http%-equiv="Content%-Security%-Policy" content="([^"]+)"')
    local script = elements(page, '<script type="module">', "</script>")[1]
    local style = elements(page, "<style>", "</style>")[1]
    assert.equal(("default-src 'none'; script-src 'sha256-%s'; style-src 'sha256-%s'; img-src data:; base-uri 'none';"
      .. " form-action 'none'"):format(hash_of(script), hash_of(style)), policy)
  end)

  it("loads nothing", function()
    local bare = page:gsub("http://www%.w3%.org/2000/svg", ""):gsub("https://chromedevtools[^%s]*", "")
    assert.is_nil(bare:match('src%s*=%s*"'))
    assert.is_nil(bare:match("@import"))
    assert.is_nil(bare:match("url%("))
    assert.is_nil(bare:match('<link[^>]+href="[^d]'))
  end)

  it("holds the model: what is called by whom, and whether it can do without", function()
    local by_name = {}
    for index, entity in ipairs(data.entities) do by_name[entity.kind .. ":" .. entity.name] = index - 1 end
    local calls = {}
    for _, link in ipairs(data.links) do
      if link.kind == "call" and link.from == by_name["service:payment-service"] then
        calls[data.entities[link.to + 1].name] = link
      end
    end
    assert.is_true(calls["card-processor"].hard)
    assert.is_nil(calls["fraud-service"].hard)
    assert.equal("a fixed set of rules", calls["fraud-service"].fallback)
    assert.matches("payment%.lua$", calls["fraud-service"].file)
  end)

  it("says nothing of findings when there was no check", function()
    assert.same({}, data.findings)
    assert.is_nil(helpers.json(data_of(render { MODEL, "--no-findings", "-f", "html", "-o", "-" })).findings)
  end)

  it("has the findings of check, each with the entity it is about", function()
    local model = "tests/browser/troubled.lua"
    local diagnostics = helpers.check(model)
    local troubled = helpers.json(data_of(render { model, "-f", "html", "-o", "-" }))
    assert.equal(#diagnostics, #troubled.findings)
    assert.is_true(#diagnostics > 3)
    for index, finding in ipairs(troubled.findings) do
      for _, key in ipairs { "rule", "severity", "message", "help", "file", "line", "column" } do
        assert.equal(diagnostics[index][key], finding[key])
      end
      assert.truthy(troubled.entities[finding.entity + 1], finding.message)
    end
  end)

  it("leaves out findings that were allowed", function()
    local lines = { 'context "c" {}', 'service "a" { context = "c" }' }
    local before = helpers.json(data_of(render { model_of(lines), "-f", "html", "-o", "-" })).findings
    assert.is_true(#before > 0)
    lines[3] = 'allow { rule = "*", reason = "known", on = "a" }'
    local after = helpers.json(data_of(render { model_of(lines), "-f", "html", "-o", "-" })).findings
    assert.is_true(#after < #before)
  end)

  it("keeps hostile text in its place", function()
    local label = "</script><script>alert(1)</script><!-- & \\226\\128\\168\\226\\128\\174\\027[31m"
    local hostile = render {
      model_of { 'context "c" {}', ('service "a" { context = "c", description = "%s" }'):format(label) },
      "-f", "html", "-o", "-",
    }
    assert.is_nil(hostile:find("<script>alert", 1, true))
    assert.is_nil(hostile:find("\226\128\168", 1, true))
    assert.is_nil(hostile:find("\226\128\174", 1, true))
    assert.is_nil(hostile:find("\027", 1, true))
    assert.is_nil(data_of(hostile):find("[<>&]"))
    local shown = helpers.json(data_of(hostile)).entities[1].description
    assert.matches("^</script><script>alert%(1%)</script><!%-%- & ", shown)
  end)

  it("has every part in place when the model is empty of all but a name", function()
    local _, out = helpers.run { "render", model_of { 'architecture "Nothing" {}' }, "-f", "html", "-o", "-" }
    local empty = helpers.json(data_of(out))
    assert.equal("Nothing", empty.title)
    assert.same({}, empty.views)
  end)
end)
