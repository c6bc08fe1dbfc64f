/* How a topic is kept: in how many copies, and in what order. */
#include "common/messaging.h"
#include "common/say.h"
#include "rules.h"
#include "technology.h"

/* ---- events/replication-low ---- */

static bool lacks_nodes(const struct lunette_broker *broker, double wanted)
{
    return broker && broker->nodes != LUNETTE_UNSET && (double)broker->nodes < wanted;
}

static void report_over_nodes(struct lunette_reporter *reporter, const struct lunette_topic *topic,
                              const struct lunette_broker *broker, double limit)
{
    long long copies = (long long)topic->replication, nodes = (long long)broker->nodes;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(topic, "replication"),
        "'%s' wants %lld copies, but '%s' has %lld node%s to keep them", topic->item.name, copies,
        broker->item.name, nodes, say_plural((size_t)nodes));
    reporter->severity(finding, LUNETTE_ERROR);
    reporter->relate(finding, lunette_at_field(broker, "nodes"), "its nodes");
    if (lacks_nodes(broker, limit))
        reporter->help(finding, "give '%s' %g nodes", broker->item.name,
                       fmax(limit, (double)topic->replication));
    else
        reporter->help(finding, "write replication = %lld, or give '%s' %lld nodes", nodes,
                       broker->item.name, copies);
}

static void report_few_copies(struct lunette_reporter *reporter, const struct lunette_topic *topic,
                              double limit)
{
    const struct lunette_broker *broker = (const struct lunette_broker *)topic->broker.to;
    bool one = topic->replication == 1;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(topic, "replication"),
        one ? "'%s' has %lld copy, which is lost with its node; at least %g wanted"
            : "'%s' has %lld copies: with one node down there is no second one, or no writing; at "
              "least %g wanted",
        topic->item.name, (long long)topic->replication, limit);
    reporter->severity(finding, one ? LUNETTE_ERROR : LUNETTE_WARNING);
    if (lacks_nodes(broker, limit))
        reporter->help(finding, "give '%s' %g nodes, and write replication = %g", broker->item.name,
                       limit, limit);
    else
        reporter->help(finding, "write replication = %g", limit);
}

static void check_replication_low(const struct lunette_model *model,
                                  struct lunette_reporter *reporter)
{
    double limit = reporter->parameter(reporter, "limit");
    for (size_t i = 0; i < model->topics.count; i++) {
        const struct lunette_topic *topic = model->topics.items[i];
        const struct lunette_broker *broker = (const struct lunette_broker *)topic->broker.to;
        if (topic->replication == LUNETTE_UNSET)
            continue;
        if (broker && broker->nodes != LUNETTE_UNSET && topic->replication > broker->nodes)
            report_over_nodes(reporter, topic, broker, limit);
        else if ((double)topic->replication < limit &&
                 !(technology_traits(topic) & TECHNOLOGY_OWN_COPIES))
            report_few_copies(reporter, topic, limit);
    }
}

static const struct lunette_parameter replication_low_parameters[] = {
    {"limit", 3, "copies of a topic below which it warns"},
    {NULL, 0, NULL},
};

const struct lunette_rule rule_replication_low = {
    .id = "events/replication-low",
    .severity = LUNETTE_WARNING,
    .summary = "a topic with one copy (error), with two, or with more than the broker has nodes "
               "(error)",
    .rationale =
        "With one copy a topic is gone, or not to be had, with the node that holds it. With two, "
        "a node that is down for an upgrade leaves either no second copy of what is written "
        "meanwhile, or, where two are asked for, no way to write. Three copies and "
        "min.insync.replicas = 2 are what the Kafka documentation recommends (topic "
        "configuration, min.insync.replicas). No topic can have more copies than its broker has "
        "nodes; Kafka refuses to create it. Only topics that say `replication` are looked at. Too "
        "few copies are not reported where topics have none of their own or one is usual: SQS, "
        "SNS, Pub/Sub, EventBridge, Service Bus, Event Hubs, Kinesis, RabbitMQ, ActiveMQ, NATS "
        "without JetStream and Redis.",
    .help = "write replication = 3",
    .bad = "broker \"kafka\" { technology = \"kafka\", nodes = 3 }\n"
           "topic \"orders\" { broker = \"kafka\", replication = 1 }\n",
    .good = "broker \"kafka\" { technology = \"kafka\", nodes = 3 }\n"
            "topic \"orders\" { broker = \"kafka\", replication = 3 }\n",
    .parameters = replication_low_parameters,
    .check = check_replication_low,
};

/* ---- events/ordering-without-key ---- */

/* The events of a topic that say no key. */
static struct places find_keyless(const struct lunette_topic *topic,
                                  const struct messaging *messaging)
{
    struct places keyless = {.names.count = 0};
    uint32_t number = topic->item.number;
    for (uint32_t i = messaging->first_event[number]; i < messaging->first_event[number + 1]; i++) {
        const struct lunette_event *event = messaging->topic_events[i];
        if (!event->key)
            say_add_at(&keyless, event->item.name, lunette_at(event));
    }
    return keyless;
}

/* One partition keeps its order anyway, and so does a queue that is not divided. */
static bool needs_key(const struct lunette_topic *topic)
{
    bool undivided =
        topic->partitions == LUNETTE_UNSET && technology_traits(topic) & TECHNOLOGY_ORDERED;
    return topic->ordering == LUNETTE_YES && !topic->key && topic->partitions != 1 && !undivided;
}

static void report_keyless(struct lunette_reporter *reporter, const struct lunette_topic *topic,
                           const struct places *keyless)
{
    const char *partitions =
        topic->partitions == LUNETTE_UNSET
            ? "its partitions"
            : say_format(reporter, "its %lld partitions", (long long)topic->partitions);
    struct lunette_finding *finding =
        keyless->names.count > 0
            ? reporter->report(reporter, lunette_at_field(topic, "ordering"),
                               "'%s' is to keep its order, but %s ha%s no key and may go to any "
                               "of %s",
                               topic->item.name, say_names(reporter, &keyless->names),
                               keyless->names.count == 1 ? "s" : "ve", partitions)
            : reporter->report(reporter, lunette_at_field(topic, "ordering"),
                               "'%s' is to keep its order, but has no key: messages may go to any "
                               "of %s",
                               topic->item.name, partitions);
    for (size_t i = 0; i < say_said(&keyless->names); i++)
        reporter->relate(finding, keyless->at[i], "has no key");
}

static void check_ordering_without_key(const struct lunette_model *model,
                                       struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->topics.count; i++) {
        const struct lunette_topic *topic = model->topics.items[i];
        if (!needs_key(topic))
            continue;
        const struct messaging *messaging = messaging_of(reporter);
        struct places keyless = find_keyless(topic, messaging);
        bool has_events = messaging->first_event[i + 1] > messaging->first_event[i];
        if (keyless.names.count > 0 || !has_events)
            report_keyless(reporter, topic, &keyless);
    }
}

const struct lunette_rule rule_ordering_without_key = {
    .id = "events/ordering-without-key",
    .severity = LUNETTE_WARNING,
    .summary = "a topic that is to keep its order, and messages without a key",
    .rationale =
        "Order is kept within a partition only, and the key decides which partition a message "
        "goes to: without one, messages about the same thing are spread over all and overtake "
        "each other (Kafka documentation, Introduction: events with the same key are written to "
        "the same partition; SQS asks for a message group, Pub/Sub for an ordering key). The key "
        "of the topic counts for all its events; otherwise each of them wants its own. Silent for "
        "one partition, and for queues that keep their order as a whole (RabbitMQ, ActiveMQ, "
        "NATS, Redis) unless they are said to have partitions.",
    .help = "say what messages are partitioned by: key = \"order_id\"",
    .bad = "topic \"orders\" { partitions = 6, ordering = true }\n",
    .good = "topic \"orders\" { partitions = 6, ordering = true, key = \"order_id\" }\n",
    .check = check_ordering_without_key,
};
