#include "destinations.h"

#include <stdlib.h>
#include <string.h>

#include "common/order.h"
#include "common/route.h"
#include "common/say.h"

/* ---- lists ---- */

static void add_list(struct destination_list *lists, size_t *count,
                     const struct lunette_destinations *destinations,
                     const struct lunette_item *owner)
{
    if (destinations->count > 0)
        lists[(*count)++] = (struct destination_list){destinations, owner};
}

struct destination_lists destinations_collect(const struct lunette_model *model,
                                              struct lunette_reporter *reporter)
{
    const struct lunette_routes *routes = route_all(reporter);
    size_t count = 0;
    struct destination_list *lists =
        reporter->alloc(reporter, model->traffics.count + routes->count, sizeof *lists);
    for (size_t i = 0; i < model->traffics.count; i++)
        add_list(lists, &count, &model->traffics.items[i]->routes, &model->traffics.items[i]->item);
    for (size_t i = 0; i < routes->count; i++)
        add_list(lists, &count, &routes->items[i]->split, &routes->items[i]->item);
    return (struct destination_lists){lists, count};
}

const char *destinations_name(struct lunette_reporter *reporter,
                              const struct destination_list *list)
{
    if (list->owner->kind == LUNETTE_TRAFFIC)
        return say_format(reporter, "traffic '%s'", list->owner->name);
    return say_format(reporter, "route '%s' of '%s'", list->owner->name, list->owner->owner->name);
}

/* ---- groups ---- */

static int compare_texts(const char *a, const char *b)
{
    if (!a || !b)
        return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

static int compare_methods(const struct lunette_strings *a, const struct lunette_strings *b)
{
    int order = order_numbers(a->count, b->count);
    for (size_t i = 0; i < a->count && order == 0; i++)
        order = strcmp(a->items[i], b->items[i]);
    return order;
}

static int compare_headers(const struct lunette_map *a, const struct lunette_map *b)
{
    int order = order_numbers(a->count, b->count);
    for (size_t i = 0; i < a->count && order == 0; i++) {
        order = strcmp(a->items[i].key, b->items[i].key);
        if (order == 0)
            order = compare_texts(a->items[i].value, b->items[i].value);
    }
    return order;
}

static int compare_matches(const struct lunette_destination *a, const struct lunette_destination *b)
{
    bool a_takes_all = destination_is_unconditional(a);
    bool b_takes_all = destination_is_unconditional(b);
    if (a_takes_all || b_takes_all)
        return b_takes_all - a_takes_all;
    int order = compare_texts(a->match->path, b->match->path);
    if (order == 0)
        order = compare_methods(&a->match->methods, &b->match->methods);
    return order ? order : compare_headers(&a->match->headers, &b->match->headers);
}

static int compare_destinations(const void *left, const void *right)
{
    const struct lunette_destination *a = *(const struct lunette_destination *const *)left;
    const struct lunette_destination *b = *(const struct lunette_destination *const *)right;
    int order = compare_matches(a, b);
    return order ? order : order_numbers(a->item.number, b->item.number);
}

struct destination_groups destinations_group(struct lunette_reporter *reporter,
                                             const struct lunette_destinations *list)
{
    const struct lunette_destination **sorted =
        reporter->alloc(reporter, list->count, sizeof *sorted);
    struct destination_group *groups = reporter->alloc(reporter, list->count, sizeof *groups);
    memcpy(sorted, list->items, list->count * sizeof *sorted);
    qsort(sorted, list->count, sizeof *sorted, compare_destinations);
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (i == 0 || compare_matches(sorted[i - 1], sorted[i]) != 0)
            groups[count++].items = sorted + i;
        groups[count - 1].count++;
    }
    return (struct destination_groups){groups, count};
}

bool destinations_are_sequence(const struct destination_group *group)
{
    for (size_t i = 0; i < group->count; i++)
        if (group->items[i]->weight != LUNETTE_UNSET && group->items[i]->weight != 100)
            return false;
    return group->count > 1;
}

/* ---- one destination ---- */

bool destination_is_unconditional(const struct lunette_destination *destination)
{
    const struct lunette_match *match = destination->match;
    return !match || (!match->path && match->methods.count == 0 && match->headers.count == 0);
}

const char *destination_name(struct lunette_reporter *reporter,
                             const struct lunette_destination *destination)
{
    const char *to = destination->to.name ? destination->to.name : "?";
    return destination->subset ? say_format(reporter, "%s %s", to, destination->subset) : to;
}
