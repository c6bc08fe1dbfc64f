/* The file of a baseline: which findings are known. JSON, sorted, an entry a line, so that two branches that change
 * it merge:
 *
 *   {"version": 1, "findings": [
 *   {"rule": "calls/timeout", "subject": "a -> b", "related": ["c"], "count": 2},
 *   …
 *   ]}
 *
 * subject, related and count may be left out: nobody, none, 1. */
#ifndef LUNETTE_EMIT_KNOWN_H
#define LUNETTE_EMIT_KNOWN_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"

enum { KNOWN_MOST_BYTES = 8 * 1024 * 1024 };

struct known_entry {
    const char *const *parts; /* rule; subject, "" for none; then what it relates to */
    size_t part_count;        /* at least 2 */
    size_t count;             /* at least 1 */
};

/* Writes the entries in the order given. */
void known_write(struct buf *out, const struct known_entry *entries, size_t count);

/* Reads what anybody may have written: in bounded memory, and without repeating its text in what it says. Returns
 * NULL, or what is wrong; everything is in the arena. */
const char *known_read(struct arena *arena, const char *text, size_t length,
                       struct known_entry **entries, size_t *count);

#endif
