/* Who has to do with whom: calls, messages, stores, routes, and who takes part in what. */
#ifndef LUNETTE_PAGE_LINKS_H
#define LUNETTE_PAGE_LINKS_H

#include <jansson.h>

#include "base/arena.h"
#include "base/map.h"
#include "page/entities.h"

struct link {
    const char *kind;                /* "call", "message", "owns", … */
    long from, to;                   /* entities */
    const char *label;               /* NULL: none */
    const struct lunette_item *item; /* that says so */
};

struct links {
    const struct entities *entities;
    struct arena *arena;
    struct link *items;
    size_t count, capacity;
    struct map numbers; /* item → number of its first link from 1 */
};

/* Calls come first, in the model's order: what the page follows when something dies follows them in the order
 * in which `lunette show` does. */
void links_collect(struct links *links, const struct entities *entities,
                   const struct lunette_model *model, struct arena *arena);
void links_free(struct links *links);

/* Of the item or the nearest around it that is a link; -1. */
long links_around(const struct links *links, const struct lunette_item *item);

/* Each with kind, from, to, label, place; of a call also what guards it, `hard` where its failure is the
 * caller's, and `callee` where that is another than `to`: what realises a gateway. */
json_t *links_value(const struct links *links);

#endif
