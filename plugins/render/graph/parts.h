/* Drawings that fall into parts: each is laid out for itself, then all are put on one page. */
#ifndef LUNETTE_GRAPH_PARTS_H
#define LUNETTE_GRAPH_PARTS_H

#include "layout.h"

/* Boxes that lines or groups connect are one part; the last holds all boxes and groups without a
 * line, if there are any. Arrays are malloc's. */
struct parts {
    size_t count;    /* at least 1 */
    bool loose;      /* the last is the one without lines */
    uint32_t *boxes; /* the part of each */
    uint32_t *groups;
};

struct parts parts_find(const struct lunette_graph_view *graph);

/* Puts parts of these sizes beside and below each other so that they fill a page well: `places` gets
 * the left top corner of each. Returns the size of the whole. */
struct layout_size parts_place(const struct layout_size *sizes, size_t count,
                               struct scene_point *places);

#endif
