/* A map from keys of 64 bits to words: for what is known of a name, or of two ends. */
#ifndef LUNETTE_PLUGINS_CHECK_CALLS_KEYMAP_H
#define LUNETTE_PLUGINS_CHECK_CALLS_KEYMAP_H

#include "lunette/plugin.h"

struct keymap_place {
    uint64_t key;
    uintptr_t word; /* 0: free */
};

/* All zero but for the reporter, in whose memory it lives: empty. */
struct keymap {
    struct lunette_reporter *reporter;
    struct keymap_place *places;
    size_t capacity, count; /* the capacity is a power of two, at least twice the count */
};

/* The key's word, to be set to what is not 0 at once when it is new. Good until the next call. */
uintptr_t *keymap_put(struct keymap *map, uint64_t key);

/* 0: the key is not there. */
uintptr_t keymap_get(const struct keymap *map, uint64_t key);

/* The key of two numbers. */
static inline uint64_t keymap_pair(uint32_t from, uint32_t to)
{
    return (uint64_t)from << 32 | to;
}

#endif
