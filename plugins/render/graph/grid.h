/* Plain rows: the layout that always succeeds. */
#ifndef LUNETTE_GRAPH_GRID_H
#define LUNETTE_GRAPH_GRID_H

#include "layout.h"

/* Boxes in rows within their groups, groups in rows, straight lines. Almost linear. */
struct layout *grid_layout(const struct layout_request *request, struct lunette_canvas *canvas);

#endif
