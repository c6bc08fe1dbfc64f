/* What a canary says of itself: who judges it, its steps, how long they take. */
#include "common/budget.h"
#include "common/say.h"
#include "rules.h"

/* The service's deployment, when it is a canary. */
static const struct lunette_deployment *canary_of(const struct lunette_service *service)
{
    const struct lunette_deployment *deployment = service->deployment;
    return deployment && deployment->item.kind == LUNETTE_CANARY ? deployment : NULL;
}

/* ---- deployment/canary-without-objective ---- */

static void check_canary_without_objective(const struct lunette_model *model,
                                           struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        const struct lunette_deployment *canary = canary_of(service);
        if (!canary || canary->metrics_based != LUNETTE_YES || canary->analysis.count > 0 ||
            service->slos.count > 0)
            continue;
        struct lunette_finding *finding =
            reporter->report(reporter, lunette_at_field(canary, "metrics_based"),
                             "the canary of %s is judged by metrics, but there is no objective to "
                             "judge it by",
                             service->item.name);
        reporter->label(finding, "compared with what?");
    }
}

const struct lunette_rule rule_canary_without_objective = {
    .id = "deployment/canary-without-objective",
    .severity = LUNETTE_ERROR,
    .summary = "a canary judged by metrics, and no objective to judge by",
    .rationale =
        "A canary that goes on by itself needs to be told what good is: which metric, and which "
        "value still passes (Google, The Site Reliability Workbook, ch. 16, Canarying Releases). "
        "Found is a canary with metrics_based whose service has no objective and whose analysis "
        "names none. A canary that does not say metrics_based goes on by time or by hand and is "
        "left alone; names in analysis that lead nowhere are model/unresolved.",
    .help = "give the service an objective (slos), or name one in analysis",
    .bad = "context \"sales\"\n"
           "service \"orders\" { context = \"sales\",\n"
           "  deployment = canary { steps = { \"5%\", \"25%\", \"100%\" }, pause = \"10m\",\n"
           "    metrics_based = true } }\n",
    .good = "context \"sales\"\n"
            "service \"orders\" { context = \"sales\",\n"
            "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } },\n"
            "  deployment = canary { steps = { \"5%\", \"25%\", \"100%\" }, pause = \"10m\",\n"
            "    metrics_based = true } }\n",
    .check = check_canary_without_objective,
};

/* ---- deployment/canary-steps ---- */

static void report_step(struct lunette_reporter *reporter, const struct lunette_service *service,
                        size_t index)
{
    const struct lunette_deployment *canary = service->deployment;
    double before = canary->steps.items[index - 1], share = canary->steps.items[index];
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_entry(canary, "steps", index + 1),
        "step %zu of the canary of %s sends it %s of the traffic, step %zu before it %s", index + 1,
        service->item.name, reporter->percent(reporter, share), index,
        reporter->percent(reporter, before));
    reporter->label(finding, "%s", share < before ? "falls" : "the same again");
    reporter->help(finding, "let each step be larger than the one before");
}

static void check_list(struct lunette_reporter *reporter, const struct lunette_service *service)
{
    const struct lunette_numbers *steps = &service->deployment->steps;
    for (size_t i = 1; i < steps->count; i++)
        if (steps->items[i] <= steps->items[i - 1]) {
            report_step(reporter, service, i);
            return;
        }
}

static void check_growth(struct lunette_reporter *reporter, const struct lunette_service *service)
{
    const struct lunette_deployment *canary = service->deployment;
    if (canary->initial > canary->max) {
        struct lunette_finding *finding = reporter->report(
            reporter, lunette_at_field(canary, "max"),
            "the canary of %s begins with %s of the traffic, above the %s at which it is promoted",
            service->item.name, reporter->percent(reporter, canary->initial),
            reporter->percent(reporter, canary->max));
        reporter->relate(finding, lunette_at_field(canary, "initial"), "where it begins");
        reporter->help(finding, "let max be larger than initial");
    } else if (canary->increment <= 0 && !(canary->initial >= canary->max)) {
        struct lunette_finding *finding = reporter->report(
            reporter, lunette_at_field(canary, "increment"),
            "the canary of %s grows by nothing and never gets further", service->item.name);
        reporter->help(finding, "let each step grow, such as by increment = \"10%%\"");
    }
}

static void check_canary_steps(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        const struct lunette_deployment *canary = canary_of(service);
        if (!canary)
            continue;
        if (canary->steps.count > 0)
            check_list(reporter, service);
        else
            check_growth(reporter, service);
        if (canary->pause_ms <= 0)
            reporter->report(reporter, lunette_at_field(canary, "pause"),
                             "the canary of %s takes all its steps at once: there is no pause "
                             "between them",
                             service->item.name);
    }
}

const struct lunette_rule rule_canary_steps = {
    .id = "deployment/canary-steps",
    .severity = LUNETTE_ERROR,
    .summary = "canary steps that do not rise, or without a pause between them",
    .rationale =
        "A canary exposes a new version to more and more of the traffic, and waits after each step "
        "for what the metrics say (Google, The Site Reliability Workbook, ch. 16). A step that is "
        "not larger than the one before, an increment of nothing, a start above the share at which "
        "it is promoted, or a pause of no time at all is a misprint or no canary. One finding for "
        "each list of steps, at the first that does not rise. Silent about what is not said: tools "
        "have defaults of their own. Shares over 100 % are model/bad-value.",
    .help = "wait between the steps, such as pause = \"10m\"",
    .bad = "context \"sales\"\n"
           "service \"orders\" { context = \"sales\",\n"
           "  deployment = canary { steps = { \"5%\", \"50%\", \"25%\", \"100%\" }, pause = "
           "\"10m\" } }\n",
    .good = "context \"sales\"\n"
            "service \"orders\" { context = \"sales\",\n"
            "  deployment = canary { steps = { \"5%\", \"25%\", \"50%\", \"100%\" }, pause = "
            "\"10m\" } }\n",
    .check = check_canary_steps,
};

/* ---- deployment/canary-too-long ---- */

static const struct lunette_parameter too_long_parameters[] = {
    {"limit", 2, "hours from the first step to the last"},
    {NULL, 0, NULL},
};

/* How often it waits between two steps; NAN where the model does not say. */
static double count_pauses(const struct lunette_deployment *canary)
{
    if (canary->steps.count > 0)
        return (double)canary->steps.count - 1;
    if (canary->increment > 0 && canary->max >= canary->initial)
        return ceil((canary->max - canary->initial) / canary->increment - 1e-9);
    return NAN;
}

static void check_canary_too_long(const struct lunette_model *model,
                                  struct lunette_reporter *reporter)
{
    double limit_ms = reporter->parameter(reporter, "limit") * 3600 * 1000;
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        const struct lunette_deployment *canary = canary_of(service);
        double pauses = canary ? count_pauses(canary) : NAN;
        if (!canary || !(pauses * canary->pause_ms > limit_ms))
            continue;
        struct lunette_finding *finding = reporter->report(
            reporter, lunette_at_field(canary, "pause"),
            "the canary of %s takes %s from its first step to its last (%.0f × %s), limit %s",
            service->item.name, budget_span(reporter, pauses * canary->pause_ms), pauses,
            reporter->duration(reporter, canary->pause_ms), reporter->duration(reporter, limit_ms));
        reporter->help(finding, "take fewer steps, or pause no longer than %s",
                       budget_span(reporter, limit_ms / pauses));
    }
}

const struct lunette_rule rule_canary_too_long = {
    .id = "deployment/canary-too-long",
    .severity = LUNETTE_NOTE,
    .summary = "a canary that takes longer than the limit",
    .rationale =
        "While a canary runs two versions are in production, the next change has to wait, and a "
        "fix "
        "for what is broken has to take the same way. Lead time and time to restore are what tells "
        "good delivery from bad (Forsgren, Humble and Kim, Accelerate, ch. 2). Computed are the "
        "pauses between the steps: one less than there are steps in the list, or as many "
        "increments "
        "as lead from initial to max. Silent where the pause, the increment or max is not said. "
        "Whether a step is too short to see anything is deployment/canary-too-little-traffic.",
    .help = "take fewer steps, or pause for less time",
    .bad = "context \"sales\"\n"
           "service \"orders\" { context = \"sales\",\n"
           "  deployment = canary { initial = \"5%\", increment = \"5%\", max = \"100%\",\n"
           "    pause = \"10m\" } }\n",
    .good = "context \"sales\"\n"
            "service \"orders\" { context = \"sales\",\n"
            "  deployment = canary { steps = { \"5%\", \"25%\", \"50%\", \"100%\" }, pause = "
            "\"10m\" } }\n",
    .parameters = too_long_parameters,
    .check = check_canary_too_long,
};
