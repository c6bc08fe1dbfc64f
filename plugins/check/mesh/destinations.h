/* Lists of destinations: the routes of traffic rules, the splits of gateways' routes. */
#ifndef LUNETTE_PLUGINS_CHECK_MESH_DESTINATIONS_H
#define LUNETTE_PLUGINS_CHECK_MESH_DESTINATIONS_H

#include "lunette/plugin.h"

struct destination_list {
    const struct lunette_destinations *destinations; /* at least one */
    const struct lunette_item *owner;                /* the traffic, or the route */
};

struct destination_lists {
    const struct destination_list *items;
    size_t count;
};

/* Every list of the model: those of traffic rules, then those of gateways. */
struct destination_lists destinations_collect(const struct lunette_model *model,
                                              struct lunette_reporter *reporter);

/* "traffic 'search'", "route '/orders' of 'edge'". */
const char *destinations_name(struct lunette_reporter *reporter,
                              const struct destination_list *list);

/* Destinations of one list whose match is the same, or that have none: one route that shares its
 * requests out. In the order of the list. */
struct destination_group {
    const struct lunette_destination *const *items;
    size_t count;
};

struct destination_groups {
    const struct destination_group *items;
    size_t count;
};

/* The groups of a list, those without a match first. */
struct destination_groups destinations_group(struct lunette_reporter *reporter,
                                             const struct lunette_destinations *list);

/* Whether these stand one after the other, each for all of the requests, and share nothing out:
 * several, of which none has a weight other than 100. */
bool destinations_are_sequence(const struct destination_group *group);

/* Whether it takes whatever comes. */
bool destination_is_unconditional(const struct lunette_destination *destination);

/* "search-service v2", or the service's name alone. */
const char *destination_name(struct lunette_reporter *reporter,
                             const struct lunette_destination *destination);

#endif
