#include "model/walk.h"

#include <assert.h>

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

enum { MOST_PARTS = 31 };

/* The fields of a kind that hold parts, NULL-ended: most fields hold none, and models are large. */
static const struct schema_field *const *part_fields(enum lunette_kind kind)
{
    static const struct schema_field *rows[LUNETTE_KIND_COUNT][MOST_PARTS + 1];
    static bool is_known[LUNETTE_KIND_COUNT];
    const struct schema_field **row = rows[kind];
    if (is_known[kind])
        return row;
    size_t count = 0;
    for (const struct schema_field *field = schema_kind_of(kind)->fields; field->key; field++)
        if (field->type == SCHEMA_PART || field->type == SCHEMA_PARTS) {
            assert(count < MOST_PARTS);
            row[count++] = field;
        }
    is_known[kind] = true;
    return row;
}

static void walk_parts(const struct lunette_item *item, const struct schema_field *field,
                       walk_function *each, void *context)
{
    const void *member = (const char *)item + field->offset;
    if (field->type == SCHEMA_PART) {
        walk_part(*(const struct lunette_item *const *)member, each, context);
        return;
    }
    const struct lunette_items *parts = member;
    for (size_t i = 0; i < parts->count; i++)
        walk_part(parts->items[i], each, context);
}

/* Recursion is as deep as the model nests, which decoding bounds. */
static void walk_item(const struct lunette_item *item, walk_function *each, void *context)
{
    each(item, context);
    for (const struct schema_field *const *field = part_fields(item->kind); *field; field++)
        walk_parts(item, *field, each, context);
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
