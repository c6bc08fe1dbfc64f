/* The arrows of a sequence, with their words and signs. */
#ifndef LUNETTE_SEQUENCE_ARROWS_H
#define LUNETTE_SEQUENCE_ARROWS_H

#include "rows.h"

struct drawing {
    const struct lunette_view *view;
    const struct measure *measure;
    const struct rows *rows;
    struct scene *scene;
    struct scene_point corner; /* where 0, 0 of the body is */
};

/* Where a lifeline stands, and the middle of its bar of this level (-1: the lifeline itself). */
double drawing_center(const struct drawing *drawing, uint32_t lifeline);
double drawing_bar_x(const struct drawing *drawing, uint32_t lifeline, int32_t level);

double drawing_y(const struct drawing *drawing, size_t step);

void arrows_draw(const struct drawing *drawing, size_t step);

#endif
