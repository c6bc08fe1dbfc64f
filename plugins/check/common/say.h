/* How findings are worded, for every check plugin. Texts live in memory of the reporter's alloc. */
#ifndef LUNETTE_PLUGINS_CHECK_COMMON_SAY_H
#define LUNETTE_PLUGINS_CHECK_COMMON_SAY_H

#include "lunette/plugin.h"

enum { SAY_LIMIT = 5 }; /* names in a sentence, related places of a finding */

const char *say_format(struct lunette_reporter *reporter, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Both with the separator between them; `next` alone where the text is NULL or empty. */
const char *say_join(struct lunette_reporter *reporter, const char *text, const char *separator,
                     const char *next);

/* "s" unless the count is 1. */
const char *say_plural(size_t count);

/* A time as a model writes it, in whole milliseconds: "500ms", "5s". */
const char *say_written_ms(struct lunette_reporter *reporter, double ms);

/* Where an entry is to be added: `add <entry> to the <field> of <owner>`; of a list that has no entry yet
 * `add <field> = { <entry> } to <owner>`, for a field given twice loses the first. */
const char *say_added(struct lunette_reporter *reporter, const char *entry, const char *field,
                      size_t entries, const char *owner);

/* Names as they are gathered; SAY_LIMIT of them are said, the others counted. */
struct names {
    const char *items[SAY_LIMIT];
    size_t count;
};
void say_add(struct names *names, const char *name);

/* How many of them are said: all, or SAY_LIMIT. */
size_t say_said(const struct names *names);

/* Names, and of those that are said the place where each stands. */
struct places {
    struct names names;
    struct lunette_blame at[SAY_LIMIT];
};
void say_add_at(struct places *places, const char *name, struct lunette_blame at);

/* Leaves out a name that is already among those to be said. */
void say_add_once(struct names *names, const char *name);

/* "a, b and c"; "a, b, c, d, e and 7 more". */
const char *say_names(struct lunette_reporter *reporter, const struct names *names);

/* "a -> b -> c". Linear in the text it makes but for its own copies: for chains of tens, not thousands. */
const char *say_chain(struct lunette_reporter *reporter, const char *const *names, size_t count);

/* What the last of the related places says of `more` that are not told: ", and 3 more calls"; "" of none. */
const char *say_more(struct lunette_reporter *reporter, size_t more, const char *thing);

/* Relates the places of calls of which some are enough: "a calls b". SAY_LIMIT at most; the last one says how
 * many more, and whom to look at for them. Each call's owner is known; of `calls` no more are read than told. */
void say_relate_calls(struct lunette_reporter *reporter, struct lunette_finding *finding,
                      const struct lunette_dependency *const *calls, size_t count);

/* The same for calls that are each to be mended, and for the edges of a chain or a cycle, of which each counts:
 * SAY_MANY at most. */
enum { SAY_MANY = 20 };
void say_relate_many_calls(struct lunette_reporter *reporter, struct lunette_finding *finding,
                           const struct lunette_dependency *const *calls, size_t count);

#endif
