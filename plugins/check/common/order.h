/* Order, and finding in what is in order, for every check plugin. */
#ifndef LUNETTE_PLUGINS_CHECK_COMMON_ORDER_H
#define LUNETTE_PLUGINS_CHECK_COMMON_ORDER_H

#include "lunette/plugin.h"

/* What a comparison of qsort gives for two numbers. */
static inline int order_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* The place of the first of the items, which are sorted, that does not come before the key; `count`: all do.
 * Compares as bsearch does, the key first. */
size_t order_find(const void *key, const void *items, size_t count, size_t size,
                  int (*compare)(const void *key, const void *item));

/* A copy of the items, sorted by a key below key_count; items of one key keep their order, so that sorting by
 * the least key first sorts by several. Linear. In memory of the reporter's alloc. */
void *order_by_key(struct lunette_reporter *reporter, const void *items, size_t count, size_t size,
                   uint32_t (*key_of)(const void *item), size_t key_count);

/* Where the items of each key begin once they are sorted, and one more: where the last ends. */
const uint32_t *order_starts(struct lunette_reporter *reporter, const void *items, size_t count,
                             size_t size, uint32_t (*key_of)(const void *item), size_t key_count);

#endif
