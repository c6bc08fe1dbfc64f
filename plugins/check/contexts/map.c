#include "map.h"

#include "common/context.h"
#include "common/order.h"

/* `between` names two contexts; of a longer list, these are paired with one another. */
enum { ENDS_LIMIT = 16 };

bool map_is_symmetric(const struct lunette_relationship *relationship)
{
    switch (relationship->pattern) {
    case LUNETTE_PARTNERSHIP:
    case LUNETTE_SHARED_KERNEL:
    case LUNETTE_SEPARATE_WAYS: return true;
    default: return relationship->between.count > 0;
    }
}

bool map_has_pattern(const struct lunette_model *model, enum lunette_relation pattern)
{
    for (size_t i = 0; i < model->relationships.count; i++)
        if (model->relationships.items[i]->pattern == pattern)
            return true;
    return false;
}

bool map_is_translated(const struct lunette_relationship *relationship)
{
    unsigned roles = relationship->upstream_roles | relationship->downstream_roles;
    return roles & (LUNETTE_ANTICORRUPTION_LAYER | LUNETTE_PUBLISHED_LANGUAGE);
}

/* ---- nesting ---- */

struct chain {
    const struct lunette_context *items[CONTEXT_NESTING];
    size_t count;
};

static bool chain_holds(const struct chain *chain, const struct lunette_context *context)
{
    for (size_t i = 0; i < chain->count; i++)
        if (chain->items[i] == context)
            return true;
    return false;
}

/* The context and those around it, inside out. A model may nest contexts in a circle. */
static struct chain chain_of(const struct lunette_context *context)
{
    struct chain chain = {.count = 0};
    while (context && chain.count < CONTEXT_NESTING && !chain_holds(&chain, context)) {
        chain.items[chain.count++] = context;
        context = (const struct lunette_context *)context->parent.to;
    }
    return chain;
}

const bool *map_find_occupied(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    bool *occupied = reporter->alloc(reporter, model->contexts.count, sizeof *occupied);
    for (size_t i = 0; i < model->contexts.count; i++) {
        const struct lunette_context *context = model->contexts.items[i];
        if (context->services.count == 0)
            continue;
        for (; context && !occupied[context->item.number];
             context = (const struct lunette_context *)context->parent.to)
            occupied[context->item.number] = true;
    }
    return occupied;
}

/* ---- ties ---- */

static size_t count_ends(const struct lunette_relationship *relationship)
{
    size_t count = relationship->between.count;
    return count < ENDS_LIMIT ? count : ENDS_LIMIT;
}

static void add_tie(struct context_map *map, const struct lunette_relationship *relationship,
                    const struct lunette_item *upstream, const struct lunette_item *downstream)
{
    if (!upstream || !downstream || upstream == downstream)
        return;
    map->ties[map->tie_count++] =
        (struct tie){.by = relationship,
                     .upstream = (const struct lunette_context *)upstream,
                     .downstream = (const struct lunette_context *)downstream,
                     .symmetric = map_is_symmetric(relationship)};
}

static void add_ties(struct context_map *map, const struct lunette_relationship *relationship)
{
    const struct lunette_ref *ends = relationship->between.items;
    add_tie(map, relationship, relationship->upstream.to, relationship->downstream.to);
    for (size_t i = 0; i < count_ends(relationship); i++)
        for (size_t j = i + 1; j < count_ends(relationship); j++)
            add_tie(map, relationship, ends[i].to, ends[j].to);
}

static uint32_t key_of_tie(const void *item)
{
    return ((const struct tie *)item)->upstream->item.number;
}

static void *make_ties(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    struct context_map *map = reporter->alloc(reporter, 1, sizeof *map);
    *map = (struct context_map){.model = model, .reporter = reporter};
    size_t at_most = 0;
    for (size_t i = 0; i < model->relationships.count; i++) {
        size_t ends = count_ends(model->relationships.items[i]);
        at_most += 1 + ends * ends / 2;
    }
    map->ties = reporter->alloc(reporter, at_most, sizeof *map->ties);
    for (size_t i = 0; i < model->relationships.count; i++)
        add_ties(map, model->relationships.items[i]);
    map->ties = order_by_key(reporter, map->ties, map->tie_count, sizeof *map->ties, key_of_tie,
                             model->contexts.count);
    return map;
}

struct context_map map_ties(struct lunette_reporter *reporter)
{
    static const char key;
    return *(const struct context_map *)reporter->shared(reporter, &key, make_ties);
}

/* ---- finding ties by their ends ---- */

struct entry {
    uint32_t from, to; /* contexts; a symmetric tie has an entry for each order */
    struct tie *tie;
};

struct index {
    const struct entry *entries; /* sorted by both ends, then as the ties are */
    const uint32_t *first;       /* of each `from`; one more at the end */
};

static uint32_t key_of_from(const void *item)
{
    return ((const struct entry *)item)->from;
}

static uint32_t key_of_to(const void *item)
{
    return ((const struct entry *)item)->to;
}

static struct index index_ties(struct context_map *map)
{
    struct lunette_reporter *reporter = map->reporter;
    size_t count = 0, contexts = map->model->contexts.count;
    struct entry *entries = reporter->alloc(reporter, map->tie_count * 2, sizeof *entries);
    for (size_t i = 0; i < map->tie_count; i++) {
        struct tie *tie = &map->ties[i];
        uint32_t from = tie->upstream->item.number, to = tie->downstream->item.number;
        entries[count++] = (struct entry){from, to, tie};
        if (tie->symmetric)
            entries[count++] = (struct entry){to, from, tie};
    }
    entries = order_by_key(reporter, entries, count, sizeof *entries, key_of_to, contexts);
    entries = order_by_key(reporter, entries, count, sizeof *entries, key_of_from, contexts);
    return (struct index){
        .entries = entries,
        .first = order_starts(reporter, entries, count, sizeof *entries, key_of_from, contexts),
    };
}

static int compare_to(const void *key, const void *item)
{
    return order_numbers(*(const uint32_t *)key, ((const struct entry *)item)->to);
}

/* Where the entries of this pair begin, or would. */
static size_t index_find(const struct index *index, uint32_t from, uint32_t to)
{
    size_t first = index->first[from], count = index->first[from + 1] - first;
    return first +
           order_find(&to, index->entries + first, count, sizeof *index->entries, compare_to);
}

/* ---- groups ---- */

static bool is_same_group(const struct crossing *a, const struct crossing *b)
{
    return a->upstream == b->upstream && a->downstream == b->downstream &&
           a->either_way == b->either_way;
}

static struct group *group_for(struct context_map *map, const struct crossing *crossing)
{
    if (map->group_count > 0) {
        struct group *last = &map->groups[map->group_count - 1];
        if (is_same_group(last->crossings, crossing))
            return last;
    }
    struct group *group = &map->groups[map->group_count++];
    *group = (struct group){.upstream = crossing_upstream(crossing),
                            .downstream = crossing_downstream(crossing),
                            .crossings = crossing,
                            .either_way = crossing->either_way};
    group->kin = context_are_kin(&group->upstream->item, &group->downstream->item);
    return group;
}

static void group_crossings(struct context_map *map, struct crossings crossings)
{
    map->groups = map->reporter->alloc(map->reporter, crossings.count, sizeof *map->groups);
    for (size_t i = 0; i < crossings.count; i++) {
        struct group *group = group_for(map, &crossings.items[i]);
        group->count++;
        group->demands += crossings.items[i].kind != CROSSING_SHARED;
    }
}

/* ---- matches ---- */

struct matches {
    struct lunette_reporter *reporter;
    struct match *items;
    size_t count, capacity;
};

static void add_match(struct matches *matches, struct match match)
{
    if (matches->count == matches->capacity) {
        size_t capacity = matches->capacity ? matches->capacity * 2 : 64;
        struct match *items = matches->reporter->alloc(matches->reporter, capacity, sizeof *items);
        for (size_t i = 0; i < matches->count; i++)
            items[i] = matches->items[i];
        matches->items = items;
        matches->capacity = capacity;
    }
    matches->items[matches->count++] = match;
}

/* Records what the ties of one pair of contexts mean for the group. When `swapped`, the pair was
 * looked up the other way round; symmetric ties were found the first time. */
static void match_pair(struct matches *matches, const struct index *index, struct group *group,
                       uint32_t from, uint32_t to, bool swapped)
{
    size_t end = index->first[from + 1];
    for (size_t i = index_find(index, from, to); i < end && index->entries[i].to == to; i++) {
        struct tie *tie = index->entries[i].tie;
        if (swapped && tie->symmetric)
            continue;
        bool along = !swapped || group->either_way;
        add_match(matches, (struct match){tie, group, along, swapped});
        group->covered |= along;
        group->translated |= map_is_translated(tie->by);
        if (!along && !group->opposite)
            group->opposite = tie;
    }
}

/* How many of the chain, from the inside, lie outside all of the other. */
static size_t count_own(const struct chain *chain, const struct chain *other)
{
    size_t own = 0;
    while (own < chain->count && !chain_holds(other, chain->items[own]))
        own++;
    return own;
}

/* A tie of two contexts that both surround the group's two is about neither. */
static void match_group(struct matches *matches, const struct index *index, struct group *group)
{
    struct chain up = chain_of(group->upstream), down = chain_of(group->downstream);
    size_t up_own = count_own(&up, &down), down_own = count_own(&down, &up);
    for (size_t u = 0; u < up.count; u++)
        for (size_t d = 0; d < down.count && (u < up_own || d < down_own); d++) {
            uint32_t upper = up.items[u]->item.number, lower = down.items[d]->item.number;
            match_pair(matches, index, group, upper, lower, false);
            match_pair(matches, index, group, lower, upper, true);
        }
}

static void count_for_tie(const struct match *match)
{
    match->tie->match_count++;
    if (match->along)
        match->tie->along += match->group->count;
    else if (!match->group->covered)
        match->tie->against += match->group->count;
}

/* Sorts the matches by their tie. */
static void hand_out_matches(struct context_map *map, const struct matches *matches)
{
    struct match *sorted = map->reporter->alloc(map->reporter, matches->count, sizeof *sorted);
    struct match **next = map->reporter->alloc(map->reporter, map->tie_count, sizeof *next);
    for (size_t i = 0; i < map->tie_count; i++) {
        map->ties[i].matches = next[i] = sorted;
        sorted += map->ties[i].match_count;
    }
    for (size_t i = 0; i < matches->count; i++)
        *next[matches->items[i].tie - map->ties]++ = matches->items[i];
}

static void *build(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    struct context_map *shared = reporter->alloc(reporter, 1, sizeof *shared);
    struct context_map map = map_ties(reporter); /* whose ties are filled in here */
    struct index index = index_ties(&map);
    struct matches matches = {.reporter = reporter};
    group_crossings(&map, crossing_collect(model, reporter));
    for (size_t i = 0; i < map.group_count; i++)
        match_group(&matches, &index, &map.groups[i]);
    for (size_t i = 0; i < matches.count; i++)
        count_for_tie(&matches.items[i]);
    for (size_t i = 0; i < matches.count; i++) {
        const struct match *match = &matches.items[i];
        if (!match->along && !match->group->covered && match->tie->along == 0)
            match->group->reversed = true;
    }
    hand_out_matches(&map, &matches);
    *shared = map;
    return shared;
}

/* Half of the rules read it; making it is most of their price. */
struct context_map map_build(struct lunette_reporter *reporter)
{
    static const char key;
    return *(const struct context_map *)reporter->shared(reporter, &key, build);
}

/* ---- evidence ---- */

static void take(struct evidence *evidence, const struct crossing *crossings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        evidence->items[evidence->count++] = &crossings[i];
}

struct evidence map_take(struct lunette_reporter *reporter, const struct crossing *crossings,
                         size_t count)
{
    struct evidence evidence = {.items = reporter->alloc(reporter, count, sizeof *evidence.items)};
    take(&evidence, crossings, count);
    return evidence;
}

static bool is_wanted(const struct match *match, bool along)
{
    return along ? match->along : !match->along && !match->group->covered;
}

struct evidence map_gather(struct lunette_reporter *reporter, const struct tie *tie, bool along)
{
    size_t count = along ? tie->along : tie->against;
    struct evidence evidence = {.items = reporter->alloc(reporter, count, sizeof *evidence.items)};
    for (size_t i = 0; i < tie->match_count; i++)
        if (is_wanted(&tie->matches[i], along))
            take(&evidence, tie->matches[i].group->crossings, tie->matches[i].group->count);
    return evidence;
}
