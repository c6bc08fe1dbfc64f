/* sagas/: transactions over several services. */
#include "rules.h"

#include "common/families.h"

static const struct lunette_rule *const rules[] = {
    &rule_missing_compensation,
    &rule_many_pivots,
    &rule_compensation_after_pivot,
    &rule_step_after_pivot_not_retryable,
    &rule_unknown_action,
    &rule_single_service,
    &rule_unreachable_participant,
    &rule_choreography_too_wide,
    NULL,
};

const struct lunette_plugin plugin_sagas = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "sagas",
    .version = "1.0.0",
    .summary = "transactions over several services, and how they are undone",
    .rules = rules,
};
