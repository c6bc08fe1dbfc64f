/* Targets that nothing meets, or that nothing can miss. */
#include "common/say.h"
#include "rules.h"

enum { NOTHING_WRONG, TOO_STRICT, TOO_LOOSE };

/* A share of good events; of bad ones it is the other way round. */
static int judge_ratio(const struct lunette_slo *slo)
{
    bool counts_bad = slo->sli == LUNETTE_SLI_ERROR_RATE;
    if (slo->target_ratio >= 1)
        return counts_bad ? TOO_LOOSE : TOO_STRICT;
    if (slo->target_ratio <= 0)
        return counts_bad ? TOO_STRICT : TOO_LOOSE;
    return NOTHING_WRONG;
}

static int judge_target(const struct lunette_slo *slo)
{
    if (slo->target_ms <= 0)
        return TOO_STRICT;
    if (slo->target_per_s <= 0)
        return TOO_LOOSE;
    return judge_ratio(slo);
}

static const char *const reasons[] = {
    [TOO_STRICT] = "leaves no room for a single bad event",
    [TOO_LOOSE] = "is met whatever happens",
};

static const char *say_target(struct lunette_reporter *reporter, const struct lunette_slo *slo)
{
    if (lunette_known(slo->target_ms))
        return reporter->duration(reporter, slo->target_ms);
    if (lunette_known(slo->target_per_s))
        return say_format(reporter, "%g/s", slo->target_per_s);
    return reporter->percent(reporter, slo->target_ratio);
}

static const struct lunette_item *owner_of(const struct lunette_slo *slo)
{
    const struct lunette_item *owner = slo->item.owner ? slo->item.owner : slo->service.to;
    return owner ? owner : &slo->item;
}

static void check_bad_target(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->slos.count; i++) {
        const struct lunette_slo *slo = model->slos.items[i];
        int judgement = judge_target(slo);
        struct lunette_finding *finding;
        if (judgement != NOTHING_WRONG)
            finding = reporter->report(reporter, lunette_at_field(slo, "target"),
                                       "the target %s of '%s' %s", say_target(reporter, slo),
                                       slo->item.name, reasons[judgement]);
        else if (slo->window_s <= 0)
            finding = reporter->report(reporter, lunette_at_field(slo, "window"),
                                       "the window of '%s' is empty: nothing happens in it",
                                       slo->item.name);
        else
            continue;
        reporter->subject(finding, "%s", owner_of(slo)->name);
        if (judgement == NOTHING_WRONG)
            reporter->help(finding, "write the time it is judged over, such as window = \"30d\"");
    }
}

const struct lunette_rule rule_bad_target = {
    .id = "objectives/bad-target",
    .severity = LUNETTE_ERROR,
    .summary = "a target of nothing or of everything, or a window without any time",
    .rationale =
        "A target of 100 % leaves no budget for a release, a failing disk or a lost packet: it is "
        "missed by the first of them, and whoever is measured by it can only stop changing things "
        "(Google, Site Reliability Engineering, ch. 3). A target of 0 %, or an error rate of 100 "
        "%, "
        "is met by "
        "a system that is switched off. Found are ratios of exactly 0 or 1, latencies, "
        "freshnesses, "
        "throughputs and windows of 0 or less. Values that are no ratio at all are "
        "model/bad-value, "
        "an objective without target or window is model/missing-field.",
    .help = "write the level at which users begin to mind, such as \"99.9%\" of availability or "
            "\"300ms\" of latency",
    .bad = "context \"sales\"\n"
           "service \"orders\" { context = \"sales\",\n"
           "  slos = { slo \"availability\" { target = \"100%\", window = \"30d\" } } }\n",
    .good = "context \"sales\"\n"
            "service \"orders\" { context = \"sales\",\n"
            "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } } }\n",
    .check = check_bad_target,
};
