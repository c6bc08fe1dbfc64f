/* resilience/: what a caller does when its callee is slow or down. */
#include "rules.h"

#include "common/families.h"

static const struct lunette_rule *const rules[] = {
    &rule_missing_timeout,
    &rule_resilience_timeout_inversion,
    &rule_timeout_over_objective,
    &rule_retry_not_idempotent,
    &rule_retry_amplification,
    &rule_retry_without_backoff,
    &rule_missing_breaker,
    &rule_breaker_trips_early,
    &rule_fallback_same_dependency,
    &rule_bulkhead_too_small,
    NULL,
};

const struct lunette_plugin plugin_resilience = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "resilience",
    .version = "1.0.0",
    .summary = "timeouts, retries, circuit breakers, fallbacks and bulkheads of calls",
    .rules = rules,
};
