/* A whole drawing, part by part, in the child. */
#ifndef LUNETTE_GRAPH_DRAFT_H
#define LUNETTE_GRAPH_DRAFT_H

#include <stddef.h>

#include "engine.h"

/* The answer as a row of floats, in this order:
 *   width, height
 *   for each box    x, y                              center
 *   for each group  x, y, width, height
 *   for each line   points, has label, label x, label y, tip x, tip y, then x, y of each point
 * NULL when the engine fails. The memory is malloc's. */
float *draft_make(const struct layout_request *request, const struct engine_settings *settings,
                  struct lunette_canvas *canvas, size_t *count);

#endif
