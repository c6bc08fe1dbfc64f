/* What the decode files share; private to them. */
#ifndef LUNETTE_SCRIPT_DECODER_H
#define LUNETTE_SCRIPT_DECODER_H

#include <lua.h>
#include <math.h>
#include <stdint.h>

#include "diag/finding.h"
#include "model/builder.h"
#include "script/declarations.h"

/* Lua keeps one copy of each short string, and nothing is collected while declarations are read: so a
 * string's address stands for its text, and what was found out about it once need not be looked up again.
 * Fewer look-ups by text halve the price of the freeze. */
enum {
    DECODER_LEAST_SLOTS = 64, /* powers of two */
    DECODER_MOST_SLOTS = 1024,
    DECODER_TEXTS = 4 /* slots for texts for each slot of the others: every name is one */
};

struct decoder_key {
    const char *lua_text; /* NULL: free */
    const struct schema_kind *kind;
    const struct schema_field *field; /* NULL: the kind has no such field */
    const char *unit;
    const char *name; /* interned, or the field's own key */
    unsigned number;  /* of the field among those of its kind; below 64 */
    bool is_common;
};

struct decoder_text {
    const char *lua_text; /* NULL: free */
    const char *text;     /* interned */
};

/* What a text means where it stands: "200ms" as a duration, "core" in a certain field. */
struct decoder_value {
    const char *lua_text; /* NULL: free */
    const void *read_as;  /* the field, or the unit's own row */
    double number;
};

/* What is to be known of a kind again and again; made when its first item is read. */
struct decoder_kind {
    uint64_t required;                     /* a bit for each of its fields */
    const struct schema_field *positional; /* NULL: none */
    bool is_known;
};

struct decoder {
    lua_State *L;
    struct declarations *declarations;
    struct builder *builder;
    unsigned depth; /* tables in tables */
    size_t
        slots; /* of each of these, by the size of the model: to clear many costs a small one dearly */
    struct decoder_key *keys;   /* all direct-mapped */
    struct decoder_text *texts; /* DECODER_TEXTS times as many */
    struct decoder_value *values;
    struct decoder_kind kinds[LUNETTE_KIND_COUNT];
};

/* The slot of a cache of that size for this address. */
static inline size_t decoder_slot(const void *address, uintptr_t salt, size_t size)
{
    uint64_t mixed = ((uint64_t)(uintptr_t)address + salt) * 0x9E3779B97F4A7C15u;
    return (size_t)(mixed >> 40) & (size - 1);
}

/* As declarations_handle at a third of the price, which is asked of every value that is read. */
static inline struct handle *decoder_handle(struct decoder *decoder, int index)
{
    lua_State *L = decoder->L;
    if (lua_type(L, index) != LUA_TUSERDATA || lua_rawlen(L, index) != sizeof(struct handle))
        return NULL;
    struct handle *handle = lua_touserdata(L, index);
    return handle->mark == HANDLE_MARK ? handle : NULL;
}

/* Some declaration holds the handle. Where it is in the wrong place, too: one finding is enough. */
static inline void decoder_use(struct decoder *decoder, struct handle *handle)
{
    bool is_part = !handle->item;
    decoder->declarations->used_parts += is_part && !handle->used;
    handle->used = true;
}

/* Where a value is to go, and how to speak of it. */
struct slot {
    struct lunette_item *item;
    const struct schema_kind *kind;
    const struct schema_field *field;
    const char *written; /* the key as the model writes it */
    const char *unit;    /* the unit the key carries; NULL: none */
    size_t index;        /* entry of a list, from 1; 0: the value itself */
};

/* model/bad-value at the slot. Its help leads to the kind's fields: say something better where it is
 * known. */
struct lunette_finding *decoder_reject(struct decoder *decoder, const struct slot *slot,
                                       const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The call left out the name its kind needs. That is reported and its fields are read for mistakes,
 * but it is no part of the model: whoever reads one may count on names. */
static inline bool decoder_lacks_name(const struct handle *handle)
{
    bool named = handle->name && *handle->name;
    return !named && schema_kind_of(handle->kind)->name_is != SCHEMA_NO_NAME;
}

/* How messages speak of the slot: "'timeout'", "entry 2 of 'ports'". In the arena. */
const char *decoder_called(struct decoder *decoder, const struct slot *slot);

/* "'timeout' wants a duration (\"200ms\"); this is \"soon\"", for the value at a stack index. */
struct lunette_finding *decoder_mismatch(struct decoder *decoder, const struct slot *slot,
                                         int index);

/* Whether the value comes from a misspelt kind or variable, which is reported where that stands. */
static inline bool decoder_is_unknown(struct decoder *decoder, int index)
{
    const struct handle *handle = decoder_handle(decoder, index);
    return handle && handle->kind == LUNETTE_NO_KIND;
}

/* The Lua value as a message shows it: `"soon"`, `60`, `service 'orders'`, `a table`. In the arena. */
const char *decoder_show(struct decoder *decoder, int index);

/* A number of percent as a ratio: what "99.9%" is as text, which 99.9 / 100 is not. */
static inline double decoder_percent(double number)
{
    return round(number * 1e13) / 1e15;
}

/* "sync 'payment-service'", "retry", for messages. In the arena. */
const char *decoder_name(struct decoder *decoder, const struct lunette_item *item);

/* The interned text of a string without NUL bytes, or of a number; NULL for all else. */
const char *decoder_text(struct decoder *decoder, int index);

/* Reads the value at the stack's index into the member. One a type; see decode_value.c, decode_list.c. */
typedef void decode_function(struct decoder *decoder, const struct slot *slot, int index,
                             void *member);
decode_function decode_string, decode_bool, decode_integer, decode_number, decode_duration_ms,
    decode_duration_s, decode_ratio, decode_rate, decode_bytes, decode_enum, decode_bit,
    decode_bits, decode_strings, decode_integers, decode_ratios, decode_map, decode_ref,
    decode_refs, decode_part, decode_parts, decode_target, decode_function_value;

/* What is wrong with the constructor's call itself: its name, or how its fields were given. */
void decoder_report_call(struct decoder *decoder, const struct handle *handle,
                         const struct lunette_item *item);

/* Reads the table at the stack's index into the item. */
void decode_fields(struct decoder *decoder, struct lunette_item *item, int index);

/* An item for a part, decoded from a handle or a plain table; NULL after a finding. */
struct lunette_item *decode_part_from(struct decoder *decoder, const struct slot *slot, int index);

/* One line of a scenario; NULL after a finding. */
struct lunette_item *decode_message(struct decoder *decoder, const struct slot *slot,
                                    const char *line);

/* What can only be said when all fields of an item are read. */
void decode_finish(struct decoder *decoder, struct lunette_item *item, int index);

/* One table deeper; a limit, not a crash, when models nest without end. */
void decoder_enter_table(struct decoder *decoder);
void decoder_leave_table(struct decoder *decoder);

#endif
