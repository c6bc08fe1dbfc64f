/* gateway/: the way in. */
#include "rules.h"

#include "common/families.h"

static const struct lunette_rule *const rules[] = {
    &rule_route_without_endpoint,
    &rule_route_conflict,
    &rule_route_shadowed,
    &rule_missing_auth,
    &rule_auth_cycle,
    &rule_rate_limit_over_capacity,
    &rule_missing_rate_limit,
    &rule_gateway_timeout_inversion,
    NULL,
};

const struct lunette_plugin plugin_gateway = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "gateway",
    .version = "1.0.0",
    .summary = "the routes clients come in by",
    .rules = rules,
};
