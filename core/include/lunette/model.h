/* The architecture model, as every rule, renderer and exporter sees it.
 *
 * A model is typed C structs in one arena. After it was resolved it is const and stays so: nothing here
 * is ever written by a plugin, and every pointer is good for as long as the plugin call lasts.
 *
 * Conventions
 *   Text       NULL means: the model does not say. Names are interned within one model: two names are
 *              equal exactly when their pointers are.
 *   Quantities double, with the unit in the member's name (timeout_ms, window_s, rate_per_s); ratios
 *              run from 0 to 1. What the model does not say is NAN, so that every comparison with it
 *              is false and a rule stays silent by itself; ask lunette_known().
 *   Integers   int64_t, never negative; LUNETTE_UNSET (-1) where the model does not say.
 *   Flags      enum lunette_flag: not said, no, yes.
 *   Lists      `count` items in the order in which the model gives them.
 *   References struct lunette_ref: the name as written and, if it could be resolved, the entity.
 *   Items      Every struct starts with struct lunette_item and can be cast to it and back by `kind`.
 *   Derived    Members so marked are the other end of what somebody else says: a service's callers, a
 *              context's services. They hold what could be resolved.
 *
 * What each field means to those who write models: lunette explain KIND. */
#ifndef LUNETTE_MODEL_H
#define LUNETTE_MODEL_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LUNETTE_UNSET ((int64_t)-1)

/* Whether the model gives this quantity. */
static inline bool lunette_known(double quantity)
{
    return !isnan(quantity);
}

enum lunette_flag { LUNETTE_UNSAID = -1, LUNETTE_NO = 0, LUNETTE_YES = 1 };

/* Every kind of thing a model can hold. The first group is referred to by name. */
enum lunette_kind {
    LUNETTE_NO_KIND,
    LUNETTE_ARCHITECTURE,
    LUNETTE_TEAM,
    LUNETTE_ACTOR,
    LUNETTE_EXTERNAL,
    LUNETTE_CONTEXT,
    LUNETTE_SERVICE,
    LUNETTE_BROKER,
    LUNETTE_TOPIC,
    LUNETTE_EVENT,
    LUNETTE_CONSUMER_GROUP,
    LUNETTE_DATASTORE,
    LUNETTE_GATEWAY,
    LUNETTE_MESH,
    LUNETTE_TRAFFIC,
    LUNETTE_SAGA,
    LUNETTE_SLO,
    LUNETTE_SCENARIO,
    LUNETTE_WORKLOAD,
    LUNETTE_EXPERIMENT,
    LUNETTE_VIEW,
    LUNETTE_RULE,
    /* declared at the top, without a name */
    LUNETTE_RELATIONSHIP,
    LUNETTE_CIRCUIT_BREAKER,
    LUNETTE_RETRY_POLICY,
    LUNETTE_TIMEOUT,
    LUNETTE_RATE_LIMIT,
    LUNETTE_QUOTA,
    LUNETTE_BULKHEAD,
    LUNETTE_ACCESS,
    LUNETTE_EVENT_SOURCING,
    LUNETTE_CQRS,
    LUNETTE_ALLOW,
    LUNETTE_CONFIG,
    /* parts of others, with a constructor of their own */
    LUNETTE_GET,
    LUNETTE_POST,
    LUNETTE_PUT,
    LUNETTE_PATCH,
    LUNETTE_DELETE,
    LUNETTE_HEAD,
    LUNETTE_OPTIONS,
    LUNETTE_RPC,
    LUNETTE_QUERY,
    LUNETTE_MUTATION,
    LUNETTE_HANDLER,
    LUNETTE_SYNC,
    LUNETTE_ASYNC,
    LUNETTE_ON,
    LUNETTE_LIVENESS,
    LUNETTE_READINESS,
    LUNETTE_STARTUP,
    LUNETTE_TRACING,
    LUNETTE_SCAFFOLD,
    LUNETTE_CANARY,
    LUNETTE_BLUE_GREEN,
    LUNETTE_ROLLING,
    LUNETTE_RECREATE,
    LUNETTE_SHADOW,
    LUNETTE_AB_TEST,
    LUNETTE_ROUTE,
    LUNETTE_TO,
    LUNETTE_STEP,
    LUNETTE_ALT,
    LUNETTE_OTHERWISE,
    LUNETTE_OPT,
    LUNETTE_LOOP,
    LUNETTE_PAR,
    LUNETTE_CRITICAL,
    LUNETTE_POD_KILL,
    LUNETTE_NETWORK_DELAY,
    LUNETTE_NETWORK_LOSS,
    LUNETTE_ABORT,
    LUNETTE_CPU_STRESS,
    LUNETTE_MEMORY_STRESS,
    LUNETTE_DNS_ERROR,
    LUNETTE_AWS_FAILURE,
    /* plain tables inside others */
    LUNETTE_LINK,
    LUNETTE_TECHNOLOGIES,
    LUNETTE_SCALING,
    LUNETTE_PERFORMANCE,
    LUNETTE_RETRY,
    LUNETTE_BREAKER,
    LUNETTE_AUTHENTICATION,
    LUNETTE_RATE_LIMITING,
    LUNETTE_TLS,
    LUNETTE_OBSERVABILITY,
    LUNETTE_SECURITY,
    LUNETTE_EVENT_STORE,
    LUNETTE_SNAPSHOT_POLICY,
    LUNETTE_READ_MODEL,
    LUNETTE_WRITE_MODEL,
    LUNETTE_SUBSET,
    LUNETTE_MATCH,
    LUNETTE_TRAFFIC_FAULT,
    LUNETTE_BLAST_RADIUS,
    LUNETTE_ABORT_WHEN,
    LUNETTE_RECOVERY,
    LUNETTE_MESSAGE, /* one line of a scenario */
    LUNETTE_RULE_SETTING,
    LUNETTE_KIND_COUNT
};

/* What every item has. */
struct lunette_item {
    enum lunette_kind kind;
    uint32_t file; /* number of the model file, from 0 */
    uint32_t line; /* of the constructor call, from 1; 0 for a plain table: its owner's counts */
    uint32_t number; /* among the items of its kind, from 0, in the order of declaration: an index for
                      * arrays of your own */
    uint32_t owner_index;                /* from 1, when owner_field is a list; 0 otherwise */
    const char *name;                    /* NULL only for kinds without one */
    const struct lunette_item *owner;    /* the item it is nested in; NULL at the top */
    const char *owner_field;             /* the owner's field that holds it; NULL at the top */
    const struct lunette_about *about;   /* never NULL */
};

struct lunette_ref {
    const char *name;              /* as written; NULL: not said */
    const struct lunette_item *to; /* NULL: not said, or nothing declares it (model/unresolved) */
};

/* ---- lists ---- */

struct lunette_strings {
    const char *const *items;
    size_t count;
};

struct lunette_numbers {
    const double *items;
    size_t count;
};

struct lunette_refs {
    const struct lunette_ref *items;
    size_t count;
};

/* Sorted by key, bytewise. */
struct lunette_pair {
    const char *key;
    const char *value;
};
struct lunette_map {
    const struct lunette_pair *items;
    size_t count;
};

/* LUNETTE_LIST(lunette_services, lunette_service) declares struct lunette_services: `count` pointers to
 * struct lunette_service, in `items`. */
#define LUNETTE_LIST(list, type)          \
    struct type;                          \
    struct list {                         \
        const struct type *const *items;  \
        size_t count;                     \
    }

/* Items of any kind. */
LUNETTE_LIST(lunette_items, lunette_item);

LUNETTE_LIST(lunette_links, lunette_link);
LUNETTE_LIST(lunette_endpoints, lunette_endpoint);
LUNETTE_LIST(lunette_dependencies, lunette_dependency);
LUNETTE_LIST(lunette_consumptions, lunette_consumption);
LUNETTE_LIST(lunette_probes, lunette_probe);
LUNETTE_LIST(lunette_routes, lunette_route);
LUNETTE_LIST(lunette_destinations, lunette_destination);
LUNETTE_LIST(lunette_subsets, lunette_subset);
LUNETTE_LIST(lunette_saga_steps, lunette_saga_step);
LUNETTE_LIST(lunette_rule_settings, lunette_rule_setting);

/* What every constructor takes besides its own fields. */
struct lunette_about {
    const char *description;
    struct lunette_strings tags;
    struct lunette_links links;
    struct lunette_map properties;
};

struct lunette_link {
    struct lunette_item item;
    const char *title;
    const char *url;
};

/* ---- the system and its people ---- */

enum lunette_pattern {
    LUNETTE_PATTERN_UNSAID,
    LUNETTE_PATTERN_MICROSERVICES,
    LUNETTE_PATTERN_EVENT_DRIVEN,
    LUNETTE_PATTERN_MODULAR_MONOLITH,
    LUNETTE_PATTERN_LAYERED,
    LUNETTE_PATTERN_SERVERLESS,
};

struct lunette_architecture {
    struct lunette_item item;
    enum lunette_pattern pattern;
    const char *version;
    struct lunette_ref owner; /* team */
};

struct lunette_team {
    struct lunette_item item;
    const char *contact;
    struct lunette_strings members;
};

struct lunette_actor {
    struct lunette_item item;
};

LUNETTE_LIST(lunette_slos, lunette_slo);

struct lunette_external {
    struct lunette_item item;
    const char *technology;
    struct lunette_slos slos; /* what it promises */
};

/* ---- bounded contexts (Evans, Domain-Driven Design, ch. 14) ---- */

enum lunette_subdomain {
    LUNETTE_SUBDOMAIN_UNSAID,
    LUNETTE_SUBDOMAIN_CORE,
    LUNETTE_SUBDOMAIN_SUPPORTING,
    LUNETTE_SUBDOMAIN_GENERIC,
};

LUNETTE_LIST(lunette_services, lunette_service);

struct lunette_context {
    struct lunette_item item;
    enum lunette_subdomain subdomain;
    struct lunette_ref owner; /* team */
    struct lunette_map language; /* term → meaning */
    struct lunette_strings aggregates;
    enum lunette_flag legacy;
    struct lunette_ref parent; /* context */
    struct lunette_services services; /* derived: those whose context this is, in order */
};

enum lunette_relation {
    LUNETTE_RELATION_UNSAID,
    LUNETTE_PARTNERSHIP,
    LUNETTE_SHARED_KERNEL,
    LUNETTE_CUSTOMER_SUPPLIER,
    LUNETTE_CONFORMIST,
    LUNETTE_UPSTREAM_DOWNSTREAM,
    LUNETTE_SEPARATE_WAYS,
};

/* Bits of lunette_relationship.upstream_roles and .downstream_roles. */
enum lunette_role {
    LUNETTE_OPEN_HOST_SERVICE = 1,
    LUNETTE_PUBLISHED_LANGUAGE = 2,
    LUNETTE_ANTICORRUPTION_LAYER = 4,
    LUNETTE_ROLE_CONFORMIST = 8,
    LUNETTE_ROLE_CUSTOMER = 16,
    LUNETTE_ROLE_SUPPLIER = 32,
};

/* Either upstream and downstream are given, or `between` names the two ends of a symmetric one. */
struct lunette_relationship {
    struct lunette_item item;
    struct lunette_ref upstream;   /* context */
    struct lunette_ref downstream; /* context */
    struct lunette_refs between;   /* contexts */
    enum lunette_relation pattern;
    unsigned upstream_roles;   /* enum lunette_role, or-ed */
    unsigned downstream_roles; /* enum lunette_role, or-ed */
    struct lunette_strings exposes; /* aggregates of the upstream context */
    const char *technology;
};

/* ---- services ---- */

enum lunette_criticality { /* OpenTelemetry's service.criticality; a higher value matters more */
    LUNETTE_CRITICALITY_UNSAID,
    LUNETTE_CRITICALITY_LOW,
    LUNETTE_CRITICALITY_MEDIUM,
    LUNETTE_CRITICALITY_HIGH,
    LUNETTE_CRITICALITY_CRITICAL,
};

enum lunette_discovery {
    LUNETTE_DISCOVERY_UNSAID,
    LUNETTE_DISCOVERY_CLIENT_SIDE,
    LUNETTE_DISCOVERY_SERVER_SIDE,
    LUNETTE_DISCOVERY_REGISTRY,
};

struct lunette_technologies {
    struct lunette_item item;
    const char *language;
    const char *framework;
    const char *runtime;
    const char *database;
};

enum lunette_scaling_strategy {
    LUNETTE_SCALING_UNSAID,
    LUNETTE_SCALING_HORIZONTAL,
    LUNETTE_SCALING_VERTICAL,
};

struct lunette_scaling {
    struct lunette_item item;
    enum lunette_scaling_strategy strategy;
    int64_t min; /* replicas */
    int64_t max; /* replicas */
    const char *metric; /* such as cpu, memory, requests */
    double target;      /* of the metric; a utilisation runs from 0 to 1 */
};

/* A service's own share, without its dependencies. */
struct lunette_performance {
    struct lunette_item item;
    int64_t workers; /* requests one replica works on at a time */
    double latency_p50_ms;
    double latency_p99_ms;
    double availability;
};

struct lunette_service {
    struct lunette_item item;
    struct lunette_ref context;
    struct lunette_strings responsibilities;
    const struct lunette_technologies *technologies; /* NULL: not said */
    struct lunette_ref owner;                        /* team */
    enum lunette_criticality criticality;
    struct lunette_endpoints endpoints;
    struct lunette_dependencies dependencies;
    struct lunette_refs publishes; /* events */
    struct lunette_consumptions consumes;
    struct lunette_refs datastores; /* owned */
    struct lunette_refs uses;       /* stores it uses without owning them */
    struct lunette_probes health;
    struct lunette_slos slos;
    const struct lunette_tracing *tracing;       /* NULL: not said */
    const struct lunette_deployment *deployment; /* NULL: not said */
    const struct lunette_scaling *scaling;       /* NULL: not said */
    struct lunette_numbers ports;
    enum lunette_discovery discovery;
    const struct lunette_performance *performance; /* NULL: not said */
    const char *image;
    const char *release_group;
    const struct lunette_scaffold *scaffold; /* NULL: not said */
    struct lunette_dependencies callers; /* derived: the sync calls to it, in the model's order */
};

enum lunette_auth {
    LUNETTE_AUTH_UNSAID,
    LUNETTE_AUTH_NONE,
    LUNETTE_AUTH_JWT,
    LUNETTE_AUTH_OAUTH2,
    LUNETTE_AUTH_MTLS,
    LUNETTE_AUTH_API_KEY,
};

/* An operation a service offers. item.kind tells the style (GET … OPTIONS, rpc, query, mutation,
 * handler), item.name is the path template, "Service/Method" or the operation's name. */
struct lunette_endpoint {
    struct lunette_item item;
    const char *summary;
    const char *version;
    enum lunette_flag idempotent;
    enum lunette_auth auth;
    enum lunette_flag deprecated;
    const char *sunset; /* a date, as written */
    struct lunette_map request;  /* field → type */
    struct lunette_map response; /* field → type */
    double latency_p50_ms;
    double latency_p99_ms;
    double timeout_ms;
};

/* ---- calls and messages ---- */

/* max_attempts counts tries in all, the first included. */
struct lunette_retry {
    struct lunette_item item;
    int64_t max_attempts;
    double backoff_ms; /* before the second try */
    double backoff_multiplier;
    double max_backoff_ms;
    enum lunette_flag jitter;
};

struct lunette_breaker {
    struct lunette_item item;
    int64_t failure_threshold; /* failures in a row that open it */
    double reset_timeout_ms;
    int64_t max_connections;
    int64_t max_pending;
};

enum lunette_protocol {
    LUNETTE_PROTOCOL_UNSAID,
    LUNETTE_PROTOCOL_REST,
    LUNETTE_PROTOCOL_GRPC,
    LUNETTE_PROTOCOL_GRAPHQL,
    LUNETTE_PROTOCOL_FUNCTION,
    LUNETTE_PROTOCOL_THRIFT,
    LUNETTE_PROTOCOL_TCP,
};

/* What a service needs of another: item.kind is LUNETTE_SYNC or LUNETTE_ASYNC, item.owner the calling
 * service. `endpoints` holds what `endpoint` or `endpoints` said. */
struct lunette_dependency {
    struct lunette_item item;
    struct lunette_ref to; /* service, external or gateway */
    struct lunette_strings endpoints; /* sync */
    enum lunette_protocol protocol;   /* sync */
    double timeout_ms;                /* sync; of one try */
    const struct lunette_retry *retry; /* sync; NULL: not said */
    const struct lunette_breaker *circuit_breaker; /* sync; NULL: not said */
    int64_t bulkhead;      /* sync; calls at a time */
    const char *fallback;  /* sync; what the caller does instead */
    enum lunette_flag optional;   /* sync */
    enum lunette_flag critical;   /* sync */
    enum lunette_flag idempotent; /* sync */
    const char *version;          /* sync */
    struct lunette_ref through; /* async; topic */
    struct lunette_ref event;   /* async */

    /* Derived, of a sync call: what governs it. Its own word, or else the default declared for every call
     * to its target (timeout, retry_policy, circuit_breaker, bulkhead; the first of several), or else,
     * for timeout and retry, what a traffic rule for the target says of all its destinations (the largest
     * timeout, the first retry). A table counts as one word: a call with a `retry` of its own takes
     * nothing from a retry_policy. The `_by` members are whom to blame: an item with the same fields
     * ("timeout"; "max_attempts", "backoff" …; "failure_threshold" …); NULL where nobody says anything. */
    const struct lunette_service *callee; /* `to`, or what realises the gateway `to`; NULL: neither */
    double timeout_in_force_ms;           /* of one try */
    const struct lunette_item *timeout_by;
    const struct lunette_retry *retry_in_force; /* NULL: nobody says */
    const struct lunette_item *retry_by;
    const struct lunette_breaker *breaker_in_force; /* NULL: none */
    const struct lunette_item *breaker_by;
    int64_t bulkhead_in_force; /* calls at a time */
    const struct lunette_item *bulkhead_by; /* the call, or a bulkhead, whose field is "limit" */
    int64_t attempts; /* tries in all; 1 where nobody says */
    double worst_ms;  /* timeout × attempts and the waits between tries; NAN without a timeout. A backoff
                       * whose multiplier is not said does not grow; one that is not said is none. */
};

/* A hard call fails its caller: sync, neither optional nor with a fallback. */
static inline bool lunette_is_hard(const struct lunette_dependency *dependency)
{
    return dependency->item.kind == LUNETTE_SYNC && dependency->optional != LUNETTE_YES &&
           !dependency->fallback;
}

struct lunette_broker {
    struct lunette_item item;
    const char *technology; /* kafka, rabbitmq, pubsub, nats, sqs */
    int64_t nodes;
};

struct lunette_topic {
    struct lunette_item item;
    struct lunette_ref broker;
    int64_t partitions;
    int64_t replication;
    double retention_s;
    const char *key;
    enum lunette_flag ordering;
    struct lunette_ref dead_letter;  /* topic; name "true": it has one that is not modelled */
};

enum lunette_event_kind {
    LUNETTE_EVENT_KIND_UNSAID,
    LUNETTE_EVENT_DOMAIN,
    LUNETTE_EVENT_INTEGRATION,
    LUNETTE_EVENT_NOTIFICATION,
};

struct lunette_event {
    struct lunette_item item;
    enum lunette_event_kind event_kind;
    struct lunette_ref topic;
    const char *version;
    struct lunette_map schema; /* field → type */
    const char *key;
    enum lunette_flag is_public; /* consumers outside the model are expected */
    struct lunette_services publishers;      /* derived */
    struct lunette_consumptions consumers;   /* derived: item.owner is the service */
};

/* A service's subscription; item.name is the event as written. */
struct lunette_consumption {
    struct lunette_item item;
    struct lunette_ref event;
    struct lunette_map expects; /* field → type; type "" where only the field is named */
    const char *group;
    const char *handler;
    enum lunette_flag idempotent;
};

struct lunette_consumer_group {
    struct lunette_item item;
    struct lunette_refs topics;
    struct lunette_ref service;
    int64_t max_instances;
    struct lunette_ref dead_letter; /* as in a topic */
    int64_t max_deliveries;
};

/* ---- data ---- */

enum lunette_classification { /* a higher value is more sensitive */
    LUNETTE_CLASSIFICATION_UNSAID,
    LUNETTE_CLASSIFICATION_PUBLIC,
    LUNETTE_CLASSIFICATION_INTERNAL,
    LUNETTE_CLASSIFICATION_CONFIDENTIAL,
    LUNETTE_CLASSIFICATION_PII,
};

struct lunette_datastore {
    struct lunette_item item;
    const char *technology;
    const char *purpose;
    struct lunette_strings schema; /* schemas or collections, one for each that uses its own */
    enum lunette_classification data;
    struct lunette_ref owner;     /* service; the one it is nested in when not said otherwise */
    struct lunette_refs used_by;  /* services */
    enum lunette_flag single_writer;
    struct lunette_services users; /* derived: owner first, then all who use it, each once */
};

struct lunette_event_store {
    struct lunette_item item;
    const char *type;
    struct lunette_ref topic;
};

struct lunette_snapshot_policy {
    struct lunette_item item;
    int64_t interval_events;
};

struct lunette_event_sourcing {
    struct lunette_item item;
    struct lunette_ref service;
    const struct lunette_event_store *event_store;         /* NULL: not said */
    const struct lunette_snapshot_policy *snapshot_policy; /* NULL: not said */
};

struct lunette_read_model {
    struct lunette_item item;
    const char *type;
    const char *refresh;
    struct lunette_ref datastore;
};

struct lunette_write_model {
    struct lunette_item item;
    const char *type;
    struct lunette_ref datastore;
};

struct lunette_cqrs {
    struct lunette_item item;
    struct lunette_ref service;
    const struct lunette_read_model *read_model;   /* NULL: not said */
    const struct lunette_write_model *write_model; /* NULL: not said */
    struct lunette_refs projections;               /* events */
};

/* ---- gateway, mesh, policies ---- */

struct lunette_authentication {
    struct lunette_item item;
    enum lunette_auth type;
    const char *issuer; /* a service's name or an address */
    const char *audience;
};

struct lunette_rate_limiting {
    struct lunette_item item;
    double rate_per_s;
    int64_t burst; /* requests */
    const char *per; /* client, ip, user, … */
};

enum lunette_tls_mode {
    LUNETTE_TLS_UNSAID,
    LUNETTE_TLS_TERMINATE,
    LUNETTE_TLS_PASSTHROUGH,
    LUNETTE_TLS_MUTUAL,
};

struct lunette_tls {
    struct lunette_item item;
    enum lunette_tls_mode mode;
    const char *certificate; /* name of the secret that holds it */
    struct lunette_strings hosts;
};

struct lunette_match {
    struct lunette_item item;
    const char *path; /* prefix */
    struct lunette_strings methods;
    struct lunette_map headers; /* exact values */
};

/* Where a route or a traffic rule sends requests. */
struct lunette_destination {
    struct lunette_item item;
    struct lunette_ref to; /* service or external */
    const char *subset;
    int64_t weight; /* percent */
    const struct lunette_match *match; /* NULL: not said */
    struct lunette_ref mirror;         /* service */
    double timeout_ms;
    const struct lunette_retry *retry; /* NULL: not said */
};

struct lunette_route {
    struct lunette_item item; /* item.name: the path prefix */
    struct lunette_ref service;
    struct lunette_strings methods; /* none: any */
    const char *strip_prefix;
    double timeout_ms;
    enum lunette_auth auth;
    const struct lunette_rate_limiting *rate_limiting; /* NULL: not said */
    enum lunette_flag is_public;
    struct lunette_destinations split;
};

struct lunette_gateway {
    struct lunette_item item;
    struct lunette_ref service; /* what realises it */
    struct lunette_routes routes;
    const struct lunette_authentication *authentication; /* NULL: not said */
    const struct lunette_rate_limiting *rate_limiting;   /* NULL: not said */
    const struct lunette_tls *tls;                       /* NULL: not said */
};

struct lunette_observability {
    struct lunette_item item;
    enum lunette_flag tracing, metrics, logging;
};

enum lunette_mtls {
    LUNETTE_MTLS_UNSAID,
    LUNETTE_MTLS_STRICT,
    LUNETTE_MTLS_PERMISSIVE,
    LUNETTE_MTLS_DISABLED,
};

struct lunette_security {
    struct lunette_item item;
    enum lunette_mtls mtls;
    enum lunette_flag authorization;
};

enum lunette_mesh_type {
    LUNETTE_MESH_UNSAID,
    LUNETTE_MESH_ISTIO,
    LUNETTE_MESH_LINKERD,
    LUNETTE_MESH_CONSUL,
};

struct lunette_mesh {
    struct lunette_item item;
    enum lunette_mesh_type type;
    const char *version;
    const struct lunette_observability *observability; /* NULL: not said */
    const struct lunette_security *security;           /* NULL: not said */
    struct lunette_refs services;                      /* none: all */
};

struct lunette_subset {
    struct lunette_item item; /* item.name: the subset */
    const char *version;
    struct lunette_map labels;
};

struct lunette_traffic_fault {
    struct lunette_item item;
    double delay_ms;
    int64_t abort_status; /* HTTP */
    double percentage;
};

enum lunette_load_balancing {
    LUNETTE_BALANCING_UNSAID,
    LUNETTE_BALANCING_ROUND_ROBIN,
    LUNETTE_BALANCING_LEAST_REQUEST,
    LUNETTE_BALANCING_RANDOM,
    LUNETTE_BALANCING_CONSISTENT_HASH,
};

struct lunette_traffic {
    struct lunette_item item;
    struct lunette_ref host; /* service or external */
    struct lunette_ref gateway;
    struct lunette_destinations routes;
    enum lunette_load_balancing load_balancing;
    struct lunette_subsets subsets;
    const struct lunette_traffic_fault *fault; /* NULL: not said */
};

/* The default of every call TO a service (circuit_breaker, retry_policy, timeout, rate_limit, quota,
 * bulkhead). item.kind tells which; only its own members are set. */
struct lunette_policy {
    struct lunette_item item;
    struct lunette_ref service;
    struct lunette_breaker breaker; /* circuit_breaker */
    struct lunette_retry retry;     /* retry_policy */
    double timeout_ms;              /* timeout */
    double rate_per_s;              /* rate_limit */
    int64_t burst;                  /* rate_limit */
    const char *per;                /* rate_limit, quota */
    int64_t limit;                  /* quota: requests; bulkhead: calls at a time */
    double window_s;                /* quota */
};

/* Who may call whom. */
struct lunette_access {
    struct lunette_item item;
    struct lunette_refs from; /* services, externals, gateways, actors */
    struct lunette_ref to;    /* service */
    struct lunette_strings methods;
    struct lunette_strings paths;
};

/* ---- sagas ---- */

enum lunette_coordination {
    LUNETTE_COORDINATION_UNSAID,
    LUNETTE_ORCHESTRATION,
    LUNETTE_CHOREOGRAPHY,
};

enum lunette_compensation_strategy {
    LUNETTE_COMPENSATION_UNSAID,
    LUNETTE_COMPENSATION_SEQUENTIAL,
    LUNETTE_COMPENSATION_PARALLEL,
};

struct lunette_saga_step {
    struct lunette_item item;
    struct lunette_ref service;
    const char *action;
    const char *compensation; /* NULL: not said; "": the model says there is nothing to undo */
    enum lunette_flag pivot;
    enum lunette_flag retryable;
    double timeout_ms;
};

struct lunette_saga {
    struct lunette_item item;
    enum lunette_coordination coordination;
    struct lunette_ref orchestrator; /* service */
    enum lunette_compensation_strategy compensation_strategy;
    struct lunette_saga_steps steps;
};

/* ---- operations ---- */

enum lunette_probe_mode {
    LUNETTE_PROBE_UNSAID,
    LUNETTE_PROBE_ACTIVE,
    LUNETTE_PROBE_PASSIVE,
    LUNETTE_PROBE_CUSTOM,
};

/* item.kind: liveness, readiness or startup; item.name: the path. */
struct lunette_probe {
    struct lunette_item item;
    double interval_ms;
    double timeout_ms;
    int64_t failure_threshold;
    enum lunette_probe_mode mode;
    struct lunette_refs depends_on; /* services and stores the answer depends on */
};

enum lunette_sli {
    LUNETTE_SLI_UNSAID,
    LUNETTE_SLI_AVAILABILITY,
    LUNETTE_SLI_LATENCY,
    LUNETTE_SLI_ERROR_RATE,
    LUNETTE_SLI_THROUGHPUT,
    LUNETTE_SLI_FRESHNESS,
};

/* A service level objective (Google, Site Reliability Engineering, ch. 4). item.owner is the service or
 * external that makes the promise; when declared at the top, `service` is. Exactly one of the targets is
 * known, by the indicator: ratio (availability: share of good events; error_rate: share of bad ones), ms
 * (latency: the percentile stays below; freshness), or per_s (throughput). */
struct lunette_slo {
    struct lunette_item item;
    double target_ratio;
    double target_ms;
    double target_per_s;
    double window_s;
    const char *unit;
    enum lunette_sli sli;
    double percentile; /* 0 to 1; of a latency */
    struct lunette_ref service;
};

struct lunette_tracing {
    struct lunette_item item;
    struct lunette_ref service;
    const char *tracer; /* jaeger, zipkin, otlp */
    double sample_rate; /* 0 to 1 */
};

/* item.kind tells the strategy; members of other strategies are unset. */
struct lunette_deployment {
    struct lunette_item item;
    double initial;   /* canary; share of traffic */
    double increment; /* canary */
    double pause_ms;  /* canary; between steps */
    double max;       /* canary; share at which it is promoted */
    struct lunette_numbers steps;   /* canary; shares of traffic */
    enum lunette_flag metrics_based; /* canary */
    struct lunette_refs analysis;    /* canary, blue_green, ab_test; objectives */
    const char *max_surge;           /* rolling; a count or a percentage */
    const char *max_unavailable;     /* rolling */
    enum lunette_flag auto_promote;  /* blue_green */
    double scale_down_delay_ms;      /* blue_green */
    double downtime_ms;              /* recreate */
    double percentage;               /* shadow, ab_test; share of traffic */
    double duration_ms;              /* shadow, ab_test */
    struct lunette_map variants;     /* ab_test */
};

struct lunette_scaffold {
    struct lunette_item item;
    const char *language;
    const char *framework;
    struct lunette_strings dependencies;
    struct lunette_numbers ports;
};

/* ---- behaviour ---- */

enum lunette_message_style {
    LUNETTE_MESSAGE_CALL,  /* a -> b: text */
    LUNETTE_MESSAGE_REPLY, /* a --> b: text */
    LUNETTE_MESSAGE_ASYNC, /* a ->> b: text */
    LUNETTE_MESSAGE_NOTE,  /* note a: text */
};

/* One line of a scenario. */
struct lunette_message {
    struct lunette_item item;
    enum lunette_message_style style;
    struct lunette_ref from;
    struct lunette_ref to; /* not said in a note */
    const char *text;      /* NULL: none */
};

/* alt, otherwise, opt, loop, par, critical; item.name is the guard. Steps are struct lunette_message or
 * struct lunette_block, by item.kind. An `otherwise` follows the `alt` (or `par`) it belongs to. */
struct lunette_block {
    struct lunette_item item;
    struct lunette_items steps;
};

struct lunette_scenario {
    struct lunette_item item;
    struct lunette_items steps;
};

enum lunette_arrival {
    LUNETTE_ARRIVAL_UNSAID,
    LUNETTE_ARRIVAL_POISSON,
    LUNETTE_ARRIVAL_CONSTANT,
};

struct lunette_workload {
    struct lunette_item item;
    struct lunette_ref scenario;
    double rate_per_s;
    double duration_ms;
    enum lunette_arrival arrival;
    double ramp_ms;
};

/* item.kind tells the fault; members of other faults are unset. */
struct lunette_fault {
    struct lunette_item item;
    int64_t count;     /* pod_kill; pods */
    double interval_ms; /* pod_kill; between kills */
    double delay_ms;   /* network_delay */
    double jitter_ms;  /* network_delay */
    double loss;       /* network_loss; share of packets */
    int64_t status;    /* abort; HTTP */
    double percentage; /* network_delay, abort, dns_error; share of requests */
    double load;       /* cpu_stress; share of a core */
    int64_t workers;   /* cpu_stress, memory_stress */
    double size_bytes; /* memory_stress */
    const char *pattern; /* dns_error; host names */
    const char *api;     /* aws_failure; such as ec2-stop */
    const char *region;  /* aws_failure */
    struct lunette_ref on; /* network_delay, network_loss, abort: only towards this one */
};

struct lunette_blast_radius {
    struct lunette_item item;
    int64_t max_services;
    double percentage;
};

struct lunette_abort_when {
    struct lunette_item item;
    double error_rate;
    double latency_p99_ms;
    double availability;
    struct lunette_refs breached; /* objectives */
};

struct lunette_recovery {
    struct lunette_item item;
    double within_ms;
};

struct lunette_experiment {
    struct lunette_item item;
    struct lunette_ref target; /* service, external, datastore, broker, gateway */
    const struct lunette_fault *fault; /* NULL: not said (an error) */
    double duration_ms;
    struct lunette_refs steady_state; /* objectives */
    const char *hypothesis;
    const struct lunette_blast_radius *blast_radius; /* NULL: not said */
    const struct lunette_abort_when *abort_when;     /* NULL: not said */
    struct lunette_ref workload;
    const struct lunette_recovery *recovery; /* NULL: not said */
    enum lunette_flag run;                   /* it is to be run, not only designed */
};

/* ---- views, rules, decisions ---- */

enum lunette_view_kind {
    LUNETTE_VIEW_UNSAID,
    LUNETTE_VIEW_LANDSCAPE,
    LUNETTE_VIEW_CONTEXTS,
    LUNETTE_VIEW_DEPENDENCIES,
    LUNETTE_VIEW_EVENTS,
    LUNETTE_VIEW_DATA,
    LUNETTE_VIEW_DEPLOYMENT,
    LUNETTE_VIEW_SEQUENCE,
    LUNETTE_VIEW_SAGA,
    LUNETTE_VIEW_OBJECTIVES,
};

enum lunette_direction {
    LUNETTE_DIRECTION_UNSAID,
    LUNETTE_DIRECTION_DOWN,
    LUNETTE_DIRECTION_RIGHT,
    LUNETTE_DIRECTION_UP,
    LUNETTE_DIRECTION_LEFT,
};

/* A view that the model declares. Names in include and exclude may hold * and ?, or be a tag. */
struct lunette_declared_view {
    struct lunette_item item;
    enum lunette_view_kind view_kind;
    struct lunette_strings include;
    struct lunette_strings exclude;
    struct lunette_ref around;
    int64_t depth; /* steps from `around` */
    const char *group_by;
    enum lunette_direction direction;
    const char *title;
};

enum lunette_severity {
    LUNETTE_SEVERITY_UNSAID,
    LUNETTE_OFF,
    LUNETTE_NOTE,
    LUNETTE_WARNING,
    LUNETTE_ERROR,
};

/* A rule of the model's own; its check function stays with the host. item.name is its id. */
struct lunette_house_rule {
    struct lunette_item item;
    enum lunette_severity severity;
    const char *summary;
    int64_t function; /* number of the function, for the host; LUNETTE_UNSET: none given */
};

/* A suppression: a decision on record. */
struct lunette_allow {
    struct lunette_item item;
    const char *rule; /* an id, or a glob */
    const char *on;   /* an entity's name, or "a -> b"; NULL: everywhere */
    const char *reason;
    const char *expires; /* a date, YYYY-MM-DD */
};

/* config { rules = { ["calls/depth"] = { severity = "note", limit = 6 } } }; item.name is the id. */
struct lunette_rule_setting {
    struct lunette_item item;
    enum lunette_severity severity;
    struct lunette_map parameters; /* name → number, as written */
};

struct lunette_config {
    struct lunette_item item;
    struct lunette_rule_settings rules;
    enum lunette_severity fail_on;
};

/* ---- the model ---- */

LUNETTE_LIST(lunette_architectures, lunette_architecture);
LUNETTE_LIST(lunette_teams, lunette_team);
LUNETTE_LIST(lunette_actors, lunette_actor);
LUNETTE_LIST(lunette_externals, lunette_external);
LUNETTE_LIST(lunette_contexts, lunette_context);
LUNETTE_LIST(lunette_relationships, lunette_relationship);
LUNETTE_LIST(lunette_brokers, lunette_broker);
LUNETTE_LIST(lunette_topics, lunette_topic);
LUNETTE_LIST(lunette_events, lunette_event);
LUNETTE_LIST(lunette_consumer_groups, lunette_consumer_group);
LUNETTE_LIST(lunette_datastores, lunette_datastore);
LUNETTE_LIST(lunette_gateways, lunette_gateway);
LUNETTE_LIST(lunette_meshes, lunette_mesh);
LUNETTE_LIST(lunette_traffics, lunette_traffic);
LUNETTE_LIST(lunette_policies, lunette_policy);
LUNETTE_LIST(lunette_accesses, lunette_access);
LUNETTE_LIST(lunette_sagas, lunette_saga);
LUNETTE_LIST(lunette_event_sourcings, lunette_event_sourcing);
LUNETTE_LIST(lunette_cqrses, lunette_cqrs);
LUNETTE_LIST(lunette_scenarios, lunette_scenario);
LUNETTE_LIST(lunette_workloads, lunette_workload);
LUNETTE_LIST(lunette_experiments, lunette_experiment);
LUNETTE_LIST(lunette_declared_views, lunette_declared_view);
LUNETTE_LIST(lunette_house_rules, lunette_house_rule);
LUNETTE_LIST(lunette_allows, lunette_allow);
LUNETTE_LIST(lunette_configs, lunette_config);
LUNETTE_LIST(lunette_tracings, lunette_tracing);

/* All lists are in the order of declaration. */
struct lunette_model {
    const struct lunette_architecture *architecture; /* the first; NULL: none declared */
    struct lunette_architectures architectures;
    struct lunette_teams teams;
    struct lunette_actors actors;
    struct lunette_externals externals;
    struct lunette_contexts contexts;
    struct lunette_relationships relationships;
    struct lunette_services services;
    struct lunette_brokers brokers;
    struct lunette_topics topics;
    struct lunette_events events;
    struct lunette_consumer_groups consumer_groups;
    struct lunette_datastores datastores;
    struct lunette_gateways gateways;
    struct lunette_meshes meshes;
    struct lunette_traffics traffics;
    struct lunette_policies circuit_breakers, retry_policies, timeouts, rate_limits, quotas,
        bulkheads;
    struct lunette_accesses accesses;
    struct lunette_sagas sagas;
    struct lunette_event_sourcings event_sourcings;
    struct lunette_cqrses cqrses;
    struct lunette_slos slos; /* all of them, nested ones too */
    struct lunette_scenarios scenarios;
    struct lunette_workloads workloads;
    struct lunette_experiments experiments;
    struct lunette_declared_views views;
    struct lunette_house_rules rules;
    struct lunette_allows allows;
    struct lunette_configs configs;
    struct lunette_tracings tracings; /* all of them, nested ones too */
    struct lunette_dependencies dependencies; /* of all services, sync and async */
    struct lunette_strings files;             /* paths as messages show them; item.file counts here */
};

#endif
