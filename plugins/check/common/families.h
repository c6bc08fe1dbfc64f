/* The plugins that families.c holds. */
#ifndef LUNETTE_PLUGINS_CHECK_COMMON_FAMILIES_H
#define LUNETTE_PLUGINS_CHECK_COMMON_FAMILIES_H

#include "lunette/plugin.h"

extern const struct lunette_plugin plugin_calls, plugin_contexts, plugin_contracts, plugin_data,
    plugin_deployment, plugin_events, plugin_experiments, plugin_gateway, plugin_health,
    plugin_mesh, plugin_objectives, plugin_patterns, plugin_resilience, plugin_sagas,
    plugin_tracing;

#endif
