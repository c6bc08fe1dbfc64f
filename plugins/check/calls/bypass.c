/* calls/bypasses-gateway: calls from outside that do not come in by the gateway. */
#include <string.h>

#include "common/messages.h"
#include "common/route.h"
#include "common/say.h"
#include "rules.h"

/* What is known of a service as seen from outside. */
struct door {
    const struct lunette_gateway *gateway; /* that has a route to it; NULL: none */
    bool is_outside;                       /* realises a gateway, or stands before one */
};

struct doors {
    struct door *of;                     /* by service */
    const struct lunette_gateway *first; /* with routes; NULL: none */
};

static void open_doors(struct doors *doors, const struct lunette_routes *routes)
{
    for (size_t r = 0; r < routes->count; r++)
        for (size_t t = 0; t < route_target_count(routes->items[r]); t++) {
            const struct lunette_service *service = route_service(routes->items[r], t);
            if (service && !doors->of[service->item.number].gateway)
                doors->of[service->item.number].gateway =
                    (const struct lunette_gateway *)routes->items[r]->item.owner;
        }
}

static struct doors find_doors(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    struct doors doors = {.of = reporter->alloc(reporter, model->services.count, sizeof *doors.of)};
    for (size_t i = 0; i < model->gateways.count; i++) {
        const struct lunette_gateway *gateway = model->gateways.items[i];
        if (!doors.first && gateway->routes.count > 0)
            doors.first = gateway;
        if (gateway->service.to)
            doors.of[gateway->service.to->number].is_outside = true;
    }
    open_doors(&doors, route_all(reporter));
    for (size_t i = 0; i < model->dependencies.count; i++) {
        const struct lunette_dependency *call = model->dependencies.items[i];
        if (call->to.to && call->to.to->kind == LUNETTE_GATEWAY)
            doors.of[call->item.owner->number].is_outside = true;
    }
    return doors;
}

/* What neither a route leads to nor another service calls may be an entrance of its own. */
static bool is_inside(const struct doors *doors, const struct lunette_service *service)
{
    const struct door *door = &doors->of[service->item.number];
    return !door->is_outside && (door->gateway || service->callers.count > 0);
}

/* Messages of one outsider to one service. */
struct bypass {
    const struct lunette_item *outsider;
    struct lunette_finding *finding;
    const struct lunette_gateway *gateway; /* that is passed by */
    size_t related;
    struct bypass *next;
};

/* The steps to write instead, with the words of the one that is there. */
static const char *say_detour(struct lunette_reporter *reporter,
                              const struct lunette_gateway *gateway,
                              const struct lunette_message *message)
{
    bool is_plain = message->text && !strpbrk(message->text, "\"\\\n\r");
    const char *words = is_plain ? say_format(reporter, ": %s", message->text) : "";
    return say_format(reporter, "\"%s -> %s%s\", \"%s -> %s%s\"", message->from.name,
                      gateway->item.name, words, gateway->item.name, message->to.name, words);
}

/* Where the step names a path, that is the route's; else one is made of the service's name. */
static const char *say_route(struct lunette_reporter *reporter,
                             const struct lunette_gateway *gateway,
                             const struct lunette_message *message)
{
    const char *path = message->text ? strchr(message->text, '/') : NULL;
    size_t length = path ? strcspn(path, " ?#\"\\") : 0;
    const char *place = length > 1 ? say_format(reporter, "%.*s", (int)length, path)
                                   : say_format(reporter, "/%s", message->to.name);
    return say_format(reporter, "add route \"%s\" { service = \"%s\" } to the routes of %s and ",
                      place, message->to.name, gateway->item.name);
}

static void report_bypass(struct lunette_reporter *reporter, const struct doors *doors,
                          const struct lunette_message *message, struct bypass *bypass)
{
    const char *outsider = message->from.name, *service = message->to.name;
    const struct lunette_gateway *routed = doors->of[message->to.to->number].gateway;
    const struct lunette_gateway *gateway = routed ? routed : doors->first;
    bypass->finding = reporter->report(reporter, lunette_at(message),
                                       "%s calls %s directly, past the gateway '%s'", outsider,
                                       service, gateway->item.name);
    reporter->subject(bypass->finding, "%s -> %s", outsider, service);
    reporter->relate(bypass->finding, lunette_at_field(gateway, "routes"),
                     routed ? "has a route to %s" : "has no route to %s", service);
    bypass->gateway = gateway;
    reporter->help(bypass->finding, "%slet the scenario go by it: %s",
                   routed ? "" : say_route(reporter, gateway, message),
                   say_detour(reporter, gateway, message));
}

static struct bypass *find_bypass(struct lunette_reporter *reporter, struct bypass **bypasses,
                                  const struct lunette_item *outsider)
{
    while (*bypasses && (*bypasses)->outsider != outsider)
        bypasses = &(*bypasses)->next;
    if (!*bypasses) {
        *bypasses = reporter->alloc(reporter, 1, sizeof **bypasses);
        (*bypasses)->outsider = outsider;
    }
    return *bypasses;
}

static bool is_from_outside(const struct lunette_message *message)
{
    return message->style == LUNETTE_MESSAGE_CALL && message->from.to && message->to.to &&
           message->to.to->kind == LUNETTE_SERVICE && messages_is_outsider(message->from.to);
}

static void check_scenarios(const struct lunette_model *model, struct lunette_reporter *reporter,
                            const struct doors *doors, struct bypass **bypasses)
{
    struct message_walk walk = messages_begin_all(reporter, model);
    for (const struct lunette_message *message; (message = messages_next(&walk));) {
        if (!is_from_outside(message) ||
            !is_inside(doors, (const struct lunette_service *)message->to.to))
            continue;
        struct bypass *bypass =
            find_bypass(reporter, &bypasses[message->to.to->number], message->from.to);
        if (!bypass->finding)
            report_bypass(reporter, doors, message, bypass);
        else if (++bypass->related < SAY_LIMIT)
            reporter->relate(bypass->finding, lunette_at(message), "here, too: %s",
                             say_detour(reporter, bypass->gateway, message));
    }
}

static void check_bypasses_gateway(const struct lunette_model *model,
                                   struct lunette_reporter *reporter)
{
    if (model->gateways.count == 0 || model->scenarios.count == 0)
        return;
    struct doors doors = find_doors(model, reporter);
    if (!doors.first)
        return;
    struct bypass **bypasses = reporter->alloc(reporter, model->services.count, sizeof *bypasses);
    check_scenarios(model, reporter, &doors, bypasses);
}

const struct lunette_rule rule_bypasses_gateway = {
    .id = "calls/bypasses-gateway",
    .severity = LUNETTE_WARNING,
    .summary = "an actor or external calls a service directly where a gateway exists",
    .rationale =
        "What comes in past the gateway comes in past its authentication, its limits and its log "
        "(Richardson, Microservices Patterns, ch. 8, on API gateways; OWASP API Security Top 10, "
        "2023, API9, on inventory). Scenarios say who calls whom: a call from an actor or a "
        "foreign "
        "system to a service is reported when a gateway has a route to the service, or when no "
        "route leads to it and other services call it. Left alone are services that realise a "
        "gateway or call one (a web front end stands before it), services that nobody else calls "
        "and no route leads to (an entrance of their own, such as an administration tool), "
        "messages and replies, and models none of whose gateways has a route.",
    .help = "let the call come in by the gateway",
    .bad = "context \"shop\"\n"
           "actor \"customer\"\n"
           "service \"orders\" { context = \"shop\" }\n"
           "gateway \"front-door\" { routes = { route \"/orders\" { service = \"orders\" } } }\n"
           "scenario \"buy\" { \"customer -> orders: POST /orders\" }\n",
    .good = "context \"shop\"\n"
            "actor \"customer\"\n"
            "service \"orders\" { context = \"shop\" }\n"
            "gateway \"front-door\" { routes = { route \"/orders\" { service = \"orders\" } } }\n"
            "scenario \"buy\" {\n"
            "  \"customer -> front-door: POST /orders\",\n"
            "  \"front-door -> orders: POST /orders\",\n"
            "}\n",
    .check = check_bypasses_gateway,
};
