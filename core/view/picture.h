/* A picture in the making: boxes, edges between them and groups around them.
 *
 * Boxes, edges and groups are referred to by number. While it is filled the numbers stay; later
 * stages replace the boxes and renumber what refers to them. Everything lives in the picture's
 * arena; only the tables do not, so picture_close must follow picture_open. */
#ifndef LUNETTE_VIEW_PICTURE_H
#define LUNETTE_VIEW_PICTURE_H

#include "base/arena.h"
#include "base/intern.h"
#include "base/map.h"
#include "lunette/view.h"

struct facts;

enum picture_grouping {
    PICTURE_BY_CONTEXT,
    PICTURE_BY_MESH, /* contexts, each inside the mesh that its services are in */
    PICTURE_BY_OWNER,
    PICTURE_UNGROUPED
};

enum { PICTURE_DEEPEST_CONTEXT = 32 }; /* ends walks where contexts are each other's parents */

/* What a box stands for, so that a collapsed one can say it of all that it holds. */
struct picture_counts {
    uint32_t services, stores, topics;
    uint32_t beyond;               /* services that promise more than is possible */
    uint32_t probed;               /* services with probes */
    int64_t least, most;           /* replicas */
    enum lunette_classification data; /* the most sensitive */
};

struct picture_box {
    struct lunette_box box;             /* its id and marks come when it is drawn */
    struct lunette_ref context;         /* that it belongs to; name NULL: none */
    const struct lunette_item *gateway; /* that this service realises; NULL: none */
    int32_t home;                       /* group it is collapsed into; -1: none */
    struct picture_counts counts;
    bool core;         /* belongs to the focus: never collapsed */
    uint32_t original; /* an alias: the box it repeats */
    uint32_t user;     /* an alias: the box it stands beside */
};

/* One edge of the model. Several may become one line. */
struct picture_edge {
    enum lunette_line_role role;
    uint32_t from, to;
    const char *label;      /* NULL: none */
    const char *aside;      /* behind the label, where all edges of a line have it; NULL: none */
    const char *from_label; /* as in struct lunette_line */
    const char *to_label;
    bool breaker;
    uint32_t traffic; /* calls and events between the ends that it does not stand for itself */
    const struct lunette_item *item;
    struct picture_edge *next; /* in the same line */
};

/* This item is to be seen in this box. */
struct picture_stand {
    const struct lunette_item *item;
    uint32_t box;
};

struct picture {
    const struct lunette_model *model;
    struct arena *arena;
    struct facts *facts;
    enum picture_grouping grouping;
    const struct lunette_item *focus; /* the entity that a view of one is about; NULL: the whole model */
    bool sketch;    /* few boxes will be kept: texts come afterwards, see boxes_describe */
    bool plan;      /* reads like a table: three times as many boxes as elsewhere keep what they say */
    bool plain;     /* boxes have nothing but names, lines no labels: there are too many */
    bool spelled;   /* lines that stand for several name them rather than count them */
    bool collapsed; /* boxes stand for whole groups */
    bool overview;  /* lines run between whole contexts: the weakest may be left out */

    struct picture_box *boxes;
    size_t box_count, box_capacity;
    struct picture_edge *edges;
    size_t edge_count, edge_capacity;
    struct lunette_group *groups; /* their ids and marks come when they are drawn */
    size_t group_count, group_capacity;
    struct picture_stand *stands;
    size_t stand_count, stand_capacity;
    const char **notes;
    size_t note_count, note_capacity;

    struct map places;  /* item, or the name of what nothing declares → box + 1; while filling */
    struct map grouped; /* context, team or undeclared name → group + 1; while filling */
    struct intern keys; /* see picture_is_new */
};

void picture_open(struct picture *picture, const struct lunette_model *model, struct arena *arena);
void picture_close(struct picture *picture);

/* Whether the context, NULL for none, is this one or within it. */
bool picture_is_within(const struct lunette_item *context, const struct lunette_item *around);

/* About so many boxes will come: makes room once, instead of twice as much bit by bit. Before the first. */
void picture_expect(struct picture *picture, size_t boxes);

/* A new box. `key` is the item or the interned name by which picture_place finds it again. */
uint32_t picture_add_box(struct picture *picture, const void *key, struct picture_box box);

/* `item`, too, is to be seen in the box. */
void picture_stand(struct picture *picture, const struct lunette_item *item, uint32_t box);

/* The box of this key, or -1. */
int32_t picture_place(const struct picture *picture, const void *key);

void picture_add_edge(struct picture *picture, struct picture_edge edge);

/* A new group. `key` as for boxes; NULL is not found again. */
int32_t picture_add_group(struct picture *picture, const void *key, struct lunette_group group);

/* Said below the drawing; one sentence without a full stop. */
void picture_add_note(struct picture *picture, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Whether this text was not asked about before in this picture. */
bool picture_is_new(struct picture *picture, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Puts `boxes` in the place of all boxes; old box i becomes to[i], or goes when that is -1. Edges
 * at a box that goes go with it, and so do edges between two boxes that become one. */
void picture_replace(struct picture *picture, struct picture_box *boxes, size_t count,
                     const int32_t *to);

/* Leaves the boxes whose flag is set. */
void picture_keep(struct picture *picture, const bool *keep);

#endif
