/* One relationship with both ends alike, and one pair declared twice. */
#include <stdlib.h>

#include "common/order.h"
#include "map.h"
#include "rules.h"
#include "tell.h"

/* ---- contexts/self-relationship ---- */

static const struct lunette_item *find_twice(const struct lunette_relationship *relationship)
{
    const struct lunette_item *first = relationship->upstream.to;
    if (first && first == relationship->downstream.to)
        return first;
    const struct lunette_refs *between = &relationship->between;
    for (size_t i = 1; i < between->count; i++)
        if (between->items[i].to && between->items[i].to == between->items[i - 1].to)
            return between->items[i].to;
    return NULL;
}

static void check_self_relationship(const struct lunette_model *model,
                                    struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->relationships.count; i++) {
        const struct lunette_relationship *relationship = model->relationships.items[i];
        const struct lunette_item *context = find_twice(relationship);
        if (!context)
            continue;
        struct lunette_finding *finding = reporter->report(
            reporter,
            relationship->downstream.to ? lunette_at_field(relationship, "downstream")
                                        : lunette_at_field(relationship, "between"),
            "both ends of the relationship are '%s'", context->name);
        reporter->label(finding, "the same context");
        reporter->subject(finding, "%s", context->name);
    }
}

const struct lunette_rule rule_self_relationship = {
    .id = "contexts/self-relationship",
    .severity = LUNETTE_ERROR,
    .summary = "both ends of a relationship are the same context",
    .rationale =
        "A relationship says how two models meet; inside one bounded context there is only "
        "one model (Evans, Domain-Driven Design, ch. 14). It is nearly always a slip of the "
        "pen, and the relationship that was meant is missing.",
    .help = "name the other context, or remove the relationship",
    .bad = "context \"ordering\"\n"
           "relationship { upstream = \"ordering\", downstream = \"ordering\" }\n",
    .good = "context \"ordering\"\n"
            "context \"inventory\"\n"
            "relationship { upstream = \"inventory\", downstream = \"ordering\" }\n",
    .check = check_self_relationship,
};

/* ---- contexts/duplicate-relationship ---- */

enum direction { UPWARD, DOWNWARD, SYMMETRIC, DIRECTION_COUNT };

/* A tie as a pair of contexts in the order of their numbers. */
struct pair {
    uint32_t low, high;
    enum direction direction;
    const struct tie *tie;
};

static struct pair pair_of(const struct tie *tie)
{
    uint32_t upstream = tie->upstream->item.number, downstream = tie->downstream->item.number;
    bool upward = upstream < downstream;
    return (struct pair){.low = upward ? upstream : downstream,
                         .high = upward ? downstream : upstream,
                         .direction = tie->symmetric ? SYMMETRIC
                                      : upward       ? UPWARD
                                                     : DOWNWARD,
                         .tie = tie};
}

static int compare_pairs(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;
    int order = order_numbers(a->low, b->low);
    if (order == 0)
        order = order_numbers(a->high, b->high);
    if (order == 0)
        order = order_numbers(a->tie->by->item.number, b->tie->by->item.number);
    return order ? order : order_numbers((uintptr_t)a->tie, (uintptr_t)b->tie);
}

/* What says the same, or excludes it: of the earlier ties of the pair, one in the same direction or
 * a symmetric one; any of them when this one is symmetric. */
static const struct tie *find_clash(const struct tie *const *earlier, enum direction direction)
{
    if (earlier[direction])
        return earlier[direction];
    if (direction != SYMMETRIC)
        return earlier[SYMMETRIC];
    return earlier[UPWARD] ? earlier[UPWARD] : earlier[DOWNWARD];
}

static void report_duplicate(struct lunette_reporter *reporter, const struct tie *tie,
                             const struct tie *earlier)
{
    const char *patterns = "";
    if (earlier->by->pattern != tie->by->pattern)
        patterns = say_format(reporter, ", as %s and as %s", tell_pattern(earlier->by->pattern),
                              tell_pattern(tie->by->pattern));
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at(tie->by), "'%s' and '%s' are related twice%s",
                         tie->upstream->item.name, tie->downstream->item.name, patterns);
    reporter->relate(finding, lunette_at(earlier->by), "first declared here");
    tell_subject(reporter, finding, tie);
}

static void check_duplicate_relationship(const struct lunette_model *model,
                                         struct lunette_reporter *reporter)
{
    (void)model;
    struct context_map map = map_ties(reporter);
    struct pair *pairs = reporter->alloc(reporter, map.tie_count, sizeof *pairs);
    for (size_t i = 0; i < map.tie_count; i++)
        pairs[i] = pair_of(&map.ties[i]);
    if (map.tie_count > 0)
        qsort(pairs, map.tie_count, sizeof *pairs, compare_pairs);
    const struct tie *earlier[DIRECTION_COUNT] = {NULL};
    for (size_t i = 0; i < map.tie_count; i++) {
        if (i > 0 && (pairs[i].low != pairs[i - 1].low || pairs[i].high != pairs[i - 1].high))
            earlier[UPWARD] = earlier[DOWNWARD] = earlier[SYMMETRIC] = NULL;
        const struct tie *clash = find_clash(earlier, pairs[i].direction);
        if (clash && clash->by != pairs[i].tie->by)
            report_duplicate(reporter, pairs[i].tie, clash);
        if (!earlier[pairs[i].direction])
            earlier[pairs[i].direction] = pairs[i].tie;
    }
}

const struct lunette_rule rule_duplicate_relationship = {
    .id = "contexts/duplicate-relationship",
    .severity = LUNETTE_WARNING,
    .summary = "one pair of contexts declared twice",
    .rationale =
        "Two statements on one pair drift apart, and nobody knows which holds. Each context "
        "upstream of the other, declared once each, is not a repetition (contexts/cycle "
        "looks at it); a symmetric relationship beside any other is.",
    .help = "keep one of the two and give it the roles of both",
    .bad =
        "context \"ordering\"\n"
        "context \"inventory\"\n"
        "relationship { upstream = \"inventory\", downstream = \"ordering\" }\n"
        "relationship { between = { \"ordering\", \"inventory\" }, pattern = \"partnership\" }\n",
    .good =
        "context \"ordering\"\n"
        "context \"inventory\"\n"
        "relationship { between = { \"ordering\", \"inventory\" }, pattern = \"partnership\" }\n",
    .check = check_duplicate_relationship,
};
