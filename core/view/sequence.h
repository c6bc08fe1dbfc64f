/* A sequence in the making: lifelines in the order of their first use, and the rows between them.
 *
 * Whoever plays a sequence (scenario.c, saga.c) adds its rows in time; bars.c keeps who is at work
 * meanwhile. Lifelines are the boxes of a picture without groups. Everything lives in its arena. */
#ifndef LUNETTE_VIEW_SEQUENCE_H
#define LUNETTE_VIEW_SEQUENCE_H

#include "view/bars.h"
#include "view/picture.h"
#include "view/view.h"

/* This item, too, is to be seen in this row: its findings are drawn there. */
struct sequence_stand {
    const struct lunette_item *item;
    size_t step;
};

struct sequence {
    struct picture picture;            /* its boxes are the lifelines */
    const struct lunette_item *entity; /* the saga or scenario that is played */
    const char *choice; /* what follows the ? of a view's name: "fail=pay"; NULL: nothing */

    struct lunette_step *steps;
    size_t step_count, step_capacity;
    struct sequence_stand *stands;
    size_t stand_count, stand_capacity;
    size_t number; /* of the last numbered row */
    struct bars bars;
};

void sequence_open(struct sequence *sequence, const struct lunette_model *model,
                   struct arena *arena);
void sequence_close(struct sequence *sequence);

/* The lifeline of whoever the reference names, made on first use; false when it names nobody. */
bool sequence_find(struct sequence *sequence, const struct lunette_ref *ref, uint32_t *lifeline);

/* A row between two lifelines, or a note or divider. The id is given here; a call, message or
 * compensation gets the next number. Its item, when it has one, is seen in it. */
void sequence_add(struct sequence *sequence, struct lunette_step step);

void sequence_show(struct sequence *sequence, const struct lunette_item *item);

/* The rows of a frame; `guard` may be NULL. How far it reaches follows from what is in it. */
void sequence_open_frame(struct sequence *sequence, enum lunette_frame frame, const char *guard,
                         const struct lunette_item *item);
void sequence_else_frame(struct sequence *sequence, enum lunette_frame frame, const char *guard,
                         const struct lunette_item *item);
void sequence_close_frame(struct sequence *sequence, enum lunette_frame frame);

/* What renderers see, with the findings where they are. */
struct lunette_sequence_view sequence_finish(struct sequence *sequence,
                                             const struct view_options *options);

#endif
