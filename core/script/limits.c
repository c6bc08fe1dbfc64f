#include "script/limits.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"

const struct script_limits script_default_limits = {
    .steps = UINT64_C(50) * 1000 * 1000,
    .memory = UINT64_C(128) * 1024 * 1024,
    .wall_ms = 8000,
    .allocation = UINT64_C(8) * 1024 * 1024,
    .source = UINT64_C(256) * 1024,
    .files = 64,
    .entities = 100000,
    .nesting = 64,
    .calls = 10000,
};

enum limit_unit { UNIT_COUNT, UNIT_BYTES, UNIT_TIME };

struct limit_row {
    const char *name;
    size_t offset;
    enum limit_unit unit;
    enum script_outcome outcome;
};

static const struct limit_row limits_table[] = {
    {"steps", offsetof(struct script_limits, steps), UNIT_COUNT, SCRIPT_LIMIT_STEPS},
    {"memory", offsetof(struct script_limits, memory), UNIT_BYTES, SCRIPT_LIMIT_MEMORY},
    {"time", offsetof(struct script_limits, wall_ms), UNIT_TIME, SCRIPT_LIMIT_TIME},
    {"allocation", offsetof(struct script_limits, allocation), UNIT_BYTES, SCRIPT_LIMIT_MEMORY},
    {"source", offsetof(struct script_limits, source), UNIT_BYTES, SCRIPT_LIMIT_SIZE},
    {"files", offsetof(struct script_limits, files), UNIT_COUNT, SCRIPT_LIMIT_SIZE},
    {"entities", offsetof(struct script_limits, entities), UNIT_COUNT, SCRIPT_LIMIT_SIZE},
    {"nesting", offsetof(struct script_limits, nesting), UNIT_COUNT, SCRIPT_LIMIT_DEPTH},
    {"calls", offsetof(struct script_limits, calls), UNIT_COUNT, SCRIPT_LIMIT_DEPTH},
};

enum { LIMIT_COUNT = sizeof limits_table / sizeof *limits_table };

enum { MOST_NAME = 40 }; /* bytes of what is not the name of one */

/* The largest suffix of a unit comes first: a value is printed with the first that divides it. */
struct limit_suffix {
    enum limit_unit unit;
    const char *text;
    const char *printed;
    uint64_t factor;
};

static const struct limit_suffix suffixes[] = {
    {UNIT_COUNT, "", "", 1},
    {UNIT_BYTES, "GiB", " GiB", UINT64_C(1) << 30},
    {UNIT_BYTES, "MiB", " MiB", UINT64_C(1) << 20},
    {UNIT_BYTES, "KiB", " KiB", UINT64_C(1) << 10},
    {UNIT_BYTES, "", " bytes", 1},
    {UNIT_TIME, "m", " m", 60000},
    {UNIT_TIME, "s", " s", 1000},
    {UNIT_TIME, "ms", " ms", 1},
};

enum { SUFFIX_COUNT = sizeof suffixes / sizeof *suffixes };

static const char *const unit_examples[] = {
    [UNIT_COUNT] = "a whole number (1000000)",
    [UNIT_BYTES] = "a size (65536, 256KiB, 64MiB, 1GiB)",
    [UNIT_TIME] = "a duration with its unit (500ms, 30s, 2m)",
};

/* More than this is a slip of the hand, and sums of two such values cannot overflow. */
static const uint64_t largest_value = UINT64_C(1) << 50;

static const struct limit_row *find_row(const char *name, size_t length)
{
    for (size_t i = 0; i < LIMIT_COUNT; i++)
        if (strlen(limits_table[i].name) == length &&
            memcmp(limits_table[i].name, name, length) == 0)
            return &limits_table[i];
    return NULL;
}

static uint64_t *value_of(struct script_limits *limits, const struct limit_row *row)
{
    return (uint64_t *)((char *)limits + row->offset);
}

/* 0 when the text is not a value of that unit. */
static uint64_t read_value(enum limit_unit unit, const char *text)
{
    char *end;
    if (*text < '0' || *text > '9')
        return 0;
    errno = 0;
    uint64_t number = strtoull(text, &end, 10);
    if (errno || number > largest_value)
        return 0;
    for (size_t i = 0; i < SUFFIX_COUNT; i++)
        if (suffixes[i].unit == unit && strcmp(suffixes[i].text, end) == 0)
            return number > largest_value / suffixes[i].factor ? 0 : number * suffixes[i].factor;
    return 0;
}

static const char *nearest_name(const char *name, const char *const *others)
{
    struct nearest nearest;
    nearest_start(&nearest, name);
    for (size_t i = 0; i < LIMIT_COUNT; i++)
        nearest_offer(&nearest, limits_table[i].name);
    for (; others && *others; others++)
        nearest_offer(&nearest, *others);
    return nearest_best(&nearest);
}

static const char *complain_of_name(int length, const char *assignment, const char *const *others)
{
    static char text[256];
    char name[MOST_NAME + 1];
    snprintf(name, sizeof name, "%.*s", length, assignment);
    const char *near = nearest_name(name, others);
    if (near) {
        snprintf(text, sizeof text, "there is no limit '%s'; did you mean '%s'?", name, near);
        return text;
    }
    size_t used = (size_t)snprintf(text, sizeof text, "there is no limit '%s'; limits are", name);
    for (size_t i = 0; i < LIMIT_COUNT; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s %s", i ? "," : "",
                                 limits_table[i].name);
    for (; others && *others; others++)
        used += (size_t)snprintf(text + used, sizeof text - used, ", %s", *others);
    return text;
}

static const char *complain_of_value(const struct limit_row *row, const char *value)
{
    static char text[256];
    snprintf(text, sizeof text, "limit '%s' wants %s above zero, not '%.40s'", row->name,
             unit_examples[row->unit], value);
    return text;
}

const char *script_limits_set(struct script_limits *limits, const char *assignment,
                              const char *const *others)
{
    size_t length = strcspn(assignment, "=");
    const struct limit_row *row = find_row(assignment, length);
    if (!row)
        return complain_of_name((int)(length < MOST_NAME ? length : MOST_NAME), assignment, others);
    const char *text = assignment + length + (assignment[length] == '=');
    uint64_t value = read_value(row->unit, text);
    if (!value)
        return complain_of_value(row, text);
    *value_of(limits, row) = value;
    return NULL;
}

static const struct limit_suffix *suffix_for(enum limit_unit unit, uint64_t value)
{
    const struct limit_suffix *suffix = suffixes;
    while (suffix->unit != unit || value % suffix->factor)
        suffix++;
    return suffix;
}

void script_limits_reached(const struct script_limits *limits, const char *name, char *text,
                           size_t size)
{
    const struct limit_row *row = find_row(name, strlen(name));
    struct script_limits copy = *limits;
    uint64_t value = *value_of(&copy, row);
    const struct limit_suffix *suffix = suffix_for(row->unit, value);
    snprintf(text, size, "limit '%s' of %" PRIu64 "%s reached", name, value / suffix->factor,
             suffix->printed);
}

enum script_outcome script_limits_outcome(const char *name)
{
    return find_row(name, strlen(name))->outcome;
}
