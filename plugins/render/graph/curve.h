/* Points along a line. */
#ifndef LUNETTE_GRAPH_CURVE_H
#define LUNETTE_GRAPH_CURVE_H

#include "layout.h"

enum { CURVE_STEPS = 16 }; /* straight pieces for one cubic: far below a pixel off */

/* The point of the cubic with these four points; `ratio` from 0 to 1. */
struct scene_point curve_cubic(const struct scene_point *points, double ratio);

/* Without the head; pixels. */
double curve_length(const struct layout_curve *curve);

/* The point so far along the curve from its start, kept within it. */
struct scene_point curve_at(const struct layout_curve *curve, double distance);

#endif
