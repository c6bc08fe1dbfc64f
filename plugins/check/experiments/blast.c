/* experiments/blast-radius: how far a fault can reach, against how far it says it may. */
#include "common/mark.h"
#include "common/say.h"
#include "rules.h"

/* The services that a fault can reach, nearest first. */
struct reach {
    const struct lunette_service **services;
    /* of each: its hard call that fails; NULL: hit by the fault */
    const struct lunette_dependency **by;
    size_t count;
    uint32_t *seen; /* by service: the last round that came by */
    uint32_t round;
};

static void add_service(struct reach *reach, const struct lunette_item *service,
                        const struct lunette_dependency *by)
{
    if (!service || !mark_once(&reach->seen[service->number], reach->round))
        return;
    reach->by[reach->count] = by;
    reach->services[reach->count++] = (const struct lunette_service *)service;
}

static void add_callers(struct reach *reach)
{
    for (size_t i = 0; i < reach->count; i++) {
        const struct lunette_dependencies *callers = &reach->services[i]->callers;
        for (size_t j = 0; j < callers->count; j++)
            if (lunette_is_hard(callers->items[j]))
                add_service(reach, callers->items[j]->item.owner, callers->items[j]);
    }
}

/* ---- where a fault begins ---- */

static bool needs(const struct lunette_service *service, const struct lunette_item *item)
{
    for (size_t i = 0; i < service->dependencies.count; i++) {
        const struct lunette_dependency *call = service->dependencies.items[i];
        if (lunette_is_hard(call) &&
            (call->to.to == item || (call->callee && &call->callee->item == item)))
            return true;
    }
    return false;
}

/* False where pods are left, and where nobody can know what is hit. */
static bool begin_at_service(struct reach *reach, const struct lunette_service *service,
                             const struct lunette_fault *fault)
{
    if (fault->item.kind == LUNETTE_POD_KILL) {
        int64_t pods = service->scaling ? service->scaling->min : LUNETTE_UNSET;
        if (pods == LUNETTE_UNSET || pods > (fault->count == LUNETTE_UNSET ? 1 : fault->count))
            return false;
    }
    if (fault->pattern || (fault->on.name && !fault->on.to))
        return false;
    add_service(reach, &service->item, NULL);
    if (!fault->on.to || needs(service, fault->on.to))
        add_callers(reach);
    return true;
}

static void begin_at_callers(struct reach *reach, const struct lunette_model *model,
                             const struct lunette_item *target)
{
    for (size_t i = 0; i < model->dependencies.count; i++) {
        const struct lunette_dependency *call = model->dependencies.items[i];
        if (call->to.to == target && lunette_is_hard(call))
            add_service(reach, call->item.owner, call);
    }
    add_callers(reach);
}

static void begin_at_users(struct reach *reach, const struct lunette_datastore *store)
{
    for (size_t i = 0; i < store->users.count; i++)
        add_service(reach, &store->users.items[i]->item, NULL);
    add_callers(reach);
}

static bool find_reach(struct reach *reach, const struct lunette_model *model,
                       const struct lunette_experiment *experiment)
{
    const struct lunette_item *target = experiment->target.to;
    reach->count = 0;
    reach->round++;
    switch (target->kind) {
    case LUNETTE_SERVICE:
        return begin_at_service(reach, (const struct lunette_service *)target, experiment->fault);
    case LUNETTE_GATEWAY:
        add_service(reach, ((const struct lunette_gateway *)target)->service.to, NULL);
        begin_at_callers(reach, model, target);
        return true;
    case LUNETTE_EXTERNAL: begin_at_callers(reach, model, target); return true;
    case LUNETTE_DATASTORE:
        begin_at_users(reach, (const struct lunette_datastore *)target);
        return true;
    default: return false; /* a message that waits in its outbox harms nobody: who knows */
    }
}

/* ---- services ---- */

static const char *say_services(struct lunette_reporter *reporter, const struct reach *reach)
{
    struct names names = {.count = 0};
    for (size_t i = 0; i < reach->count; i++)
        say_add(&names, reach->services[i]->item.name);
    return say_names(reporter, &names);
}

static void relate_ways(struct lunette_reporter *reporter, struct lunette_finding *finding,
                        const struct reach *reach)
{
    const struct lunette_dependency *calls[SAY_LIMIT];
    size_t count = 0;
    for (size_t i = 0; i < reach->count; i++)
        if (reach->by[i] && count++ < SAY_LIMIT)
            calls[count - 1] = reach->by[i];
    say_relate_calls(reporter, finding, calls, count);
}

static void check_services(struct lunette_reporter *reporter,
                           const struct lunette_experiment *experiment, const struct reach *reach)
{
    int64_t allowed = experiment->blast_radius->max_services;
    if (allowed == LUNETTE_UNSET || (int64_t)reach->count <= allowed)
        return;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(experiment->blast_radius, "max_services"),
        "the fault of '%s' can reach %zu services, not %lld: %s", experiment->item.name,
        reach->count, (long long)allowed, say_services(reporter, reach));
    relate_ways(reporter, finding, reach);
    reporter->help(finding,
                   "write max_services = %zu, or give the hard calls on the way a fallback first",
                   reach->count);
}

/* ---- share ---- */

/* The share that the fault hits, NAN where that is not said, and of what it is the share. */
static double share_hit(struct lunette_reporter *reporter,
                        const struct lunette_experiment *experiment, const char **why)
{
    const struct lunette_fault *fault = experiment->fault;
    const struct lunette_item *target = experiment->target.to;
    *why = "requests";
    if (fault->item.kind != LUNETTE_POD_KILL || target->kind != LUNETTE_SERVICE)
        return fault->percentage;
    const struct lunette_scaling *scaling = ((const struct lunette_service *)target)->scaling;
    if (!scaling || scaling->min == LUNETTE_UNSET || scaling->min == 0)
        return NAN;
    int64_t killed = fault->count == LUNETTE_UNSET ? 1 : fault->count;
    *why = say_format(reporter, "pods (%lld of %lld)", (long long)killed, (long long)scaling->min);
    return fmin(1, (double)killed / (double)scaling->min);
}

static void check_share(struct lunette_reporter *reporter,
                        const struct lunette_experiment *experiment)
{
    const char *why;
    double share = share_hit(reporter, experiment, &why);
    double allowed = experiment->blast_radius->percentage;
    if (!(share > allowed + 1e-9))
        return;
    const char *hit = reporter->percent(reporter, ceil(share * 1000 - 1e-6) / 1000);
    bool pods = experiment->fault->item.kind == LUNETTE_POD_KILL;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(experiment->fault, pods ? "count" : "percentage"),
        "the fault of '%s' hits %s of the %s, its blast radius is %s", experiment->item.name, hit,
        why, reporter->percent(reporter, allowed));
    reporter->subject(finding, "%s", experiment->item.name);
    reporter->relate(finding, lunette_at_field(experiment->blast_radius, "percentage"),
                     "at most %s", reporter->percent(reporter, allowed));
    reporter->help(finding,
                   pods ? "kill fewer pods, run more of them, or write percentage = \"%s\""
                        : "hit no more than that, or write percentage = \"%s\"",
                   hit);
}

static void check_blast_radius(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    if (model->experiments.count == 0)
        return;
    size_t count = model->services.count;
    struct reach reach = {
        .services = reporter->alloc(reporter, count, sizeof *reach.services),
        .by = reporter->alloc(reporter, count, sizeof *reach.by),
        .seen = reporter->alloc(reporter, count, sizeof *reach.seen),
    };
    for (size_t i = 0; i < model->experiments.count; i++) {
        const struct lunette_experiment *experiment = model->experiments.items[i];
        if (!experiment->blast_radius || !experiment->fault || !experiment->target.to)
            continue;
        if (find_reach(&reach, model, experiment))
            check_services(reporter, experiment, &reach);
        check_share(reporter, experiment);
    }
}

const struct lunette_rule rule_blast_radius = {
    .id = "experiments/blast-radius",
    .severity = LUNETTE_WARNING,
    .summary = "a fault that can reach more services, or a larger share, than its blast radius",
    .rationale =
        "The blast radius says who may notice; it is only worth something if it holds (Principles "
        "of Chaos Engineering, principlesofchaos.org: minimize blast radius). A fault reaches the "
        "service it is put into and all that need it over hard calls, one after another; of a "
        "foreign system or a gateway those that need it, of a store its users. A fault towards one "
        "other stays where it is unless that call is hard. max_services is compared with their "
        "number, percentage with the share of requests the fault hits, or of pods: those killed of "
        "the least that run. Silent on services for pod_kill that leaves pods running or where "
        "their number is not given, for dns_error of one pattern, and for brokers and topics; on "
        "shares where the fault gives none.",
    .help = "write what the fault can reach, or make it reach less",
    .bad = "context \"shop\"\n"
           "service \"web\" { context = \"shop\", dependencies = { sync \"orders\" } }\n"
           "service \"orders\" { context = \"shop\", dependencies = { sync \"payments\" } }\n"
           "service \"payments\" { context = \"shop\",\n"
           "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } } }\n"
           "experiment \"payments fail\" {\n"
           "  target = \"payments\", fault = abort { status = 503 }, duration = \"5m\",\n"
           "  steady_state = { \"payments/availability\" },\n"
           "  abort_when = { error_rate = \"2%\" },\n"
           "  blast_radius = { max_services = 1 },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"web\" { context = \"shop\", dependencies = { sync \"orders\" } }\n"
            "service \"orders\" { context = \"shop\", dependencies = { sync \"payments\" { "
            "fallback = \"pay later\" } } }\n"
            "service \"payments\" { context = \"shop\",\n"
            "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } } }\n"
            "experiment \"payments fail\" {\n"
            "  target = \"payments\", fault = abort { status = 503 }, duration = \"5m\",\n"
            "  steady_state = { \"payments/availability\" },\n"
            "  abort_when = { error_rate = \"2%\" },\n"
            "  blast_radius = { max_services = 1 },\n"
            "}\n",
    .check = check_blast_radius,
};
