/* A table from pointers to pointers: interned names to entities, items to numbers. */
#ifndef LUNETTE_BASE_MAP_H
#define LUNETTE_BASE_MAP_H

#include <stddef.h>

struct map_entry {
    const void *key;
    void *value;
};

/* Zero-initialise before use. Iteration order is not stable: never iterate for output. */
struct map {
    struct map_entry *entries;
    size_t capacity; /* a power of two, or 0 */
    size_t count;
};

/* The value of `key`, or NULL. Keys are compared as pointers; NULL is no key. */
void *map_get(const struct map *map, const void *key);

/* Sets the value of `key`; a later value replaces an earlier one. */
void map_set(struct map *map, const void *key, void *value);

/* How often this has been asked of the key, this time included, in a map that serves nothing else. */
size_t map_count(struct map *map, const void *key);

void map_free(struct map *map);

#endif
