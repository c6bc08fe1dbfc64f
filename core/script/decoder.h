/* What the decode files share; private to them. */
#ifndef LUNETTE_SCRIPT_DECODER_H
#define LUNETTE_SCRIPT_DECODER_H

#include <lua.h>
#include <stdint.h>

#include "diag/finding.h"
#include "model/builder.h"
#include "script/declarations.h"

/* Lua keeps one copy of each short string, and nothing is collected while declarations are read: so a
 * string's address stands for its text, and what was found out about it once need not be looked up again.
 * Fewer look-ups by text halve the price of the freeze. */
enum { DECODER_CACHE_SIZE = 4096 }; /* a power of two */

struct decoder_key {
    const char *lua_text; /* NULL: free */
    const struct schema_kind *kind;
    const struct schema_field *field; /* NULL: the kind has no such field */
    const char *unit;
    const char *name; /* interned, or the field's own key */
};

struct decoder_text {
    const char *lua_text; /* NULL: free */
    const char *text;     /* interned */
};

struct decoder {
    lua_State *L;
    struct declarations *declarations;
    struct builder *builder;
    unsigned depth; /* tables in tables */
    struct decoder_key *keys;   /* DECODER_CACHE_SIZE of each; direct-mapped */
    struct decoder_text *texts;
};

/* The slot of a cache for this address. */
static inline size_t decoder_slot(const void *address, uintptr_t salt)
{
    uint64_t mixed = ((uint64_t)(uintptr_t)address + salt) * 0x9E3779B97F4A7C15u;
    return (size_t)(mixed >> 40) & (DECODER_CACHE_SIZE - 1);
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

/* model/bad-value at the slot. */
struct lunette_finding *decoder_reject(struct decoder *decoder, const struct slot *slot,
                                       const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* "wants a duration (\"200ms\"), not \"soon\"", for the value at a stack index. */
struct lunette_finding *decoder_mismatch(struct decoder *decoder, const struct slot *slot,
                                         int index);

/* The Lua value as a message shows it: `"soon"`, `60`, `service 'orders'`, `a table`. In the arena. */
const char *decoder_show(struct decoder *decoder, int index);

/* "sync 'payment-service'", "retry", for messages. In the arena. */
const char *decoder_name(struct decoder *decoder, const struct lunette_item *item);

/* The interned text of a string without NUL bytes, or of a number; NULL for all else. */
const char *decoder_text(struct decoder *decoder, int index);

/* Reads the value at the stack's index into the member. One a type; see decode_value.c, decode_list.c. */
typedef void decode_function(struct decoder *decoder, const struct slot *slot, int index,
                             void *member);
decode_function decode_string, decode_bool, decode_integer, decode_number, decode_duration_ms,
    decode_duration_s, decode_ratio, decode_rate, decode_bytes, decode_enum, decode_bits,
    decode_strings, decode_integers, decode_ratios, decode_map, decode_ref, decode_refs,
    decode_part, decode_parts, decode_target, decode_function_value;

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
