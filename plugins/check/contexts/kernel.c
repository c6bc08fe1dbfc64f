/* contexts/shared-kernel-too-wide. Kernels are declared pairwise: those of one context that expose
 * the same aggregate, or all of them nothing, are taken for one kernel. */
#include <stdlib.h>
#include <string.h>

#include "common/mark.h"
#include "common/order.h"
#include "map.h"
#include "rules.h"
#include "tell.h"

/* A shared-kernel tie, and the kernel it was found to be part of. */
struct part {
    const struct tie *tie;
    uint32_t kernel;
};

struct parts {
    struct part *items;
    size_t count;
};

/* One aggregate that a part shares at one of its ends. */
struct share {
    const char *aggregate; /* "": the tie exposes none */
    uint32_t context;
    uint32_t part;
};

struct shares {
    struct share *items;
    size_t count;
};

static struct parts collect_parts(const struct context_map *map)
{
    struct parts parts = {
        .items = map->reporter->alloc(map->reporter, map->tie_count, sizeof(struct part))};
    for (size_t i = 0; i < map->tie_count; i++)
        if (map->ties[i].by->pattern == LUNETTE_SHARED_KERNEL)
            parts.items[parts.count++].tie = &map->ties[i];
    return parts;
}

static void add_shares(struct shares *shares, const struct tie *tie, const char *aggregate,
                       uint32_t part)
{
    shares->items[shares->count++] = (struct share){aggregate, tie->upstream->item.number, part};
    shares->items[shares->count++] = (struct share){aggregate, tie->downstream->item.number, part};
}

static struct shares collect_shares(struct lunette_reporter *reporter, const struct parts *parts)
{
    size_t at_most = 0;
    for (size_t i = 0; i < parts->count; i++)
        at_most += 2 * (1 + parts->items[i].tie->by->exposes.count);
    struct shares shares = {.items = reporter->alloc(reporter, at_most, sizeof(struct share))};
    for (uint32_t i = 0; i < parts->count; i++) {
        const struct tie *tie = parts->items[i].tie;
        for (size_t a = 0; a < tie->by->exposes.count; a++)
            add_shares(&shares, tie, tie->by->exposes.items[a], i);
        if (tie->by->exposes.count == 0)
            add_shares(&shares, tie, "", i);
    }
    return shares;
}

static int compare_shares(const void *left, const void *right)
{
    const struct share *a = left, *b = right;
    int order = strcmp(a->aggregate, b->aggregate);
    if (order == 0)
        order = order_numbers(a->context, b->context);
    return order ? order : order_numbers(a->part, b->part);
}

static bool is_same_share(const struct share *a, const struct share *b)
{
    return a->context == b->context && strcmp(a->aggregate, b->aggregate) == 0;
}

static int compare_parts(const void *left, const void *right)
{
    const struct part *a = left, *b = right;
    int order = order_numbers(a->kernel, b->kernel);
    if (order == 0)
        order = order_numbers(a->tie->by->item.number, b->tie->by->item.number);
    return order ? order : order_numbers((uintptr_t)a->tie, (uintptr_t)b->tie);
}

/* Parts that have a share in common are one kernel: components of a graph with edges both ways. */
static void join_parts(struct lunette_reporter *reporter, struct parts *parts)
{
    struct shares shares = collect_shares(reporter, parts);
    qsort(shares.items, shares.count, sizeof *shares.items, compare_shares);
    struct lunette_edge *edges = reporter->alloc(reporter, shares.count * 2, sizeof *edges);
    size_t count = 0;
    for (size_t i = 1; i < shares.count; i++) {
        const struct share *share = &shares.items[i];
        if (!is_same_share(share, share - 1))
            continue;
        edges[count++] = (struct lunette_edge){share->part, share[-1].part};
        edges[count++] = (struct lunette_edge){share[-1].part, share->part};
    }
    struct lunette_graph graph =
        reporter->graphs->build(reporter, (uint32_t)parts->count, edges, count);
    uint32_t kernels;
    const uint32_t *kernel = reporter->graphs->components(reporter, &graph, &kernels);
    for (size_t i = 0; i < parts->count; i++)
        parts->items[i].kernel = kernel[i];
    qsort(parts->items, parts->count, sizeof *parts->items, compare_parts);
}

/* ---- who shares it ---- */

/* For each context the team it belongs to: its owner, or else the one team that owns all those of
 * its services that say an owner; NULL: not known. */
static const struct lunette_item **find_teams(const struct lunette_model *model,
                                              struct lunette_reporter *reporter)
{
    const struct lunette_item **teams =
        reporter->alloc(reporter, model->contexts.count, sizeof *teams);
    for (size_t i = 0; i < model->contexts.count; i++) {
        const struct lunette_context *context = model->contexts.items[i];
        const struct lunette_item *team = context->owner.to;
        bool alike = true;
        for (size_t s = 0; s < context->services.count && !context->owner.name; s++) {
            const struct lunette_item *owner = context->services.items[s]->owner.to;
            alike = alike && (!owner || !team || owner == team);
            team = team ? team : owner;
        }
        teams[i] = alike ? team : NULL;
    }
    return teams;
}

struct members {
    struct names contexts;
    struct names teams;
};

struct marks {
    const struct lunette_item **teams; /* of each context */
    uint32_t *context;                 /* the last kernel that counted it, + 1 */
    uint32_t *team;
};

static void count_member(struct members *members, struct marks *marks, uint32_t kernel,
                         const struct lunette_context *context)
{
    const struct lunette_item *team = marks->teams[context->item.number];
    if (!mark_once(&marks->context[context->item.number], kernel + 1))
        return;
    say_add(&members->contexts, context->item.name);
    if (team && mark_once(&marks->team[team->number], kernel + 1))
        say_add(&members->teams, team->name);
}

static void relate_parts(struct lunette_reporter *reporter, struct lunette_finding *finding,
                         const struct part *parts, size_t count)
{
    size_t said = 0;
    for (size_t i = 1; i < count && said < SAY_LIMIT; i++) {
        if (parts[i].tie->by == parts[i - 1].tie->by)
            continue;
        said++;
        reporter->relate(finding, lunette_at(parts[i].tie->by), "shared by '%s' and '%s'",
                         parts[i].tie->upstream->item.name, parts[i].tie->downstream->item.name);
    }
}

static void report_kernel(struct lunette_reporter *reporter, const struct part *parts, size_t count,
                          const struct members *members)
{
    const struct tie *tie = parts->tie;
    const char *contexts = say_names(reporter, &members->contexts);
    const char *teams = say_names(reporter, &members->teams);
    struct lunette_blame blame = lunette_at_field(tie->by, "pattern");
    struct lunette_finding *finding;
    if (members->contexts.count > 2)
        finding = reporter->report(reporter, blame, "%zu contexts share one kernel: %s",
                                   members->contexts.count, contexts);
    else
        finding =
            reporter->report(reporter, blame, "the kernel that %s share belongs to %zu teams: %s",
                             contexts, members->teams.count, teams);
    tell_subject(reporter, finding, tie);
    relate_parts(reporter, finding, parts, count);
}

static void check_shared_kernel_too_wide(const struct lunette_model *model,
                                         struct lunette_reporter *reporter)
{
    if (!map_has_pattern(model, LUNETTE_SHARED_KERNEL))
        return;
    struct context_map map = map_ties(reporter);
    struct parts parts = collect_parts(&map);
    if (parts.count == 0)
        return;
    join_parts(reporter, &parts);
    struct marks marks = {
        .teams = find_teams(model, reporter),
        .context = reporter->alloc(reporter, model->contexts.count, sizeof *marks.context),
        .team = reporter->alloc(reporter, model->teams.count, sizeof *marks.team)};
    for (size_t i = 0, end; i < parts.count; i = end) {
        struct members members = {.contexts = {.count = 0}};
        uint32_t kernel = parts.items[i].kernel;
        for (end = i; end < parts.count && parts.items[end].kernel == kernel; end++) {
            count_member(&members, &marks, kernel, parts.items[end].tie->upstream);
            count_member(&members, &marks, kernel, parts.items[end].tie->downstream);
        }
        if (members.contexts.count > 2 || members.teams.count > 1)
            report_kernel(reporter, &parts.items[i], end - i, &members);
    }
}

const struct lunette_rule rule_shared_kernel_too_wide = {
    .id = "contexts/shared-kernel-too-wide",
    .severity = LUNETTE_WARNING,
    .summary = "a kernel shared by more than two contexts, or across teams",
    .rationale =
        "What is in a shared kernel may be changed only with the consent of all who share it "
        "(Evans, Domain-Driven Design, ch. 14). Between two contexts of one team that is a word "
        "across the table; with every further context or team it becomes a committee. Kernels of "
        "one "
        "context are one kernel if they expose the same aggregate, or if none of them says what it "
        "exposes. A context's team is its owner, or else the one that owns its services; where it "
        "is "
        "not known the rule counts contexts only.",
    .help = "make the kernel a context of its own with a published language, or split it in pairs",
    .bad =
        "context \"ordering\"\n"
        "context \"billing\"\n"
        "context \"shipping\"\n"
        "relationship { between = { \"ordering\", \"billing\" }, pattern = \"shared-kernel\" }\n"
        "relationship { between = { \"ordering\", \"shipping\" }, pattern = \"shared-kernel\" }\n",
    .good =
        "context \"ordering\"\n"
        "context \"billing\"\n"
        "relationship { between = { \"ordering\", \"billing\" }, pattern = \"shared-kernel\" }\n",
    .check = check_shared_kernel_too_wide,
};
