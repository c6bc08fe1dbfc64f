#include "split.h"

#include <string.h>

enum { SEEDS = 64, STORE_LINKS = 4, LEAST = 2 };

/* ---- what links services of one context ---- */

struct links {
    struct lunette_reporter *reporter;
    struct lunette_edge *edges;
    size_t count, room;
};

static void add_edge(struct links *links, uint32_t from, uint32_t to)
{
    if (links->count == links->room) {
        size_t room = links->room ? 2 * links->room : 64;
        struct lunette_edge *larger = links->reporter->alloc(links->reporter, room, sizeof *larger);
        if (links->count > 0)
            memcpy(larger, links->edges, links->count * sizeof *larger);
        links->edges = larger;
        links->room = room;
    }
    links->edges[links->count++] = (struct lunette_edge){from, to};
}

static bool are_together(const struct lunette_service *a, const struct lunette_service *b)
{
    return a != b && a->context.to && a->context.to == b->context.to;
}

static void add_link(struct links *links, const struct lunette_service *a,
                     const struct lunette_service *b)
{
    if (!are_together(a, b))
        return;
    add_edge(links, a->item.number, b->item.number);
    add_edge(links, b->item.number, a->item.number);
}

/* Whom a call or message goes to; NULL: no service. */
static const struct lunette_service *target_of(const struct lunette_dependency *dependency)
{
    const struct lunette_item *to = dependency->to.to;
    if (dependency->callee)
        return dependency->callee;
    return to && to->kind == LUNETTE_SERVICE ? (const struct lunette_service *)to : NULL;
}

static void add_dependencies(struct links *links, const struct lunette_model *model)
{
    for (size_t i = 0; i < model->dependencies.count; i++) {
        const struct lunette_dependency *dependency = model->dependencies.items[i];
        const struct lunette_service *to = target_of(dependency);
        if (to)
            add_link(links, (const struct lunette_service *)dependency->item.owner, to);
    }
}

/* Of each event its first publisher stands for all of them. */
static void add_events(struct links *links, const struct lunette_model *model)
{
    for (size_t i = 0; i < model->events.count; i++) {
        const struct lunette_event *event = model->events.items[i];
        for (size_t c = 0; event->publishers.count && c < event->consumers.count; c++)
            add_link(links, event->publishers.items[0],
                     (const struct lunette_service *)event->consumers.items[c]->item.owner);
    }
}

/* Each user with the one before it. */
static void add_stores(struct links *links, const struct lunette_model *model)
{
    for (size_t i = 0; i < model->datastores.count; i++) {
        const struct lunette_services *users = &model->datastores.items[i]->users;
        for (size_t u = 1; u < users->count; u++)
            for (size_t times = 0; times < STORE_LINKS; times++)
                add_link(links, users->items[u - 1], users->items[u]);
    }
}

/* By the services' numbers; two services are joined as often as they are linked, both ways. */
static struct lunette_graph find_links(const struct lunette_model *model,
                                       struct lunette_reporter *reporter)
{
    struct links links = {.reporter = reporter};
    add_dependencies(&links, model);
    add_events(&links, model);
    add_stores(&links, model);
    return reporter->graphs->build(reporter, (uint32_t)model->services.count, links.edges,
                                   links.count);
}

/* ---- growing a group ---- */

struct group {
    uint32_t items[SAY_MANY]; /* services */
    size_t count;
    size_t cut;   /* links to the rest */
    double score; /* the links for the sizes of both sides; the least is best */
};

struct splitter {
    const struct lunette_model *model;
    struct lunette_reporter *reporter;
    struct lunette_graph graph;
    const struct lunette_context *context;
    size_t least, most;  /* services of a group */
    uint32_t *inward;    /* by service: links to the group */
    uint32_t *is_member; /* by service: the round in which it is one */
    uint32_t *is_near;   /* by service: the round in which it has such links */
    uint32_t round;
    uint32_t *near; /* services */
    size_t near_count;
    struct group best;
};

static uint32_t degree_of(const struct splitter *splitter, uint32_t service)
{
    return splitter->graph.first[service + 1] - splitter->graph.first[service];
}

static void take(struct splitter *splitter, struct group *group, uint32_t service)
{
    bool is_near = splitter->is_near[service] == splitter->round;
    group->cut += degree_of(splitter, service);
    group->cut -= is_near ? 2 * splitter->inward[service] : 0;
    group->items[group->count++] = service;
    splitter->is_member[service] = splitter->round;
    for (uint32_t e = splitter->graph.first[service]; e < splitter->graph.first[service + 1]; e++) {
        uint32_t other = splitter->graph.to[e];
        if (splitter->is_near[other] != splitter->round) {
            splitter->is_near[other] = splitter->round;
            splitter->inward[other] = 0;
            splitter->near[splitter->near_count++] = other;
        }
        splitter->inward[other]++;
    }
}

/* How many links more it would bring inside than it would leave outside. */
static int64_t gain_of(const struct splitter *splitter, uint32_t service)
{
    return 2 * (int64_t)splitter->inward[service] - (int64_t)degree_of(splitter, service);
}

/* UINT32_MAX: nobody is linked to the group. */
static uint32_t find_nearest(const struct splitter *splitter)
{
    uint32_t nearest = UINT32_MAX;
    for (size_t i = 0; i < splitter->near_count; i++) {
        uint32_t service = splitter->near[i];
        if (splitter->is_member[service] == splitter->round)
            continue;
        if (nearest == UINT32_MAX || gain_of(splitter, service) > gain_of(splitter, nearest))
            nearest = service;
    }
    return nearest;
}

/* The next service from *from on that has links but none to the group, nor is in it. */
static uint32_t find_apart(const struct splitter *splitter, size_t *from)
{
    for (; *from < splitter->context->services.count; ++*from) {
        uint32_t service = splitter->context->services.items[*from]->item.number;
        if (degree_of(splitter, service) && splitter->is_member[service] != splitter->round)
            return service;
    }
    return UINT32_MAX;
}

static void grow(struct splitter *splitter, uint32_t seed)
{
    struct group group = {.count = 0};
    size_t apart = 0, all = splitter->context->services.count;
    splitter->round++;
    splitter->near_count = 0;
    for (uint32_t next = seed; next != UINT32_MAX && group.count < splitter->most;) {
        take(splitter, &group, next);
        group.score = (double)group.cut / (double)group.count / (double)(all - group.count);
        if (group.count >= splitter->least &&
            (splitter->best.count == 0 || group.score < splitter->best.score))
            splitter->best = group;
        next = find_nearest(splitter);
        if (next == UINT32_MAX)
            next = find_apart(splitter, &apart);
    }
}

static void grow_all(struct splitter *splitter)
{
    const struct lunette_services *services = &splitter->context->services;
    size_t step = services->count / SEEDS + 1;
    for (size_t i = 0; i < services->count; i += step)
        if (degree_of(splitter, services->items[i]->item.number))
            grow(splitter, services->items[i]->item.number);
}

/* At least a third of the most, or what is over the limit, so that one cut will do. */
static void set_sizes(struct splitter *splitter, double limit)
{
    size_t all = splitter->context->services.count, over = all - (size_t)limit;
    size_t most = limit < SAY_MANY ? (size_t)limit : SAY_MANY;
    size_t least = most / 3 > LEAST ? most / 3 : LEAST;
    if (over <= most && over > least)
        least = over;
    splitter->most = most < all ? most : all - 1;
    splitter->least = least < splitter->most ? least : splitter->most;
}

/* ---- what the split means ---- */

static bool is_in(const struct splitter *splitter, const struct lunette_service *service)
{
    return splitter->is_member[service->item.number] == splitter->round;
}

/* Marks the members of the best group alone. */
static void mark_best(struct splitter *splitter)
{
    splitter->round++;
    for (size_t i = 0; i < splitter->best.count; i++)
        splitter->is_member[splitter->best.items[i]] = splitter->round;
}

static void add_unbroken(struct lunette_reporter *reporter, struct split *split,
                         const struct lunette_dependency *call, uint32_t *seen)
{
    if (call->item.kind != LUNETTE_SYNC || call->breaker_in_force || !lunette_is_hard(call))
        return;
    split->attempts = call->attempts > split->attempts ? call->attempts : split->attempts;
    if (seen[call->callee->item.number]++)
        return;
    say_add(&split->unbroken, call->to.name);
    split->callees = split->unbroken.count > SAY_MANY
                         ? NULL
                         : say_join(reporter, split->callees, ", ",
                                    say_format(reporter, "\"%s\"", call->to.name));
}

static void find_crossing(struct splitter *splitter, struct split *split)
{
    const struct lunette_services *services = &splitter->context->services;
    uint32_t *seen = splitter->inward; /* not needed any more */
    for (size_t i = 0; i < services->count; i++)
        seen[services->items[i]->item.number] = 0;
    for (size_t i = 0; i < services->count; i++)
        for (size_t d = 0; d < services->items[i]->dependencies.count; d++) {
            const struct lunette_dependency *call = services->items[i]->dependencies.items[d];
            const struct lunette_service *to = target_of(call);
            if (!to || !are_together(services->items[i], to) ||
                is_in(splitter, services->items[i]) == is_in(splitter, to))
                continue;
            if (split->crossing_count++ < SAY_MANY)
                split->crossing[split->crossing_count - 1] = call;
            add_unbroken(splitter->reporter, split, call, seen);
        }
}

/* ---- contexts that were cut out before ---- */

static const struct lunette_service *publisher_of(const struct lunette_item *event)
{
    const struct lunette_event *said = (const struct lunette_event *)event;
    return said && said->publishers.count ? said->publishers.items[0] : NULL;
}

/* Whether the service calls, or consumes what is published by, one that is in the context, and in the group or not as
 * `in_group` says. */
static bool needs_one(const struct splitter *splitter, const struct lunette_service *service,
                      const struct lunette_context *context, bool in_group)
{
    for (size_t i = 0; i < service->dependencies.count; i++) {
        const struct lunette_service *to = target_of(service->dependencies.items[i]);
        if (to && to->context.to == &context->item && is_in(splitter, to) == in_group)
            return true;
    }
    for (size_t i = 0; i < service->consumes.count; i++) {
        const struct lunette_service *from = publisher_of(service->consumes.items[i]->event.to);
        if (from && from->context.to == &context->item && is_in(splitter, from) == in_group)
            return true;
    }
    return false;
}

static bool deals_with(const struct splitter *splitter, const struct split *split,
                       const struct lunette_context *other)
{
    for (size_t i = 0; i < split->count; i++)
        if (needs_one(splitter, split->group[i], other, false))
            return true;
    for (size_t i = 0; i < other->services.count; i++)
        if (needs_one(splitter, other->services.items[i], splitter->context, true))
            return true;
    return false;
}

/* Neither lies in the other, so that contexts/undeclared-relationship asks for one; of partners none is upstream, so
 * that there is no contexts/cycle. */
static void find_partners(const struct splitter *splitter, struct split *split)
{
    for (size_t i = 0; i < splitter->model->contexts.count; i++) {
        const struct lunette_context *other = splitter->model->contexts.items[i];
        if (other->parent.to == &splitter->context->item && deals_with(splitter, split, other))
            split->partners = say_join(
                splitter->reporter, split->partners, " and ",
                say_format(splitter->reporter,
                           "relationship { between = { \"%s\", \"%s\" }, pattern = \"partnership\" }",
                           split->name, other->item.name));
    }
}

/* ---- its name ---- */

static bool is_taken(const struct lunette_model *model, const char *name)
{
    for (size_t i = 0; i < model->contexts.count; i++)
        if (strcmp(model->contexts.items[i]->item.name, name) == 0)
            return true;
    return false;
}

/* The member with most links inside. */
static const struct lunette_service *find_heart(const struct splitter *splitter)
{
    const struct group *group = &splitter->best;
    uint32_t heart = group->items[0], most = 0;
    for (size_t i = 0; i < group->count; i++) {
        uint32_t service = group->items[i], inside = 0;
        for (uint32_t e = splitter->graph.first[service]; e < splitter->graph.first[service + 1];
             e++)
            inside += splitter->is_member[splitter->graph.to[e]] == splitter->round;
        heart = inside > most ? service : heart;
        most = inside > most ? inside : most;
    }
    return splitter->model->services.items[heart];
}

/* After that one, without the word that says that it is a service. */
static const char *find_name(const struct splitter *splitter)
{
    static const char *const endings[] = {"-service", "_service", "Service", "service"};
    const char *name = find_heart(splitter)->item.name;
    size_t length = strlen(name), cut = 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !cut; i++)
        if (length > strlen(endings[i]) &&
            strcmp(name + length - strlen(endings[i]), endings[i]) == 0)
            cut = strlen(endings[i]);
    const char *found = say_format(splitter->reporter, "%.*s", (int)(length - cut), name);
    for (size_t number = 2; is_taken(splitter->model, found); number++)
        found = say_format(splitter->reporter, "%.*s-%zu", (int)(length - cut), name, number);
    return found;
}

struct splitter *split_begin(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    size_t services = model->services.count;
    struct splitter *splitter = reporter->alloc(reporter, 1, sizeof *splitter);
    *splitter = (struct splitter){
        .model = model,
        .reporter = reporter,
        .graph = find_links(model, reporter),
        .inward = reporter->alloc(reporter, services, sizeof(uint32_t)),
        .is_member = reporter->alloc(reporter, services, sizeof(uint32_t)),
        .is_near = reporter->alloc(reporter, services, sizeof(uint32_t)),
        .near = reporter->alloc(reporter, services, sizeof(uint32_t)),
    };
    return splitter;
}

struct split split_find(struct splitter *splitter, const struct lunette_context *context,
                        double limit)
{
    struct split split = {.count = 0};
    if (!(limit >= 1))
        return split;
    splitter->context = context;
    splitter->best = (struct group){.count = 0};
    set_sizes(splitter, limit);
    grow_all(splitter);
    if (!splitter->best.count)
        return split;
    mark_best(splitter);
    for (size_t i = 0; i < context->services.count; i++)
        if (is_in(splitter, context->services.items[i]))
            split.group[split.count++] = context->services.items[i];
    split.name = find_name(splitter);
    find_crossing(splitter, &split);
    find_partners(splitter, &split);
    return split;
}
