-- Transfers: the saga that moves money, what else happens in a day, and how often.

saga "money-transfer" {
  description = "Money leaves one account and reaches another bank, or it never moved",
  coordination = "orchestration", orchestrator = "transaction-service", compensation_strategy = "sequential",
  steps = {
    -- An assessment changes nothing, so there is nothing to undo.
    step "assess" {
      service = "fraud-detection-service", action = "assess_transfer", compensation = false, timeout = "150ms",
    },
    step "hold" {
      service = "account-service", action = "place_hold", compensation = "release_hold", timeout = "600ms",
    },
    -- A posting is never deleted: it is undone by its reversal, and both stay in the journal.
    step "post" {
      service = "ledger-service", action = "post_entries", compensation = "reverse_entries", timeout = "200ms",
    },
    -- Settled is settled: no bank gives money back because another one's server failed.
    step "settle" {
      service = "clearing-service", action = "submit_payment", compensation = false, pivot = true, timeout = "2s",
    },
    step "close the hold" {
      service = "account-service", action = "settle_hold", compensation = false, retryable = true, timeout = "600ms",
    },
  },
}

scenario "send money" {
  "customer -> digital-banking: POST /api/transfers",
  "digital-banking -> transaction-service: POST /transfers",
  "transaction-service -> fraud-detection-service: FraudDetection/AssessTransfer",
  "fraud-detection-service --> transaction-service: pass",
  "transaction-service -> account-service: Accounts/PlaceHold",
  "account-service -> ledger-service: Ledger/GetBalance",
  "ledger-service --> account-service: booked balance",
  "account-service --> transaction-service: held",
  "transaction-service -> ledger-service: Ledger/PostEntries",
  "ledger-service ->> postings: entries.posted",
  "ledger-service --> transaction-service: booked",
  "transaction-service -> clearing-service: Clearing/SubmitPayment",
  "clearing-service -> sanctions-service: Sanctions/ScreenNames",
  "sanctions-service --> clearing-service: no hit",
  "clearing-service -> instant-payment-scheme: POST /credit-transfers",
  alt "the other bank accepts" {
    "instant-payment-scheme --> clearing-service: accepted",
    "clearing-service --> transaction-service: settled",
    "transaction-service -> account-service: Accounts/SettleHold",
    "transaction-service ->> transfers: transfer.settled",
  },
  otherwise "it refuses" {
    "instant-payment-scheme --> clearing-service: refused",
    "clearing-service --> transaction-service: refused",
    "transaction-service -> ledger-service: Ledger/ReverseEntries",
    "transaction-service -> account-service: Accounts/ReleaseHold",
    "transaction-service ->> transfers: transfer.rejected",
  },
  "transaction-service --> digital-banking: what became of it",
  "digital-banking --> customer: what became of it",
  "transfers ->> notification-service: transfer.settled",
  "notification-service -> identity-service: Customers/GetContact",
  "notification-service -> message-provider: POST /messages",
}

scenario "look at an account" {
  "customer -> digital-banking: GET /api/accounts/{account_id}",
  "digital-banking -> account-service: GET /accounts/{account_id}",
  "account-service -> ledger-service: Ledger/GetBalance",
  "ledger-service --> account-service: booked balance",
  "account-service --> digital-banking: available balance",
  "digital-banking --> customer: available balance",
}

scenario "keep the old books" {
  "ledger-service ->> postings: entries.posted",
  "postings ->> core-banking-adapter: entries.posted",
  "core-banking-adapter -> core-banking-system: POST /postings",
  "core-banking-system --> core-banking-adapter: booked",
}

scenario "close the day" {
  loop "each account that moved" {
    "core-banking-adapter -> core-banking-system: GET /balances/{cif}",
    "core-banking-system --> core-banking-adapter: closing balance",
  },
  "core-banking-adapter ->> reconciliation: books.reconciled",
  "reconciliation ->> regulatory-reporting-service: books.reconciled",
  opt "a reporting date" {
    "regulatory-reporting-service -> supervisory-authority: POST /submissions",
    "supervisory-authority --> regulatory-reporting-service: receipt",
    "regulatory-reporting-service ->> filings: report.filed",
  },
}

scenario "confirm a suspicion" {
  "analyst -> institutional: GET /cases",
  "institutional -> fraud-detection-service: GET /cases",
  "analyst -> institutional: PUT /cases/{case_id}/decision",
  "institutional -> fraud-detection-service: PUT /cases/{case_id}/decision",
  "fraud-detection-service ->> suspicions: suspicion.confirmed",
  "suspicions ->> regulatory-reporting-service: suspicion.confirmed",
  "regulatory-reporting-service -> supervisory-authority: POST /submissions",
  "note customer: hears nothing of it",
}

scenario "look into a filing" {
  "examiner -> institutional: GET /filings/{filing_id}",
  "institutional -> regulatory-reporting-service: GET /filings/{filing_id}",
  "regulatory-reporting-service --> institutional: XBRL and receipt",
  "institutional --> examiner: XBRL and receipt",
}

-- The last Friday of a month, when wages have come and rents go.
workload "payday: sending"   { scenario = "send money", rate = "150/s", duration = "2h", ramp = "10m" }
workload "payday: looking"   { scenario = "look at an account", rate = "600/s", duration = "2h", ramp = "10m" }
workload "payday: old books" { scenario = "keep the old books", rate = "10/s", duration = "2h", arrival = "constant" }
