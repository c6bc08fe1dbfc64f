#include "keymap.h"

enum { FIRST_CAPACITY = 64 };

static struct keymap_place *find_place(const struct keymap *map, uint64_t key)
{
    size_t mask = map->capacity - 1;
    size_t place = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & mask;
    while (map->places[place].word && map->places[place].key != key)
        place = (place + 1) & mask;
    return &map->places[place];
}

static void grow(struct keymap *map)
{
    struct keymap old = *map;
    map->capacity = old.capacity ? old.capacity * 2 : FIRST_CAPACITY;
    map->places = map->reporter->alloc(map->reporter, map->capacity, sizeof *map->places);
    for (size_t i = 0; i < old.capacity; i++)
        if (old.places[i].word)
            *find_place(map, old.places[i].key) = old.places[i];
}

uintptr_t *keymap_put(struct keymap *map, uint64_t key)
{
    if ((map->count + 1) * 2 > map->capacity)
        grow(map);
    struct keymap_place *place = find_place(map, key);
    map->count += !place->word;
    place->key = key;
    return &place->word;
}

uintptr_t keymap_get(const struct keymap *map, uint64_t key)
{
    return map->capacity ? find_place(map, key)->word : 0;
}
