/* What endpoints' names have in common: "/v1/orders/{id}" and "/v2/orders/{order_id}/". */
#ifndef LUNETTE_PLUGINS_CHECK_CONTRACTS_SHAPE_H
#define LUNETTE_PLUGINS_CHECK_CONTRACTS_SHAPE_H

#include <stdint.h>

#include "lunette/plugin.h"

/* A part of a name, between slashes; those of rpcs end at dots, too. */
struct segment {
    const char *start;
    size_t length;
};

/* The first segment behind `at`, or behind the one before it. Its length is 0 at the end of the name. A slash
 * inside braces ends none; a query is no part of the name. */
struct segment shape_segment(const struct lunette_endpoint *endpoint, const char *at);

/* Whether it is a major version: v1, v2.1. */
bool shape_is_version(struct segment segment);

/* Equal for names that differ only in their placeholders' names and slashes at the end; with `versions` false
 * also for those that differ in version segments. What a placeholder asks for ({id:int}) makes a difference. */
uint64_t shape_hash(const struct lunette_endpoint *endpoint, bool versions);
uint64_t shape_mix(uint64_t hash, const char *text); /* the hash of it and the text */
bool shape_is_same(const struct lunette_endpoint *a, const struct lunette_endpoint *b,
                   bool versions);

/* Endpoints of one service, those of one shape together. */
struct shaped {
    uint64_t hash;
    const struct lunette_endpoint *endpoint;
};

/* Room for the endpoints of any one service. */
struct shaped *shape_room(const struct lunette_model *model, struct lunette_reporter *reporter);

/* Sorts by hash, equal ones in the order of the model. */
void shape_sort(struct shaped *shaped, size_t count);

#endif
