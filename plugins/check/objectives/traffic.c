/* Objectives over so few requests that a handful of failures pages somebody. */
#include "common/budget.h"
#include "common/say.h"
#include "rules.h"

static const struct lunette_parameter too_little_traffic_parameters[] = {
    {"limit", 10, "failures that should be needed for a page"},
    {"burn", 14.4, "times the budget at which somebody is paged"},
    {"hours", 1, "hours over which the alert looks"},
    {NULL, 0, NULL},
};

struct alert {
    double limit, burn, window_s;
};

/* Failures within the alert's window that page, at the most requests the service can get. */
static double failures_to_page(const struct alert *alert, const struct lunette_slo *slo,
                               const struct lunette_load *load)
{
    return fmin(alert->burn * budget_share(slo), 1) * load->at_most_per_s * alert->window_s;
}

/* The strictest promise that would want enough failures, where it is one worth making. */
static void advise(struct lunette_reporter *reporter, struct lunette_finding *finding,
                   const struct lunette_slo *slo, double enough_share)
{
    bool counts_bad = slo->sli == LUNETTE_SLI_ERROR_RATE;
    double share = ceil(enough_share * 1000) / 1000;
    if (share < 0.1)
        reporter->help(finding, "add synthetic requests, or promise no %s than %s",
                       counts_bad ? "less" : "more",
                       reporter->percent(reporter, counts_bad ? share : 1 - share));
}

static void report_little(struct lunette_reporter *reporter, const struct lunette_service *service,
                          const struct lunette_slo *slo, const struct lunette_load *load,
                          const struct alert *alert)
{
    double requests = load->at_most_per_s * alert->window_s;
    const char *said = budget_number(reporter, requests);
    const char *window = reporter->duration(reporter, alert->window_s * 1000);
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(slo, "target"),
        "%s gets at most %s requests in %s; %s of them failing (%g × the budget of %s) would page, "
        "limit %g",
        service->item.name, said, window,
        budget_number(reporter, failures_to_page(alert, slo, load)), alert->burn,
        budget_name(reporter, slo), alert->limit);
    reporter->subject(finding, "%s", service->item.name);
    reporter->label(finding, "of %s requests in %s", said, window);
    reporter->relate(finding, lunette_at_field(load->by, "rate"), "'%s' brings most of them",
                     load->by->item.name);
    advise(reporter, finding, slo, alert->limit / (alert->burn * requests));
}

static void check_too_little_traffic(const struct lunette_model *model,
                                     struct lunette_reporter *reporter)
{
    if (model->slos.count == 0 || model->workloads.count == 0)
        return;
    struct alert alert = {reporter->parameter(reporter, "limit"),
                          reporter->parameter(reporter, "burn"),
                          reporter->parameter(reporter, "hours") * 3600};
    const struct lunette_loads *loads = reporter->loads(reporter);
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        const struct lunette_slo *slo = budget_strictest(&service->slos);
        const struct lunette_load *load = &loads->services[service->item.number];
        if (slo && slo->window_s > alert.window_s && load->at_most_per_s > 0 &&
            failures_to_page(&alert, slo, load) < alert.limit)
            report_little(reporter, service, slo, load, &alert);
    }
}

const struct lunette_rule rule_too_little_traffic = {
    .id = "objectives/too-little-traffic",
    .severity = LUNETTE_WARNING,
    .summary = "so few requests that a handful of failures would page",
    .rationale =
        "An alert on the error budget looks at the share of requests that fail, and where there "
        "are "
        "few, one unlucky request is a large share (Google, The Site Reliability Workbook, ch. 5, "
        "on low-traffic services). Computed is how many failures within an hour amount to 14.4 "
        "times the budget, the rate at which that chapter pages somebody: 14.4 × (1 - target) × "
        "requests in the hour. The requests are the most that the model's workloads bring to the "
        "service, every one of them running at once and every branch of a scenario taken. Looked "
        "at "
        "is the strictest objective on availability or error rate whose window is longer than the "
        "alert's. Silent where no workload reaches the service, where a workload has no rate, and "
        "where a loop lets the number of requests grow without end.",
    .help = "add synthetic requests, or look at several services or a longer time together",
    .bad = "context \"office\"\n"
           "actor \"clerk\"\n"
           "service \"reports\" { context = \"office\",\n"
           "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } } }\n"
           "scenario \"print\" { \"clerk -> reports: GET /reports/latest\" }\n"
           "workload \"day\" { scenario = \"print\", rate = \"3/min\" }\n",
    .good = "context \"office\"\n"
            "actor \"clerk\"\n"
            "service \"reports\" { context = \"office\",\n"
            "  slos = { slo \"availability\" { target = \"99%\", window = \"30d\" } } }\n"
            "scenario \"print\" { \"clerk -> reports: GET /reports/latest\" }\n"
            "workload \"day\" { scenario = \"print\", rate = \"3/min\" }\n",
    .parameters = too_little_traffic_parameters,
    .check = check_too_little_traffic,
};
