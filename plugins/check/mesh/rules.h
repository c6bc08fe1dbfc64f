/* The rules of mesh/, in the order of their table. */
#ifndef LUNETTE_PLUGINS_CHECK_MESH_RULES_H
#define LUNETTE_PLUGINS_CHECK_MESH_RULES_H

#include "lunette/plugin.h"

/* shares.c: one list of destinations */
extern const struct lunette_rule rule_traffic_weights;
extern const struct lunette_rule rule_unreachable_route;

/* subsets.c */
extern const struct lunette_rule rule_unknown_subset;

/* mtls.c: who has to show a certificate */
extern const struct lunette_rule rule_mtls_permissive;
extern const struct lunette_rule rule_mtls_strict_outsider;

/* access.c: who may call whom, against who does */
extern const struct lunette_rule rule_access_unused;
extern const struct lunette_rule rule_access_missing;

#endif
