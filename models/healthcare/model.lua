-- A network of clinics, told from the patient's side: you say who may know what, you book a visit, a doctor
-- reads your record and writes into it, somebody pays, and you can see who looked.
--
-- Each of these is one bounded context with all that belongs to it: its words, whom it depends on, its services.
-- They are included in the order of that story, and each depends only on those before it:
--
--   consent.lua         may this be known, by whom, what for
--   patients.lua        a person becomes a pseudonym
--   appointments.lua    a time, a place, a doctor
--   records.lua         what is known about your health
--   billing.lua         who pays
--   reminders.lua       what you hear from us
--   accountability.lua  who looked at what, and when
--
-- privacy.lua holds what all of them share, privacy_rules.lua what `lunette check` holds them to. Doors and
-- topics are in platform.lua, the story itself in journeys.lua, what is practised and drawn in drills.lua.

architecture "Clinic Network" {
  description = "Records, appointments and billing of forty clinics, as their patients allow",
  pattern = "microservices", version = "1.8", owner = "privacy-office",
}

team "privacy-office" { contact = "privacy@clinics.example",   description = "Consent, and who looked" }
team "front-desk"     { contact = "frontdesk@clinics.example", description = "Patients and their appointments" }
team "clinical"       { contact = "clinical@clinics.example",  description = "What doctors and nurses work with" }
team "finance"        { contact = "finance@clinics.example",   description = "Insurers and invoices" }

actor "patient"   { description = "Decides, comes, gets well" }
actor "clinician" { description = "Treats patients" }

external "laboratory" {
  description = "Sends results", technology = "FHIR R4",
}
external "health-insurer" {
  description = "Pays for what it agreed to",
  technology = "FHIR R4",
  slos = {
    slo "availability" { target = "99.5%",  window = "30d" },
    slo "latency_p99"  { target = "1800ms", window = "30d" },
  },
}
external "message-provider" {
  description = "Text messages",
  technology = "REST",
  slos = {
    slo "availability" { target = "99.9%", window = "30d" },
    slo "latency_p99"  { target = "900ms", window = "30d" },
  },
}

include "consent.lua"
include "patients.lua"
include "appointments.lua"
include "records.lua"
include "billing.lua"
include "reminders.lua"
include "accountability.lua"
include "platform.lua"
include "journeys.lua"
include "drills.lua"
include "privacy_rules.lua"
