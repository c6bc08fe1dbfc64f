--- PNG and PDF: what they are, how large, where they go, and what is loaded for them.

local helpers = require "tests.spec.helpers"

local run, assert_has = helpers.expect, helpers.assert_has

local MODEL = "models/ecommerce"
local RASTERIZER = helpers.build .. "/plugins/raster/rsvg.so"

--- Width and height of a PNG, and how many pixels it has in a meter.
local function measure_png(bytes)
  assert.are.equal("\137PNG\r\n\26\n", bytes:sub(1, 8))
  local width, height = (">I4I4"):unpack(bytes, 17)
  local physical = bytes:find("pHYs", 1, true)
  local per_meter = (">I4"):unpack(bytes, physical + 4)
  return width, height, per_meter
end

local function measure_svg(svg)
  return tonumber(svg:match('<svg[^>]* width="(%d+)"')), tonumber(svg:match('<svg[^>]* height="(%d+)"'))
end

if not helpers.read(RASTERIZER) then
  describe("without librsvg", function()
    it("png and pdf say which package is missing", function()
      local _, err = run(2, { "render", MODEL, "contexts", "-f", "png" })
      assert_has(err, "no PNG or PDF: this lunette was built without librsvg: install librsvg2-dev")
      assert_has((run(0, { "doctor" })), "install librsvg2-dev")
      pending "the rest needs librsvg"
    end)
  end)
  return
end

describe("png", function()
  local svg = run(0, { "render", MODEL, "contexts" })
  local width, height = measure_svg(svg)

  it("has the pixels of the picture, and says how large it is meant to be", function()
    local png = run(0, { "render", MODEL, "contexts", "-f", "png" })
    assert.are.same({ width, height, 3780 }, { measure_png(png) })
  end)

  it("has twice as many with --scale 2, and any other number", function()
    local folder = helpers.temp_dir()
    for _, scale in ipairs { "2", "0.5", "1.25" } do
      local path = folder .. "/a.png"
      run(0, { "render", MODEL, "contexts", "-o", path, "--scale", scale })
      local factor = tonumber(scale)
      assert.are.same({ math.ceil(width * factor), math.ceil(height * factor), math.floor(3779.53 * factor + 0.5) },
        { measure_png(helpers.read(path)) })
    end
  end)

  it("is refused when it would be too large, and the others are written", function()
    local folder = helpers.temp_dir()
    local _, err = run(2, { "render", MODEL, "landscape", "saga:order-creation", "-f", "png,svg", "--scale", "6",
      "-o", folder })
    assert.truthy(err:match("lunette: landscape: a PNG of %d+ x %d+ pixels is too large %(at most 16384 a side"), err)
    local fitting = err:match("take %-%-scale ([%d.]+), %-f pdf or a view of less")
    assert.are.same({ "index.html", "landscape.svg", "saga-order-creation.png", "saga-order-creation.svg" },
      helpers.names(folder))
    run(0, { "render", MODEL, "landscape", "-o", folder .. "/fits.png", "--scale", fitting })
    local wide, high = measure_png(helpers.read(folder .. "/fits.png"))
    assert.truthy(wide <= 16384 and high <= 16384 and wide * high <= 64 * 1024 * 1024)
  end)

  it("has the theme's paper", function()
    local light = run(0, { "render", MODEL, "contexts", "-f", "png", "--theme", "light" })
    local dark = run(0, { "render", MODEL, "contexts", "-f", "png", "--theme", "dark" })
    assert.are.same({ measure_png(light) }, { measure_png(dark) })
    assert.are_not.equal(light, dark)
    assert.are.equal(light, (run(0, { "render", MODEL, "contexts", "-f", "png" })))
  end)
end)

describe("pdf", function()
  it("is one page as large as the picture, with text and without a date", function()
    local width, height = measure_svg((run(0, { "render", MODEL, "contexts" })))
    local pdf = run(0, { "render", MODEL, "contexts", "-f", "pdf" })
    assert.truthy(pdf:match("^%%PDF%-1%.%d"))
    assert.is_nil(pdf:find("CreationDate", 1, true))
    local python = helpers.command "python3"
    if not python then return pending "no python3 here" end
    local path = helpers.temp_dir() .. "/a.pdf"
    helpers.write(path, pdf)
    local plain = helpers.shell("python3 -c " .. helpers.quote([[
import re, sys, zlib
pdf = open(sys.argv[1], "rb").read()
out = re.sub(rb"stream\r?\n.*?endstream", b"", pdf, flags=re.S)
for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, flags=re.S):
    try: out += zlib.decompress(stream)
    except zlib.error: pass
sys.stdout.buffer.write(out)]]) .. " " .. path)
    local _, _, wide, high = plain:match("/MediaBox *%[ *([%d.]+) ([%d.]+) ([%d.]+) ([%d.]+)")
    assert.truthy(math.abs(wide - width * 0.75) < 0.01 and math.abs(high - height * 0.75) < 0.01, wide .. " " .. high)
    assert_has(plain, "/Font")
    assert_has(plain, "ToUnicode")
  end)
end)

describe("painting", function()
  it("gives the same bytes every time, alone and among others, with one job and with four", function()
    local one, four = helpers.temp_dir(), helpers.temp_dir()
    for jobs, folder in pairs { ["1"] = one, ["4"] = four } do
      run(0, { "render", MODEL, "contexts", "teams", "saga:order-creation", "-f", "svg,png,pdf", "--jobs", jobs,
        "-o", folder })
    end
    assert.are.equal(10, #helpers.names(one))
    for _, name in ipairs(helpers.names(one)) do
      assert.are.equal(helpers.read(one .. "/" .. name), helpers.read(four .. "/" .. name), name)
    end
    assert.are.equal(helpers.read(one .. "/teams.png"), (run(0, { "render", MODEL, "teams", "-f", "png" })))
  end)

  it("is asked for by the end of -o", function()
    local folder = helpers.temp_dir()
    run(0, { "render", MODEL, "contexts", "-o", folder .. "/a.png" })
    run(0, { "render", MODEL, "contexts", "-o", folder .. "/a.pdf" })
    assert.are.equal("\137PNG", helpers.read(folder .. "/a.png"):sub(1, 4))
    assert.are.equal("%PDF", helpers.read(folder .. "/a.pdf"):sub(1, 4))
  end)

  it("does not write to a terminal", function()
    if not helpers.has_terminal() then return pending "no terminal here" end
    local said = helpers.shell(("script -qec %s /dev/null || true"):format(
      helpers.quote(helpers.quote(helpers.lunette) .. " render " .. MODEL .. " contexts -f png")))
    if not said or said == "" then return pending "no terminal to be had here" end
    assert_has(said, "png is not for a terminal: -o FILE.png")
  end)

  it("leaves findings out when told to", function()
    local wrong = helpers.model 'context "c"\nservice "s" { context = "c", dependencies = { sync "nobody" } }'
    local with = run(0, { "render", wrong, "landscape", "-f", "png" })
    assert.are_not.equal(with, (run(0, { "render", wrong, "landscape", "-f", "png", "--no-findings" })))
  end)

  it("leaves nothing running, and loads its libraries for nothing else", function()
    if not helpers.command "strace" then return pending "no strace here" end
    local folder = helpers.temp_dir()
    local function opened(format)
      os.execute(("strace -f -e trace=openat -o %s/trace %s render %s contexts -f %s -o %s/x.%s 2>/dev/null"):format(
        folder, helpers.quote(helpers.lunette), MODEL, format, folder, format))
      return helpers.read(folder .. "/trace")
    end
    assert.truthy(opened("png"):find("librsvg", 1, true))
    for _, library in ipairs { "rsvg", "libpango", "libfontconfig", "/fonts/" } do
      assert.is_nil(opened("svg"):find(library, 1, true), library)
    end
  end)

  it("is named by doctor and by plugins", function()
    assert.truthy((run(0, { "doctor" })):match("PNG and PDF\n +yes +librsvg %d"))
    assert.truthy((run(0, { "plugins" })):match("\nrsvg +%S+ +1 rasterizer "))
  end)
end)
