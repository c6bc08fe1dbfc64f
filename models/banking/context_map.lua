-- The context map. Upstream decides on the words, downstream lives with them, negotiates or translates.

context "ledger" {
  description = "Double-entry bookkeeping: the truth about money",
  subdomain = "core", owner = "bookkeeping",
  language = {
    Entry          = "An amount debited or credited to one account; never changed, never deleted",
    Posting        = "Entries that add up to zero, written together or not at all",
    Reversal       = "A posting that takes back an earlier one; the earlier one stays",
    ["Value date"] = "The day from which an amount bears interest",
  },
  aggregates = { "Posting" },
}

context "accounts" {
  description = "What customers hold with us, and on what terms",
  subdomain = "core", owner = "deposits",
  language = {
    Account               = "A contract under which we keep somebody's money",
    Hold                  = "Money still in the account that may no longer be spent",
    ["Available balance"] = "The booked balance, less holds, plus the agreed overdraft",
  },
  aggregates = { "Account", "Hold" },
}

context "payments" {
  description = "Moving money, to the end or not at all",
  subdomain = "core", owner = "payments",
  language = {
    Transfer   = "A customer's instruction to move money, followed until it is settled or rejected",
    Settlement = "The moment from which the money is the other bank's; nothing undoes it",
    Creditor   = "Who gets the money",
    Debtor     = "Whose money it was",
  },
  aggregates = { "Transfer" },
}

context "financial-crime" {
  description = "Fraud, sanctions and money laundering",
  subdomain = "supporting", owner = "financial-crime",
  language = {
    Alert             = "A transfer that a rule or a model finds unusual",
    Case              = "Alerts about one customer that an analyst decides on together",
    ["Sanctions hit"] = "A name close enough to a listed one to stop the money",
  },
  aggregates = { "Case" },
}

context "compliance" {
  description = "Telling the authorities what the law wants them to know",
  subdomain = "supporting", owner = "compliance",
  language = {
    Filing                         = "A report with the authority's receipt",
    ["Reporting date"]             = "The day whose closing books a report describes",
    ["Suspicious activity report"] = "A filing about a case, which the customer must never hear of",
  },
  aggregates = { "Filing" },
}

context "customers" {
  description = "Who our customers are, and how we reach them",
  subdomain = "generic", owner = "channels",
  language = {
    Customer = "A person whose identity we have verified",
    Contact  = "A device or address that the customer has confirmed",
  },
  aggregates = { "Customer" },
}

context "core-banking" {
  description = "The books as they were kept since 1987; still those of the annual accounts",
  subdomain = "generic", owner = "mainframe", legacy = true,
  language = { CIF = "Customer information file: person, contract and balance in one record" },
}

-- Money: the ledger's words are the bank's words. Whoever only reads them takes them as they are.
relationship { upstream = "ledger", downstream = "accounts", pattern = "customer-supplier", exposes = { "Posting" } }
relationship { upstream = "ledger", downstream = "payments", pattern = "customer-supplier", exposes = { "Posting" } }
relationship { upstream = "accounts", downstream = "payments", pattern = "customer-supplier", exposes = { "Hold" } }

-- The old books learn of every posting, in their own language; none of it comes back into ours.
relationship {
  upstream = "core-banking", downstream = "ledger", pattern = "upstream-downstream",
  downstream_roles = { "anticorruption-layer" }, technology = "fixed-length records over REST",
}

-- Control: assessed before the money moves, reported after.
relationship {
  upstream = "financial-crime", downstream = "payments", pattern = "upstream-downstream",
  upstream_roles = { "open-host-service" },
}
relationship {
  upstream = "financial-crime", downstream = "compliance", pattern = "conformist",
  upstream_roles = { "published-language" }, exposes = { "Case" },
}
relationship {
  upstream = "ledger", downstream = "compliance", pattern = "conformist",
  upstream_roles = { "published-language" }, exposes = { "Posting" },
}

relationship {
  upstream = "accounts", downstream = "compliance", pattern = "conformist",
  upstream_roles = { "published-language" }, exposes = { "Account" },
}

-- What customers are told. A filing is written in the language that the law publishes: the authority reads
-- it at the open host, and its words reach the customer's tax certificate unchanged.
relationship {
  upstream = "compliance", downstream = "customers", pattern = "conformist",
  upstream_roles = { "open-host-service", "published-language" }, exposes = { "Filing" }, technology = "XBRL",
}
relationship {
  upstream = "payments", downstream = "customers", pattern = "conformist",
  upstream_roles = { "published-language" }, exposes = { "Transfer" },
}
