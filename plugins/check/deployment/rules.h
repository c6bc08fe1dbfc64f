/* The rules of deployment/, in the order of their table. */
#ifndef LUNETTE_PLUGINS_CHECK_DEPLOYMENT_RULES_H
#define LUNETTE_PLUGINS_CHECK_DEPLOYMENT_RULES_H

#include "lunette/plugin.h"

/* canary.c: what a canary says of itself */
extern const struct lunette_rule rule_canary_without_objective;
extern const struct lunette_rule rule_canary_steps;
extern const struct lunette_rule rule_canary_too_long;

/* sample.c: what a canary gets to see */
extern const struct lunette_rule rule_canary_too_little_traffic;

/* downtime.c: what a deployment and a lost replica cost */
extern const struct lunette_rule rule_recreate_over_budget;
extern const struct lunette_rule rule_single_instance;

/* surge.c: two versions at once */
extern const struct lunette_rule rule_stateful_surge;

#endif
