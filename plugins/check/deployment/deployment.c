/* deployment/: how new versions get into production, and how many replicas run. */
#include "rules.h"

#include "common/families.h"

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

const struct lunette_plugin plugin_deployment = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "deployment",
    .version = "1.0.0",
    .summary = "how new versions get into production",
    .rules = rules,
};
