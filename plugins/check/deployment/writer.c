#include "writer.h"

/* Others than the owner may only read. */
static const struct lunette_item *writer_of(const struct lunette_datastore *store)
{
    if (store->owner.name)
        return store->owner.to;
    return store->users.count == 1 ? &store->users.items[0]->item : NULL;
}

const struct lunette_datastore *const *writer_stores(const struct lunette_model *model,
                                                     struct lunette_reporter *reporter)
{
    const struct lunette_datastore **stores =
        reporter->alloc(reporter, model->services.count, sizeof *stores);
    for (size_t i = 0; i < model->datastores.count; i++) {
        const struct lunette_datastore *store = model->datastores.items[i];
        const struct lunette_item *writer = writer_of(store);
        if (store->single_writer == LUNETTE_YES && writer && !stores[writer->number])
            stores[writer->number] = store;
    }
    return stores;
}
