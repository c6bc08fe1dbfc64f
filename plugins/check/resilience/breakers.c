/* When callers stop asking. */
#include "gather.h"
#include "rules.h"

/* ---- resilience/missing-breaker ---- */

/* A foreign system lies outside every context. */
static bool crosses_contexts(const struct lunette_dependency *call)
{
    const struct lunette_item *own = ((const struct lunette_service *)call->item.owner)->context.to;
    if (!own)
        return false;
    if (!call->callee)
        return call->to.to->kind == LUNETTE_EXTERNAL;
    return call->callee->context.to && call->callee->context.to != own;
}

static const struct lunette_item *find_unbroken(struct lunette_reporter *reporter,
                                                const struct lunette_dependency *call)
{
    (void)reporter;
    if (call->breaker_in_force || !lunette_is_hard(call) || !crosses_contexts(call))
        return NULL;
    return call->item.owner;
}

static const struct lunette_dependency *most_tries(const struct gathered *group)
{
    const struct lunette_dependency *most = group->calls[0];
    for (size_t i = 1; i < group->count; i++)
        if (group->calls[i]->attempts > most->attempts)
            most = group->calls[i];
    return most;
}

/* The tries of one request are not to open it: resilience/breaker-trips-early. */
static void help_unbroken(struct lunette_reporter *reporter, struct lunette_finding *finding,
                          const struct gathered *group)
{
    long long tries = (long long)most_tries(group)->attempts;
    const char *fields = say_format(reporter, "failure_threshold = %lld, reset_timeout = \"30s\"",
                                    2 * tries > 5 ? 2 * tries : 5);
    reporter->help(finding, "give %s call circuit_breaker = { %s }%s",
                   group->count == 1 ? "the" : "each", fields,
                   gather_policy(reporter, group, "circuit_breaker", fields));
}

static void tell_unbroken(struct lunette_reporter *reporter, const struct gathered *group)
{
    const struct lunette_dependency *first = group->calls[0];
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at(first),
                         "%s depends on %s, outside its context, without a circuit breaker: when %s "
                         "hangs, so does the caller",
                         first->item.owner->name, gather_targets(reporter, group),
                         group->count == 1 ? "it" : "one");
    reporter->label(finding, "is asked on and on while it is down");
    gather_relate(reporter, finding, group, &first->item);
    help_unbroken(reporter, finding, group);
}

static void check_missing_breaker(const struct lunette_model *model,
                                  struct lunette_reporter *reporter)
{
    gather_calls(model, reporter, find_unbroken, tell_unbroken);
}

const struct lunette_rule rule_missing_breaker = {
    .id = "resilience/missing-breaker",
    .severity = LUNETTE_WARNING,
    .summary = "a hard call across contexts without a circuit breaker",
    .rationale =
        "A breaker stops a caller from queueing behind a callee that is down, and gives the callee "
        "room to come back (Nygard, Release It!, ch. 5; Newman, Building Microservices, ch. 12). "
        "It belongs where another team's failure would otherwise become one's own: on hard calls "
        "(neither optional nor with a fallback) to a service of another context or to a foreign "
        "system. A circuit_breaker declared for the target counts. One finding for each caller, "
        "which names its calls; silent where a context is not said.",
    .help =
        "give the call circuit_breaker = { failure_threshold = 5, reset_timeout = \"30s\" }, "
        "or declare a circuit_breaker for its target",
    .bad = "context \"ordering\"\n"
           "context \"inventory\"\n"
           "relationship { upstream = \"inventory\", downstream = \"ordering\" }\n"
           "service \"stock\" { context = \"inventory\" }\n"
           "service \"orders\" { context = \"ordering\", dependencies = { sync \"stock\" } }\n",
    .good = "context \"ordering\"\n"
            "context \"inventory\"\n"
            "relationship { upstream = \"inventory\", downstream = \"ordering\" }\n"
            "service \"stock\" { context = \"inventory\" }\n"
            "service \"orders\" { context = \"ordering\", dependencies = { sync \"stock\" } }\n"
            "circuit_breaker { service = \"stock\", failure_threshold = 5, reset_timeout = "
            "\"30s\" }\n",
    .check = check_missing_breaker,
};

/* ---- resilience/breaker-trips-early ---- */

static const struct lunette_item *find_early(struct lunette_reporter *reporter,
                                             const struct lunette_dependency *call)
{
    (void)reporter;
    const struct lunette_breaker *breaker = call->breaker_in_force;
    if (!breaker || breaker->failure_threshold == LUNETTE_UNSET ||
        breaker->failure_threshold > call->attempts)
        return NULL;
    return gather_by(call, call->breaker_by, &call->item);
}

static void tell_early(struct lunette_reporter *reporter, const struct gathered *group)
{
    const struct lunette_dependency *call = most_tries(group);
    long long tries = (long long)call->attempts;
    long long threshold = (long long)call->breaker_in_force->failure_threshold;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(call->breaker_by, "failure_threshold"),
        "one failed request of %s cuts off %s: the breaker opens after %lld failure%s, and a "
        "request makes %lld %s",
        call->item.owner->name, call->to.name, threshold, say_plural((size_t)threshold), tries,
        tries == 1 ? "try" : "tries");
    if (call->retry_by)
        reporter->relate(finding, lunette_at_field(call->retry_by, "max_attempts"), "tries %lld %s",
                         tries, tries == 1 ? "time" : "times");
    gather_relate(reporter, finding, group, call->breaker_by);
    reporter->help(finding,
                   "let more than one request fail first: failure_threshold = %lld or more",
                   2 * tries);
}

static void check_breaker_trips_early(const struct lunette_model *model,
                                      struct lunette_reporter *reporter)
{
    gather_calls(model, reporter, find_early, tell_early);
}

const struct lunette_rule rule_breaker_trips_early = {
    .id = "resilience/breaker-trips-early",
    .severity = LUNETTE_WARNING,
    .summary = "a circuit breaker that the tries of one request open",
    .rationale =
        "A breaker is to open when the callee is in trouble, which one unlucky request does not "
        "show; when failure_threshold is not above the tries of one request, any of them cuts off "
        "everybody (Nygard, Release It!, ch. 5). Each try counts as a failure, as it does in Envoy "
        "and Istio (outlier detection, consecutive errors) and wherever the retry wraps the "
        "breaker. Both numbers count as they are in force, from the call or a policy. Silent where "
        "the threshold is not said.",
    .help = "raise failure_threshold above the tries of one request",
    .bad = "context \"ordering\"\n"
           "service \"stock\" { context = \"ordering\" }\n"
           "service \"orders\" { context = \"ordering\", dependencies = { sync \"stock\" {\n"
           "  retry = { max_attempts = 3 }, circuit_breaker = { failure_threshold = 3 },\n"
           "} } }\n",
    .good = "context \"ordering\"\n"
            "service \"stock\" { context = \"ordering\" }\n"
            "service \"orders\" { context = \"ordering\", dependencies = { sync \"stock\" {\n"
            "  retry = { max_attempts = 3 }, circuit_breaker = { failure_threshold = 6 },\n"
            "} } }\n",
    .check = check_breaker_trips_early,
};
