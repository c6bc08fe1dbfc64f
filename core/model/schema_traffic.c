/* Rows: gateway, mesh, traffic, and policies for all calls to a service. */
#include "model/schema_rows.h"

static const struct schema_field authentication_fields[] = {
    ROW(authentication, type, ENUM, .values = schema_auths, DOC("what clients have to show")),
    ROW(authentication, issuer, STRING, DOC("who issues it: a service of the model or an address")),
    ROW(authentication, audience, STRING, DOC("whom it must be issued for")),
    END_OF_ROWS,
};

static const struct schema_field rate_limiting_fields[] = {
    ROW_AS(rate_limiting, "rate", rate_per_s, RATE, .also = "requests",
           DOC("requests let through: \"100/s\"; or requests_per_minute = 6000")),
    ROW(rate_limiting, burst, INTEGER, DOC("requests let through at once")),
    ROW(rate_limiting, per, STRING, DOC("what is counted apart: client, ip, user")),
    END_OF_ROWS,
};

static const struct schema_value tls_modes[] = {
    {"terminate", LUNETTE_TLS_TERMINATE, "simple"},
    {"passthrough", LUNETTE_TLS_PASSTHROUGH, NULL},
    {"mutual", LUNETTE_TLS_MUTUAL, NULL},
    {NULL, 0, NULL},
};

static const struct schema_field tls_fields[] = {
    ROW(tls, mode, ENUM, .values = tls_modes, DOC("where encryption ends")),
    ROW(tls, certificate, STRING, DOC("name of the secret that holds the certificate")),
    ROW(tls, hosts, STRINGS, DOC("host names it is for")),
    END_OF_ROWS,
};

#define CALLEES KINDS(LUNETTE_SERVICE, LUNETTE_EXTERNAL)

static const struct schema_field route_fields[] = {
    ROW(route, service, REF, CALLEES, DOC("where requests go; or split")),
    ROW(route, methods, STRINGS, DOC("HTTP methods; any when not said")),
    ROW(route, strip_prefix, STRING, DOC("removed from the path before the service sees it")),
    ROW_AS(route, "timeout", timeout_ms, MS, DOC("when the gateway gives up")),
    ROW(route, auth, ENUM, .values = schema_auths, DOC("what clients have to show on this route")),
    ROW(route, rate_limiting, PART, KINDS(LUNETTE_RATE_LIMITING), DOC("for this route")),
    ROW_AS(route, "public", is_public, BOOL, DOC("open to anybody on purpose")),
    ROW(route, split, PARTS, KINDS(LUNETTE_TO),
        DOC("shares of traffic: to \"svc\" { weight = 10 }")),
    END_OF_ROWS,
};

static const struct schema_field gateway_fields[] = {
    ROW(gateway, service, REF, KINDS(LUNETTE_SERVICE), DOC("the service that realises it")),
    ROW(gateway, routes, PARTS, KINDS(LUNETTE_ROUTE), DOC("what goes where")),
    ROW(gateway, authentication, PART, KINDS(LUNETTE_AUTHENTICATION), DOC("for every route")),
    ROW(gateway, rate_limiting, PART, KINDS(LUNETTE_RATE_LIMITING), DOC("for every route")),
    ROW(gateway, tls, PART, KINDS(LUNETTE_TLS), FLAGS(SCHEMA_OR_TRUE),
        DOC("encryption towards clients")),
    END_OF_ROWS,
};

static const struct schema_field match_fields[] = {
    ROW(match, path, STRING, DOC("prefix of the path")),
    ROW(match, methods, STRINGS, DOC("HTTP methods")),
    ROW(match, headers, MAP, DOC("headers with these very values")),
    END_OF_ROWS,
};

static const struct schema_field destination_fields[] = {
    ROW(destination, to, REF, CALLEES, NEEDED, DOC("where requests go; given as the name")),
    ROW(destination, subset, STRING, DOC("the version of it")),
    ROW(destination, weight, INTEGER, .at_most = 100, DOC("share of requests in percent")),
    ROW(destination, match, PART, KINDS(LUNETTE_MATCH), DOC("only requests like these")),
    ROW(destination, mirror, REF, CALLEES, DOC("who gets a copy of each request")),
    ROW_AS(destination, "timeout", timeout_ms, MS, DOC("of one try")),
    ROW(destination, retry, PART, KINDS(LUNETTE_RETRY), DOC("how often it is tried")),
    END_OF_ROWS,
};

static const struct schema_value mesh_types[] = {
    {"istio", LUNETTE_MESH_ISTIO, NULL},
    {"linkerd", LUNETTE_MESH_LINKERD, NULL},
    {"consul", LUNETTE_MESH_CONSUL, NULL},
    {NULL, 0, NULL},
};

static const struct schema_value mtls_modes[] = {
    {"strict", LUNETTE_MTLS_STRICT, "true"},
    {"permissive", LUNETTE_MTLS_PERMISSIVE, NULL},
    {"disabled", LUNETTE_MTLS_DISABLED, "false disable"},
    {NULL, 0, NULL},
};

static const struct schema_field observability_fields[] = {
    ROW(observability, tracing, BOOL, DOC("the mesh reports spans")),
    ROW(observability, metrics, BOOL, DOC("the mesh reports metrics")),
    ROW(observability, logging, BOOL, DOC("the mesh writes access logs")),
    END_OF_ROWS,
};

static const struct schema_field security_fields[] = {
    ROW(security, mtls, ENUM, .values = mtls_modes, DOC("mutual TLS between its services")),
    ROW(security, authorization, BOOL, DOC("only declared callers get through")),
    END_OF_ROWS,
};

static const struct schema_field mesh_fields[] = {
    ROW(mesh, type, ENUM, .values = mesh_types, DOC("the product")),
    ROW(mesh, version, STRING, DOC("of the product")),
    ROW(mesh, observability, PART, KINDS(LUNETTE_OBSERVABILITY), DOC("what it reports")),
    ROW(mesh, security, PART, KINDS(LUNETTE_SECURITY), DOC("what it enforces")),
    ROW(mesh, services, REFS, KINDS(LUNETTE_SERVICE), DOC("who is in it; all when not said")),
    END_OF_ROWS,
};

static const struct schema_value balancings[] = {
    {"round-robin", LUNETTE_BALANCING_ROUND_ROBIN, NULL},
    {"least-request", LUNETTE_BALANCING_LEAST_REQUEST, "least-conn"},
    {"random", LUNETTE_BALANCING_RANDOM, NULL},
    {"consistent-hash", LUNETTE_BALANCING_CONSISTENT_HASH, NULL},
    {NULL, 0, NULL},
};

static const struct schema_field subset_fields[] = {
    ROW(subset, version, STRING, DOC("the version it selects")),
    ROW(subset, labels, MAP, DOC("the labels it selects by")),
    END_OF_ROWS,
};

static const struct schema_field traffic_fault_fields[] = {
    ROW_AS(traffic_fault, "delay", delay_ms, MS, DOC("added before each request")),
    ROW(traffic_fault, abort_status, INTEGER, .at_least = 100, .at_most = 599, .also = "abort",
        DOC("HTTP status answered instead")),
    ROW(traffic_fault, percentage, RATIO, DOC("share of requests")),
    END_OF_ROWS,
};

static const struct schema_field traffic_fields[] = {
    ROW(traffic, host, REF, CALLEES, DOC("whose requests are steered")),
    ROW(traffic, gateway, REF, KINDS(LUNETTE_GATEWAY), DOC("the gateway they come in by")),
    ROW(traffic, routes, PARTS, KINDS(LUNETTE_TO), DOC("where they go")),
    ROW(traffic, load_balancing, ENUM, .values = balancings, DOC("how instances are chosen")),
    ROW(traffic, subsets, PARTS, KINDS(LUNETTE_SUBSET), FLAGS(SCHEMA_KEYED),
        DOC("versions of the host: { v1 = { version = \"1.4\" } }")),
    ROW(traffic, fault, PART, KINDS(LUNETTE_TRAFFIC_FAULT), DOC("put in on purpose")),
    END_OF_ROWS,
};

#define FOR_SERVICE \
    ROW(policy, service, REF, CALLEES, NEEDED, .also = "service_name", DOC("every call to it"))

static const struct schema_field circuit_breaker_fields[] = {
    FOR_SERVICE,
    ROW_AS(policy, "failure_threshold", breaker.failure_threshold, INTEGER, .at_least = 1,
           DOC("failures in a row that open it")),
    ROW_AS(policy, "reset_timeout", breaker.reset_timeout_ms, MS, DOC("how long it stays open")),
    ROW_AS(policy, "max_connections", breaker.max_connections, INTEGER, .also = "connections",
           DOC("connections at a time")),
    ROW_AS(policy, "max_pending", breaker.max_pending, INTEGER, .also = "pending",
           DOC("requests that may wait for one")),
    END_OF_ROWS,
};

static const struct schema_field retry_policy_fields[] = {
    FOR_SERVICE,
    ROW_AS(policy, "max_attempts", retry.max_attempts, INTEGER, .at_least = 1, .also = "attempts",
           DOC("tries in all, the first included")),
    ROW_AS(policy, "backoff", retry.backoff_ms, MS, DOC("wait before the second try")),
    ROW_AS(policy, "backoff_multiplier", retry.backoff_multiplier, NUMBER, .at_least = 1,
           DOC("by which each further wait grows")),
    ROW_AS(policy, "max_backoff", retry.max_backoff_ms, MS, DOC("the longest wait")),
    ROW_AS(policy, "jitter", retry.jitter, BOOL, DOC("waits are spread at random")),
    END_OF_ROWS,
};

static const struct schema_field timeout_fields[] = {
    FOR_SERVICE,
    ROW_AS(policy, "timeout", timeout_ms, MS, NEEDED, .also = "duration", DOC("of one try")),
    END_OF_ROWS,
};

static const struct schema_field rate_limit_fields[] = {
    FOR_SERVICE,
    ROW_AS(policy, "rate", rate_per_s, RATE, .also = "requests",
           DOC("requests let through: \"100/s\"; or requests_per_minute = 6000")),
    ROW(policy, burst, INTEGER, DOC("requests let through at once")),
    ROW(policy, per, STRING, DOC("what is counted apart: client, ip, user")),
    END_OF_ROWS,
};

static const struct schema_field quota_fields[] = {
    FOR_SERVICE,
    ROW(policy, limit, INTEGER, .also = "requests", DOC("requests in a window")),
    ROW_AS(policy, "window", window_s, S, DOC("how long a window is")),
    ROW(policy, per, STRING, DOC("what is counted apart: client, user, tenant")),
    END_OF_ROWS,
};

static const struct schema_field bulkhead_fields[] = {
    FOR_SERVICE,
    ROW(policy, limit, INTEGER, .at_least = 1, .also = "max_concurrent", DOC("calls at a time")),
    END_OF_ROWS,
};

static const struct schema_field access_fields[] = {
    ROW(access, from, REFS,
        KINDS(LUNETTE_SERVICE, LUNETTE_GATEWAY, LUNETTE_EXTERNAL, LUNETTE_ACTOR),
        DOC("who may call")),
    ROW(access, to, REF, KINDS(LUNETTE_SERVICE), NEEDED, DOC("whom")),
    ROW(access, methods, STRINGS, DOC("HTTP methods; any when not said")),
    ROW(access, paths, STRINGS, DOC("path prefixes; any when not said")),
    END_OF_ROWS,
};

const struct schema_kind schema_traffic_kinds[] = {
    {TOP_KIND(GATEWAY, "gateway", "gateways", SCHEMA_IDENTIFIER, gateway, gateways),
     .fields = gateway_fields, .doc = "the entry for clients: routing, authentication, rate limits",
     .example = "gateway \"api-gateway\" { routes = { route \"/api/orders\" "
                "{ service = \"order-service\" } } }"},
    {PART_KIND(ROUTE, "route", SCHEMA_PATH, route), .fields = route_fields,
     .doc = "a path prefix and where it goes",
     .example = "route \"/api/orders\" { service = \"order-service\", strip_prefix = \"/api\" }"},
    {PART_KIND(TO, "to", SCHEMA_REFERENCE, destination), .name_field = "to",
     .fields = destination_fields, .doc = "a destination of traffic",
     .example = "to \"order-service\" { subset = \"v2\", weight = 10 }"},
    {TABLE_KIND(AUTHENTICATION, "authentication", authentication), .fields = authentication_fields,
     .doc = "what clients have to show"},
    {TABLE_KIND(RATE_LIMITING, "rate_limiting", rate_limiting), .fields = rate_limiting_fields,
     .doc = "how many requests get through"},
    {TABLE_KIND(TLS, "tls", tls), .fields = tls_fields, .doc = "encryption towards clients"},
    {TOP_KIND(MESH, "mesh", "meshes", SCHEMA_IDENTIFIER, mesh, meshes), .fields = mesh_fields,
     .doc = "a service mesh",
     .example = "mesh \"service-mesh\" { type = \"istio\", "
                "security = { mtls = \"strict\" } }"},
    {TABLE_KIND(OBSERVABILITY, "observability", observability), .fields = observability_fields,
     .doc = "what a mesh reports"},
    {TABLE_KIND(SECURITY, "security", security), .fields = security_fields,
     .doc = "what a mesh enforces"},
    {TOP_KIND(TRAFFIC, "traffic", "traffic", SCHEMA_IDENTIFIER, traffic, traffics),
     .fields = traffic_fields, .doc = "how the mesh steers requests to a service",
     .example = "traffic \"orders\" { host = \"order-service\", "
                "routes = { to \"order-service\" { subset = \"v1\", weight = 100 } } }"},
    {TABLE_KIND(SUBSET, "subset", subset), .name_is = SCHEMA_IDENTIFIER, .fields = subset_fields,
     .doc = "a version of a service"},
    {TABLE_KIND(MATCH, "match", match), .fields = match_fields, .doc = "which requests are meant"},
    {TABLE_KIND(TRAFFIC_FAULT, "fault", traffic_fault), .fields = traffic_fault_fields,
     .doc = "a fault put into traffic on purpose"},
    {TOP_KIND(CIRCUIT_BREAKER, "circuit_breaker", "circuit_breakers", SCHEMA_NO_NAME, policy,
              circuit_breakers),
     .fields = circuit_breaker_fields, .doc = "the circuit breaker of every call to a service",
     .example = "circuit_breaker { service = \"payment-service\", failure_threshold = 5, "
                "reset_timeout = \"60s\" }"},
    {TOP_KIND(RETRY_POLICY, "retry_policy", "retry_policies", SCHEMA_NO_NAME, policy,
              retry_policies),
     .fields = retry_policy_fields, .doc = "how often every call to a service is tried",
     .example = "retry_policy { service = \"payment-service\", max_attempts = 3, "
                "max_backoff = \"10s\" }"},
    {TOP_KIND(TIMEOUT, "timeout", "timeouts", SCHEMA_NO_NAME, policy, timeouts),
     .fields = timeout_fields, .doc = "the timeout of every call to a service",
     .example = "timeout { service = \"payment-service\", timeout = \"800ms\" }"},
    {TOP_KIND(RATE_LIMIT, "rate_limit", "rate_limits", SCHEMA_NO_NAME, policy, rate_limits),
     .fields = rate_limit_fields, .doc = "how many requests a service takes",
     .example = "rate_limit { service = \"order-service\", rate = \"200/s\" }"},
    {TOP_KIND(QUOTA, "quota", "quotas", SCHEMA_NO_NAME, policy, quotas), .fields = quota_fields,
     .doc = "how many requests a client has in a longer window",
     .example = "quota { service = \"order-service\", limit = 100000, window = \"1d\", "
                "per = \"client\" }"},
    {TOP_KIND(BULKHEAD, "bulkhead", "bulkheads", SCHEMA_NO_NAME, policy, bulkheads),
     .fields = bulkhead_fields, .doc = "how many calls to a service run at a time",
     .example = "bulkhead { service = \"payment-service\", limit = 20 }"},
    {TOP_KIND(ACCESS, "access", "accesses", SCHEMA_NO_NAME, access, accesses),
     .fields = access_fields, .doc = "who may call a service",
     .example = "access { from = { \"order-service\" }, to = \"payment-service\", "
                "methods = { \"POST\" } }"},
    {.name = NULL},
};
