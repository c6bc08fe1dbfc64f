-- Of four services one may well need all.
context "shop"
service "web" { context = "shop", release_group = "all", dependencies = { sync "orders", sync "catalog", sync "mail" } }
for _, name in ipairs { "orders", "catalog", "mail" } do
  service(name) { context = "shop", release_group = "all" }
end
