/* The rules of gateway/, in the order of their table. */
#ifndef LUNETTE_PLUGINS_CHECK_GATEWAY_RULES_H
#define LUNETTE_PLUGINS_CHECK_GATEWAY_RULES_H

#include "lunette/plugin.h"

/* targets.c: a route against what its target offers */
extern const struct lunette_rule rule_route_without_endpoint;

/* paths.c: routes against each other */
extern const struct lunette_rule rule_route_conflict;
extern const struct lunette_rule rule_route_shadowed;

/* auth.c, issuer.c: who gets in */
extern const struct lunette_rule rule_missing_auth;
extern const struct lunette_rule rule_auth_cycle;

/* limits.c: how much gets in */
extern const struct lunette_rule rule_rate_limit_over_capacity;
extern const struct lunette_rule rule_missing_rate_limit;

/* timeouts.c */
extern const struct lunette_rule rule_gateway_timeout_inversion;

#endif
