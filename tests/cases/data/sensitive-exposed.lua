-- select: data/sensitive-exposed
context "care"
service "patients" {
  context = "care",
  endpoints = { GET "/patients/{id}", POST "/patients", GET "/wards" { auth = "jwt" }, GET "/doors" { auth = "none" } },
  datastores = { datastore "identities" { data = "pii" }, datastore "notes" { data = "confidential" } },
}
service "bills" { context = "care", datastores = { datastore "claims" { data = "confidential" } } }
service "news" { context = "care", datastores = { datastore "articles" { data = "internal" } } }

gateway "edge" { routes = {
  route "/patients" { service = "patients",
    public = true }, -- expect: data/sensitive-exposed:14 "anybody can read from patients, which keeps pii in 'identities' and 1 more: the route /patients asks for no authentication"
  route "/patients/all" { service = "patients", strip_prefix = "/all",
    auth = "none" }, -- expect: data/sensitive-exposed "the route /patients/all"
  route "/bills" { public = true, split = { -- expect: data/sensitive-exposed "which keeps confidential data in 'claims'"
    to "bills" { subset = "v1", weight = 90 }, to "bills" { subset = "v2", weight = 10 },
  } },
  -- Nearly so: only what takes data in; another answer; credentials from route or endpoint; nothing sensitive.
  route "/patients/new" { service = "patients", strip_prefix = "/new", methods = { "POST" }, public = true },
  route "/wards" { service = "patients", public = true },
  route "/patients/mine" { service = "patients", strip_prefix = "/mine", auth = "oauth2", public = true },
  route "/bills/new" { service = "bills", methods = { "POST", "PUT" }, public = true },
  route "/news" { service = "news", public = true },
  -- Too little is said: neither public, nor that nobody asks.
  route "/bills/mine" { service = "bills" },
} }
gateway "inside" { authentication = { type = "none" }, routes = {
  route "/bills" { service = "bills" }, -- expect: data/sensitive-exposed "the route /bills asks"
  route "/staff/bills" { service = "bills", public = false },
  route "/bank/bills" { service = "bills", auth = "mtls" },
} }
-- The gateway asks, or the connection does.
gateway "locked" { authentication = { issuer = "login" }, routes = {
  route "/bills" { service = "bills", public = true },
  route "/free" { service = "bills", auth = "none" }, -- expect: data/sensitive-exposed "the route /free asks"
} }
gateway "partners" { tls = { mode = "mutual" }, routes = { route "/bills" { service = "bills", auth = "none" } } }
