#include "gaps.h"

#include <string.h>

#include "common/say.h"

/* ---- what a service says ---- */

/* One that says nothing of how it talks to others is not described yet. */
static bool is_described(const struct lunette_item *item)
{
    const struct lunette_service *service = (const struct lunette_service *)item;
    return service->dependencies.count + service->publishes.count + service->consumes.count > 0;
}

static bool says_calls(const struct survey *survey, const struct lunette_item *service)
{
    return survey->model->dependencies.count > 0 && is_described(service) &&
           !survey->links.open[service->number];
}

static bool says_publications(const struct survey *survey, const struct lunette_item *service)
{
    return survey->links.any_publication && is_described(service);
}

static bool says_consumptions(const struct survey *survey, const struct lunette_item *service)
{
    return survey->links.any_consumption && is_described(service);
}

/* ---- what is missing ---- */

/* The search is linear in the calls, for each gap: it is left out of large models. */
enum { CIRCLE_LIMIT = 2000 };

/* Whether a call between the two would be calls/cycle. */
static bool closes_circle(const struct survey *survey, const struct talk *talk)
{
    struct lunette_reporter *reporter = survey->reporter;
    const struct lunette_call_graph *calls = reporter->calls(reporter);
    size_t length;
    return talk->from->kind == LUNETTE_SERVICE && talk->to->kind == LUNETTE_SERVICE &&
           calls->graph.node_count <= CIRCLE_LIMIT &&
           reporter->graphs->shortest_path(reporter, &calls->graph, NULL, talk->to->number,
                                           talk->from->number, &length);
}

static bool lacks_dependency(const struct survey *survey, const struct talk *talk, struct gap *gap)
{
    struct lunette_reporter *reporter = survey->reporter;
    const char *from = talk->from->name, *to = talk->to->name;
    *gap = (struct gap){
        talk->from, talk->to, "dependencies",
        say_format(reporter, "%s declares no dependency on it", from),
        say_added(reporter, say_format(reporter, "sync \"%s\"", to), "dependencies",
                  ((const struct lunette_service *)talk->from)->dependencies.count, from)};
    return true;
}

/* What one end of a message would have to say of the event, or of the other end where the message names none. */
static void lacks_event(struct lunette_reporter *reporter, const struct talk *talk,
                        const struct lunette_item *who, const struct lunette_item *other,
                        const char *field, size_t entries, const char *never, struct gap *gap)
{
    const char *remedy =
        talk->event ? say_added(reporter, say_format(reporter, "\"%s\"", talk->event->name), field,
                                entries, who->name)
                    : say_format(reporter, "add the event to the %s of %s", field, who->name);
    *gap = (struct gap){who, talk->event ? talk->event : other, field,
                        say_format(reporter, "%s %s", who->name, never),
                        remedy};
}

static bool lacks_publication(const struct survey *survey, const struct talk *talk, struct gap *gap)
{
    lacks_event(survey->reporter, talk, talk->from, talk->to, "publishes",
                ((const struct lunette_service *)talk->from)->publishes.count,
                talk->event ? "does not publish that event" : "publishes nothing that goes there",
                gap);
    return true;
}

static bool lacks_consumption(const struct survey *survey, const struct talk *talk, struct gap *gap)
{
    lacks_event(survey->reporter, talk, talk->to, talk->from, "consumes",
                ((const struct lunette_service *)talk->to)->consumes.count,
                talk->event ? "does not consume that event"
                            : "consumes nothing that comes from there",
                gap);
    return true;
}

/* ---- from service to service ---- */

/* An internal gateway may stand in between, or be left out. */
static bool goes_by_gateway(const struct survey *survey, const struct talk *talk)
{
    const struct lunette_service *caller = (const struct lunette_service *)talk->from;
    for (size_t i = 0; i < caller->dependencies.count; i++) {
        const struct lunette_item *to = caller->dependencies.items[i]->to.to;
        if (!to)
            continue;
        const struct lunette_item *gateway = talk->to->kind == LUNETTE_GATEWAY ? talk->to : to;
        const struct lunette_item *target = talk->to->kind == LUNETTE_GATEWAY ? to : talk->to;
        if (gateway->kind == LUNETTE_GATEWAY && links_between(&survey->links, gateway, target))
            return true;
    }
    return false;
}

static bool goes_by_event(const struct survey *survey, const struct talk *talk)
{
    const struct lunette_service *publisher = (const struct lunette_service *)talk->from;
    const struct lunette_service *consumer = (const struct lunette_service *)talk->to;
    for (size_t i = 0; i < publisher->publishes.count; i++) {
        const struct lunette_item *event = publisher->publishes.items[i].to;
        if (!event || links_between(&survey->links, event, talk->to))
            return true;
    }
    for (size_t i = 0; i < consumer->consumes.count; i++)
        if (!consumer->consumes.items[i]->event.to)
            return true;
    return false;
}

/* Words that name no event may stand for a message that nobody declares where no service declares any
 * dependency. */
static bool lacks_message(const struct survey *survey, const struct talk *talk, struct gap *gap)
{
    const struct links *links = &survey->links;
    if (!talk->event)
        return !goes_by_event(survey, talk) && says_publications(survey, talk->from) &&
               says_consumptions(survey, talk->to) && says_calls(survey, talk->from) &&
               lacks_publication(survey, talk, gap);
    if (!links_between(links, talk->from, talk->event))
        return says_publications(survey, talk->from) && lacks_publication(survey, talk, gap);
    return !links_between(links, talk->event, talk->to) && says_consumptions(survey, talk->to) &&
           lacks_consumption(survey, talk, gap);
}

/* How to show it as a message that nobody waits for; what is declared of messages, has to back it. */
static const char *say_message(const struct survey *survey, const struct talk *talk)
{
    const char *from = talk->from->name, *to = talk->to->name;
    bool is_backed = goes_by_event(survey, talk) ||
                     links_between(&survey->links, talk->from, talk->to) ||
                     !survey->links.any_publication;
    const char *arrow = say_format(survey->reporter, "\"%s ->> %s\" for a message", from, to);
    return is_backed ? arrow
                     : say_format(survey->reporter, "%s, with async \"%s\" in the dependencies of %s",
                                  arrow, to, from);
}

static bool lacks_call(const struct survey *survey, const struct talk *talk, struct gap *gap)
{
    struct lunette_reporter *reporter = survey->reporter;
    const char *from = talk->from->name, *to = talk->to->name;
    if (!says_calls(survey, talk->from))
        return false;
    lacks_dependency(survey, talk, gap);
    if (goes_by_event(survey, talk) || links_between(&survey->links, talk->from, talk->to)) {
        gap->lack = say_format(reporter, "only messages go from %s to it", from);
        gap->remedy = say_format(reporter, "write %s, or %s", say_message(survey, talk), gap->remedy);
    } else if (links_between(&survey->links, talk->to, talk->from) & LINK_CALL) {
        gap->lack = say_format(reporter, "the dependency runs the other way: %s calls %s", to, from);
        gap->remedy = say_format(reporter,
                                 "write \"%s -> %s\" if %s calls, \"%s --> %s\" if it is answered, %s", to,
                                 from, to, from, to, say_message(survey, talk));
    } else if (closes_circle(survey, talk)) {
        gap->remedy = say_format(reporter, "write %s, since a call would close a circle",
                                 say_message(survey, talk));
    }
    return true;
}

static bool lacks_service(const struct survey *survey, const struct talk *talk, struct gap *gap)
{
    unsigned how = links_between(&survey->links, talk->from, talk->to);
    if (how & LINK_CALL || goes_by_gateway(survey, talk))
        return false;
    switch (talk->message->style) {
    case LUNETTE_MESSAGE_CALL: return lacks_call(survey, talk, gap);
    case LUNETTE_MESSAGE_REPLY:
        return !how && !goes_by_event(survey, talk) && lacks_call(survey, talk, gap);
    default: return !how && lacks_message(survey, talk, gap);
    }
}

/* ---- from and to others ---- */

static bool lacks_external(const struct survey *survey, const struct talk *talk, struct gap *gap)
{
    return !links_between(&survey->links, talk->from, talk->to) && says_calls(survey, talk->from) &&
           lacks_dependency(survey, talk, gap);
}

static bool lacks_gateway(const struct survey *survey, const struct talk *talk, struct gap *gap)
{
    return !links_between(&survey->links, talk->from, talk->to) && !goes_by_gateway(survey, talk) &&
           says_calls(survey, talk->from) && lacks_dependency(survey, talk, gap);
}

static bool is_issuer(const struct lunette_gateway *gateway, const struct lunette_item *item)
{
    const struct lunette_authentication *authentication = gateway->authentication;
    return authentication && authentication->issuer &&
           strcmp(authentication->issuer, item->name) == 0;
}

static bool lacks_route(const struct survey *survey, const struct talk *talk, struct gap *gap)
{
    struct lunette_reporter *reporter = survey->reporter;
    const struct lunette_gateway *gateway = (const struct lunette_gateway *)talk->from;
    const struct lunette_item *realised_by = gateway->service.to;
    if (gateway->routes.count == 0 || links_between(&survey->links, talk->from, talk->to) ||
        (realised_by && links_between(&survey->links, realised_by, talk->to)) ||
        is_issuer(gateway, talk->to))
        return false;
    *gap = (struct gap){talk->from, talk->to, "routes",
                        say_format(reporter, "%s has no route to it", talk->from->name),
                        say_format(reporter, "add route \"/%s\" { service = \"%s\" } to the routes of %s",
                                   talk->to->name, talk->to->name, talk->from->name)};
    return true;
}

/* Whether a service is tied to a topic or broker as the message says; where that names an event, `from` is to be
 * tied to `to`, one of which is the event. */
static bool is_backed(const struct survey *survey, const struct talk *talk,
                      const struct lunette_item *from, const struct lunette_item *to)
{
    unsigned how = links_between(&survey->links, talk->from, talk->to);
    return talk->event ? how & (LINK_MESSAGE | LINK_CALL) || links_between(&survey->links, from, to)
                       : how;
}

static bool lacks_publisher(const struct survey *survey, const struct talk *talk, struct gap *gap)
{
    return !is_backed(survey, talk, talk->from, talk->event) &&
           says_publications(survey, talk->from) && lacks_publication(survey, talk, gap);
}

static bool lacks_consumer(const struct survey *survey, const struct talk *talk, struct gap *gap)
{
    return !is_backed(survey, talk, talk->event, talk->to) && says_consumptions(survey, talk->to) &&
           lacks_consumption(survey, talk, gap);
}

static bool lacks_use(const struct survey *survey, const struct talk *talk, struct gap *gap)
{
    struct lunette_reporter *reporter = survey->reporter;
    const char *from = talk->from->name, *to = talk->to->name;
    if (((const struct lunette_datastore *)talk->to)->users.count == 0 ||
        links_between(&survey->links, talk->from, talk->to))
        return false;
    *gap = (struct gap){talk->from, talk->to, "uses",
                        say_format(reporter, "%s neither owns nor uses that store", from),
                        say_added(reporter, say_format(reporter, "\"%s\"", to), "uses",
                                  ((const struct lunette_service *)talk->from)->uses.count, from)};
    return true;
}

/* Whatever is not here may always talk: actors and foreign systems declare nothing. */
static const struct {
    enum lunette_kind from, to;
    bool (*lacks)(const struct survey *survey, const struct talk *talk, struct gap *gap);
} rows[] = {
    {LUNETTE_SERVICE, LUNETTE_SERVICE, lacks_service},
    {LUNETTE_SERVICE, LUNETTE_EXTERNAL, lacks_external},
    {LUNETTE_SERVICE, LUNETTE_GATEWAY, lacks_gateway},
    {LUNETTE_GATEWAY, LUNETTE_SERVICE, lacks_route},
    {LUNETTE_GATEWAY, LUNETTE_EXTERNAL, lacks_route},
    {LUNETTE_SERVICE, LUNETTE_TOPIC, lacks_publisher},
    {LUNETTE_SERVICE, LUNETTE_BROKER, lacks_publisher},
    {LUNETTE_TOPIC, LUNETTE_SERVICE, lacks_consumer},
    {LUNETTE_BROKER, LUNETTE_SERVICE, lacks_consumer},
    {LUNETTE_SERVICE, LUNETTE_DATASTORE, lacks_use},
};

bool gaps_find(const struct survey *survey, const struct talk *talk, struct gap *gap)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].from == talk->from->kind && rows[i].to == talk->to->kind)
            return rows[i].lacks(survey, talk, gap);
    return false;
}
