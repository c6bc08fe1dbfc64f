/* All families of rules in one shared object: to load fifteen took 0.7 of the 5.3 ms of a small check. */
#include "common/families.h"

/* In the order that reports name their rules in. */
static const struct lunette_plugin *const families[] = {
    &plugin_calls,      &plugin_contexts, &plugin_contracts,   &plugin_data,
    &plugin_deployment, &plugin_events,   &plugin_experiments, &plugin_gateway,
    &plugin_health,     &plugin_mesh,     &plugin_objectives,  &plugin_patterns,
    &plugin_resilience, &plugin_sagas,    &plugin_tracing,     NULL,
};

LUNETTE_EXPORT extern const struct lunette_plugin lunette_plugin;
const struct lunette_plugin lunette_plugin = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "check",
    .version = "1.0.0",
    .summary = "the rules that come with lunette",
    .parts = families,
};
