-- Strings that look like credentials, wherever text can stand.
-- args: --rule model/undocumented=off --rule model/orphan=off
context "c" {
  description = "key AKIAABCDEFGHIJKLMNOP", -- expect: model/secret:17 "an AWS access key"
  language = { Token = "ghp_0123456789abcdefghijABCDEFGHIJ012345" }, -- expect: model/secret:24 "a GitHub token"
}
service "a" {
  context = "c",
  properties = { url = "postgresql://app:hunter2pass@db.example/orders" }, -- expect: model/secret:24 "a password in an address"
  tags = { "plain", "glpat-0123456789abcdefghij" }, -- expect: model/secret:21 "a GitLab token"
  links = { { url = "https://user:hunter2@wiki.example" } }, -- expect: model/secret:21 "a password in an address"
  image = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0", -- expect: model/secret:11 "a JSON Web Token"
  technologies = { database = "-----BEGIN RSA PRIVATE KEY-----" }, -- expect: model/secret:31 "a private key"
}
