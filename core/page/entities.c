#include "page/entities.h"

#include "model/schema.h"
#include "model/walk.h"
#include "page/facts.h"
#include "page/values.h"

static const enum lunette_kind kinds[] = {
    LUNETTE_SERVICE,        LUNETTE_CONTEXT,    LUNETTE_GATEWAY,  LUNETTE_EXTERNAL,
    LUNETTE_ACTOR,          LUNETTE_DATASTORE,  LUNETTE_TOPIC,    LUNETTE_EVENT,
    LUNETTE_CONSUMER_GROUP, LUNETTE_BROKER,     LUNETTE_MESH,     LUNETTE_SAGA,
    LUNETTE_SCENARIO,       LUNETTE_EXPERIMENT, LUNETTE_WORKLOAD, LUNETTE_TEAM,
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static const struct lunette_items *list_of(const struct lunette_model *model,
                                           enum lunette_kind kind)
{
    return walk_list(model, schema_kind_of(kind));
}

void entities_collect(struct entities *entities, const struct lunette_model *model,
                      struct arena *arena)
{
    size_t room = 0;
    for (size_t k = 0; k < KINDS; k++)
        room += list_of(model, kinds[k])->count;
    *entities = (struct entities){.model = model,
                                  .items = arena_array(arena, room, sizeof *entities->items)};
    for (size_t k = 0; k < KINDS; k++) {
        const struct lunette_items *list = list_of(model, kinds[k]);
        for (size_t i = 0; i < list->count; i++) {
            if (!list->items[i]->name)
                continue;
            entities->items[entities->count++] = list->items[i];
            map_set(&entities->numbers, list->items[i], (void *)(uintptr_t)entities->count);
        }
    }
}

void entities_free(struct entities *entities)
{
    map_free(&entities->numbers);
}

long entities_number(const struct entities *entities, const struct lunette_item *item)
{
    return item ? (long)(uintptr_t)map_get(&entities->numbers, item) - 1 : -1;
}

static long named_first(const struct entities *entities, const struct lunette_item *item)
{
    long number = -1;
    const struct schema_field *field = schema_kind_of(item->kind)->fields;
    for (; field->key && number < 0; field++)
        if (field->type == SCHEMA_REF)
            number = entities_number(entities,
                                     ((const struct lunette_ref *)schema_member(item, field))->to);
    return number;
}

long entities_around(const struct entities *entities, const struct lunette_item *item)
{
    long number = -1;
    for (const struct lunette_item *at = item; at && number < 0; at = at->owner)
        number = entities_number(entities, at);
    for (const struct lunette_item *at = item; at && number < 0; at = at->owner)
        number = named_first(entities, at);
    return number;
}

void entities_set_number(json_t *object, const char *key, long number)
{
    if (number >= 0)
        json_object_set_new(object, key, json_integer(number));
}

static const struct lunette_item *home_of(const struct lunette_item *item)
{
    switch (item->kind) {
    case LUNETTE_SERVICE: return ((const struct lunette_service *)item)->context.to;
    case LUNETTE_CONTEXT: return ((const struct lunette_context *)item)->parent.to;
    case LUNETTE_DATASTORE: {
        const struct lunette_item *owner = ((const struct lunette_datastore *)item)->owner.to;
        return owner && owner->kind == LUNETTE_SERVICE ? home_of(owner) : NULL;
    }
    default: return NULL;
    }
}

static json_t *entity_value(const struct entities *entities, const struct lunette_item *item)
{
    json_t *object = json_object();
    values_set_text(object, "kind", schema_kind_of(item->kind)->name);
    values_set_text(object, "name", item->name);
    values_set_text(object, "description", item->about->description);
    values_set_place(object, entities->model, item);
    entities_set_number(object, "home", entities_number(entities, home_of(item)));
    json_object_set_new(object, "facts", facts_value(entities, item));
    return object;
}

json_t *entities_value(const struct entities *entities)
{
    json_t *array = json_array();
    for (size_t i = 0; i < entities->count; i++)
        json_array_append_new(array, entity_value(entities, entities->items[i]));
    return array;
}
