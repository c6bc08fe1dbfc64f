/* The order of the freeze: items first, so that a handle anywhere can stand for one; then their fields;
 * then what was left over. */
#include <lauxlib.h>
#include <string.h>

#include "base/map.h"
#include "script/additions.h"
#include "script/decode.h"
#include "script/decoder.h"

/* An item made from `kind "name"` alone gives way to a declaration with fields. */
struct registration {
    struct decoder *decoder;
    struct map bare; /* item → itself, while only declared by name */
};

static void set_place(struct lunette_item *item, const struct handle *handle)
{
    item->file = handle->file;
    item->line = handle->line;
}

/* An item that is no part of the model, only of findings. */
static struct lunette_item *make_aside(struct decoder *decoder, const struct handle *handle)
{
    struct lunette_item *item = builder_make(decoder->builder, handle->kind, handle->name);
    set_place(item, handle);
    return item;
}

static struct lunette_item *add_duplicate(struct decoder *decoder, const struct handle *handle,
                                          const struct lunette_item *first)
{
    struct lunette_item *item = make_aside(decoder, handle);
    const char *kind = schema_kind_of(handle->kind)->name;
    struct lunette_finding *finding =
        diag_report(decoder->builder->diag, "model/duplicate", LUNETTE_ERROR, lunette_at(item),
                    "%s '%s' is declared twice", kind, handle->name);
    finding_relate(finding, lunette_at(first), "first declared here");
    return item;
}

static struct lunette_item *add_item(struct registration *registration, const struct handle *handle)
{
    struct lunette_item *item =
        builder_add(registration->decoder->builder, handle->kind, handle->name);
    set_place(item, handle);
    if (!handle->has_fields)
        map_set(&registration->bare, item, item);
    return item;
}

/* The item an entity's handle stands for. A second declaration by name alone is only a reference. */
static struct lunette_item *register_entity(struct registration *registration,
                                            const struct handle *handle)
{
    struct builder *builder = registration->decoder->builder;
    if (decoder_lacks_name(handle))
        return make_aside(registration->decoder, handle);
    struct lunette_item *first = builder_named(builder, handle->kind, handle->name);
    if (!first && handle->kind == LUNETTE_ARCHITECTURE && builder->kinds[handle->kind].count)
        first = builder->kinds[handle->kind].items[0];
    if (!first)
        return add_item(registration, handle);
    bool same_name = first->name == handle->name; /* not so for a second architecture */
    if (!handle->has_fields && same_name)
        return first;
    if (!map_get(&registration->bare, first) || !same_name)
        return add_duplicate(registration->decoder, handle, first);
    map_set(&registration->bare, first, NULL);
    set_place(first, handle);
    return first;
}

static void report_unknown_kind(struct decoder *decoder, const struct handle *handle)
{
    const struct source_set *sources = script_of(decoder->L)->sources;
    struct lunette_finding *finding =
        diag_report(decoder->builder->diag, "model/unknown-kind", LUNETTE_ERROR,
                    (struct lunette_blame){.item = NULL}, "unknown name '%s'", handle->name);
    finding_help(finding, "%s", handle->problem);
    if (handle->file >= sources->count)
        return;
    const char *heads[] = {handle->name, NULL};
    const struct source_file *file = &sources->files[handle->file];
    struct locate_query query = {
        .file = file, .line = handle->line, .heads = heads, .may_be_bare = true};
    finding->place = (struct finding_place){file->path, file, locate_span(&query, NULL)};
}

static void register_all(struct decoder *decoder)
{
    struct registration registration = {.decoder = decoder};
    struct declarations *declarations = decoder->declarations;
    for (size_t i = 0; i < declarations->root_count; i++) {
        struct handle *handle = declarations->roots[i];
        if (handle->kind == LUNETTE_NO_KIND)
            report_unknown_kind(decoder, handle);
        else
            handle->item = register_entity(&registration, handle);
    }
    map_free(&registration.bare);
}

static bool stands_for_its_item(const struct handle *handle)
{
    return handle->item && handle->item->file == handle->file && handle->item->line == handle->line;
}

static void decode_entity(struct decoder *decoder, const struct handle *handle)
{
    decoder_report_call(decoder, handle, handle->item);
    if (!handle->has_fields) {
        if (stands_for_its_item(handle))
            decode_fields(decoder, handle->item, 0);
        return;
    }
    declarations_push_fields(decoder->L, decoder->declarations, handle);
    decode_fields(decoder, handle->item, lua_gettop(decoder->L));
    lua_pop(decoder->L, 1);
}

/* Where a part could go: "a service's dependencies". NULL when no field takes it. */
static const char *home_of(struct decoder *decoder, enum lunette_kind part)
{
    for (enum lunette_kind kind = 1; kind < LUNETTE_KIND_COUNT; kind++)
        for (const struct schema_field *field = schema_kind_of(kind)->fields; field->key; field++)
            if (schema_accepts(field, part))
                return arena_format(decoder->builder->diag->arena, "%s of a %s", field->key,
                                    schema_kind_of(kind)->name);
    return NULL;
}

/* A part that no declaration holds would silently say nothing. */
static void report_unused(struct decoder *decoder, const struct handle *handle)
{
    struct lunette_item *item = make_aside(decoder, handle);
    struct lunette_finding *finding =
        diag_report(decoder->builder->diag, "model/unused-part", LUNETTE_ERROR, lunette_at(item),
                    "%s belongs to nothing", decoder_name(decoder, item));
    finding_help(finding, "put it into the %s", home_of(decoder, handle->kind));
}

/* Most models have none: to look for them would fetch all handles into the cache once more. */
static void report_unused_parts(struct decoder *decoder)
{
    const struct declarations *all = decoder->declarations;
    if (all->used_parts == all->count - all->root_count)
        return;
    lua_rawgeti(decoder->L, LUA_REGISTRYINDEX, all->registry);
    for (size_t serial = 1; serial <= all->count; serial++) {
        lua_rawgeti(decoder->L, -1, (lua_Integer)serial);
        const struct handle *handle = lua_touserdata(decoder->L, -1);
        if (handle && handle->kind && !handle->item && !handle->used)
            report_unused(decoder, handle);
        lua_pop(decoder->L, 1);
    }
    lua_pop(decoder->L, 1);
}

static size_t slots_for(const struct declarations *declarations)
{
    size_t slots = DECODER_LEAST_SLOTS;
    while (slots < declarations->count && slots < DECODER_MOST_SLOTS)
        slots *= 2;
    return slots;
}

void decode_declarations(lua_State *L, struct declarations *declarations)
{
    struct arena *scratch = &declarations->scratch;
    size_t slots = slots_for(declarations);
    struct decoder decoder = {
        .L = L,
        .declarations = declarations,
        .builder = declarations->builder,
        .slots = slots,
        .keys = arena_array(scratch, slots, sizeof(struct decoder_key)),
        .texts = arena_array(scratch, slots * DECODER_TEXTS, sizeof(struct decoder_text)),
        .values = arena_array(scratch, slots, sizeof(struct decoder_value)),
    };
    luaL_checkstack(L, 32, NULL);
    register_all(&decoder);
    additions_apply(&decoder);
    for (size_t i = 0; i < declarations->root_count; i++)
        if (declarations->roots[i]->item)
            decode_entity(&decoder, declarations->roots[i]);
    report_unused_parts(&decoder);
    arena_reset(scratch);
}
