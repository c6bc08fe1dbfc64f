-- Drills: what we practise, so that nobody is harmed when it happens; and the pictures for the wall.

experiment "consent does not answer" {
  hypothesis = "No record is shown without a decision: clinicians see a refusal at once, not a spinner",
  target = "consent-service", fault = abort { status = 503, percentage = "20%" }, duration = "5m",
  workload = "monday: treatment",
  steady_state = { "record-service/latency_p99", "claims-service/availability" },
  blast_radius = { max_services = 3, percentage = "20%" },
  abort_when = { error_rate = "10%", breached = { "record-service/latency_p99" } },
  recovery = { within = "30s" },
}

experiment "an index pod dies at eight" {
  hypothesis = "Three others match and verify; the queue at the desk does not grow",
  target = "patient-index", fault = pod_kill { count = 1 }, duration = "10m",
  workload = "monday: booking",
  steady_state = { "patient-index/availability", "appointment-service/latency_p99" },
  blast_radius = { max_services = 4, percentage = "25%" },
  abort_when = { error_rate = "2%", latency_p99 = "1s" },
  recovery = { within = "60s" },
}

experiment "the insurer thinks it over" {
  hypothesis = "Bookings are as quick as ever; their coverage is known a few seconds later",
  target = "claims-service",
  fault = network_delay { on = "health-insurer", delay = "150ms", jitter = "50ms", percentage = "100%" },
  duration = "15m",
  workload = "monday: booking",
  steady_state = { "appointment-service/latency_p99", "claims-service/latency_p99" },
  blast_radius = { max_services = 1, percentage = "100%" },
  abort_when = { breached = { "appointment-service/latency_p99" } },
  recovery = { within = "2m" },
}

experiment "the night is interrupted" {
  hypothesis = "It goes on where it stopped: nothing is erased twice, nothing is forgotten to be forgotten",
  target = "retention-batch", fault = pod_kill { count = 1, interval = "5m" }, duration = "20m",
  workload = "night: erasure",
  steady_state = { "retention-batch/freshness", "record-service/availability" },
  blast_radius = { max_services = 1, percentage = "100%" },
  abort_when = { breached = { "record-service/availability" } },
  recovery = { within = "10m" },
}

view "contexts" { title = "Context map: Clinic Network", kind = "contexts", direction = "right" }

view "who asks for consent" {
  title = "Who asks for consent, and what they do without an answer",
  kind = "dependencies", around = "consent-service", depth = 1,
}

view "what is kept about you" {
  title = "What is kept about a patient, and where",
  kind = "landscape", include = { "consent", "patients", "records", "accountability" }, exclude = { "topic" },
}
