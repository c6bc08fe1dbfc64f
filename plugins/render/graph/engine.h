/* Graphviz, the only place that knows it.
 *
 * It exits, asserts and frees twice on ordinary input, so it runs only in a process that is thrown
 * away afterwards: see child.h. Nothing of it is ever freed. */
#ifndef LUNETTE_GRAPH_ENGINE_H
#define LUNETTE_GRAPH_ENGINE_H

#include <stdbool.h>

#include "parts.h"

/* Graphviz's own attributes; NULL leaves the default. */
struct engine_settings {
    const char *nslimit;
    const char *mclimit;
    const char *splines;
    bool labels; /* lines keep their labels */
};

/* Where things lie within their parts. */
struct draft {
    struct layout_size *sizes; /* of each part */
    struct scene_point *boxes; /* centers */
    struct scene_box *groups;
    struct layout_curve *curves;
};

/* Lays out one part. False when Graphviz fails or lost a line. */
bool engine_draw(const struct layout_request *request, const struct engine_settings *settings,
                 const struct parts *parts, uint32_t part, struct draft *draft);

#endif
