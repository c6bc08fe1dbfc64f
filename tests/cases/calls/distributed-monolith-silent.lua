-- One deployment is what a modular monolith wants.
architecture "shop" { pattern = "modular-monolith" }
context "shop"
service "web" { context = "shop", release_group = "all", dependencies = { sync "orders", sync "catalog" } }
for _, name in ipairs { "orders", "catalog", "payments", "mail" } do
  service(name) { context = "shop", release_group = "all" }
end
