-- A comment that turns the text around: ‮ -- expect: model/bidi-text
-- args: --rule model/undocumented=off
context "c" {}
