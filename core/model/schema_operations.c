/* Rows: health, objectives, tracing, deployment, experiments. */
#include "model/schema_rows.h"

static const struct schema_value probe_modes[] = {
    {"active", LUNETTE_PROBE_ACTIVE, NULL},
    {"passive", LUNETTE_PROBE_PASSIVE, NULL},
    {"custom", LUNETTE_PROBE_CUSTOM, NULL},
    {NULL, 0, NULL},
};

static const struct schema_field probe_fields[] = {
    ROW_AS(probe, "interval", interval_ms, MS, DOC("time between two checks")),
    ROW_AS(probe, "timeout", timeout_ms, MS, DOC("when a check counts as failed")),
    ROW(probe, failure_threshold, INTEGER, .at_least = 1, DOC("failed checks in a row that count")),
    ROW(probe, mode, ENUM, .values = probe_modes,
        DOC("active (asked), passive (read off traffic), custom (the service decides)")),
    ROW(probe, depends_on, REFS,
        KINDS(LUNETTE_SERVICE, LUNETTE_DATASTORE, LUNETTE_EXTERNAL, LUNETTE_BROKER),
        DOC("what must be up for the check to pass")),
    END_OF_ROWS,
};

static const struct schema_value slis[] = {
    {"availability", LUNETTE_SLI_AVAILABILITY, NULL}, {"latency", LUNETTE_SLI_LATENCY, NULL},
    {"error_rate", LUNETTE_SLI_ERROR_RATE, "errors"}, {"throughput", LUNETTE_SLI_THROUGHPUT, NULL},
    {"freshness", LUNETTE_SLI_FRESHNESS, NULL},       {NULL, 0, NULL},
};

static const struct schema_field slo_fields[] = {
    ROW_AS(slo, "target", target_ratio, TARGET, NEEDED,
           DOC("\"99.9%\" of good events, \"200ms\" of a latency, \"500/s\" of a throughput")),
    ROW_AS(slo, "window", window_s, S, NEEDED, DOC("the time it is judged over")),
    ROW(slo, unit, STRING, DOC("of a target written as a bare number: ms, s, %")),
    ROW(slo, sli, ENUM, .values = slis, .also = "indicator",
        DOC("what is measured; read off the name (latency_p99) when not said")),
    ROW(slo, percentile, RATIO, DOC("of a latency; read off the name when not said")),
    ROW(slo, service, REF, KINDS(LUNETTE_SERVICE, LUNETTE_EXTERNAL), .also = "service_name",
        DOC("who promises it, when it is not declared in a service")),
    END_OF_ROWS,
};

static const struct schema_field tracing_fields[] = {
    ROW(tracing, service, REF, KINDS(LUNETTE_SERVICE), .also = "service_name",
        DOC("whose it is, when it is not declared in a service")),
    ROW(tracing, tracer, STRING, DOC("jaeger, zipkin, otlp")),
    ROW(tracing, sample_rate, RATIO, DOC("share of requests that are traced")),
    END_OF_ROWS,
};

#define OF_SERVICE                                                               \
    ROW(deployment, analysis, REFS, KINDS(LUNETTE_SLO), FLAGS(SCHEMA_IN_PARENT), \
        DOC("the objectives that decide whether it goes on"))

static const struct schema_field canary_fields[] = {
    ROW(deployment, initial, RATIO, DOC("share of traffic of the first step")),
    ROW(deployment, increment, RATIO, DOC("by which each step grows")),
    ROW_AS(deployment, "pause", pause_ms, MS, .also = "pause_duration",
           DOC("time between two steps")),
    ROW(deployment, max, RATIO, DOC("share at which it is promoted")),
    ROW(deployment, steps, RATIOS, DOC("the shares one by one, instead of initial and increment")),
    ROW(deployment, metrics_based, BOOL, DOC("objectives decide, not only time")),
    OF_SERVICE,
    END_OF_ROWS,
};

static const struct schema_field blue_green_fields[] = {
    ROW(deployment, auto_promote, BOOL, DOC("switch over without being asked")),
    ROW_AS(deployment, "scale_down_delay", scale_down_delay_ms, MS,
           DOC("how long the old version is kept")),
    OF_SERVICE,
    END_OF_ROWS,
};

static const struct schema_field rolling_fields[] = {
    ROW(deployment, max_surge, STRING, DOC("replicas above the wanted number: 1 or \"25%\"")),
    ROW(deployment, max_unavailable, STRING, DOC("replicas that may be missing: 0 or \"25%\"")),
    END_OF_ROWS,
};

static const struct schema_field recreate_fields[] = {
    ROW_AS(deployment, "downtime", downtime_ms, MS, DOC("between the old version and the new")),
    END_OF_ROWS,
};

static const struct schema_field shadow_fields[] = {
    ROW(deployment, percentage, RATIO, DOC("share of requests that is copied")),
    ROW_AS(deployment, "duration", duration_ms, MS, DOC("how long")),
    END_OF_ROWS,
};

static const struct schema_field ab_test_fields[] = {
    ROW(deployment, percentage, RATIO, DOC("share of users who see the new version")),
    ROW_AS(deployment, "duration", duration_ms, MS, DOC("how long")),
    ROW(deployment, variants, MAP, DOC("variant to what it is")),
    OF_SERVICE,
    END_OF_ROWS,
};

static const struct schema_field scaffold_fields[] = {
    ROW(scaffold, language, STRING, DOC("python, go, node, java")),
    ROW(scaffold, framework, STRING, DOC("fastapi, net-http, express, spring-boot")),
    ROW(scaffold, dependencies, STRINGS, DOC("what it needs: database, cache, …")),
    ROW(scaffold, ports, INTEGERS, .at_least = 1, .at_most = 65535, DOC("the ports it listens on")),
    END_OF_ROWS,
};

#define SHARE ROW(fault, percentage, RATIO, DOC("share of requests"))
#define TOWARDS                                                                      \
    ROW(fault, on, REF,                                                              \
        KINDS(LUNETTE_SERVICE, LUNETTE_EXTERNAL, LUNETTE_DATASTORE, LUNETTE_BROKER), \
        DOC("only towards this one"))

static const struct schema_field pod_kill_fields[] = {
    ROW(fault, count, INTEGER, .at_least = 1, DOC("pods to kill")),
    ROW_AS(fault, "interval", interval_ms, MS, DOC("time between two kills")),
    END_OF_ROWS,
};
static const struct schema_field network_delay_fields[] = {
    ROW_AS(fault, "delay", delay_ms, MS, DOC("added to each packet")),
    ROW_AS(fault, "jitter", jitter_ms, MS, DOC("by which the delay varies")),
    SHARE,
    TOWARDS,
    END_OF_ROWS,
};
static const struct schema_field network_loss_fields[] = {
    ROW(fault, loss, RATIO, DOC("share of packets that are lost")),
    TOWARDS,
    END_OF_ROWS,
};
static const struct schema_field abort_fields[] = {
    ROW(fault, status, INTEGER, .at_least = 100, .at_most = 599,
        DOC("HTTP status answered instead")),
    SHARE,
    TOWARDS,
    END_OF_ROWS,
};
static const struct schema_field cpu_stress_fields[] = {
    ROW(fault, workers, INTEGER, .at_least = 1, DOC("cores that are kept busy")),
    ROW(fault, load, RATIO, DOC("share of each")),
    END_OF_ROWS,
};
static const struct schema_field memory_stress_fields[] = {
    ROW(fault, workers, INTEGER, .at_least = 1, DOC("processes that hold memory")),
    ROW_AS(fault, "size", size_bytes, BYTES, DOC("memory each of them holds")),
    END_OF_ROWS,
};
static const struct schema_field dns_error_fields[] = {
    ROW(fault, pattern, STRING, .also = "patterns",
        DOC("host names that do not resolve; * stands for any")),
    SHARE,
    END_OF_ROWS,
};
static const struct schema_field aws_failure_fields[] = {
    ROW(fault, api, STRING, .also = "action",
        DOC("what is done: ec2-stop, ec2-restart, detach-volume")),
    ROW(fault, region, STRING, DOC("where")),
    END_OF_ROWS,
};

#define FAULT_KINDS                                                                     \
    KINDS(LUNETTE_POD_KILL, LUNETTE_NETWORK_DELAY, LUNETTE_NETWORK_LOSS, LUNETTE_ABORT, \
          LUNETTE_CPU_STRESS, LUNETTE_MEMORY_STRESS, LUNETTE_DNS_ERROR, LUNETTE_AWS_FAILURE)

static const struct schema_field blast_radius_fields[] = {
    ROW(blast_radius, max_services, INTEGER, DOC("services that may notice")),
    ROW(blast_radius, percentage, RATIO, DOC("share of instances or traffic that is hit")),
    END_OF_ROWS,
};
static const struct schema_field abort_when_fields[] = {
    ROW(abort_when, error_rate, RATIO, DOC("share of failed requests above which it stops")),
    ROW_AS(abort_when, "latency_p99", latency_p99_ms, MS, DOC("latency above which it stops")),
    ROW(abort_when, availability, RATIO, DOC("availability below which it stops")),
    ROW(abort_when, breached, REFS, KINDS(LUNETTE_SLO), FLAGS(SCHEMA_IN_PARENT | SCHEMA_POSITIONAL),
        DOC("objectives whose breach stops it")),
    END_OF_ROWS,
};
static const struct schema_field recovery_fields[] = {
    ROW_AS(recovery, "within", within_ms, MS, DOC("time after the fault to be well again")),
    END_OF_ROWS,
};

static const struct schema_field experiment_fields[] = {
    ROW(experiment, target, REF, NEEDED,
        KINDS(LUNETTE_SERVICE, LUNETTE_EXTERNAL, LUNETTE_DATASTORE, LUNETTE_BROKER, LUNETTE_GATEWAY,
              LUNETTE_TOPIC),
        DOC("what the fault is put into")),
    ROW(experiment, fault, PART, FAULT_KINDS, NEEDED, DOC("what goes wrong")),
    ROW_AS(experiment, "duration", duration_ms, MS, NEEDED, DOC("how long")),
    ROW(experiment, steady_state, REFS, KINDS(LUNETTE_SLO), FLAGS(SCHEMA_IN_PARENT),
        DOC("the objectives that describe normal operation")),
    ROW(experiment, hypothesis, STRING, DOC("what is expected to happen")),
    ROW(experiment, blast_radius, PART, KINDS(LUNETTE_BLAST_RADIUS), DOC("how far it may reach")),
    ROW(experiment, abort_when, PART, KINDS(LUNETTE_ABORT_WHEN), DOC("when it is stopped")),
    ROW(experiment, workload, REF, KINDS(LUNETTE_WORKLOAD), DOC("the traffic it runs under")),
    ROW(experiment, recovery, PART, KINDS(LUNETTE_RECOVERY), DOC("when all is well again")),
    ROW(experiment, run, BOOL, DOC("it is to be run, not only designed")),
    END_OF_ROWS,
};

#define PROBE_KIND(id, name_, doc_, example_)                                            \
    {                                                                                    \
        PART_KIND(id, name_, SCHEMA_PATH, probe), .fields = probe_fields, .doc = (doc_), \
                                                  .example = (example_)                  \
    }
#define DEPLOYMENT_KIND(id, name_, rows, doc_, example_)                                   \
    {                                                                                      \
        PART_KIND(id, name_, SCHEMA_NO_NAME, deployment), .fields = (rows), .doc = (doc_), \
                                                          .example = (example_)            \
    }
#define FAULT_KIND(id, name_, rows, doc_, example_)                                   \
    {                                                                                 \
        PART_KIND(id, name_, SCHEMA_NO_NAME, fault), .fields = (rows), .doc = (doc_), \
                                                     .example = (example_)            \
    }

const struct schema_kind schema_operation_kinds[] = {
    PROBE_KIND(LIVENESS, "liveness", "a check whose failure restarts the service",
               "liveness \"/health\" { interval = \"30s\" }"),
    PROBE_KIND(READINESS, "readiness", "a check whose failure takes the service out of rotation",
               "readiness \"/ready\" { interval = \"10s\" }"),
    PROBE_KIND(STARTUP, "startup", "a check that the service has come up",
               "startup \"/started\" { failure_threshold = 30 }"),
    {TOP_KIND(SLO, "slo", "slos", SCHEMA_IDENTIFIER, slo, slos), .fields = slo_fields,
     .doc = "a service level objective",
     .example = "slo \"availability\" { target = \"99.9%\", window = \"30d\" }"},
    {TOP_KIND(TRACING, "tracing", "tracings", SCHEMA_NO_NAME, tracing, tracings),
     .fields = tracing_fields,
     .doc = "distributed tracing of a service",
     .example = "tracing { tracer = \"otlp\", sample_rate = \"1%\" }"},
    DEPLOYMENT_KIND(CANARY, "canary", canary_fields, "a new version gets traffic in growing steps",
                    "canary { initial = \"5%\", increment = \"5%\", pause = \"10m\" }"),
    DEPLOYMENT_KIND(BLUE_GREEN, "blue_green", blue_green_fields,
                    "a new version runs beside the old one and takes over at once",
                    "blue_green { auto_promote = true, scale_down_delay = \"10m\" }"),
    DEPLOYMENT_KIND(ROLLING, "rolling", rolling_fields, "replicas are replaced one after the other",
                    "rolling { max_surge = \"25%\", max_unavailable = 0 }"),
    DEPLOYMENT_KIND(RECREATE, "recreate", recreate_fields,
                    "the old version stops, then the new one starts",
                    "recreate { downtime = \"30s\" }"),
    DEPLOYMENT_KIND(SHADOW, "shadow", shadow_fields, "a new version gets copies of requests",
                    "shadow { percentage = \"10%\", duration = \"1d\" }"),
    DEPLOYMENT_KIND(AB_TEST, "ab_test", ab_test_fields, "some users see the new version",
                    "ab_test { percentage = \"50%\", duration = \"14d\" }"),
    {PART_KIND(SCAFFOLD, "scaffold", SCHEMA_NO_NAME, scaffold), .fields = scaffold_fields,
     .doc = "what the generated skeleton of a service needs",
     .example = "scaffold { language = \"python\", framework = \"fastapi\", ports = { 8080 } }"},
    FAULT_KIND(POD_KILL, "pod_kill", pod_kill_fields, "pods are deleted", "pod_kill { count = 1 }"),
    FAULT_KIND(NETWORK_DELAY, "network_delay", network_delay_fields, "packets arrive late",
               "network_delay { delay = \"100ms\", jitter = \"20ms\" }"),
    FAULT_KIND(NETWORK_LOSS, "network_loss", network_loss_fields, "packets are lost",
               "network_loss { loss = \"10%\" }"),
    FAULT_KIND(ABORT, "abort", abort_fields, "requests are answered with an error",
               "abort { status = 503, percentage = \"50%\" }"),
    FAULT_KIND(CPU_STRESS, "cpu_stress", cpu_stress_fields, "cores are kept busy",
               "cpu_stress { workers = 2, load = \"80%\" }"),
    FAULT_KIND(MEMORY_STRESS, "memory_stress", memory_stress_fields, "memory is used up",
               "memory_stress { size = \"512MiB\" }"),
    FAULT_KIND(DNS_ERROR, "dns_error", dns_error_fields, "names do not resolve",
               "dns_error { pattern = \"payments.*\" }"),
    FAULT_KIND(AWS_FAILURE, "aws_failure", aws_failure_fields, "a cloud resource fails",
               "aws_failure { api = \"ec2-stop\", region = \"eu-central-1\" }"),
    {TOP_KIND(EXPERIMENT, "experiment", "experiments", SCHEMA_TITLE, experiment, experiments),
     .fields = experiment_fields, .doc = "a chaos experiment: fault, hypothesis, limits",
     .example =
         "experiment \"a pod dies\" { target = \"order-service\", fault = pod_kill { count = 1 }, "
         "duration = \"5m\" }"},
    {TABLE_KIND(BLAST_RADIUS, "blast_radius", blast_radius), .fields = blast_radius_fields,
     .doc = "how far an experiment may reach"},
    {TABLE_KIND(ABORT_WHEN, "abort_when", abort_when), .fields = abort_when_fields,
     .doc = "when an experiment is stopped"},
    {TABLE_KIND(RECOVERY, "recovery", recovery), .fields = recovery_fields,
     .doc = "when all is well again"},
    {.name = NULL},
};
