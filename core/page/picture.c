#include "page/picture.h"

#include <stdio.h>

#include "base/map.h"
#include "page/values.h"

static void set_box(json_t *boxes, const struct entities *entities, const char *id,
                    const struct lunette_item *item)
{
    entities_set_number(boxes, id, entities_number(entities, item));
}

static json_t *boxes_value(const struct lunette_view *view, const struct entities *entities)
{
    json_t *boxes = json_object();
    const struct lunette_graph_view *graph = &view->graph;
    const struct lunette_sequence_view *sequence = &view->sequence;
    for (size_t i = 0; i < graph->box_count; i++)
        set_box(boxes, entities, graph->boxes[i].id, graph->boxes[i].item);
    for (size_t i = 0; i < graph->group_count; i++)
        set_box(boxes, entities, graph->groups[i].id, graph->groups[i].item);
    for (size_t i = 0; i < sequence->lifeline_count; i++)
        set_box(boxes, entities, sequence->lifelines[i].id, sequence->lifelines[i].item);
    return boxes;
}

/* ---- findings ---- */

static void may_stand(struct map *ids, const struct lunette_item *item, const char *id)
{
    if (item && !map_get(ids, item))
        map_set(ids, item, (void *)id);
}

static void list_ids(const struct lunette_view *view, struct map *ids)
{
    for (size_t i = 0; i < view->graph.line_count; i++)
        may_stand(ids, view->graph.lines[i].item, view->graph.lines[i].id);
    for (size_t i = 0; i < view->sequence.step_count; i++)
        may_stand(ids, view->sequence.steps[i].item, view->sequence.steps[i].id);
}

static const char *find_id(const struct map *ids, const struct entities *entities,
                           const struct lunette_item *item)
{
    for (; item && entities_number(entities, item) < 0; item = item->owner) {
        const char *id = map_get(ids, item);
        if (id)
            return id;
    }
    return NULL;
}

static json_t *marks_value(const struct lunette_view *view, const struct entities *entities,
                           const struct diag *diag)
{
    struct map ids = {0};
    json_t *marks = json_object();
    char key[24];
    list_ids(view, &ids);
    for (size_t i = 0, number = 0; diag && i < diag->count; i++) {
        const struct lunette_finding *finding = diag->findings[i];
        const char *id = find_id(&ids, entities, finding->blame.item);
        snprintf(key, sizeof key, "%zu", number);
        if (id && !finding->suppressed)
            values_set_text(marks, key, id);
        number += !finding->suppressed;
    }
    map_free(&ids);
    return marks;
}

json_t *picture_value(const struct lunette_view *view, const struct lunette_item *entity,
                      const struct entities *entities, const struct diag *diag)
{
    json_t *object = json_object();
    values_set_text(object, "name", view->name);
    values_set_text(object, "kind", view->kind);
    values_set_text(object, "title", view->title);
    values_set_text(object, "summary", view->summary);
    entities_set_number(object, "entity", entities_number(entities, entity));
    json_object_set_new(object, "boxes", boxes_value(view, entities));
    json_object_set_new(object, "marks", marks_value(view, entities, diag));
    return object;
}
