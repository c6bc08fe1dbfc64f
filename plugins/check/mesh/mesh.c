/* mesh/: what a service mesh is told, about traffic, encryption and access. */
#include "rules.h"

#include "common/families.h"

static const struct lunette_rule *const rules[] = {
    &rule_traffic_weights,      &rule_unknown_subset,
    &rule_unreachable_route,    &rule_mtls_permissive,
    &rule_mtls_strict_outsider, &rule_access_unused,
    &rule_access_missing,       NULL,
};

const struct lunette_plugin plugin_mesh = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "mesh",
    .version = "1.0.0",
    .summary = "what a service mesh is told, about traffic, encryption and access",
    .rules = rules,
};
