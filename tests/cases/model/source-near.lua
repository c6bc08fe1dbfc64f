-- A byte order mark, and names in UTF-8, are no trouble.
context "c" { description = "café" }
