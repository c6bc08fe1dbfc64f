/* Ids in a picture: each taken once. */
#ifndef LUNETTE_VIEW_IDS_H
#define LUNETTE_VIEW_IDS_H

#include "base/arena.h"
#include "base/intern.h"
#include "base/map.h"

/* Set the two arenas, zero the rest. */
struct ids {
    struct arena *arena;
    struct intern taken;
    struct map next; /* interned base → the number to try next */
};

/* `base`, or when that is taken `base-2`, `base-3`, … */
const char *ids_make(struct ids *ids, const char *base);

void ids_free(struct ids *ids);

#endif
