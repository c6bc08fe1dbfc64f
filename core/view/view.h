/* Selecting: from the model to what one picture shows.
 *
 * A view is drawn up in stages, each of which takes the finished picture of the one before:
 *   fill      boxes, edges and groups off the model       kinds.c names the files; boxes.c flows.c
 *   filter    include, exclude, around                    filter.c
 *   collapse  whole contexts as one box, over the budget  collapse.c fold.c
 *   thin      of them and their lines the strongest       aside.c thin.c strength.c
 *   alias     a box that many use, beside its users       hubs.c
 *   draw      merged lines, ids, marks, notes             lines.c marks.c draw.c
 * The picture between the stages is described in picture.h. Nothing here decides about coordinates,
 * colours or formats. */
#ifndef LUNETTE_VIEW_VIEW_H
#define LUNETTE_VIEW_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "lunette/model.h"
#include "lunette/view.h"

/* What people can still read on one page. */
enum {
    VIEW_MAX_BOXES = 32,
    VIEW_MAX_LINES = 48,
    VIEW_MAX_BOXES_AROUND = 21, /* of one entity and what is around it, in the place of the others */
    VIEW_MAX_LINES_AROUND = 32,
};

/* What people still leaf through; where a kind has more views, they are drawn when they are named. */
enum { VIEW_MOST_OF_A_KIND = 200 };

struct view_kind;

/* A view that can be selected. */
struct view_description {
    const char *name; /* unique; what `lunette render` takes: "landscape", "context:ordering", a declared
                       * view's slug */
    const char *kind; /* "landscape", "context", … */
    const char *summary;                          /* what it shows, one line */
    const struct view_kind *how;                  /* see kinds.h */
    const struct lunette_declared_view *declared; /* NULL: built in */
    const struct lunette_item *entity; /* the one it is about; NULL: the whole model */
    const char *choice;                /* what follows a ?: "fail=pay"; NULL: nothing */
    bool on_request; /* one of so many of its kind that it is drawn only when it is named */
};

/* A finding to be drawn where it is. */
struct view_finding {
    const struct lunette_item *item; /* what is to blame; NULL is skipped */
    enum lunette_severity severity;
    const char *rule;
    const char *message;
};

/* Texts are not copied: they must last as long as the view. */
struct view_options {
    const struct view_finding *findings;
    size_t finding_count;
    bool no_findings;
    size_t max_boxes; /* above it contexts are collapsed; 0: no limit */
    size_t max_lines; /* as max_boxes; 0: no limit */
};

/* The names of views that are asked for, as view_find takes them. */
struct view_wish {
    const char *const *names;
    size_t count;
};

/* The views of this model, in `*out`: those built in (kinds.c), of the whole model and of single entities,
 * then those it declares, in order; only the ones that would show something. A declared view takes the place of a
 * built-in one of its name; one without a kind is a landscape. With a wish, declared views that it does not name may
 * be missing, which spares the time to draw them up. */
size_t view_list(const struct lunette_model *model, const struct view_wish *wish,
                 struct arena *arena, const struct view_description **out);

/* The view of this name, or NULL. What follows a ? in the name is no part of it but a choice to be made:
 * "saga:order-creation?fail=pay"; such a view lives in the arena. */
const struct view_description *view_find(const struct view_description *views, size_t count,
                                         const char *name, struct arena *arena);

/* The view that `description`, as view_list gave it, stands for. Never NULL; lives in `arena` and
 * points into the model. Of a declared view it honours kind, include, exclude, around, depth,
 * group_by ("context", "owner", "none"; not in a context map, which has no groups), direction and
 * title. */
const struct lunette_view *view_select(const struct lunette_model *model,
                                       const struct view_description *description,
                                       const struct view_options *options, struct arena *arena);

/* A file name, without extension, for a view of this name: "context:ordering" gives
 * "context-ordering". Only letters, digits, "_", "." and "-", never empty, never hidden. */
char *view_file_name(struct arena *arena, const char *view_name);

#endif
