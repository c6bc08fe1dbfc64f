/* What a model may use, and how a model can fail. */
#ifndef LUNETTE_SCRIPT_LIMITS_H
#define LUNETTE_SCRIPT_LIMITS_H

#include <stddef.h>
#include <stdint.h>

/* Each is settable with --limit NAME=VALUE; the names are those of limits_table in limits.c. */
struct script_limits {
    uint64_t steps;   /* "steps": Lua instructions, and steps of our own pattern matcher; 50 M */
    uint64_t memory;  /* "memory": bytes of Lua heap; 128 MiB */
    uint64_t wall_ms; /* "time": wall clock spent in Lua; 8 s, so that a whole run ends within 10.
                            Only the net: steps and memory decide */
    uint64_t allocation; /* "allocation": bytes of one allocation; 8 MiB */
    uint64_t source;     /* "source": bytes of one file; 256 KiB */
    uint64_t files;      /* "files": files of one model; 64 */
    uint64_t entities;   /* "entities": constructor calls; 100,000 */
    uint64_t nesting;    /* "nesting": tables in tables; 64 */
    uint64_t calls;      /* "calls": function calls within function calls; 10,000 */
};

extern const struct script_limits script_default_limits;

/* Reads `NAME=VALUE` (`steps=1000000`, `source=64MiB`, `time=30s`). Returns NULL, or what is wrong
 * with it, as a sentence that lives until the next call. `others`: the names of limits that are read elsewhere, a
 * hundred bytes at most, NULL-ended; NULL: none. They are among those it tells of. */
const char *script_limits_set(struct script_limits *limits, const char *assignment,
                              const char *const *others);

/* Writes what to say when the limit of that name is used up: "limit 'time' of 8 s reached". */
void script_limits_reached(const struct script_limits *limits, const char *name, char *text,
                           size_t size);

/* How evaluating a model can end. */
enum script_outcome {
    SCRIPT_OK,
    SCRIPT_SYNTAX,    /* not Lua */
    SCRIPT_RUNTIME,   /* the model raised an error */
    SCRIPT_FORBIDDEN, /* a feature that models do not have */
    SCRIPT_SOURCE,    /* a file refused before Lua saw it: precompiled, encoding, NUL */
    SCRIPT_LIMIT_STEPS,
    SCRIPT_LIMIT_MEMORY,
    SCRIPT_LIMIT_TIME,
    SCRIPT_LIMIT_DEPTH,
    SCRIPT_LIMIT_SIZE,
    SCRIPT_MISSING_FILE, /* the model's first file cannot be read: an error of the environment */
};

/* The class of failure that a used-up limit is. */
enum script_outcome script_limits_outcome(const char *name);

/* Where and why. `message` has no place in it and may hold any bytes the model chose: whoever
 * prints it escapes it. `path` is "" when no place is known; line 0 when none is. */
struct script_failure {
    enum script_outcome outcome;
    uint32_t line;
    uint32_t column, end_column; /* of SCRIPT_SYNTAX: bytes, from 1, the end behind; 0: not known */
    char path[512];
    char message[2048];
};

#endif
