#include "view/view.h"

#include <string.h>

#include "view/collapse.h"
#include "view/draw.h"
#include "view/fill.h"
#include "view/hubs.h"
#include "view/kinds.h"
#include "view/labels.h"
#include "view/lines.h"
#include "view/marks.h"

/* A declared view in the place of a built-in one keeps that one's title when it has none. */
static const char *title_of(const struct lunette_model *model,
                            const struct view_description *description, struct arena *arena)
{
    const struct lunette_declared_view *declared = description->declared;
    const struct view_kind *kind = description->how;
    if (declared && declared->title)
        return declared->title;
    if (declared && strcmp(labels_name(&declared->item), kind->name) != 0)
        return labels_name(&declared->item);
    if (description->entity)
        return arena_format(arena, "%s: %s", kind->title, labels_name(description->entity));
    if (!model->architecture || !model->architecture->item.name)
        return kind->title;
    return arena_format(arena, "%s: %s", kind->title, model->architecture->item.name);
}

/* The usual limits are for a whole model: what is around an entity is only its surroundings. */
static struct view_options fit_options(const struct picture *picture,
                                       const struct view_options *options)
{
    struct view_options fitted = *options;
    if (picture->focus && options->max_boxes == VIEW_MAX_BOXES)
        fitted.max_boxes = VIEW_MAX_BOXES_AROUND;
    if (picture->focus && options->max_lines == VIEW_MAX_LINES)
        fitted.max_lines = VIEW_MAX_LINES_AROUND;
    return fitted;
}

static struct lunette_graph_view finish_picture(struct picture *picture,
                                                const struct view_description *description,
                                                const struct view_options *options)
{
    const struct lunette_declared_view *declared = description->declared;
    const struct view_kind *kind = description->how;
    struct view_options fitted = fit_options(picture, options);
    collapse_apply(picture, &fitted, kind->merged);
    if (kind->hubs)
        hubs_split(picture, declared ? declared->around.to : description->entity);
    struct lines lines = lines_merge(picture, kind->merged || picture->collapsed);
    lines_add_labels(picture, &lines);
    marks_place(picture, &lines, options);
    return draw_graph(picture, &lines, declared ? declared->direction : LUNETTE_DIRECTION_UNSAID);
}

/* Notes are read last: finishing adds some. */
static void take_notes(struct lunette_view *view, const struct picture *picture)
{
    view->notes = picture->notes;
    view->note_count = picture->note_count;
}

static void select_graph(struct lunette_view *view, const struct view_description *description,
                         const struct view_options *options, struct arena *arena)
{
    struct picture picture;
    fill_open(&picture, view->model, description, arena);
    view->graph = finish_picture(&picture, description, options);
    take_notes(view, &picture);
    picture_close(&picture);
}

static void select_sequence(struct lunette_view *view, const struct view_description *description,
                            const struct view_options *options, struct arena *arena)
{
    struct sequence sequence;
    sequence_open(&sequence, view->model, arena);
    sequence.entity = description->entity;
    sequence.choice = description->choice;
    description->how->play(&sequence);
    view->sequence = sequence_finish(&sequence, options);
    take_notes(view, &sequence.picture);
    sequence_close(&sequence);
}

const struct lunette_view *view_select(const struct lunette_model *model,
                                       const struct view_description *description,
                                       const struct view_options *options, struct arena *arena)
{
    struct lunette_view *view = arena_new(arena, struct lunette_view);
    *view = (struct lunette_view){
        .name = description->name,
        .kind = description->kind,
        .title = title_of(model, description, arena),
        .summary = description->summary,
        .form = description->how->form,
        .model = model,
    };
    if (view->form == LUNETTE_SEQUENCE_VIEW)
        select_sequence(view, description, options, arena);
    else
        select_graph(view, description, options, arena);
    return view;
}

char *view_file_name(struct arena *arena, const char *view_name)
{
    char *name = labels_slug(arena, view_name);
    if (*name == '.')
        *name = '_';
    return name;
}
