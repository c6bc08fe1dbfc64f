/* What the context map declares, against what services need of one another across contexts. Every
 * crossing that no relationship covers is told by exactly one of undeclared-relationship and
 * wrong-direction. */
#include "common/order.h"
#include "rules.h"
#include "talks.h"
#include "tell.h"

/* ---- contexts/undeclared-relationship ---- */

static bool is_same_pair(const struct group *a, const struct group *b)
{
    return a->upstream == b->upstream && a->downstream == b->downstream;
}

static bool is_undeclared(const struct group *group)
{
    return !group->covered && !group->reversed && !group->kin;
}

/* Crossings of one pair that count either way stand right behind those that do not: one finding. */
static size_t count_with_twin(const struct context_map *map, size_t i)
{
    const struct group *group = &map->groups[i];
    bool twin = i + 1 < map->group_count && is_same_pair(group, group + 1);
    return group->count + (twin ? group[1].count : 0);
}

static bool is_told_with_twin(const struct context_map *map, size_t i)
{
    const struct group *group = &map->groups[i];
    return i > 0 && is_same_pair(group, group - 1) && is_undeclared(group - 1);
}

static int compare_pair(const void *key, const void *item)
{
    const struct group *a = key, *b = item;
    int order = order_numbers(a->upstream->item.number, b->upstream->item.number);
    return order ? order : order_numbers(a->downstream->item.number, b->downstream->item.number);
}

/* Whether the two depend on each other, and neither dependency is declared. */
static bool is_mutual(const struct context_map *map, const struct group *group)
{
    struct group back = {.upstream = group->downstream, .downstream = group->upstream};
    size_t at = order_find(&back, map->groups, map->group_count, sizeof back, compare_pair);
    return at < map->group_count && is_same_pair(&map->groups[at], &back) &&
           is_undeclared(&map->groups[at]) && map->groups[at].demands > 0;
}

/* Of two that depend on each other neither is upstream: two relationships would be a contexts/cycle. Both findings say
 * the same. */
static void help_undeclared(const struct context_map *map, struct lunette_finding *finding,
                            const struct group *group)
{
    struct lunette_reporter *reporter = map->reporter;
    const struct lunette_context *up = group->upstream, *down = group->downstream;
    if (group->opposite)
        reporter->help(finding,
                       "write in place of that one, as both depend on each other: relationship { "
                       "between = { \"%s\", \"%s\" }, pattern = \"partnership\" }; or remove the "
                       "dependency",
                       group->opposite->upstream->item.name,
                       group->opposite->downstream->item.name);
    else if (!group->either_way && is_mutual(map, group))
        reporter->help(finding,
                       "declare it, as both depend on each other: relationship { between = { \"%s\", "
                       "\"%s\" }, pattern = \"partnership\" }; or remove the dependency",
                       (up->item.number < down->item.number ? up : down)->item.name,
                       (up->item.number < down->item.number ? down : up)->item.name);
    else
        reporter->help(finding,
                       "declare it: relationship { upstream = \"%s\", downstream = \"%s\" }; or "
                       "remove the dependency",
                       up->item.name, down->item.name);
}

static void report_undeclared(const struct context_map *map, size_t i)
{
    struct lunette_reporter *reporter = map->reporter;
    const struct group *group = &map->groups[i];
    const char *upstream = group->upstream->item.name, *downstream = group->downstream->item.name;
    struct evidence evidence = map_take(reporter, group->crossings, count_with_twin(map, i));
    struct lunette_finding *finding = reporter->report(
        reporter, tell_place(evidence.items[0]),
        group->either_way ? "'%s' and '%s' exchange messages without a relationship %s: %s (%s)"
                          : "'%s' depends on '%s' without a relationship %s: %s (%s)",
        downstream, upstream, group->opposite ? "in that direction" : "between them",
        tell_crossing(reporter, evidence.items[0]), tell_counts(reporter, &evidence));
    bool sent = evidence.items[0]->kind == CROSSING_MESSAGE;
    reporter->label(finding, "crosses from '%s' into '%s'", sent ? upstream : downstream,
                    sent ? downstream : upstream);
    reporter->subject(finding, "%s -> %s", downstream, upstream);
    if (group->opposite)
        reporter->relate(finding, lunette_at(group->opposite->by),
                         "this one runs the other way: '%s' is upstream",
                         group->opposite->upstream->item.name);
    tell_evidence(reporter, finding, &evidence, 1);
    help_undeclared(map, finding, group);
}

static void check_undeclared_relationship(const struct lunette_model *model,
                                          struct lunette_reporter *reporter)
{
    (void)model;
    struct context_map map = map_build(reporter);
    for (size_t i = 0; i < map.group_count; i++)
        if (is_undeclared(&map.groups[i]) && map.groups[i].demands > 0 &&
            !is_told_with_twin(&map, i))
            report_undeclared(&map, i);
}

const struct lunette_rule rule_undeclared_relationship = {
    .id = "contexts/undeclared-relationship",
    .severity = LUNETTE_ERROR,
    .summary = "a call, event or store use between two contexts with no relationship between them",
    .rationale =
        "A dependency between bounded contexts exists whether the context map shows it or not; one "
        "that is not on the map is one whose terms nobody agreed (Evans, Domain-Driven Design, "
        "ch. 14). The called service, the publisher of an event and the owner of a store are "
        "upstream. Covered is a dependency by a relationship in its direction, by a symmetric one, "
        "and by one between contexts that enclose the two. A message without an event, whose "
        "language the model does not tell, is covered by any relationship. A context and one "
        "inside "
        "it need none. Where only the opposite direction is declared, this rule speaks if "
        "dependencies run in that direction too; if none do, contexts/wrong-direction speaks. A "
        "store without an owner belongs to no context. One finding for each ordered pair.",
    .help = "declare the relationship, or remove the dependency",
    .bad = "context \"ordering\"\n"
           "context \"inventory\"\n"
           "service \"stock\" { context = \"inventory\" }\n"
           "service \"orders\" { context = \"ordering\", dependencies = { sync \"stock\" } }\n",
    .good = "context \"ordering\"\n"
            "context \"inventory\"\n"
            "relationship { upstream = \"inventory\", downstream = \"ordering\" }\n"
            "service \"stock\" { context = \"inventory\" }\n"
            "service \"orders\" { context = \"ordering\", dependencies = { sync \"stock\" } }\n",
    .check = check_undeclared_relationship,
};

/* ---- contexts/wrong-direction ---- */

static void check_wrong_direction(const struct lunette_model *model,
                                  struct lunette_reporter *reporter)
{
    if (model->relationships.count == 0)
        return;
    struct context_map map = map_build(reporter);
    for (size_t i = 0; i < map.tie_count; i++) {
        const struct tie *tie = &map.ties[i];
        if (tie->along > 0 || tie->against == 0)
            continue;
        const char *upstream = tie->upstream->item.name, *downstream = tie->downstream->item.name;
        struct evidence evidence = map_gather(reporter, tie, false);
        struct lunette_finding *finding = reporter->report(
            reporter, lunette_at_field(tie->by, "upstream"),
            "'%s' is declared upstream of '%s', but only '%s' depends on '%s': %s (%s)", upstream,
            downstream, upstream, downstream, tell_crossing(reporter, evidence.items[0]),
            tell_counts(reporter, &evidence));
        reporter->label(finding, "declared upstream");
        tell_subject(reporter, finding, tie);
        tell_evidence(reporter, finding, &evidence, 0);
        reporter->help(finding, "swap the ends: upstream = \"%s\", downstream = \"%s\"", downstream,
                       upstream);
    }
}

const struct lunette_rule rule_wrong_direction = {
    .id = "contexts/wrong-direction",
    .severity = LUNETTE_WARNING,
    .summary = "the only dependencies run from the upstream to the downstream context",
    .rationale =
        "Upstream is the context whose decisions reach the other: the called one, the publisher, "
        "the "
        "owner of the store (Evans, Domain-Driven Design, ch. 14). A map that says the opposite "
        "gives the power to negotiate, and the duty to adapt, to the wrong team. The rule speaks "
        "only if no dependency at all runs as declared, and only of dependencies that no other "
        "relationship covers.",
    .help = "swap upstream and downstream",
    .bad = "context \"ordering\"\n"
           "context \"inventory\"\n"
           "relationship { upstream = \"ordering\", downstream = \"inventory\" }\n"
           "service \"stock\" { context = \"inventory\" }\n"
           "service \"orders\" { context = \"ordering\", dependencies = { sync \"stock\" } }\n",
    .good = "context \"ordering\"\n"
            "context \"inventory\"\n"
            "relationship { upstream = \"inventory\", downstream = \"ordering\" }\n"
            "service \"stock\" { context = \"inventory\" }\n"
            "service \"orders\" { context = \"ordering\", dependencies = { sync \"stock\" } }\n",
    .check = check_wrong_direction,
};

/* ---- contexts/separate-ways-violated ---- */

static void check_separate_ways_violated(const struct lunette_model *model,
                                         struct lunette_reporter *reporter)
{
    if (!map_has_pattern(model, LUNETTE_SEPARATE_WAYS))
        return;
    struct context_map map = map_build(reporter);
    for (size_t i = 0; i < map.tie_count; i++) {
        const struct tie *tie = &map.ties[i];
        if (tie->by->pattern != LUNETTE_SEPARATE_WAYS || tie->along == 0)
            continue;
        struct evidence evidence = map_gather(reporter, tie, true);
        struct lunette_finding *finding = reporter->report(
            reporter, lunette_at_field(tie->by, "pattern"),
            "'%s' and '%s' go separate ways, but %s (%s)", tie->upstream->item.name,
            tie->downstream->item.name, tell_crossing(reporter, evidence.items[0]),
            tell_counts(reporter, &evidence));
        reporter->label(finding, "declared to have nothing in common");
        tell_subject(reporter, finding, tie);
        tell_evidence(reporter, finding, &evidence, 0);
    }
}

const struct lunette_rule rule_separate_ways_violated = {
    .id = "contexts/separate-ways-violated",
    .severity = LUNETTE_ERROR,
    .summary = "a pair declared separate-ways with any call, event or shared store",
    .rationale =
        "Separate ways is the decision that two contexts have no connection at all, so that each "
        "may "
        "change without asking (Evans, Domain-Driven Design, ch. 14). Any call, event, message or "
        "store in common, in either direction, between the two or anything inside them, "
        "contradicts "
        "it.",
    .help = "remove the dependency, or declare the relationship that it makes",
    .bad = "context \"blog\"\n"
           "context \"billing\"\n"
           "relationship { between = { \"blog\", \"billing\" }, pattern = \"separate-ways\" }\n"
           "service \"invoices\" { context = \"billing\" }\n"
           "service \"posts\" { context = \"blog\", dependencies = { sync \"invoices\" } }\n",
    .good = "context \"blog\"\n"
            "context \"billing\"\n"
            "relationship { between = { \"blog\", \"billing\" }, pattern = \"separate-ways\" }\n"
            "service \"invoices\" { context = \"billing\" }\n"
            "service \"posts\" { context = \"blog\" }\n",
    .check = check_separate_ways_violated,
};

/* ---- contexts/unused-relationship ---- */

/* A shared kernel is code that both build with, and separate ways is the absence of any dependency:
 * neither is realised at run time. */
static bool asks_for_dependencies(const struct tie *tie)
{
    return tie->by->pattern != LUNETTE_SHARED_KERNEL && tie->by->pattern != LUNETTE_SEPARATE_WAYS;
}

static bool has_dependencies(const struct lunette_model *model)
{
    if (model->dependencies.count > 0)
        return true;
    for (size_t i = 0; i < model->services.count; i++)
        if (model->services.items[i]->consumes.count + model->services.items[i]->uses.count > 0)
            return true;
    return false;
}

static void report_unused(struct lunette_reporter *reporter, const struct tie *tie)
{
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(tie->by),
        tie->symmetric ? "'%s' and '%s' are related, but neither calls the other, consumes its "
                         "events or uses its stores"
                       : "'%s' is declared downstream of '%s', but calls nothing there, consumes "
                         "none of its events and uses none of its stores",
        tie->downstream->item.name, tie->upstream->item.name);
    tell_subject(reporter, finding, tie);
}

static void check_unused_relationship(const struct lunette_model *model,
                                      struct lunette_reporter *reporter)
{
    if (model->relationships.count == 0 || !has_dependencies(model))
        return;
    struct context_map map = map_build(reporter);
    const bool *occupied = map_find_occupied(model, reporter);
    struct talks talks = {.reporter = NULL};
    for (size_t i = 0; i < map.tie_count; i++) {
        const struct tie *tie = &map.ties[i];
        if (tie->along + tie->against > 0 || !asks_for_dependencies(tie) ||
            !occupied[tie->upstream->item.number] || !occupied[tie->downstream->item.number])
            continue;
        if (!talks.reporter)
            talks = talks_find(model, reporter);
        if (!talks_between(&talks, tie->upstream, tie->downstream))
            report_unused(reporter, tie);
    }
}

const struct lunette_rule rule_unused_relationship = {
    .id = "contexts/unused-relationship",
    .severity = LUNETTE_NOTE,
    .summary = "a relationship that no dependency realises",
    .rationale =
        "A relationship on the map that nothing realises is either a plan, or what is left of a "
        "dependency that is gone; readers take it for a fact. Silent where a context has no "
        "service "
        "yet, where the model gives no dependency at all, and for shared kernels and separate "
        "ways, "
        "which no call realises; and where a saga or a scenario shows the two talk to each other, "
        "by whatever means. A relationship whose dependencies all run the other way is left "
        "to "
        "contexts/wrong-direction.",
    .help = "remove the relationship, or model the dependency that realises it",
    .bad = "context \"ordering\"\n"
           "context \"inventory\"\n"
           "context \"payment\"\n"
           "relationship { upstream = \"inventory\", downstream = \"ordering\" }\n"
           "relationship { upstream = \"payment\", downstream = \"ordering\" }\n"
           "service \"stock\" { context = \"inventory\" }\n"
           "service \"payments\" { context = \"payment\" }\n"
           "service \"orders\" { context = \"ordering\", dependencies = { sync \"stock\" } }\n",
    .good = "context \"ordering\"\n"
            "context \"inventory\"\n"
            "relationship { upstream = \"inventory\", downstream = \"ordering\" }\n"
            "service \"stock\" { context = \"inventory\" }\n"
            "service \"orders\" { context = \"ordering\", dependencies = { sync \"stock\" } }\n",
    .check = check_unused_relationship,
};
