/* experiments/: chaos experiments. */
#include "rules.h"

static const struct lunette_rule *const rules[] = {
    &rule_no_steady_state, &rule_no_abort, &rule_blast_radius, &rule_unmeasured, NULL,
};

LUNETTE_EXPORT extern const struct lunette_plugin lunette_plugin;
const struct lunette_plugin lunette_plugin = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "experiments",
    .version = "1.0.0",
    .summary = "chaos experiments",
    .rules = rules,
};
