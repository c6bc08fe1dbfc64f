/* Graphviz, the only place that knows it.
 *
 * It exits, asserts and frees twice on ordinary input, so it runs only in a process that is thrown
 * away afterwards: see child.h. Nothing of it is ever freed. */
#ifndef LUNETTE_GRAPH_ENGINE_H
#define LUNETTE_GRAPH_ENGINE_H

#include <stdbool.h>
#include <stddef.h>

#include "layout.h"

/* Graphviz's own attributes; NULL leaves the default. */
struct engine_settings {
    const char *nslimit;
    const char *mclimit;
    const char *splines;
    bool labels; /* lines keep their labels */
};

/* The answer as a row of floats, in this order:
 *   width, height
 *   for each box    x, y                              center
 *   for each group  x, y, width, height
 *   for each line   points, has label, label x, label y, tip x, tip y, then x, y of each point
 * NULL when Graphviz fails or lost a line. The memory is malloc's. */
float *engine_run(const struct layout_request *request, const struct engine_settings *settings,
                  size_t *count);

#endif
