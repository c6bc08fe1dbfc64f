/* What a deployment and a lost replica cost, against what is promised. */
#include "common/budget.h"
#include "common/objective.h"
#include "common/say.h"
#include "rules.h"
#include "writer.h"

/* ---- deployment/recreate-over-budget ---- */

/* The objective whose budget is used up first; NULL: none has a budget and a window. */
static const struct lunette_slo *shortest_budget(const struct lunette_slos *slos)
{
    const struct lunette_slo *shortest = NULL;
    for (size_t i = 0; i < slos->count; i++) {
        double lasts_ms = budget_ms(slos->items[i]);
        if (lunette_known(lasts_ms) && (!shortest || lasts_ms < budget_ms(shortest)))
            shortest = slos->items[i];
    }
    return shortest;
}

static void report_over_budget(struct lunette_reporter *reporter,
                               const struct lunette_service *service, const struct lunette_slo *slo)
{
    const struct lunette_deployment *deployment = service->deployment;
    const char *downtime = reporter->duration(reporter, deployment->downtime_ms);
    const char *budget = budget_span(reporter, budget_ms(slo));
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(deployment, "downtime"),
        "one deployment of %s takes %s, and %s leaves %s in %s", service->item.name, downtime,
        budget_name(reporter, slo), budget, reporter->duration(reporter, slo->window_s * 1000));
    reporter->label(finding, "more than the budget");
    reporter->help(finding, "deploy with rolling {} or blue_green {}, or come back within %s",
                   budget);
    reporter->relate(finding, lunette_at_field(slo, "target"), "leaves %s", budget);
}

static void check_recreate_over_budget(const struct lunette_model *model,
                                       struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        const struct lunette_deployment *deployment = service->deployment;
        if (!deployment || deployment->item.kind != LUNETTE_RECREATE)
            continue;
        const struct lunette_slo *slo = shortest_budget(&service->slos);
        if (slo && deployment->downtime_ms > budget_ms(slo))
            report_over_budget(reporter, service, slo);
    }
}

const struct lunette_rule rule_recreate_over_budget = {
    .id = "deployment/recreate-over-budget",
    .severity = LUNETTE_WARNING,
    .summary = "the downtime of one recreate is above the error budget",
    .rationale =
        "Recreate stops the old version before it starts the new one; all requests in between fail "
        "(Kubernetes documentation, Deployments). Where one such deployment takes longer than "
        "(1 - target) × window, the time that the objective on availability or error rate leaves, "
        "no version can be delivered without breaking the promise (Google, Site Reliability "
        "Engineering, ch. 3, on error budgets). Of several objectives the one with the shortest "
        "time "
        "counts. Silent where the downtime is not said. How often a service is deployed the model "
        "does not say: a downtime below the budget may still be too long for a weekly release.",
    .help = "deploy without downtime, or promise less",
    .bad =
        "context \"sales\"\n"
        "service \"orders\" { context = \"sales\", deployment = recreate { downtime = \"10m\" },\n"
        "  slos = { slo \"availability\" { target = \"99.99%\", window = \"30d\" } } }\n",
    .good =
        "context \"sales\"\n"
        "service \"orders\" { context = \"sales\", deployment = recreate { downtime = \"30s\" },\n"
        "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } } }\n",
    .check = check_recreate_over_budget,
};

/* ---- deployment/single-instance ---- */

static const struct lunette_parameter single_instance_parameters[] = {
    {"limit", 0.99, "availability that one instance can promise"},
    {NULL, 0, NULL},
};

static bool is_serverless(const struct lunette_model *model)
{
    return model->architecture && model->architecture->pattern == LUNETTE_PATTERN_SERVERLESS;
}

static void report_single(struct lunette_reporter *reporter, const struct lunette_service *service,
                          const struct lunette_slo *slo, double limit)
{
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(service->scaling, "min"),
        "%s promises %s but may run as a single instance (min = 1); the limit for one is %s",
        service->item.name, budget_name(reporter, slo), reporter->percent(reporter, limit));
    reporter->label(finding, "every restart is an outage");
    reporter->relate(finding, lunette_at_field(slo, "target"), "the promise");
}

static void check_single_instance(const struct lunette_model *model,
                                  struct lunette_reporter *reporter)
{
    if (model->slos.count == 0 || is_serverless(model))
        return;
    double limit = reporter->parameter(reporter, "limit");
    const struct lunette_datastore *const *stores = writer_stores(model, reporter);
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        const struct lunette_slo *slo = objective_promise(reporter, &service->item)->availability;
        if (service->scaling && service->scaling->min == 1 && slo && slo->target_ratio > limit &&
            !stores[service->item.number])
            report_single(reporter, service, slo, limit);
    }
}

const struct lunette_rule rule_single_instance = {
    .id = "deployment/single-instance",
    .severity = LUNETTE_WARNING,
    .summary = "one instance under an availability objective over the limit",
    .rationale =
        "A single instance is down whenever its node is drained, its process restarts or its zone "
        "fails, and nothing takes over; Kubernetes cannot even drain a node without an outage "
        "(Kubernetes documentation, Disruptions). Redundancy is what high availability is made of "
        "(Google, Site Reliability Engineering, ch. 3, on the cost of each further nine). Found is "
        "scaling.min = 1 where the strictest availability objective is over the limit. A min of 0 "
        "means a platform that starts instances on demand, and is left alone, as are serverless "
        "architectures and services whose store allows one writer only.",
    .help = "run at least two: min = 2",
    .bad = "context \"sales\"\n"
           "service \"orders\" { context = \"sales\", scaling = { min = 1, max = 4 },\n"
           "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } } }\n",
    .good = "context \"sales\"\n"
            "service \"orders\" { context = \"sales\", scaling = { min = 2, max = 4 },\n"
            "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } } }\n",
    .parameters = single_instance_parameters,
    .check = check_single_instance,
};
