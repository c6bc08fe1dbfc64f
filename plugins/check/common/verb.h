/* Verbs in paths that the method says, for every check plugin: /getOrders, /orders/createAndAdd. */
#ifndef LUNETTE_PLUGINS_CHECK_COMMON_VERB_H
#define LUNETTE_PLUGINS_CHECK_COMMON_VERB_H

#include "lunette/plugin.h"

struct verb {
    const char *word;
    const char *method; /* that says it */
};

/* The verb that a segment of a path begins with, with another word behind it. NULL: none, or the whole is the name
 * of a thing, as list-prices is. */
const struct verb *verb_find(const char *segment, size_t length);

/* The path with segments that name things only: "/shop/orders" for "/shop/getOrders". The path itself where there
 * is no verb. */
const char *verb_free_path(struct lunette_reporter *reporter, const char *path);

#endif
