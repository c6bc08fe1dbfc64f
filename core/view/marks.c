#include "view/marks.h"

enum { MOST_MARKS = 9 };

void marks_may_stand(struct map *places, const struct lunette_item *item,
                     struct lunette_marks *marks)
{
    if (item && !map_get(places, item))
        map_set(places, item, marks);
}

static void list_places(struct picture *picture, struct lines *lines, struct map *places)
{
    for (size_t i = 0; i < picture->stand_count; i++)
        marks_may_stand(places, picture->stands[i].item,
                  &picture->boxes[picture->stands[i].box].box.marks);
    for (size_t i = 0; i < picture->group_count; i++)
        marks_may_stand(places, picture->groups[i].item, &picture->groups[i].marks);
    for (size_t i = 0; i < lines->count; i++)
        for (const struct picture_edge *edge = lines->edges[i]; edge; edge = edge->next)
            marks_may_stand(places, edge->item, &lines->items[i].marks);
}

/* The reference by which an item that stands apart says what it is about. */
static const struct {
    enum lunette_kind kind;
    size_t offset; /* of a struct lunette_ref */
} subjects[] = {
    {LUNETTE_EVENT, offsetof(struct lunette_event, topic)},
    {LUNETTE_DATASTORE, offsetof(struct lunette_datastore, owner)},
    {LUNETTE_CONSUMER_GROUP, offsetof(struct lunette_consumer_group, service)},
    {LUNETTE_TRAFFIC, offsetof(struct lunette_traffic, host)},
    {LUNETTE_SLO, offsetof(struct lunette_slo, service)},
    {LUNETTE_TRACING, offsetof(struct lunette_tracing, service)},
    {LUNETTE_EXPERIMENT, offsetof(struct lunette_experiment, target)},
    {LUNETTE_CIRCUIT_BREAKER, offsetof(struct lunette_policy, service)},
    {LUNETTE_RETRY_POLICY, offsetof(struct lunette_policy, service)},
    {LUNETTE_TIMEOUT, offsetof(struct lunette_policy, service)},
    {LUNETTE_RATE_LIMIT, offsetof(struct lunette_policy, service)},
    {LUNETTE_QUOTA, offsetof(struct lunette_policy, service)},
    {LUNETTE_BULKHEAD, offsetof(struct lunette_policy, service)},
    {LUNETTE_ACCESS, offsetof(struct lunette_access, to)},
    {LUNETTE_EVENT_SOURCING, offsetof(struct lunette_event_sourcing, service)},
    {LUNETTE_CQRS, offsetof(struct lunette_cqrs, service)},
    {LUNETTE_STEP, offsetof(struct lunette_saga_step, service)},
};

static const struct lunette_item *subject_of(const struct lunette_item *item)
{
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
        if (subjects[i].kind == item->kind)
            return ((const struct lunette_ref *)((const char *)item + subjects[i].offset))->to;
    return NULL;
}

static struct lunette_marks *find_place(const struct map *places, const struct lunette_item *item)
{
    for (; item; item = item->owner) {
        struct lunette_marks *marks = map_get(places, item);
        if (!marks)
            marks = map_get(places, subject_of(item));
        if (marks)
            return marks;
    }
    return NULL;
}

static void add_mark(struct arena *arena, struct lunette_marks *marks,
                     const struct view_finding *finding)
{
    if (marks->count == MOST_MARKS)
        return;
    if (!marks->items)
        marks->items = arena_array(arena, MOST_MARKS, sizeof *marks->items);
    struct lunette_mark *items = (struct lunette_mark *)marks->items;
    items[marks->count++] =
        (struct lunette_mark){finding->severity, finding->rule, finding->message};
}

static void copy_to_aliases(struct picture *picture)
{
    for (size_t i = 0; i < picture->box_count; i++) {
        struct picture_box *box = &picture->boxes[i];
        if (box->box.alias)
            box->box.marks = picture->boxes[box->original].box.marks;
    }
}

void marks_place_findings(const struct map *places, struct arena *arena,
                          const struct view_options *options)
{
    static const enum lunette_severity severities[] = {LUNETTE_ERROR, LUNETTE_WARNING,
                                                       LUNETTE_NOTE};
    for (size_t i = 0; i < sizeof severities / sizeof *severities; i++)
        for (size_t j = 0; j < options->finding_count; j++) {
            const struct view_finding *finding = &options->findings[j];
            struct lunette_marks *marks =
                finding->severity == severities[i] ? find_place(places, finding->item) : NULL;
            if (marks)
                add_mark(arena, marks, finding);
        }
}

void marks_place(struct picture *picture, struct lines *lines, const struct view_options *options)
{
    if (options->no_findings || !options->finding_count)
        return;
    struct map places = {0};
    list_places(picture, lines, &places);
    marks_place_findings(&places, picture->arena, options);
    map_free(&places);
    copy_to_aliases(picture);
}
