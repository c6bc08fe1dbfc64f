#include "sort.h"

#include <string.h>

void *sort_by_key(struct lunette_reporter *reporter, const void *items, size_t count, size_t size,
                  uint32_t (*key_of)(const void *item), size_t key_count)
{
    const char *from = items;
    size_t *place = reporter->alloc(reporter, key_count + 1, sizeof *place);
    char *sorted = reporter->alloc(reporter, count, size);
    for (size_t i = 0; i < count; i++)
        place[key_of(from + i * size) + 1]++;
    for (size_t key = 0; key < key_count; key++)
        place[key + 1] += place[key];
    for (size_t i = 0; i < count; i++)
        memcpy(sorted + place[key_of(from + i * size)]++ * size, from + i * size, size);
    return sorted;
}
