/* Who is at work from when to when, in a sequence: the activation bars.
 *
 * A call puts its target to work until it replies, or until its caller goes on without having
 * got a reply. Whoever says something unasked begins to work with that. A message that nobody
 * waits for begins new work of its receiver. While somebody waits for a call, it is at work,
 * too. */
#ifndef LUNETTE_VIEW_BARS_H
#define LUNETTE_VIEW_BARS_H

#include "base/arena.h"
#include "lunette/view.h"

struct bar {
    struct lunette_activation shown;
    int32_t caller;    /* the bar that waits for it; -1: none does */
    int32_t asker;     /* the lifeline that called; -1: nobody did */
    uint32_t ended_by; /* the last ending that concerned it; 0: none */
    int32_t below;     /* the bar it lies on, once all are known; -1: the lifeline itself */
};

/* Bars that are open, in the order in which they were opened. */
struct bars_open {
    uint32_t *items;
    size_t count, capacity;
};

struct bars_frame {
    size_t bar_count;        /* when it began: later ones end with their compartment */
    struct bars_open before; /* open when it began */
    struct bars_open after;  /* of those, open at the end of some compartment */
    size_t compartments;
};

/* Set `arena`, zero the rest. */
struct bars {
    struct arena *arena;
    struct bar *items;
    size_t count, capacity;
    struct bars_open open;
    uint32_t endings; /* so many there were */
    struct bars_frame *frames;
    size_t frame_count, frame_capacity;
};

/* The row `row`, a call, message, reply … between two lifelines; those that cannot work (people,
 * topics) are told by `idle`, by lifeline. */
void bars_follow(struct bars *bars, uint32_t row, const struct lunette_step *step,
                 bool from_is_idle, bool to_is_idle);

/* Each compartment of a frame begins with those at work that were so when it began. After a
 * frame that may be passed over (`is_certain` false) all of them still are; else those that some
 * compartment left so. */
void bars_open_frame(struct bars *bars);
void bars_else_frame(struct bars *bars);
void bars_close_frame(struct bars *bars, bool is_certain);

/* Nobody is at work any more: what follows is another run. */
void bars_end_all(struct bars *bars);

/* In the order in which they began, in the arena; to be called once, at the end. */
const struct lunette_activation *bars_list(struct bars *bars, size_t *count);

#endif
