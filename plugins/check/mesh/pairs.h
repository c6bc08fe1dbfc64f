/* Who calls whom and who may, as pairs that can be laid against each other. */
#ifndef LUNETTE_PLUGINS_CHECK_MESH_PAIRS_H
#define LUNETTE_PLUGINS_CHECK_MESH_PAIRS_H

#include "lunette/plugin.h"

/* A caller as rules see it: a gateway that a service realises is that service. */
struct pair {
    const struct lunette_service *to;
    const struct lunette_item *from; /* NULL, of an admission: anybody */
    const struct lunette_item *by;   /* the call, route or destination; or the access policy */
    size_t entry;                    /* of an admission: the place in the policy's `from`, from 1 */
    size_t place;                    /* among all as they were collected */
};

/* Sorted by callee, then by caller, then as collected. */
struct pairs {
    struct pair *items;
    size_t count;
};

/* What the model's services and gateways call: sync and async dependencies on services, routes and
 * the splits in them, mirrors, and the traffic rules for what comes in by a gateway. Only of
 * dependencies and routes is the request known. */
struct pairs pairs_of_calls(const struct lunette_model *model, struct lunette_reporter *reporter);

/* What the access policies admit; names that lead nowhere are left out. */
struct pairs pairs_of_admissions(const struct lunette_model *model,
                                 struct lunette_reporter *reporter);

/* Those of this callee and caller. From NULL: those for anybody. */
struct pairs pairs_find(const struct pairs *pairs, const struct lunette_service *to,
                        const struct lunette_item *from);

#endif
