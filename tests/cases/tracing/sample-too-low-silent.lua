-- All is sampled; nobody says how much; a loop may run for ever; a workload without a rate; nobody comes by.
context "shop"
actor "customer"
service "all" { context = "shop", tracing = tracing { tracer = "otlp", sample_rate = "100%" } }
service "unsaid" { context = "shop", tracing = tracing { tracer = "otlp" } }
service "looped" { context = "shop", tracing = tracing { tracer = "otlp", sample_rate = "0.001%" } }
service "unrated" { context = "shop", tracing = tracing { tracer = "otlp", sample_rate = "0.001%" } }
service "lonely" { context = "shop", tracing = tracing { tracer = "otlp", sample_rate = "0.001%" } }
scenario "once" { "customer -> all: GET /", "customer -> unsaid: GET /", loop "lines" { "customer -> looped: GET /" } }
scenario "other" { "customer -> unrated: GET /" }
workload "night" { scenario = "once", rate = "1/h" }
workload "some day" { scenario = "other" }
