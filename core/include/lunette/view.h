/* A view: what one picture shows, before anybody decides where on the paper.
 *
 * The host selects a view from the model; a renderer draws it. Everything is const and lasts as long
 * as the render call; order is stable and meaningful: boxes, lines and groups come as the model declares
 * them. Text is raw: the renderer escapes it for its format. */
#ifndef LUNETTE_VIEW_H
#define LUNETTE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/model.h"

/* A finding to be drawn on a box or line. */
struct lunette_mark {
    enum lunette_severity severity;
    const char *rule;
    const char *message;
};
struct lunette_marks {
    const struct lunette_mark *items;
    size_t count;
};

/* A small sign on a box. */
enum lunette_badge_kind {
    LUNETTE_BADGE_OBJECTIVE, /* text: "99.9 %" */
    LUNETTE_BADGE_STRATEGY,  /* text: "canary 5→100 %" */
    LUNETTE_BADGE_LOCK,      /* strict mutual TLS; text: "mTLS" */
    LUNETTE_BADGE_REPLICAS,  /* text: "3–12" */
    LUNETTE_BADGE_COUNT,     /* text: "8 services": what a collapsed box stands for */
    LUNETTE_BADGE_DATA,      /* how sensitive a store is; text: "PII" */
    LUNETTE_BADGE_CRITICALITY, /* how much it matters; text: "high" */
};
struct lunette_badge {
    enum lunette_badge_kind kind;
    const char *text;
};
struct lunette_badges {
    const struct lunette_badge *items;
    size_t count;
};

/* What a box stands for; decides its shape and colour. */
enum lunette_box_role {
    LUNETTE_BOX_SERVICE,
    LUNETTE_BOX_DATASTORE,
    LUNETTE_BOX_TOPIC,
    LUNETTE_BOX_GATEWAY,
    LUNETTE_BOX_ACTOR,
    LUNETTE_BOX_EXTERNAL,
    LUNETTE_BOX_CONTEXT,   /* an ellipse of the context map */
    LUNETTE_BOX_COLLAPSED, /* a whole context drawn as one box */
    LUNETTE_BOX_ROLE_COUNT
};

struct lunette_box {
    const char *id; /* unique in the view and stable: "service-order-service" */
    enum lunette_box_role role;
    const char *title;      /* the name */
    const char *technology; /* "python · fastapi"; NULL: none */
    const char *detail;     /* one line of responsibility; NULL: none */
    struct lunette_badges badges;
    struct lunette_marks marks;
    int32_t group;          /* index of its group; -1: none */
    bool alias;             /* one of several boxes for the same thing (a hub beside each user) */
    const struct lunette_item *item; /* NULL: stands for nothing single */
    const char *const *facts; /* further lines, each a short text: "asked 99.9 %" */
    size_t fact_count;
    enum lunette_criticality emphasis; /* tints the box; unsaid: as its role */
};

/* What a line stands for; decides stroke and arrow. */
enum lunette_line_role {
    LUNETTE_LINE_CALL,          /* sync, hard: solid and thicker, filled arrow */
    LUNETTE_LINE_OPTIONAL_CALL, /* sync, optional or with fallback: dotted */
    LUNETTE_LINE_MESSAGE,       /* async: dashed, open arrow */
    LUNETTE_LINE_DATA,          /* use of a store: thin */
    LUNETTE_LINE_ROUTE,         /* gateway to service: thin, filled arrow */
    LUNETTE_LINE_RELATIONSHIP,  /* context map: upstream to downstream */
    LUNETTE_LINE_SYMMETRIC,     /* partnership, shared kernel: no direction */
    LUNETTE_LINE_SEPARATE,      /* separate ways: dotted with a cross */
    LUNETTE_LINE_DEAD_LETTER,   /* what cannot be handled goes there: dashed, open arrow, red */
    LUNETTE_LINE_OWNS,          /* a store and whose it is: thin, no arrow */
    LUNETTE_LINE_ROLE_COUNT
};

struct lunette_line {
    const char *id; /* unique in the view and stable: "order-service--payment-service" */
    enum lunette_line_role role;
    uint32_t from, to;      /* indexes of boxes */
    const char *label;      /* "POST /orders · 200 ms ×2"; NULL: none */
    const char *from_label; /* context map: "U OHS PL" beside the first end; NULL: none */
    const char *to_label;   /* context map: "D ACL" */
    bool breaker;           /* has a circuit breaker: a small mark */
    uint32_t weight;        /* how many model edges this line stands for; 1 when it is one */
    struct lunette_marks marks;
    const struct lunette_item *item; /* NULL when weight > 1 */
    const char *const *words; /* in place of the label where there is room: every endpoint and event, whole */
    size_t word_count;        /* 0: the label is all there is to say */
};

/* Boxes drawn together: a bounded context. */
struct lunette_group {
    const char *id;
    const char *title;    /* name */
    const char *subtitle; /* "core · owner checkout"; NULL: none */
    enum lunette_subdomain emphasis; /* core is tinted strongest */
    int32_t parent;                  /* index of the group around it; -1: none */
    struct lunette_marks marks;
    const struct lunette_item *item;
};

/* A picture of boxes and lines. */
struct lunette_graph_view {
    const struct lunette_box *boxes;
    size_t box_count;
    const struct lunette_line *lines;
    size_t line_count;
    const struct lunette_group *groups;
    size_t group_count;
    enum lunette_direction direction; /* never unsaid */
};

/* ---- sequences ---- */

/* Who takes part, from left to right. */
struct lunette_lifeline {
    const char *id; /* unique in the view and stable: "lifeline-order-service" */
    enum lunette_box_role role;
    const char *title;
    const char *technology; /* NULL: none */
    struct lunette_marks marks;
    const struct lunette_item *item; /* NULL: nothing declares it */
};

enum lunette_step_role {
    LUNETTE_STEP_CALL,         /* solid line, filled arrow */
    LUNETTE_STEP_MESSAGE,      /* nobody waits: solid line, open arrow */
    LUNETTE_STEP_REPLY,        /* dashed line, open arrow */
    LUNETTE_STEP_FAILURE,      /* a reply that says it failed: as a reply, in red */
    LUNETTE_STEP_COMPENSATION, /* undoes an earlier step: as a call, in the warning colour */
    LUNETTE_STEP_NOTE,         /* words on the lifelines from … to */
    LUNETTE_STEP_DIVIDER,      /* a rule across the whole picture with a title */
    LUNETTE_STEP_OPEN,         /* a frame begins */
    LUNETTE_STEP_ELSE,         /* its next compartment */
    LUNETTE_STEP_CLOSE,        /* it ends */
    LUNETTE_STEP_ROLE_COUNT
};

enum lunette_frame {
    LUNETTE_FRAME_ALT,
    LUNETTE_FRAME_OPT,
    LUNETTE_FRAME_LOOP,
    LUNETTE_FRAME_PAR,
    LUNETTE_FRAME_CRITICAL,
    LUNETTE_FRAME_COUNT
};

/* One row of a sequence. Frames nest: each OPEN has its CLOSE, and ELSE lies between the two. */
struct lunette_step {
    const char *id; /* unique in the view and stable: "step-12" */
    enum lunette_step_role role;
    enum lunette_frame frame; /* of OPEN, ELSE and CLOSE */
    uint32_t from, to;   /* lifelines; equal: a message to oneself. Of a note and a frame: the outermost it
                          * concerns, from <= to */
    const char *number;  /* "12"; NULL: not numbered */
    const char *label;   /* what is said; a frame's guard; a divider's title; NULL: nothing */
    const char *aside;   /* beside a call: "200 ms ×2"; NULL: nothing */
    const char *badge;   /* a short word set apart: "pivot"; NULL: none */
    bool breaker;        /* a circuit breaker guards the call */
    struct lunette_marks marks;
    const struct lunette_item *item; /* NULL: none */
};

/* Somebody at work: the bar on a lifeline from one step to another, both included. */
struct lunette_activation {
    uint32_t lifeline;
    uint32_t first, last; /* steps */
    uint32_t level;       /* 0: on the lifeline; 1: on the bar of level 0; … */
};

/* A picture of who says what to whom, in time. Activations come by first step. */
struct lunette_sequence_view {
    const struct lunette_lifeline *lifelines;
    size_t lifeline_count;
    const struct lunette_step *steps;
    size_t step_count;
    const struct lunette_activation *activations;
    size_t activation_count;
};

enum lunette_view_form {
    LUNETTE_GRAPH_VIEW,
    LUNETTE_SEQUENCE_VIEW,
    LUNETTE_VIEW_FORM_COUNT
};

struct lunette_view {
    const char *name;  /* "landscape", "context:ordering"; what `lunette render` takes */
    const char *kind;  /* "landscape", "contexts", "dependencies" */
    const char *title; /* "Landscape: E-Commerce Platform" */
    const char *summary; /* what it shows, one line, as `lunette views` prints it */
    enum lunette_view_form form;
    struct lunette_graph_view graph; /* when form is LUNETTE_GRAPH_VIEW */
    const char *const *notes;        /* what was left out or collapsed; drawn below the picture */
    size_t note_count;
    const struct lunette_model *model; /* for files and places */
    struct lunette_sequence_view sequence; /* when form is LUNETTE_SEQUENCE_VIEW */
};

#endif
