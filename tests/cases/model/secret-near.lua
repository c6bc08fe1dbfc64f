-- Addresses, examples and words that only begin like credentials.
-- args: --rule model/undocumented=off --rule model/orphan=off
context "c" {
  description = "An AKIA key is what AWS calls it; ghp_ begins GitHub's",
  language = { Token = "AKIA followed by sixteen characters" },
}
service "a" {
  context = "c",
  properties = {
    variable = "postgresql://app:$PASSWORD@db.example/orders", braces = "https://user:${PASS}@x.example",
    placeholder = "https://user:<password>@x.example", no_password = "ssh://git@forge.example/repo",
    port = "redis://cache.example:6379/0", plain = "https://wiki.example/?at=user:x@y",
  },
  tags = { "sk_live", "npm_install", "basekAKIAABCDEFGHIJKLMNOP" },
}
