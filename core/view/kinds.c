#include "view/kinds.h"

#include "view/around.h"
#include "view/context_map.h"
#include "view/data.h"
#include "view/deployment.h"
#include "view/events.h"
#include "view/landscape.h"
#include "view/objectives.h"
#include "view/saga.h"
#include "view/scenario.h"

static bool has_landscape(const struct lunette_model *model)
{
    return model->services.count || model->gateways.count || model->datastores.count ||
           model->externals.count || model->actors.count;
}

static bool has_calls(const struct lunette_model *model)
{
    for (size_t i = 0; i < model->dependencies.count; i++)
        if (model->dependencies.items[i]->item.kind == LUNETTE_SYNC)
            return true;
    return false;
}

/* All lists of a model have the same members. */
#define LIST(plural)                                                                   \
    static const struct lunette_items *list_##plural(const struct lunette_model *model) \
    {                                                                                  \
        return (const struct lunette_items *)(const void *)&model->plural;             \
    }
LIST(contexts)
LIST(services)
LIST(sagas)
LIST(scenarios)

const struct view_kind view_kinds[VIEW_KIND_COUNT] = {
    {.name = "landscape", .title = "Landscape", .summary = "everything, grouped by context",
     .declared_as = LUNETTE_VIEW_LANDSCAPE, .form = LUNETTE_GRAPH_VIEW,
     .is_worthwhile = has_landscape, .fill = landscape_fill, .merged = true, .hubs = true},
    {.name = "contexts", .title = "Context map", .summary = "bounded contexts and how they relate",
     .declared_as = LUNETTE_VIEW_CONTEXTS, .form = LUNETTE_GRAPH_VIEW,
     .is_worthwhile = context_map_is_worthwhile, .fill = context_map_fill},
    {.name = "dependencies", .title = "Dependencies",
     .summary = "services and the calls between them", .declared_as = LUNETTE_VIEW_DEPENDENCIES,
     .form = LUNETTE_GRAPH_VIEW, .is_worthwhile = has_calls, .fill = landscape_fill_dependencies,
     .hubs = true},
    {.name = "events", .title = "Events", .summary = "who publishes what, and who consumes it",
     .declared_as = LUNETTE_VIEW_EVENTS, .form = LUNETTE_GRAPH_VIEW,
     .is_worthwhile = events_are_worthwhile, .fill = events_fill, .merged = true},
    {.name = "data", .title = "Data", .summary = "stores, whose they are and who else uses them",
     .declared_as = LUNETTE_VIEW_DATA, .form = LUNETTE_GRAPH_VIEW,
     .is_worthwhile = data_is_worthwhile, .fill = data_fill, .merged = true, .hubs = true},
    {.name = "deployment", .title = "Deployment", .summary = "how everything is run and released",
     .declared_as = LUNETTE_VIEW_DEPLOYMENT, .form = LUNETTE_GRAPH_VIEW,
     .is_worthwhile = deployment_is_worthwhile, .fill = deployment_fill},
    {.name = "objectives", .title = "Objectives",
     .summary = "what services promise, and what they cannot do without",
     .declared_as = LUNETTE_VIEW_OBJECTIVES, .form = LUNETTE_GRAPH_VIEW,
     .is_worthwhile = objectives_are_worthwhile, .fill = objectives_fill, .merged = true},
    {.name = "context", .title = "Context", .summary = "a context and what is directly around it",
     .form = LUNETTE_GRAPH_VIEW, .list_entities = list_contexts, .shows = around_has_services,
     .fill = around_fill, .merged = true},
    {.name = "service", .title = "Service", .summary = "a service and what is one step from it",
     .form = LUNETTE_GRAPH_VIEW, .list_entities = list_services, .fill = around_fill,
     .merged = true},
    {.name = "saga", .title = "Saga", .summary = "the steps of a saga and how they are undone",
     .declared_as = LUNETTE_VIEW_SAGA, .form = LUNETTE_SEQUENCE_VIEW, .list_entities = list_sagas,
     .play = saga_play},
    {.name = "scenario", .title = "Scenario", .summary = "who says what to whom, in time",
     .declared_as = LUNETTE_VIEW_SEQUENCE, .form = LUNETTE_SEQUENCE_VIEW,
     .list_entities = list_scenarios, .play = scenario_play},
};

const struct view_kind *kinds_of_declared(const struct lunette_declared_view *view)
{
    enum lunette_view_kind wanted =
        view->view_kind == LUNETTE_VIEW_UNSAID ? LUNETTE_VIEW_LANDSCAPE : view->view_kind;
    const struct view_kind *kind = view_kinds;
    while (kind->declared_as != wanted)
        kind++;
    return kind;
}
