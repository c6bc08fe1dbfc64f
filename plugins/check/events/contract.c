/* The contract of an event: its schema, and what consumers read of it. */
#include <stdlib.h>
#include <string.h>

#include "common/order.h"
#include "common/say.h"
#include "rules.h"
#include "types.h"

/* ---- fields of a schema ---- */

static int compare_names(const void *name, const void *field)
{
    return strcmp(name, ((const struct lunette_pair *)field)->key);
}

/* The first field whose name is not less; schema->count: all are. */
static size_t find_from(const struct lunette_map *schema, const char *name)
{
    return order_find(name, schema->items, schema->count, sizeof *schema->items, compare_names);
}

/* NULL: the schema has no such field. */
static const struct lunette_pair *find_field(const struct lunette_map *schema, const char *name)
{
    return bsearch(name, schema->items, schema->count, sizeof *schema->items, compare_names);
}

/* "customer" is there when "customer.id" is. */
static bool has_fields_below(struct lunette_reporter *reporter, const struct lunette_map *schema,
                             const char *name)
{
    const char *prefix = say_format(reporter, "%s.", name);
    size_t at = find_from(schema, prefix);
    return at < schema->count && strncmp(schema->items[at].key, prefix, strlen(prefix)) == 0;
}

/* "customer.id" may be there when "customer" is, and not said what it holds. */
static bool lies_in_a_field(struct lunette_reporter *reporter, const struct lunette_map *schema,
                            const char *name)
{
    for (const char *dot = strchr(name, '.'); dot; dot = strchr(dot + 1, '.'))
        if (find_field(schema, say_format(reporter, "%.*s", (int)(dot - name), name)))
            return true;
    return false;
}

/* ---- events/schema-mismatch ---- */

/* What of one subscription does not fit. */
struct mismatch {
    struct names wrong;     /* in words */
    struct names absent;    /* fields that the schema has not */
    struct names additions; /* the same, as a schema would have them */
    struct names types;     /* fields of another type, as the schema has them */
    const char *first;      /* field; NULL: all fits */
};

/* What is wrong with an expected field, in words; NULL: nothing. */
static const char *tell_mismatch(struct lunette_reporter *reporter,
                                 const struct lunette_map *schema,
                                 const struct lunette_pair *expected)
{
    const struct lunette_pair *field = find_field(schema, expected->key);
    if (field)
        return types_fit(field->value, expected->value)
                   ? NULL
                   : say_format(reporter, "%s as %s (it is %s)", expected->key, expected->value,
                                field->value);
    if (has_fields_below(reporter, schema, expected->key) ||
        lies_in_a_field(reporter, schema, expected->key))
        return NULL;
    return say_format(reporter, "%s (there is no such field)", expected->key);
}

static const char *tell_fields(struct lunette_reporter *reporter, const struct lunette_map *schema)
{
    struct names fields = {.count = 0};
    for (size_t i = 0; i < schema->count; i++)
        say_add(&fields, schema->items[i].key);
    return say_names(reporter, &fields);
}

/* One of both may be the one to change: what is there for it to read, and what would have to be there. */
static void help_mismatch(struct lunette_reporter *reporter, struct lunette_finding *finding,
                          const struct mismatch *mismatch, const char *event)
{
    const char *types = mismatch->types.count
                            ? say_format(reporter, "expect %s", say_names(reporter, &mismatch->types))
                            : NULL;
    const char *absent =
        mismatch->absent.count
            ? say_format(reporter,
                         "drop %s from expects, or let the publisher give %s: add %s to the schema "
                         "of '%s'",
                         say_names(reporter, &mismatch->absent),
                         mismatch->absent.count == 1 ? "it" : "them",
                         say_names(reporter, &mismatch->additions), event)
            : NULL;
    reporter->help(finding, "%s", absent ? say_join(reporter, types, "; ", absent) : types);
}

static void report_mismatch(struct lunette_reporter *reporter,
                            const struct lunette_consumption *consumption,
                            const struct mismatch *mismatch)
{
    const struct lunette_event *event = (const struct lunette_event *)consumption->event.to;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_key(consumption, "expects", mismatch->first),
        "%s expects of '%s' what its schema does not give: %s", consumption->item.owner->name,
        event->item.name, say_names(reporter, &mismatch->wrong));
    reporter->subject(finding, "%s -> %s", consumption->item.owner->name, event->item.name);
    reporter->relate(finding, lunette_at_field(event, "schema"), "gives %s",
                     tell_fields(reporter, &event->schema));
    help_mismatch(reporter, finding, mismatch, event->item.name);
}

/* A field whose type nobody says is text. */
static void add_mismatch(struct lunette_reporter *reporter, struct mismatch *mismatch,
                         const struct lunette_pair *expected, const struct lunette_pair *field)
{
    mismatch->first = mismatch->first ? mismatch->first : expected->key;
    if (field) {
        say_add(&mismatch->types,
                say_format(reporter, "%s = \"%s\"", field->key, field->value));
        return;
    }
    bool is_plain = !expected->key[strcspn(expected->key, ".-")];
    say_add(&mismatch->absent, expected->key);
    say_add(&mismatch->additions,
            say_format(reporter, is_plain ? "%s = \"%s\"" : "[\"%s\"] = \"%s\"", expected->key,
                       *expected->value ? expected->value : "string"));
}

static void check_consumption(struct lunette_reporter *reporter,
                              const struct lunette_consumption *consumption)
{
    const struct lunette_event *event = (const struct lunette_event *)consumption->event.to;
    struct mismatch mismatch = {.first = NULL};
    for (size_t i = 0; i < consumption->expects.count; i++) {
        const struct lunette_pair *expected = &consumption->expects.items[i];
        const char *text = tell_mismatch(reporter, &event->schema, expected);
        if (!text)
            continue;
        say_add(&mismatch.wrong, text);
        add_mismatch(reporter, &mismatch, expected, find_field(&event->schema, expected->key));
    }
    if (mismatch.first)
        report_mismatch(reporter, consumption, &mismatch);
}

static void check_schema_mismatch(const struct lunette_model *model,
                                  struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->events.count; i++) {
        const struct lunette_event *event = model->events.items[i];
        for (size_t c = 0; c < event->consumers.count && event->schema.count > 0; c++)
            check_consumption(reporter, event->consumers.items[c]);
    }
}

const struct lunette_rule rule_schema_mismatch = {
    .id = "events/schema-mismatch",
    .severity = LUNETTE_ERROR,
    .summary = "a consumer expects a field, or a type, that the event's schema has not",
    .rationale =
        "Publisher and consumer of an event are deployed apart and meet only in its schema; a "
        "field that is not there is found out in production, one message at a time "
        "(consumer-driven contracts: Robinson, 2006). The names in `expects` are looked up in the "
        "event's `schema`, and where both give a type, the types are compared: without case, "
        "length or element type, with the usual synonyms (int and integer, bool and boolean, "
        "timestamp and datetime, list and array), and so that whoever reads text can take a uuid "
        "or a timestamp, and whoever reads a number an integer. A type of your own may be any of "
        "these, but no other of your own. Fields inside a field whose parts the schema does not "
        "list are taken to be there. Silent for events without a schema (events/missing-schema) "
        "and consumers that do not say what they expect. All that one consumer expects wrongly of "
        "one event is one finding.",
    .help = "expect what the schema gives, or let the publisher change it in a new version",
    .bad = "context \"sales\"\n"
           "event \"order.created\" { schema = { order_id = \"uuid\", total = \"decimal\" } }\n"
           "service \"orders\" { context = \"sales\", publishes = { \"order.created\" } }\n"
           "service \"billing\" { context = \"sales\",\n"
           "  consumes = { on \"order.created\" { expects = { \"order_id\", \"vat\" } } } }\n",
    .good = "context \"sales\"\n"
            "event \"order.created\" { schema = { order_id = \"uuid\", total = \"decimal\" } }\n"
            "service \"orders\" { context = \"sales\", publishes = { \"order.created\" } }\n"
            "service \"billing\" { context = \"sales\",\n"
            "  consumes = { on \"order.created\" { expects = { \"order_id\", \"total\" } } } }\n",
    .check = check_schema_mismatch,
};

/* ---- events/missing-schema ---- */

static void check_missing_schema(const struct lunette_model *model,
                                 struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->events.count; i++) {
        const struct lunette_event *event = model->events.items[i];
        if (event->event_kind == LUNETTE_EVENT_INTEGRATION && event->schema.count == 0)
            reporter->report(reporter, lunette_at(event),
                             "the integration event '%s' has no schema", event->item.name);
    }
}

const struct lunette_rule rule_missing_schema = {
    .id = "events/missing-schema",
    .severity = LUNETTE_NOTE,
    .summary = "an integration event without a schema",
    .rationale =
        "An integration event is read by teams that cannot ask its publisher each time: its "
        "fields are the contract, and without them neither a consumer nor events/schema-mismatch "
        "can be checked against it. Only events with kind = \"integration\" are looked at. A "
        "published "
        "language none of whose events has a schema is also contexts/open-host-without-contract.",
    .help = "give it one: schema = { order_id = \"uuid\", total = \"decimal\" }",
    .bad = "context \"sales\"\n"
           "event \"order.created\" { kind = \"integration\", public = true }\n"
           "service \"orders\" { context = \"sales\", publishes = { \"order.created\" } }\n",
    .good = "context \"sales\"\n"
            "event \"order.created\" { kind = \"integration\", public = true,\n"
            "  schema = { order_id = \"uuid\" } }\n"
            "service \"orders\" { context = \"sales\", publishes = { \"order.created\" } }\n",
    .check = check_missing_schema,
};
