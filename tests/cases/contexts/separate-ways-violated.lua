-- A call, and a store in common that neither owns; from inside a context, too.
context "blog"
context "billing"
context "jobs"
context "archive" { parent = "jobs" }
relationship {
  between = { "blog", "billing" },
  pattern = "separate-ways", -- expect: contexts/separate-ways-violated "posts calls invoices (1 call)"
}
relationship {
  between = { "billing", "jobs" },
  pattern = "separate-ways", -- expect: contexts/separate-ways-violated "invoices and boxes share the store common-db"
}
relationship { between = { "blog", "jobs" }, pattern = "separate-ways" }

datastore "common-db" { technology = "postgresql" }
service "posts" { context = "blog", dependencies = { sync "invoices" } }
service "invoices" { context = "billing", uses = { "common-db" } }
service "boxes" { context = "archive", uses = { "common-db" } }
service "openings" { context = "jobs" }
