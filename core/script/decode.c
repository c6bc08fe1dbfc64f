/* Handles to items, tables to fields. */
#include "script/decode.h"

#include <lauxlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "script/decoder.h"

struct lunette_finding *decoder_reject(struct decoder *decoder, const struct slot *slot,
                                       const char *format, ...)
{
    struct lunette_blame blame = lunette_at_entry(slot->item, slot->written, slot->index);
    va_list args;
    va_start(args, format);
    struct lunette_finding *finding =
        diag_vreport(decoder->builder->diag, "model/bad-value", LUNETTE_ERROR, blame, format, args);
    va_end(args);
    const char *kind = schema_kind_of(slot->item->kind)->name;
    const char *quote = strchr(kind, ' ') ? "\"" : "";
    finding_help(finding, "lunette explain %s%s%s shows what each field takes", quote, kind, quote);
    return finding;
}

const char *decoder_called(struct decoder *decoder, const struct slot *slot)
{
    struct arena *arena = decoder->builder->diag->arena;
    return slot->index ? arena_format(arena, "entry %zu of '%s'", slot->index, slot->written)
                       : arena_format(arena, "'%s'", slot->written);
}

struct lunette_finding *decoder_mismatch(struct decoder *decoder, const struct slot *slot,
                                         int index)
{
    char wanted[512];
    (slot->index ? schema_entry_text : schema_type_text)(slot->field, wanted, sizeof wanted);
    return decoder_reject(decoder, slot, "%s wants %s%s; this is %s", decoder_called(decoder, slot),
                          slot->unit ? "a number or " : "", wanted, decoder_show(decoder, index));
}

const char *decoder_show(struct decoder *decoder, int index)
{
    struct arena *arena = decoder->builder->diag->arena;
    const struct handle *handle = decoder_handle(decoder, index);
    if (handle && !handle->name)
        return schema_kind_of(handle->kind)->name;
    if (handle)
        return arena_format(arena, "%s '%s'",
                            handle->kind ? schema_kind_of(handle->kind)->name : "unknown",
                            handle->name);
    if (lua_isboolean(decoder->L, index))
        return lua_toboolean(decoder->L, index) ? "true" : "false";
    const char *text = decoder_text(decoder, index);
    if (!text)
        return arena_format(arena, "a %s", luaL_typename(decoder->L, index));
    if (lua_type(decoder->L, index) == LUA_TNUMBER)
        return text;
    size_t length = strlen(text), shown = utf8_cut(text, length, 60);
    return arena_format(arena, "\"%.*s%s\"", (int)shown, text, shown < length ? "…" : "");
}

const char *decoder_name(struct decoder *decoder, const struct lunette_item *item)
{
    const char *kind = schema_kind_of(item->kind)->name;
    return item->name ? arena_format(decoder->builder->diag->arena, "%s '%s'", kind, item->name)
                      : kind;
}

void decoder_report_call(struct decoder *decoder, const struct handle *handle,
                         const struct lunette_item *item)
{
    if (!handle->problem)
        return;
    struct lunette_finding *finding =
        diag_report(decoder->builder->diag, "model/bad-value", LUNETTE_ERROR, lunette_at(item),
                    "%s %s", decoder_name(decoder, item), handle->problem);
    finding_help(finding, "for example: %s", schema_kind_of(item->kind)->example);
}

void decoder_enter_table(struct decoder *decoder)
{
    if (++decoder->depth > script_of(decoder->L)->limits.nesting)
        script_limit_reached(decoder->L, "nesting");
    luaL_checkstack(decoder->L, 16, "tables nested too deeply");
}

void decoder_leave_table(struct decoder *decoder)
{
    decoder->depth--;
}

/* ---- the fields of one table ---- */

static decode_function *const decode_by_type[] = {
    [SCHEMA_STRING] = decode_string,
    [SCHEMA_BOOL] = decode_bool,
    [SCHEMA_INTEGER] = decode_integer,
    [SCHEMA_NUMBER] = decode_number,
    [SCHEMA_MS] = decode_duration_ms,
    [SCHEMA_S] = decode_duration_s,
    [SCHEMA_RATIO] = decode_ratio,
    [SCHEMA_RATE] = decode_rate,
    [SCHEMA_BYTES] = decode_bytes,
    [SCHEMA_ENUM] = decode_enum,
    [SCHEMA_BITS] = decode_bits,
    [SCHEMA_STRINGS] = decode_strings,
    [SCHEMA_INTEGERS] = decode_integers,
    [SCHEMA_RATIOS] = decode_ratios,
    [SCHEMA_MAP] = decode_map,
    [SCHEMA_REF] = decode_ref,
    [SCHEMA_REFS] = decode_refs,
    [SCHEMA_PART] = decode_part,
    [SCHEMA_PARTS] = decode_parts,
    [SCHEMA_TARGET] = decode_target,
    [SCHEMA_FUNCTION] = decode_function_value,
};

enum { COMMON_FIELDS = 48 }; /* where their numbers begin: below 64 with them */

enum { MOST_ALIASES = 8 };

/* One table on its way into an item. */
struct reading {
    const struct schema_kind *kind;
    struct lunette_item *item;
    int table;       /* stack index; 0: only a name was given */
    uint64_t seen;   /* a bit for each field */
    bool positional; /* there are entries without a key */
    struct decoder_key *aliases; /* keys that are not their field's own: read last */
    size_t alias_count;          /* up to MOST_ALIASES */
};

static unsigned field_number(const struct schema_kind *kind, const struct schema_field *field)
{
    return schema_is_common(field) ? COMMON_FIELDS + (unsigned)(field - schema_common_fields)
                                   : (unsigned)(field - kind->fields);
}

static void *member_of(struct decoder *decoder, struct lunette_item *item,
                       const struct schema_field *field, bool is_common)
{
    char *base = is_common ? (char *)builder_about(decoder->builder, item) : (char *)item;
    return base + field->offset;
}

static void report_unknown_field(struct decoder *decoder, const struct reading *reading,
                                 const char *key)
{
    struct nearest nearest;
    nearest_start(&nearest, key);
    for (const struct schema_field *field = reading->kind->fields; field->key; field++)
        nearest_offer(&nearest, field->key);
    if (reading->kind->place != SCHEMA_TABLE)
        for (const struct schema_field *field = schema_common_fields; field->key; field++)
            nearest_offer(&nearest, field->key);
    struct lunette_finding *finding =
        diag_report(decoder->builder->diag, "model/unknown-field", LUNETTE_ERROR,
                    lunette_at_field(reading->item, key), "unknown field '%s' in %s%s", key,
                    reading->kind->name, nearest_hint(&nearest, ""));
    finding->blame_key = true;
    if (nearest_best(&nearest))
        finding_help(finding, "write %s", nearest_best(&nearest));
    else
        finding_help(finding, "lunette explain %s lists its fields", reading->kind->name);
}

static const struct schema_field *field_with(const struct schema_kind *kind, unsigned flag)
{
    for (const struct schema_field *field = kind->fields; field->key; field++)
        if (field->flags & flag)
            return field;
    return NULL;
}

/* A key the kind does not know, of a kind that takes any: one entry of the table `rest`. */
static void add_rest(struct decoder *decoder, const struct reading *reading,
                     const struct schema_field *rest, const char *key, int index)
{
    struct lunette_map *map = member_of(decoder, reading->item, rest, false);
    struct slot slot = {.item = reading->item, .kind = reading->kind, .written = key};
    const char *text =
        lua_type(decoder->L, index) == LUA_TNUMBER ? decoder_text(decoder, index) : NULL;
    if (!text) {
        decoder_reject(decoder, &slot, "'%s' wants a number; this is %s", key,
                       decoder_show(decoder, index));
        return;
    }
    struct lunette_pair *items =
        arena_array(decoder->builder->arena, map->count + 1, sizeof *items);
    size_t at = 0;
    for (; at < map->count && strcmp(map->items[at].key, key) < 0; at++)
        items[at] = map->items[at];
    items[at] = (struct lunette_pair){key, text};
    for (; at < map->count; at++)
        items[at + 1] = map->items[at];
    *map = (struct lunette_map){items, map->count + 1};
}

static const struct decoder_key *find_key(struct decoder *decoder, const struct schema_kind *kind,
                                          int index)
{
    size_t length;
    const char *text = lua_tolstring(decoder->L, index, &length);
    size_t at = decoder_slot(text, (uintptr_t)kind, decoder->slots);
    struct decoder_key *slot = &decoder->keys[at];
    if (slot->lua_text == text && slot->kind == kind)
        return slot;
    *slot = (struct decoder_key){.lua_text = text, .kind = kind};
    slot->field = schema_field_named(kind, text, length, &slot->unit);
    slot->name = slot->field && strcmp(slot->field->key, text) == 0
                     ? slot->field->key
                     : intern_bytes(&decoder->builder->names, text, length);
    slot->number = slot->field ? field_number(kind, slot->field) : 0;
    slot->is_common = slot->number >= COMMON_FIELDS;
    return slot;
}

/* Of all keys in the table that name this field the canonical one, else the one that sorts first:
 * Lua hands keys out in no order. */
static const char *settled_key(struct decoder *decoder, const struct reading *reading,
                               const struct schema_field *field, const char *key)
{
    for (lua_pushnil(decoder->L); lua_next(decoder->L, reading->table); lua_pop(decoder->L, 1)) {
        if (lua_type(decoder->L, -2) != LUA_TSTRING)
            continue;
        const struct decoder_key *other =
            find_key(decoder, reading->kind, lua_gettop(decoder->L) - 1);
        bool wins =
            other->name == field->key || (key != field->key && strcmp(other->name, key) < 0);
        if (other->field == field && wins)
            key = other->name;
    }
    return key;
}

/* Whether the field has no other key in the table, as far as can be told without a look at all of them. */
static bool is_alone(const struct reading *reading, const struct decoder_key *key)
{
    size_t namesakes = 0;
    for (size_t i = 0; i < reading->alias_count; i++)
        namesakes += reading->aliases[i].field == key->field;
    return namesakes == 1 && reading->alias_count < MOST_ALIASES &&
           !(reading->seen >> key->number & 1);
}

/* A field under two names is read once. Returns whether this key is the one. */
static bool is_settled(struct decoder *decoder, const struct reading *reading,
                       const struct decoder_key *key)
{
    if (key->name == key->field->key || is_alone(reading, key))
        return true;
    const char *kept = settled_key(decoder, reading, key->field, key->name);
    if (kept == key->name)
        return true;
    struct lunette_finding *finding = diag_report(
        decoder->builder->diag, "model/bad-value", LUNETTE_ERROR,
        lunette_at_field(reading->item, key->name), "'%s' and '%s' are the same field of %s", kept,
        key->name, decoder_name(decoder, reading->item));
    finding_help(finding, "keep one of them");
    return false;
}

static void read_unknown(struct decoder *decoder, const struct reading *reading, const char *key,
                         int index)
{
    const struct schema_field *rest = field_with(reading->kind, SCHEMA_REST);
    if (rest)
        add_rest(decoder, reading, rest, key, index);
    else
        report_unknown_field(decoder, reading, key);
}

/* The value of a field at the stack's index. */
static void read_value(struct decoder *decoder, struct reading *reading,
                       const struct decoder_key *key, int index)
{
    if (!is_settled(decoder, reading, key))
        return;
    reading->seen |= UINT64_C(1) << key->number;
    struct slot slot = {reading->item, reading->kind, key->field, key->name, key->unit, 0};
    if (!decoder_is_unknown(decoder, index))
        decode_by_type[key->field->type](
            decoder, &slot, index, member_of(decoder, reading->item, key->field, key->is_common));
}

/* One `key = value`: the value at the stack's index, the key below it. */
static void read_named(struct decoder *decoder, struct reading *reading, int index)
{
    const struct decoder_key key = *find_key(decoder, reading->kind, index - 1);
    if (!key.field)
        read_unknown(decoder, reading, key.name, index);
    else if (key.name != key.field->key && reading->alias_count < MOST_ALIASES)
        reading->aliases[reading->alias_count++] = key;
    else
        read_value(decoder, reading, &key, index);
}

static void read_aliases(struct decoder *decoder, struct reading *reading)
{
    for (size_t i = 0; i < reading->alias_count; i++) {
        lua_pushstring(decoder->L, reading->aliases[i].lua_text);
        lua_rawget(decoder->L, reading->table);
        read_value(decoder, reading, &reading->aliases[i], lua_gettop(decoder->L));
        lua_pop(decoder->L, 1);
    }
}

/* Whether the key at -2 is one of 1, 2, … without a hole before it. */
static bool is_position(struct decoder *decoder, const struct reading *reading)
{
    lua_Integer key = lua_isinteger(decoder->L, -2) ? lua_tointeger(decoder->L, -2) : 0;
    return key >= 1 && (lua_Unsigned)key <= lua_rawlen(decoder->L, reading->table);
}

static void report_odd_key(struct decoder *decoder, const struct reading *reading)
{
    struct lunette_finding *finding = diag_report(
        decoder->builder->diag, "model/bad-value", LUNETTE_ERROR, lunette_at(reading->item),
        "%s has %s as a key", decoder_name(decoder, reading->item),
        decoder_show(decoder, lua_gettop(decoder->L) - 1));
    finding_help(finding, "keys are the names of fields: lunette explain %s lists them",
                 reading->kind->name);
}

static void read_entry(struct decoder *decoder, struct reading *reading, int index)
{
    if (lua_type(decoder->L, index - 1) == LUA_TSTRING)
        read_named(decoder, reading, index);
    else if (is_position(decoder, reading))
        reading->positional = true;
    else
        report_odd_key(decoder, reading);
}

static const struct decoder_kind *facts_of(struct decoder *decoder, const struct schema_kind *kind)
{
    struct decoder_kind *facts = &decoder->kinds[kind->kind];
    if (facts->is_known)
        return facts;
    facts->is_known = true;
    facts->positional = field_with(kind, SCHEMA_POSITIONAL);
    for (unsigned i = 0; kind->fields[i].key; i++) {
        bool is_name = kind->name_field && strcmp(kind->name_field, kind->fields[i].key) == 0;
        if (kind->fields[i].flags & SCHEMA_REQUIRED && !is_name)
            facts->required |= UINT64_C(1) << i;
    }
    return facts;
}

/* Entries without a key: the list of a kind that has a positional field, else a mistake. */
static void read_positional(struct decoder *decoder, struct reading *reading, int index)
{
    const struct schema_field *field = facts_of(decoder, reading->kind)->positional;
    if (field && !(reading->seen >> field_number(reading->kind, field) & 1)) {
        struct slot slot = {reading->item, reading->kind, field, field->key, NULL, 0};
        decode_by_type[field->type](decoder, &slot, index,
                                    member_of(decoder, reading->item, field, false));
        return;
    }
    lua_rawgeti(decoder->L, index, 1);
    struct lunette_finding *finding =
        diag_report(decoder->builder->diag, "model/bad-value", LUNETTE_ERROR,
                    (struct lunette_blame){.item = reading->item, .index = 1},
                    "%s has an entry without a key: %s", decoder_name(decoder, reading->item),
                    decoder_show(decoder, lua_gettop(decoder->L)));
    finding_help(finding, "write key = value; lunette explain %s lists the keys",
                 reading->kind->name);
    lua_pop(decoder->L, 1);
}

static void require_fields(struct decoder *decoder, const struct reading *reading)
{
    uint64_t missing = facts_of(decoder, reading->kind)->required & ~reading->seen;
    for (unsigned i = 0; missing; i++, missing >>= 1) {
        if (!(missing & 1))
            continue;
        const struct schema_field *field = &reading->kind->fields[i];
        struct lunette_finding *finding = diag_report(
            decoder->builder->diag, "model/missing-field", LUNETTE_ERROR, lunette_at(reading->item),
            "%s has no '%s'", decoder_name(decoder, reading->item), field->key);
        char type[512];
        finding_help(finding, "add %s: %s; %s", field->key, field->doc,
                     schema_type_text(field, type, sizeof type));
    }
}

/* `index` 0: no table was given, only a name. */
void decode_fields(struct decoder *decoder, struct lunette_item *item, int index)
{
    struct decoder_key aliases[MOST_ALIASES];
    struct reading reading = {
        .kind = schema_kind_of(item->kind), .item = item, .table = index, .aliases = aliases};
    decoder_enter_table(decoder);
    if (index) {
        int value = lua_gettop(decoder->L) + 2;
        for (lua_pushnil(decoder->L); lua_next(decoder->L, index); lua_pop(decoder->L, 1))
            read_entry(decoder, &reading, value);
        read_aliases(decoder, &reading);
        if (reading.positional)
            read_positional(decoder, &reading, index);
    }
    require_fields(decoder, &reading);
    decode_finish(decoder, item, index);
    decoder_leave_table(decoder);
}
