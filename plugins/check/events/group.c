/* Consumer groups: how many share the work of a topic, and who. */
#include <stdlib.h>

#include "common/mark.h"
#include "common/order.h"
#include "common/say.h"
#include "rules.h"
#include "technology.h"

/* ---- events/consumers-exceed-partitions ---- */

/* Consumers that share the partitions of some topics. Each partition goes to one of them at
 * most. */
struct crew {
    const struct lunette_item *item; /* the consumer group, or the service where none is declared */
    int64_t instances;
    struct lunette_blame instances_by;
    struct names topics; /* "orders" */
    int64_t partitions;  /* of all topics; LUNETTE_UNSET: not known */
};

static void add_topic(struct crew *crew, const struct lunette_item *item)
{
    const struct lunette_topic *topic = (const struct lunette_topic *)item;
    if (!topic || topic->partitions == LUNETTE_UNSET ||
        technology_traits(topic) & TECHNOLOGY_SHARED_QUEUE) {
        crew->partitions = LUNETTE_UNSET;
        return;
    }
    say_add(&crew->topics, topic->item.name);
    if (crew->partitions != LUNETTE_UNSET)
        crew->partitions += topic->partitions;
}

static void report_crew(struct lunette_reporter *reporter, const struct crew *crew)
{
    if (crew->partitions == LUNETTE_UNSET || crew->topics.count == 0 ||
        crew->instances <= crew->partitions)
        return;
    long long idle = (long long)(crew->instances - crew->partitions);
    struct lunette_finding *finding = reporter->report(
        reporter, crew->instances_by,
        "'%s' runs up to %lld instances, but %s ha%s %lld partition%s: %lld would be idle",
        crew->item->name, (long long)crew->instances, say_names(reporter, &crew->topics),
        crew->topics.count == 1 ? "s" : "ve", (long long)crew->partitions,
        say_plural((size_t)crew->partitions), idle);
    reporter->help(finding, "run %lld at most, or give the topic %lld partitions",
                   (long long)crew->partitions, (long long)crew->instances);
}

/* Whether replicas of the service do nothing but consume: those that answer requests are not
 * idle without a partition. */
static bool only_consumes(const struct lunette_service *service)
{
    return service->scaling && service->scaling->max != LUNETTE_UNSET &&
           service->endpoints.count == 0 && service->callers.count == 0;
}

static struct crew crew_of_service(const struct lunette_service *service)
{
    return (struct crew){.item = &service->item,
                         .instances = service->scaling->max,
                         .instances_by = lunette_at_field(service->scaling, "max")};
}

static void check_group(struct lunette_reporter *reporter,
                        const struct lunette_consumer_group *group)
{
    const struct lunette_service *service = (const struct lunette_service *)group->service.to;
    struct crew crew;
    if (group->max_instances != LUNETTE_UNSET)
        crew = (struct crew){.instances = group->max_instances,
                             .instances_by = lunette_at_field(group, "max_instances")};
    else if (service && only_consumes(service))
        crew = crew_of_service(service);
    else
        return;
    crew.item = &group->item;
    for (size_t i = 0; i < group->topics.count; i++)
        add_topic(&crew, group->topics.items[i].to);
    report_crew(reporter, &crew);
}

/* A service whose groups nobody declared: its subscriptions tell the topics. `seen` holds, by
 * topic, the number of the last service, plus one, that it was counted for. */
static void check_service(struct lunette_reporter *reporter, const struct lunette_service *service,
                          uint32_t *seen)
{
    struct crew crew = crew_of_service(service);
    for (size_t i = 0; i < service->consumes.count; i++) {
        const struct lunette_event *event =
            (const struct lunette_event *)service->consumes.items[i]->event.to;
        const struct lunette_item *topic = event ? event->topic.to : NULL;
        if (!topic || mark_once(&seen[topic->number], service->item.number + 1))
            add_topic(&crew, topic);
    }
    report_crew(reporter, &crew);
}

static void check_consumers_exceed_partitions(const struct lunette_model *model,
                                              struct lunette_reporter *reporter)
{
    if (model->topics.count == 0)
        return;
    bool *grouped = reporter->alloc(reporter, model->services.count, sizeof *grouped);
    for (size_t i = 0; i < model->consumer_groups.count; i++) {
        const struct lunette_consumer_group *group = model->consumer_groups.items[i];
        check_group(reporter, group);
        if (group->service.to)
            grouped[group->service.to->number] = true;
    }
    uint32_t *seen = reporter->alloc(reporter, model->topics.count, sizeof *seen);
    for (size_t i = 0; i < model->services.count; i++)
        if (!grouped[i] && only_consumes(model->services.items[i]))
            check_service(reporter, model->services.items[i], seen);
}

const struct lunette_rule rule_consumers_exceed_partitions = {
    .id = "events/consumers-exceed-partitions",
    .severity = LUNETTE_WARNING,
    .summary = "a consumer group with more instances than its topics have partitions",
    .rationale =
        "Within a consumer group each partition is read by one consumer; instances beyond the "
        "number of partitions wait for one of the others to fail and share no load (Kafka "
        "documentation, Design, The Consumer). Instances are max_instances of the group, else "
        "scaling.max of its service, if that does nothing but consume; a service without a "
        "declared group counts by its subscriptions. A group that reads several topics has the "
        "partitions of all of them: how they are handed out depends on the assignor, so only "
        "those are reported that are idle with any. Silent where the partitions of one of the "
        "topics are not known, and for brokers whose queues any number of consumers can share "
        "(RabbitMQ, SQS, Pub/Sub, NATS and their like).",
    .help = "run fewer instances, or give the topic more partitions",
    .bad = "topic \"orders\" { partitions = 6 }\n"
           "consumer_group \"billing\" { topics = { \"orders\" }, max_instances = 8 }\n",
    .good = "topic \"orders\" { partitions = 6 }\n"
            "consumer_group \"billing\" { topics = { \"orders\" }, max_instances = 6 }\n",
    .check = check_consumers_exceed_partitions,
};

/* ---- events/shared-group ---- */

/* A service that reads in a group. */
struct member {
    const char *group;               /* interned */
    const struct lunette_item *what; /* the topic; of an event whose topic is not said, the event */
    const struct lunette_item *service;
    struct lunette_blame by;
    size_t order; /* as gathered: groups first, then subscriptions */
};

struct members {
    struct member *items;
    size_t count;
};

static size_t count_at_most(const struct lunette_model *model)
{
    size_t count = 0;
    for (size_t i = 0; i < model->consumer_groups.count; i++)
        count += model->consumer_groups.items[i]->topics.count;
    for (size_t i = 0; i < model->services.count; i++)
        count += model->services.items[i]->consumes.count;
    return count;
}

static void add_member(struct members *members, struct member member)
{
    member.order = members->count;
    members->items[members->count++] = member;
}

static void add_group(struct members *members, const struct lunette_consumer_group *group)
{
    for (size_t i = 0; i < group->topics.count && group->service.to; i++)
        if (group->topics.items[i].to)
            add_member(members, (struct member){.group = group->item.name,
                                                .what = group->topics.items[i].to,
                                                .service = group->service.to,
                                                .by = lunette_at_field(group, "service")});
}

static void add_subscriptions(struct members *members, const struct lunette_service *service)
{
    for (size_t i = 0; i < service->consumes.count; i++) {
        const struct lunette_consumption *on = service->consumes.items[i];
        const struct lunette_event *event = (const struct lunette_event *)on->event.to;
        if (!event || !on->group)
            continue;
        const struct lunette_item *what = event->topic.to ? event->topic.to : &event->item;
        add_member(members, (struct member){.group = on->group,
                                            .what = what,
                                            .service = &service->item,
                                            .by = lunette_at_field(on, "group")});
    }
}

/* By group, what is read, and service. Where names of groups lie in memory is no order of
 * theirs, but findings are sorted by their places later. */
static int compare_members(const void *left, const void *right)
{
    const struct member *a = left, *b = right;
    int order = order_numbers((uintptr_t)a->group, (uintptr_t)b->group);
    order = order ? order : order_numbers(a->what->kind, b->what->kind);
    order = order ? order : order_numbers(a->what->number, b->what->number);
    order = order ? order : order_numbers(a->service->number, b->service->number);
    return order ? order : order_numbers(a->order, b->order);
}

/* The members from `from` on that are of one group and read the same. */
static size_t end_of_run(const struct members *members, size_t from)
{
    size_t to = from + 1;
    while (to < members->count && members->items[to].group == members->items[from].group &&
           members->items[to].what == members->items[from].what)
        to++;
    return to;
}

/* Who shares a group with whom, over all that they read together. */
struct sharing {
    struct places services;
    struct names topics;
};

static void add_run(struct sharing *sharing, const struct member *run, size_t count, uint32_t *seen,
                    uint32_t round)
{
    if (run[0].service == run[count - 1].service)
        return;
    say_add(&sharing->topics, run[0].what->name);
    for (size_t i = 0; i < count; i++) {
        if (mark_once(&seen[run[i].service->number], round))
            say_add_at(&sharing->services, run[i].service->name, run[i].by);
    }
}

static void report_sharing(struct lunette_reporter *reporter, const struct sharing *sharing,
                           const char *group)
{
    const struct places *services = &sharing->services;
    struct lunette_finding *finding = reporter->report(
        reporter, services->at[1],
        "%s share the consumer group '%s' on %s: each message reaches only one of them",
        say_names(reporter, &services->names), group, say_names(reporter, &sharing->topics));
    reporter->subject(finding, "%s", group);
    for (size_t i = 0; i < say_said(&services->names); i++)
        if (i != 1)
            reporter->relate(finding, services->at[i], "%s reads in it", services->names.items[i]);
    reporter->help(finding, "give each service a group of its own, such as \"%s\"",
                   services->names.items[1]);
}

static struct members find_members(const struct lunette_model *model,
                                   struct lunette_reporter *reporter)
{
    struct members members = {
        reporter->alloc(reporter, count_at_most(model), sizeof(struct member)), 0};
    for (size_t i = 0; i < model->consumer_groups.count; i++)
        add_group(&members, model->consumer_groups.items[i]);
    for (size_t i = 0; i < model->services.count; i++)
        add_subscriptions(&members, model->services.items[i]);
    if (members.count > 0)
        qsort(members.items, members.count, sizeof *members.items, compare_members);
    return members;
}

static void check_shared_group(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    struct members members = find_members(model, reporter);
    uint32_t *seen = reporter->alloc(reporter, model->services.count, sizeof *seen);
    uint32_t round = 0;
    for (size_t from = 0; from < members.count;) {
        const char *group = members.items[from].group;
        struct sharing sharing = {.topics.count = 0};
        round++;
        while (from < members.count && members.items[from].group == group) {
            size_t to = end_of_run(&members, from);
            add_run(&sharing, &members.items[from], to - from, seen, round);
            from = to;
        }
        if (sharing.services.names.count > 1)
            report_sharing(reporter, &sharing, group);
    }
}

const struct lunette_rule rule_shared_group = {
    .id = "events/shared-group",
    .severity = LUNETTE_ERROR,
    .summary = "two services in one consumer group on one topic",
    .rationale =
        "Consumers of one group share the messages of a topic: each goes to one of them (Kafka "
        "documentation, Design, The Consumer; competing consumers in Hohpe and Woolf, Enterprise "
        "Integration Patterns). When they are different services, each misses what the other got, "
        "and which that is changes with every rebalance. A service reads in a group by its "
        "subscription (`on` with group) or by the consumer group's `service`; two are in conflict "
        "when they read the same topic, or, where the topic is not said, the same event. The same "
        "name on different topics is silent. What several services share in one group is one "
        "finding.",
    .help = "give each service a group of its own",
    .bad = "context \"sales\"\n"
           "event \"order.created\"\n"
           "service \"orders\" { context = \"sales\", publishes = { \"order.created\" } }\n"
           "service \"billing\" { context = \"sales\",\n"
           "  consumes = { on \"order.created\" { group = \"workers\" } } }\n"
           "service \"shipping\" { context = \"sales\",\n"
           "  consumes = { on \"order.created\" { group = \"workers\" } } }\n",
    .good = "context \"sales\"\n"
            "event \"order.created\"\n"
            "service \"orders\" { context = \"sales\", publishes = { \"order.created\" } }\n"
            "service \"billing\" { context = \"sales\",\n"
            "  consumes = { on \"order.created\" { group = \"billing\" } } }\n"
            "service \"shipping\" { context = \"sales\",\n"
            "  consumes = { on \"order.created\" { group = \"shipping\" } } }\n",
    .check = check_shared_group,
};
