/* How many a service calls, and how many call it. */
#include "common/mark.h"
#include "common/operation.h"
#include "common/say.h"
#include "rules.h"
#include "share.h"
#include "steps.h"

/* ---- calls/fan-out ---- */

/* Whom calls can lead to, each under a number of its own. */
static size_t number_of(const struct lunette_model *model, const struct lunette_dependency *call)
{
    if (call->callee)
        return call->callee->item.number;
    if (call->to.to->kind == LUNETTE_EXTERNAL)
        return model->services.count + call->to.to->number;
    return model->services.count + model->externals.count + call->to.to->number;
}

/* `seen` marks the numbers of those that this service calls. */
static struct names list_callees(const struct lunette_model *model,
                                 const struct lunette_service *service, uint32_t *seen)
{
    struct names names = {.count = 0};
    for (size_t i = 0; i < service->dependencies.count; i++) {
        const struct lunette_dependency *call = service->dependencies.items[i];
        if (call->item.kind == LUNETTE_SYNC && call->to.to && call->callee != service &&
            mark_once(&seen[number_of(model, call)], service->item.number + 1))
            say_add(&names, call->to.name);
    }
    return names;
}

/* How much would have to change without the call: scenarios that show it, a caller that fails, what it asks for. */
static size_t weigh_loss(struct lunette_reporter *reporter, const struct lunette_dependency *call)
{
    bool is_shown = steps_between(reporter, call->item.owner, call->to.to) != NULL;
    return (is_shown ? 2000 : 0) + (lunette_is_hard(call) ? 1000 : 0) +
           (call->endpoints.count < 1000 ? call->endpoints.count : 999);
}

static const struct lunette_dependency *find_spare(struct lunette_reporter *reporter,
                                                   const struct lunette_service *service)
{
    const struct lunette_dependency *spare = NULL;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < service->dependencies.count; i++) {
        const struct lunette_dependency *call = service->dependencies.items[i];
        if (call->item.kind != LUNETTE_SYNC || !call->callee || call->callee == service ||
            weigh_loss(reporter, call) >= least)
            continue;
        least = weigh_loss(reporter, call);
        spare = call;
    }
    return spare;
}

/* An event from which others can know what they ask the callee for now. */
struct news {
    const char *event;
    const char *publication; /* what is to be written for it, with a comma behind; "": nothing */
};

/* One that it publishes already, or a new one; another finding may say the same. */
static struct news find_news(struct lunette_reporter *reporter, const struct lunette_service *callee)
{
    const struct lunette_refs *published = &callee->publishes;
    const char *name = callee->item.name;
    if (published->count && published->items[0].to)
        return (struct news){published->items[0].name, ""};
    return (struct news){
        say_format(reporter, "%s.changed", name),
        say_format(reporter,
                   published->count
                       ? "add event \"%s.changed\" {} to the publishes of %s unless it is there, "
                       : "add publishes = { event \"%s.changed\" {} } to %s unless it is there, ",
                   name, name)};
}

static const char *say_news(struct lunette_reporter *reporter, const struct lunette_service *callee,
                            const struct lunette_service *service)
{
    struct news news = find_news(reporter, callee);
    return say_format(reporter,
                      service->consumes.count ? "%sadd on \"%s\" to the consumes of %s"
                                              : "%sadd consumes = { on \"%s\" } to %s",
                      news.publication, news.event, service->item.name);
}

static void report_fan_out(struct lunette_reporter *reporter, const struct lunette_service *service,
                           const struct names *names, double limit)
{
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(service, "dependencies"),
        "%s calls %zu others, limit %g, and waits for the slowest: %s", service->item.name,
        names->count, limit, say_names(reporter, names));
    size_t many = names->count - (size_t)limit;
    const struct lunette_dependency *spare = find_spare(reporter, service);
    if (!spare)
        return;
    reporter->relate(finding, lunette_at(spare), "could be replaced by an event");
    size_t steps = steps_count(steps_between(reporter, &service->item, spare->to.to));
    const char *shown = steps ? say_format(reporter, " with the %zu scenario step%s that show%s it",
                                           steps, say_plural(steps), steps == 1 ? "s" : "")
                              : "";
    reporter->help(finding,
                   "%zu call%s less %s enough: let it know from events what it asks for now, for "
                   "instance of %s (%s, and drop sync \"%s\"%s), or ask one service in between",
                   many, say_plural(many), many == 1 ? "is" : "are", spare->to.name,
                   say_news(reporter, spare->callee, service), spare->to.name, shown);
}

static const struct lunette_parameter fan_out_parameters[] = {
    {"limit", 10, "services and foreign systems that one service calls"},
    {NULL, 0, NULL},
};

static void check_fan_out(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    double limit = reporter->parameter(reporter, "limit");
    const bool *realises = operation_gateways(reporter);
    size_t targets = model->services.count + model->externals.count + model->gateways.count;
    uint32_t *seen = reporter->alloc(reporter, targets, sizeof *seen);
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        if ((double)service->dependencies.count <= limit || realises[service->item.number])
            continue;
        struct names names = list_callees(model, service, seen);
        if ((double)names.count > limit)
            report_fan_out(reporter, service, &names, limit);
    }
}

const struct lunette_rule rule_fan_out = {
    .id = "calls/fan-out",
    .severity = LUNETTE_WARNING,
    .summary = "a service that calls more others than the limit",
    .rationale =
        "A service that calls many knows many: it has to change with each of them, and the chance "
        "that one of them is slow or away grows with their number (Dean and Barroso, The Tail at "
        "Scale, 2013; Martin, Clean Architecture, ch. 14, on fan-out). "
        "Counted are the services, foreign systems and gateways that it calls synchronously, each "
        "once. Services that realise a gateway are left alone: passing on to many is their task.",
    .help = "give the calls that belong together to one service in between, or learn from events "
            "what is now asked for",
    .bad = "context \"shop\"\n"
           "local calls = {}\n"
           "for i = 1, 11 do\n"
           "  calls[i] = sync(\"store-\" .. i) { optional = true }\n"
           "  service(\"store-\" .. i) { context = \"shop\" }\n"
           "end\n"
           "service \"orders\" { context = \"shop\", dependencies = calls }\n",
    .good = "context \"shop\"\n"
            "local calls = {}\n"
            "for i = 1, 10 do\n"
            "  calls[i] = sync(\"store-\" .. i) { optional = true }\n"
            "  service(\"store-\" .. i) { context = \"shop\" }\n"
            "end\n"
            "service \"orders\" { context = \"shop\", dependencies = calls }\n",
    .parameters = fan_out_parameters,
    .check = check_fan_out,
};

/* ---- calls/hub ---- */

struct audience {
    size_t callers;
    size_t hard;                                       /* of them, those that fail with it */
    const struct lunette_dependency *first[SAY_LIMIT]; /* of each of the first callers */
};

static bool is_direct(const struct lunette_service *service, const struct lunette_dependency *call)
{
    return call->to.to == &service->item && call->item.owner != &service->item;
}

/* The calls of one service stand together in the list of callers. */
static struct audience count_callers(const struct lunette_service *service)
{
    struct audience audience = {.callers = 0};
    const struct lunette_item *last = NULL, *last_hard = NULL;
    for (size_t i = 0; i < service->callers.count; i++) {
        const struct lunette_dependency *call = service->callers.items[i];
        if (!is_direct(service, call))
            continue;
        if (call->item.owner != last) {
            if (audience.callers < SAY_LIMIT)
                audience.first[audience.callers] = call;
            audience.callers++;
        }
        audience.hard += lunette_is_hard(call) && call->item.owner != last_hard;
        last_hard = lunette_is_hard(call) ? call->item.owner : last_hard;
        last = call->item.owner;
    }
    return audience;
}

/* As many callers as are too many, in the order of the model. */
static void help_hub(struct lunette_reporter *reporter, struct lunette_finding *finding,
                     const struct lunette_service *service, const struct audience *audience,
                     double limit)
{
    const char *name = service->item.name;
    size_t many = audience->callers - (size_t)limit;
    struct news news = find_news(reporter, service);
    struct names callers = {.count = 0};
    for (size_t i = 0; i < many; i++)
        say_add(&callers, i < SAY_LIMIT ? audience->first[i]->item.owner->name : NULL);
    reporter->help(finding,
                   "%zu caller%s less %s enough: let %s know from events what they ask for now (%sadd "
                   "on \"%s\" to the consumes of %s, and drop sync \"%s\" there); or if all need "
                   "it, as they need a registry: allow { rule = \"calls/hub\", on = \"%s\", reason = "
                   "\"all need it, and it is run so\" }",
                   many, say_plural(many), many == 1 ? "is" : "are", say_names(reporter, &callers),
                   news.publication, news.event, many == 1 ? callers.items[0] : "each", name, name);
}

static void report_hub(struct lunette_reporter *reporter, const struct lunette_service *service,
                       const struct audience *audience, size_t services, double share,
                       double limit)
{
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at(service),
                         "%zu of %zu services call %s (%s); %zu of them fail when it does",
                         audience->callers, services, service->item.name,
                         share_say(reporter, audience->callers, services, share), audience->hard);
    say_relate_calls(reporter, finding, audience->first, audience->callers);
    help_hub(reporter, finding, service, audience, limit);
}

static const struct lunette_parameter hub_parameters[] = {
    {"share", 0.5, "share of the services that call it"},
    {"least", 10, "services of a model before it is looked at"},
    {NULL, 0, NULL},
};

static void check_hub(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    double share = reporter->parameter(reporter, "share");
    size_t services = model->services.count;
    double limit = share * (double)services;
    if ((double)services < reporter->parameter(reporter, "least"))
        return;
    for (size_t i = 0; i < services; i++) {
        const struct lunette_service *service = model->services.items[i];
        if ((double)service->callers.count <= limit)
            continue;
        struct audience audience = count_callers(service);
        if ((double)audience.callers > limit)
            report_hub(reporter, service, &audience, services, share, limit);
    }
}

const struct lunette_rule rule_hub = {
    .id = "calls/hub",
    .severity = LUNETTE_WARNING,
    .summary = "a service that more than half of all services call",
    .rationale =
        "What most services call has to be up, fast and compatible for all of them at once: its "
        "outage is everybody's, and every change to it waits for everybody (Martin, Clean "
        "Architecture, ch. 14, on fan-in; Beyer et al., Site Reliability Engineering, ch. 22, on "
        "cascading failures). Services that call it synchronously are "
        "counted once each, against all services of the model; those that go through a gateway "
        "which it realises are not. Small models are left alone: among nine services a shared one "
        "is no wonder.",
    .help = "let callers keep what they ask for from events; what stays needs objectives above "
            "everybody's",
    .bad = "context \"shop\"\n"
           "service \"settings\" { context = \"shop\" }\n"
           "for i = 1, 9 do\n"
           "  local calls = i <= 6 and { sync \"settings\" } or {}\n"
           "  service(\"store-\" .. i) { context = \"shop\", dependencies = calls }\n"
           "end\n",
    .good = "context \"shop\"\n"
            "service \"settings\" { context = \"shop\" }\n"
            "for i = 1, 9 do\n"
            "  local calls = i <= 5 and { sync \"settings\" } or {}\n"
            "  service(\"store-\" .. i) { context = \"shop\", dependencies = calls }\n"
            "end\n",
    .parameters = hub_parameters,
    .check = check_hub,
};
