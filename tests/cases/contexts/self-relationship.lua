context "ordering"
context "inventory"
relationship {
  upstream = "ordering",
  downstream = "ordering", -- expect: contexts/self-relationship "both ends of the relationship are 'ordering'"
}
relationship {
  between = { "inventory", "inventory" }, -- expect: contexts/self-relationship "'inventory'"
  pattern = "partnership",
}
relationship { between = { "ordering", "inventory" }, pattern = "partnership" }
