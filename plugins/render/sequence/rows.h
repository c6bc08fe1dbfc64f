/* How far down each row of a sequence stands, and what its frames enclose. */
#ifndef LUNETTE_SEQUENCE_ROWS_H
#define LUNETTE_SEQUENCE_ROWS_H

#include "measure.h"

/* Of an arrow `y` is the arrow itself, of a note, divider and compartment its upper edge. */
struct row {
    double y;
    double height; /* of what stands at y: a note, the swing of a message to oneself */
    int32_t from_level,
        to_level; /* of the bars an arrow begins and ends at; -1: the lifeline itself */
};

struct frame {
    size_t opened, closed; /* steps */
    struct scene_box box;
};

struct rows {
    struct row *rows; /* by step */
    struct frame *frames;
    size_t frame_count; /* in the order of their first rows: one inside another comes later */
    double left, right; /* the outermost that anything reaches */
    double bottom;      /* of the last row; lifelines go on to there */
};

struct rows *rows_place(const struct measure *measure);

#endif
