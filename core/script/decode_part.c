/* Parts of others: from handles, plain tables and words. */
#include <lauxlib.h>
#include <string.h>

#include "base/nearest.h"
#include "script/decoder.h"

static const struct schema_kind *wanted_kind(const struct schema_field *field,
                                             enum schema_place place)
{
    for (const enum lunette_kind *kind = field->kinds; *kind; kind++)
        if (schema_kind_of(*kind)->place == place)
            return schema_kind_of(*kind);
    return NULL;
}

static void place_in(struct lunette_item *item, const struct slot *slot)
{
    item->owner = slot->item;
    item->owner_field = slot->field->key;
    item->owner_index = (uint32_t)slot->index;
    if (!item->line)
        item->file = slot->item->file;
}

/* The name of `sync "b"` is a reference, too. */
static void set_name_reference(struct lunette_item *item, const struct handle *handle)
{
    const struct schema_kind *kind = schema_kind_of(item->kind);
    if (kind->name_is != SCHEMA_REFERENCE)
        return;
    const struct schema_field *field = schema_field_of(kind, kind->name_field);
    *(struct lunette_ref *)((char *)item + field->offset) =
        (struct lunette_ref){.name = handle->name};
}

/* The handle lies at the stack's index. */
static void decode_handle_fields(struct decoder *decoder, const struct handle *handle, int index,
                                 struct lunette_item *item)
{
    decoder_report_call(decoder, handle, item);
    if (!handle->has_fields) {
        decode_fields(decoder, item, 0);
        return;
    }
    lua_getiuservalue(decoder->L, index, 1);
    decode_fields(decoder, item, lua_gettop(decoder->L));
    lua_pop(decoder->L, 1);
}

static struct lunette_item *item_of_handle(struct decoder *decoder, struct handle *handle,
                                           const struct slot *slot, int index)
{
    bool first_use = handle->item && !handle->item->owner;
    struct lunette_item *item =
        first_use ? handle->item : builder_add(decoder->builder, handle->kind, handle->name);
    item->file = handle->file;
    item->line = handle->line;
    place_in(item, slot);
    if (!first_use) { /* an objective is read when its own turn comes */
        set_name_reference(item, handle);
        decode_handle_fields(decoder, handle, index, item);
    }
    return decoder_lacks_name(handle) ? NULL : item;
}

static struct lunette_item *item_of_table(struct decoder *decoder, const struct slot *slot,
                                          const struct schema_kind *kind, int index)
{
    struct lunette_item *item = builder_add(decoder->builder, kind->kind, NULL);
    place_in(item, slot);
    decode_fields(decoder, item, index);
    return item;
}

/* `fault = "pod_kill"`, `consumes = { "order.created" }`. */
static struct lunette_item *item_of_word(struct decoder *decoder, const struct slot *slot,
                                         const char *word)
{
    const struct schema_kind *kind = schema_kind_named(word);
    const struct handle bare = {.name = word};
    if (kind && !schema_accepts(slot->field, kind->kind))
        kind = NULL;
    if (!kind) {
        kind = schema_kind_of(slot->field->kinds[0]);
        if (slot->field->kinds[1] || kind->name_is != SCHEMA_REFERENCE)
            return NULL;
    }
    struct lunette_item *item =
        builder_add(decoder->builder, kind->kind, kind->name_is == SCHEMA_NO_NAME ? NULL : word);
    place_in(item, slot);
    set_name_reference(item, &bare);
    decode_fields(decoder, item, 0);
    return item;
}

/* The constructor that a word comes near to, else the first of those that would do. */
static const struct schema_kind *meant_kind(struct decoder *decoder, const struct slot *slot,
                                            int index)
{
    const char *word =
        lua_type(decoder->L, index) == LUA_TSTRING ? lua_tostring(decoder->L, index) : "";
    struct nearest nearest;
    nearest_start(&nearest, word);
    for (const enum lunette_kind *kind = slot->field->kinds; *kind; kind++)
        if (schema_kind_of(*kind)->place == SCHEMA_PART_OF)
            nearest_offer(&nearest, schema_kind_of(*kind)->name);
    return nearest_best(&nearest) ? schema_kind_named(nearest_best(&nearest))
                                  : wanted_kind(slot->field, SCHEMA_PART_OF);
}

static struct lunette_item *reject_part(struct decoder *decoder, const struct slot *slot, int index)
{
    struct lunette_finding *finding = decoder_mismatch(decoder, slot, index);
    const struct schema_kind *kind = meant_kind(decoder, slot, index);
    const struct schema_kind *table = wanted_kind(slot->field, SCHEMA_TABLE);
    if (kind)
        finding_help(finding, "for example: %s", kind->example);
    else if (table)
        finding_help(finding, "write a table, %s = {}; lunette explain %s lists what goes into it",
                     slot->written, table->name);
    return NULL;
}

struct lunette_item *decode_part_from(struct decoder *decoder, const struct slot *slot, int index)
{
    struct handle *handle = decoder_handle(decoder, index);
    if (handle && handle->kind == LUNETTE_NO_KIND)
        return NULL; /* reported where the unknown name stands */
    if (handle) {
        decoder_use(decoder, handle);
        return schema_accepts(slot->field, handle->kind)
                   ? item_of_handle(decoder, handle, slot, index)
                   : reject_part(decoder, slot, index);
    }
    const struct schema_kind *table = wanted_kind(slot->field, SCHEMA_TABLE);
    if (lua_istable(decoder->L, index) && table && table->kind != LUNETTE_MESSAGE)
        return item_of_table(decoder, slot, table, index);
    const char *word =
        lua_type(decoder->L, index) == LUA_TSTRING ? decoder_text(decoder, index) : NULL;
    if (word && schema_accepts(slot->field, LUNETTE_MESSAGE))
        return decode_message(decoder, slot, word);
    struct lunette_item *item = word ? item_of_word(decoder, slot, word) : NULL;
    return item ? item : reject_part(decoder, slot, index);
}
