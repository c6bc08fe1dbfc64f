#include "base/map.h"

#include <stdint.h>
#include <string.h>

#include "base/mem.h"

/* Fibonacci hashing (Knuth, TAOCP 3, 6.4): spreads pointers that share their low bits. */
static size_t slot_of(const void *key, size_t capacity)
{
    uint64_t mixed = (uint64_t)(uintptr_t)key * 0x9E3779B97F4A7C15u;
    return (size_t)(mixed >> 32) & (capacity - 1);
}

static struct map_entry *find(struct map_entry *entries, size_t capacity, const void *key)
{
    for (size_t i = slot_of(key, capacity);; i = (i + 1) & (capacity - 1))
        if (!entries[i].key || entries[i].key == key)
            return &entries[i];
}

static void grow(struct map *map)
{
    size_t capacity = map->capacity ? map->capacity * 2 : 64;
    struct map_entry *entries = mem_alloc(capacity * sizeof *entries);
    memset(entries, 0, capacity * sizeof *entries);
    for (size_t i = 0; i < map->capacity; i++)
        if (map->entries[i].key)
            *find(entries, capacity, map->entries[i].key) = map->entries[i];
    mem_free(map->entries);
    map->entries = entries;
    map->capacity = capacity;
}

void *map_get(const struct map *map, const void *key)
{
    return map->capacity && key ? find(map->entries, map->capacity, key)->value : NULL;
}

void map_set(struct map *map, const void *key, void *value)
{
    if (map->count * 2 >= map->capacity)
        grow(map);
    struct map_entry *entry = find(map->entries, map->capacity, key);
    if (!entry->key)
        map->count++;
    *entry = (struct map_entry){key, value};
}

size_t map_count(struct map *map, const void *key)
{
    size_t count = (size_t)(uintptr_t)map_get(map, key) + 1;
    map_set(map, key, (void *)(uintptr_t)count);
    return count;
}

void map_free(struct map *map)
{
    mem_free(map->entries);
    *map = (struct map){0};
}
