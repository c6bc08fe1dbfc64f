#include "model/walk.h"

const struct lunette_items *walk_list(const struct lunette_model *model,
                                      const struct schema_kind *kind)
{
    return (const struct lunette_items *)((const char *)model + kind->list_offset);
}

static void walk_item(const struct lunette_item *item, walk_function *each, void *context);

/* Objectives are entities of their own: they come with their list, not again with their owner. */
static void walk_part(const struct lunette_item *item, walk_function *each, void *context)
{
    if (item && schema_kind_of(item->kind)->place != SCHEMA_TOP)
        walk_item(item, each, context);
}

static void walk_parts(const struct lunette_item *item, const struct schema_field *field,
                       walk_function *each, void *context)
{
    const void *member = schema_member(item, field);
    if (field->type == SCHEMA_PART)
        walk_part(*(const struct lunette_item *const *)member, each, context);
    if (field->type != SCHEMA_PARTS)
        return;
    const struct lunette_items *parts = member;
    for (size_t i = 0; i < parts->count; i++)
        walk_part(parts->items[i], each, context);
}

/* Recursion is as deep as the model nests, which decoding bounds. */
static void walk_item(const struct lunette_item *item, walk_function *each, void *context)
{
    each(item, context);
    const struct schema_kind *kind = schema_kind_of(item->kind);
    for (const struct schema_field *field = kind->fields; field->key; field++)
        walk_parts(item, field, each, context);
    if (kind->place != SCHEMA_TABLE && item->about->links.count)
        for (size_t i = 0; i < item->about->links.count; i++)
            each(&item->about->links.items[i]->item, context);
}

void walk_model(const struct lunette_model *model, walk_function *each, void *context)
{
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        if (kind->place != SCHEMA_TOP)
            continue;
        const struct lunette_items *list = walk_list(model, kind);
        for (size_t i = 0; i < list->count; i++)
            walk_item(list->items[i], each, context);
    }
}
