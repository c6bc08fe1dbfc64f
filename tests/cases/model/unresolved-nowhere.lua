-- Of a model without a context the missing service brings one along.
-- help: model/unresolved declare it: context "pay" {} and service "pay" { context = "pay", description = "what it is for" }
rule "house/none" { check = function() end }
timeout { service = "pay", timeout = "1s" } -- expect: model/unresolved
