/* data/: who owns, uses and exposes which store. */
#include "rules.h"

#include "common/families.h"

static const struct lunette_rule *const rules[] = {
    &rule_shared_store, &rule_foreign_store,     &rule_unowned_store,
    &rule_unused_store, &rule_sensitive_exposed, NULL,
};

const struct lunette_plugin plugin_data = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "data",
    .version = "1.0.0",
    .summary = "who owns, uses and exposes which store",
    .rules = rules,
};
