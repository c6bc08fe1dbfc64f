/* Where groups say who they are. */
#ifndef LUNETTE_GRAPH_CAPTIONS_H
#define LUNETTE_GRAPH_CAPTIONS_H

#include "form.h"

enum {
    CAPTIONS_INDENT_PX = 14,      /* from a group's sides */
    CAPTIONS_BASE_PX = 22,        /* from its top down to the base line of its title */
    CAPTIONS_SECOND_BASE_PX = 39, /* and of its subtitle */
};

/* For each group the left end of its caption: as far to the left as no line or label runs through
 * it, or where the least does. The layout lies on the page. In memory of the canvas. */
const double *captions_place(const struct lunette_graph_view *graph, const struct form *form,
                             const struct layout *layout, struct lunette_canvas *canvas);

#endif
