#include "view/filter.h"

#include <string.h>

#include "view/boxes.h"

/* ---- matching ---- */

/* Goes back to the last star only, which is enough and keeps it from being exponential. */
static bool matches_glob(const char *pattern, const char *text)
{
    const char *star = NULL, *resume = NULL;
    while (*text) {
        if (*pattern == '*') {
            star = ++pattern;
            resume = text;
        } else if (*pattern == '?' || *pattern == *text) {
            pattern++;
            text++;
        } else if (star) {
            pattern = star;
            text = ++resume;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return !*pattern;
}

static bool matches_tag(const char *pattern, const struct lunette_item *item)
{
    for (size_t i = 0; item && i < item->about->tags.count; i++)
        if (strcmp(item->about->tags.items[i], pattern) == 0)
            return true;
    return false;
}

static bool matches_context(const char *pattern, const struct lunette_ref *context)
{
    for (int depth = 0; context->name && depth < PICTURE_DEEPEST_CONTEXT; depth++) {
        if (matches_glob(pattern, context->name))
            return true;
        if (!context->to)
            return false;
        context = &((const struct lunette_context *)context->to)->parent;
    }
    return false;
}

static bool matches(const char *pattern, const struct picture_box *box)
{
    if (matches_glob(pattern, box->box.title) || strcmp(pattern, boxes_name_kind(box)) == 0)
        return true;
    if (box->gateway && box->gateway->name && matches_glob(pattern, box->gateway->name))
        return true;
    return matches_tag(pattern, box->box.item) || matches_tag(pattern, box->gateway) ||
           matches_context(pattern, &box->context);
}

/* Sets the flag of every box that one of the patterns matches. */
static void match_all(struct picture *picture, const struct lunette_strings *patterns, bool *flags)
{
    for (size_t i = 0; i < patterns->count; i++) {
        bool found = false;
        for (size_t j = 0; j < picture->box_count; j++)
            if (matches(patterns->items[i], &picture->boxes[j]))
                flags[j] = found = true;
        if (!found)
            picture_add_note(picture, "\"%s\" matches nothing in this view", patterns->items[i]);
    }
}

/* ---- include and exclude ---- */

static bool owns(const struct picture_box *user, const struct picture_box *store)
{
    if (store->box.role != LUNETTE_BOX_DATASTORE || !store->box.item || !user->box.item)
        return false;
    const struct lunette_item *item = store->box.item;
    return ((const struct lunette_datastore *)item)->owner.to == user->box.item ||
           item->owner == user->box.item;
}

/* What was not included but belongs to what was. Only services publish and consume, so `keep` is
 * not asked about a box that this very pass has changed. */
static void include_belongings(const struct picture *picture, bool *keep)
{
    bool *published = arena_array(picture->arena, picture->box_count, sizeof *published);
    bool *consumed = arena_array(picture->arena, picture->box_count, sizeof *consumed);
    for (size_t i = 0; i < picture->edge_count; i++) {
        const struct picture_edge *edge = &picture->edges[i];
        const struct picture_box *from = &picture->boxes[edge->from];
        const struct picture_box *to = &picture->boxes[edge->to];
        if (keep[edge->from] && owns(from, to))
            keep[edge->to] = true;
        published[edge->to] |= to->box.role == LUNETTE_BOX_TOPIC && keep[edge->from];
        consumed[edge->from] |= from->box.role == LUNETTE_BOX_TOPIC && keep[edge->to];
    }
    for (size_t i = 0; i < picture->box_count; i++)
        keep[i] |= published[i] && consumed[i];
}

static void apply_patterns(struct picture *picture, const struct lunette_declared_view *view,
                           bool *keep)
{
    bool *excluded = arena_array(picture->arena, picture->box_count, sizeof *excluded);
    memset(keep, !view->include.count, picture->box_count);
    match_all(picture, &view->include, keep);
    include_belongings(picture, keep);
    match_all(picture, &view->exclude, excluded);
    for (size_t i = 0; i < picture->box_count; i++)
        keep[i] &= !excluded[i];
}

/* ---- around ---- */

/* Neighbours of box i: to[first[i]] … to[first[i + 1] - 1]. */
struct neighbours {
    uint32_t *first;
    uint32_t *to;
};

static struct neighbours list_neighbours(const struct picture *picture)
{
    struct neighbours all = {
        .first = arena_array(picture->arena, picture->box_count + 2, sizeof *all.first),
        .to = arena_array(picture->arena, 2 * picture->edge_count, sizeof *all.to),
    };
    /* Counted two places on, so that filling leaves every start where it belongs. */
    for (size_t i = 0; i < picture->edge_count; i++) {
        all.first[picture->edges[i].from + 2]++;
        all.first[picture->edges[i].to + 2]++;
    }
    for (size_t i = 1; i < picture->box_count; i++)
        all.first[i + 1] += all.first[i];
    for (size_t i = 0; i < picture->edge_count; i++) {
        const struct picture_edge *edge = &picture->edges[i];
        all.to[all.first[edge->from + 1]++] = edge->to;
        all.to[all.first[edge->to + 1]++] = edge->from;
    }
    return all;
}

struct walk {
    const bool *keep;
    bool *reached;
    uint32_t *queue;
    size_t count;
};

static void reach(struct walk *walk, uint32_t box)
{
    if (!walk->keep[box] || walk->reached[box])
        return;
    walk->reached[box] = true;
    walk->queue[walk->count++] = box;
}

/* The boxes of the item itself, or of the context that it is. */
static void start_walk(const struct picture *picture, const struct lunette_item *item,
                       struct walk *walk)
{
    for (size_t i = 0; i < picture->stand_count; i++)
        if (picture->stands[i].item == item)
            reach(walk, picture->stands[i].box);
    for (size_t i = 0; i < picture->box_count; i++)
        if (picture->boxes[i].context.to == item)
            reach(walk, (uint32_t)i);
}

static void take_steps(const struct picture *picture, struct walk *walk, int64_t steps)
{
    struct neighbours all = list_neighbours(picture);
    size_t next = 0;
    for (; steps > 0 && next < walk->count; steps--)
        for (size_t end = walk->count; next < end; next++) {
            uint32_t box = walk->queue[next];
            for (uint32_t i = all.first[box]; i < all.first[box + 1]; i++)
                reach(walk, all.to[i]);
        }
}

static void apply_around(struct picture *picture, const struct lunette_declared_view *view,
                         bool *keep)
{
    struct walk walk = {
        .keep = keep,
        .reached = arena_array(picture->arena, picture->box_count, sizeof *walk.reached),
        .queue = arena_array(picture->arena, picture->box_count, sizeof *walk.queue),
    };
    if (view->around.to)
        start_walk(picture, view->around.to, &walk);
    if (!walk.count) {
        picture_add_note(picture, "\"%s\" is not in this view, which is therefore shown whole",
                         view->around.name);
        return;
    }
    take_steps(picture, &walk, view->depth == LUNETTE_UNSET ? 1 : view->depth);
    memcpy(keep, walk.reached, picture->box_count);
}

void filter_apply(struct picture *picture, const struct lunette_declared_view *view)
{
    bool *keep = arena_array(picture->arena, picture->box_count, sizeof *keep);
    apply_patterns(picture, view, keep);
    if (view->around.name)
        apply_around(picture, view, keep);
    picture_keep(picture, keep);
}
