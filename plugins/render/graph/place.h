/* From a drawing of its own to a place on the page. */
#ifndef LUNETTE_GRAPH_PLACE_H
#define LUNETTE_GRAPH_PLACE_H

#include "form.h"

/* The layout moved by this much. Engines end lines at the rectangle around a box; here they are led
 * on to its outline. */
const struct layout *place_layout(const struct layout *layout, const struct form *form,
                                  struct scene_point by, struct lunette_canvas *canvas);

/* Where the box is drawn. */
struct scene_box place_box(const struct layout *layout, const struct form *form, size_t index);

#endif
