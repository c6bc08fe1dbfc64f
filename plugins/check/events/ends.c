/* The two ends of an event: who publishes it, who consumes it. */
#include <string.h>

#include "common/context.h"
#include "common/mark.h"
#include "common/messaging.h"
#include "common/say.h"
#include "common/word.h"
#include "dead_letter.h"
#include "rules.h"

/* ---- events/no-producer ---- */

enum { GUESSED_FROM = 1000 }; /* events that are looked at, so that the time stays linear */

/* Bytes of whole words that both names begin with: 10 of RestaurantCreated and RestaurantMenuRevised. */
static size_t common_words(const char *name, const char *other)
{
    size_t common = 0;
    for (;;) {
        size_t word = word_first(name + common, strlen(name + common));
        if (!word || strncmp(name + common, other + common, word) != 0 ||
            word != word_first(other + common, strlen(other + common)))
            return common;
        common += word + strspn(name + common + word, "._:/-");
    }
}

/* Who publishes the event whose name begins most like this one's; NULL: none has a word in common. */
static const struct lunette_service *guess_source(const struct lunette_model *model,
                                                  const struct lunette_event *event)
{
    const struct lunette_service *source = NULL;
    size_t most = 0;
    for (size_t i = 0; i < model->events.count && i < GUESSED_FROM; i++) {
        const struct lunette_event *other = model->events.items[i];
        size_t common = other->publishers.count ? common_words(event->item.name, other->item.name) : 0;
        if (common <= most)
            continue;
        most = common;
        source = other->publishers.items[0];
    }
    return source;
}

/* Whether the relationship is about the two contexts, or such that they lie in. */
static bool joins(const struct lunette_relationship *relationship, const struct lunette_item *a,
                  const struct lunette_item *b)
{
    bool is_symmetric = relationship->between.count == 2;
    const struct lunette_item *one =
        is_symmetric ? relationship->between.items[0].to : relationship->upstream.to;
    const struct lunette_item *other =
        is_symmetric ? relationship->between.items[1].to : relationship->downstream.to;
    return one && other &&
           ((context_lies_in(a, one) && context_lies_in(b, other)) ||
            (context_lies_in(a, other) && context_lies_in(b, one)));
}

static bool are_strangers(const struct lunette_model *model, const struct lunette_item *a,
                          const struct lunette_item *b)
{
    if (!a || !b || context_are_kin(a, b))
        return false;
    for (size_t i = 0; i < model->relationships.count; i++)
        if (joins(model->relationships.items[i], a, b))
            return false;
    return true;
}

/* What contexts/undeclared-relationship would ask for, once the source publishes it. */
static const char *say_relationships(const struct lunette_model *model,
                                     struct lunette_reporter *reporter,
                                     const struct lunette_event *event,
                                     const struct lunette_service *source)
{
    const struct lunette_item *from = source->context.to;
    struct names wanted = {.count = 0};
    for (size_t i = 0; i < event->consumers.count && i < SAY_LIMIT; i++) {
        const struct lunette_item *to =
            ((const struct lunette_service *)event->consumers.items[i]->item.owner)->context.to;
        if (are_strangers(model, from, to))
            say_add_once(&wanted,
                         say_format(reporter,
                                    "relationship { upstream = \"%s\", downstream = \"%s\" }",
                                    from->name, to->name));
    }
    return wanted.count ? say_format(reporter, " (and %s unless there is one)",
                                     say_names(reporter, &wanted))
                        : "";
}

static const char *help_publish(const struct lunette_model *model, struct lunette_reporter *reporter,
                                const struct lunette_event *event,
                                const struct lunette_service *source)
{
    const char *name = event->item.name;
    if (source)
        return say_format(reporter, "add \"%s\" to the publishes of %s%s, or of whom it comes from",
                          name, source->item.name,
                          say_relationships(model, reporter, event, source));
    for (size_t i = 0; i < model->services.count; i++)
        if (model->services.items[i]->publishes.count)
            return say_format(reporter, "add \"%s\" to the publishes of the service it comes from",
                              name);
    return say_added(reporter, say_format(reporter, "\"%s\"", name), "publishes", 0,
                     "the service it comes from");
}

/* What events/missing-dead-letter would ask for, once somebody publishes it. */
static const char *say_dead_letters(struct lunette_reporter *reporter,
                                    const struct lunette_event *event)
{
    const struct lunette_topic *topic = (const struct lunette_topic *)event->topic.to;
    if (!topic || !dead_letter_is_due(reporter, topic))
        return "";
    const char *to = say_format(reporter, " to topic '%s'", topic->item.name);
    return say_format(reporter, "; once it is published, %s", dead_letter_say(reporter, topic, to));
}

/* A scenario that shows it coming from outside. */
static const char *say_foreign(const struct lunette_model *model, struct lunette_reporter *reporter,
                               const struct lunette_event *event)
{
    const char *name = event->item.name;
    bool has_one = model->externals.count > 0;
    const char *sender = has_one ? model->externals.items[0]->item.name
                                 : say_format(reporter, "%s.source", name);
    return say_format(reporter, "%sscenario \"%s comes in\" { \"%s ->> %s: %s\" }",
                      has_one ? "" : say_format(reporter, "external \"%s\" {} and ", sender), name,
                      sender, event->consumers.items[0]->item.owner->name, name);
}

static void report_no_producer(const struct lunette_model *model, struct lunette_reporter *reporter,
                               const struct lunette_event *event)
{
    struct names consumers = {.count = 0};
    for (size_t i = 0; i < event->consumers.count; i++)
        say_add(&consumers, event->consumers.items[i]->item.owner->name);
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(event), "nobody publishes '%s', which %s consume%s", event->item.name,
        say_names(reporter, &consumers), consumers.count == 1 ? "s" : "");
    for (size_t i = 0; i < say_said(&consumers); i++)
        reporter->relate(finding, lunette_at(event->consumers.items[i]), "%s waits for it",
                         consumers.items[i]);
    const struct lunette_service *source = guess_source(model, event);
    if (source)
        reporter->relate(finding, lunette_at_field(source, "publishes"),
                         "add it here, if it comes from %s", source->item.name);
    reporter->help(finding, "%s, or drop the subscription; if a foreign system sends it: %s%s",
                   help_publish(model, reporter, event, source), say_foreign(model, reporter, event),
                   say_dead_letters(reporter, event));
}

static void check_no_producer(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    const struct messaging *messaging = messaging_of(reporter);
    for (size_t i = 0; i < model->events.count; i++)
        if (model->events.items[i]->consumers.count > 0 && !messaging->published[i])
            report_no_producer(model, reporter, model->events.items[i]);
}

const struct lunette_rule rule_no_producer = {
    .id = "events/no-producer",
    .severity = LUNETTE_ERROR,
    .summary = "an event that services consume and nobody publishes",
    .rationale =
        "Whoever subscribes to such an event waits for ever, and nothing fails: the mistake shows "
        "as work that is not done. Publishers are services with the event in `publishes`, callers "
        "of an `async` dependency that names it, an event-sourced service for the events of its "
        "store's topic, and actors or externals that a scenario lets send it, or anything to its "
        "topic. Where an `async` dependency goes through the event's topic and names no event, "
        "that one may publish it, and the rule is silent. Events that only a projection reads are "
        "left to patterns/projection-without-source, names that nothing declares to "
        "model/unresolved.",
    .help = "let a service publish it, or drop the subscription",
    .bad = "event \"order.created\"\n"
           "service \"billing\" { context = \"sales\", consumes = { on \"order.created\" } }\n"
           "context \"sales\"\n",
    .good = "event \"order.created\"\n"
            "service \"billing\" { context = \"sales\", consumes = { on \"order.created\" } }\n"
            "service \"orders\" { context = \"sales\", publishes = { \"order.created\" } }\n"
            "context \"sales\"\n",
    .check = check_no_producer,
};

/* ---- publishers ---- */

static struct lunette_blame place_of_publication(const struct lunette_service *service,
                                                 const struct lunette_event *event)
{
    for (size_t i = 0; i < service->publishes.count; i++)
        if (service->publishes.items[i].to == &event->item)
            return lunette_at_entry(service, "publishes", i + 1);
    return lunette_at(service);
}

/* ---- events/no-consumer ---- */

static void report_no_consumer(struct lunette_reporter *reporter, const struct lunette_event *event)
{
    struct names publishers = {.count = 0};
    for (size_t i = 0; i < event->publishers.count; i++)
        say_add(&publishers, event->publishers.items[i]->item.name);
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(event), "nobody consumes '%s', which %s publish%s", event->item.name,
        say_names(reporter, &publishers), publishers.count == 1 ? "es" : "");
    for (size_t i = 0; i < say_said(&publishers); i++)
        reporter->relate(finding, place_of_publication(event->publishers.items[i], event),
                         "%s publishes it", publishers.items[i]);
}

static void check_no_consumer(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    const struct messaging *messaging = messaging_of(reporter);
    for (size_t i = 0; i < model->events.count; i++) {
        const struct lunette_event *event = model->events.items[i];
        if (event->publishers.count > 0 && !messaging->consumed[i] &&
            event->is_public != LUNETTE_YES)
            report_no_consumer(reporter, event);
    }
}

const struct lunette_rule rule_no_consumer = {
    .id = "events/no-consumer",
    .severity = LUNETTE_NOTE,
    .summary = "an event that is published, that nobody consumes and that is not public",
    .rationale =
        "An event without a consumer is a contract that is kept up for nobody, or a subscription "
        "that was forgotten. Consumers are services with the event in `consumes`, targets of an "
        "`async` dependency that names it or goes through its topic without naming an event, any "
        "consumer group that reads its topic (a group gets all events of a topic), projections, "
        "and actors or externals that a scenario lets receive it. Silent for events marked "
        "public, and for those kept in the topic of an event store: they are the state of a "
        "service, and are read when it is rebuilt.",
    .help = "let the service that needs it consume it, mark it public = true if consumers lie "
            "outside the model, or stop publishing it",
    .bad = "event \"order.created\"\n"
           "service \"orders\" { context = \"sales\", publishes = { \"order.created\" } }\n"
           "context \"sales\"\n",
    .good = "event \"order.created\" { public = true }\n"
            "service \"orders\" { context = \"sales\", publishes = { \"order.created\" } }\n"
            "context \"sales\"\n",
    .check = check_no_consumer,
};

/* ---- events/many-owners ---- */

/* The first publisher of each context. */
struct owners {
    struct names names; /* "orders (sales)" */
    const struct lunette_service *first[SAY_LIMIT];
};

static const struct lunette_context *owning_context(const struct lunette_service *service)
{
    const struct lunette_context *context = (const struct lunette_context *)service->context.to;
    return context && context->legacy != LUNETTE_YES ? context : NULL;
}

static void add_owner(struct lunette_reporter *reporter, struct owners *owners,
                      const struct lunette_service *service)
{
    if (owners->names.count < SAY_LIMIT)
        owners->first[owners->names.count] = service;
    say_add(&owners->names,
            say_format(reporter, "%s (in %s)", service->item.name, service->context.to->name));
}

static void report_owners(struct lunette_reporter *reporter, const struct lunette_event *event,
                          const struct owners *owners)
{
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(event), "%zu contexts publish '%s': %s", owners->names.count,
        event->item.name, say_names(reporter, &owners->names));
    for (size_t i = 0; i < say_said(&owners->names); i++)
        reporter->relate(finding, place_of_publication(owners->first[i], event), "%s publishes it",
                         owners->first[i]->item.name);
}

static void check_many_owners(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    /* by context: the number of the last event, plus one, that was seen to be published there */
    uint32_t *seen = reporter->alloc(reporter, model->contexts.count, sizeof *seen);
    for (size_t i = 0; i < model->events.count; i++) {
        const struct lunette_event *event = model->events.items[i];
        struct owners owners = {.names = {.count = 0}};
        for (size_t p = 0; p < event->publishers.count && event->publishers.count > 1; p++) {
            const struct lunette_context *context = owning_context(event->publishers.items[p]);
            if (context && mark_once(&seen[context->item.number], i + 1))
                add_owner(reporter, &owners, event->publishers.items[p]);
        }
        if (owners.names.count > 1)
            report_owners(reporter, event, &owners);
    }
}

const struct lunette_rule rule_events_many_owners = {
    .id = "events/many-owners",
    .severity = LUNETTE_WARNING,
    .summary = "an event that services of different contexts publish",
    .rationale =
        "An event says in the language of one bounded context what happened there; when two "
        "contexts publish it, neither can change it, and a consumer cannot tell whose fact it "
        "reads (Evans, Domain-Driven Design, ch. 14; Bellemare, Building Event-Driven "
        "Microservices, ch. 2, the single writer principle). Counted are services with the event "
        "in `publishes`, by their context. Several services of one context may publish it. "
        "Services of a legacy context do not count: while a system is replaced, old and new tell "
        "the same. Neither do `async` dependencies: what they send is a command, which belongs to "
        "its receiver.",
    .help = "let one context publish the event, and give the others one of their own",
    .bad = "context \"sales\"\n"
           "context \"stock\"\n"
           "event \"item.reserved\" { public = true }\n"
           "service \"orders\" { context = \"sales\", publishes = { \"item.reserved\" } }\n"
           "service \"shelves\" { context = \"stock\", publishes = { \"item.reserved\" } }\n",
    .good = "context \"sales\"\n"
            "context \"stock\"\n"
            "event \"item.reserved\" { public = true }\n"
            "event \"order.accepted\" { public = true }\n"
            "service \"orders\" { context = \"sales\", publishes = { \"order.accepted\" } }\n"
            "service \"shelves\" { context = \"stock\", publishes = { \"item.reserved\" } }\n",
    .check = check_many_owners,
};
