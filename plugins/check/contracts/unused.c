/* contracts/unused-endpoint: what is offered and nobody asks for. */
#include <string.h>

#include "common/messages.h"
#include "common/operation.h"
#include "common/route.h"
#include "common/say.h"
#include "common/word.h"
#include "rules.h"
#include "shape.h"

struct survey {
    struct lunette_reporter *reporter;
    bool *is_open; /* by service: who reaches it, or what of it, cannot be told from its callers */
    uint32_t *first; /* by service: where its endpoints begin in is_used */
    bool *is_used;
};

static void mark_open(struct survey *survey, const struct lunette_item *target)
{
    if (target && target->kind == LUNETTE_SERVICE)
        survey->is_open[target->number] = true;
}

/* ---- services that others than services reach ---- */

static void mark_routed(struct survey *survey, const struct lunette_gateway *gateway)
{
    mark_open(survey, gateway->service.to);
    for (size_t i = 0; i < gateway->routes.count; i++) {
        const struct lunette_route *route = gateway->routes.items[i];
        for (size_t j = 0; j < route_target_count(route); j++)
            mark_open(survey, route_target(route, j));
    }
}

static void mark_traffic(struct survey *survey, const struct lunette_traffic *traffic)
{
    if (!traffic->gateway.name)
        return;
    mark_open(survey, traffic->host.to);
    for (size_t i = 0; i < traffic->routes.count; i++)
        mark_open(survey, traffic->routes.items[i]->to.to);
}

static void mark_admitted(struct survey *survey, const struct lunette_access *access)
{
    for (size_t i = 0; i < access->from.count; i++)
        if (!access->from.items[i].to || access->from.items[i].to->kind != LUNETTE_SERVICE)
            mark_open(survey, access->to.to);
}

static void mark_entries(struct survey *survey, const struct lunette_model *model)
{
    for (size_t i = 0; i < model->gateways.count; i++)
        mark_routed(survey, model->gateways.items[i]);
    for (size_t i = 0; i < model->traffics.count; i++)
        mark_traffic(survey, model->traffics.items[i]);
    for (size_t i = 0; i < model->accesses.count; i++)
        mark_admitted(survey, model->accesses.items[i]);
    for (size_t i = 0; i < model->services.count; i++)
        survey->is_open[i] |= model->services.items[i]->callers.count == 0;
}

/* ---- what is named ---- */

static void use(struct survey *survey, const struct lunette_service *service,
                const struct lunette_endpoint *endpoint)
{
    if (endpoint->item.owner_index)
        survey->is_used[survey->first[service->item.number] + endpoint->item.owner_index - 1] =
            true;
}

/* A path without its method may mean any of its methods. */
static void use_path(struct survey *survey, const struct lunette_service *service, const char *path)
{
    for (size_t i = 0; i < service->endpoints.count; i++) {
        const struct lunette_endpoint *endpoint = service->endpoints.items[i];
        if (operation_has_path(endpoint) &&
            survey->reporter->endpoints->paths_meet(path, endpoint->item.name))
            use(survey, service, endpoint);
    }
}

/* What is named and not found, and what stands for many, tells nothing of the others. */
static void name_endpoint(struct survey *survey, const struct lunette_service *service,
                          const char *text)
{
    const struct lunette_endpoint *endpoint = survey->reporter->endpoints->find(service, text);
    if (!endpoint || strchr(text, '*')) {
        mark_open(survey, &service->item);
        return;
    }
    use(survey, service, endpoint);
    if (text[0] == '/')
        use_path(survey, service, text);
}

static void read_dependency(struct survey *survey, const struct lunette_dependency *dependency)
{
    const struct lunette_item *to = dependency->to.to;
    if (!to || to->kind != LUNETTE_SERVICE || survey->is_open[to->number])
        return;
    if (dependency->endpoints.count == 0) /* all messages, and calls that do not say */
        mark_open(survey, to);
    for (size_t i = 0; i < dependency->endpoints.count; i++)
        name_endpoint(survey, (const struct lunette_service *)to, dependency->endpoints.items[i]);
}

static void read_message(struct survey *survey, const struct lunette_message *message)
{
    const struct lunette_item *from = message->from.to, *to = message->to.to;
    bool asks = message->style == LUNETTE_MESSAGE_CALL || message->style == LUNETTE_MESSAGE_ASYNC;
    if (!asks || !to || to->kind != LUNETTE_SERVICE || survey->is_open[to->number])
        return;
    if (!from || from->kind != LUNETTE_SERVICE)
        mark_open(survey, to);
    else if (survey->reporter->endpoints->is_reference(message->text))
        name_endpoint(survey, (const struct lunette_service *)to, message->text);
}

static void read_scenario(struct survey *survey, const struct lunette_scenario *scenario)
{
    struct message_walk walk = messages_begin(survey->reporter, scenario);
    for (const struct lunette_message *message; (message = messages_next(&walk));)
        read_message(survey, message);
}

static void read_step(struct survey *survey, const struct lunette_saga_step *step)
{
    const struct lunette_item *to = step->service.to;
    if (!to || to->kind != LUNETTE_SERVICE || survey->is_open[to->number])
        return;
    if (step->action)
        name_endpoint(survey, (const struct lunette_service *)to, step->action);
    if (step->compensation && *step->compensation)
        name_endpoint(survey, (const struct lunette_service *)to, step->compensation);
}

static struct survey survey_model(const struct lunette_model *model,
                                  struct lunette_reporter *reporter)
{
    size_t services = model->services.count;
    struct survey survey = {
        .reporter = reporter,
        .is_open = reporter->alloc(reporter, services, sizeof *survey.is_open),
        .first = reporter->alloc(reporter, services + 1, sizeof *survey.first),
    };
    for (size_t i = 0; i < services; i++)
        survey.first[i + 1] = survey.first[i] + (uint32_t)model->services.items[i]->endpoints.count;
    survey.is_used = reporter->alloc(reporter, survey.first[services], sizeof *survey.is_used);
    mark_entries(&survey, model);
    for (size_t i = 0; i < model->dependencies.count; i++)
        read_dependency(&survey, model->dependencies.items[i]);
    for (size_t i = 0; i < model->scenarios.count; i++)
        read_scenario(&survey, model->scenarios.items[i]);
    for (size_t i = 0; i < model->sagas.count; i++)
        for (size_t j = 0; j < model->sagas.items[i]->steps.count; j++)
            read_step(&survey, model->sagas.items[i]->steps.items[j]);
    return survey;
}

/* ---- what nobody has to name ---- */

/* What platforms and monitoring ask for, by the usual names. */
static const char *const operational[] = {
    "actuator", "health",  "healthcheck",  "healthz", "info",       "live",    "liveness",
    "livez",    "metrics", "openapi.json", "ping",    "prometheus", "ready",   "readiness",
    "readyz",   "startup", "startupz",     "status",  "version",    "welcome", NULL,
};

static bool is_for_operations(const struct lunette_endpoint *endpoint)
{
    struct segment segment = shape_segment(endpoint, endpoint->item.name), last = segment;
    while (segment.length) {
        last = segment;
        segment = shape_segment(endpoint, segment.start + segment.length);
    }
    return word_is_among(last.start, last.length, operational);
}

/* A handler may be started by an event. */
static bool needs_no_caller(struct lunette_reporter *reporter,
                            const struct lunette_service *service,
                            const struct lunette_endpoint *endpoint)
{
    if (!endpoint->item.name || !endpoint->item.owner_index)
        return true;
    if (!operation_has_path(endpoint))
        return endpoint->item.kind == LUNETTE_HANDLER && service->consumes.count > 0;
    return is_for_operations(endpoint) ||
           operation_is_probe(reporter, service, endpoint->item.name);
}

/* ---- the rule ---- */

static const char *say_callers(struct lunette_reporter *reporter,
                               const struct lunette_service *service)
{
    size_t count = 0;
    for (size_t i = 0; i < service->callers.count; i++)
        count += i == 0 ||
                 service->callers.items[i]->item.owner != service->callers.items[i - 1]->item.owner;
    return count == 1 ? "its only caller does not name"
                      : say_format(reporter, "none of its %zu callers names", count);
}

static void report_unused(struct lunette_reporter *reporter, const struct lunette_service *service,
                          const struct lunette_endpoint *endpoint, const char *callers)
{
    const char *name = operation_name(reporter, endpoint);
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at(endpoint), "%s offers %s, which %s",
                         service->item.name, name, callers);
    reporter->subject(finding, "%s: %s", service->item.name, name);
    reporter->help(finding, "drop it, or add \"%s\" to the endpoints of the call that uses it",
                   name);
}

static void check_service(const struct survey *survey, const struct lunette_service *service)
{
    const bool *is_used = survey->is_used + survey->first[service->item.number];
    const char *callers = NULL;
    for (size_t i = 0; i < service->endpoints.count; i++) {
        const struct lunette_endpoint *endpoint = service->endpoints.items[i];
        if (is_used[i] || needs_no_caller(survey->reporter, service, endpoint))
            continue;
        if (!callers)
            callers = say_callers(survey->reporter, service);
        report_unused(survey->reporter, service, endpoint, callers);
    }
}

static void check_unused_endpoint(const struct lunette_model *model,
                                  struct lunette_reporter *reporter)
{
    struct survey survey = survey_model(model, reporter);
    for (size_t i = 0; i < model->services.count; i++)
        if (!survey.is_open[i])
            check_service(&survey, model->services.items[i]);
}

const struct lunette_rule rule_unused_endpoint = {
    .id = "contracts/unused-endpoint",
    .severity = LUNETTE_NOTE,
    .summary = "an endpoint that none of the service's callers names",
    .rationale =
        "What nobody calls is still tested, patched, documented and open to attack (OWASP API "
        "Security Top 10 2023, API9, improper inventory management). Looks at services that only "
        "services call and whose callers all name endpoints that are declared; an endpoint is "
        "used when a call, a scenario's message or a saga's step names it. Silent about services "
        "that a gateway, an actor, an external system, a message or nobody in the model reaches, "
        "and where a caller names no endpoint, one that is not found, or a pattern such as "
        "/orders/*: what they use cannot be told. Silent about health probes, the usual endpoints "
        "of operations (/metrics, /status …), and handlers of services that consume events.",
    .help = "drop it, or name it in the calls that use it",
    .bad = "context \"shop\"\n"
           "service \"catalog\" {\n"
           "  context = \"shop\",\n"
           "  endpoints = { GET \"/products\", GET \"/search\" },\n"
           "}\n"
           "service \"shop-front\" {\n"
           "  context = \"shop\",\n"
           "  dependencies = { sync \"catalog\" { endpoint = \"GET /products\", timeout = \"1s\" } "
           "},\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"catalog\" {\n"
            "  context = \"shop\",\n"
            "  endpoints = { GET \"/products\", GET \"/search\" },\n"
            "}\n"
            "service \"shop-front\" {\n"
            "  context = \"shop\",\n"
            "  dependencies = {\n"
            "    sync \"catalog\" { endpoints = { \"GET /products\", \"GET /search\" }, timeout = "
            "\"1s\" },\n"
            "  },\n"
            "}\n",
    .check = check_unused_endpoint,
};
