/* One copy of each string, so that equal names are equal pointers. */
#ifndef LUNETTE_BASE_INTERN_H
#define LUNETTE_BASE_INTERN_H

#include <stddef.h>
#include <stdint.h>

struct arena;

struct intern_entry {
    const char *text;
    uint32_t hash;
    uint32_t length;
};

/* Set `arena` (it owns the copies), zero the rest; intern_free gives the table itself back. */
struct intern {
    struct arena *arena;
    struct intern_entry *entries;
    size_t capacity; /* a power of two, or 0 */
    size_t count;
};

/* The one copy of these bytes, NUL-ended, living as long as the arena. */
const char *intern_bytes(struct intern *intern, const char *bytes, size_t length);
const char *intern_text(struct intern *intern, const char *text);

void intern_free(struct intern *intern);

/* FNV-1a, as published by Fowler, Noll and Vo; also used by map.c's string keys. */
uint32_t intern_hash(const char *bytes, size_t length);

#endif
