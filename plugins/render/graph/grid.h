/* Plain rows: the layout that always succeeds. */
#ifndef LUNETTE_GRAPH_GRID_H
#define LUNETTE_GRAPH_GRID_H

#include "engine.h"

/* Boxes in rows within their groups, groups in rows, straight lines. Almost linear. */
struct layout *grid_layout(const struct layout_request *request, struct lunette_canvas *canvas);

/* As grid_layout, but one part alone and without lines, in rows of at least this width where there
 * is so much. Fills its places in the draft and returns its size. */
struct layout_size grid_arrange(const struct layout_request *request, const struct parts *parts,
                                uint32_t part, double width, struct draft *draft,
                                struct lunette_canvas *canvas);

#endif
