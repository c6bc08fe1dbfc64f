/* calls/: the graph of synchronous calls, and scenarios against it. */
#include "rules.h"

#include "common/families.h"

static const struct lunette_rule *const rules[] = {
    &rule_calls_cycle,
    &rule_depth,
    &rule_fan_out,
    &rule_hub,
    &rule_criticality_inversion,
    &rule_distributed_monolith,
    &rule_bypasses_gateway,
    &rule_undeclared_in_scenario,
    NULL,
};

const struct lunette_plugin plugin_calls = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "calls",
    .version = "1.0.0",
    .summary = "the graph of synchronous calls",
    .rules = rules,
};
