/* How much room the words of a sequence take, and where its lifelines stand for that. */
#ifndef LUNETTE_SEQUENCE_MEASURE_H
#define LUNETTE_SEQUENCE_MEASURE_H

#include "scene/scene.h"

enum {
    MEASURE_LINES = 5,    /* of one label, at most */
    MEASURE_LINE_PX = 15, /* from one line of a label to the next */
    MEASURE_PADDING_PX = 10,
    MEASURE_BAR_PX = 10,  /* width of an activation bar */
    MEASURE_SHIFT_PX = 5, /* a bar on another stands this much to the right */
    MEASURE_LEVELS = 8,   /* bars on each other that are told apart; higher ones lie on the last */
    MEASURE_SELF_PX = 30, /* how far a message to oneself swings out, beyond the bars */
    MEASURE_TAB_PX = 20,  /* height of a frame's tab */
    MEASURE_MARGIN_PX = 24, /* from the outermost lifeline of a frame to its edge */
    MEASURE_SIGN_PX = 24,   /* what a finding's mark or a breaker takes beside words */
};

struct measure_head {
    enum scene_role role;
    const char *titles[2];
    size_t title_count;
    const char *technology;   /* NULL: none */
    struct scene_box outline; /* as shape_around gives it */
    double content_width, content_height;
};

/* The words of a row, and what stands below them. */
struct measure_step {
    const char *lines[MEASURE_LINES];
    size_t line_count;
    double width;       /* of the widest line */
    double below_width; /* under an arrow: the wait, and a short word */
};

struct measure {
    const struct lunette_sequence_view *view;
    struct lunette_canvas *canvas;
    struct measure_head *heads; /* by lifeline */
    struct measure_step *steps; /* by step */
    double *reaches;            /* by lifeline: how far its bars reach to the right of it */
    double *centers;            /* x of each lifeline; the first head begins at 0 */
    double head_height;         /* of the highest */
    double width;               /* from the left of the first head to the right of the last */
};

/* Words stand between two lifelines, never across one: from here to there. */
struct measure_span {
    double left, right;
};

struct measure *measure_make(const struct lunette_sequence_view *view,
                             struct lunette_canvas *canvas);

/* Whether the row is an arrow from one lifeline to another or back to itself. */
bool measure_is_arrow(const struct lunette_step *step);

/* Whether it goes to another lifeline than the next. */
bool measure_is_long(const struct lunette_step *step);

/* Where the words of an arrow between two lifelines may stand: beside whoever speaks, off its
 * signs. */
struct measure_span measure_words_span(const struct measure *measure,
                                       const struct lunette_step *step);

/* "alt", and how wide the tab with it is. */
const char *measure_frame_word(enum lunette_frame frame);
double measure_tab_width_px(enum lunette_frame frame);

/* From the frame's first lifeline to where the guard of a compartment begins. */
double measure_guard_px(const struct measure *measure, const struct lunette_step *step);

#endif
