/* Where everything lies: the one question a layout engine answers.
 *
 * An engine is told sizes and answers with places; it never sees a text of the model. Pixels; y
 * grows downwards; the origin is the left top corner of the drawing. */
#ifndef LUNETTE_GRAPH_LAYOUT_H
#define LUNETTE_GRAPH_LAYOUT_H

#include "lunette/plugin.h"
#include "scene/scene.h"

struct layout_size {
    double width, height;
};

struct layout_request {
    const struct lunette_graph_view *graph;
    const struct layout_size *boxes;    /* one for each box */
    const struct layout_size *labels;   /* one for each line; width 0: no label */
    const struct layout_size *captions; /* one for each group */
    const bool *round;                  /* one for each box: lines end on an ellipse */
    double end_px; /* room a line needs at each end for a label there; 0: none */
};

/* The path of a line: 1 + 3n points of n joined cubics. Behind the last point comes the head, if
 * the line has one, up to `tip`. */
struct layout_curve {
    const struct scene_point *points;
    uint32_t count;
    bool has_label; /* the engine kept room for the label, around label_at */
    struct scene_point tip, label_at;
    double length; /* pixels, without the head; place_layout sets it */
};

struct layout {
    double width, height;
    const struct scene_point *boxes; /* centers */
    const struct scene_box *groups;
    const struct layout_curve *curves;
    const char *note; /* how the drawing was simplified, for picture and user; NULL: not at all */
};

/* Whether a line of this role has a head. */
bool layout_has_head(enum lunette_line_role role);

/* A layout within the canvas's budget: Graphviz with its best settings, else with fast ones, else
 * without labels, else plain rows of our own, which always succeed. Every box, group and line has
 * its place. */
const struct layout *layout_make(const struct layout_request *request,
                                 struct lunette_canvas *canvas);

#endif
