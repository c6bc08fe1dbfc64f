#include "view/draw.h"

#include "view/boxes.h"
#include "view/ids.h"
#include "view/labels.h"

/* ---- ids ---- */

static void name_boxes(struct ids *ids, struct picture *picture)
{
    for (size_t i = 0; i < picture->box_count; i++) {
        struct picture_box *box = &picture->boxes[i];
        char *base = arena_format(ids->arena, "%s-%s", boxes_name_kind(box),
                                  labels_slug(ids->arena, box->box.title));
        if (box->box.alias)
            base = arena_format(ids->arena, "%s--%s", base,
                                labels_slug(ids->arena, picture->boxes[box->user].box.title));
        box->box.id = ids_make(ids, base);
    }
}

static void name_groups(struct ids *ids, struct picture *picture)
{
    const char *usual = picture->grouping == PICTURE_BY_OWNER ? "team" : "context";
    for (size_t i = 0; i < picture->group_count; i++) {
        struct lunette_group *group = &picture->groups[i];
        const char *kind = group->item && group->item->kind == LUNETTE_MESH ? "mesh" : usual;
        group->id = ids_make(
            ids, arena_format(ids->arena, "%s-%s", kind, labels_slug(ids->arena, group->title)));
    }
}

static void name_lines(struct ids *ids, const struct picture *picture, struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct lunette_line *line = &lines->items[i];
        const char *from = picture->boxes[line->from].box.title;
        const char *to = picture->boxes[line->to].box.title;
        line->id = ids_make(ids, arena_format(ids->arena, "%s--%s", labels_slug(ids->arena, from),
                                              labels_slug(ids->arena, to)));
    }
}

/* ---- groups ---- */

static bool *find_used_groups(const struct picture *picture)
{
    bool *used = arena_array(picture->arena, picture->group_count, sizeof *used);
    for (size_t i = 0; i < picture->box_count; i++)
        for (int32_t at = picture->boxes[i].box.group; at >= 0 && !used[at];
             at = picture->groups[at].parent)
            used[at] = true;
    return used;
}

static void drop_empty_groups(struct picture *picture)
{
    const bool *used = find_used_groups(picture);
    int32_t *to = arena_array(picture->arena, picture->group_count, sizeof *to);
    size_t kept = 0;
    for (size_t i = 0; i < picture->group_count; i++)
        to[i] = used[i] ? (int32_t)kept++ : -1;
    for (size_t i = 0; i < picture->group_count; i++) {
        struct lunette_group group = picture->groups[i];
        group.parent = group.parent < 0 ? -1 : to[group.parent];
        if (used[i])
            picture->groups[to[i]] = group;
    }
    picture->group_count = kept;
    for (size_t i = 0; i < picture->box_count; i++) {
        int32_t *group = &picture->boxes[i].box.group;
        *group = *group < 0 ? -1 : to[*group];
    }
}

/* ---- direction ---- */

enum { MOST_LEVELS = 64, MOST_BESIDE = 20, FAR = INT32_MAX - 1 };

/* Steps of each box from the nearest one that nothing points at; FAR where there is none, as in a
 * circle. */
static int32_t *measure_levels(const struct picture *picture, const struct lines *lines)
{
    int32_t *level = arena_array(picture->arena, picture->box_count, sizeof *level);
    for (size_t i = 0; i < lines->count; i++)
        level[lines->items[i].to] = FAR;
    bool changed = true;
    for (int round = 0; changed && round < MOST_LEVELS; round++) {
        changed = false;
        for (size_t i = 0; i < lines->count; i++) {
            const struct lunette_line *line = &lines->items[i];
            if (level[line->from] == FAR || level[line->to] <= level[line->from] + 1)
                continue;
            level[line->to] = level[line->from] + 1;
            changed = true;
        }
    }
    return level;
}

/* At least five levels, and twice as many as there are boxes side by side. */
static bool is_long_chain(const struct picture *picture, const struct lines *lines)
{
    size_t widths[MOST_LEVELS + 1] = {0}, deepest = 0, widest = 0;
    const int32_t *level = measure_levels(picture, lines);
    for (size_t i = 0; i < lines->count; i++) {
        int32_t to = level[lines->items[i].to];
        if (to > MOST_LEVELS)
            continue;
        deepest = (size_t)to > deepest ? (size_t)to : deepest;
        widest = ++widths[to] > widest ? widths[to] : widest;
    }
    return deepest >= 4 && deepest + 1 >= 2 * widest;
}

/* What people enter from above reads from above. */
static bool has_entrance(const struct picture *picture)
{
    for (size_t i = 0; i < picture->box_count; i++)
        if (picture->boxes[i].box.role == LUNETTE_BOX_ACTOR ||
            picture->boxes[i].box.role == LUNETTE_BOX_GATEWAY)
            return true;
    return false;
}

/* Boxes with facts are three times as wide as high: many of them stand better below each other. */
static bool is_wide(const struct picture *picture, const struct lines *lines)
{
    size_t wide = 0;
    for (size_t i = 0; i < picture->box_count; i++)
        wide += picture->boxes[i].box.fact_count > 0;
    return lines->count && !picture->plan && wide > MOST_BESIDE;
}

static enum lunette_direction choose_direction(const struct picture *picture,
                                               const struct lines *lines)
{
    if (picture->plain || is_wide(picture, lines))
        return LUNETTE_DIRECTION_RIGHT;
    return !has_entrance(picture) && is_long_chain(picture, lines) ? LUNETTE_DIRECTION_RIGHT
                                                                   : LUNETTE_DIRECTION_DOWN;
}

/* ---- the view ---- */

static struct lunette_box *list_boxes(const struct picture *picture)
{
    struct lunette_box *boxes = arena_array(picture->arena, picture->box_count, sizeof *boxes);
    for (size_t i = 0; i < picture->box_count; i++)
        boxes[i] = picture->boxes[i].box;
    return boxes;
}

static void name_everything(struct picture *picture, struct lines *lines)
{
    struct ids ids = {.arena = picture->arena, .taken = {.arena = picture->arena}};
    name_boxes(&ids, picture);
    name_groups(&ids, picture);
    name_lines(&ids, picture, lines);
    ids_free(&ids);
}

struct lunette_graph_view draw_graph(struct picture *picture, struct lines *lines,
                                     enum lunette_direction direction)
{
    drop_empty_groups(picture);
    name_everything(picture, lines);
    return (struct lunette_graph_view){
        .boxes = list_boxes(picture),
        .box_count = picture->box_count,
        .lines = lines->items,
        .line_count = lines->count,
        .groups = picture->groups,
        .group_count = picture->group_count,
        .direction = direction ? direction : choose_direction(picture, lines),
    };
}
