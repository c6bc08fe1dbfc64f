/* The rules of resilience/, in the order of their table. */
#ifndef LUNETTE_PLUGINS_CHECK_RESILIENCE_RULES_H
#define LUNETTE_PLUGINS_CHECK_RESILIENCE_RULES_H

#include "lunette/plugin.h"

/* missing.c: callers that may wait for ever */
extern const struct lunette_rule rule_missing_timeout;

/* timeouts.c: how long callers wait, against what they wait for */
extern const struct lunette_rule rule_resilience_timeout_inversion;
extern const struct lunette_rule rule_timeout_over_objective;

/* retries.c: one call that is made again */
extern const struct lunette_rule rule_retry_not_idempotent;
extern const struct lunette_rule rule_retry_without_backoff;

/* amplification.c: what retries of retries add up to */
extern const struct lunette_rule rule_retry_amplification;

/* breakers.c: when callers stop asking */
extern const struct lunette_rule rule_missing_breaker;
extern const struct lunette_rule rule_breaker_trips_early;

/* fallbacks.c, bulkheads.c: what is left when a callee is slow or down */
extern const struct lunette_rule rule_fallback_same_dependency;
extern const struct lunette_rule rule_bulkhead_too_small;

#endif
