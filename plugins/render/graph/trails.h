/* Lines as rows of points, found by where they lie: how far from a box they run. */
#ifndef LUNETTE_GRAPH_TRAILS_H
#define LUNETTE_GRAPH_TRAILS_H

#include "layout.h"

struct trails_point {
    struct scene_point at;
    uint32_t line, stretch; /* stretch: one cubic of a line, or its head */
};

/* All points in square cells over the drawing; made once, changed only by questions. */
struct trails {
    struct scene_box around;
    double cell_px;
    size_t columns, rows;
    const struct trails_point *points; /* cell after cell, row after row */
    const uint32_t *starts;            /* of each cell among them, and the end of the last */
    uint32_t *asked, questions;        /* by stretch: in which question it was met last */
};

struct trails_crossings {
    bool own;        /* the line itself runs through the box */
    unsigned others; /* how many stretches of others do */
};

struct trails_distances {
    double own;   /* pixels from the box to the nearest point of the line itself */
    double other; /* to the nearest of the others, if less than own + margin_px; else no less */
};

/* Of all lines; in memory of the canvas. Takes time that grows with the lengths of the lines. */
struct trails trails_make(const struct layout_curve *curves, size_t line_count,
                          struct lunette_canvas *canvas);

/* Looks no further when it has met more than `most` others. Takes time that grows with the number
 * of points in the box's cells. */
struct trails_crossings trails_cross(struct trails *trails, size_t line,
                                     const struct scene_box *box, unsigned most);

/* Takes time that grows with the number of points near the box, up to where the line is. */
struct trails_distances trails_measure(const struct trails *trails, size_t line,
                                       const struct scene_box *box, double margin_px);

#endif
