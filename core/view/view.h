/* Selecting: from the model to what one picture shows.
 *
 * A view is drawn up in stages, each of which takes the finished picture of the one before:
 *   fill      boxes, edges and groups off the model       landscape.c flows.c context_map.c boxes.c
 *   filter    include, exclude, around                    filter.c
 *   collapse  whole contexts as one box, over the budget  collapse.c
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
enum { VIEW_MAX_BOXES = 32, VIEW_MAX_LINES = 48 };

/* A view that can be selected. */
struct view_description {
    const char *name; /* unique; what `lunette render` takes: "landscape", a declared view's slug */
    const char *kind; /* "landscape", "contexts" or "dependencies" */
    const char *summary;                          /* what it shows, one line */
    const struct lunette_declared_view *declared; /* NULL: built in */
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

/* The views of this model, in `*out`: those built in (landscape, contexts, dependencies), then
 * those it declares, in order; only the ones that would show something and whose kind can be
 * selected. A declared view takes the place of a built-in one of its name; one without a kind is a
 * landscape. */
size_t view_list(const struct lunette_model *model, struct arena *arena,
                 const struct view_description **out);

/* The kinds that can be selected: "landscape, contexts and dependencies". */
const char *view_name_kinds(struct arena *arena);

/* The declared views that no version up to this one can draw, each with its kind: "placing an order
 * (sequence), refund (saga)"; NULL: there are none. */
const char *view_name_later(const struct lunette_model *model, struct arena *arena);

/* The kind of the one of them that has this name or slug; NULL: there is none. */
const char *view_find_later(const struct lunette_model *model, struct arena *arena,
                            const char *name);

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
