/* What has a name on the page and can be searched, chosen and linked to. */
#ifndef LUNETTE_PAGE_ENTITIES_H
#define LUNETTE_PAGE_ENTITIES_H

#include <jansson.h>

#include "base/arena.h"
#include "base/map.h"
#include "lunette/model.h"

struct entities {
    const struct lunette_model *model;
    const struct lunette_item **items;
    size_t count;
    struct map numbers; /* item → number from 1 */
};

/* Services first, then what they stand in, call and use. */
void entities_collect(struct entities *entities, const struct lunette_model *model,
                      struct arena *arena);
void entities_free(struct entities *entities);

/* From 0; -1 when the item is none (NULL is none). */
long entities_number(const struct entities *entities, const struct lunette_item *item);

/* The entity that the item is, is part of or, where it stands apart, names first: a timeout its service; -1. */
long entities_around(const struct entities *entities, const struct lunette_item *item);

/* Sets a member to the number; -1 sets none. */
void entities_set_number(json_t *object, const char *key, long number);

/* Each with kind, name, description, place, the context it belongs to and its plain fields as facts. */
json_t *entities_value(const struct entities *entities);

#endif
