/* sagas/unreachable-participant: whom the orchestrator can ask. */
#include "common/route.h"
#include "common/say.h"
#include "rules.h"

/* Marks hold the last round, one for each saga, in which something was reached. */
struct reach {
    const struct lunette_model *model;
    uint32_t *services, *externals, *topics; /* by number */
    uint32_t round;
};

static uint32_t *mark_of(const struct reach *reach, const struct lunette_item *item)
{
    if (item && item->kind == LUNETTE_SERVICE)
        return &reach->services[item->number];
    if (item && item->kind == LUNETTE_EXTERNAL)
        return &reach->externals[item->number];
    return item && item->kind == LUNETTE_TOPIC ? &reach->topics[item->number] : NULL;
}

static void mark(const struct reach *reach, const struct lunette_item *item)
{
    uint32_t *at = mark_of(reach, item);
    if (at)
        *at = reach->round;
}

static void mark_event(const struct reach *reach, const struct lunette_item *item)
{
    const struct lunette_event *event = (const struct lunette_event *)item;
    if (!event)
        return;
    mark(reach, event->topic.to);
    for (size_t i = 0; i < event->consumers.count; i++)
        mark(reach, event->consumers.items[i]->item.owner);
}

static void mark_routes(const struct reach *reach, const struct lunette_gateway *gateway)
{
    for (size_t i = 0; i < gateway->routes.count; i++) {
        const struct lunette_route *route = gateway->routes.items[i];
        for (size_t j = 0; j < route_target_count(route); j++)
            mark(reach, route_target(route, j));
    }
}

static void mark_dependency(const struct reach *reach, const struct lunette_dependency *dependency)
{
    const struct lunette_item *to = dependency->to.to;
    mark(reach, to);
    mark(reach, dependency->through.to);
    mark_event(reach, dependency->event.to);
    if (to && to->kind == LUNETTE_GATEWAY)
        mark_routes(reach, (const struct lunette_gateway *)to);
    if (dependency->callee)
        mark(reach, &dependency->callee->item);
}

static void mark_reached(const struct reach *reach, const struct lunette_service *orchestrator)
{
    mark(reach, &orchestrator->item);
    for (size_t i = 0; i < orchestrator->dependencies.count; i++)
        mark_dependency(reach, orchestrator->dependencies.items[i]);
    for (size_t i = 0; i < orchestrator->publishes.count; i++)
        mark_event(reach, orchestrator->publishes.items[i].to);
}

/* ---- asked only about participants that nothing of this reaches ---- */

static bool calls(const struct lunette_service *service, const struct lunette_item *to)
{
    for (size_t i = 0; i < service->dependencies.count; i++)
        if (service->dependencies.items[i]->to.to == to)
            return true;
    return false;
}

static bool reads_topic(const struct reach *reach, const struct lunette_item *service)
{
    for (size_t i = 0; i < reach->model->consumer_groups.count; i++) {
        const struct lunette_consumer_group *group = reach->model->consumer_groups.items[i];
        for (size_t j = 0; j < group->topics.count && group->service.to == service; j++)
            if (group->topics.items[j].to &&
                reach->topics[group->topics.items[j].to->number] == reach->round)
                return true;
    }
    return false;
}

/* A foreign system mostly stands behind a service of its own. */
static bool stands_behind(const struct lunette_service *orchestrator,
                          const struct lunette_item *external)
{
    for (size_t i = 0; i < orchestrator->dependencies.count; i++) {
        const struct lunette_service *callee = orchestrator->dependencies.items[i]->callee;
        if (callee && calls(callee, external))
            return true;
    }
    return false;
}

static bool is_reached(const struct reach *reach, const struct lunette_service *orchestrator,
                       const struct lunette_item *participant)
{
    if (*mark_of(reach, participant) == reach->round)
        return true;
    if (participant->kind == LUNETTE_EXTERNAL)
        return stands_behind(orchestrator, participant);
    return reads_topic(reach, participant) ||
           calls((const struct lunette_service *)participant, &orchestrator->item);
}

/* ---- the rule ---- */

static void report_unreachable(struct lunette_reporter *reporter, const struct lunette_saga *saga,
                               const struct lunette_saga_step *step)
{
    const char *orchestrator = saga->orchestrator.name, *participant = step->service.name;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(step, "service"),
        "'%s' of '%s' is done by %s, which its orchestrator %s neither calls nor sends anything",
        step->item.name, saga->item.name, participant, orchestrator);
    reporter->subject(finding, "%s -> %s", orchestrator, participant);
    reporter->relate(finding, lunette_at_field(saga->orchestrator.to, "dependencies"),
                     "what %s depends on", orchestrator);
    if (step->service.to->kind == LUNETTE_EXTERNAL)
        reporter->help(finding, "give %s sync \"%s\", or a service that it calls", orchestrator,
                       participant);
    else
        reporter->help(finding, "give %s sync \"%s\" or async \"%s\", or an event that %s consumes",
                       orchestrator, participant, participant, participant);
}

/* Events say what happened, not what to do: where they are all an orchestrator sends and no participant
 * listens, its commands are not drawn. */
static bool draws_commands(const struct reach *reach, const struct lunette_saga *saga,
                           const struct lunette_service *orchestrator)
{
    if (orchestrator->dependencies.count)
        return true;
    for (size_t i = 0; i < saga->steps.count; i++) {
        const struct lunette_item *to = saga->steps.items[i]->service.to;
        if (to && to != &orchestrator->item && is_reached(reach, orchestrator, to))
            return true;
    }
    return false;
}

static void check_saga(struct reach *reach, struct lunette_reporter *reporter,
                       const struct lunette_saga *saga)
{
    const struct lunette_service *orchestrator =
        (const struct lunette_service *)saga->orchestrator.to;
    if (!orchestrator || saga->coordination == LUNETTE_CHOREOGRAPHY)
        return;
    reach->round++;
    mark_reached(reach, orchestrator);
    if (!draws_commands(reach, saga, orchestrator))
        return;
    for (size_t i = 0; i < saga->steps.count; i++) {
        const struct lunette_saga_step *step = saga->steps.items[i];
        if (!step->service.to || is_reached(reach, orchestrator, step->service.to))
            continue;
        report_unreachable(reporter, saga, step);
        mark(reach, step->service.to); /* said once */
    }
}

static void check_unreachable_participant(const struct lunette_model *model,
                                          struct lunette_reporter *reporter)
{
    if (model->sagas.count == 0)
        return;
    struct reach reach = {
        .model = model,
        .services = reporter->alloc(reporter, model->services.count, sizeof *reach.services),
        .externals = reporter->alloc(reporter, model->externals.count, sizeof *reach.externals),
        .topics = reporter->alloc(reporter, model->topics.count, sizeof *reach.topics),
    };
    for (size_t i = 0; i < model->sagas.count; i++)
        check_saga(&reach, reporter, model->sagas.items[i]);
}

const struct lunette_rule rule_unreachable_participant = {
    .id = "sagas/unreachable-participant",
    .severity = LUNETTE_ERROR,
    .summary = "the orchestrator has no way to a participant",
    .rationale =
        "An orchestrator tells each participant what to do, by a call or a message (Richardson, "
        "Microservices Patterns, ch. 4). Where the model has neither, the step cannot begin, or "
        "the dependency was forgotten, and every rule about calls overlooks it. A participant is "
        "reached when the orchestrator calls it, itself or by a gateway's routes, sends it "
        "something, publishes an event that it consumes or writes to a topic one of its consumer "
        "groups reads; when it fetches its work by calling the orchestrator; and, if it is an "
        "external system, when a service that the orchestrator calls depends on it. Silent about "
        "orchestrators that depend on nothing and none of whose events a participant consumes: "
        "the model does not draw their commands; about choreographies; and about the "
        "orchestrator's own steps.",
    .help = "add the orchestrator's call or message to the participant",
    .bad = "context \"shop\"\n"
           "service \"stock\" { context = \"shop\" }\n"
           "service \"payments\" { context = \"shop\" }\n"
           "service \"orders\" {\n"
           "  context = \"shop\", dependencies = { sync \"payments\" { timeout = \"1s\" } },\n"
           "}\n"
           "saga \"checkout\" {\n"
           "  orchestrator = \"orders\",\n"
           "  step \"reserve\" { service = \"stock\", compensation = \"release\" },\n"
           "  step \"pay\" { service = \"payments\", pivot = true },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"stock\" { context = \"shop\" }\n"
            "service \"payments\" { context = \"shop\" }\n"
            "service \"orders\" {\n"
            "  context = \"shop\",\n"
            "  dependencies = { sync \"payments\" { timeout = \"1s\" }, sync \"stock\" { timeout = "
            "\"1s\" } },\n"
            "}\n"
            "saga \"checkout\" {\n"
            "  orchestrator = \"orders\",\n"
            "  step \"reserve\" { service = \"stock\", compensation = \"release\" },\n"
            "  step \"pay\" { service = \"payments\", pivot = true },\n"
            "}\n",
    .check = check_unreachable_participant,
};
