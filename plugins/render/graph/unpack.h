/* The engine's answer, believed only after every number was looked at. */
#ifndef LUNETTE_GRAPH_UNPACK_H
#define LUNETTE_GRAPH_UNPACK_H

#include "layout.h"

/* The layout in memory of the canvas; NULL when the answer is not of the form that draft.h
 * describes: a box, group or line is missing, a number is no place on a drawing, or something is
 * left over; or when the drawing is wrong: boxes on each other, or a box outside its group. */
const struct layout *unpack_layout(const struct layout_request *request, const float *answer,
                                   size_t count, struct lunette_canvas *canvas);

#endif
