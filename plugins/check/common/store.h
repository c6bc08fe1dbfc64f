/* Where a model says that a service uses a store, for every check plugin. */
#ifndef LUNETTE_PLUGINS_CHECK_COMMON_STORE_H
#define LUNETTE_PLUGINS_CHECK_COMMON_STORE_H

#include "lunette/plugin.h"

/* The service's entry for the store (uses, datastores), else the store's for the service (used_by), else
 * the store. */
struct lunette_blame store_place_of_use(const struct lunette_datastore *store,
                                        const struct lunette_service *user);

/* Whether the service lists the store among its own (datastores). */
bool store_is_claimed(const struct lunette_datastore *store, const struct lunette_service *by);

#endif
