#include "view/collapse.h"

#include "view/aside.h"
#include "view/badges.h"
#include "view/boxes.h"
#include "view/fold.h"
#include "view/gather.h"
#include "view/labels.h"
#include "view/lines.h"
#include "view/thin.h"

enum { PLAN_PAGES = 3 };

/* ---- limits ---- */

static bool has_many_lines(struct picture *picture, const struct view_options *options, bool merged)
{
    return options->max_lines && lines_merge(picture, merged).count > options->max_lines;
}

static bool fits(struct picture *picture, const struct view_options *options, bool merged)
{
    return (!options->max_boxes || picture->box_count <= options->max_boxes) &&
           !has_many_lines(picture, options, merged);
}

static bool reads_as_plan(struct picture *picture, const struct view_options *options, bool merged)
{
    return picture->plan && picture->box_count <= PLAN_PAGES * options->max_boxes &&
           !has_many_lines(picture, options, merged);
}

/* ---- which group stands for which ---- */

static int32_t *target_own(const struct picture *picture)
{
    int32_t *target = arena_array(picture->arena, picture->group_count, sizeof *target);
    for (size_t i = 0; i < picture->group_count; i++)
        target[i] = (int32_t)i;
    return target;
}

static int32_t *target_outermost(const struct picture *picture)
{
    int32_t *target = target_own(picture);
    for (size_t i = 0; i < picture->group_count; i++)
        while (picture->groups[target[i]].parent >= 0)
            target[i] = picture->groups[target[i]].parent;
    return target;
}

/* Groups that have another target or a core box somewhere inside them: their own box belongs
 * inside, too. */
static bool *find_surrounding(const struct picture *picture, const int32_t *target)
{
    bool *surrounding = arena_array(picture->arena, picture->group_count, sizeof *surrounding);
    for (size_t i = 0; i < picture->box_count; i++) {
        const struct picture_box *box = &picture->boxes[i];
        int32_t at = box->home < 0 ? -1 : picture->groups[target[box->home]].parent;
        if (box->core)
            at = box->box.group;
        for (; at >= 0 && !surrounding[at]; at = picture->groups[at].parent)
            surrounding[at] = true;
    }
    return surrounding;
}

/* ---- collapsing ---- */

struct collapse {
    struct picture *picture;
    const int32_t *target; /* of each group */
    const bool *surrounding;
    uint32_t *boxes_of; /* of each group: its box + 1 */
    struct picture_box *boxes;
    size_t box_count, group_count;
};

static void start_box(struct collapse *collapse, int32_t number)
{
    const struct lunette_group *group = &collapse->picture->groups[number];
    collapse->group_count++;
    collapse->boxes[collapse->box_count++] = (struct picture_box){
        .box = {.role = LUNETTE_BOX_COLLAPSED,
                .title = group->title,
                .technology = group->subtitle,
                .group = collapse->surrounding[number] ? number : group->parent,
                .item = group->item},
        .home = number,
    };
    collapse->boxes_of[number] = (uint32_t)collapse->box_count;
}

static void add_counts(struct picture_counts *sum, const struct picture_counts *counts)
{
    sum->services += counts->services;
    sum->stores += counts->stores;
    sum->topics += counts->topics;
    sum->beyond += counts->beyond;
    sum->probed += counts->probed;
    sum->least += counts->least;
    sum->most += counts->most;
    if (counts->data > sum->data)
        sum->data = counts->data;
}

static int32_t collapse_box(struct collapse *collapse, const struct picture_box *box)
{
    if (box->home < 0 || box->core) {
        collapse->boxes[collapse->box_count] = *box;
        return (int32_t)collapse->box_count++;
    }
    int32_t group = collapse->target[box->home];
    if (!collapse->boxes_of[group])
        start_box(collapse, group);
    int32_t number = (int32_t)collapse->boxes_of[group] - 1;
    struct picture_box *whole = &collapse->boxes[number];
    add_counts(&whole->counts, &box->counts);
    if (box->box.emphasis > whole->box.emphasis)
        whole->box.emphasis = box->box.emphasis;
    return number;
}

static void describe_box(struct picture *picture, uint32_t number)
{
    struct arena *arena = picture->arena;
    struct picture_box *box = &picture->boxes[number];
    const struct picture_counts *counts = &box->counts;
    const char *parts[] = {
        labels_count(arena, counts->stores, "store", "stores"),
        labels_count(arena, counts->topics, "topic", "topics"),
    };
    box->box.detail = labels_join(arena, " · ", parts, 2);
    box->box.badges = (struct lunette_badges){0};
    badges_add(picture, &box->box.badges, LUNETTE_BADGE_COUNT,
               labels_count(arena, counts->services, "service", "services"));
    badges_add(picture, &box->box.badges, LUNETTE_BADGE_CRITICALITY,
               labels_criticality(box->box.emphasis));
    badges_add(picture, &box->box.badges, LUNETTE_BADGE_DATA, labels_classification(counts->data));
    box->box.fact_count = 0;
    if (counts->most)
        boxes_add_fact(
            picture, (int32_t)number,
            arena_format(arena, "%s replicas", labels_range(arena, counts->least, counts->most)));
    if (counts->probed)
        boxes_add_fact(picture, (int32_t)number,
                       arena_format(arena, "probes on %u of %u", counts->probed, counts->services));
    if (counts->beyond)
        boxes_add_fact(picture, (int32_t)number,
                       arena_format(arena, "%u ask%s more than is possible", counts->beyond,
                                    counts->beyond == 1 ? "s" : ""));
    if (box->box.item)
        picture_stand(picture, box->box.item, number);
}

/* Groups that become a box; 0 when it was not done. */
static size_t collapse_to(struct picture *picture, const int32_t *target)
{
    struct collapse collapse = {
        .picture = picture,
        .target = target,
        .surrounding = find_surrounding(picture, target),
        .boxes_of = arena_array(picture->arena, picture->group_count, sizeof(uint32_t)),
        .boxes = arena_array(picture->arena, picture->box_count, sizeof(struct picture_box)),
    };
    int32_t *to = arena_array(picture->arena, picture->box_count, sizeof *to);
    for (size_t i = 0; i < picture->box_count; i++)
        to[i] = collapse_box(&collapse, &picture->boxes[i]);
    if (collapse.group_count < (picture->focus ? 1 : 2) || collapse.box_count == picture->box_count)
        return 0;
    picture_replace(picture, collapse.boxes, collapse.box_count, to);
    for (size_t i = 0; i < picture->box_count; i++)
        if (picture->boxes[i].box.role == LUNETTE_BOX_COLLAPSED)
            describe_box(picture, (uint32_t)i);
    picture->collapsed = true;
    picture->overview = !picture->focus;
    return collapse.group_count;
}

static size_t collapse_until_fit(struct picture *picture, const struct view_options *options)
{
    size_t own = collapse_to(picture, target_own(picture));
    if (!own || fits(picture, options, true))
        return own;
    size_t outermost = collapse_to(picture, target_outermost(picture));
    return outermost ? outermost : own;
}

/* ---- what is said about it ---- */

static size_t count_services(const struct picture *picture)
{
    size_t count = 0;
    for (size_t i = 0; i < picture->box_count; i++)
        if (picture->boxes[i].home >= 0 && !picture->boxes[i].core)
            count += picture->boxes[i].counts.services;
    return count;
}

static void note_collapse(struct picture *picture, size_t services, size_t groups, size_t boxes)
{
    picture_add_note(picture,
                     "%s drawn as %zu %s: --max-boxes %zu draws all of it, a view with "
                     "include draws a part",
                     labels_count(picture->arena, services, "service is", "services are"), groups,
                     gather_word(picture), boxes);
}

static void note_plenty(struct picture *picture, size_t boxes, size_t lines)
{
    picture_add_note(picture,
                     "%zu boxes and %zu lines are much for one picture%s: they stand with their "
                     "names only; a view with include or around draws a part with all there is to "
                     "say",
                     boxes, lines,
                     picture->collapsed ? "" : ", and there are no contexts to draw instead");
}

/* The smaller the boxes, the larger the letters on a page of a given size. */
static void make_plain(struct picture *picture, bool merged)
{
    note_plenty(picture, picture->box_count, lines_merge(picture, merged).count);
    picture->plain = true;
    for (size_t i = 0; i < picture->box_count; i++) {
        struct lunette_box *box = &picture->boxes[i].box;
        box->technology = box->detail = NULL;
        box->badges = (struct lunette_badges){0};
        if (box->role != LUNETTE_BOX_COLLAPSED || box->item)
            box->fact_count = 0;
    }
}

/* Boxes first: without those that stand aside there are fewer lines to choose from. */
static void thin_out(struct picture *picture, const struct view_options *options, bool merged)
{
    if (options->max_boxes)
        aside_apply(picture, options->max_boxes, merged);
    thin_apply(picture, options->max_lines, merged);
}

static bool gather_neighbours(struct picture *picture)
{
    struct gathered gathered = gather_start(picture);
    if (!gathered.count)
        return false;
    collapse_to(picture, target_own(picture));
    thin_join_calls(picture);
    gather_finish(picture, &gathered);
    return true;
}

static bool is_readable(struct picture *picture, const struct view_options *options, bool merged)
{
    return picture->overview || reads_as_plan(picture, options, merged) ||
           fits(picture, options, merged);
}

void collapse_apply(struct picture *picture, const struct view_options *options, bool merged)
{
    if (fits(picture, options, merged))
        return;
    size_t boxes = picture->box_count, services = count_services(picture);
    size_t groups = collapse_until_fit(picture, options);
    merged |= groups != 0;
    if (groups) {
        note_collapse(picture, services, groups, boxes);
        thin_join_calls(picture);
    }
    if (!is_readable(picture, options, merged))
        fold_stores(picture);
    struct view_options relaxed = *options; /* lines to what is gathered lie beside each other */
    if (!is_readable(picture, options, merged) && picture->focus && gather_neighbours(picture))
        relaxed.max_lines += relaxed.max_lines / 2;
    if (!is_readable(picture, &relaxed, merged))
        make_plain(picture, merged);
    else if (has_many_lines(picture, &relaxed, merged))
        thin_out(picture, options, merged);
}
