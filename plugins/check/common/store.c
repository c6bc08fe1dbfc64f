#include "common/store.h"

/* From 1; 0: not there. */
static size_t find_ref(const struct lunette_refs *refs, const struct lunette_item *to)
{
    for (size_t i = 0; i < refs->count; i++)
        if (refs->items[i].to == to)
            return i + 1;
    return 0;
}

struct lunette_blame store_place_of_use(const struct lunette_datastore *store,
                                        const struct lunette_service *user)
{
    size_t entry = find_ref(&user->uses, &store->item);
    if (entry)
        return lunette_at_entry(user, "uses", entry);
    entry = find_ref(&user->datastores, &store->item);
    if (entry)
        return lunette_at_entry(user, "datastores", entry);
    entry = find_ref(&store->used_by, &user->item);
    if (entry)
        return lunette_at_entry(store, "used_by", entry);
    return lunette_at(store);
}

bool store_is_claimed(const struct lunette_datastore *store, const struct lunette_service *by)
{
    return find_ref(&by->datastores, &store->item) > 0;
}
