/* Looking into the views of the model made by hand. */
#ifndef LUNETTE_TESTS_UNIT_VIEW_READER_H
#define LUNETTE_TESTS_UNIT_VIEW_READER_H

#include "model_maker.h"
#include "view/view.h"

static const struct view_options defaults = {.max_boxes = VIEW_MAX_BOXES,
                                             .max_lines = VIEW_MAX_LINES};
static const struct view_options unlimited;

static inline const struct lunette_view *select_view(const char *view_name,
                                                     const struct view_options *options)
{
    const struct view_description *list;
    size_t count = view_list(&model, NULL, &arena, &list);
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i].name, view_name) == 0)
            return view_select(&model, &list[i], options, &arena);
    return NULL;
}

static inline const struct lunette_box *box(const struct lunette_view *view, const char *id)
{
    static const struct lunette_box none = {.title = "(no such box)"};
    for (size_t i = 0; i < view->graph.box_count; i++)
        if (strcmp(view->graph.boxes[i].id, id) == 0)
            return &view->graph.boxes[i];
    return &none;
}

static inline const struct lunette_line *line(const struct lunette_view *view, const char *id)
{
    static const struct lunette_line none = {.label = "(no such line)"};
    for (size_t i = 0; i < view->graph.line_count; i++)
        if (strcmp(view->graph.lines[i].id, id) == 0)
            return &view->graph.lines[i];
    return &none;
}

/* The ids of all boxes, with a blank after each. */
static inline const char *box_ids(const struct lunette_view *view)
{
    char *ids = arena_format(&arena, "%s", "");
    for (size_t i = 0; i < view->graph.box_count; i++)
        ids = arena_format(&arena, "%s%s ", ids, view->graph.boxes[i].id);
    return ids;
}

static inline const char *badge(const struct lunette_box *its_box, enum lunette_badge_kind kind)
{
    for (size_t i = 0; i < its_box->badges.count; i++)
        if (its_box->badges.items[i].kind == kind)
            return its_box->badges.items[i].text;
    return NULL;
}

static inline bool notes_say(const struct lunette_view *view, const char *words)
{
    for (size_t i = 0; i < view->note_count; i++)
        if (strstr(view->notes[i], words))
            return true;
    return false;
}

#endif
