/* objectives/: service level objectives. */
#include "rules.h"

#include "common/families.h"

static const struct lunette_rule *const rules[] = {
    &rule_availability_unreachable,
    &rule_latency_unreachable,
    &rule_dependency_without_objective,
    &rule_bad_target,
    &rule_contradiction,
    &rule_too_little_traffic,
    NULL,
};

const struct lunette_plugin plugin_objectives = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "objectives",
    .version = "1.0.0",
    .summary = "service level objectives",
    .rules = rules,
};
