/* How large things are and which words they show, before anything has a place. */
#ifndef LUNETTE_GRAPH_FORM_H
#define LUNETTE_GRAPH_FORM_H

#include "layout.h"
#include "scene/detail.h"

enum {
    FORM_NAME_PX = 19, /* heights of lines of text */
    FORM_LINE_PX = 16,
    FORM_BADGE_ROW_PX = 23,
    FORM_BADGE_GAP_PX = 4,
    FORM_FACTS_GAP_PX = 5, /* above the facts */
    FORM_DETAIL_LINES = 2,
    FORM_LABEL_LINES = 2,
    FORM_LABEL_PX = 164,       /* width of a line of a label */
    FORM_LABEL_PADDING_PX = 8, /* at each side of it, in the size that a layout is asked for */
    FORM_LABEL_GAP_PX = 4,     /* above and below together */
    FORM_END_LABEL_PX = 19,    /* height of a role box at an end of a line */
};

/* A box: its text cut to size. */
struct form_box {
    enum scene_role role;
    const char *name, *technology; /* technology in brackets; NULL: none */
    const char *details[DETAIL_LINES_MAX];
    size_t detail_count;
    const char **facts;
    size_t fact_count;
    double content_width, content_height;
    struct scene_box outline; /* x, y: where the content begins in it */
};

/* A line's label. */
struct form_label {
    const char *lines[DETAIL_LINES_MAX];
    size_t count;
    double text_width, text_height;
};

struct form_caption {
    const char *title, *subtitle; /* subtitle "": none */
};

struct form {
    struct form_box *boxes;
    struct form_label *labels;
    struct form_caption *captions;
    struct layout_request request;
};

/* In memory of the canvas. */
const struct form *form_make(const struct lunette_graph_view *graph, struct lunette_canvas *canvas);

/* The badges from `first` that share a row, by count; `width` gets the row's width. */
size_t form_badge_row(const struct lunette_badges *badges, size_t first,
                      struct lunette_canvas *canvas, double *width);

/* An end's label, cut, and its width with the box around it. */
const char *form_end_label(struct lunette_canvas *canvas, const char *label, double *width);

#endif
