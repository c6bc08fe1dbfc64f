/* Lists, tables of text, references and parts. */
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "script/decoder.h"

/* { method = "POST", path = "/orders" } where an endpoint is named. */
static bool is_operation(struct decoder *decoder, const struct slot *slot, int index)
{
    if (!(slot->field->flags & SCHEMA_OPERATIONS) || !lua_istable(decoder->L, index))
        return false;
    lua_pushliteral(decoder->L, "path");
    bool has_path = lua_rawget(decoder->L, index) == LUA_TSTRING;
    lua_pop(decoder->L, 1);
    return has_path;
}

/* A list of one may be written without braces. */
static bool is_list(struct decoder *decoder, const struct slot *slot, int index)
{
    return lua_istable(decoder->L, index) && !is_operation(decoder, slot, index);
}

static size_t count_entries(struct decoder *decoder, const struct slot *slot, int index)
{
    return is_list(decoder, slot, index) ? lua_rawlen(decoder->L, index) : 1;
}

/* Keys in a list are a mistake: { "a", b = "c" }. */
static void reject_keys(struct decoder *decoder, const struct slot *slot, int index)
{
    size_t count = lua_rawlen(decoder->L, index);
    const char *first = NULL;
    for (lua_pushnil(decoder->L); lua_next(decoder->L, index); lua_pop(decoder->L, 1)) {
        if (lua_isinteger(decoder->L, -2) && lua_tointeger(decoder->L, -2) >= 1 &&
            (size_t)lua_tointeger(decoder->L, -2) <= count)
            continue;
        const char *key = decoder_show(decoder, lua_gettop(decoder->L) - 1);
        if (!first || strcmp(key, first) < 0)
            first = key;
    }
    if (!first)
        return;
    struct lunette_finding *finding = decoder_reject(
        decoder, slot, "'%s' is a list; it has no place for the key %s", slot->written, first);
    finding_help(finding, "write its entries without keys: { first, second }");
}

static void read_entry(struct decoder *decoder, const struct slot *slot, int index,
                       decode_function *each, void *member)
{
    if (!decoder_is_unknown(decoder, index))
        each(decoder, slot, index, member);
}

/* Reads entries as they lie in the table while that is their order: nearly always the whole list, and the proof
 * that there is nothing else in it. Leaves the first index not read in entry->index. */
static bool read_in_order(struct decoder *decoder, struct slot *entry, int index,
                          decode_function *each, char *members, size_t size)
{
    lua_State *L = decoder->L;
    int value = lua_gettop(L) + 2;
    entry->index = 1;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1), entry->index++) {
        if (!lua_isinteger(L, value - 1) ||
            lua_tointeger(L, value - 1) != (lua_Integer)entry->index) {
            lua_settop(L, value - 2);
            return false;
        }
        read_entry(decoder, entry, value, each, members + (entry->index - 1) * size);
    }
    return true;
}

/* A positional list of parts shares its table with the item's own fields. */
static bool may_have_keys(const struct schema_field *field)
{
    return field->type == SCHEMA_PARTS && field->flags & SCHEMA_POSITIONAL;
}

/* Calls `each` for the entries 1, 2, … of a table, or once for a value that is no list. `index` is
 * absolute, `members` has room for as many as count_entries says. */
static void read_list(struct decoder *decoder, const struct slot *slot, int index,
                      decode_function *each, void *members, size_t size)
{
    if (!is_list(decoder, slot, index)) {
        read_entry(decoder, slot, index, each, members);
        return;
    }
    struct slot entry = *slot;
    if (read_in_order(decoder, &entry, index, each, members, size))
        return;
    for (size_t count = lua_rawlen(decoder->L, index); entry.index <= count; entry.index++) {
        lua_rawgeti(decoder->L, index, (lua_Integer)entry.index);
        read_entry(decoder, &entry, lua_gettop(decoder->L), each,
                   (char *)members + (entry.index - 1) * size);
        lua_pop(decoder->L, 1);
    }
    if (!may_have_keys(slot->field))
        reject_keys(decoder, slot, index);
}

/* Drops entries that could not be read, so that nobody meets a hole. */
static size_t compact(const void **items, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (items[i])
            items[kept++] = items[i];
    return kept;
}

static const char *text_field(struct decoder *decoder, int index, const char *key)
{
    lua_pushstring(decoder->L, key);
    const char *text = lua_rawget(decoder->L, index) == LUA_TSTRING
                           ? decoder_text(decoder, lua_gettop(decoder->L))
                           : NULL;
    lua_pop(decoder->L, 1);
    return text;
}

static const char *joined(struct decoder *decoder, const char *method, const char *path)
{
    const char *text = arena_format(decoder->builder->arena, "%s %s", method, path);
    return intern_text(&decoder->builder->names, text);
}

/* An endpoint that is named: "POST /orders", the endpoint's own declaration, or a table. */
static void decode_operation(struct decoder *decoder, const struct slot *slot, int index,
                             void *member)
{
    struct handle *handle = decoder_handle(decoder, index);
    if (handle && handle->kind >= LUNETTE_GET && handle->kind <= LUNETTE_HANDLER && handle->name) {
        bool is_http = handle->kind <= LUNETTE_OPTIONS;
        decoder_use(decoder, handle);
        *(const char **)member =
            is_http ? joined(decoder, schema_kind_of(handle->kind)->name, handle->name)
                    : handle->name;
    } else if (is_operation(decoder, slot, index)) {
        const char *method = text_field(decoder, index, "method");
        const char *path = text_field(decoder, index, "path");
        *(const char **)member = method && path ? joined(decoder, method, path) : path;
    } else {
        decode_string(decoder, slot, index, member);
    }
}

void decode_strings(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    decode_function *each =
        slot->field->flags & SCHEMA_OPERATIONS ? decode_operation : decode_string;
    size_t count = count_entries(decoder, slot, index);
    const char **items = arena_array(decoder->builder->arena, count, sizeof *items);
    read_list(decoder, slot, index, each, items, sizeof *items);
    *(struct lunette_strings *)member =
        (struct lunette_strings){items, compact((const void **)items, count)};
}

void decode_bits(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    read_list(decoder, slot, index, decode_bit, member, 0); /* all go to the same member */
}

static void decode_whole(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    int64_t number = LUNETTE_UNSET;
    decode_integer(decoder, slot, index, &number);
    *(double *)member = number == LUNETTE_UNSET ? NAN : (double)number;
}

static void decode_numbers(struct decoder *decoder, const struct slot *slot, int index,
                           decode_function *each, struct lunette_numbers *numbers)
{
    size_t count = count_entries(decoder, slot, index), kept = 0;
    double *items = arena_array(decoder->builder->arena, count, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = NAN;
    read_list(decoder, slot, index, each, items, sizeof *items);
    for (size_t i = 0; i < count; i++)
        if (lunette_known(items[i]))
            items[kept++] = items[i];
    *numbers = (struct lunette_numbers){items, kept};
}

void decode_integers(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    decode_numbers(decoder, slot, index, decode_whole, member);
}

void decode_ratios(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    decode_numbers(decoder, slot, index, decode_ratio, member);
}

/* ---- tables of text ---- */

struct pairs {
    struct arena *arena;
    struct lunette_pair *items;
    size_t count, capacity;
};

static void pair_add(struct pairs *pairs, const char *key, const char *value)
{
    if (pairs->count == pairs->capacity) {
        pairs->capacity = pairs->capacity ? pairs->capacity * 2 : 8;
        struct lunette_pair *grown =
            arena_array(pairs->arena, pairs->capacity, sizeof *pairs->items);
        if (pairs->count)
            memcpy(grown, pairs->items, pairs->count * sizeof *grown);
        pairs->items = grown;
    }
    pairs->items[pairs->count++] = (struct lunette_pair){key, value};
}

/* A dotted key may come twice: then the value decides, for Lua hands entries out in no order. */
static int by_key(const void *left, const void *right)
{
    const struct lunette_pair *a = left, *b = right;
    int order = strcmp(a->key, b->key);
    return order ? order : strcmp(a->value, b->value);
}

/* The text of a value in a table of text; true and false are words there. */
static const char *entry_text(struct decoder *decoder, int index)
{
    if (lua_isboolean(decoder->L, index))
        return lua_toboolean(decoder->L, index) ? "true" : "false";
    return decoder_text(decoder, index);
}

static void add_entries(struct decoder *decoder, const struct slot *slot, int index,
                        const char *prefix, struct pairs *pairs);

/* The value on the stack's top is no text. `key` NULL: the table itself is blamed. */
static void reject_entry(struct decoder *decoder, const struct slot *slot, const char *key)
{
    struct lunette_finding *finding =
        decoder_reject(decoder, slot, "'%s' holds %s where text is wanted", slot->written,
                       decoder_show(decoder, lua_gettop(decoder->L)));
    finding->blame.entry = key;
}

/* One entry of the table: key at -2, value at -1. Tables in it are told by dotted keys. */
static void add_entry(struct decoder *decoder, const struct slot *slot, const char *prefix,
                      struct pairs *pairs)
{
    int value = lua_gettop(decoder->L);
    bool listed = slot->field->flags & SCHEMA_FIELD_NAMES && lua_isinteger(decoder->L, value - 1);
    const char *key = listed ? decoder_text(decoder, value) : decoder_text(decoder, value - 1);
    if (key && prefix[0])
        key = arena_format(decoder->builder->arena, "%s.%s", prefix, key);
    if (key && !listed && lua_istable(decoder->L, value)) {
        add_entries(decoder, slot, value, key, pairs);
        return;
    }
    const char *text = listed ? "" : entry_text(decoder, value);
    if (key && text)
        pair_add(pairs, key, text);
    else
        reject_entry(decoder, slot, prefix[0] ? NULL : key);
}

static void add_entries(struct decoder *decoder, const struct slot *slot, int index,
                        const char *prefix, struct pairs *pairs)
{
    decoder_enter_table(decoder);
    for (lua_pushnil(decoder->L); lua_next(decoder->L, index); lua_pop(decoder->L, 1))
        add_entry(decoder, slot, prefix, pairs);
    decoder_leave_table(decoder);
}

void decode_map(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    if (!lua_istable(decoder->L, index)) {
        decoder_mismatch(decoder, slot, index);
        return;
    }
    struct pairs pairs = {.arena = &decoder->declarations->scratch};
    add_entries(decoder, slot, index, "", &pairs);
    struct lunette_pair *items = arena_array(decoder->builder->arena, pairs.count, sizeof *items);
    if (pairs.count) {
        memcpy(items, pairs.items, pairs.count * sizeof *items);
        qsort(items, pairs.count, sizeof *items, by_key);
    }
    *(struct lunette_map *)member = (struct lunette_map){items, pairs.count};
}

/* ---- references ---- */

void decode_ref(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    struct lunette_ref *ref = member;
    struct handle *handle = decoder_handle(decoder, index);
    if (handle && (handle->kind == LUNETTE_NO_KIND || decoder_lacks_name(handle)))
        return; /* reported where it stands */
    if (handle)
        decoder_use(decoder, handle);
    if (handle && schema_accepts(slot->field, handle->kind)) {
        *ref = (struct lunette_ref){handle->name, handle->item};
    } else if (lua_type(decoder->L, index) == LUA_TSTRING && decoder_text(decoder, index)) {
        ref->name = decoder_text(decoder, index);
    } else if (slot->field->flags & SCHEMA_OR_TRUE && lua_isboolean(decoder->L, index)) {
        ref->name =
            lua_toboolean(decoder->L, index) ? intern_text(&decoder->builder->names, "true") : NULL;
    } else {
        decoder_mismatch(decoder, slot, index);
    }
}

void decode_refs(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    size_t count = count_entries(decoder, slot, index), kept = 0;
    struct lunette_ref *items = arena_array(decoder->builder->arena, count, sizeof *items);
    read_list(decoder, slot, index, decode_ref, items, sizeof *items);
    for (size_t i = 0; i < count; i++)
        if (items[i].name)
            items[kept++] = items[i];
    *(struct lunette_refs *)member = (struct lunette_refs){items, kept};
}

/* ---- parts ---- */

void decode_part(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    if (slot->field->flags & SCHEMA_OR_TRUE && lua_isboolean(decoder->L, index)) {
        if (!lua_toboolean(decoder->L, index))
            return;
        lua_newtable(decoder->L);
        *(void **)member = decode_part_from(decoder, slot, lua_gettop(decoder->L));
        lua_pop(decoder->L, 1);
        return;
    }
    *(void **)member = decode_part_from(decoder, slot, index);
}

/* An entry without a name in a table by name; its value is on the stack's top. */
static void reject_nameless(struct decoder *decoder, const struct slot *slot)
{
    struct lunette_finding *finding =
        decoder_reject(decoder, slot, "'%s' is a table by name, but %s in it has no name",
                       slot->written, decoder_show(decoder, lua_gettop(decoder->L)));
    finding_help(finding, "give it one: [\"name\"] = {}");
}

/* { v1 = { … }, v2 = { … } }, in the order of the names. */
static void decode_keyed(struct decoder *decoder, const struct slot *slot, int index,
                         struct lunette_items *list)
{
    struct pairs keys = {.arena = &decoder->declarations->scratch};
    for (lua_pushnil(decoder->L); lua_next(decoder->L, index); lua_pop(decoder->L, 1)) {
        const char *key = lua_type(decoder->L, -2) == LUA_TSTRING
                              ? decoder_text(decoder, lua_gettop(decoder->L) - 1)
                              : NULL;
        if (key)
            pair_add(&keys, key, key);
        else
            reject_nameless(decoder, slot);
    }
    if (keys.count)
        qsort(keys.items, keys.count, sizeof *keys.items, by_key);
    const void **items = arena_array(decoder->builder->arena, keys.count, sizeof *items);
    for (size_t i = 0; i < keys.count; i++) {
        lua_getfield(decoder->L, index, keys.items[i].key);
        struct lunette_item *item = decode_part_from(decoder, slot, lua_gettop(decoder->L));
        if (item)
            item->name = keys.items[i].key;
        items[i] = item;
        lua_pop(decoder->L, 1);
    }
    *list = (struct lunette_items){(const struct lunette_item *const *)items,
                                   compact(items, keys.count)};
}

static void decode_entry(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    *(void **)member = decode_part_from(decoder, slot, index);
}

void decode_parts(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    if (slot->field->flags & SCHEMA_KEYED) {
        if (lua_istable(decoder->L, index))
            decode_keyed(decoder, slot, index, member);
        else
            decoder_mismatch(decoder, slot, index);
        return;
    }
    size_t count = count_entries(decoder, slot, index);
    const void **items = arena_array(decoder->builder->arena, count, sizeof *items);
    read_list(decoder, slot, index, decode_entry, items, sizeof *items);
    *(struct lunette_items *)member =
        (struct lunette_items){(const struct lunette_item *const *)items, compact(items, count)};
}
