/* contracts/unknown-endpoint: what callers name and nobody declares. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "common/messages.h"
#include "common/operation.h"
#include "common/say.h"
#include "dead_routes.h"
#include "rules.h"

/* A place that names what its target does not declare. */
struct mention {
    const struct lunette_service *target;
    const char *text;
    const char *from;
    struct lunette_blame blame;
    size_t order;
};

struct mentions {
    struct lunette_reporter *reporter;
    const bool *gateways;
    struct dead_routes dead_routes;
    struct mention *items;
    size_t count, room;
};

static void add_mention(struct mentions *mentions, const struct lunette_service *target,
                        const char *text, const char *from, struct lunette_blame blame)
{
    if (mentions->count == mentions->room) {
        size_t room = mentions->room ? mentions->room * 2 : 16;
        struct mention *larger =
            mentions->reporter->alloc(mentions->reporter, room, sizeof *larger);
        if (mentions->count)
            memcpy(larger, mentions->items, mentions->count * sizeof *larger);
        mentions->items = larger;
        mentions->room = room;
    }
    mentions->items[mentions->count] = (struct mention){target, text, from, blame, mentions->count};
    mentions->count++;
}

/* The service whose endpoints a reference can be held against; NULL: none. */
static const struct lunette_service *judged(const struct mentions *mentions,
                                            const struct lunette_ref *to)
{
    if (!to->to || to->to->kind != LUNETTE_SERVICE || mentions->gateways[to->to->number])
        return NULL;
    const struct lunette_service *service = (const struct lunette_service *)to->to;
    return service->endpoints.count ? service : NULL;
}

/* Where a proxy sends what begins so, or the path all endpoints begin with: a text without a method that ends
 * in * or has declared paths below it. */
static bool is_area(const struct lunette_endpoint_services *endpoints,
                    const struct lunette_service *service, const char *text)
{
    if (text[0] != '/' || text[strlen(text) - 1] == '*')
        return text[0] == '/';
    for (size_t i = 0; i < service->endpoints.count; i++)
        if (operation_has_path(service->endpoints.items[i]) &&
            endpoints->prefix_covers(text, service->endpoints.items[i]->item.name))
            return true;
    return false;
}

static bool is_word(const char *text)
{
    if (!isalpha((unsigned char)*text))
        return false;
    while (isalnum((unsigned char)*text) || (*text && strchr("_-.", *text)))
        text++;
    return *text == '\0';
}

static bool declares_names(const struct lunette_service *service)
{
    for (size_t i = 0; i < service->endpoints.count; i++)
        if (!operation_has_path(service->endpoints.items[i]))
            return true;
    return false;
}

static void collect_call(struct mentions *mentions, const struct lunette_dependency *call)
{
    const struct lunette_service *target = judged(mentions, &call->to);
    const struct lunette_endpoint_services *endpoints = mentions->reporter->endpoints;
    for (size_t i = 0; target && call->item.owner && i < call->endpoints.count; i++) {
        const char *text = call->endpoints.items[i];
        if (endpoints->find(target, text) || is_area(endpoints, target, text))
            continue;
        bool names = endpoints->is_reference(text) || (is_word(text) && declares_names(target));
        if (names && !operation_is_known(mentions->reporter, target, text) &&
            !dead_routes_tell(&mentions->dead_routes, mentions->reporter, call->item.owner,
                              &target->item, text))
            add_mention(mentions, target, text, call->item.owner->name,
                        lunette_at_entry(call, "endpoints", i + 1));
    }
}

static bool same_first_segment(const char *a, const char *b)
{
    size_t length = 1 + strcspn(a + 1, "/?# ");
    return strncmp(a, b, length) == 0 && (!b[length] || b[length] == '/');
}

/* Scenarios leave out what all paths of a service begin with. */
static bool is_tail(const struct lunette_endpoint_services *endpoints,
                    const struct lunette_service *service, const char *text)
{
    const char *path = strchr(text, '/');
    for (size_t i = 0; path && i < service->endpoints.count; i++) {
        const char *name = service->endpoints.items[i]->item.name;
        for (const char *tail = name ? strchr(name, '/') : NULL; tail; tail = strchr(tail + 1, '/'))
            if (same_first_segment(path, tail) && endpoints->paths_meet(path, tail))
                return true;
    }
    return false;
}

static void collect_message(struct mentions *mentions, const struct lunette_message *message)
{
    bool asks = message->style == LUNETTE_MESSAGE_CALL || message->style == LUNETTE_MESSAGE_ASYNC;
    const struct lunette_service *target = asks ? judged(mentions, &message->to) : NULL;
    if (!target || !message->from.name ||
        !mentions->reporter->endpoints->is_reference(message->text))
        return;
    if (!operation_is_known(mentions->reporter, target, message->text) &&
        !is_tail(mentions->reporter->endpoints, target, message->text))
        add_mention(mentions, target, message->text, message->from.name, lunette_at(message));
}

static void collect_scenario(struct mentions *mentions, const struct lunette_scenario *scenario)
{
    struct message_walk walk = messages_begin(mentions->reporter, scenario);
    for (const struct lunette_message *message; (message = messages_next(&walk));)
        collect_message(mentions, message);
}

/* ---- reporting: one finding for each name that a service does not know ---- */

static bool same_mistake(const struct mention *a, const struct mention *b)
{
    return a->target == b->target && strcmp(a->text, b->text) == 0;
}

static int by_mistake(const void *left, const void *right)
{
    const struct mention *a = left, *b = right;
    if (a->target != b->target)
        return a->target->item.number < b->target->item.number ? -1 : 1;
    int order = strcmp(a->text, b->text);
    return order ? order : a->order < b->order ? -1 : a->order > b->order;
}

/* What an undeclared name most likely is: what the service's other names are. */
static enum lunette_kind kind_of_names(const struct lunette_service *service)
{
    for (size_t i = 0; i < service->endpoints.count; i++)
        if (!operation_has_path(service->endpoints.items[i]))
            return service->endpoints.items[i]->item.kind;
    return LUNETTE_RPC;
}

/* "PUT at /orders", "'Stock/Book'". */
static const char *say_wanted(struct lunette_reporter *reporter, const char *text)
{
    const char *path = strchr(text, '/');
    if (!path || (path > text && path[-1] != ' '))
        return say_format(reporter, "'%s'", text);
    const char *area = operation_area(reporter, path);
    const char *where = strlen(area) < strlen(path) ? "at or below" : "at";
    return path == text
               ? say_format(reporter, "endpoint %s %s", where, area)
               : say_format(reporter, "%.*s %s %s", (int)(path - text - 1), text, where, area);
}

static void report_mention(struct lunette_reporter *reporter, const struct mention *mention,
                           size_t count)
{
    const struct lunette_service *service = mention->target;
    const char *target = service->item.name;
    struct lunette_finding *finding =
        reporter->report(reporter, mention->blame, "%s calls '%s', which %s does not declare",
                         mention->from, mention->text, target);
    reporter->subject(finding, "%s -> %s", mention->from, target);
    reporter->relate(finding, lunette_at_field(service, "endpoints"), "%s declares %s", target,
                     operation_offer(reporter, service));
    size_t said = count <= SAY_LIMIT ? count : SAY_LIMIT;
    for (size_t i = 1; i < said; i++)
        reporter->relate(finding, mention[i].blame, "%s calls it, too", mention[i].from);
    reporter->help(finding, "%s has no %s; drop it, or declare %s", target,
                   say_wanted(reporter, mention->text),
                   operation_declaration(reporter, mention->text, kind_of_names(service)));
}

static void check_unknown_endpoint(const struct lunette_model *model,
                                   struct lunette_reporter *reporter)
{
    struct mentions mentions = {
        .reporter = reporter,
        .gateways = operation_gateways(reporter),
        .dead_routes = dead_routes_find(model, reporter),
    };
    for (size_t i = 0; i < model->dependencies.count; i++)
        collect_call(&mentions, model->dependencies.items[i]);
    for (size_t i = 0; i < model->scenarios.count; i++)
        collect_scenario(&mentions, model->scenarios.items[i]);
    if (mentions.count > 1)
        qsort(mentions.items, mentions.count, sizeof *mentions.items, by_mistake);
    for (size_t i = 0, next; i < mentions.count; i = next) {
        for (next = i + 1; next < mentions.count; next++)
            if (!same_mistake(&mentions.items[i], &mentions.items[next]))
                break;
        report_mention(reporter, &mentions.items[i], next - i);
    }
}

const struct lunette_rule rule_unknown_endpoint = {
    .id = "contracts/unknown-endpoint",
    .severity = LUNETTE_ERROR,
    .summary = "a call or message names an endpoint its target does not declare",
    .rationale =
        "What is called and is not there fails in production with 404 (RFC 9110, 15.5.5) or "
        "UNIMPLEMENTED (gRPC), on the first request. Each endpoint that a call or a scenario's "
        "message names is looked up among those its target declares: paths segment by segment, "
        "whatever their placeholders are called; rpcs with or without service and package; "
        "GraphQL operations and handlers by name. Health probes count as declared, and so does "
        "the path of GraphQL where there are queries or mutations. Silent about targets that "
        "declare no endpoint (contracts/missing-contract) and those that realise a gateway, about "
        "free words, paths without a method that end in * or have declared ones below them, and a "
        "scenario's path that is the end of a declared one. The steps of sagas are left to "
        "sagas/unknown-action, routes to gateway/route-without-endpoint, and so is what a service "
        "calls that realises the gateway of such a route.",
    .help = "drop it, or declare it in the target",
    .bad = "context \"shop\"\n"
           "service \"payments\" { context = \"shop\", endpoints = { POST \"/payments\" } }\n"
           "service \"orders\" {\n"
           "  context = \"shop\",\n"
           "  dependencies = { sync \"payments\" { endpoint = \"POST /charges\", timeout = \"1s\" "
           "} },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"payments\" { context = \"shop\", endpoints = { POST \"/payments\" } }\n"
            "service \"orders\" {\n"
            "  context = \"shop\",\n"
            "  dependencies = { sync \"payments\" { endpoint = \"POST /payments\", timeout = "
            "\"1s\" } },\n"
            "}\n",
    .check = check_unknown_endpoint,
};
