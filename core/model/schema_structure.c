/* Rows: the system, its people, bounded contexts, services. */
#include "model/schema_rows.h"

const struct schema_field schema_common_fields[SCHEMA_COMMON_COUNT + 1] = {
    ROW(about, description, STRING, DOC("what it is for, in a sentence")),
    ROW(about, tags, STRINGS, DOC("words that views and rules can select by")),
    ROW(about, links, PARTS, KINDS(LUNETTE_LINK), DOC("where to read more: { title =, url = }")),
    ROW(about, properties, MAP, DOC("anything else, as text by name")),
    END_OF_ROWS,
};

static const struct schema_field link_fields[] = {
    ROW(link, title, STRING, DOC("what the link leads to")),
    ROW(link, url, STRING, NEEDED, DOC("http, https or a relative path")),
    END_OF_ROWS,
};

static const struct schema_value patterns[] = {
    {"microservices", LUNETTE_PATTERN_MICROSERVICES, NULL},
    {"event-driven", LUNETTE_PATTERN_EVENT_DRIVEN, NULL},
    {"modular-monolith", LUNETTE_PATTERN_MODULAR_MONOLITH, NULL},
    {"layered", LUNETTE_PATTERN_LAYERED, NULL},
    {"serverless", LUNETTE_PATTERN_SERVERLESS, NULL},
    {NULL, 0, NULL},
};

static const struct schema_field architecture_fields[] = {
    ROW(architecture, pattern, ENUM, .values = patterns, DOC("the style as a whole")),
    ROW(architecture, version, STRING, DOC("of the model")),
    ROW(architecture, owner, REF, KINDS(LUNETTE_TEAM), DOC("the team that answers for it")),
    END_OF_ROWS,
};

static const struct schema_field team_fields[] = {
    ROW(team, contact, STRING, DOC("how to reach it")),
    ROW(team, members, STRINGS, DOC("who is in it")),
    END_OF_ROWS,
};

static const struct schema_field no_fields[] = {END_OF_ROWS};

static const struct schema_field external_fields[] = {
    ROW(external, technology, STRING, DOC("what it speaks or is")),
    ROW(external, slos, PARTS, KINDS(LUNETTE_SLO), DOC("what it promises")),
    END_OF_ROWS,
};

static const struct schema_value subdomains[] = {
    {"core", LUNETTE_SUBDOMAIN_CORE, NULL},
    {"supporting", LUNETTE_SUBDOMAIN_SUPPORTING, NULL},
    {"generic", LUNETTE_SUBDOMAIN_GENERIC, NULL},
    {NULL, 0, NULL},
};

static const struct schema_field context_fields[] = {
    ROW(context, subdomain, ENUM, .values = subdomains, DOC("how much it sets the business apart")),
    ROW(context, owner, REF, KINDS(LUNETTE_TEAM), DOC("the team that answers for it")),
    ROW(context, language, MAP, DOC("the ubiquitous language: term to meaning")),
    ROW(context, aggregates, STRINGS, DOC("the clusters of objects it keeps consistent")),
    ROW(context, legacy, BOOL, DOC("an old system, not designed around its model")),
    ROW(context, parent, REF, KINDS(LUNETTE_CONTEXT), DOC("the context it is a part of")),
    END_OF_ROWS,
};

static const struct schema_value relations[] = {
    {"partnership", LUNETTE_PARTNERSHIP, NULL},
    {"shared-kernel", LUNETTE_SHARED_KERNEL, NULL},
    {"customer-supplier", LUNETTE_CUSTOMER_SUPPLIER, NULL},
    {"conformist", LUNETTE_CONFORMIST, NULL},
    {"upstream-downstream", LUNETTE_UPSTREAM_DOWNSTREAM, NULL},
    {"separate-ways", LUNETTE_SEPARATE_WAYS, NULL},
    {NULL, 0, NULL},
};

/* Both sides know all roles, so that contexts/role-on-wrong-side can say what is wrong with one. */
static const struct schema_value roles[] = {
    {"open-host-service", LUNETTE_OPEN_HOST_SERVICE, "OHS"},
    {"published-language", LUNETTE_PUBLISHED_LANGUAGE, "PL"},
    {"anticorruption-layer", LUNETTE_ANTICORRUPTION_LAYER, "ACL anti-corruption-layer"},
    {"conformist", LUNETTE_ROLE_CONFORMIST, "CF"},
    {"customer", LUNETTE_ROLE_CUSTOMER, NULL},
    {"supplier", LUNETTE_ROLE_SUPPLIER, NULL},
    {NULL, 0, NULL},
};

static const struct schema_field relationship_fields[] = {
    ROW(relationship, upstream, REF, KINDS(LUNETTE_CONTEXT),
        DOC("the context whose decisions reach the other")),
    ROW(relationship, downstream, REF, KINDS(LUNETTE_CONTEXT),
        DOC("the context that lives with them")),
    ROW(relationship, between, REFS, KINDS(LUNETTE_CONTEXT),
        DOC("the two ends of a partnership, shared kernel or separate ways")),
    ROW(relationship, pattern, ENUM, .values = relations, DOC("the context map pattern")),
    ROW(relationship, upstream_roles, BITS, .values = roles,
        DOC("what the upstream offers: open-host-service, published-language")),
    ROW(relationship, downstream_roles, BITS, .values = roles,
        DOC("how the downstream protects itself: anticorruption-layer")),
    ROW(relationship, exposes, STRINGS, DOC("the aggregates that cross the boundary")),
    ROW(relationship, technology, STRING, DOC("how it is realised")),
    END_OF_ROWS,
};

static const struct schema_field technologies_fields[] = {
    ROW(technologies, language, STRING, DOC("programming language")),
    ROW(technologies, framework, STRING, DOC("web or service framework")),
    ROW(technologies, runtime, STRING, DOC("what it runs on")),
    ROW(technologies, database, STRING, DOC("what it stores in, where no datastore is declared")),
    END_OF_ROWS,
};

static const struct schema_value scaling_strategies[] = {
    {"horizontal", LUNETTE_SCALING_HORIZONTAL, NULL},
    {"vertical", LUNETTE_SCALING_VERTICAL, NULL},
    {NULL, 0, NULL},
};

static const struct schema_field scaling_fields[] = {
    ROW(scaling, strategy, ENUM, .values = scaling_strategies, DOC("more replicas or bigger ones")),
    ROW(scaling, min, INTEGER, DOC("replicas that always run")),
    ROW(scaling, max, INTEGER, .at_least = 1, DOC("replicas at most")),
    ROW(scaling, metric, STRING, DOC("what it scales by: cpu, memory, requests")),
    ROW(scaling, target, NUMBER, DOC("value of the metric to hold; utilisation as \"70%\" or 0.7")),
    END_OF_ROWS,
};

static const struct schema_field performance_fields[] = {
    ROW(performance, workers, INTEGER, .at_least = 1,
        DOC("requests one replica works on at a time")),
    ROW_AS(performance, "latency_p50", latency_p50_ms, MS, DOC("median time of its own work")),
    ROW_AS(performance, "latency_p99", latency_p99_ms, MS, DOC("99th percentile of its own work")),
    ROW(performance, availability, RATIO, DOC("of itself, with every dependency up")),
    END_OF_ROWS,
};

static const struct schema_value criticalities[] = {
    {"critical", LUNETTE_CRITICALITY_CRITICAL, NULL},
    {"high", LUNETTE_CRITICALITY_HIGH, NULL},
    {"medium", LUNETTE_CRITICALITY_MEDIUM, NULL},
    {"low", LUNETTE_CRITICALITY_LOW, NULL},
    {NULL, 0, NULL},
};

static const struct schema_value discoveries[] = {
    {"client-side", LUNETTE_DISCOVERY_CLIENT_SIDE, NULL},
    {"server-side", LUNETTE_DISCOVERY_SERVER_SIDE, NULL},
    {"registry", LUNETTE_DISCOVERY_REGISTRY, "service-registry"},
    {NULL, 0, NULL},
};

#define ENDPOINT_KINDS                                                                         \
    KINDS(LUNETTE_GET, LUNETTE_POST, LUNETTE_PUT, LUNETTE_PATCH, LUNETTE_DELETE, LUNETTE_HEAD, \
          LUNETTE_OPTIONS, LUNETTE_RPC, LUNETTE_QUERY, LUNETTE_MUTATION, LUNETTE_HANDLER)

static const struct schema_field service_fields[] = {
    ROW(service, context, REF, KINDS(LUNETTE_CONTEXT), NEEDED, .also = "domain bounded_context",
        DOC("the bounded context it belongs to")),
    ROW(service, responsibilities, STRINGS, .also = "capabilities", DOC("what it is there for")),
    ROW(service, technologies, PART, KINDS(LUNETTE_TECHNOLOGIES), DOC("what it is built with")),
    ROW(service, owner, REF, KINDS(LUNETTE_TEAM), DOC("the team that answers for it")),
    ROW(service, criticality, ENUM, .values = criticalities, DOC("how much hangs on it")),
    ROW(service, endpoints, PARTS, ENDPOINT_KINDS, DOC("the operations it offers")),
    ROW(service, dependencies, PARTS, KINDS(LUNETTE_SYNC, LUNETTE_ASYNC),
        DOC("the calls and messages it sends")),
    ROW(service, publishes, REFS, KINDS(LUNETTE_EVENT), .also = "events",
        DOC("the events it publishes: names or declarations")),
    ROW(service, consumes, PARTS, KINDS(LUNETTE_ON),
        DOC("the events it reacts to: names or on \"event\" { … }")),
    ROW(service, datastores, REFS, KINDS(LUNETTE_DATASTORE), DOC("the stores it owns")),
    ROW(service, uses, REFS, KINDS(LUNETTE_DATASTORE), DOC("stores it uses without owning them")),
    ROW(service, health, PARTS, KINDS(LUNETTE_LIVENESS, LUNETTE_READINESS, LUNETTE_STARTUP),
        DOC("its health checks")),
    ROW(service, slos, PARTS, KINDS(LUNETTE_SLO), DOC("what it promises")),
    ROW(service, tracing, PART, KINDS(LUNETTE_TRACING), DOC("distributed tracing")),
    ROW(service, deployment, PART,
        KINDS(LUNETTE_CANARY, LUNETTE_BLUE_GREEN, LUNETTE_ROLLING, LUNETTE_RECREATE, LUNETTE_SHADOW,
              LUNETTE_AB_TEST),
        DOC("how a new version goes out")),
    ROW(service, scaling, PART, KINDS(LUNETTE_SCALING), DOC("how it grows with load")),
    ROW(service, ports, INTEGERS, .at_least = 1, .at_most = 65535, DOC("the ports it listens on")),
    ROW(service, discovery, ENUM, .values = discoveries, DOC("how callers find it")),
    ROW(service, performance, PART, KINDS(LUNETTE_PERFORMANCE),
        DOC("its own share of time and availability, without its dependencies")),
    ROW(service, image, STRING, DOC("the container image")),
    ROW(service, release_group, STRING, DOC("what it can only be released together with")),
    ROW(service, scaffold, PART, KINDS(LUNETTE_SCAFFOLD), DOC("what its generated skeleton needs")),
    END_OF_ROWS,
};

const struct schema_kind schema_structure_kinds[] = {
    {TOP_KIND(ARCHITECTURE, "architecture", "architectures", SCHEMA_TITLE, architecture,
              architectures),
     .fields = architecture_fields, .doc = "the system as a whole",
     .example = "architecture \"E-Commerce Platform\" { pattern = \"event-driven\" }"},
    {TOP_KIND(TEAM, "team", "teams", SCHEMA_IDENTIFIER, team, teams), .fields = team_fields,
     .doc = "people who own contexts and services",
     .example = "team \"checkout\" { contact = \"#checkout\" }"},
    {TOP_KIND(ACTOR, "actor", "actors", SCHEMA_IDENTIFIER, actor, actors), .fields = no_fields,
     .doc = "a person who uses the system",
     .example = "actor \"customer\" { description = \"Buys things\" }"},
    {TOP_KIND(EXTERNAL, "external", "externals", SCHEMA_IDENTIFIER, external, externals),
     .fields = external_fields, .doc = "a system of somebody else",
     .example = "external \"bank\" { technology = \"ISO 20022\", "
                "slos = { slo \"availability\" { target = \"99.95%\", window = \"30d\" } } }"},
    {TOP_KIND(CONTEXT, "context", "contexts", SCHEMA_IDENTIFIER, context, contexts),
     .also = "domain bounded_context", .fields = context_fields,
     .doc = "a bounded context: a boundary within which one model and one language hold",
     .example = "context \"ordering\" { subdomain = \"core\", owner = \"checkout\" }"},
    {TOP_KIND(RELATIONSHIP, "relationship", "relationships", SCHEMA_NO_NAME, relationship,
              relationships),
     .fields = relationship_fields, .doc = "how two bounded contexts stand to each other",
     .example = "relationship { upstream = \"inventory\", downstream = \"ordering\", "
                "pattern = \"customer-supplier\" }"},
    {TOP_KIND(SERVICE, "service", "services", SCHEMA_IDENTIFIER, service, services),
     .fields = service_fields, .doc = "something deployable on its own, inside one bounded context",
     .example = "service \"order-service\" { context = \"ordering\", "
                "endpoints = { POST \"/orders\" } }"},
    {TABLE_KIND(LINK, "link", link), .fields = link_fields, .doc = "where to read more"},
    {TABLE_KIND(TECHNOLOGIES, "technologies", technologies), .fields = technologies_fields,
     .doc = "what a service is built with"},
    {TABLE_KIND(SCALING, "scaling", scaling), .fields = scaling_fields,
     .doc = "how a service grows with load"},
    {TABLE_KIND(PERFORMANCE, "performance", performance), .fields = performance_fields,
     .doc = "a service's own share of time and availability"},
    {.name = NULL},
};
