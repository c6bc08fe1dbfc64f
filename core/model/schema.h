/* THE table: every kind of the language with its fields.
 *
 * Decoding, did-you-mean, resolving, dump, the frozen Lua view, `explain KIND`, the editor stubs and
 * the reference documentation are all driven by these rows. A new field is one struct member in
 * lunette/model.h and one row here. */
#ifndef LUNETTE_MODEL_SCHEMA_H
#define LUNETTE_MODEL_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/model.h"

enum schema_type {
    SCHEMA_STRING,   /* const char *; one line or many */
    SCHEMA_BOOL,     /* enum lunette_flag */
    SCHEMA_INTEGER,  /* int64_t, not negative */
    SCHEMA_NUMBER,   /* double, a plain number */
    SCHEMA_MS,       /* double, a duration in milliseconds */
    SCHEMA_S,        /* double, a duration in seconds */
    SCHEMA_RATIO,    /* double, 0 to 1 */
    SCHEMA_RATE,     /* double, per second */
    SCHEMA_BYTES,    /* double */
    SCHEMA_ENUM,     /* an enum; `values` */
    SCHEMA_BITS,     /* unsigned; a list of `values`, or-ed */
    SCHEMA_STRINGS,  /* struct lunette_strings; a single string is a list of one */
    SCHEMA_INTEGERS, /* struct lunette_numbers */
    SCHEMA_RATIOS,   /* struct lunette_numbers, 0 to 1 */
    SCHEMA_MAP,      /* struct lunette_map */
    SCHEMA_REF,      /* struct lunette_ref to one of `kinds` */
    SCHEMA_REFS,     /* struct lunette_refs */
    SCHEMA_PART,     /* pointer to the struct of one of `kinds` */
    SCHEMA_PARTS,    /* a list of pointers; for one kind without constructor: plain tables */
    SCHEMA_TARGET,   /* an objective's target: its unit decides the member */
    SCHEMA_FUNCTION, /* int64_t, number of a function the host keeps */
};

enum schema_flag {
    SCHEMA_REQUIRED = 1,
    SCHEMA_POSITIONAL = 2, /* the table's entries without a key go here too */
    SCHEMA_OR_TRUE = 4,    /* `true` will do: a ref named "true", a part with defaults */
    SCHEMA_OR_FALSE = 8,   /* `false` will do: a string "" */
    SCHEMA_REST = 16,      /* a MAP that takes the keys the kind does not know */
    SCHEMA_OPERATIONS =
        256,           /* STRINGS that name endpoints: declarations and { method =, path = } too */
    SCHEMA_KEYED = 32, /* PARTS written as a table from name to fields */
    SCHEMA_FIELD_NAMES = 64, /* a MAP that may also be a list of keys, or a map to plain text */
    SCHEMA_IN_PARENT = 128,  /* a ref to an objective: looked for in the same service first */
};

/* One word an enum or bit set knows. `also` are further spellings, separated by blanks; case and the
 * choice between '-', '_' and ' ' never matter. A number, true or false may be named as text too. */
struct schema_value {
    const char *name;
    int value;
    const char *also;
};

struct schema_field {
    const char *key;
    enum schema_type type;
    unsigned flags; /* enum schema_flag */
    size_t offset;  /* into the kind's struct, or into lunette_about for common fields */
    const enum lunette_kind *kinds;    /* REF, REFS, PART, PARTS: what is accepted; ended by 0 */
    const struct schema_value *values; /* ENUM, BITS: ended by a NULL name */
    const char *also;                  /* further keys, separated by blanks: the seeds' names */
    double at_most;                    /* INTEGER, NUMBER, MS, S: 0: no bound */
    double at_least;
    const char *doc; /* one line */
};

enum schema_name {
    SCHEMA_NO_NAME,    /* kind { … } */
    SCHEMA_IDENTIFIER, /* what others refer to: [A-Za-z0-9_][A-Za-z0-9._:/-]{0,127} */
    SCHEMA_TITLE,      /* free text of one line */
    SCHEMA_PATH,       /* an endpoint's path, rpc or operation */
    SCHEMA_REFERENCE,  /* the name is a reference: `name_field` says which */
};

enum schema_place {
    SCHEMA_TOP,     /* an entity: collected into the model wherever it is declared */
    SCHEMA_PART_OF, /* belongs into a field of another: sync, step, canary, … */
    SCHEMA_TABLE,   /* a plain table, no constructor */
};

struct schema_kind {
    enum lunette_kind kind;
    const char *name;   /* the constructor */
    const char *also;   /* further constructors, separated by blanks */
    const char *plural; /* key in the dump; NULL for parts and tables */
    enum schema_name name_is;
    const char *name_field; /* SCHEMA_REFERENCE: the REF field the name goes to */
    enum schema_place place;
    size_t size;                       /* of the struct */
    size_t list_offset;                /* of its list in struct lunette_model; SCHEMA_TOP */
    const struct schema_field *fields; /* ended by a NULL key */
    const char *doc;                   /* one line */
    const char *example;               /* a declaration as one would write it */
};

/* The row of a kind. Never NULL for a valid kind but LUNETTE_NO_KIND. */
const struct schema_kind *schema_kind_of(enum lunette_kind kind);

/* The kind with this constructor name (or a further one), or NULL. */
const struct schema_kind *schema_kind_named(const char *name);

/* The field with this key or one of its further names. A key may carry its unit: `timeout_ms`,
 * `interval_seconds`, `initial_percentage`, `requests_per_minute` name timeout, interval, initial and
 * rate; then *unit gets the unit ("ms", "s", "m", "h", "d", "%", "/s", "/min"), else NULL. NULL when the kind has no such field; finds the common
 * fields (description, tags, links, properties) of kinds that have a constructor. */
const struct schema_field *schema_field_named(const struct schema_kind *kind, const char *key,
                                              size_t length, const char **unit);

/* Exactly this key, without further names. NULL when there is none. */
const struct schema_field *schema_field_of(const struct schema_kind *kind, const char *key);

/* The fields every constructor takes; offsets are into struct lunette_about. */
enum { SCHEMA_COMMON_COUNT = 4 };
extern const struct schema_field schema_common_fields[SCHEMA_COMMON_COUNT + 1];
bool schema_is_common(const struct schema_field *field);

/* Whether a REF, REFS, PART or PARTS field takes this kind. */
bool schema_accepts(const struct schema_field *field, enum lunette_kind kind);

/* Where the field's value lies. */
const void *schema_member(const struct lunette_item *item, const struct schema_field *field);

/* Key of the field in dumps: with its canonical unit (timeout_ms, window_s). Static or in `room`. */
const char *schema_dump_key(const struct schema_field *field, char *room, size_t size);

/* What the field takes, for people: "a duration (\"200ms\")", "the name of a context", "one of: core,
 * supporting, generic", "a list of text". Written into `room`. */
const char *schema_type_text(const struct schema_field *field, char *room, size_t size);

/* The same for one entry of a field that is a list: "text", "a whole number". */
const char *schema_entry_text(const struct schema_field *field, char *room, size_t size);

/* The word for an enum's value; NULL when it is unset. */
const char *schema_value_name(const struct schema_field *field, int value);

/* The value with this name; false when there is none. */
bool schema_value_named(const struct schema_field *field, const char *name, int *value);

/* Whether `word` is one of the blank-separated words of `list` (NULL: none). */
bool schema_word_in(const char *list, const char *word, size_t length);

/* Whether the name can be referred to, as SCHEMA_IDENTIFIER says. */
bool schema_is_identifier(const char *name);

#endif
