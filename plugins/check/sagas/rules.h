/* The rules of sagas/, in the order of their table. */
#ifndef LUNETTE_PLUGINS_CHECK_SAGAS_RULES_H
#define LUNETTE_PLUGINS_CHECK_SAGAS_RULES_H

#include "lunette/plugin.h"

/* steps.c: the order of what can be undone and what must succeed */
extern const struct lunette_rule rule_missing_compensation;
extern const struct lunette_rule rule_many_pivots;
extern const struct lunette_rule rule_compensation_after_pivot;
extern const struct lunette_rule rule_step_after_pivot_not_retryable;

/* actions.c: what the participants are asked to do */
extern const struct lunette_rule rule_unknown_action;

/* participants.c, reach.c: who takes part, and how the orchestrator gets there */
extern const struct lunette_rule rule_single_service;
extern const struct lunette_rule rule_unreachable_participant;
extern const struct lunette_rule rule_choreography_too_wide;

#endif
