/* Lines as rows of points: how far from a box they run. */
#ifndef LUNETTE_GRAPH_TRAILS_H
#define LUNETTE_GRAPH_TRAILS_H

#include "layout.h"

/* One cubic of a line, or its head. */
struct trails_stretch {
    size_t line;
    struct scene_box around;
    const struct scene_point *points;
    size_t count;
};

struct trails {
    const struct trails_stretch *stretches;
    size_t count;
};

struct trails_distances {
    double own;       /* pixels to the nearest point of the line itself; 0: runs through the box */
    double other;     /* to the nearest of the others */
    unsigned through; /* how many stretches of others run through the box */
};

/* Of all lines; in memory of the canvas. */
struct trails trails_make(const struct layout_curve *curves, size_t line_count,
                          struct lunette_canvas *canvas);

/* Those that touch the box; `room` takes as many stretches as there are. */
struct trails trails_within(const struct trails *trails, const struct scene_box *box,
                            struct trails_stretch *room);

/* Around all that the line runs through. */
struct scene_box trails_around(const struct trails *trails, size_t line);

struct trails_distances trails_measure(const struct trails *trails, size_t line,
                                       const struct scene_box *box);

#endif
