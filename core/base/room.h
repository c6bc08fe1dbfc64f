/* Growing an array in an arena. */
#ifndef LUNETTE_BASE_ROOM_H
#define LUNETTE_BASE_ROOM_H

#include "base/arena.h"

/* The array, with room for one item more. The old one stays in the arena: all of them together take at most as
 * much again as the final one. */
void *room_make(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size);

/* Makes room in owner->list, whose length and capacity are the two other members. */
#define ROOM_FOR_ONE(arena, owner, list, count, capacity)                                          \
    ((owner)->list = room_make((arena), (void *)(owner)->list, (owner)->count, &(owner)->capacity, \
                               sizeof *(owner)->list))

#endif
