-- An anticorruption layer: a mainframe's words stay outside.

local p = require "patterns"

architecture "Insurance" { pattern = "microservices", description = "Insures bicycles" }

team "policies" { contact = "#policies" }
team "host"     { contact = "#host" }
context "policies"  { description = "Who is insured against what", subdomain = "core", owner = "policies" }
context "mainframe" { description = "Contracts since 1984", legacy = true, owner = "host" }

service "contract-host" {
  context = "mainframe", description = "Keeps contracts in records of 80 columns",
  endpoints = { GET "/VTRG/{nr}" { summary = "One contract" }, PUT "/VTRG/{nr}" { summary = "Write it back" } },
}

p.anticorruption_layer("contract-adapter", {
  context = "policies", upstream = "mainframe", description = "Speaks to the mainframe so that nobody else has to",
  translates = { VTRG = "Policy", VNEHM = "Holder", SFKL = "No-claims years" },
  exposes = { "Contract" },
  endpoints = {
    GET "/policies/{id}" { summary = "A policy" },
    PUT "/policies/{id}" { summary = "Change it" },
  },
  dependencies = {
    p.resilient_call("contract-host", {
      endpoints = { "GET /VTRG/{nr}", "PUT /VTRG/{nr}" }, timeout = "900ms", attempts = 1,
    }),
  },
})

service "claim-service" {
  context = "policies", description = "Settles claims",
  endpoints = { POST "/claims" { summary = "Report a damage", idempotent = true } },
  dependencies = {
    p.resilient_call("contract-adapter", {
      endpoints = { "GET /policies/{id}", "PUT /policies/{id}" }, timeout = "1s", -- a claim costs no-claims years
    }),
  },
}
