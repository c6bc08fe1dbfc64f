/* Room between lines where they end. */
#ifndef LUNETTE_GRAPH_FAN_H
#define LUNETTE_GRAPH_FAN_H

#include "layout.h"

/* Moves the ends of lines along the ellipses that they end on until role boxes fit between them.
 * `points` are those of the curves. */
void fan_spread(const struct layout_request *request, const struct layout *layout,
                struct scene_point *const *points, struct lunette_canvas *canvas);

#endif
