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

/* For asking for many points of a line, one after the other: where the last one was found. */
struct curve_walk {
    const struct layout_curve *curve;
    uint32_t cubic; /* its first point */
    int step;       /* straight pieces of it that are done */
    struct scene_point here;
    double walked; /* from the start to here */
};

struct curve_walk curve_start(const struct layout_curve *curve);

/* The point so far along the curve from its start, kept within it; never nearer to the start than
 * the one before. */
struct scene_point curve_walk_to(struct curve_walk *walk, double distance);

#endif
