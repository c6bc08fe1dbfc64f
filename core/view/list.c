#include <string.h>

#include "base/intern.h"
#include "view/fill.h"
#include "view/filter.h"
#include "view/kinds.h"
#include "view/labels.h"
#include "view/summary.h"
#include "view/view.h"

enum { SUMMARY_COLUMNS = 96 };

struct listing {
    const struct lunette_model *model;
    struct arena *arena;
    const struct view_wish *wish; /* NULL: all */
    struct intern names;          /* taken */
    struct view_description *items;
    size_t count;
};

static bool take_name(struct listing *listing, const char *name)
{
    size_t before = listing->names.count;
    intern_text(&listing->names, name);
    return listing->names.count > before;
}

static const char *unique_name(struct listing *listing, const char *wanted)
{
    const char *name = wanted;
    for (size_t number = 2; !take_name(listing, name); number++)
        name = arena_format(listing->arena, "%s-%zu", wanted, number);
    return name;
}

static void list_view(struct listing *listing, struct view_description description)
{
    description.name = unique_name(listing, description.name);
    description.kind = description.how->name;
    listing->items[listing->count++] = description;
}

/* ---- declared views ---- */

static bool shows_something(struct listing *listing, const struct view_description *description)
{
    if (description->how->form == LUNETTE_SEQUENCE_VIEW)
        return description->entity != NULL;
    struct arena scratch = {0};
    struct picture picture;
    fill_open(&picture, listing->model, description, &scratch);
    bool shows = picture.box_count > 0;
    picture_close(&picture);
    arena_reset(&scratch);
    return shows;
}

/* What the view is about, of a kind with one view for each entity: what it stands around, else the first that
 * it includes, else the first of all. */
static const struct lunette_item *find_entity(const struct lunette_model *model,
                                              const struct view_kind *kind,
                                              const struct lunette_declared_view *declared)
{
    if (!kind->list_entities)
        return NULL;
    const struct lunette_items *all = kind->list_entities(model);
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i] == declared->around.to)
            return all->items[i];
    for (size_t i = 0; i < all->count; i++)
        for (size_t n = 0; n < declared->include.count; n++)
            if (strcmp(labels_name(all->items[i]), declared->include.items[n]) == 0)
                return all->items[i];
    bool says_nothing = !declared->around.name && !declared->include.count;
    return says_nothing && all->count ? all->items[0] : NULL;
}

/* By that name, or with what makes it unique or chooses behind it. */
static bool is_wanted(const struct listing *listing, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; listing->wish && i < listing->wish->count; i++)
        if (strncmp(listing->wish->names[i], name, length) == 0)
            return true;
    return !listing->wish;
}

/* What it shows is drawn up to find out whether it is anything: not for views that nobody asked for. */
static void list_declared(struct listing *listing, const struct lunette_declared_view *declared)
{
    struct view_description view = {
        .name = labels_slug(listing->arena, labels_name(&declared->item)),
        .how = kinds_of_declared(declared),
        .declared = declared,
    };
    view.entity = find_entity(listing->model, view.how, declared);
    if (!is_wanted(listing, view.name) || !shows_something(listing, &view))
        return;
    const char *summary = declared->item.about->description;
    if (!summary)
        summary = summary_describe(listing->arena, declared, view.how->name, view.how->summary);
    view.summary = labels_cut(listing->arena, summary, SUMMARY_COLUMNS);
    list_view(listing, view);
}

/* ---- built-in views ---- */

static bool is_replaced(const struct listing *listing, const char *name)
{
    for (size_t i = 0; i < listing->model->views.count; i++) {
        const struct lunette_declared_view *view = listing->model->views.items[i];
        if (view->item.name && strcmp(view->item.name, name) == 0)
            return true;
    }
    return false;
}

static void list_whole(struct listing *listing, const struct view_kind *kind)
{
    if (!is_replaced(listing, kind->name) && kind->is_worthwhile(listing->model))
        list_view(listing, (struct view_description){
                               .name = kind->name, .how = kind, .summary = kind->summary});
}

static void list_entity(struct listing *listing, const struct view_kind *kind,
                        const struct lunette_item *entity)
{
    struct arena *arena = listing->arena;
    const char *name =
        arena_format(arena, "%s:%s", kind->name, labels_slug(arena, labels_name(entity)));
    const char *description = labels_cut(arena, entity->about->description, SUMMARY_COLUMNS);
    list_view(listing,
              (struct view_description){
                  .name = name,
                  .how = kind,
                  .summary = description ? description : kind->summary,
                  .entity = entity,
                  .on_request = kind->list_entities(listing->model)->count > VIEW_MOST_OF_A_KIND,
              });
}

static void list_each(struct listing *listing, const struct view_kind *kind)
{
    const struct lunette_items *entities = kind->list_entities(listing->model);
    for (size_t i = 0; i < entities->count; i++)
        if (!kind->shows || kind->shows(listing->model, entities->items[i]))
            list_entity(listing, kind, entities->items[i]);
}

static size_t count_most(const struct lunette_model *model)
{
    size_t count = VIEW_KIND_COUNT + model->views.count;
    for (size_t i = 0; i < VIEW_KIND_COUNT; i++)
        if (view_kinds[i].list_entities)
            count += view_kinds[i].list_entities(model)->count;
    return count;
}

size_t view_list(const struct lunette_model *model, const struct view_wish *wish,
                 struct arena *arena, const struct view_description **out)
{
    struct listing listing = {
        .model = model,
        .arena = arena,
        .wish = wish,
        .names = {.arena = arena},
        .items = arena_array(arena, count_most(model), sizeof *listing.items),
    };
    for (size_t i = 0; i < VIEW_KIND_COUNT; i++)
        if (view_kinds[i].list_entities)
            list_each(&listing, &view_kinds[i]);
        else
            list_whole(&listing, &view_kinds[i]);
    for (size_t i = 0; i < model->views.count; i++)
        list_declared(&listing, model->views.items[i]);
    intern_free(&listing.names);
    *out = listing.items;
    return listing.count;
}

const struct view_description *view_find(const struct view_description *views, size_t count,
                                         const char *name, struct arena *arena)
{
    size_t length = strcspn(name, "?");
    for (size_t i = 0; i < count; i++) {
        if (strncmp(views[i].name, name, length) != 0 || views[i].name[length])
            continue;
        if (!name[length])
            return &views[i];
        struct view_description *chosen = arena_new(arena, struct view_description);
        *chosen = views[i];
        chosen->name = name;
        chosen->choice = name + length + 1;
        return chosen;
    }
    return NULL;
}
