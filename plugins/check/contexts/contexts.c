/* contexts/: bounded contexts and the context map. */
#include "rules.h"

#include "common/families.h"

static const struct lunette_rule *const rules[] = {
    &rule_undeclared_relationship,
    &rule_wrong_direction,
    &rule_separate_ways_violated,
    &rule_unused_relationship,
    &rule_self_relationship,
    &rule_duplicate_relationship,
    &rule_role_on_wrong_side,
    &rule_role_on_symmetric,
    &rule_conformist_with_acl,
    &rule_customer_supplier_roles,
    &rule_contexts_cycle,
    &rule_shared_kernel_too_wide,
    &rule_open_host_without_contract,
    &rule_bypassed_acl,
    &rule_contexts_many_owners,
    &rule_empty,
    &rule_too_large,
    &rule_term_conflict,
    NULL,
};

const struct lunette_plugin plugin_contexts = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "contexts",
    .version = "1.0.0",
    .summary = "bounded contexts and the context map",
    .rules = rules,
};
