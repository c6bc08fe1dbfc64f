/* Points along a line. */
#ifndef LUNETTE_GRAPH_CURVE_H
#define LUNETTE_GRAPH_CURVE_H

#include "layout.h"

/* Without the head; pixels. */
double curve_length(const struct layout_curve *curve);

/* The point so far along the curve from its start, kept within it. */
struct scene_point curve_at(const struct layout_curve *curve, double distance);

#endif
