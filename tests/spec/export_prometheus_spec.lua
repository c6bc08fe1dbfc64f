--- The prometheus target: which alerts there are, and, where promtool is, that they fire when the budget burns and
--- stay quiet when it does not.

local helpers = require "tests.spec.helpers"

local function export(slo)
  local folder = helpers.temp_dir()
  local path = helpers.model(('context "c" {}\nservice "shop" { context = "c", slos = { %s } }'):format(slo))
  local status, _, err = helpers.run(
    { "export", "prometheus", path, "-o", folder, "--report", folder .. "/losses.json" })
  assert(status == 0, err)
  return helpers.read(folder .. "/shop.yaml") or "", helpers.read(folder .. "/losses.json"), folder
end

describe("burn-rate alerts", function()
  it("are those of the workbook for 99.9 % in 30 days", function()
    local rules = export('slo "availability" { target = "99.9%", window = "30d" }')
    for _, burn in ipairs {
      { "1h", "14.4" }, { "5m", "14.4" }, { "6h", "6" }, { "30m", "6" },
      { "1d", "3" }, { "2h", "3" }, { "3d", "1" }, { "6h", "1" },
    } do
      local wanted = ('slo:error_ratio:rate%s{service="shop",slo="availability"} > (%s * 0.001)'):format(
        burn[1], burn[2])
      assert.is_truthy(rules:find(wanted, 1, true), wanted)
      assert.is_truthy(rules:find("record: slo:error_ratio:rate" .. burn[1] .. "\n", 1, true), burn[1])
    end
  end)

  it("that could never fire are left out, and told", function()
    local rules, losses = export('slo "availability" { target = "90%", window = "30d" }')
    assert.is_nil(rules:find("14.4", 1, true))
    assert.is_truthy(rules:find("(6 * 0.1)", 1, true))
    assert.is_truthy(losses:find("a burn rate that not even 100 % of errors reach", 1, true))
  end)

  it("follow the objective's window", function()
    local rules, losses = export('slo "availability" { target = "99.9%", window = "7d" }')
    assert.is_truthy(rules:find("(3.36 * 0.001)", 1, true))
    assert.is_truthy(rules:find("slo:error_ratio:rate16h48m", 1, true))
    assert.is_truthy(losses:find("slower than the objective allows", 1, true))
  end)

  it("of a latency count slow requests, over a bucket of the histogram", function()
    local rules, losses = export('slo "latency_p99" { target = "200ms", window = "30d" }')
    assert.is_truthy(rules:find('http_request_duration_seconds_bucket{service="shop",le=~"0.2"}', 1, true))
    assert.is_truthy(rules:find("(14.4 * 0.01)", 1, true))
    assert.is_truthy(losses:find("has a bucket at the target", 1, true))
  end)

  it("do not exist for what is no share of good events", function()
    local rules, losses = export('slo "throughput" { target = "500/s", window = "30d" }')
    assert.equal("", rules)
    assert.is_truthy(losses:find("no share of good events", 1, true))
    assert.equal("", (export('slo "availability" { target = "100%", window = "30d" }')))
  end)
end)

-- ---- behaviour ----

--- Requests for so many minutes, of which so many per mille fail.
local function series(code, per_minute, minutes)
  return ("      - series: 'http_requests_total{service=\"shop\",code=\"%s\"}'\n        values: '0+%dx%d'\n"):format(
    code, per_minute, minutes)
end

local function expectation(minute, severity)
  local lines = { ("      - eval_time: %dm\n        alertname: ErrorBudgetBurn\n"):format(minute) }
  if not severity then return lines[1] .. "        exp_alerts: []\n" end
  lines[2] = "        exp_alerts:\n"
  for _, word in ipairs(severity) do
    lines[#lines + 1] = ("          - exp_labels: { severity: %s, service: shop, slo: availability }\n"):format(word)
    lines[#lines + 1] = "            exp_annotations:\n"
      .. "              summary: shop burns the error budget of availability\n"
      .. ("              description: '%s'\n"):format(({
        page = "Bad events come faster than the objective allows, by these factors or more: 14.4 in 1h, 6 in 6h.",
        ticket = "Bad events come faster than the objective allows, by these factors or more: 3 in 1d, 1 in 3d.",
      })[word])
  end
  return table.concat(lines)
end

local function test_rules(interval, input, expected)
  local _, _, folder = export('slo "availability" { target = "99.9%", window = "30d" }')
  helpers.write(folder .. "/test.yaml", table.concat {
    "rule_files: [shop.yaml]\nevaluation_interval: ", interval, "\ntests:\n  - interval: ", interval,
    "\n    input_series:\n", input, "    alert_rule_test:\n", expected,
  })
  local pipe = assert(io.popen(("cd %s && promtool test rules test.yaml 2>&1"):format(helpers.quote(folder))))
  local told = pipe:read("a")
  assert(pipe:close(), told)
end

describe("promtool", function()
  local is_here = helpers.command("promtool") ~= nil
  local function try(name, body)
    it(name, function()
      if not is_here then return pending("promtool is not here (Debian's prometheus)") end
      body()
    end)
  end

  try("sees a page in an hour in which 2 % fail, and a ticket with it", function()
    test_rules("1m", series("200", 980, 90) .. series("500", 20, 90), expectation(60, { "page", "ticket" }))
  end)

  try("sees a page while nothing else but errors comes", function()
    test_rules("1m", series("500", 100, 90), expectation(30, { "page", "ticket" }))
  end)

  try("sees nothing in a month in which 0.05 % fail", function()
    local minutes = 30 * 24 * 60
    local expected = {}
    for day = 1, 30, 7 do expected[#expected + 1] = expectation(day * 24 * 60, nil) end
    test_rules("5m", series("200", 9995, minutes // 5) .. series("500", 5, minutes // 5), table.concat(expected))
  end)

  try("sees a ticket, but no page, where 0.2 % fail for days", function()
    local minutes = 4 * 24 * 60
    test_rules("5m", series("200", 998, minutes // 5) .. series("500", 2, minutes // 5),
      expectation(minutes - 10, { "ticket" }))
  end)

  try("sees the page go once the errors stop", function()
    local input = [[
      - series: 'http_requests_total{service="shop",code="200"}'
        values: '0+980x60 58800+1000x120'
      - series: 'http_requests_total{service="shop",code="500"}'
        values: '0+20x60 1200+0x120'
]]
    test_rules("1m", input, expectation(55, { "page", "ticket" }) .. expectation(100, { "ticket" }))
  end)

  try("takes the rules of every shipped model", function()
    for _, name in ipairs { "ecommerce", "banking", "streaming", "healthcare" } do
      local folder = helpers.temp_dir()
      local status, _, err = helpers.run { "export", "prometheus", "models/" .. name, "-o", folder }
      assert(status == 0, err)
      assert(helpers.shell(("promtool check rules %s/*.yaml"):format(folder)), name)
    end
  end)
end)
