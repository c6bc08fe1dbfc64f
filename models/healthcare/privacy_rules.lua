-- Privacy rules: what the privacy office would look for in a review, looked for in every check.
-- What a rule sees of the model is told in lua/README.md.

local function has(list, word)
  for _, entry in ipairs(list) do
    if entry == word then return true end
  end
  return false
end

rule "privacy/token-everywhere" {
  severity = "error",
  summary = "an endpoint that asks for no token",
  check = function(model, report)
    for _, service in ipairs(model.services) do
      for _, endpoint in ipairs(service.endpoints) do
        if endpoint.auth ~= "jwt" and endpoint.auth ~= "oauth2" then
          report { at = endpoint, field = "auth", message = service.name .. " would not know who asks" }
        end
      end
    end
  end,
}

rule "privacy/names-stay-home" {
  severity = "error",
  summary = "a name, a birth or an address in an event",
  check = function(model, report)
    local personal = { "name", "born", "address", "phone", "email", "insurance_number" }
    for _, event in ipairs(model.events) do
      for field in pairs(event.schema) do
        if has(personal, field) then
          report {
            at = event, field = "schema",
            message = event.name .. " tells everybody '" .. field .. "'",
            help = "send patient_ref; who needs more asks patient-index",
          }
        end
      end
    end
  end,
}

rule "privacy/kept-for-a-reason" {
  severity = "error",
  summary = "a store with data about persons that does not say why, and for how long",
  check = function(model, report)
    for _, store in ipairs(model.datastores) do
      local sensitive = store.data == "pii" or store.data == "confidential"
      if sensitive and not (store.properties.legal_basis and store.properties.keep_for) then
        report {
          at = store, message = store.name .. " keeps data about persons without a legal basis or an end",
          help = "properties = privacy.because \"treatment\"",
        }
      end
    end
  end,
}

rule "privacy/consent-first" {
  severity = "error",
  summary = "a service that discloses data and asks nobody",
  check = function(model, report)
    local consent = model:find("service", "consent-service")
    for _, service in ipairs(model.services) do
      local asks = false
      for _, call in ipairs(service.dependencies) do asks = asks or call.to == consent end
      if has(service.tags, "discloses") and not asks then
        report { at = service, message = service.name .. " discloses data without a decision on it" }
      end
    end
  end,
}
