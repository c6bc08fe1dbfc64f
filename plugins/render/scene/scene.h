/* A scene: what a picture is made of after layout, in the order it is painted.
 *
 * Elements nest and carry the role, the name and the place in the model; shapes and texts lie
 * inside the innermost open element. Coordinates are pixels, y grows downwards. Every text given to
 * a scene is cleaned by it; a writer escapes for its format. A scene lives in memory of its
 * canvas. */
#ifndef LUNETTE_SCENE_SCENE_H
#define LUNETTE_SCENE_SCENE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/plugin.h"
#include "scene/theme.h"

struct scene_point {
    double x, y;
};

struct scene_box {
    double x, y; /* left, top */
    double width, height;
};

/* What an element shows. All but role may be left out. */
struct scene_element {
    enum scene_role role;
    const char *id;        /* unique and stable */
    const char *title;     /* shown when pointed at */
    const char *desc;      /* the rest that is known about it */
    const char *name;      /* of the thing in the model */
    const char *file;      /* where the model declares it */
    uint32_t line;         /* 0: nowhere */
    const char *from, *to; /* of a line: the ids of its ends */
    const char *of;        /* words drawn apart: the id of the element they belong to */
    unsigned extra_px;     /* of a line: how much thicker than its role, at most SCENE_EXTRA_MAX */
    bool alias;            /* one of several that show the same */
};

enum { SCENE_EXTRA_MAX = 3 };

/* How the role's colours apply to a shape. */
enum scene_part {
    SCENE_BODY,          /* filled with the role's fill, drawn with its edge */
    SCENE_STROKE,        /* the edge alone */
    SCENE_DETAIL_STROKE, /* thin, solid, the edge alone */
    SCENE_SOLID,         /* filled with the edge's colour */
    SCENE_PART_COUNT
};

enum scene_anchor { SCENE_START, SCENE_MIDDLE, SCENE_END };

enum scene_item_kind {
    SCENE_OPEN,
    SCENE_CLOSE,
    SCENE_RECT,
    SCENE_ELLIPSE,
    SCENE_PATH,
    SCENE_TEXT,
};

struct scene_item {
    enum scene_item_kind kind;
    union {
        const struct scene_element *element;
        struct {
            enum scene_part part;
            struct scene_box box;
            double radius;
        } shape; /* rect and ellipse */
        struct {
            enum scene_part part;
            const char *verbs;
            const struct scene_point *points;
        } path;
        struct {
            enum scene_text_style style;
            enum scene_anchor anchor;
            struct scene_point at; /* on the base line */
            const char *text;
        } text;
    } as;
};

struct scene {
    struct lunette_canvas *canvas;
    struct scene_item *items;
    size_t count, room;
    unsigned
        role_parts[SCENE_ROLE_COUNT]; /* which parts occur: 1u << part, or-ed; 0: role unused */
    unsigned text_styles;             /* which styles occur: 1u << style, or-ed */
    unsigned extras;                  /* which values of extra_px occur: 1u << value, or-ed */
    bool has_alias;
    enum scene_role alias_role; /* of the last alias */
    enum scene_role open[8];    /* roles of the open elements */
    size_t depth;
};

struct scene *scene_new(struct lunette_canvas *canvas);

/* Makes room for so many items at once: it grows by itself, but what it grew from stays with the
 * canvas. */
void scene_reserve(struct scene *scene, size_t room);

/* Everything until scene_close belongs to the element. At most eight deep. */
void scene_open(struct scene *scene, const struct scene_element *element);
void scene_close(struct scene *scene);

/* Shapes need an open element: its role gives their colours. */
void scene_rect(struct scene *scene, enum scene_part part, struct scene_box box, double radius);
void scene_ellipse(struct scene *scene, enum scene_part part, struct scene_box box);

/* `verbs` as in SVG, absolute: M and L take one point, C three, Z none. Copies the points; keeps
 * the verbs, which are static or in memory of the canvas. */
void scene_path(struct scene *scene, enum scene_part part, const char *verbs,
                const struct scene_point *points);

/* Cleans the text; does not cut it. */
void scene_text(struct scene *scene, enum scene_text_style style, enum scene_anchor anchor,
                struct scene_point at, const char *text);

/* How many points one verb takes. */
size_t scene_verb_points(char verb);

#endif
