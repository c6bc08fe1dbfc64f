--- A foreign plugin: the one plugins/README.md leads to is built outside of the tree, loaded, and finds what the
--- README says; broken ones are refused with what to do.

local helpers = require "tests.spec.helpers"

local readme = assert(helpers.read("plugins/README.md"))
local headers = helpers.top .. "/core/include"

--- The n-th code block of a language.
local function block(language, number)
  local count = 0
  for name, text in readme:gmatch("\n```(%a*)\n(.-)\n```") do
    count = count + (name == language and 1 or 0)
    if name == language and count == (number or 1) then return text .. "\n" end
  end
  error("no such block: " .. language)
end

local source = block "c"

--- What `text` with every part replaced: { [part] = other }. Each part must be there.
local function with(text, replacements)
  for part, other in pairs(replacements) do
    local start, stop = text:find(part, 1, true)
    assert(start, part .. " is not in the sample")
    text = text:sub(1, start - 1) .. other .. text:sub(stop + 1)
  end
  return text
end

--- The README's own command, in a folder outside of the tree; the plugin's path.
local function build(text, compiler)
  local folder = helpers.temp_dir()
  helpers.write(folder .. "/waits.c", text)
  local strict = (compiler or "cc") .. " -Wpedantic -Werror "
  local command = block "sh":match("^[^\n]+core/include[^\n]+"):gsub("^cc ", strict)
  command = command:gsub("core/include", helpers.quote(headers))
  local built = helpers.shell(("cd %s && %s && echo built"):format(helpers.quote(folder), command))
  assert(built, "does not compile: " .. command)
  return folder .. "/waits.so"
end

local function run_check(plugins, ...)
  local folder = helpers.model(block "lua")
  local words = { "check", "--select", "waits/*", ... }
  for _, plugin in ipairs(plugins) do table.move({ "--plugin", plugin }, 1, 2, #words + 1, words) end
  return helpers.run(words, { cwd = folder })
end

--- Refused with status 2 and one line that holds all the parts, by every command that loads plugins.
local function assert_refused(plugins, ...)
  local status, out, err = run_check(plugins)
  assert.are.equal(2, status, out .. err)
  assert.are.equal("", out)
  assert.truthy(err:match("^lunette: plugin [^\n]+\n$"), err)
  for _, part in ipairs { ... } do assert(err:find(part, 1, true), ("no '%s' in: %s"):format(part, err)) end
  assert.are.equal(2, (helpers.run { "rules", "--plugin", plugins[1], "--plugin", plugins[2] or plugins[1] }))
end

describe("plugins/README.md", function()
  for _, compiler in ipairs { "cc", "gcc", "clang" } do
    it("has a plugin that " .. compiler .. " builds without a warning, and whose finding it shows", function()
      if not helpers.command(compiler) then return pending(compiler .. " is not here") end
      local status, out, err = run_check { build(source, compiler) }
      assert.are.equal(0, status, err)
      assert.are.equal(block "", out)
    end)
  end

  local plugin = build(source)

  it("has one that fits on a page", function()
    assert.is_true(select(2, source:gsub("\n", "")) <= 60)
  end)

  it("tells how to set and to suppress it, and that works", function()
    local function findings(words, model)
      local diagnostics = helpers.check(helpers.model(block "lua" .. (model or "")),
        { "--plugin", plugin, "--select", "waits/*", table.unpack(words) })
      return diagnostics[1] and (diagnostics[1].suppressed and "suppressed" or diagnostics[1].severity)
    end
    assert.are.equal("warning", findings {})
    assert.are.equal("error", findings { "--rule", "waits/too-long=error" })
    assert.is_nil(findings { "--rule", "waits/too-long.limit=10000" })
    assert.is_nil(findings({}, 'config { rules = { ["waits/too-long"] = { limit = 10000 } } }'))
    assert.are.equal("suppressed", findings({},
      'allow { rule = "waits/too-long", on = "orders -> stock", reason = "a slow shelf" }'))
  end)

  it("has examples that behave as examples do", function()
    local _, out = helpers.run { "explain", "waits/too-long", "--plugin", plugin }
    for heading, count in pairs { Bad = 1, Good = 0 } do
      local model = out:match("\n" .. heading .. "\n\n(.-)\n\n") or out:match("\n" .. heading .. "\n\n(.*)$")
      local diagnostics = helpers.check(helpers.model(model), { "--plugin", plugin })
      assert.are.equal(count, #helpers.messages(diagnostics, "waits/too-long"), heading)
    end
  end)

  it("is listed with version and path beside the shipped ones", function()
    local _, out = helpers.run { "plugins", "--plugin", plugin }
    assert.truthy(out:find("\nwaits +1%.0%.0 +1 rule +" .. plugin:gsub("%p", "%%%0") .. "\n"), out)
    _, out = helpers.run { "rules", "--plugin", plugin }
    assert.truthy(out:find("\nwaits/too%-long +warning +limit=2000 +a call that waits longer [^\n]+\n"), out)
  end)

  it("is found by a path without a slash, too", function()
    local folder = plugin:match("^(.*)/")
    local status, out, err = helpers.run({ "rules", "--plugin", "waits.so" }, { cwd = folder })
    assert.are.equal(0, status, err)
    assert.truthy(out:find("waits/too-long", 1, true))
  end)

  it("is loaded from the installed folder, without being named", function()
    local prefix = helpers.temp_dir()
    local script = [[
      set -e
      mkdir -p PREFIX/bin PREFIX/lib/lunette PREFIX/share/lunette
      cp PROGRAM PREFIX/bin
      cp -R BUILD/plugins PREFIX/lib/lunette
      cp -R lua PREFIX/share/lunette
      cp PLUGIN PREFIX/lib/lunette/plugins/check
      echo done
    ]]
    local paths = { PREFIX = prefix, PROGRAM = helpers.lunette, BUILD = helpers.build, PLUGIN = plugin }
    assert.truthy(helpers.shell((script:gsub("%u+", paths))))
    local status, out = helpers.run({ "rules" }, { program = prefix .. "/bin/lunette", cwd = "/" })
    assert.are.equal(0, status)
    assert.truthy(out:find("waits/too-long", 1, true))
  end)
end)

describe("a plugin is refused, with what to do:", function()
  local good = build(source)

  local function broken(replacements)
    return build(with(source, replacements))
  end

  it("another major", function()
    assert_refused({ broken { ["LUNETTE_ABI_MAJOR,"] = "LUNETTE_ABI_MAJOR + 1," } },
      "was built for plugin interface 3.1, this lunette has 2.1", "build it again", "install a newer lunette")
    assert_refused({ broken { ["LUNETTE_ABI_MAJOR,"] = "LUNETTE_ABI_MAJOR - 1," } }, "1.1", "build it again")
  end)

  it("a newer minor", function()
    assert_refused({ broken { ["LUNETTE_ABI_MINOR,"] = "LUNETTE_ABI_MINOR + 1," } },
      "plugin interface 2.2, this lunette has 2.1", "install a newer lunette")
  end)

  it("no symbol", function()
    assert_refused({ broken { ["lunette_plugin lunette_plugin"] = "lunette_plugin other" } },
      "no symbol lunette_plugin", "LUNETTE_EXPORT")
    assert_refused({ broken { LUNETTE_EXPORT = "extern const struct lunette_plugin lunette_plugin;" } },
      "no symbol lunette_plugin", "LUNETTE_EXPORT")
  end)

  it("a symbol that nobody has", function()
    local text = with(source, {
      ["static void check"] = "extern int nowhere(void);\nstatic void check", ["double limit_ms = "] =
        "double limit_ms = nowhere() + ",
    })
    assert_refused({ build(text) }, "cannot be loaded", "undefined symbol: nowhere")
  end)

  it("a folder, a text file, no file at all", function()
    local folder = helpers.temp_dir()
    assert_refused({ folder }, "is a folder; name the .so file in it")
    helpers.write(folder .. "/waits.so", "#include <lunette/plugin.h>\n")
    assert_refused({ folder .. "/waits.so" }, "is no shared object", "cc -shared -fPIC")
    helpers.write(folder .. "/empty.so", "")
    assert_refused({ folder .. "/empty.so" }, "is no shared object")
    assert_refused({ folder .. "/gone.so" }, "gone.so: no such file")
    assert_refused({ "/dev/null" }, "is no regular file")
  end)

  it("a truncated shared object", function()
    local path = helpers.temp_dir() .. "/cut.so"
    helpers.write(path, helpers.read(good):sub(1, 200))
    assert_refused({ path }, "cannot be loaded")
  end)

  it("rules under a foreign name or none, and rules that lack a part", function()
    assert_refused({ broken { ['"waits/too-long"'] = '"contexts/too-long"' } },
      "rule 'contexts/too-long' must be named 'waits/…'")
    assert_refused({ broken { ['"waits/too-long"'] = '"waitstoo-long"' } }, "must be named 'waits/…'")
    assert_refused({ broken { ['"waits/too-long"'] = '"waits/Too Long"' } }, "kebab-case")
    assert_refused({ broken { ['.id = "waits/too-long",'] = "" } }, "must be named 'waits/…'")
    for _, part in ipairs { "severity", "summary", "rationale", "help", "check" } do
      local line = source:match("\n( *%." .. part .. " = [^\n]+)")
      local replacements = { [line] = "" }
      if part == "check" then
        replacements["static void"] = "__attribute__((unused)) static void"
      end
      assert_refused({ broken(replacements) }, "has no " .. part)
    end
  end)

  it("no name, or one that is taken", function()
    assert_refused({ broken { ['.name = "waits",'] = "" } }, "no name, version or summary")
    assert_refused({ broken { ['.version = "1.0.0",'] = "" } }, "no name, version or summary")
    assert_refused({ broken { ['.name = "waits"'] = '.name = "model"', ["waits/too-long"] = "model/too-long" } },
      "'model' is the name of lunette's own rules")
    assert_refused({ broken { ['.name = "waits"'] = '.name = "contexts"', ["waits/too-long"] = "contexts/too-long" } },
      "'contexts' is already loaded from", "check/rules.so")
  end)

  it("the same one twice", function()
    assert_refused({ good, good }, "'waits' is already loaded from " .. good)
  end)
end)

describe("what a command loads", function()
  local function libraries(...)
    local _, _, err = helpers.run({ ... }, { env = { LD_DEBUG = "files" } })
    assert.truthy(err:find("calling init", 1, true), "the loader does not tell")
    return err
  end

  it("is no Graphviz for a check", function()
    local folder = helpers.model(block "lua")
    for _, command in ipairs { "check", "list", "dump", "views", "show" } do
      local log = libraries(command, folder, command == "show" and "stock" or nil)
      for _, unwanted in ipairs { "libgvc", "libcgraph", "plugins/render" } do
        assert.is_nil(log:find(unwanted, 1, true), command)
      end
    end
    assert.truthy(libraries("render", folder, "landscape"):find("libgvc", 1, true))
  end)

  it("is of the renderers those that the views and the formats need", function()
    local needs = {
      { { "landscape", "-f", "svg" }, "graph", "sequence" }, -- a model may declare a sequence of that name
      { { "landscape", "-f", "mermaid" }, "text" },
      { { "context:shop", "-f", "png,svg" }, "graph" },
      { { "scenario:buy", "-f", "json,plantuml" }, "sequence", "text" },
      { { "scenario:buy", "context:shop" }, "graph", "sequence" },
      { { "scenario:buy", "-f", "dot" }, "graph", "sequence", "text" }, -- to say that dot has no sequences
      { { "landscape", "-f", "dwg" }, "graph", "sequence", "text" },
      { { "landscape", "-f", "mermaid", "--theme", "dark" }, "graph", "sequence", "text" },
    }
    local folder = helpers.model('context "shop" { service "orders" {} }\nactor "client" {}\n'
      .. 'scenario "buy" { "client -> orders" }\n')
    for _, need in ipairs(needs) do
      local log = libraries("render", folder, "-o", folder .. "/out", table.unpack(need[1]))
      local loaded = {}
      for name in log:gmatch("/plugins/render/(%a+)%.so %[0%];%s+generating link map") do loaded[#loaded + 1] = name end
      table.sort(loaded)
      assert.are.same({ table.unpack(need, 2) }, loaded, table.concat(need[1], " "))
    end
  end)

  it("is no plugin of the current directory or of the model's folder", function()
    local folder = helpers.model(block "lua")
    local plugin = helpers.read(build(source))
    for _, place in ipairs { "", "/check", "/plugins/check", "/lib/lunette/plugins/check" } do
      helpers.write(folder .. place .. "/waits.so", plugin)
    end
    local _, out = helpers.run({ "check", ".", "--format", "json" }, { cwd = folder })
    assert.is_nil(out:find("waits/too-long", 1, true))
  end)
end)
