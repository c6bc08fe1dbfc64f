/* The last stage: from the picture to the view that renderers see. */
#ifndef LUNETTE_VIEW_DRAW_H
#define LUNETTE_VIEW_DRAW_H

#include "view/lines.h"
#include "view/picture.h"

/* Gives everything its id, leaves out groups with nothing in them, and points the graph in
 * `direction`; when that is unsaid, down, or to the right when the picture is a long chain. */
struct lunette_graph_view draw_graph(struct picture *picture, struct lines *lines,
                                     enum lunette_direction direction);

#endif
