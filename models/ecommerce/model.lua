-- A shop on the web, from the product page to the parcel at the door.
--
-- Read on in contexts.lua: which bounded contexts there are, and how they stand to each other.
-- Then in contexts/: the services, one file a context; ordering.lua is the heart of it.
-- What they share is in platform.lua and house.lua, how they work together in flows.lua, how all
-- that is tried and drawn in operations.lua.

architecture "E-Commerce Platform" {
  description = "Sells goods on the web and brings them to the door",
  pattern = "event-driven",
  version = "2.4",
  owner = "platform",
}

team "shop"      { contact = "#team-shop",      description = "Everything a visitor sees before buying" }
team "checkout"  { contact = "#team-checkout",  description = "From the cart to the paid order" }
team "logistics" { contact = "#team-logistics", description = "From the shelf to the door" }
team "accounts"  { contact = "#team-accounts",  description = "Who our customers are, and how we reach them" }
team "platform"  { contact = "#team-platform",  description = "What all others run on" }

actor "customer" { description = "Looks around and buys" }
actor "staff"    { description = "Lists products, counts goods in" }

-- What others promise us limits what we can promise: their contracts stand here as objectives.
external "card-processor" {
  description = "Charges credit cards",
  technology = "REST",
  slos = {
    slo "availability" { target = "99.99%", window = "30d" },
    slo "latency_p99"  { target = "400ms",  window = "30d" },
  },
  links = { { title = "Service level agreement", url = "https://example.com/cards/sla" } },
}

external "parcel-carrier" {
  description = "Delivers parcels",
  technology = "REST",
  slos = {
    slo "availability" { target = "99.9%", window = "30d" },
    slo "latency_p99"  { target = "800ms", window = "30d" },
  },
}

external "mail-provider" {
  description = "Delivers mail to inboxes",
  technology = "REST",
  slos = {
    slo "availability" { target = "99.9%", window = "30d" },
    slo "latency_p99"  { target = "600ms", window = "30d" },
  },
}

include "contexts.lua"
include "contexts/storefront.lua"
include "contexts/catalog.lua"
include "contexts/ordering.lua"
include "contexts/inventory.lua"
include "contexts/payment.lua"
include "contexts/shipping.lua"
include "contexts/accounts.lua"
include "platform.lua"
include "flows.lua"
include "operations.lua"
