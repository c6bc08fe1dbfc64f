-- Privacy: what all contexts share. `include` gives back what a file returns.

local privacy = {}

-- Why data about a person may be kept at all, and for how long.
local bases = {
  treatment = { legal_basis = "GDPR Art. 9 (2) h: treatment", keep_for = "10 years after the last visit" },
  consent   = { legal_basis = "GDPR Art. 7 (1): proof of consent", keep_for = "3 years after it ends" },
  contract  = { legal_basis = "GDPR Art. 6 (1) b: contract", keep_for = "10 years after the invoice" },
  duty      = { legal_basis = "GDPR Art. 5 (2): accountability", keep_for = "5 years" },
}

-- What a store with data about persons says about itself; privacy_rules.lua asks each of them.
---@param basis "treatment"|"consent"|"contract"|"duty"
function privacy.because(basis)
  return bases[basis]
end

-- Outside of the patients context nobody has a name. What travels is a pseudonym, another one for each
-- clinic, and this is its type in every schema.
privacy.reference = "pseudonym"

function privacy.health()
  return {
    liveness  "/health/live"  { interval = "30s", timeout = "2s", failure_threshold = 3 },
    readiness "/health/ready" { interval = "10s", timeout = "2s", failure_threshold = 2 },
  }
end

-- One request in five. Spans carry no body and no path parameter: a trace is not a second record.
function privacy.tracing()
  return tracing { tracer = "otlp", sample_rate = "20%" }
end

---@param min integer
---@param max integer
function privacy.replicas(min, max)
  return { strategy = "horizontal", min = min, max = max, metric = "cpu", target = "60%" }
end

return privacy
