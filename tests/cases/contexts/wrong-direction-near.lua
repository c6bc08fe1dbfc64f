-- One dependency in the declared direction is enough; both directions declared is no reversal; a
-- symmetric relationship has no direction; a message without an event runs either way.
-- select: contexts/wrong-direction, contexts/undeclared-relationship, contexts/unused-relationship
context "ordering"
context "inventory"
context "billing"
context "mailing"

relationship { upstream = "inventory", downstream = "ordering" }
relationship { upstream = "ordering", downstream = "inventory" }
relationship { between = { "billing", "ordering" }, pattern = "partnership" }
relationship { upstream = "mailing", downstream = "ordering" }

service "orders" { context = "ordering", dependencies = { sync "stock", sync "invoices", async "mailer" } }
service "stock" { context = "inventory", dependencies = { sync "orders" } }
service "invoices" { context = "billing" }
service "mailer" { context = "mailing" }
