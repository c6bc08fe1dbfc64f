/* What the first step of a canary gets to see. */
#include "common/budget.h"
#include "common/say.h"
#include "rules.h"

static const struct lunette_parameter too_little_parameters[] = {
    {"confidence", 0.95, "that the objective is kept, after a step without a failure"},
    {NULL, 0, NULL},
};

/* The first step of a canary. */
struct sample {
    const struct lunette_deployment *canary;
    const struct lunette_slo *slo; /* that judges it */
    const struct lunette_load *load;
    double share;        /* of the traffic */
    double seen, needed; /* requests */
};

static const struct lunette_slo *stricter(const struct lunette_slo *slo,
                                          const struct lunette_slo *other)
{
    return slo && !(budget_share(other) < budget_share(slo)) ? slo : other;
}

/* The strictest objective that analysis names, or else of the service. NULL: none with a budget. */
static const struct lunette_slo *find_judge(const struct lunette_service *service)
{
    const struct lunette_refs *analysis = &service->deployment->analysis;
    const struct lunette_slo *judge = NULL;
    for (size_t i = 0; i < analysis->count; i++) {
        const struct lunette_slo *slo = (const struct lunette_slo *)analysis->items[i].to;
        if (slo && lunette_known(budget_share(slo)))
            judge = stricter(judge, slo);
    }
    return analysis->count > 0 ? judge : budget_strictest(&service->slos);
}

static bool is_judged(const struct lunette_deployment *deployment)
{
    return deployment && deployment->item.kind == LUNETTE_CANARY &&
           (deployment->metrics_based == LUNETTE_YES || deployment->analysis.count > 0);
}

/* Without a single failure in n requests, a share of failures of at least s is excluded with
 * confidence c once (1 - s)^n < 1 - c: for 95 %, about 3 / s (Hanley and Lippman-Hand, 1983). */
static double requests_needed(double share, double confidence)
{
    return ceil(log1p(-confidence) / log1p(-share));
}

static struct lunette_blame first_share(const struct lunette_deployment *canary)
{
    return canary->steps.count > 0 ? lunette_at_entry(canary, "steps", 1)
                                   : lunette_at_field(canary, "initial");
}

static void report_sample(struct lunette_reporter *reporter, const struct lunette_service *service,
                          const struct sample *sample)
{
    double rate = sample->load->at_most_per_s, pause_ms = sample->canary->pause_ms;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(sample->canary, "pause"),
        "the first step of the canary of %s sees at most %.0f requests (%s of %s/s for %s); to "
        "tell %s from a breach takes %.0f",
        service->item.name, sample->seen, reporter->percent(reporter, sample->share),
        budget_number(reporter, rate), reporter->duration(reporter, pause_ms),
        budget_name(reporter, sample->slo), sample->needed);
    double share = sample->needed / (rate * pause_ms / 1000);
    const char *wait = budget_span(reporter, sample->needed / (rate * sample->share) * 1000);
    if (share <= 0.5)
        reporter->help(finding, "pause for %s, or begin with %s of the traffic", wait,
                       reporter->percent(reporter, ceil(share * 100) / 100));
    else
        reporter->help(finding, "pause for %s, or judge it by more than the objective", wait);
    reporter->label(finding, "%.0f requests", sample->seen);
    reporter->relate(finding, first_share(sample->canary), "the first step");
    reporter->relate(finding, lunette_at_field(sample->slo, "target"), "what judges it");
    reporter->relate(finding, lunette_at_field(sample->load->by, "rate"),
                     "'%s' brings most of the requests", sample->load->by->item.name);
}

static void check_sample(struct lunette_reporter *reporter, const struct lunette_service *service,
                         const struct lunette_load *load)
{
    const struct lunette_deployment *canary = service->deployment;
    struct sample sample = {.canary = canary, .slo = find_judge(service), .load = load};
    if (!sample.slo)
        return;
    sample.share = canary->steps.count > 0 ? canary->steps.items[0] : canary->initial;
    sample.seen = load->at_most_per_s * sample.share * canary->pause_ms / 1000;
    sample.needed =
        requests_needed(budget_share(sample.slo), reporter->parameter(reporter, "confidence"));
    if (sample.seen > 0 && sample.seen < sample.needed)
        report_sample(reporter, service, &sample);
}

static void check_canary_too_little_traffic(const struct lunette_model *model,
                                            struct lunette_reporter *reporter)
{
    if (model->workloads.count == 0)
        return;
    const struct lunette_loads *loads = reporter->loads(reporter);
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        if (is_judged(service->deployment))
            check_sample(reporter, service, &loads->services[service->item.number]);
    }
}

const struct lunette_rule rule_canary_too_little_traffic = {
    .id = "deployment/canary-too-little-traffic",
    .severity = LUNETTE_WARNING,
    .summary =
        "the first step of a canary sees too few requests to tell its objective from a breach",
    .rationale =
        "A canary is a sample, and a sample that is too small says nothing: if one request in a "
        "thousand may fail, a few hundred without a failure prove neither that the new version "
        "keeps "
        "the objective nor that it breaks it (Google, The Site Reliability Workbook, ch. 16). "
        "Computed is the least number of requests after which, had none of them failed, the share "
        "of "
        "failures is within the budget with 95 % confidence: ln(0.05) / ln(1 - budget), or about "
        "three divided by the budget (the rule of three: Hanley and Lippman-Hand, If Nothing Goes "
        "Wrong, Is Everything All Right?, JAMA 1983). It is compared with the most the first step "
        "can see: the requests of all workloads at once × its share × the pause. Looked at are "
        "canaries with metrics_based or analysis; the objective is the strictest on availability "
        "or "
        "error rate that analysis names, or else of the service. Silent where share, pause or rate "
        "are not said.",
    .help = "pause for longer, or begin with a larger share of the traffic",
    .bad = "context \"sales\"\n"
           "actor \"customer\"\n"
           "service \"orders\" { context = \"sales\",\n"
           "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } },\n"
           "  deployment = canary { steps = { \"5%\", \"25%\", \"100%\" }, pause = \"10m\",\n"
           "    metrics_based = true } }\n"
           "scenario \"order\" { \"customer -> orders: POST /orders\" }\n"
           "workload \"day\" { scenario = \"order\", rate = \"20/s\" }\n",
    .good = "context \"sales\"\n"
            "actor \"customer\"\n"
            "service \"orders\" { context = \"sales\",\n"
            "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } },\n"
            "  deployment = canary { steps = { \"10%\", \"50%\", \"100%\" }, pause = \"30m\",\n"
            "    metrics_based = true } }\n"
            "scenario \"order\" { \"customer -> orders: POST /orders\" }\n"
            "workload \"day\" { scenario = \"order\", rate = \"20/s\" }\n",
    .parameters = too_little_parameters,
    .check = check_canary_too_little_traffic,
};
