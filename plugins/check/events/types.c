#include "types.h"

#include <stddef.h>
#include <string.h>

enum family {
    UNKNOWN,
    TEXT,
    ID,
    ENUMERATION,
    BOOLEAN,
    INTEGER,
    NUMBER,
    ANY_NUMBER,
    MONEY,
    TIME,
    DATE,
    SPAN,
    BYTES,
    LIST,
    OBJECT,
    ANY,
};

#define BIT(family) (1U << (family))

/* What else a reader of a family can take: text carries what has one written form, an integer a
 * time in milliseconds, a number any number. A union, an optional or "any" may be everything. */
static const unsigned accepted[] = {
    [TEXT] =
        BIT(ID) | BIT(ENUMERATION) | BIT(TIME) | BIT(DATE) | BIT(SPAN) | BIT(MONEY) | BIT(BYTES),
    [ID] = 0,
    [ENUMERATION] = 0,
    [BOOLEAN] = 0,
    [INTEGER] = BIT(ANY_NUMBER) | BIT(TIME) | BIT(DATE) | BIT(SPAN) | BIT(MONEY),
    [NUMBER] = BIT(ANY_NUMBER) | BIT(INTEGER) | BIT(TIME) | BIT(SPAN) | BIT(MONEY),
    [ANY_NUMBER] = BIT(NUMBER) | BIT(INTEGER) | BIT(TIME) | BIT(SPAN) | BIT(MONEY),
    [MONEY] = BIT(ANY_NUMBER) | BIT(NUMBER) | BIT(INTEGER) | BIT(OBJECT),
    [TIME] = BIT(DATE),
    [DATE] = BIT(TIME),
    [SPAN] = BIT(INTEGER) | BIT(NUMBER) | BIT(ANY_NUMBER),
    [BYTES] = 0,
    [LIST] = 0,
    [OBJECT] = BIT(MONEY),
    [ANY] = 0,
};

struct spelling {
    const char *name;
    enum family family;
};

static const struct spelling spellings[] = {
    {"string", TEXT},     {"str", TEXT},          {"text", TEXT},         {"varchar", TEXT},
    {"char", TEXT},       {"uri", TEXT},          {"url", TEXT},          {"email", TEXT},
    {"uuid", ID},         {"guid", ID},           {"ulid", ID},           {"enum", ENUMERATION},
    {"bool", BOOLEAN},    {"boolean", BOOLEAN},   {"flag", BOOLEAN},      {"int", INTEGER},
    {"integer", INTEGER}, {"int8", INTEGER},      {"int16", INTEGER},     {"int32", INTEGER},
    {"int64", INTEGER},   {"uint", INTEGER},      {"uint8", INTEGER},     {"uint16", INTEGER},
    {"uint32", INTEGER},  {"uint64", INTEGER},    {"short", INTEGER},     {"long", INTEGER},
    {"bigint", INTEGER},  {"number", ANY_NUMBER}, {"numeric", NUMBER},    {"decimal", NUMBER},
    {"float", NUMBER},    {"float32", NUMBER},    {"float64", NUMBER},    {"double", NUMBER},
    {"real", NUMBER},     {"money", MONEY},       {"amount", MONEY},      {"currency", MONEY},
    {"timestamp", TIME},  {"datetime", TIME},     {"date-time", TIME},    {"date_time", TIME},
    {"instant", TIME},    {"time", TIME},         {"date", DATE},         {"duration", SPAN},
    {"interval", SPAN},   {"seconds", SPAN},      {"milliseconds", SPAN}, {"bytes", BYTES},
    {"binary", BYTES},    {"blob", BYTES},        {"list", LIST},         {"array", LIST},
    {"set", LIST},        {"repeated", LIST},     {"sequence", LIST},     {"object", OBJECT},
    {"map", OBJECT},      {"struct", OBJECT},     {"record", OBJECT},     {"dict", OBJECT},
    {"table", OBJECT},    {"json", ANY},          {"any", ANY},           {"union", ANY},
    {"oneof", ANY},       {"optional", ANY},      {"nullable", ANY},      {"maybe", ANY},
};

/* The length of the type's own name, without what it holds. */
static size_t base_length(const char *type)
{
    return strcspn(type, "<([{?| ");
}

/* "item[]" is a list, "a | b" a union; of no other does what follows the name matter. */
static enum family family_of(const char *type)
{
    size_t length = base_length(type);
    if (strstr(type, "[]"))
        return LIST;
    if (strchr(type, '|'))
        return ANY;
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        if (strncasecmp(type, spellings[i].name, length) == 0 && !spellings[i].name[length])
            return spellings[i].family;
    return UNKNOWN;
}

bool types_fit(const char *given, const char *expected)
{
    size_t length = base_length(given);
    if (!*given || !*expected ||
        (length == base_length(expected) && strncasecmp(given, expected, length) == 0))
        return true;
    enum family from = family_of(given), to = family_of(expected);
    if (from == UNKNOWN || to == UNKNOWN)
        return from != to;
    return from == ANY || to == ANY || from == to || accepted[to] & BIT(from);
}
