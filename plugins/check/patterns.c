/* patterns/: event sourcing, and reading and writing with models of their own. */
#include <string.h>

#include "common/families.h"
#include "common/messaging.h"
#include "common/say.h"

static const char *name_of(const struct lunette_ref *service)
{
    return service->name ? service->name : "a service";
}

/* ---- patterns/projection-without-source ---- */

/* The projections of a read model whose event never comes. */
static struct places find_unfed(const struct lunette_cqrs *cqrs, const struct messaging *messaging)
{
    struct places unfed = {.names.count = 0};
    for (size_t i = 0; i < cqrs->projections.count; i++) {
        const struct lunette_event *event =
            (const struct lunette_event *)cqrs->projections.items[i].to;
        if (event && !messaging->published[event->item.number] && event->consumers.count == 0)
            say_add_at(&unfed, event->item.name, lunette_at_entry(cqrs, "projections", i + 1));
    }
    return unfed;
}

static void report_unfed(struct lunette_reporter *reporter, const struct lunette_cqrs *cqrs,
                         const struct places *unfed)
{
    struct lunette_finding *finding = reporter->report(
        reporter, unfed->at[0], "the read model of %s is built from %s, which nobody publishes",
        name_of(&cqrs->service), say_names(reporter, &unfed->names));
    reporter->label(finding, "never comes");
    reporter->subject(finding, "%s", name_of(&cqrs->service));
    for (size_t i = 1; i < say_said(&unfed->names); i++)
        reporter->relate(finding, unfed->at[i], "nor does this");
    reporter->help(finding,
                   "add publishes = { \"%s\" } to the service whose writes it tells, or leave it "
                   "out of the projections",
                   unfed->names.items[0]);
}

static void check_projection_without_source(const struct lunette_model *model,
                                            struct lunette_reporter *reporter)
{
    if (model->cqrses.count == 0)
        return;
    const struct messaging *messaging = messaging_of(reporter);
    for (size_t i = 0; i < model->cqrses.count; i++) {
        struct places unfed = find_unfed(model->cqrses.items[i], messaging);
        if (unfed.names.count > 0)
            report_unfed(reporter, model->cqrses.items[i], &unfed);
    }
}

static const struct lunette_rule rule_projection_without_source = {
    .id = "patterns/projection-without-source",
    .severity = LUNETTE_ERROR,
    .summary = "a read model built from an event that nobody publishes",
    .rationale =
        "A projection keeps a read model up to date from the events of the write side (Young, "
        "CQRS Documents, 2010); one whose event never comes leaves that part of it empty. "
        "Publishers are those of events/no-producer: services with the event in `publishes`, "
        "callers of an `async` dependency that names it, or that goes through its topic and names "
        "none, an event-sourced service for the events of its store's topic, and actors or "
        "externals that a scenario lets send it. An event that services consume besides is left "
        "to events/no-producer. A read model that does not say its projections is silent. All "
        "such events of one read model are one finding.",
    .help = "publish the event where the write model changes, or leave it out of the projections",
    .bad = "context \"sales\"\n"
           "event \"order.created\"\n"
           "service \"orders\" { context = \"sales\" }\n"
           "cqrs { service = \"orders\", projections = { \"order.created\" } }\n",
    .good = "context \"sales\"\n"
            "event \"order.created\"\n"
            "service \"orders\" { context = \"sales\", publishes = { \"order.created\" } }\n"
            "cqrs { service = \"orders\", projections = { \"order.created\" } }\n",
    .check = check_projection_without_source,
};

/* ---- patterns/snapshot-missing ---- */

static void check_snapshot_missing(const struct lunette_model *model,
                                   struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->event_sourcings.count; i++) {
        const struct lunette_event_sourcing *sourcing = model->event_sourcings.items[i];
        if (sourcing->snapshot_policy)
            continue;
        struct lunette_finding *finding = reporter->report(
            reporter, lunette_at(sourcing),
            "%s takes no snapshots: its state is rebuilt from all events there ever were",
            name_of(&sourcing->service));
        reporter->subject(finding, "%s", name_of(&sourcing->service));
    }
}

static const struct lunette_rule rule_snapshot_missing = {
    .id = "patterns/snapshot-missing",
    .severity = LUNETTE_NOTE,
    .summary = "an event-sourced service without a snapshot policy",
    .rationale =
        "The state of an event-sourced aggregate is computed from its events, and each further "
        "one makes that slower; a snapshot every so many events keeps the cost bounded (Fowler, "
        "Event Sourcing, 2005; Richardson, Microservices Patterns, ch. 6). A note, since "
        "aggregates that only ever have a few events do without. Silent for a snapshot_policy "
        "that does not say its interval.",
    .help = "write the state down every so often: snapshot_policy = { interval_events = 1000 }; "
            "where an aggregate never has many events, put that on record with allow",
    .bad = "context \"sales\"\n"
           "service \"orders\" { context = \"sales\" }\n"
           "event_sourcing { service = \"orders\", event_store = { type = \"eventstoredb\" } }\n",
    .good = "context \"sales\"\n"
            "service \"orders\" { context = \"sales\" }\n"
            "event_sourcing { service = \"orders\", event_store = { type = \"eventstoredb\" },\n"
            "  snapshot_policy = { interval_events = 1000 } }\n",
    .check = check_snapshot_missing,
};

/* ---- patterns/event-store-expires ---- */

static void report_expiry(struct lunette_reporter *reporter, const struct lunette_topic *topic,
                          const struct lunette_event_sourcing *sourcing)
{
    const char *service = name_of(&sourcing->service);
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(topic, "retention"),
        "'%s' forgets events after %s, but the state of %s is made of all of them",
        topic->item.name, reporter->duration(reporter, topic->retention_s * 1000), service);
    reporter->relate(finding, lunette_at_field(sourcing->event_store, "topic"),
                     "the event store of %s", service);
}

static void check_event_store_expires(const struct lunette_model *model,
                                      struct lunette_reporter *reporter)
{
    bool *told = reporter->alloc(reporter, model->topics.count, sizeof *told);
    for (size_t i = 0; i < model->event_sourcings.count; i++) {
        const struct lunette_event_sourcing *sourcing = model->event_sourcings.items[i];
        const struct lunette_topic *topic =
            sourcing->event_store ? (const struct lunette_topic *)sourcing->event_store->topic.to
                                  : NULL;
        if (!topic || !isfinite(topic->retention_s) || told[topic->item.number])
            continue;
        told[topic->item.number] = true;
        report_expiry(reporter, topic, sourcing);
    }
}

static const struct lunette_rule rule_event_store_expires = {
    .id = "patterns/event-store-expires",
    .severity = LUNETTE_ERROR,
    .summary = "an event-sourced topic whose events expire",
    .rationale =
        "With event sourcing the events are the truth and the state only what they add up to "
        "(Fowler, Event Sourcing, 2005): an event that was deleted is a change that never "
        "happened when the state is rebuilt. Snapshots do not mend it, for they cannot be checked "
        "or made anew. Reported is a topic with a `retention` that an event_sourcing names as its "
        "store. A topic that does not say one is silent; note that Kafka's own default is seven "
        "days, and that it wants retention.ms = -1.",
    .help = "leave `retention` out, and let the broker keep the topic for ever",
    .bad = "context \"sales\"\n"
           "topic \"order-events\" { retention = \"30d\" }\n"
           "service \"orders\" { context = \"sales\" }\n"
           "event_sourcing { service = \"orders\", event_store = { topic = \"order-events\" },\n"
           "  snapshot_policy = { interval_events = 1000 } }\n",
    .good = "context \"sales\"\n"
            "topic \"order-events\"\n"
            "service \"orders\" { context = \"sales\" }\n"
            "event_sourcing { service = \"orders\", event_store = { topic = \"order-events\" },\n"
            "  snapshot_policy = { interval_events = 1000 } }\n",
    .check = check_event_store_expires,
};

/* ---- patterns/cqrs-one-model ---- */

static bool is_view(const struct lunette_read_model *read)
{
    return read->type && strcasestr(read->type, "view");
}

static void check_cqrs_one_model(const struct lunette_model *model,
                                 struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->cqrses.count; i++) {
        const struct lunette_cqrs *cqrs = model->cqrses.items[i];
        const struct lunette_read_model *read = cqrs->read_model;
        const struct lunette_write_model *write = cqrs->write_model;
        const struct lunette_datastore *store =
            read ? (const struct lunette_datastore *)read->datastore.to : NULL;
        if (!store || !write || write->datastore.to != &store->item || store->schema.count > 1 ||
            is_view(read))
            continue;
        struct lunette_finding *finding =
            reporter->report(reporter, lunette_at_field(read, "datastore"),
                             "the read model and the write model of %s are one store, '%s'",
                             name_of(&cqrs->service), store->item.name);
        reporter->label(finding, "the write model's store, too");
        reporter->subject(finding, "%s", name_of(&cqrs->service));
        reporter->relate(finding, lunette_at_field(write, "datastore"), "of the write model");
    }
}

static const struct lunette_rule rule_cqrs_one_model = {
    .id = "patterns/cqrs-one-model",
    .severity = LUNETTE_WARNING,
    .summary = "a read model and a write model that are one store",
    .rationale =
        "CQRS pays for two models with code to keep them in step, so that each can be shaped, "
        "scaled and placed for its own work (Fowler, CQRS, 2011; Richardson, Microservices "
        "Patterns, ch. 7). In one store both have one shape and one load: the price is paid, the "
        "gain is not had. Silent where the store has a schema or collection for each (`schema` "
        "names more than one), where the read model is a view (`type` says so), which is a shape "
        "of its own, and where either does not say its store.",
    .help = "give the read model a store of its own, name a schema for each, or leave CQRS out",
    .bad = "context \"sales\"\n"
           "datastore \"orders-db\"\n"
           "service \"orders\" { context = \"sales\", datastores = { \"orders-db\" } }\n"
           "cqrs { service = \"orders\", write_model = { datastore = \"orders-db\" },\n"
           "  read_model = { datastore = \"orders-db\" } }\n",
    .good = "context \"sales\"\n"
            "datastore \"orders-db\"\n"
            "datastore \"orders-index\"\n"
            "service \"orders\" { context = \"sales\",\n"
            "  datastores = { \"orders-db\", \"orders-index\" } }\n"
            "cqrs { service = \"orders\", write_model = { datastore = \"orders-db\" },\n"
            "  read_model = { datastore = \"orders-index\" } }\n",
    .check = check_cqrs_one_model,
};

static const struct lunette_rule *const rules[] = {
    &rule_projection_without_source,
    &rule_snapshot_missing,
    &rule_event_store_expires,
    &rule_cqrs_one_model,
    NULL,
};

const struct lunette_plugin plugin_patterns = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "patterns",
    .version = "1.0.0",
    .summary = "event sourcing, and models of their own for reading and writing",
    .rules = rules,
};
