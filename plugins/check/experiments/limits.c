/* What an experiment watches, and when it stops. */
#include "common/objective.h"
#include "common/say.h"
#include "rules.h"

/* The name of an objective that tells whether all is well: one the experiment already names, or one
 * of its target's. NULL: there is none. */
static const char *find_objective(struct lunette_reporter *reporter,
                                  const struct lunette_experiment *experiment)
{
    if (experiment->steady_state.count > 0)
        return experiment->steady_state.items[0].name;
    const struct lunette_slos *slos = objective_list(experiment->target.to);
    return slos->count > 0
               ? say_format(reporter, "%s/%s", experiment->target.name, slos->items[0]->item.name)
               : NULL;
}

/* ---- experiments/no-steady-state ---- */

static void check_no_steady_state(const struct lunette_model *model,
                                  struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->experiments.count; i++) {
        const struct lunette_experiment *experiment = model->experiments.items[i];
        if (experiment->steady_state.count > 0)
            continue;
        struct lunette_finding *finding =
            reporter->report(reporter, lunette_at(experiment),
                             "'%s' names no objective that has to hold while the fault lasts",
                             experiment->item.name);
        const char *objective = find_objective(reporter, experiment);
        if (objective)
            reporter->help(finding, "add steady_state = { \"%s\" }", objective);
    }
}

const struct lunette_rule rule_no_steady_state = {
    .id = "experiments/no-steady-state",
    .severity = LUNETTE_ERROR,
    .summary = "an experiment that does not say what normal operation is",
    .rationale =
        "An experiment tests the hypothesis that something measurable stays as it is while a fault "
        "is there; without that measure it proves nothing and nobody can tell when it did harm "
        "(Principles of Chaos Engineering, principlesofchaos.org: build a hypothesis around steady "
        "state behavior; Rosenthal and Jones, Chaos Engineering, 2020, ch. 3). Reported is each "
        "experiment without steady_state; a hypothesis in words is no measure. Names that lead "
        "nowhere count as given: model/unresolved reports them.",
    .help = "declare an objective for what users notice and name it: steady_state = { "
            "\"service/objective\" }",
    .bad = "context \"shop\"\n"
           "service \"orders\" { context = \"shop\",\n"
           "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } } }\n"
           "experiment \"a pod dies\" {\n"
           "  target = \"orders\", fault = pod_kill { count = 1 }, duration = \"5m\",\n"
           "  hypothesis = \"Nobody notices\",\n"
           "  abort_when = { error_rate = \"2%\" },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"orders\" { context = \"shop\",\n"
            "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } } }\n"
            "experiment \"a pod dies\" {\n"
            "  target = \"orders\", fault = pod_kill { count = 1 }, duration = \"5m\",\n"
            "  steady_state = { \"orders/availability\" },\n"
            "  abort_when = { error_rate = \"2%\" },\n"
            "}\n",
    .check = check_no_steady_state,
};

/* ---- experiments/no-abort ---- */

static bool can_abort(const struct lunette_abort_when *abort_when)
{
    return abort_when &&
           (abort_when->breached.count > 0 || lunette_known(abort_when->error_rate) ||
            lunette_known(abort_when->latency_p99_ms) || lunette_known(abort_when->availability));
}

static void check_no_abort(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->experiments.count; i++) {
        const struct lunette_experiment *experiment = model->experiments.items[i];
        if (can_abort(experiment->abort_when))
            continue;
        const char *lasts = lunette_known(experiment->duration_ms)
                                ? reporter->duration(reporter, experiment->duration_ms)
                                : "as long as it takes";
        struct lunette_finding *finding =
            reporter->report(reporter, lunette_at_field(experiment, "abort_when"),
                             "nothing stops '%s' early: the fault stays for %s whatever it does",
                             experiment->item.name, lasts);
        const char *objective = find_objective(reporter, experiment);
        if (objective)
            reporter->help(finding, "add abort_when = { breached = { \"%s\" } }", objective);
    }
}

const struct lunette_rule rule_no_abort = {
    .id = "experiments/no-abort",
    .severity = LUNETTE_WARNING,
    .summary = "an experiment that nothing stops when it goes wrong",
    .rationale =
        "A fault is put into a system on purpose only as long as it does no harm; the stop has to "
        "be decided before, and taken by a machine (Principles of Chaos Engineering, "
        "principlesofchaos.org: minimize blast radius; Rosenthal and Jones, Chaos Engineering, "
        "2020). Reported is each experiment whose abort_when is absent or says nothing. Whether "
        "the thresholds are good ones is not judged.",
    .help = "add abort_when: an error_rate, a latency_p99, an availability, or the objectives that "
            "may not be breached",
    .bad = "context \"shop\"\n"
           "service \"orders\" { context = \"shop\",\n"
           "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } } }\n"
           "experiment \"a pod dies\" {\n"
           "  target = \"orders\", fault = pod_kill { count = 1 }, duration = \"5m\",\n"
           "  steady_state = { \"orders/availability\" },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"orders\" { context = \"shop\",\n"
            "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } } }\n"
            "experiment \"a pod dies\" {\n"
            "  target = \"orders\", fault = pod_kill { count = 1 }, duration = \"5m\",\n"
            "  steady_state = { \"orders/availability\" },\n"
            "  abort_when = { error_rate = \"2%\" },\n"
            "}\n",
    .check = check_no_abort,
};
