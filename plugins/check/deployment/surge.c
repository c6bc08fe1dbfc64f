/* Two versions at once where one may write. */
#include <stdlib.h>

#include "rules.h"
#include "writer.h"

static const char *const strategies[LUNETTE_KIND_COUNT] = {
    [LUNETTE_CANARY] = "canary", [LUNETTE_BLUE_GREEN] = "blue_green", [LUNETTE_ROLLING] = "rolling",
    [LUNETTE_SHADOW] = "shadow", [LUNETTE_AB_TEST] = "ab_test",
};

/* The old replica stops before the new one starts: "0" or "0%". */
static bool stops_first(const struct lunette_deployment *deployment)
{
    return deployment->item.kind == LUNETTE_RECREATE ||
           (deployment->item.kind == LUNETTE_ROLLING && deployment->max_surge &&
            strtod(deployment->max_surge, NULL) == 0);
}

static void report_surge(struct lunette_reporter *reporter, const struct lunette_service *service,
                         const struct lunette_datastore *store)
{
    const struct lunette_deployment *deployment = service->deployment;
    bool rolling = deployment->item.kind == LUNETTE_ROLLING;
    struct lunette_finding *finding = reporter->report(
        reporter, rolling ? lunette_at_field(deployment, "max_surge") : lunette_at(deployment),
        "%s runs two versions of %s at once, and only one may write to %s",
        strategies[deployment->item.kind], service->item.name, store->item.name);
    if (rolling && !deployment->max_surge)
        reporter->label(finding, "max_surge is not said: 25 %% in Kubernetes");
    else
        reporter->label(finding, "the new version starts while the old one runs");
    reporter->relate(finding, lunette_at_field(store, "single_writer"), "one writer");
}

static void check_stateful_surge(const struct lunette_model *model,
                                 struct lunette_reporter *reporter)
{
    if (model->datastores.count == 0)
        return;
    const struct lunette_datastore *const *stores = writer_stores(model, reporter);
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        const struct lunette_datastore *store = stores[service->item.number];
        if (store && service->deployment && !stops_first(service->deployment))
            report_surge(reporter, service, store);
    }
}

const struct lunette_rule rule_stateful_surge = {
    .id = "deployment/stateful-surge",
    .severity = LUNETTE_ERROR,
    .summary = "two versions at once on a store that says single-writer",
    .rationale =
        "A store with single_writer (a file, an embedded database, a volume that one node mounts) "
        "is damaged or locked when a second process writes to it. Every strategy but recreate, and "
        "rolling without surge, starts the new version while the old one still runs: Kubernetes "
        "starts up to 25 % more pods in a rolling update unless max_surge says otherwise, and "
        "offers "
        "Recreate where two versions must not meet (Kubernetes documentation, Deployments). The "
        "writer of a store is its owner; where nobody owns it, its only user. Other users may only "
        "read and are left alone, as are services that do not say how they are deployed.",
    .help = "deploy it with recreate {}, or with rolling { max_surge = 0 }",
    .bad = "context \"sales\"\n"
           "service \"ledger\" { context = \"sales\", deployment = blue_green {},\n"
           "  datastores = { datastore \"journal\" { single_writer = true } } }\n",
    .good =
        "context \"sales\"\n"
        "service \"ledger\" { context = \"sales\", deployment = recreate { downtime = \"20s\" },\n"
        "  datastores = { datastore \"journal\" { single_writer = true } } }\n",
    .check = check_stateful_surge,
};
