-- An API gateway: one entry, whatever lies behind it.

local p = require "patterns"

architecture "Library" { pattern = "microservices", description = "Lends books" }

team "library" { contact = "#library" }
context "lending" { description = "Books and who has them", owner = "library" }

actor "reader" { description = "Borrows books" }

service "catalogue-service" {
  context = "lending", description = "Knows every book",
  endpoints = { GET "/books" { summary = "Find books" }, GET "/books/{isbn}" { summary = "Look at a book" } },
}

service "loan-service" {
  context = "lending", description = "Knows who has which book",
  endpoints = {
    GET "/loans" { summary = "My loans" },
    POST "/loans" { summary = "Borrow a book", idempotent = true },
  },
}

p.api_gateway("library-gateway", {
  description = "The only way in",
  authentication = { type = "oauth2", issuer = "https://login.example.com", audience = "library" },
  rate_limiting = { requests_per_minute = 600, burst = 60, per = "client" },
  strip_prefix = "/api", timeout = "1s",
  routes = {
    ["/api/books"] = { service = "catalogue-service", methods = { "GET" }, public = true },
    ["/api/loans"] = { service = "loan-service", methods = { "GET", "POST" }, timeout = "2s" },
  },
})

scenario "borrow a book" {
  "reader -> library-gateway: POST /api/loans",
  "library-gateway -> loan-service: POST /loans",
}
