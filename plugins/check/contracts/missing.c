/* contracts/missing-contract: services that are called and say nothing of what they answer. */
#include <string.h>

#include "common/messages.h"
#include "common/operation.h"
#include "common/route.h"
#include "common/say.h"
#include "rules.h"

/* ---- what is left to others ---- */

/* What the model says of its contexts, by number. */
struct contexts {
    const bool *is_open_host; /* upstream with an open host service */
    const bool *declares;     /* a service of it declares an endpoint */
};

static struct contexts survey_contexts(const struct lunette_model *model,
                                       struct lunette_reporter *reporter)
{
    bool *is_open_host = reporter->alloc(reporter, model->contexts.count + 1, sizeof(bool));
    bool *declares = reporter->alloc(reporter, model->contexts.count + 1, sizeof(bool));
    for (size_t i = 0; i < model->relationships.count; i++) {
        const struct lunette_relationship *relationship = model->relationships.items[i];
        if (relationship->upstream.to && relationship->upstream_roles & LUNETTE_OPEN_HOST_SERVICE)
            is_open_host[relationship->upstream.to->number] = true;
    }
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        if (service->context.to && service->endpoints.count)
            declares[service->context.to->number] = true;
    }
    return (struct contexts){is_open_host, declares};
}

/* contexts/open-host-without-contract speaks of these. */
static bool is_bare_open_host(const struct contexts *contexts,
                              const struct lunette_service *service)
{
    const struct lunette_item *context = service->context.to;
    if (!context || !contexts->is_open_host[context->number] || contexts->declares[context->number])
        return false;
    for (size_t i = 0; i < service->callers.count; i++) {
        const struct lunette_item *caller = service->callers.items[i]->item.owner;
        if (caller && ((const struct lunette_service *)caller)->context.to != context)
            return true;
    }
    return false;
}

static bool declares_anything(const struct lunette_model *model)
{
    for (size_t i = 0; i < model->services.count; i++)
        if (model->services.items[i]->endpoints.count)
            return true;
    return false;
}

/* A connection of its own protocol has no endpoints to declare. */
static bool is_asked_for_endpoints(const struct lunette_service *service)
{
    for (size_t i = 0; i < service->callers.count; i++)
        if (service->callers.items[i]->protocol != LUNETTE_PROTOCOL_TCP)
            return true;
    return false;
}

/* ---- what it is called as ---- */

enum { OPERATIONS = 64 }; /* of one service; a longer list nobody pastes */

/* Of a service without endpoints, by its number. */
struct wanted {
    const char **operations; /* as the service sees them, each once; room for OPERATIONS */
    size_t count;
    const char *strip_prefix; /* of the first route to it that has one; NULL: none */
};

static void add_operation(struct lunette_reporter *reporter, struct wanted *wanted,
                          const char *text)
{
    if (strchr(text, '*') || !reporter->endpoints->is_reference(text))
        return;
    const char *path = strchr(text, '/');
    struct lunette_route route = {.item.name = path, .strip_prefix = wanted->strip_prefix};
    if (path && wanted->strip_prefix)
        text = say_format(reporter, "%.*s%s", (int)(path - text), text,
                          route_path_behind(reporter, &route));
    if (!wanted->operations)
        wanted->operations = reporter->alloc(reporter, OPERATIONS, sizeof *wanted->operations);
    for (size_t i = 0; i < wanted->count; i++)
        if (strcmp(wanted->operations[i], text) == 0)
            return;
    if (wanted->count < OPERATIONS)
        wanted->operations[wanted->count++] = text;
}

static struct wanted *wanted_of(struct wanted *all, const struct lunette_item *to)
{
    bool is_bare = to && to->kind == LUNETTE_SERVICE &&
                   ((const struct lunette_service *)to)->endpoints.count == 0;
    return is_bare ? &all[to->number] : NULL;
}

static void find_prefixes(const struct lunette_routes *routes, struct wanted *all)
{
    for (size_t r = 0; r < routes->count; r++)
        for (size_t t = 0; t < route_target_count(routes->items[r]); t++) {
            struct wanted *wanted = wanted_of(all, route_target(routes->items[r], t));
            if (wanted && !wanted->strip_prefix)
                wanted->strip_prefix = routes->items[r]->strip_prefix;
        }
}

static void find_in_scenarios(const struct lunette_model *model, struct lunette_reporter *reporter,
                              struct wanted *all)
{
    struct message_walk walk = messages_begin_all(reporter, model);
    for (const struct lunette_message *message; (message = messages_next(&walk));) {
        bool asks =
            message->style == LUNETTE_MESSAGE_CALL || message->style == LUNETTE_MESSAGE_ASYNC;
        struct wanted *wanted = asks ? wanted_of(all, message->to.to) : NULL;
        if (wanted && message->text)
            add_operation(reporter, wanted, message->text);
    }
}

/* What calls and scenarios name, asked for once, when the first service turns up that declares nothing. */
static struct wanted *find_wanted(const struct lunette_model *model,
                                  struct lunette_reporter *reporter)
{
    struct wanted *all = reporter->alloc(reporter, model->services.count, sizeof *all);
    find_prefixes(route_all(reporter), all);
    for (size_t i = 0; i < model->dependencies.count; i++) {
        const struct lunette_dependency *call = model->dependencies.items[i];
        struct wanted *wanted = wanted_of(all, call->to.to);
        for (size_t j = 0; wanted && j < call->endpoints.count; j++)
            add_operation(reporter, wanted, call->endpoints.items[j]);
    }
    find_in_scenarios(model, reporter, all);
    return all;
}

/* ---- the rule ---- */

static const char *say_callers(struct lunette_reporter *reporter,
                               const struct lunette_service *service)
{
    struct names callers = {.count = 0};
    for (size_t i = 0; i < service->callers.count; i++)
        if (i == 0 ||
            service->callers.items[i]->item.owner != service->callers.items[i - 1]->item.owner)
            say_add(&callers, service->callers.items[i]->item.owner->name);
    return say_names(reporter, &callers);
}

static const char *say_declarations(struct lunette_reporter *reporter, const struct wanted *wanted)
{
    const char *text = "";
    for (size_t i = 0; i < wanted->count; i++)
        text = say_join(reporter, text, ", ",
                        operation_declaration(reporter, wanted->operations[i], LUNETTE_RPC));
    return text;
}

static void report_missing(struct lunette_reporter *reporter, const struct lunette_service *service,
                           const struct wanted *wanted)
{
    struct names operations = {.count = 0};
    for (size_t i = 0; i < wanted->count; i++)
        say_add(&operations, wanted->operations[i]);
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(service), "%s is called by %s and declares no endpoint",
        service->item.name, say_callers(reporter, service));
    say_relate_calls(reporter, finding, service->callers.items, service->callers.count);
    if (wanted->count > 0)
        reporter->help(finding, "%s is called as %s: add endpoints = { %s }", service->item.name,
                       say_names(reporter, &operations), say_declarations(reporter, wanted));
    else
        reporter->help(finding, "add what it answers, as in endpoints = { GET \"/%s\" }",
                       service->item.name);
}

static void check_missing_contract(const struct lunette_model *model,
                                   struct lunette_reporter *reporter)
{
    if (!declares_anything(model))
        return;
    struct contexts contexts = survey_contexts(model, reporter);
    const bool *gateways = operation_gateways(reporter);
    const struct wanted *wanted = NULL;
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        if (service->endpoints.count || gateways[i] || !is_asked_for_endpoints(service) ||
            is_bare_open_host(&contexts, service))
            continue;
        wanted = wanted ? wanted : find_wanted(model, reporter);
        report_missing(reporter, service, &wanted[i]);
    }
}

const struct lunette_rule rule_missing_contract = {
    .id = "contracts/missing-contract",
    .severity = LUNETTE_WARNING,
    .summary = "a service called synchronously that declares no endpoint",
    .rationale =
        "Callers build against the contract of a service; where none is written down they build "
        "against its implementation, and whatever it happens to do becomes what it must do "
        "(Newman, Building Microservices, ch. 5). Other rules then cannot tell either what a call "
        "does and whether it may be repeated. One finding for each service, with those that call "
        "it. Silent in a model in which no service declares an endpoint: it draws a coarser "
        "picture; about services that realise a gateway, whose routes are what they offer; and "
        "about services that are only called over tcp. Where a whole open-host-service context "
        "declares nothing, contexts/open-host-without-contract says so.",
    .help =
        "list what it answers as its endpoints: GET, POST and the like with a path, or rpc",
    .bad = "context \"shop\"\n"
           "service \"stock\" { context = \"shop\" }\n"
           "service \"orders\" {\n"
           "  context = \"shop\", endpoints = { POST \"/orders\" },\n"
           "  dependencies = { sync \"stock\" { timeout = \"200ms\" } },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"stock\" { context = \"shop\", endpoints = { GET \"/stock/{sku}\" } }\n"
            "service \"orders\" {\n"
            "  context = \"shop\", endpoints = { POST \"/orders\" },\n"
            "  dependencies = { sync \"stock\" { timeout = \"200ms\" } },\n"
            "}\n",
    .check = check_missing_contract,
};
