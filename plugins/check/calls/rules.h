/* The rules of calls/, in the order of their table. */
#ifndef LUNETTE_PLUGINS_CHECK_CALLS_RULES_H
#define LUNETTE_PLUGINS_CHECK_CALLS_RULES_H

#include "lunette/plugin.h"

/* cycle.c, depth.c: calls one after another */
extern const struct lunette_rule rule_calls_cycle;
extern const struct lunette_rule rule_depth;

/* degree.c: how many call, how many are called */
extern const struct lunette_rule rule_fan_out;
extern const struct lunette_rule rule_hub;

/* criticality.c, monolith.c: who falls with whom */
extern const struct lunette_rule rule_criticality_inversion;
extern const struct lunette_rule rule_distributed_monolith;

/* bypass.c, undeclared.c: scenarios against what is declared */
extern const struct lunette_rule rule_bypasses_gateway;
extern const struct lunette_rule rule_undeclared_in_scenario;

#endif
