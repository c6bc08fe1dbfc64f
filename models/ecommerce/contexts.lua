-- The bounded contexts: inside each, one language and one team. Below them the context map.

-- Catalog and inventory are partners: what they both talk about has one meaning.
local sku = "Stock keeping unit: the smallest thing that has a price and a place on a shelf"

context "storefront" {
  description = "What a visitor sees",
  subdomain = "supporting", owner = "shop",
  language = {
    ["Product page"] = "All that helps a visitor to decide about one product",
    Recommendation = "A product that buyers of this one bought, too",
  },
}

context "catalog" {
  description = "What we sell, and how it is found",
  subdomain = "supporting", owner = "shop",
  language = { SKU = sku, Listing = "A product as it is offered: texts, pictures, price" },
  aggregates = { "Product", "Category" },
}

context "ordering" {
  description = "From the cart to the confirmed order",
  subdomain = "core", owner = "checkout",
  language = {
    Cart  = "What a customer thinks of buying; it binds nobody",
    Order = "A customer's confirmed intent to buy",
  },
  aggregates = { "Cart", "Order" },
}

context "inventory" {
  description = "What lies on the shelves",
  subdomain = "supporting", owner = "logistics",
  language = { SKU = sku, Reservation = "Goods set aside for one order, for an hour at most" },
  aggregates = { "Stock item", "Reservation" },
}

context "payment" {
  description = "Getting the money, and giving it back",
  subdomain = "generic", owner = "checkout",
  language = { Charge = "Money taken from a card", Refund = "A charge given back in whole or in part" },
  aggregates = { "Payment" },
}

context "shipping" {
  description = "Bringing orders to the door",
  subdomain = "supporting", owner = "logistics",
  language = { Shipment = "All parcels of one order", Parcel = "A box with a label of the carrier" },
  aggregates = { "Shipment" },
}

context "accounts" {
  description = "Who buys, and how we reach them",
  subdomain = "generic", owner = "accounts",
  language = { Account = "A person who may log in", Contact = "An address we may write to" },
  aggregates = { "Account" },
}

-- The context map. Upstream is whoever decides what a call or an event looks like: the called, the publisher.

relationship {
  upstream = "catalog", downstream = "storefront", pattern = "upstream-downstream",
  upstream_roles = { "open-host-service" }, exposes = { "Product" },
}

-- A cart keeps its own idea of a price: it must not change while the customer looks at it.
relationship {
  upstream = "catalog", downstream = "ordering", pattern = "upstream-downstream",
  upstream_roles = { "open-host-service" }, downstream_roles = { "anticorruption-layer" }, exposes = { "Product" },
}

-- Needs run both ways here (new products get shelves, empty shelves leave the search), so both plan together.
relationship { between = { "catalog", "inventory" }, pattern = "partnership" }

relationship {
  upstream = "inventory", downstream = "ordering", pattern = "customer-supplier", exposes = { "Reservation" },
}

relationship {
  upstream = "payment", downstream = "ordering", pattern = "customer-supplier", exposes = { "Payment" },
}

relationship {
  upstream = "ordering", downstream = "shipping", pattern = "upstream-downstream",
  upstream_roles = { "published-language" }, downstream_roles = { "anticorruption-layer" }, exposes = { "Order" },
}

relationship {
  upstream = "ordering", downstream = "storefront", pattern = "conformist",
  upstream_roles = { "published-language" }, exposes = { "Order" },
}

relationship {
  upstream = "ordering", downstream = "accounts", pattern = "conformist",
  upstream_roles = { "published-language" }, exposes = { "Order" },
}

relationship {
  upstream = "shipping", downstream = "accounts", pattern = "conformist",
  upstream_roles = { "published-language" }, exposes = { "Shipment" },
}
