#include "view/ids.h"

#include <stdint.h>

static const char *take_id(struct ids *ids, const char *id)
{
    size_t before = ids->taken.count;
    const char *taken = intern_text(&ids->taken, id);
    return ids->taken.count > before ? taken : NULL;
}

const char *ids_make(struct ids *ids, const char *base)
{
    const char *id = take_id(ids, base);
    if (id)
        return id;
    const char *key = intern_text(&ids->taken, base);
    uintptr_t number = (uintptr_t)map_get(&ids->next, key);
    number = number ? number : 2;
    while (!(id = take_id(ids, arena_format(ids->arena, "%s-%zu", base, (size_t)number++))))
        continue;
    map_set(&ids->next, key, (void *)number);
    return id;
}

void ids_free(struct ids *ids)
{
    map_free(&ids->next);
    intern_free(&ids->taken);
}
