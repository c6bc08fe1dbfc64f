/* Where messages go that cannot be handled. */
#include "dead_letter.h"

#include <string.h>

#include "common/messaging.h"
#include "common/say.h"
#include "rules.h"
#include "technology.h"

/* ---- events/missing-dead-letter ---- */

/* The consumer groups of a topic. */
struct groups {
    uint32_t safe_count;                       /* those that name dead letters */
    const struct lunette_consumer_group *safe; /* the first of them; NULL: none */
    const struct lunette_consumer_group *bare; /* the first that does not; NULL: none */
};

static void *find_groups(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    struct groups *all = reporter->alloc(reporter, model->topics.count, sizeof *all);
    for (size_t i = 0; i < model->consumer_groups.count; i++) {
        const struct lunette_consumer_group *group = model->consumer_groups.items[i];
        for (size_t t = 0; t < group->topics.count; t++) {
            if (!group->topics.items[t].to)
                continue;
            struct groups *of = &all[group->topics.items[t].to->number];
            of->safe_count += group->dead_letter.name != NULL;
            const struct lunette_consumer_group **first =
                group->dead_letter.name ? &of->safe : &of->bare;
            if (!*first)
                *first = group;
        }
    }
    return all;
}

/* By topic. Made once in a run. */
static const struct groups *groups_of(struct lunette_reporter *reporter)
{
    static const char key;
    return reporter->shared(reporter, &key, find_groups);
}

/* Nothing comes to a topic none of whose events is published: that is events/no-producer. */
static bool is_fed(const struct lunette_topic *topic, const struct messaging *messaging)
{
    uint32_t first = messaging->first_event[topic->item.number];
    uint32_t end = messaging->first_event[topic->item.number + 1];
    for (uint32_t i = first; i < end; i++)
        if (messaging->published[messaging->topic_events[i]->item.number])
            return true;
    return first == end;
}

/* Whether consumers of the topic may have to give a message up. */
static bool wants_dead_letters(const struct lunette_topic *topic, const struct messaging *messaging)
{
    uint32_t number = topic->item.number;
    return topic->broker.to && messaging_is_read(messaging, number) && !messaging->stores[number] &&
           !messaging->dead_letters_of[number] &&
           !(technology_traits(topic) & TECHNOLOGY_AT_MOST_ONCE);
}

bool dead_letter_is_due(struct lunette_reporter *reporter, const struct lunette_topic *topic)
{
    const struct messaging *messaging = messaging_of(reporter);
    return !topic->dead_letter.name && wants_dead_letters(topic, messaging) &&
           !is_fed(topic, messaging) && !groups_of(reporter)[topic->item.number].safe;
}

const char *dead_letter_say(struct lunette_reporter *reporter, const struct lunette_topic *topic,
                            const char *to)
{
    const char *name = topic->item.name;
    return say_format(reporter,
                      "add dead_letter = \"%s.dead-letters\"%s, and declare topic \"%s.dead-letters\" "
                      "{ broker = \"%s\" } and consumer_group \"%s.on-call\" { topics = { "
                      "\"%s.dead-letters\" } }",
                      name, to, name, topic->broker.name, name, name);
}

/* As a model writes it: true is a word, anything else a name. */
static const char *say_dead_letter(struct lunette_reporter *reporter, const char *name)
{
    return strcmp(name, "true") == 0 ? name : say_format(reporter, "\"%s\"", name);
}

static void report_bare_group(struct lunette_reporter *reporter, const struct lunette_topic *topic,
                              const struct groups *groups)
{
    const char *name = groups->bare->item.name;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(groups->bare),
        "the group '%s' has no dead letters, unlike %u other%s of '%s': what it cannot handle is "
        "lost, or stops all behind it",
        name, groups->safe_count, say_plural(groups->safe_count), topic->item.name);
    reporter->relate(finding, lunette_at(topic), "what it reads");
    reporter->help(finding, "add dead_letter = %s to the group, as '%s' has",
                   say_dead_letter(reporter, groups->safe->dead_letter.name),
                   groups->safe->item.name);
}

static void report_bare_topic(struct lunette_reporter *reporter, const struct lunette_topic *topic,
                              const struct messaging *messaging)
{
    const char *name = topic->item.name;
    uint32_t first = messaging->first_reader[topic->item.number];
    uint32_t end = messaging->first_reader[topic->item.number + 1];
    struct names readers = {.count = 0};
    for (uint32_t i = first; i < end; i++)
        say_add_once(&readers, messaging_reader_name(messaging->topic_readers[i]));
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at(topic),
                         "'%s' has no dead letters: what %s cannot handle is lost, or stops all "
                         "behind it",
                         name, say_names(reporter, &readers));
    for (uint32_t i = first; i < end && i < first + SAY_LIMIT; i++)
        reporter->relate(finding, lunette_at(messaging->topic_readers[i]), "%s reads it",
                         messaging_reader_name(messaging->topic_readers[i]));
    reporter->help(finding, "%s; or dead_letter = true if they lie outside the model",
                   dead_letter_say(reporter, topic, ""));
}

static void check_missing_dead_letter(const struct lunette_model *model,
                                      struct lunette_reporter *reporter)
{
    if (model->topics.count == 0)
        return;
    const struct messaging *messaging = messaging_of(reporter);
    const struct groups *groups = groups_of(reporter);
    for (size_t i = 0; i < model->topics.count; i++) {
        const struct lunette_topic *topic = model->topics.items[i];
        if (topic->dead_letter.name || !wants_dead_letters(topic, messaging) ||
            !is_fed(topic, messaging))
            continue;
        if (!groups[i].safe)
            report_bare_topic(reporter, topic, messaging);
        else if (groups[i].bare)
            report_bare_group(reporter, topic, &groups[i]);
    }
}

const struct lunette_rule rule_missing_dead_letter = {
    .id = "events/missing-dead-letter",
    .severity = LUNETTE_WARNING,
    .summary = "a topic that is read, and nowhere to put a message that cannot be handled",
    .rationale =
        "Sooner or later a message comes that no consumer can handle. Without a place to put it, "
        "it is dropped unseen, or tried again for ever while all behind it wait (Hohpe and Woolf, "
        "Enterprise Integration Patterns, Dead Letter Channel and Invalid Message Channel). "
        "Looked at are topics with a broker, which a consumer group, a subscription, an async "
        "dependency or a projection reads. Dead letters of the topic serve all its readers; those "
        "of a group serve that group. Silent for topics that are dead letters themselves, or none "
        "of whose events is published (events/no-producer); for event stores, where leaving an "
        "event out would make the state wrong; and for brokers that deliver at most once (NATS, "
        "Redis), where nothing is given up.",
    .help =
        "name a topic that somebody reads as its dead_letter, or write dead_letter = true if they "
        "lie outside the model",
    .bad = "context \"sales\"\n"
           "broker \"kafka\" { technology = \"kafka\" }\n"
           "topic \"orders\" { broker = \"kafka\" }\n"
           "event \"order.created\" { topic = \"orders\" }\n"
           "service \"orders\" { context = \"sales\", publishes = { \"order.created\" } }\n"
           "service \"billing\" { context = \"sales\", consumes = { on \"order.created\" } }\n",
    .good = "context \"sales\"\n"
            "broker \"kafka\" { technology = \"kafka\" }\n"
            "topic \"orders\" { broker = \"kafka\", dead_letter = \"orders.dead-letters\" }\n"
            "topic \"orders.dead-letters\" { broker = \"kafka\" }\n"
            "consumer_group \"on-call\" { topics = { \"orders.dead-letters\" } }\n"
            "event \"order.created\" { topic = \"orders\" }\n"
            "service \"orders\" { context = \"sales\", publishes = { \"order.created\" } }\n"
            "service \"billing\" { context = \"sales\", consumes = { on \"order.created\" } }\n",
    .check = check_missing_dead_letter,
};

/* ---- events/dead-letter-is-source ---- */

static void report_circle(struct lunette_reporter *reporter, const void *item, const char *name,
                          const struct lunette_item *topic)
{
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(item, "dead_letter"),
        "the dead letters of '%s' go to '%s', which it reads itself", name, topic->name);
    reporter->label(finding, "comes back as the next message");
    if (item != topic)
        reporter->relate(finding, lunette_at(topic), "read and written by '%s'", name);
    reporter->help(finding, "name another topic: dead_letter = \"%s.dead-letters\"", topic->name);
}

static void check_dead_letter_is_source(const struct lunette_model *model,
                                        struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->topics.count; i++) {
        const struct lunette_topic *topic = model->topics.items[i];
        if (topic->dead_letter.to == &topic->item)
            report_circle(reporter, topic, topic->item.name, &topic->item);
    }
    for (size_t i = 0; i < model->consumer_groups.count; i++) {
        const struct lunette_consumer_group *group = model->consumer_groups.items[i];
        for (size_t t = 0; t < group->topics.count && group->dead_letter.to; t++)
            if (group->topics.items[t].to == group->dead_letter.to) {
                report_circle(reporter, group, group->item.name, group->dead_letter.to);
                break;
            }
    }
}

const struct lunette_rule rule_dead_letter_is_source = {
    .id = "events/dead-letter-is-source",
    .severity = LUNETTE_ERROR,
    .summary = "dead letters that go back to where they came from",
    .rationale =
        "A message that cannot be handled and is put back to where it was read comes again and "
        "fails again, without end. Reported are a topic that is its own dead letter, and a "
        "consumer group whose dead letters go to a topic it reads. Two topics that are each "
        "other's dead letters are not: so a RabbitMQ queue waits before it tries again (dead "
        "letter exchanges with a message TTL).",
    .help = "name another topic for the dead letters",
    .bad = "topic \"orders\" { dead_letter = \"orders\" }\n",
    .good = "topic \"orders\" { dead_letter = \"orders.dead-letters\" }\n"
            "topic \"orders.dead-letters\"\n"
            "consumer_group \"on-call\" { topics = { \"orders.dead-letters\" } }\n",
    .check = check_dead_letter_is_source,
};

/* ---- events/dead-letter-unread ---- */

static void report_unread(struct lunette_reporter *reporter, const struct lunette_item *topic,
                          const struct lunette_item *source)
{
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at(topic), "nobody reads '%s', the dead letters of '%s'",
                         topic->name, source->name);
    reporter->relate(finding, lunette_at_field(source, "dead_letter"), "puts messages there");
    reporter->help(finding,
                   "say who looks at them: consumer_group \"%s.readers\" { topics = { \"%s\" } }",
                   topic->name, topic->name);
}

static void check_dead_letter_unread(const struct lunette_model *model,
                                     struct lunette_reporter *reporter)
{
    if (model->topics.count == 0)
        return;
    const struct messaging *messaging = messaging_of(reporter);
    for (size_t i = 0; i < model->topics.count; i++)
        if (messaging->dead_letters_of[i] && !messaging_is_read(messaging, i) &&
            !messaging->read_outside[i])
            report_unread(reporter, &model->topics.items[i]->item, messaging->dead_letters_of[i]);
}

const struct lunette_rule rule_dead_letter_unread = {
    .id = "events/dead-letter-unread",
    .severity = LUNETTE_NOTE,
    .summary = "a topic of dead letters that nobody reads",
    .rationale =
        "Dead letters that nobody opens are lost data with an extra copy: they are to be looked "
        "at, mended and sent again. A consumer group without a service is enough to say that "
        "people do; so is a subscription, an async dependency, or an actor or external that a "
        "scenario lets read the topic. Silent for dead_letter = true, which lies outside the "
        "model.",
    .help = "declare a consumer_group that reads them",
    .bad = "topic \"orders\" { dead_letter = \"orders.dead-letters\" }\n"
           "topic \"orders.dead-letters\"\n",
    .good = "topic \"orders\" { dead_letter = \"orders.dead-letters\" }\n"
            "topic \"orders.dead-letters\"\n"
            "consumer_group \"on-call\" { topics = { \"orders.dead-letters\" } }\n",
    .check = check_dead_letter_unread,
};
