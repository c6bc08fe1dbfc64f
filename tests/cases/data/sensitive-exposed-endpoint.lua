-- select: data/sensitive-exposed
-- An endpoint that says none is open by a route that says nothing.
context "care"
service "patients" {
  context = "care",
  endpoints = { GET "/patients/{id}" {
    auth = "none" } }, -- expect: data/sensitive-exposed "anybody can read from patients, which keeps pii in 'identities'"
  uses = { "identities" },
}
datastore "identities" { data = "pii" }
gateway "edge" { routes = { route "/patients" { service = "patients" } } }
-- No route leads to this one.
service "archive" { context = "care", endpoints = { GET "/old/{id}" { auth = "none" } }, uses = { "identities" } }
