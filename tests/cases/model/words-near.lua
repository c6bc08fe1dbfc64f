-- The same words in other spellings, and true and false where they are words.
-- args: --rule model/undocumented=off --rule model/orphan=off
architecture "Shop" { pattern = "Event_Driven" }
context "c" { subdomain = "CORE", legacy = true }
context "d" { subdomain = "Supporting" }
relationship { upstream = "c", downstream = "d", upstream_roles = { "OHS", "published language" }, downstream_roles = "ACL" }
service "a" { context = "c", endpoints = { GET "/" { auth = false } } }
mesh "m" { security = { mtls = "STRICT" } }
mesh "n" { security = { mtls = true } }
view "v" { direction = "LR" }
