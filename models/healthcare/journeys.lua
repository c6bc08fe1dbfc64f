-- Journeys: what happens to a patient, across contexts.

-- Nobody conducts: each takes part by reacting to what the one before has told. What one cannot do is undone
-- the same way: claims-service takes the appointment back, and appointment.cancelled undoes the rest.
saga "visit" {
  description = "A slot, somebody who pays, a case to book it on; or nothing of it",
  coordination = "choreography", compensation_strategy = "sequential",
  steps = {
    step "book" {
      service = "appointment-service", timeout = "1s",
      action = "POST /appointments", compensation = "DELETE /appointments/{appointment_id}",
    },
    step "cover" {
      service = "claims-service", timeout = "7s",
      action = "authorise_coverage", compensation = "void_authorisation",
    },
    step "open a case" {
      service = "billing-service", timeout = "5s",
      action = "open_case", compensation = false, pivot = true,
    },
  },
}

scenario "book a visit" {
  "patient -> care-gateway: GET /practitioners",
  "care-gateway -> provider-directory: GET /practitioners",
  "patient -> care-gateway: POST /appointments",
  "care-gateway -> appointment-service: POST /appointments",
  "appointment-service -> patient-index: Patients/Verify",
  "appointment-service -> provider-directory: Directory/TakeSlot",
  "appointment-service ->> appointments: appointment.booked",
  "appointment-service --> care-gateway: 201 Created",
  "care-gateway --> patient: 201 Created",
  "appointments ->> claims-service: appointment.booked",
  "claims-service -> health-insurer: POST /authorisations",
  alt "covered" {
    "health-insurer --> claims-service: authorised",
    "claims-service ->> coverage: coverage.authorised",
    "coverage ->> billing-service: coverage.authorised",
  },
  otherwise "not covered" {
    "health-insurer --> claims-service: refused",
    "claims-service -> appointment-service: DELETE /appointments/{appointment_id}",
    "appointment-service -> provider-directory: Directory/FreeSlot",
    "appointment-service ->> appointments: appointment.cancelled",
    "appointments ->> reminder-service: appointment.cancelled",
  },
}

scenario "see a doctor" {
  "clinician -> care-gateway: GET /records/{patient_ref}",
  "care-gateway -> record-service: GET /records/{patient_ref}",
  "record-service -> consent-service: Consent/Decide",
  alt "permitted" {
    "consent-service --> record-service: permit",
    "record-service --> care-gateway: the record",
    "care-gateway --> clinician: the record",
    "clinician -> care-gateway: POST /records/{patient_ref}/encounters",
    "care-gateway -> record-service: POST /records/{patient_ref}/encounters",
    "record-service ->> encounters: encounter.closed",
    "encounters ->> billing-service: encounter.closed",
  },
  otherwise "denied, or no answer" {
    "consent-service --> record-service: deny",
    "record-service --> care-gateway: 403 Forbidden",
    "care-gateway --> clinician: 403 Forbidden",
  },
  "record-service ->> access-log: record.accessed",
  "access-log ->> audit-service: record.accessed",
}

scenario "get a result" {
  "laboratory -> exchange-gateway: POST /results",
  "exchange-gateway -> lab-intake: POST /results",
  "lab-intake -> patient-index: Patients/Match",
  "patient-index --> lab-intake: a pseudonym",
  "lab-intake ->> results: result.received",
  "lab-intake --> exchange-gateway: 202 Accepted",
  "exchange-gateway --> laboratory: 202 Accepted",
  "results ->> record-service: result.received",
}

scenario "take consent back" {
  "patient -> care-gateway: DELETE /consents/{patient_ref}/{purpose}",
  "care-gateway -> consent-service: DELETE /consents/{patient_ref}/{purpose}",
  "consent-service ->> consents: consent.withdrawn",
  "consents ->> retention-batch: consent.withdrawn",
  "note retention-batch: waits for the night",
  "retention-batch -> record-service: Records/Erase",
  "retention-batch ->> access-log: record.erased",
  "access-log ->> audit-service: record.erased",
}

scenario "ask who looked" {
  "patient -> care-gateway: GET /access-log/{patient_ref}",
  "care-gateway -> audit-service: GET /access-log/{patient_ref}",
  "audit-service --> care-gateway: the trail",
  "care-gateway --> patient: the trail",
}

-- Monday at eight, all forty clinics at once; and a night.
workload "monday: booking"   { scenario = "book a visit", rate = "15/s", duration = "2h", ramp = "20m" }
workload "monday: treatment" { scenario = "see a doctor", rate = "40/s", duration = "4h", ramp = "30m" }
workload "monday: results"   { scenario = "get a result", rate = "25/s", duration = "4h", arrival = "poisson" }
workload "night: erasure"    { scenario = "take consent back", rate = "5/s", duration = "3h", arrival = "constant" }
