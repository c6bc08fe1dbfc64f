/* experiments/: chaos experiments. */
#include "rules.h"

#include "common/families.h"

static const struct lunette_rule *const rules[] = {
    &rule_no_steady_state, &rule_no_abort, &rule_blast_radius, &rule_unmeasured, NULL,
};

const struct lunette_plugin plugin_experiments = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "experiments",
    .version = "1.0.0",
    .summary = "chaos experiments",
    .rules = rules,
};
