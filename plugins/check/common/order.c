#include "common/order.h"

#include <string.h>

size_t order_find(const void *key, const void *items, size_t count, size_t size,
                  int (*compare)(const void *key, const void *item))
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(key, (const char *)items + middle * size) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t *find_starts(struct lunette_reporter *reporter, const char *items, size_t count,
                             size_t size, uint32_t (*key_of)(const void *item), size_t key_count)
{
    uint32_t *starts = reporter->alloc(reporter, key_count + 1, sizeof *starts);
    for (size_t i = 0; i < count; i++)
        starts[key_of(items + i * size) + 1]++;
    for (size_t key = 0; key < key_count; key++)
        starts[key + 1] += starts[key];
    return starts;
}

void *order_by_key(struct lunette_reporter *reporter, const void *items, size_t count, size_t size,
                   uint32_t (*key_of)(const void *item), size_t key_count)
{
    const char *from = items;
    uint32_t *place = find_starts(reporter, from, count, size, key_of, key_count);
    char *sorted = reporter->alloc(reporter, count, size);
    for (size_t i = 0; i < count; i++)
        memcpy(sorted + place[key_of(from + i * size)]++ * size, from + i * size, size);
    return sorted;
}

const uint32_t *order_starts(struct lunette_reporter *reporter, const void *items, size_t count,
                             size_t size, uint32_t (*key_of)(const void *item), size_t key_count)
{
    return find_starts(reporter, items, count, size, key_of, key_count);
}
