/* How long callers wait, against what they wait for. */
#include "common/objective.h"
#include "common/patience.h"
#include "gather.h"
#include "rules.h"

/* ---- resilience/timeout-inversion ---- */

static const struct lunette_item *find_inverted(struct lunette_reporter *reporter,
                                                const struct lunette_dependency *call)
{
    if (!call->callee || !lunette_known(call->timeout_in_force_ms))
        return NULL;
    const struct lunette_dependency *slowest =
        patience_longest(reporter)[call->callee->item.number];
    if (!slowest || !(call->timeout_in_force_ms < patience_ms(slowest)) ||
        lunette_on_cycle(reporter->calls(reporter), call))
        return NULL;
    return gather_by(call, call->timeout_by, &call->item);
}

/* All of a group wait equally long, for the same callee. */
static void tell_inverted(struct lunette_reporter *reporter, const struct gathered *group)
{
    const struct lunette_dependency *call = group->calls[0];
    const struct lunette_dependency *slowest =
        patience_longest(reporter)[call->callee->item.number];
    const char *callee = call->callee->item.name;
    const char *waits = reporter->duration(reporter, call->timeout_in_force_ms);
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at_field(call->timeout_by, "timeout"),
                         "%s wait%s %s for %s, which may wait %s for %s",
                         gather_callers(reporter, group), group->count == 1 ? "s" : "", waits,
                         callee, patience_say(reporter, slowest), slowest->to.name);
    reporter->label(finding, "gives up after %s", waits);
    reporter->relate(finding, lunette_at_field(slowest->timeout_by, "timeout"),
                     "%s waits %s for %s%s", callee,
                     reporter->duration(reporter, slowest->timeout_in_force_ms), slowest->to.name,
                     slowest->attempts > 1 ? " at each try" : "");
    if (slowest->attempts > 1)
        reporter->relate(finding, lunette_at_field(slowest->retry_by, "max_attempts"),
                         "and tries %lld times", (long long)slowest->attempts);
    gather_relate(reporter, finding, group, call->timeout_by);
    reporter->help(finding,
                   "wait at least as long: timeout = \"%s\"; or let %s give up on %s within %s",
                   say_written_ms(reporter, ceil(patience_ms(slowest))), callee, slowest->to.name, waits);
}

static void check_timeout_inversion(const struct lunette_model *model,
                                    struct lunette_reporter *reporter)
{
    gather_calls(model, reporter, find_inverted, tell_inverted);
}

const struct lunette_rule rule_resilience_timeout_inversion = {
    .id = "resilience/timeout-inversion",
    .severity = LUNETTE_ERROR,
    .summary = "a caller gives up while its callee may still be waiting or trying again",
    .rationale =
        "When the caller's patience ends before the callee's, the callee goes on working for "
        "nobody, its retries and fallbacks come too late to be seen, and the caller's own retry "
        "adds to the work (Google, Site Reliability Engineering, ch. 22, on deadlines). Compared "
        "are the timeout of one try of the call with the longest timeout × attempts among the "
        "callee's own sync calls; the waits between tries are left out, so that what is reported "
        "is short of time in any case. Timeouts and attempts count as they are in force, from the "
        "call or a policy. Calls on a cycle of calls count on neither side, and calls without a "
        "timeout are left to resilience/missing-timeout.",
    .help = "wait longer than the callee does",
    .bad = "context \"ordering\"\n"
           "service \"bank-adapter\" { context = \"ordering\" }\n"
           "service \"payments\" {\n"
           "  context = \"ordering\",\n"
           "  dependencies = { sync \"bank-adapter\" { timeout = \"300ms\", retry = { max_attempts "
           "= 3 } } },\n"
           "}\n"
           "service \"orders\" {\n"
           "  context = \"ordering\",\n"
           "  dependencies = { sync \"payments\" { timeout = \"500ms\" } },\n"
           "}\n",
    .good = "context \"ordering\"\n"
            "service \"bank-adapter\" { context = \"ordering\" }\n"
            "service \"payments\" {\n"
            "  context = \"ordering\",\n"
            "  dependencies = { sync \"bank-adapter\" { timeout = \"300ms\", retry = { "
            "max_attempts = 3 } } },\n"
            "}\n"
            "service \"orders\" {\n"
            "  context = \"ordering\",\n"
            "  dependencies = { sync \"payments\" { timeout = \"1s\" } },\n"
            "}\n",
    .check = check_timeout_inversion,
};

/* ---- resilience/timeout-over-objective ---- */

static const struct lunette_slo *promise_of(struct lunette_reporter *reporter,
                                            const struct lunette_dependency *call)
{
    return objective_promise(reporter, call->item.owner)->latency_p99;
}

static const struct lunette_item *find_over_objective(struct lunette_reporter *reporter,
                                                      const struct lunette_dependency *call)
{
    if (!lunette_is_hard(call) || !lunette_known(call->worst_ms))
        return NULL;
    const struct lunette_slo *promise = promise_of(reporter, call);
    if (!promise || !(call->worst_ms > promise->target_ms) ||
        lunette_on_cycle(reporter->calls(reporter), call))
        return NULL;
    return call->item.owner;
}

/* The slowest first, which is the one to blame. */
static struct gathered slowest_first(struct lunette_reporter *reporter,
                                     const struct gathered *group)
{
    const struct lunette_dependency **calls =
        reporter->alloc(reporter, group->count, sizeof *calls);
    for (size_t i = 0; i < group->count; i++) {
        calls[i] = group->calls[i];
        if (calls[i]->worst_ms > calls[0]->worst_ms) {
            const struct lunette_dependency *slower = calls[i];
            calls[i] = calls[0];
            calls[0] = slower;
        }
    }
    return (struct gathered){calls, group->count};
}

/* "2.5 s", "2.5 s (3 × 800 ms and 100 ms between tries)". */
static const char *say_worst(struct lunette_reporter *reporter,
                             const struct lunette_dependency *call)
{
    double waits_ms = call->worst_ms - patience_ms(call);
    if (!(waits_ms > 0))
        return patience_say(reporter, call);
    return say_format(reporter, "%s (%lld × %s and %s between tries)",
                      reporter->duration(reporter, call->worst_ms), (long long)call->attempts,
                      reporter->duration(reporter, call->timeout_in_force_ms),
                      reporter->duration(reporter, waits_ms));
}

/* Giving up sooner than the callee does would be resilience/timeout-inversion: then the promise has to give way. */
static void help_over_objective(struct lunette_reporter *reporter, struct lunette_finding *finding,
                                const struct lunette_dependency *worst,
                                const struct lunette_slo *promise)
{
    double waits_ms = worst->worst_ms - patience_ms(worst);
    double per_try_ms = floor((promise->target_ms - waits_ms) / (double)worst->attempts);
    const char *kept = say_written_ms(reporter, ceil(worst->worst_ms));
    const struct lunette_dependency *slowest =
        worst->callee ? patience_longest(reporter)[worst->callee->item.number] : NULL;
    if (!(per_try_ms >= 1))
        reporter->help(finding, "try less often, or promise what can be kept: target = \"%s\"", kept);
    else if (slowest && per_try_ms < patience_ms(slowest))
        reporter->help(finding,
                       "promise what can be kept: target = \"%s\"; or let %s give up on %s within %s, "
                       "and then do so here, too",
                       kept, worst->callee->item.name, slowest->to.name,
                       say_written_ms(reporter, per_try_ms));
    else
        reporter->help(finding,
                       "give up sooner: timeout = \"%s\" or less; or promise what can be kept: target "
                       "= \"%s\"",
                       say_written_ms(reporter, per_try_ms), kept);
}

static void tell_over_objective(struct lunette_reporter *reporter, const struct gathered *group)
{
    struct gathered calls = slowest_first(reporter, group);
    const struct lunette_dependency *worst = calls.calls[0];
    const struct lunette_slo *promise = promise_of(reporter, worst);
    const char *promised = reporter->duration(reporter, promise->target_ms);
    const char *more = calls.count == 1
                           ? ""
                           : say_format(reporter, "; %zu more call%s may take too long",
                                        calls.count - 1, say_plural(calls.count - 1));
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(worst->timeout_by, "timeout"),
        "%s promises a p99 of %s, but may wait %s for %s%s", worst->item.owner->name, promised,
        say_worst(reporter, worst), worst->to.name, more);
    reporter->label(finding, "gives up after %s",
                    reporter->duration(reporter, worst->timeout_in_force_ms));
    reporter->relate(finding, lunette_at_field(promise, "target"), "promises %s", promised);
    gather_relate(reporter, finding, &calls, worst->timeout_by);
    help_over_objective(reporter, finding, worst, promise);
}

static void check_timeout_over_objective(const struct lunette_model *model,
                                         struct lunette_reporter *reporter)
{
    if (model->slos.count == 0)
        return;
    gather_calls(model, reporter, find_over_objective, tell_over_objective);
}

const struct lunette_rule rule_timeout_over_objective = {
    .id = "resilience/timeout-over-objective",
    .severity = LUNETTE_WARNING,
    .summary = "a hard call may take longer than its caller's latency objective",
    .rationale =
        "A try that is still allowed to succeed after the promised time only keeps a request alive "
        "that has already missed it: timeouts follow from objectives, not the other way round "
        "(Google, Site Reliability Engineering, ch. 22, on deadlines). Compared are the caller's "
        "strictest objective on the 99th percentile of latency, and timeout × attempts with the "
        "waits between tries. Only hard calls count: an optional call, or one with a fallback, may "
        "run beside the answer. One finding for each caller, at its slowest call. Silent without "
        "such an objective or a timeout, and for calls on a cycle of calls. What callees promise "
        "is "
        "left to objectives/latency-unreachable.",
    .help = "give up sooner, try less often, or promise less",
    .bad = "context \"ordering\"\n"
           "service \"stock\" { context = \"ordering\" }\n"
           "service \"orders\" {\n"
           "  context = \"ordering\",\n"
           "  dependencies = { sync \"stock\" { timeout = \"2s\" } },\n"
           "  slos = { slo \"latency_p99\" { target = \"500ms\", window = \"7d\" } },\n"
           "}\n",
    .good = "context \"ordering\"\n"
            "service \"stock\" { context = \"ordering\" }\n"
            "service \"orders\" {\n"
            "  context = \"ordering\",\n"
            "  dependencies = { sync \"stock\" { timeout = \"400ms\" } },\n"
            "  slos = { slo \"latency_p99\" { target = \"500ms\", window = \"7d\" } },\n"
            "}\n",
    .check = check_timeout_over_objective,
};
