/* Views of models that are read from text. */
#ifndef LUNETTE_TESTS_UNIT_VIEW_FIXTURE_H
#define LUNETTE_TESTS_UNIT_VIEW_FIXTURE_H

#include "model_fixture.h"
#include "view/view.h"

/* Reads the text into the fixture and selects a view of it; NULL when the model has no such view, or could
 * not be evaluated. The fixture is to be closed either way. */
static inline const struct lunette_view *view_read(struct model_fixture *fixture, const char *text,
                                                   const char *view_name,
                                                   const struct view_options *options)
{
    const struct view_description *views;
    if (!model_read(fixture, text))
        return NULL;
    size_t count = view_list(fixture->model, NULL, &fixture->arena, &views);
    const struct view_description *found = view_find(views, count, view_name, &fixture->arena);
    return found ? view_select(fixture->model, found, options, &fixture->arena) : NULL;
}

#endif
