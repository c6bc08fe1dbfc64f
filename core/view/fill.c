#include "view/fill.h"

#include <string.h>

#include "view/filter.h"
#include "view/kinds.h"

static enum picture_grouping grouping_of(const struct lunette_declared_view *view)
{
    if (!view || !view->group_by)
        return PICTURE_BY_CONTEXT;
    if (strcmp(view->group_by, "owner") == 0)
        return PICTURE_BY_OWNER;
    return strcmp(view->group_by, "none") == 0 ? PICTURE_UNGROUPED : PICTURE_BY_CONTEXT;
}

void fill_open(struct picture *picture, const struct lunette_model *model,
               const struct view_description *description, struct arena *arena)
{
    picture_open(picture, model, arena);
    picture->grouping = grouping_of(description->declared);
    picture->focus = description->entity;
    description->how->fill(picture);
    if (description->declared)
        filter_apply(picture, description->declared);
}
