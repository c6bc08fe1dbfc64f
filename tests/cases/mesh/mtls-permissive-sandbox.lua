architecture "sandbox of the shop" { properties = { env = "dev" } }
mesh "open" { security = { mtls = "permissive" } }
