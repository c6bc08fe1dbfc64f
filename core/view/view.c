#include "view/view.h"

#include <string.h>

#include "base/intern.h"
#include "view/collapse.h"
#include "view/context_map.h"
#include "view/draw.h"
#include "view/filter.h"
#include "view/hubs.h"
#include "view/labels.h"
#include "view/landscape.h"
#include "view/lines.h"
#include "view/marks.h"
#include "view/picture.h"
#include "view/summary.h"

/* ---- the kinds of views ---- */

static bool has_landscape(const struct lunette_model *model)
{
    return model->services.count || model->gateways.count || model->datastores.count ||
           model->externals.count || model->actors.count;
}

static bool has_calls(const struct lunette_model *model)
{
    for (size_t i = 0; i < model->dependencies.count; i++)
        if (model->dependencies.items[i]->item.kind == LUNETTE_SYNC)
            return true;
    return false;
}

static const struct kind {
    enum lunette_view_kind kind;
    const char *name;
    const char *title;
    const char *summary;
    bool (*is_worthwhile)(const struct lunette_model *model);
    void (*fill)(struct picture *picture);
    bool merged; /* edges of one role between the same two boxes are one line */
    bool hubs;   /* what many use is drawn beside each of them */
} kinds[] = {
    {LUNETTE_VIEW_LANDSCAPE, "landscape", "Landscape", "everything, grouped by context",
     has_landscape, landscape_fill, .merged = true, .hubs = true},
    {LUNETTE_VIEW_CONTEXTS, "contexts", "Context map", "bounded contexts and how they relate",
     context_map_is_worthwhile, context_map_fill, .merged = false, .hubs = false},
    {LUNETTE_VIEW_DEPENDENCIES, "dependencies", "Dependencies",
     "services and the calls between them", has_calls, landscape_fill_dependencies, .merged = false,
     .hubs = true},
};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

/* NULL: a kind that cannot be selected. */
static const struct kind *kind_of(const struct lunette_declared_view *view)
{
    if (view->view_kind == LUNETTE_VIEW_UNSAID)
        return &kinds[0];
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (kinds[i].kind == view->view_kind)
            return &kinds[i];
    return NULL;
}

static const struct kind *kind_named(const char *name)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    return &kinds[0];
}

/* ---- filling ---- */

static enum picture_grouping grouping_of(const struct lunette_declared_view *view)
{
    if (!view || !view->group_by)
        return PICTURE_BY_CONTEXT;
    if (strcmp(view->group_by, "owner") == 0)
        return PICTURE_BY_OWNER;
    return strcmp(view->group_by, "none") == 0 ? PICTURE_UNGROUPED : PICTURE_BY_CONTEXT;
}

/* Opens the picture and takes it through the stages that do not depend on options. */
static void fill_picture(struct picture *picture, const struct lunette_model *model,
                         const struct kind *kind, const struct lunette_declared_view *declared,
                         struct arena *arena)
{
    picture_open(picture, model, arena);
    picture->grouping = grouping_of(declared);
    kind->fill(picture);
    if (declared)
        filter_apply(picture, declared);
}

/* ---- listing ---- */

enum { SUMMARY_COLUMNS = 96 };

struct listing {
    const struct lunette_model *model;
    struct arena *arena;
    struct intern names; /* taken */
    struct view_description *items;
    size_t count;
};

static bool take_name(struct listing *listing, const char *name)
{
    size_t before = listing->names.count;
    intern_text(&listing->names, name);
    return listing->names.count > before;
}

static const char *unique_name(struct listing *listing, const char *slug)
{
    const char *name = slug;
    for (size_t number = 2; !take_name(listing, name); number++)
        name = arena_format(listing->arena, "%s-%zu", slug, number);
    return name;
}

static bool shows_something(struct listing *listing, const struct kind *kind,
                            const struct lunette_declared_view *declared)
{
    struct arena scratch = {0};
    struct picture picture;
    fill_picture(&picture, listing->model, kind, declared, &scratch);
    bool shows = picture.box_count > 0;
    picture_close(&picture);
    arena_reset(&scratch);
    return shows;
}

static void list_declared(struct listing *listing, const struct lunette_declared_view *declared)
{
    const struct kind *kind = kind_of(declared);
    if (!kind || !shows_something(listing, kind, declared))
        return;
    const char *summary = declared->item.about->description;
    if (!summary)
        summary = summary_describe(listing->arena, declared, kind->name, kind->summary);
    listing->items[listing->count++] = (struct view_description){
        .name = unique_name(listing, labels_slug(listing->arena, labels_name(&declared->item))),
        .kind = kind->name,
        .summary = labels_cut(listing->arena, summary, SUMMARY_COLUMNS),
        .declared = declared,
    };
}

static bool is_replaced(const struct listing *listing, const char *name)
{
    for (size_t i = 0; i < listing->model->views.count; i++) {
        const struct lunette_declared_view *view = listing->model->views.items[i];
        if (kind_of(view) && view->item.name && strcmp(view->item.name, name) == 0)
            return true;
    }
    return false;
}

static void list_built_in(struct listing *listing, const struct kind *kind)
{
    if (is_replaced(listing, kind->name) || !kind->is_worthwhile(listing->model))
        return;
    take_name(listing, kind->name);
    listing->items[listing->count++] =
        (struct view_description){.name = kind->name, .kind = kind->name, .summary = kind->summary};
}

size_t view_list(const struct lunette_model *model, struct arena *arena,
                 const struct view_description **out)
{
    struct listing listing = {
        .model = model,
        .arena = arena,
        .names = {.arena = arena},
        .items = arena_array(arena, KIND_COUNT + model->views.count, sizeof *listing.items),
    };
    for (size_t i = 0; i < KIND_COUNT; i++)
        list_built_in(&listing, &kinds[i]);
    for (size_t i = 0; i < model->views.count; i++)
        list_declared(&listing, model->views.items[i]);
    intern_free(&listing.names);
    *out = listing.items;
    return listing.count;
}

/* ---- what is declared in vain ---- */

enum { MOST_LATER = 8 };

static const char *const later_kinds[] = {
    [LUNETTE_VIEW_EVENTS] = "events",
    [LUNETTE_VIEW_DATA] = "data",
    [LUNETTE_VIEW_DEPLOYMENT] = "deployment",
    [LUNETTE_VIEW_SEQUENCE] = "sequence",
    [LUNETTE_VIEW_SAGA] = "saga",
};

const char *view_name_kinds(struct arena *arena)
{
    const char *all = kinds[0].name;
    for (size_t i = 1; i < KIND_COUNT; i++)
        all =
            arena_format(arena, "%s%s%s", all, i + 1 < KIND_COUNT ? ", " : " and ", kinds[i].name);
    return all;
}

const char *view_find_later(const struct lunette_model *model, struct arena *arena,
                            const char *name)
{
    for (size_t i = 0; i < model->views.count; i++) {
        const struct lunette_declared_view *view = model->views.items[i];
        const char *own = labels_name(&view->item);
        if (!kind_of(view) &&
            (strcmp(own, name) == 0 || strcmp(labels_slug(arena, own), name) == 0))
            return later_kinds[view->view_kind];
    }
    return NULL;
}

const char *view_name_later(const struct lunette_model *model, struct arena *arena)
{
    const char *names[MOST_LATER];
    size_t count = 0;
    for (size_t i = 0; i < model->views.count; i++) {
        const struct lunette_declared_view *view = model->views.items[i];
        if (!kind_of(view) && count++ < MOST_LATER)
            names[count - 1] = arena_format(arena, "%s (%s)", labels_name(&view->item),
                                            later_kinds[view->view_kind]);
    }
    if (count <= MOST_LATER)
        return labels_join(arena, ", ", names, count);
    return arena_format(arena, "%s and %zu more", labels_join(arena, ", ", names, MOST_LATER),
                        count - MOST_LATER);
}

/* ---- selecting ---- */

/* A declared view in the place of a built-in one keeps that one's title when it has none. */
static const char *title_of(const struct lunette_model *model, const struct kind *kind,
                            const struct lunette_declared_view *declared, struct arena *arena)
{
    if (declared && declared->title)
        return declared->title;
    if (declared && strcmp(labels_name(&declared->item), kind->name) != 0)
        return labels_name(&declared->item);
    if (!model->architecture || !model->architecture->item.name)
        return kind->title;
    return arena_format(arena, "%s: %s", kind->title, model->architecture->item.name);
}

static struct lunette_graph_view finish_picture(struct picture *picture, const struct kind *kind,
                                                const struct lunette_declared_view *declared,
                                                const struct view_options *options)
{
    collapse_apply(picture, options, kind->merged);
    if (kind->hubs)
        hubs_split(picture, declared ? declared->around.to : NULL);
    struct lines lines = lines_merge(picture, kind->merged || picture->collapsed);
    lines_add_labels(picture, &lines);
    marks_place(picture, &lines, options);
    return draw_graph(picture, &lines, declared ? declared->direction : LUNETTE_DIRECTION_UNSAID);
}

const struct lunette_view *view_select(const struct lunette_model *model,
                                       const struct view_description *description,
                                       const struct view_options *options, struct arena *arena)
{
    const struct kind *kind = kind_named(description->kind);
    struct lunette_view *view = arena_new(arena, struct lunette_view);
    struct picture picture;
    fill_picture(&picture, model, kind, description->declared, arena);
    /* Before the notes are read: finishing adds some. */
    struct lunette_graph_view graph =
        finish_picture(&picture, kind, description->declared, options);
    *view = (struct lunette_view){
        .name = description->name,
        .kind = kind->name,
        .title = title_of(model, kind, description->declared, arena),
        .summary = description->summary,
        .form = LUNETTE_GRAPH_VIEW,
        .graph = graph,
        .notes = picture.notes,
        .note_count = picture.note_count,
        .model = model,
    };
    picture_close(&picture);
    return view;
}

char *view_file_name(struct arena *arena, const char *view_name)
{
    char *name = labels_slug(arena, view_name);
    if (*name == '.')
        *name = '_';
    return name;
}
