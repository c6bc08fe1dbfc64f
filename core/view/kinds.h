/* The kinds of views: what each shows and how it is selected. */
#ifndef LUNETTE_VIEW_KINDS_H
#define LUNETTE_VIEW_KINDS_H

#include "lunette/view.h"
#include "view/picture.h"
#include "view/sequence.h"

struct view_kind {
    const char *name;    /* "landscape"; before the colon in "context:ordering" */
    const char *title;   /* "Landscape" */
    const char *summary; /* what such a view shows, one line */
    enum lunette_view_kind declared_as; /* UNSAID: a model cannot declare one */
    enum lunette_view_form form;

    /* Of a view of the whole model: whether there is anything to show. */
    bool (*is_worthwhile)(const struct lunette_model *model);
    /* Or of views of one entity each: which. NULL in the others. */
    const struct lunette_items *(*list_entities)(const struct lunette_model *model);
    /* Whether the view of this one shows anything; NULL: each does. */
    bool (*shows)(const struct lunette_model *model, const struct lunette_item *entity);

    void (*fill)(struct picture *picture);    /* of a graph; picture->focus is the entity */
    void (*play)(struct sequence *sequence);  /* of a sequence */

    bool merged; /* edges of one role between the same two boxes are one line */
    bool hubs;   /* what many use is drawn beside each of them */
};

enum { VIEW_KIND_COUNT = 11 };
extern const struct view_kind view_kinds[VIEW_KIND_COUNT];

/* The kind that a declared view wants; one without a kind is a landscape. */
const struct view_kind *kinds_of_declared(const struct lunette_declared_view *view);

#endif
