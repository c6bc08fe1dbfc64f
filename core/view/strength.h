/* How much a line stands for. */
#ifndef LUNETTE_VIEW_STRENGTH_H
#define LUNETTE_VIEW_STRENGTH_H

#include "view/lines.h"

/* Calls, events and the like, those between its ends that it does not stand for itself included. */
uint64_t strength_of_line(const struct lines *lines, size_t line);

/* The numbers of `count` things, the strongest first, of equals the earlier. In the arena. */
uint32_t *strength_sort(struct arena *arena, const uint64_t *strengths, size_t count);

#endif
