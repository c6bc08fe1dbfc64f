-- Messaging: what was published. What is the truth, and what only tells of it, are kept apart.

broker "kafka" { technology = "kafka", nodes = 5, description = "Stretched over both data centres" }

-- The event stores have no retention: what expires here is gone from the books.
local function event_store(key)
  return {
    description = "An event store: append only, for good", tags = { "audit" },
    broker = "kafka", partitions = 24, replication = 3, key = key, ordering = true,
  }
end

topic "journal"         (event_store "account_id")
topic "account-history" (event_store "account_id")

---@param key string the field that keeps messages about one thing in order
---@param partitions integer as many replicas can share the work
local function published(key, partitions)
  return {
    broker = "kafka", partitions = partitions, replication = 3, retention = "30d",
    key = key, ordering = true, dead_letter = "unprocessed",
  }
end

topic "postings"       (published("account_id", 24))
topic "accounts"       (published("account_id", 12))
topic "transfers"      (published("transfer_id", 12))
topic "suspicions"     (published("case_id", 6))
topic "reconciliation" (published("business_date", 6))
topic "filings"        (published("filing_id", 12))

-- A message nobody could process is money nobody has explained: it waits half a year for an explanation.
topic "unprocessed" {
  broker = "kafka", partitions = 6, replication = 3, retention = "180d",
  description = "Messages that need a person",
}
consumer_group "operations-desk" {
  description = "Two people look at a message before it goes back",
  topics = { "unprocessed" }, max_instances = 2,
}
