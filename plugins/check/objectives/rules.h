/* The rules of objectives/, in the order of their table. */
#ifndef LUNETTE_PLUGINS_CHECK_OBJECTIVES_RULES_H
#define LUNETTE_PLUGINS_CHECK_OBJECTIVES_RULES_H

#include "lunette/plugin.h"

/* availability.c, latency.c, unpromised.c: what a service promises against what others promise it */
extern const struct lunette_rule rule_availability_unreachable;
extern const struct lunette_rule rule_latency_unreachable;
extern const struct lunette_rule rule_dependency_without_objective;

/* target.c, contradiction.c, traffic.c: one service's objectives */
extern const struct lunette_rule rule_bad_target;
extern const struct lunette_rule rule_contradiction;
extern const struct lunette_rule rule_too_little_traffic;

#endif
