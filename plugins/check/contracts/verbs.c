/* contracts/verb-in-path: the method is the verb. */
#include <string.h>

#include "common/operation.h"
#include "common/say.h"
#include "common/verb.h"
#include "rules.h"
#include "shape.h"

/* ---- one finding for each service: how it names things is one habit ---- */

struct misnamed {
    const struct lunette_endpoint *endpoint;
    struct segment segment;
    const struct verb *verb; /* NULL: none */
};

static struct misnamed find_misnamed(const struct lunette_endpoint *endpoint)
{
    struct misnamed found = {.endpoint = endpoint, .segment = {endpoint->item.name, 0}};
    while (operation_has_path(endpoint) && endpoint->item.name) {
        found.segment = shape_segment(endpoint, found.segment.start + found.segment.length);
        found.verb = verb_find(found.segment.start, found.segment.length);
        if (found.verb || found.segment.length == 0)
            break;
    }
    return found;
}

/* "GET /shop/orders" for "POST /shop/getOrders". */
static const char *remedy(struct lunette_reporter *reporter, const struct misnamed *misnamed)
{
    return say_format(reporter, "%s %s", misnamed->verb->method,
                      verb_free_path(reporter, misnamed->endpoint->item.name));
}

/* What a service names wrongly: the first of it, all of it, and how it would be right. */
struct habit {
    struct misnamed first;
    struct names names, remedies;
};

static void report_misnamed(struct lunette_reporter *reporter,
                            const struct lunette_service *service, const struct habit *habit)
{
    const struct names *names = &habit->names;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(habit->first.endpoint),
        "%s has %zu path%s with the verb of the method in %s: %s", service->item.name, names->count,
        say_plural(names->count), names->count == 1 ? "it" : "them", say_names(reporter, names));
    reporter->label(finding, "'%.*s'", (int)habit->first.segment.length, habit->first.segment.start);
    reporter->help(finding,
                   "name the thing and let the method say what is done, here and where it is called: %s",
                   say_names(reporter, &habit->remedies));
}

static void check_service(struct lunette_reporter *reporter, const struct lunette_service *service)
{
    struct habit habit = {.first = {.verb = NULL}};
    for (size_t i = 0; i < service->endpoints.count; i++) {
        struct misnamed misnamed = find_misnamed(service->endpoints.items[i]);
        if (!misnamed.verb)
            continue;
        if (!habit.first.verb)
            habit.first = misnamed;
        bool is_said = habit.names.count < SAY_LIMIT;
        say_add(&habit.names, is_said ? operation_name(reporter, misnamed.endpoint) : "");
        say_add(&habit.remedies, is_said ? remedy(reporter, &misnamed) : "");
    }
    if (habit.first.verb)
        report_misnamed(reporter, service, &habit);
}

static void check_verb_in_path(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->services.count; i++)
        check_service(reporter, model->services.items[i]);
}

const struct lunette_rule rule_verb_in_path = {
    .id = "contracts/verb-in-path",
    .severity = LUNETTE_NOTE,
    .summary = "a path that says what the method says: /getOrders",
    .rationale =
        "In REST a path names a thing and the method says what is done with it (Fielding, "
        "Architectural Styles, ch. 5; RFC 9110, 9.1). A verb in the path makes one address for "
        "each action: caches, retries and access rules, which go by the method, no longer know "
        "what a request does. Looks for add, create, delete, do, fetch, find, get, insert, list, "
        "make, modify, remove, retrieve, save and update at the beginning of a segment of an HTTP "
        "endpoint, followed by another word as in getOrders, get-orders or get_orders. One "
        "finding for each service. Silent about a verb alone, as in /orders/{id}/cancel, which is "
        "how an action on a thing is written, about things whose names begin so (add-ons, "
        "list-prices), and about rpcs and GraphQL operations, whose names are verbs.",
    .help = "name the thing and let the method say what is done",
    .bad = "context \"shop\"\n"
           "service \"orders\" {\n"
           "  context = \"shop\",\n"
           "  endpoints = { GET \"/getOrders\", POST \"/orders/{id}/cancel\" },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"orders\" {\n"
            "  context = \"shop\",\n"
            "  endpoints = { GET \"/orders\", POST \"/orders/{id}/cancel\" },\n"
            "}\n",
    .check = check_verb_in_path,
};
