/* contracts/: what services promise to their callers. */
#include "rules.h"

#include "common/families.h"

static const struct lunette_rule *const rules[] = {
    &rule_unknown_endpoint,
    &rule_missing_contract,
    &rule_duplicate_endpoint,
    &rule_deprecated_in_use,
    &rule_deprecated_without_sunset,
    &rule_unused_endpoint,
    &rule_verb_in_path,
    &rule_version_sprawl,
    NULL,
};

const struct lunette_plugin plugin_contracts = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "contracts",
    .version = "1.0.0",
    .summary = "the endpoints services declare and their callers name",
    .rules = rules,
};
