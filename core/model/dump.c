#include "model/dump.h"

#include <string.h>

#include "base/value.h"
#include "model/walk.h"

/* Whole numbers without a point: 200, not 200.0. */
static json_t *number_value(double number)
{
    if (!lunette_known(number))
        return NULL;
    return number == floor(number) && fabs(number) < 1e15 ? json_integer((json_int_t)number)
                                                          : json_real(number);
}

static json_t *optional_text(const char *text)
{
    return text ? value_text(text) : NULL;
}

static json_t *unless_empty(json_t *container)
{
    if (json_array_size(container) || json_object_size(container))
        return container;
    json_decref(container);
    return NULL;
}

static json_t *item_value(const struct lunette_model *model, const struct lunette_item *item);

static json_t *strings_value(const struct lunette_strings *list)
{
    json_t *array = json_array();
    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(array, value_text(list->items[i]));
    return unless_empty(array);
}

static json_t *numbers_value(const struct lunette_numbers *list)
{
    json_t *array = json_array();
    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(array, number_value(list->items[i]));
    return unless_empty(array);
}

static json_t *map_value(const struct lunette_map *map)
{
    json_t *object = json_object();
    for (size_t i = 0; i < map->count; i++)
        if (json_object_set_new(object, map->items[i].key, value_text(map->items[i].value)) != 0)
            json_object_set_new(object, "\xef\xbf\xbd", value_text(map->items[i].value));
    return unless_empty(object);
}

static json_t *refs_value(const struct lunette_refs *refs)
{
    json_t *array = json_array();
    for (size_t i = 0; i < refs->count; i++)
        json_array_append_new(array, value_text(refs->items[i].name));
    return unless_empty(array);
}

static json_t *bits_value(const struct schema_field *field, unsigned bits)
{
    json_t *array = json_array();
    for (const struct schema_value *value = field->values; value->name; value++)
        if (bits & (unsigned)value->value)
            json_array_append_new(array, json_string(value->name));
    return unless_empty(array);
}

/* Entities have a list of their own: where another holds one, its name stands. */
static json_t *part_value(const struct lunette_model *model, const struct lunette_item *item)
{
    if (!item)
        return NULL;
    bool listed = schema_kind_of(item->kind)->place == SCHEMA_TOP && item->name;
    return listed ? optional_text(item->name) : item_value(model, item);
}

static json_t *parts_value(const struct lunette_model *model, const struct lunette_items *list)
{
    json_t *array = json_array();
    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(array, part_value(model, list->items[i]));
    return unless_empty(array);
}

static json_t *flag_value(enum lunette_flag flag)
{
    return flag == LUNETTE_UNSAID ? NULL : json_boolean(flag == LUNETTE_YES);
}

static json_t *enum_value(const struct schema_field *field, int value)
{
    return optional_text(schema_value_name(field, value));
}

static json_t *integer_value(int64_t number)
{
    return number == LUNETTE_UNSET ? NULL : json_integer(number);
}

/* Where `false` says that there is none, the model holds an empty text. */
static json_t *string_value(const struct schema_field *field, const char *text)
{
    bool denied = field->flags & SCHEMA_OR_FALSE && text && !*text;
    return denied ? json_false() : optional_text(text);
}

/* NULL: the model does not say. */
static json_t *field_value(const struct lunette_model *model, const struct lunette_item *item,
                           const struct schema_field *field)
{
    const void *member = schema_member(item, field);
    switch (field->type) {
    case SCHEMA_STRING: return string_value(field, *(const char *const *)member);
    case SCHEMA_BOOL: return flag_value(*(const enum lunette_flag *)member);
    case SCHEMA_INTEGER: return integer_value(*(const int64_t *)member);
    case SCHEMA_NUMBER:
    case SCHEMA_MS:
    case SCHEMA_S:
    case SCHEMA_RATIO:
    case SCHEMA_RATE:
    case SCHEMA_BYTES: return number_value(*(const double *)member);
    case SCHEMA_ENUM: return enum_value(field, *(const int *)member);
    case SCHEMA_BITS: return bits_value(field, *(const unsigned *)member);
    case SCHEMA_STRINGS: return strings_value(member);
    case SCHEMA_INTEGERS:
    case SCHEMA_RATIOS: return numbers_value(member);
    case SCHEMA_MAP: return map_value(member);
    case SCHEMA_REF: return optional_text(((const struct lunette_ref *)member)->name);
    case SCHEMA_REFS: return refs_value(member);
    case SCHEMA_PART: return part_value(model, *(const struct lunette_item *const *)member);
    case SCHEMA_PARTS: return parts_value(model, member);
    case SCHEMA_TARGET:
    case SCHEMA_FUNCTION: break;
    }
    return NULL;
}

static void set(json_t *object, const char *key, json_t *value)
{
    if (value)
        json_object_set_new(object, key, value);
}

static void set_fields(json_t *object, const struct lunette_model *model,
                       const struct lunette_item *item, const struct schema_field *fields)
{
    char room[64];
    for (const struct schema_field *field = fields; field->key; field++)
        set(object, schema_dump_key(field, room, sizeof room), field_value(model, item, field));
}

static void set_target(json_t *object, const struct lunette_slo *slo)
{
    set(object, "target", number_value(slo->target_ratio));
    set(object, "target_ms", number_value(slo->target_ms));
    set(object, "target_per_s", number_value(slo->target_per_s));
    if (slo->item.owner)
        set(object, "owner", optional_text(slo->item.owner->name));
}

static void set_place(json_t *object, const struct lunette_model *model,
                      const struct lunette_item *item)
{
    if (item->line && item->file < model->files.count)
        json_object_set_new(object, "at",
                            json_pack("{s:s, s:I}", "file", model->files.items[item->file], "line",
                                      (json_int_t)item->line));
}

static json_t *item_value(const struct lunette_model *model, const struct lunette_item *item)
{
    const struct schema_kind *kind = schema_kind_of(item->kind);
    json_t *object = json_object();
    if (kind->place == SCHEMA_PART_OF)
        set(object, "kind", json_string(kind->name));
    if (kind->name_is != SCHEMA_REFERENCE)
        set(object, "name", optional_text(item->name));
    set_fields(object, model, item, kind->fields);
    if (item->kind == LUNETTE_SLO)
        set_target(object, (const struct lunette_slo *)item);
    if (item->kind == LUNETTE_SERVICE)
        json_object_del(object, "dependencies");
    if (kind->place != SCHEMA_TABLE)
        set_fields(object, model, item, schema_common_fields);
    set_place(object, model, item);
    return object;
}

static json_t *dependency_value(const struct lunette_model *model,
                                const struct lunette_dependency *dependency)
{
    json_t *object = json_object();
    set(object, "from", optional_text(dependency->item.owner->name));
    set(object, "to", optional_text(dependency->to.name));
    set(object, "style", json_string(schema_kind_of(dependency->item.kind)->name));
    json_t *rest = item_value(model, &dependency->item);
    json_object_del(rest, "kind");
    json_object_update_missing(object, rest);
    json_decref(rest);
    return object;
}

static json_t *dependencies_value(const struct lunette_model *model)
{
    json_t *array = json_array();
    for (size_t i = 0; i < model->dependencies.count; i++)
        json_array_append_new(array, dependency_value(model, model->dependencies.items[i]));
    return array;
}

/* ---- what nothing declares ---- */

struct unresolved {
    json_t *array;
};

static void add_unresolved(struct unresolved *unresolved, const struct lunette_item *item,
                           const struct schema_field *field, const struct lunette_ref *ref)
{
    bool outside = field->flags & SCHEMA_OR_TRUE && ref->name && strcmp(ref->name, "true") == 0;
    if (!ref->name || ref->to || outside)
        return;
    const struct lunette_item *named = item;
    while (named->owner && !(named->name && schema_kind_of(named->kind)->place == SCHEMA_TOP))
        named = named->owner;
    json_t *object = json_object();
    set(object, "name", value_text(ref->name));
    set(object, "field", json_string(field->key));
    set(object, "in", json_string(schema_kind_of(item->kind)->name));
    set(object, "of", optional_text(named->name));
    json_array_append_new(unresolved->array, object);
}

static void collect_unresolved(const struct lunette_item *item, void *context)
{
    const struct schema_field *field = schema_kind_of(item->kind)->fields;
    for (; field->key; field++) {
        const void *member = schema_member(item, field);
        if (field->type == SCHEMA_REF)
            add_unresolved(context, item, field, member);
        if (field->type != SCHEMA_REFS)
            continue;
        const struct lunette_refs *refs = member;
        for (size_t i = 0; i < refs->count; i++)
            add_unresolved(context, item, field, &refs->items[i]);
    }
}

static json_t *unresolved_value(const struct lunette_model *model)
{
    struct unresolved unresolved = {json_array()};
    walk_model(model, collect_unresolved, &unresolved);
    return unresolved.array;
}

static json_t *items_value(const struct lunette_model *model, const struct lunette_items *list)
{
    json_t *array = json_array();
    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(array, item_value(model, list->items[i]));
    return array;
}

void dump_model(const struct lunette_model *model, struct buf *out)
{
    json_t *root = json_object();
    set(root, "version", json_integer(1));
    set(root, "architecture",
        model->architecture ? item_value(model, &model->architecture->item) : json_object());
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        if (kind->place == SCHEMA_TOP && id != LUNETTE_ARCHITECTURE)
            set(root, kind->plural, items_value(model, walk_list(model, kind)));
        if (id == LUNETTE_SERVICE)
            set(root, "dependencies", dependencies_value(model));
    }
    set(root, "unresolved", unresolved_value(model));
    value_add_document(out, root);
}

void dump_items(const struct lunette_model *model, const struct lunette_items *items,
                struct buf *out)
{
    if (items->count == 1) {
        value_add_document(out, item_value(model, items->items[0]));
        return;
    }
    json_t *root = json_object();
    for (size_t first = 0, next; first < items->count; first = next) {
        enum lunette_kind kind = items->items[first]->kind;
        for (next = first; next < items->count && items->items[next]->kind == kind;)
            next++;
        const struct lunette_items alike = {items->items + first, next - first};
        set(root, schema_kind_of(kind)->plural, items_value(model, &alike));
    }
    value_add_document(out, root);
}
