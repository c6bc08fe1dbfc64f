/* deployment/: how new versions get into production, and how many replicas run. */
#include "rules.h"

static const struct lunette_rule *const rules[] = {
    &rule_canary_without_objective,
    &rule_canary_steps,
    &rule_canary_too_little_traffic,
    &rule_canary_too_long,
    &rule_recreate_over_budget,
    &rule_single_instance,
    &rule_stateful_surge,
    NULL,
};

LUNETTE_EXPORT extern const struct lunette_plugin lunette_plugin;
const struct lunette_plugin lunette_plugin = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "deployment",
    .version = "1.0.0",
    .summary = "how new versions get into production",
    .rules = rules,
};
