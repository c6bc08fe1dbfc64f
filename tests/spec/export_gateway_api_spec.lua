--- The target gateway-api: what its documents may not get wrong, and how they stand to those of istio.

local exported = require "tests.spec.exported"

local HEAD = [[
context "c"
]]

describe("gateway-api", function()
  local function gateway_api(text, arguments)
    return exported.of("gateway-api", HEAD .. text, arguments)
  end

  it("rewrites by one prefix a rule", function()
    local rules = gateway_api([[
service "a" { context = "c" }
gateway "edge" { routes = {
  route "/api/a" { service = "a", methods = { "GET", "PUT" }, strip_prefix = "/api", timeout = "90s" },
} }
]]):spec("HTTPRoute", "edge").rules
    assert.equal(2, #rules)
    for index, method in ipairs { "GET", "PUT" } do
      assert.same({ { method = method, path = { type = "PathPrefix", value = "/api/a" } } }, rules[index].matches)
      assert.equal("/a", rules[index].filters[1].urlRewrite.path.replacePrefixMatch)
      assert.equal("1m30s", rules[index].timeouts.request)
    end
  end)

  it("routes procedures as gRPC", function()
    local result = gateway_api [[
service "a" { context = "c", endpoints = { rpc "Stock/Reserve", GET "/stock" }, ports = { 8080 } }
gateway "edge" { routes = { route "/Stock/Reserve" { service = "a" }, route "/stock" { service = "a" } } }
]]
    local rule = result:spec("GRPCRoute", "edge").rules[1]
    assert.same({ { method = { service = "Stock", method = "Reserve" } } }, rule.matches)
    assert.same({ { name = "a", port = 8080 } }, rule.backendRefs)
    assert.equal("/stock", result:spec("HTTPRoute", "edge").rules[1].matches[1].path.value)
  end)

  it("writes a listener for each host, and the class of the mesh or the one that is set", function()
    local text = [[
gateway "edge" { tls = { mode = "mutual", certificate = "cert", hosts = { "a.example", "b.example" } } }
mesh "m" { type = "consul" }
]]
    local spec = gateway_api(text):spec("Gateway", "edge")
    assert.equal("consul", spec.gatewayClassName)
    assert.same({ "a.example", "b.example" }, { spec.listeners[1].hostname, spec.listeners[2].hostname })
    assert.equal("cert-ca", spec.tls.frontend.default.validation.caCertificateRefs[1].name)
    assert.equal("other", gateway_api(text, { "--set", "class=other" }):spec("Gateway", "edge").gatewayClassName)
  end)

  it("has at most 16 rules a route, each with a name of its own", function()
    local routes = {}
    for index = 1, 40 do routes[index] = ('route "/r%d" { service = "a" }'):format(index) end
    local text = 'service "a" { context = "c" }\ngateway "edge" { routes = { %s } }\n'
      .. 'gateway "edge--2" { routes = { %s } }'
    local result = gateway_api(text:format(table.concat(routes, ", "), routes[1]))
    local count, rules, seen = 0, 0, {}
    for _, document in ipairs(result.documents) do
      if document.kind == "HTTPRoute" then
        count, rules = count + 1, rules + #document.spec.rules
        assert.is_true(#document.spec.rules <= 16)
        assert.is_nil(seen[document.metadata.name])
        seen[document.metadata.name] = true
      end
    end
    assert.same({ 4, 41 }, { count, rules })
  end)

  it("says what is left to others, and what nobody does", function()
    local result = exported.of("gateway-api", "models/ecommerce")
    assert.is_true(result:lost("a token that clients have to show"))
    assert.is_true(result:lost("a key or certificate that clients have to show on a route; instead: nothing, nor in"))
    assert.is_true(result:lost("a rate limit; instead: nothing, nor in any other target"))
    local kept = gateway_api [[
service "a" { context = "c" }
gateway "edge" { rate_limiting = { rate = "5/s" }, routes = { route "/a" { service = "a" } } }
]]
    assert.is_true(kept:lost("a rate limit; instead: nothing here"))
  end)

  it("runs its pods under the account that istio's policies admit", function()
    local spec = gateway_api('gateway "edge" { routes = {} }', { "--set", "class=istio" })
    assert.equal("edge", spec:find("Gateway", "edge").metadata.annotations["gateway.istio.io/service-account"])
    local other = gateway_api('gateway "edge" { routes = {} }', { "--set", "class=other" })
    assert.is_nil(other:find("Gateway", "edge").metadata.annotations)
    assert.is_true(other:lost("the account and the labels of its pods"))
  end)

  it("leads to what runs, where a Rollout moves shares in rules of istio", function()
    local result = gateway_api [[
service "a" { context = "c", ports = { 80 }, deployment = canary { initial = "5%" } }
gateway "edge" { routes = { route "/a" { service = "a" } } }
mesh "m" { type = "istio" }
]]
    assert.same({ { name = "a-stable", port = 80 } }, result:spec("HTTPRoute", "edge").rules[1].backendRefs)
    assert.is_true(result:lost("the shares of a new version", "a"))
  end)
end)
