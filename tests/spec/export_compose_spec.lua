--- The compose target: what runs, what it waits for, whom it finds where, and what of a model would break the file.

local exported = require "tests.spec.exported"

local SHOP = [[
architecture "My Shop" {}
context "c" {}
broker "bus" { technology = "kafka" }
topic "orders" { broker = "bus" }
external "bank" {}
gateway "front" { routes = { route "/" { service = "orders" } } }
service "orders" {
  context = "c", technologies = { language = "go" }, ports = { 9000 }, scaling = { min = 3, max = 9 },
  endpoints = { POST "/orders" {} },
  dependencies = { sync "payment-service" {}, sync "bank" {} },
  datastores = { datastore "orders-db" { technology = "PostgreSQL 15" }, datastore "old" { technology = "db2" } },
  publishes = { event "order.created" { topic = "orders" } },
  health = { liveness "/live" {}, readiness "/ready" { interval = "1500ms", timeout = "1s", failure_threshold = 3 } },
}
service "payment-service" {
  context = "c", image = "pay:${TAG}", dependencies = { sync "orders" {} }, endpoints = { rpc "Pay/Charge" {} },
}
service "archive" { context = "c", technologies = { language = "cobol" } }
]]

local function export(text, arguments)
  local result = exported.of("compose", text, arguments)
  return result.documents[1], result
end

describe("compose", function()
  local file, result
  setup(function() file, result = export(SHOP) end)

  it("has a container for each service, store and broker that has an image", function()
    assert.equal("my-shop", file.name)
    assert.equal("postgres:17", file.services["orders-db"].image)
    assert.equal("apache/kafka:3.9.0", file.services.bus.image)
    assert.is_nil(file.services.old)
    assert.is_true(result:lost("knows no image for", "old"))
    assert.is_true(result:lost("a version or make of its technology; instead: the image postgres:17", "orders-db"))
    assert.is_true(result:lost("an external system", "bank"))
    assert.is_true(result:lost("a gateway that no service of the model realises", "front"))
  end)

  it("builds what scaffold writes, and starts nothing that cannot be built", function()
    assert.equal("../scaffold/orders", file.services.orders.build)
    assert.is_nil(file.services.orders.profiles)
    assert.same({ "unbuilt" }, file.services.archive.profiles)
    local own = export(SHOP, { "--set", "build=src" })
    assert.equal("src/archive", own.services.archive.build)
    assert.is_nil(own.services.archive.profiles)
  end)

  it("escapes what Compose would take for a variable", function()
    assert.equal("pay:$${TAG}", file.services["payment-service"].image)
  end)

  it("waits for stores and brokers, never for services: they call each other in circles", function()
    assert.same({ ["orders-db"] = { condition = "service_healthy" }, bus = { condition = "service_healthy" } },
      file.services.orders.depends_on)
    assert.is_nil(file.services["payment-service"].depends_on)
  end)

  it("tells services where the others are", function()
    assert.same({
      PAYMENT_SERVICE_URL = "payment-service:8080", BUS_URL = "bus:9092",
      ORDERS_DB_URL = "postgresql://postgres@orders-db:5432/postgres",
    }, file.services.orders.environment)
    assert.equal("http://orders:9000", file.services["payment-service"].environment.ORDERS_URL)
  end)

  it("publishes ports on this machine only, none of a broker that sends clients elsewhere", function()
    assert.same({ { target = 9000, host_ip = "127.0.0.1" } }, file.services.orders.ports)
    assert.same({ { target = 5432, host_ip = "127.0.0.1" } }, file.services["orders-db"].ports)
    assert.is_nil(file.services.bus.ports)
  end)

  it("checks readiness, with what the model says of it", function()
    local check = file.services.orders.healthcheck
    assert.equal("1s500ms", check.interval)
    assert.equal("1s", check.timeout)
    assert.equal(3, check.retries)
    assert.is_truthy(check.test[2]:find("http://localhost:9000/ready", 1, true))
    assert.is_true(result:lost("a second check of a container", "orders"))
  end)

  it("checks nothing over HTTP where none is spoken", function()
    local text = 'context "c" {}\nservice "s" { context = "c", image = "s:1", health = { readiness "/r" {} }, %s }'
    local grpc, losses = export(text:format('endpoints = { rpc "A/B" }'))
    assert.is_nil(grpc.services.s.healthcheck)
    assert.is_true(losses:lost("a check of what speaks no HTTP", "s"))
    assert.is_truthy(export(text:format('endpoints = { rpc "A/B", GET "/b" }')).services.s.healthcheck)
  end)

  it("keeps the data of stores", function()
    assert.same({ "orders-db:/var/lib/postgresql/data" }, file.services["orders-db"].volumes)
    assert.is_truthy(file.volumes["orders-db"])
  end)

  it("runs one of each, and says so", function()
    assert.is_nil(file.services.orders.deploy)
    assert.is_true(result:lost("how many replicas there are", "orders"))
  end)

  it("is no file where there is nothing to run", function()
    assert.is_nil((export('context "c" {}')))
  end)
end)
