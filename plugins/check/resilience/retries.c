/* One call that is made again. */
#include <string.h>

#include "common/objective.h"
#include "common/operation.h"
#include "gather.h"
#include "rules.h"

/* ---- resilience/retry-not-idempotent ---- */

/* What a kind of operation says of repeating it (RFC 9110, section 9.2.2); rpc and handlers say nothing. */
static enum lunette_flag kind_is_idempotent(enum lunette_kind kind)
{
    switch (kind) {
    case LUNETTE_GET:
    case LUNETTE_HEAD:
    case LUNETTE_PUT:
    case LUNETTE_DELETE:
    case LUNETTE_OPTIONS:
    case LUNETTE_QUERY: return LUNETTE_YES;
    case LUNETTE_POST:
    case LUNETTE_PATCH:
    case LUNETTE_MUTATION: return LUNETTE_NO;
    default: return LUNETTE_UNSAID;
    }
}

static enum lunette_flag endpoint_is_idempotent(const struct lunette_endpoint *endpoint)
{
    return endpoint->idempotent != LUNETTE_UNSAID ? endpoint->idempotent
                                                  : kind_is_idempotent(endpoint->item.kind);
}

/* "POST /charges" tells enough, also where nobody declares the endpoint. */
static enum lunette_flag text_is_idempotent(const char *text)
{
    size_t length = strcspn(text, " ");
    return text[length] ? kind_is_idempotent(operation_kind(text, length)) : LUNETTE_UNSAID;
}

/* Why a call must not be repeated. */
struct harm {
    const char *operation;                   /* NULL: the call itself says so */
    const struct lunette_endpoint *endpoint; /* NULL: nobody declares the operation */
};

static bool operation_harms(const struct lunette_reporter *reporter,
                            const struct lunette_dependency *call, const char *operation,
                            struct harm *harm)
{
    const struct lunette_endpoint *endpoint =
        call->callee ? reporter->endpoints->find(call->callee, operation) : NULL;
    *harm = (struct harm){operation, endpoint};
    return LUNETTE_NO ==
           (endpoint ? endpoint_is_idempotent(endpoint) : text_is_idempotent(operation));
}

static bool repeating_harms(const struct lunette_reporter *reporter,
                            const struct lunette_dependency *call, struct harm *harm)
{
    *harm = (struct harm){NULL, NULL};
    if (call->idempotent != LUNETTE_UNSAID)
        return call->idempotent == LUNETTE_NO;
    for (size_t i = 0; i < call->endpoints.count; i++)
        if (operation_harms(reporter, call, call->endpoints.items[i], harm))
            return true;
    return false;
}

static const struct lunette_item *find_harmful(struct lunette_reporter *reporter,
                                               const struct lunette_dependency *call)
{
    struct harm harm;
    if (call->attempts < 2 || !repeating_harms(reporter, call, &harm))
        return NULL;
    return gather_by(call, call->retry_by, &call->item);
}

static void tell_harmful(struct lunette_reporter *reporter, const struct gathered *group)
{
    const struct lunette_dependency *call = group->calls[0];
    struct harm harm;
    repeating_harms(reporter, call, &harm);
    const char *what = harm.operation
                           ? say_format(reporter, "%s of %s", harm.operation, call->to.name)
                           : say_format(reporter, "the call of %s", call->to.name);
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at_field(call->retry_by, "max_attempts"),
                         "%s may try %lld times, but %s is not idempotent",
                         gather_callers(reporter, group), (long long)call->attempts, what);
    reporter->label(finding, "%lld tries", (long long)call->attempts);
    if (!harm.operation)
        reporter->relate(finding, lunette_at_field(call, "idempotent"), "says so");
    else if (harm.endpoint)
        reporter->relate(finding, lunette_at(harm.endpoint), "each try does it again");
    gather_relate(reporter, finding, group, call->retry_by);
    if (harm.endpoint)
        reporter->help(finding,
                       "try once (max_attempts = 1), or let %s recognise a repeated request by an "
                       "idempotency key and say so: idempotent = true",
                       call->to.name);
}

static void check_retry_not_idempotent(const struct lunette_model *model,
                                       struct lunette_reporter *reporter)
{
    gather_calls(model, reporter, find_harmful, tell_harmful);
}

const struct lunette_rule rule_retry_not_idempotent = {
    .id = "resilience/retry-not-idempotent",
    .severity = LUNETTE_ERROR,
    .summary = "a call that is tried again, but not idempotent",
    .rationale =
        "A caller that saw no answer does not know whether the request was carried out; sent "
        "again, "
        "it may be carried out twice: charged twice, shipped twice (RFC 9110, section 9.2.2: a "
        "client should not automatically retry a request with a non-idempotent method, unless it "
        "knows better). What the call says of itself counts first (idempotent), then what the "
        "endpoints it names say, then their method: GET, HEAD, OPTIONS, PUT, DELETE and queries "
        "may "
        "be repeated, POST, PATCH and mutations may not. Silent where nobody says: for an rpc, a "
        "handler, or a call that names no operation.",
    .help = "try once (max_attempts = 1), or make the operation recognise a repeated request by an "
            "idempotency key and say so: idempotent = true",
    .bad = "context \"ordering\"\n"
           "service \"payments\" { context = \"ordering\", endpoints = { POST \"/charges\" } }\n"
           "service \"orders\" { context = \"ordering\", dependencies = { sync \"payments\" {\n"
           "  endpoint = \"POST /charges\", retry = { max_attempts = 3, backoff = \"50ms\" },\n"
           "} } }\n",
    .good = "context \"ordering\"\n"
            "service \"payments\" {\n"
            "  context = \"ordering\",\n"
            "  endpoints = { POST \"/charges\" { idempotent = true } },\n"
            "}\n"
            "service \"orders\" { context = \"ordering\", dependencies = { sync \"payments\" {\n"
            "  endpoint = \"POST /charges\", retry = { max_attempts = 3, backoff = \"50ms\" },\n"
            "} } }\n",
    .check = check_retry_not_idempotent,
};

/* ---- resilience/retry-without-backoff ---- */

/* Who says how a wait grows, or how long it gets, waits. */
static bool waits(const struct lunette_dependency *call)
{
    const struct lunette_retry *retry = call->retry_in_force;
    if (lunette_known(retry->backoff_ms))
        return retry->backoff_ms > 0;
    return lunette_known(retry->backoff_multiplier) || lunette_known(retry->max_backoff_ms);
}

static const struct lunette_item *find_hasty(struct lunette_reporter *reporter,
                                             const struct lunette_dependency *call)
{
    (void)reporter;
    if (call->attempts < 2 || waits(call))
        return NULL;
    return gather_by(call, call->retry_by, call->item.owner);
}

static const struct lunette_item *find_in_step(struct lunette_reporter *reporter,
                                               const struct lunette_dependency *call)
{
    (void)reporter;
    if (call->attempts < 2 || !waits(call) || call->retry_in_force->jitter != LUNETTE_NO)
        return NULL;
    return gather_by(call, call->retry_by, call->item.owner);
}

/* How long each wait may be for all callers to keep what they promise; INFINITY: nobody's promise is kept as it is, or
 * none is known. */
static double find_room_ms(struct lunette_reporter *reporter, const struct gathered *group)
{
    double room_ms = INFINITY;
    for (size_t i = 0; i < group->count; i++) {
        const struct lunette_dependency *call = group->calls[i];
        const struct lunette_slo *promise = objective_promise(reporter, call->item.owner)->latency_p99;
        if (lunette_is_hard(call) && promise && call->worst_ms <= promise->target_ms)
            room_ms = fmin(room_ms, (promise->target_ms - call->worst_ms) / (double)(call->attempts - 1));
    }
    return room_ms;
}

/* The usual wait, or a shorter one that is still a wait, for resilience/timeout-over-objective counts it. */
static void help_hasty(struct lunette_reporter *reporter, struct lunette_finding *finding,
                       const struct gathered *group)
{
    enum { USUAL_MS = 100, LEAST_MS = 10 };
    double room_ms = floor(find_room_ms(reporter, group));
    bool is_tight = room_ms >= LEAST_MS && room_ms < USUAL_MS;
    bool is_one = group->calls[0]->retry_by == group->calls[group->count - 1]->retry_by;
    if (is_tight || !is_one)
        reporter->help(finding,
                       "wait before trying again: add backoff = \"%s\", jitter = true to %s retry%s",
                       say_written_ms(reporter, is_tight ? room_ms : USUAL_MS),
                       is_one ? "the" : "each",
                       is_tight ? ": more would break the promised latency" : "");
}

static void tell_hasty(struct lunette_reporter *reporter, const struct gathered *group)
{
    const struct lunette_dependency *call = group->calls[0];
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(call->retry_by, "max_attempts"),
        "%s tr%s %s again without a pause", gather_callers(reporter, group),
        call->item.owner == group->calls[group->count - 1]->item.owner ? "ies" : "y",
        gather_targets(reporter, group));
    reporter->label(finding, "%lld tries, no backoff", (long long)call->attempts);
    gather_relate(reporter, finding, group, call->retry_by);
    help_hasty(reporter, finding, group);
}

static void tell_in_step(struct lunette_reporter *reporter, const struct gathered *group)
{
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at_field(group->calls[0]->retry_by, "jitter"),
                         "all retries of %s by %s come after the same wait: there is no jitter",
                         gather_targets(reporter, group), gather_callers(reporter, group));
    gather_relate(reporter, finding, group, group->calls[0]->retry_by);
    reporter->help(finding, "spread the waits at random: jitter = true");
}

static void check_retry_without_backoff(const struct lunette_model *model,
                                        struct lunette_reporter *reporter)
{
    gather_calls(model, reporter, find_hasty, tell_hasty);
    gather_calls(model, reporter, find_in_step, tell_in_step);
}

const struct lunette_rule rule_retry_without_backoff = {
    .id = "resilience/retry-without-backoff",
    .severity = LUNETTE_NOTE,
    .summary = "a call that is tried again at once, or by everybody at the same moment",
    .rationale =
        "A callee that could not answer now can hardly answer a moment later; tries without a "
        "pause keep it down, and tries after the same pause hit it in waves. Retries want "
        "exponential backoff with jitter (Google, Site Reliability Engineering, ch. 22; Brooker, "
        "Timeouts, retries, and backoff with jitter, Amazon Builders' Library). Reported are "
        "retries that give no backoff, nor how it grows, and those that say jitter = false; where "
        "jitter is not said, the rule is silent. One finding for each caller, or for the policy "
        "that says so.",
    .help = "wait before trying again: add backoff = \"100ms\", jitter = true to the retry",
    .bad = "context \"ordering\"\n"
           "service \"stock\" { context = \"ordering\" }\n"
           "service \"orders\" { context = \"ordering\", dependencies = {\n"
           "  sync \"stock\" { retry = { max_attempts = 3 } },\n"
           "} }\n",
    .good =
        "context \"ordering\"\n"
        "service \"stock\" { context = \"ordering\" }\n"
        "service \"orders\" { context = \"ordering\", dependencies = {\n"
        "  sync \"stock\" { retry = { max_attempts = 3, backoff = \"100ms\", jitter = true } },\n"
        "} }\n",
    .check = check_retry_without_backoff,
};
