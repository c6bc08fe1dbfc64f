-- Strict; not said; and meshes that say they are no production.
mesh "strict" { security = { mtls = "strict" } }
mesh "unsaid" { type = "istio" }
mesh "silent" { security = { authorization = true } }
mesh "stage" { tags = { "staging" }, security = { mtls = "permissive" } }
mesh "rehearsal" { properties = { environment = "Test" }, security = { mtls = "permissive" } }
