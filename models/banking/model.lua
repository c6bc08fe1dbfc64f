-- A retail bank: money moves within seconds, and ten years later somebody can still prove why.
--
-- Three ideas carry it. The journal is the truth: what happened is kept for good, balances are computed
-- from it (contexts/ledger.lua). Nobody talks to anybody without a line that says so (security.lua).
-- The mainframe stays, behind one adapter that alone speaks its language (contexts/core_banking.lua).
--
-- Start with context_map.lua, then follow the money: transfers.lua. What all services have alike is in
-- standards.lua; topics are in messaging.lua, experiments and the auditors' pictures in assurance.lua.

architecture "Retail Banking" {
  description = "Accounts, transfers within seconds, and the proof of both",
  pattern = "microservices", version = "3.1", owner = "architecture-board",
}

team "architecture-board" { contact = "architecture@bank.example", description = "Answers for the whole" }
team "bookkeeping"        { contact = "bookkeeping@bank.example",  description = "Journal, balances, statements" }
team "deposits"           { contact = "deposits@bank.example",     description = "Accounts and what holds on them" }
team "payments"           { contact = "payments@bank.example",     description = "Moves money inside and outside" }
team "financial-crime"    { contact = "fincrime@bank.example",     description = "Fraud, sanctions, investigations" }
team "compliance"         { contact = "compliance@bank.example",   description = "What the law wants to be told" }
team "channels"           { contact = "channels@bank.example",     description = "Log in, and letters to customers" }
team "mainframe"          { contact = "mainframe@provider.example", description = "The provider of the old books" }

actor "customer" { description = "Moves money" }
actor "analyst"  { description = "Decides on suspicions" }
actor "examiner" { description = "Looks into filings" }

external "instant-payment-scheme" {
  description = "Settles between banks",
  technology = "ISO 20022", tags = { "pacs.008" },
  slos = {
    slo "availability" { target = "99.95%", window = "30d" },
    slo "latency_p99"  { target = "1200ms", window = "30d" },
  },
  links = { { title = "Rulebook", url = "https://scheme.example/rulebook" } },
}

external "supervisory-authority" {
  description = "Takes our reports",
  technology = "XBRL",
  slos = {
    slo "availability" { target = "99%",    window = "30d" },
    slo "latency_p99"  { target = "2500ms", window = "30d" },
  },
}

external "message-provider" {
  description = "Push and text messages",
  technology = "REST",
  slos = {
    slo "availability" { target = "99.9%", window = "30d" },
    slo "latency_p99"  { target = "800ms", window = "30d" },
  },
}

include "context_map.lua"
include "contexts/ledger.lua"
include "contexts/core_banking.lua"
include "contexts/accounts.lua"
include "contexts/payments.lua"
include "contexts/financial_crime.lua"
include "contexts/compliance.lua"
include "contexts/customers.lua"
include "messaging.lua"
include "security.lua"
include "transfers.lua"
include "assurance.lua"
