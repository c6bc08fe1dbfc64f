/* calls/criticality-inversion: hard calls to what matters less. */
#include "common/mark.h"
#include "common/say.h"
#include "rules.h"

static const char *const levels[] = {
    [LUNETTE_CRITICALITY_LOW] = "low",
    [LUNETTE_CRITICALITY_MEDIUM] = "medium",
    [LUNETTE_CRITICALITY_HIGH] = "high",
    [LUNETTE_CRITICALITY_CRITICAL] = "critical",
};

static bool is_inverted(const struct lunette_service *caller, const struct lunette_dependency *call)
{
    return call->callee && lunette_is_hard(call) && call->callee->criticality &&
           call->callee->criticality < caller->criticality;
}

static void report_inversion(struct lunette_reporter *reporter,
                             const struct lunette_service *caller,
                             const struct lunette_dependency *call)
{
    const struct lunette_service *callee = call->callee;
    const char *higher = levels[caller->criticality], *lower = levels[callee->criticality];
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at(call), "%s is %s and fails with %s, which is only %s",
                         caller->item.name, higher, callee->item.name, lower);
    reporter->subject(finding, "%s -> %s", caller->item.name, callee->item.name);
    reporter->label(finding, "a hard call: neither optional nor with a fallback");
    reporter->relate(finding, lunette_at_field(callee, "criticality"), "%s is %s",
                     callee->item.name, lower);
    reporter->relate(finding, lunette_at_field(caller, "criticality"), "%s is %s",
                     caller->item.name, higher);
    reporter->help(finding,
                   "write criticality = \"%s\" on %s and run it like that, or give the call a "
                   "fallback",
                   higher, callee->item.name);
}

/* `told` marks the callees of this caller. */
static void check_service(struct lunette_reporter *reporter, const struct lunette_call_graph *calls,
                          const struct lunette_service *caller, uint32_t *told)
{
    for (size_t i = 0; i < caller->dependencies.count; i++) {
        const struct lunette_dependency *call = caller->dependencies.items[i];
        if (is_inverted(caller, call) && !lunette_on_cycle(calls, call) &&
            mark_once(&told[call->callee->item.number], caller->item.number + 1))
            report_inversion(reporter, caller, call);
    }
}

static void check_criticality_inversion(const struct lunette_model *model,
                                        struct lunette_reporter *reporter)
{
    const struct lunette_call_graph *calls = reporter->calls(reporter);
    uint32_t *told = reporter->alloc(reporter, model->services.count, sizeof *told);
    for (size_t i = 0; i < model->services.count; i++)
        if (model->services.items[i]->criticality > LUNETTE_CRITICALITY_LOW)
            check_service(reporter, calls, model->services.items[i], told);
}

const struct lunette_rule rule_criticality_inversion = {
    .id = "calls/criticality-inversion",
    .severity = LUNETTE_WARNING,
    .summary = "a hard call to a less critical service",
    .rationale =
        "A service is at best as dependable as what it cannot do without. Where a less critical "
        "service stands behind a more critical one, it gets the smaller budget, the later alarm "
        "and "
        "the first cut under load, and takes the other one with it (Beyer et al., Site Reliability "
        "Engineering, ch. 3, on risk, and ch. 21, on criticality that passes on with calls). The "
        "levels are those of OpenTelemetry's service.criticality: low, medium, high, critical. "
        "Silent where either service does not say its own, for optional calls, calls with a "
        "fallback and calls inside a circle (calls/cycle). Promises in figures are compared by "
        "objectives/.",
    .help = "raise the criticality of the service that is called, or give the call a fallback",
    .bad = "context \"shop\"\n"
           "service \"checkout\" { context = \"shop\", criticality = \"critical\",\n"
           "  dependencies = { sync \"vouchers\" } }\n"
           "service \"vouchers\" { context = \"shop\", criticality = \"low\" }\n",
    .good = "context \"shop\"\n"
            "service \"checkout\" { context = \"shop\", criticality = \"critical\",\n"
            "  dependencies = { sync \"vouchers\" { fallback = \"the full price\" } } }\n"
            "service \"vouchers\" { context = \"shop\", criticality = \"low\" }\n",
    .check = check_criticality_inversion,
};
