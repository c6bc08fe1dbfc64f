-- Right-to-left letters are text like any other: שלום, مرحبا
-- args: --rule model/undocumented=off
context "c" { description = "שלום" }
