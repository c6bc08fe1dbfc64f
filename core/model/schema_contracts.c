/* Rows: what services offer, call, publish and store. */
#include "model/schema_rows.h"

const struct schema_value schema_auths[] = {
    {"none", LUNETTE_AUTH_NONE, "false"},          {"jwt", LUNETTE_AUTH_JWT, NULL},
    {"oauth2", LUNETTE_AUTH_OAUTH2, "oauth oidc"}, {"mtls", LUNETTE_AUTH_MTLS, NULL},
    {"api-key", LUNETTE_AUTH_API_KEY, "apikey"},   {NULL, 0, NULL},
};

static const struct schema_field endpoint_fields[] = {
    ROW(endpoint, summary, STRING, DOC("what it does, in a line")),
    ROW(endpoint, version, STRING, DOC("version of the contract")),
    ROW(endpoint, idempotent, BOOL,
        DOC("may be repeated safely; read off the method when not said")),
    ROW(endpoint, auth, ENUM, .values = schema_auths, DOC("what the caller has to show")),
    ROW(endpoint, deprecated, BOOL, DOC("callers should move away")),
    ROW(endpoint, sunset, STRING, DOC("the date it goes away (RFC 8594), YYYY-MM-DD")),
    ROW(endpoint, request, MAP, FLAGS(SCHEMA_FIELD_NAMES), .also = "request_schema",
        DOC("fields of the request: name to type")),
    ROW(endpoint, response, MAP, FLAGS(SCHEMA_FIELD_NAMES), .also = "response_schema",
        DOC("fields of the response: name to type")),
    ROW_AS(endpoint, "latency_p50", latency_p50_ms, MS, DOC("median time to answer")),
    ROW_AS(endpoint, "latency_p99", latency_p99_ms, MS,
           DOC("99th percentile of the time to answer")),
    ROW_AS(endpoint, "timeout", timeout_ms, MS, DOC("when the service itself gives up")),
    END_OF_ROWS,
};

static const struct schema_field retry_fields[] = {
    ROW(retry, max_attempts, INTEGER, .at_least = 1, .also = "attempts",
        DOC("tries in all, the first included")),
    ROW_AS(retry, "backoff", backoff_ms, MS, DOC("wait before the second try")),
    ROW(retry, backoff_multiplier, NUMBER, .at_least = 1, DOC("by which each further wait grows")),
    ROW_AS(retry, "max_backoff", max_backoff_ms, MS, DOC("the longest wait")),
    ROW(retry, jitter, BOOL, DOC("waits are spread at random")),
    END_OF_ROWS,
};

static const struct schema_field breaker_fields[] = {
    ROW(breaker, failure_threshold, INTEGER, .at_least = 1, DOC("failures in a row that open it")),
    ROW_AS(breaker, "reset_timeout", reset_timeout_ms, MS, DOC("how long it stays open")),
    ROW(breaker, max_connections, INTEGER, .also = "connections", DOC("connections at a time")),
    ROW(breaker, max_pending, INTEGER, .also = "pending", DOC("requests that may wait for one")),
    END_OF_ROWS,
};

static const struct schema_value protocols[] = {
    {"rest", LUNETTE_PROTOCOL_REST, "http"},
    {"grpc", LUNETTE_PROTOCOL_GRPC, NULL},
    {"graphql", LUNETTE_PROTOCOL_GRAPHQL, NULL},
    {"function", LUNETTE_PROTOCOL_FUNCTION, "serverless"},
    {"thrift", LUNETTE_PROTOCOL_THRIFT, NULL},
    {"tcp", LUNETTE_PROTOCOL_TCP, NULL},
    {NULL, 0, NULL},
};

#define CALLEES KINDS(LUNETTE_SERVICE, LUNETTE_EXTERNAL, LUNETTE_GATEWAY)

static const struct schema_field sync_fields[] = {
    ROW(dependency, to, REF, CALLEES, NEEDED, DOC("whom it calls; given as the name")),
    ROW_AS(dependency, "endpoints", endpoints, STRINGS, .also = "endpoint",
           FLAGS(SCHEMA_OPERATIONS),
           DOC("the operations it calls: \"POST /orders\", \"OrderService/Create\"; or "
               "{ method =, path = }, whose further keys are notes")),
    ROW(dependency, protocol, ENUM, .values = protocols, DOC("what they speak")),
    ROW_AS(dependency, "timeout", timeout_ms, MS, DOC("of one try: when the caller gives up")),
    ROW(dependency, retry, PART, KINDS(LUNETTE_RETRY), DOC("how often it tries")),
    ROW(dependency, circuit_breaker, PART, KINDS(LUNETTE_BREAKER), FLAGS(SCHEMA_OR_TRUE),
        DOC("when it stops trying")),
    ROW(dependency, bulkhead, INTEGER, .at_least = 1, DOC("calls at a time")),
    ROW(dependency, fallback, STRING, DOC("what the caller does instead")),
    ROW(dependency, optional, BOOL, DOC("the caller lives without the answer")),
    ROW(dependency, critical, BOOL, DOC("the call is on a critical path")),
    ROW(dependency, idempotent, BOOL,
        DOC("may be repeated safely; else read off the endpoint (RFC 9110)")),
    ROW(dependency, version, STRING, DOC("version of the contract it relies on")),
    END_OF_ROWS,
};

static const struct schema_field async_fields[] = {
    ROW(dependency, to, REF, CALLEES, NEEDED, DOC("who receives it; given as the name")),
    ROW(dependency, through, REF, KINDS(LUNETTE_TOPIC), DOC("the topic or queue it goes through")),
    ROW(dependency, event, REF, KINDS(LUNETTE_EVENT), DOC("the event that is sent")),
    END_OF_ROWS,
};

static const struct schema_field broker_fields[] = {
    ROW(broker, technology, STRING, DOC("kafka, rabbitmq, pubsub, nats, sqs")),
    ROW(broker, nodes, INTEGER, .at_least = 1, DOC("nodes of the cluster")),
    END_OF_ROWS,
};

static const struct schema_field topic_fields[] = {
    ROW(topic, broker, REF, KINDS(LUNETTE_BROKER), DOC("where it lives")),
    ROW(topic, partitions, INTEGER, .at_least = 1, DOC("consumers of a group that can share it")),
    ROW(topic, replication, INTEGER, .at_least = 1, DOC("copies of each partition")),
    ROW_AS(topic, "retention", retention_s, S, DOC("how long messages are kept")),
    ROW(topic, key, STRING, DOC("what messages are partitioned by")),
    ROW(topic, ordering, BOOL, DOC("consumers rely on the order of messages")),
    ROW(topic, dead_letter, REF, KINDS(LUNETTE_TOPIC), FLAGS(SCHEMA_OR_TRUE),
        DOC("where messages go that cannot be handled; true: outside the model")),
    END_OF_ROWS,
};

static const struct schema_value event_kinds[] = {
    {"domain", LUNETTE_EVENT_DOMAIN, NULL},
    {"integration", LUNETTE_EVENT_INTEGRATION, NULL},
    {"notification", LUNETTE_EVENT_NOTIFICATION, NULL},
    {NULL, 0, NULL},
};

static const struct schema_field event_fields[] = {
    ROW_AS(event, "kind", event_kind, ENUM, .values = event_kinds, .also = "type",
           DOC("domain (inside a context), integration (between contexts), notification")),
    ROW(event, topic, REF, KINDS(LUNETTE_TOPIC), DOC("the topic it is published to")),
    ROW(event, version, STRING, DOC("version of its schema")),
    ROW(event, schema, MAP, FLAGS(SCHEMA_FIELD_NAMES), DOC("its fields: name to type")),
    ROW(event, key, STRING, DOC("the field messages are partitioned by")),
    ROW_AS(event, "public", is_public, BOOL, DOC("consumers outside the model are expected")),
    END_OF_ROWS,
};

static const struct schema_field consumption_fields[] = {
    ROW(consumption, event, REF, KINDS(LUNETTE_EVENT), NEEDED, DOC("the event; given as the name")),
    ROW(consumption, expects, MAP, FLAGS(SCHEMA_FIELD_NAMES),
        DOC("the fields it reads: names, or name to type")),
    ROW(consumption, group, STRING, DOC("its consumer group")),
    ROW(consumption, handler, STRING, DOC("what it does with the event")),
    ROW(consumption, idempotent, BOOL, DOC("handling it twice does no harm")),
    END_OF_ROWS,
};

static const struct schema_field consumer_group_fields[] = {
    ROW(consumer_group, topics, REFS, KINDS(LUNETTE_TOPIC), DOC("what it reads")),
    ROW(consumer_group, service, REF, KINDS(LUNETTE_SERVICE), DOC("whose instances form it")),
    ROW(consumer_group, max_instances, INTEGER, .at_least = 1, DOC("members at most")),
    ROW(consumer_group, dead_letter, REF, KINDS(LUNETTE_TOPIC), FLAGS(SCHEMA_OR_TRUE),
        DOC("where messages go that cannot be handled")),
    ROW(consumer_group, max_deliveries, INTEGER, .at_least = 1,
        DOC("tries before a message goes to the dead letters")),
    END_OF_ROWS,
};

static const struct schema_value classifications[] = {
    {"public", LUNETTE_CLASSIFICATION_PUBLIC, NULL},
    {"internal", LUNETTE_CLASSIFICATION_INTERNAL, NULL},
    {"confidential", LUNETTE_CLASSIFICATION_CONFIDENTIAL, NULL},
    {"pii", LUNETTE_CLASSIFICATION_PII, "personal"},
    {NULL, 0, NULL},
};

static const struct schema_field datastore_fields[] = {
    ROW(datastore, technology, STRING, .also = "type", DOC("postgresql, mongodb, redis, …")),
    ROW(datastore, purpose, STRING, DOC("what it keeps")),
    ROW(datastore, schema, STRINGS, .also = "collection collections schemas",
        DOC("schemas or collections; one server with a schema for each user is not sharing")),
    ROW(datastore, data, ENUM, .values = classifications, .also = "classification",
        DOC("the most sensitive class of data in it")),
    ROW(datastore, owner, REF, KINDS(LUNETTE_SERVICE), DOC("the service whose data it is")),
    ROW(datastore, used_by, REFS, KINDS(LUNETTE_SERVICE), DOC("services that use it")),
    ROW(datastore, single_writer, BOOL, DOC("only one version of one service may write at a time")),
    END_OF_ROWS,
};

static const struct schema_field event_store_fields[] = {
    ROW(event_store, type, STRING, DOC("kafka, eventstoredb, postgresql, …")),
    ROW(event_store, topic, REF, KINDS(LUNETTE_TOPIC), DOC("the topic that holds the events")),
    END_OF_ROWS,
};

static const struct schema_field snapshot_policy_fields[] = {
    ROW(snapshot_policy, interval_events, INTEGER, .at_least = 1,
        DOC("events between two snapshots")),
    END_OF_ROWS,
};

static const struct schema_field event_sourcing_fields[] = {
    ROW(event_sourcing, service, REF, KINDS(LUNETTE_SERVICE), NEEDED,
        DOC("whose state is the sequence of its events")),
    ROW(event_sourcing, event_store, PART, KINDS(LUNETTE_EVENT_STORE), DOC("where they are kept")),
    ROW(event_sourcing, snapshot_policy, PART, KINDS(LUNETTE_SNAPSHOT_POLICY),
        DOC("how often the state is written down")),
    END_OF_ROWS,
};

static const struct schema_field read_model_fields[] = {
    ROW(read_model, type, STRING, DOC("projection, view, index, …")),
    ROW(read_model, refresh, STRING, DOC("eventual or immediate")),
    ROW(read_model, datastore, REF, KINDS(LUNETTE_DATASTORE), DOC("where it is kept")),
    END_OF_ROWS,
};

static const struct schema_field write_model_fields[] = {
    ROW(write_model, type, STRING, DOC("aggregate, event-sourced, …")),
    ROW(write_model, datastore, REF, KINDS(LUNETTE_DATASTORE), DOC("where it is kept")),
    END_OF_ROWS,
};

static const struct schema_field cqrs_fields[] = {
    ROW(cqrs, service, REF, KINDS(LUNETTE_SERVICE), NEEDED,
        DOC("whose reads and writes have models of their own")),
    ROW(cqrs, read_model, PART, KINDS(LUNETTE_READ_MODEL), DOC("what queries see")),
    ROW(cqrs, write_model, PART, KINDS(LUNETTE_WRITE_MODEL), DOC("what commands change")),
    ROW(cqrs, projections, REFS, KINDS(LUNETTE_EVENT),
        DOC("the events the read model is built from")),
    END_OF_ROWS,
};

#define ENDPOINT_KIND(id, name_, doc_, example_)                                               \
    {                                                                                          \
        PART_KIND(id, name_, SCHEMA_PATH, endpoint), .fields = endpoint_fields, .doc = (doc_), \
                                                     .example = (example_)                     \
    }

const struct schema_kind schema_contract_kinds[] = {
    ENDPOINT_KIND(GET, "GET", "an operation that reads", "GET \"/orders/{order_id}\""),
    ENDPOINT_KIND(POST, "POST", "an operation that creates or commands",
                  "POST \"/orders\" { summary = \"Create an order\", idempotent = true }"),
    ENDPOINT_KIND(PUT, "PUT", "an operation that replaces", "PUT \"/orders/{order_id}\""),
    ENDPOINT_KIND(PATCH, "PATCH", "an operation that changes a part",
                  "PATCH \"/orders/{order_id}\""),
    ENDPOINT_KIND(DELETE, "DELETE", "an operation that removes", "DELETE \"/orders/{order_id}\""),
    ENDPOINT_KIND(HEAD, "HEAD", "an operation that asks for headers",
                  "HEAD \"/orders/{order_id}\""),
    ENDPOINT_KIND(OPTIONS, "OPTIONS", "an operation that asks what is allowed",
                  "OPTIONS \"/orders\""),
    ENDPOINT_KIND(RPC, "rpc", "a remote procedure: service and method",
                  "rpc \"OrderService/Create\""),
    ENDPOINT_KIND(QUERY, "query", "a GraphQL query", "query \"orders\""),
    ENDPOINT_KIND(MUTATION, "mutation", "a GraphQL mutation", "mutation \"createOrder\""),
    ENDPOINT_KIND(HANDLER, "handler", "a function of a serverless service",
                  "handler \"resize-image\""),
    {PART_KIND(SYNC, "sync", SCHEMA_REFERENCE, dependency), .name_field = "to",
     .fields = sync_fields, .doc = "a call that waits for its answer",
     .example = "sync \"payment-service\" { timeout = \"800ms\", retry = { max_attempts = 2 } }"},
    {PART_KIND(ASYNC, "async", SCHEMA_REFERENCE, dependency), .name_field = "to",
     .fields = async_fields, .doc = "a message that nobody waits for",
     .example = "async \"mail-service\" { through = \"mails\" }"},
    {TABLE_KIND(RETRY, "retry", retry), .fields = retry_fields, .doc = "how often a call is tried"},
    {TABLE_KIND(BREAKER, "circuit_breaker", breaker), .fields = breaker_fields,
     .doc = "when a caller stops trying"},
    {TOP_KIND(BROKER, "broker", "brokers", SCHEMA_IDENTIFIER, broker, brokers),
     .fields = broker_fields, .doc = "a message broker",
     .example = "broker \"kafka\" { technology = \"kafka\", nodes = 3 }"},
    {TOP_KIND(TOPIC, "topic", "topics", SCHEMA_IDENTIFIER, topic, topics), .also = "queue",
     .fields = topic_fields, .doc = "a topic or queue of a broker",
     .example = "topic \"orders\" { broker = \"kafka\", partitions = 6, replication = 3 }"},
    {TOP_KIND(EVENT, "event", "events", SCHEMA_IDENTIFIER, event, events), .fields = event_fields,
     .doc = "something that happened, told to others",
     .example = "event \"order.created\" { topic = \"orders\", schema = { order_id = \"uuid\" } }"},
    {PART_KIND(ON, "on", SCHEMA_REFERENCE, consumption), .name_field = "event",
     .fields = consumption_fields, .doc = "a subscription to an event",
     .example = "on \"order.created\" { expects = { \"order_id\" } }"},
    {TOP_KIND(CONSUMER_GROUP, "consumer_group", "consumer_groups", SCHEMA_IDENTIFIER,
              consumer_group, consumer_groups),
     .fields = consumer_group_fields, .doc = "consumers that share the work of topics",
     .example =
         "consumer_group \"order-processors\" { topics = { \"orders\" }, max_instances = 6 }"},
    {TOP_KIND(DATASTORE, "datastore", "datastores", SCHEMA_IDENTIFIER, datastore, datastores),
     .fields = datastore_fields, .doc = "a database, cache, index or bucket",
     .example = "datastore \"orders-db\" { technology = \"postgresql\", data = \"confidential\" }"},
    {TOP_KIND(EVENT_SOURCING, "event_sourcing", "event_sourcings", SCHEMA_NO_NAME, event_sourcing,
              event_sourcings),
     .fields = event_sourcing_fields, .doc = "state kept as a sequence of events",
     .example = "event_sourcing { service = \"order-service\", "
                "event_store = { type = \"kafka\", topic = \"order-events\" } }"},
    {TOP_KIND(CQRS, "cqrs", "cqrs", SCHEMA_NO_NAME, cqrs, cqrses), .fields = cqrs_fields,
     .doc = "command query responsibility segregation: reads and writes have their own models",
     .example = "cqrs { service = \"order-service\", read_model = { type = \"projection\" } }"},
    {TABLE_KIND(EVENT_STORE, "event_store", event_store), .fields = event_store_fields,
     .doc = "where the events of a service are kept"},
    {TABLE_KIND(SNAPSHOT_POLICY, "snapshot_policy", snapshot_policy),
     .fields = snapshot_policy_fields, .doc = "how often state is written down"},
    {TABLE_KIND(READ_MODEL, "read_model", read_model), .fields = read_model_fields,
     .doc = "what queries see"},
    {TABLE_KIND(WRITE_MODEL, "write_model", write_model), .fields = write_model_fields,
     .doc = "what commands change"},
    {.name = NULL},
};
