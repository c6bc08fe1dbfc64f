#include "model/schema.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "model/schema_rows.h"

static const struct schema_kind *const tables[] = {
    schema_structure_kinds, schema_contract_kinds,  schema_traffic_kinds,
    schema_operation_kinds, schema_behaviour_kinds,
};

const struct schema_kind *schema_kind_of(enum lunette_kind kind)
{
    static const struct schema_kind *index[LUNETTE_KIND_COUNT];
    if (!index[LUNETTE_ARCHITECTURE])
        for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
            for (const struct schema_kind *row = tables[t]; row->name; row++)
                index[row->kind] = row;
    return index[kind];
}

bool schema_word_in(const char *list, const char *word, size_t length)
{
    for (const char *at = list; at && *at;) {
        size_t span = strcspn(at, " ");
        if (span == length && memcmp(at, word, length) == 0)
            return true;
        at += span + (at[span] == ' ');
    }
    return false;
}

const struct schema_kind *schema_kind_named(const char *name)
{
    for (enum lunette_kind kind = 1; kind < LUNETTE_KIND_COUNT; kind++) {
        const struct schema_kind *row = schema_kind_of(kind);
        if (row->place != SCHEMA_TABLE &&
            (strcmp(row->name, name) == 0 || schema_word_in(row->also, name, strlen(name))))
            return row;
    }
    return NULL;
}

static bool has_key(const struct schema_field *field, const char *key, size_t length)
{
    if (strlen(field->key) == length && memcmp(field->key, key, length) == 0)
        return true;
    return field->also && schema_word_in(field->also, key, length);
}

static const struct schema_field *find_in(const struct schema_field *fields, const char *key,
                                          size_t length)
{
    for (; fields->key; fields++)
        if (has_key(fields, key, length))
            return fields;
    return NULL;
}

static const struct schema_field *find(const struct schema_kind *kind, const char *key,
                                       size_t length)
{
    const struct schema_field *field = find_in(kind->fields, key, length);
    if (!field && kind->place != SCHEMA_TABLE)
        field = find_in(schema_common_fields, key, length);
    return field;
}

/* What a key may end in, the unit it stands for, and the types that have it. */
static const struct suffix {
    const char *text;
    const char *unit;
    unsigned types;
} suffixes[] = {
#define TIMES (1u << SCHEMA_MS | 1u << SCHEMA_S)
    {"_ms", "ms", TIMES},
    {"_milliseconds", "ms", TIMES},
    {"_s", "s", TIMES},
    {"_seconds", "s", TIMES},
    {"_minutes", "m", TIMES},
    {"_hours", "h", TIMES},
    {"_days", "d", TIMES},
#undef TIMES
    {"_percentage", "%", 1u << SCHEMA_RATIO},
    {"_percent", "%", 1u << SCHEMA_RATIO},
    {"_per_second", "/s", 1u << SCHEMA_RATE},
    {"_per_minute", "/min", 1u << SCHEMA_RATE},
};

static const struct schema_field *find_with_unit(const struct schema_kind *kind, const char *key,
                                                 size_t length, const char **unit)
{
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        size_t tail = strlen(suffixes[i].text);
        if (length <= tail || memcmp(key + length - tail, suffixes[i].text, tail) != 0)
            continue;
        const struct schema_field *field = find(kind, key, length - tail);
        if (field && suffixes[i].types & 1u << field->type) {
            *unit = suffixes[i].unit;
            return field;
        }
    }
    return NULL;
}

const struct schema_field *schema_field_named(const struct schema_kind *kind, const char *key,
                                              size_t length, const char **unit)
{
    *unit = NULL;
    const struct schema_field *field = find(kind, key, length);
    return field ? field : find_with_unit(kind, key, length, unit);
}

const struct schema_field *schema_field_of(const struct schema_kind *kind, const char *key)
{
    for (const struct schema_field *field = kind->fields; field->key; field++)
        if (strcmp(field->key, key) == 0)
            return field;
    return NULL;
}

bool schema_is_common(const struct schema_field *field)
{
    return field >= schema_common_fields && field < schema_common_fields + SCHEMA_COMMON_COUNT;
}

bool schema_accepts(const struct schema_field *field, enum lunette_kind kind)
{
    for (const enum lunette_kind *wanted = field->kinds; wanted && *wanted; wanted++)
        if (*wanted == kind)
            return true;
    return false;
}

const void *schema_member(const struct lunette_item *item, const struct schema_field *field)
{
    const char *base = schema_is_common(field) ? (const char *)item->about : (const char *)item;
    return base + field->offset;
}

const char *schema_dump_key(const struct schema_field *field, char *room, size_t size)
{
    static const char *const units[] = {
        [SCHEMA_MS] = "_ms",
        [SCHEMA_S] = "_s",
        [SCHEMA_RATE] = "_per_s",
        [SCHEMA_BYTES] = "_bytes",
    };
    const char *unit = field->type <= SCHEMA_BYTES ? units[field->type] : NULL;
    if (!unit)
        return field->key;
    snprintf(room, size, "%s%s", field->key, unit);
    return room;
}

static void add(char *room, size_t size, const char *text)
{
    size_t used = strlen(room);
    snprintf(room + used, size - used, "%s", text);
}

/* One of the kinds a field takes, as its type names it: a constructor, a plain table, a line of text;
 * the entities of a list of references in the plural. */
static void print_kind(const struct schema_field *field, enum lunette_kind id, char *room,
                       size_t size)
{
    const struct schema_kind *kind = schema_kind_of(id);
    if (id == LUNETTE_MESSAGE) {
        add(room, size, field->type == SCHEMA_PARTS ? "lines" : "a line");
        add(room, size, " (\"a -> b: call\")");
        return;
    }
    add(room, size, field->type == SCHEMA_REFS ? kind->plural : kind->name);
    if (kind->place == SCHEMA_TABLE)
        add(room, size, field->type == SCHEMA_PARTS ? " tables" : " table");
    else if (field->type == SCHEMA_PART && kind->place == SCHEMA_PART_OF && !field->kinds[1])
        add(room, size, " { … }");
}

/* "context", "service, external or gateway" */
static void print_kinds(const struct schema_field *field, char *room, size_t size)
{
    for (const enum lunette_kind *kind = field->kinds; *kind; kind++) {
        add(room, size, kind == field->kinds ? "" : kind[1] ? ", " : " or ");
        print_kind(field, *kind, room, size);
    }
}

static void print_values(const struct schema_field *field, char *room, size_t size)
{
    for (const struct schema_value *value = field->values; value->name; value++) {
        add(room, size, value == field->values ? "" : ", ");
        add(room, size, value->name);
    }
}

/* What stands before the kinds: "the name of an event", "a retry table". */
static const char *article_for(const struct schema_field *field)
{
    const struct schema_kind *first = schema_kind_of(field->kinds[0]);
    bool vowel = strchr("aeiou", first->name[0]) != NULL;
    if (field->type == SCHEMA_REF || (field->type == SCHEMA_PART && first->place == SCHEMA_TABLE &&
                                      first->kind != LUNETTE_MESSAGE))
        return vowel ? "an " : "a ";
    return "";
}

const char *schema_type_text(const struct schema_field *field, char *room, size_t size)
{
    static const char *const texts[] = {
        [SCHEMA_STRING] = "text",
        [SCHEMA_BOOL] = "true or false",
        [SCHEMA_INTEGER] = "a whole number",
        [SCHEMA_NUMBER] = "a number",
        [SCHEMA_MS] = "a duration (\"200ms\")",
        [SCHEMA_S] = "a duration (\"30d\")",
        [SCHEMA_RATIO] = "a ratio (\"99.9%\" or 0.999)",
        [SCHEMA_RATE] = "a rate (\"200/s\")",
        [SCHEMA_BYTES] = "a size (\"512MiB\")",
        [SCHEMA_ENUM] = "one of: ",
        [SCHEMA_BITS] = "any of: ",
        [SCHEMA_STRINGS] = "a list of text",
        [SCHEMA_INTEGERS] = "a list of whole numbers",
        [SCHEMA_RATIOS] = "a list of ratios (\"5%\" or 0.05)",
        [SCHEMA_MAP] = "a table of text by name",
        [SCHEMA_REF] = "the name of ",
        [SCHEMA_REFS] = "names of ",
        [SCHEMA_PART] = "",
        [SCHEMA_PARTS] = "a list of ",
        [SCHEMA_TARGET] = "a ratio (\"99.9%\"), duration (\"200ms\") or rate (\"500/s\")",
        [SCHEMA_FUNCTION] = "a function",
    };
    snprintf(room, size, "%s%s",
             field->flags & SCHEMA_KEYED ? "a table by name of " : texts[field->type],
             field->kinds && !(field->flags & SCHEMA_KEYED) ? article_for(field) : "");
    if (field->kinds)
        print_kinds(field, room, size);
    if (field->values)
        print_values(field, room, size);
    add(room, size, field->flags & SCHEMA_OR_TRUE ? ", true or false" : "");
    add(room, size, field->flags & SCHEMA_OR_FALSE ? " or false" : "");
    return room;
}

static enum schema_type entry_type(enum schema_type type)
{
    switch (type) {
    case SCHEMA_BITS: return SCHEMA_ENUM;
    case SCHEMA_STRINGS: return SCHEMA_STRING;
    case SCHEMA_INTEGERS: return SCHEMA_INTEGER;
    case SCHEMA_RATIOS: return SCHEMA_RATIO;
    case SCHEMA_REFS: return SCHEMA_REF;
    case SCHEMA_PARTS: return SCHEMA_PART;
    default: return type;
    }
}

const char *schema_entry_text(const struct schema_field *field, char *room, size_t size)
{
    struct schema_field entry = *field;
    entry.type = entry_type(field->type);
    entry.flags &= ~(unsigned)SCHEMA_KEYED;
    return schema_type_text(&entry, room, size);
}

const char *schema_value_name(const struct schema_field *field, int value)
{
    for (const struct schema_value *row = field->values; row->name; row++)
        if (row->value == value)
            return row->name;
    return NULL;
}

static char folded(char c)
{
    return c == '_' || c == ' ' ? '-' : (char)tolower((unsigned char)c);
}

/* Equal but for case and the choice of separator. */
static bool same_word(const char *a, const char *b, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!a[i] || (a[i] != b[i] && folded(a[i]) != folded(b[i])))
            return false;
    return a[length] == '\0' || a[length] == ' ';
}

static bool value_has_name(const struct schema_value *value, const char *name, size_t length)
{
    if (folded(value->name[0]) == folded(name[0]) && same_word(value->name, name, length))
        return true;
    for (const char *at = value->also; at && *at;) {
        size_t span = strcspn(at, " ");
        if (span == length && same_word(at, name, length))
            return true;
        at += span + (at[span] == ' ');
    }
    return false;
}

bool schema_value_named(const struct schema_field *field, const char *name, int *value)
{
    size_t length = strlen(name);
    for (const struct schema_value *row = field->values; row->name; row++)
        if (value_has_name(row, name, length)) {
            *value = row->value;
            return true;
        }
    return false;
}

static bool starts_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool continues_name(char c)
{
    return starts_name(c) || (c && strchr(".:/-", c));
}

bool schema_is_identifier(const char *name)
{
    size_t length = starts_name(name[0]) ? 1 : 0;
    while (length && continues_name(name[length]))
        length++;
    return length && length <= 128 && name[length] == '\0';
}
