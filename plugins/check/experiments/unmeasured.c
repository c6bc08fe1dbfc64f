/* experiments/unmeasured: faults that no traffic meets. */
#include "common/mark.h"
#include "common/messages.h"
#include "common/route.h"
#include "common/say.h"
#include "rules.h"

/* What the requests of one workload can come by. */
struct tour {
    const struct lunette_model *model;
    struct lunette_reporter *reporter;
    /* by kind and number: the last round that came by, and the last whose scenario shows calls of it; NULL: no
     * matter */
    uint32_t *seen[LUNETTE_KIND_COUNT];
    uint32_t *speaks[LUNETTE_KIND_COUNT];
    uint32_t round;
    const struct lunette_item **queue;
    size_t count;
};

static struct tour start_tour(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    const struct {
        enum lunette_kind kind;
        size_t count;
    } kinds[] = {
        {LUNETTE_SERVICE, model->services.count},   {LUNETTE_GATEWAY, model->gateways.count},
        {LUNETTE_EXTERNAL, model->externals.count}, {LUNETTE_TOPIC, model->topics.count},
        {LUNETTE_BROKER, model->brokers.count},     {LUNETTE_DATASTORE, model->datastores.count},
    };
    struct tour tour = {.model = model, .reporter = reporter};
    size_t all = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        tour.seen[kinds[i].kind] = reporter->alloc(reporter, kinds[i].count, sizeof(uint32_t));
        tour.speaks[kinds[i].kind] = reporter->alloc(reporter, kinds[i].count, sizeof(uint32_t));
        all += kinds[i].count;
    }
    tour.queue = reporter->alloc(reporter, all, sizeof *tour.queue);
    return tour;
}

static bool has_seen(const struct tour *tour, const struct lunette_item *item)
{
    return item && tour->seen[item->kind] && tour->seen[item->kind][item->number] == tour->round;
}

static void visit(struct tour *tour, const struct lunette_item *item)
{
    uint32_t *seen = item ? tour->seen[item->kind] : NULL;
    if (seen && mark_once(&seen[item->number], tour->round))
        tour->queue[tour->count++] = item;
}

/* ---- from what was visited to what comes after it ---- */

static void visit_topic(struct tour *tour, const struct lunette_item *topic)
{
    visit(tour, topic);
    if (topic)
        visit(tour, ((const struct lunette_topic *)topic)->broker.to);
}

static void visit_event(struct tour *tour, const struct lunette_item *item)
{
    const struct lunette_event *event = (const struct lunette_event *)item;
    if (!event)
        return;
    visit_topic(tour, event->topic.to);
    for (size_t i = 0; i < event->consumers.count; i++)
        visit(tour, event->consumers.items[i]->item.owner);
}

/* Of a service whose calls the scenario shows, those are all. */
static void visit_dependencies(struct tour *tour, const struct lunette_service *service)
{
    bool speaks = tour->speaks[LUNETTE_SERVICE][service->item.number] == tour->round;
    for (size_t i = 0; i < service->dependencies.count; i++) {
        const struct lunette_dependency *dependency = service->dependencies.items[i];
        if (speaks && dependency->item.kind == LUNETTE_SYNC)
            continue;
        visit(tour, dependency->to.to);
        visit_topic(tour, dependency->through.to);
        visit_event(tour, dependency->event.to);
    }
}

static void leave_service(struct tour *tour, const struct lunette_service *service)
{
    visit_dependencies(tour, service);
    for (size_t i = 0; i < service->publishes.count; i++)
        visit_event(tour, service->publishes.items[i].to);
    for (size_t i = 0; i < service->consumes.count; i++) {
        const struct lunette_event *event =
            (const struct lunette_event *)service->consumes.items[i]->event.to;
        if (event)
            visit_topic(tour, event->topic.to);
    }
}

static void leave_gateway(struct tour *tour, const struct lunette_gateway *gateway)
{
    visit(tour, gateway->service.to);
    if (tour->speaks[LUNETTE_GATEWAY][gateway->item.number] == tour->round)
        return;
    for (size_t i = 0; i < gateway->routes.count; i++) {
        const struct lunette_route *route = gateway->routes.items[i];
        for (size_t t = 0; t < route_target_count(route); t++)
            visit(tour, route_target(route, t));
    }
}

/* Who reads the topics and brokers that a scenario sends something to. */
static void visit_readers(struct tour *tour)
{
    for (size_t i = 0; i < tour->model->events.count; i++) {
        const struct lunette_event *event = tour->model->events.items[i];
        const struct lunette_topic *topic = (const struct lunette_topic *)event->topic.to;
        if (topic && (has_seen(tour, &topic->item) || has_seen(tour, topic->broker.to)))
            visit_event(tour, &event->item);
    }
    for (size_t i = 0; i < tour->model->consumer_groups.count; i++) {
        const struct lunette_consumer_group *group = tour->model->consumer_groups.items[i];
        for (size_t j = 0; j < group->topics.count; j++)
            if (has_seen(tour, group->topics.items[j].to))
                visit(tour, group->service.to);
    }
}

static void visit_messages(struct tour *tour, const struct lunette_scenario *scenario)
{
    struct message_walk walk = messages_begin(tour->reporter, scenario);
    for (const struct lunette_message *message; (message = messages_next(&walk));) {
        const struct lunette_item *from = message->from.to;
        visit(tour, from);
        visit(tour, message->to.to);
        if (from && tour->speaks[from->kind] && message->style == LUNETTE_MESSAGE_CALL)
            tour->speaks[from->kind][from->number] = tour->round;
    }
}

static void go_round(struct tour *tour, const struct lunette_scenario *scenario)
{
    tour->round++;
    tour->count = 0;
    visit_messages(tour, scenario);
    visit_readers(tour);
    for (size_t i = 0; i < tour->count; i++) {
        if (tour->queue[i]->kind == LUNETTE_SERVICE)
            leave_service(tour, (const struct lunette_service *)tour->queue[i]);
        else if (tour->queue[i]->kind == LUNETTE_GATEWAY)
            leave_gateway(tour, (const struct lunette_gateway *)tour->queue[i]);
    }
}

static bool comes_by(const struct tour *tour, const struct lunette_item *target)
{
    if (has_seen(tour, target))
        return true;
    if (target->kind == LUNETTE_GATEWAY)
        return has_seen(tour, ((const struct lunette_gateway *)target)->service.to);
    if (target->kind != LUNETTE_DATASTORE)
        return false;
    const struct lunette_services *users = &((const struct lunette_datastore *)target)->users;
    for (size_t i = 0; i < users->count; i++)
        if (has_seen(tour, &users->items[i]->item))
            return true;
    return false;
}

/* ---- experiments ---- */

/* What is known of an experiment. */
struct trial {
    bool met;                          /* by its own workload; where it names none, by any */
    const struct lunette_workload *by; /* the first that comes by; NULL: none */
};

static bool is_known(const struct lunette_workload *workload)
{
    return workload->scenario.to != NULL;
}

/* Where a workload does not say what it does, nobody knows whom it meets. */
static bool is_unknown(const struct lunette_model *model,
                       const struct lunette_experiment *experiment)
{
    const struct lunette_workload *own = (const struct lunette_workload *)experiment->workload.to;
    if (!experiment->target.to || (experiment->workload.name && (!own || !is_known(own))))
        return true;
    for (size_t i = 0; i < model->workloads.count && !own; i++)
        if (!is_known(model->workloads.items[i]))
            return true;
    return false;
}

static void note_workload(const struct tour *tour, const struct lunette_workload *workload,
                          struct trial *trials)
{
    for (size_t i = 0; i < tour->model->experiments.count; i++) {
        const struct lunette_experiment *experiment = tour->model->experiments.items[i];
        if (!experiment->target.to || !comes_by(tour, experiment->target.to))
            continue;
        if (!trials[i].by)
            trials[i].by = workload;
        if (!experiment->workload.name || experiment->workload.to == &workload->item)
            trials[i].met = true;
    }
}

static void report_unmet(struct lunette_reporter *reporter,
                         const struct lunette_experiment *experiment,
                         const struct lunette_workload *other)
{
    const char *target = experiment->target.name;
    struct lunette_finding *finding =
        experiment->workload.to
            ? reporter->report(reporter, lunette_at_field(experiment, "workload"),
                               "the workload of '%s' never comes by %s, where the fault is",
                               experiment->item.name, target)
            : reporter->report(reporter, lunette_at_field(experiment, "target"),
                               "no workload comes by %s, where '%s' puts a fault", target,
                               experiment->item.name);
    if (experiment->workload.to)
        reporter->relate(
            finding,
            lunette_at(((const struct lunette_workload *)experiment->workload.to)->scenario.to),
            "this is what it does");
    if (other)
        reporter->help(finding, "write workload = \"%s\": it comes by %s", other->item.name,
                       target);
    else
        reporter->help(finding, "declare a scenario that comes by %s, and a workload that runs it",
                       target);
}

static void check_unmeasured(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    if (model->experiments.count == 0 || model->workloads.count == 0)
        return;
    struct tour tour = start_tour(model, reporter);
    struct trial *trials = reporter->alloc(reporter, model->experiments.count, sizeof *trials);
    for (size_t i = 0; i < model->workloads.count; i++) {
        const struct lunette_workload *workload = model->workloads.items[i];
        if (!is_known(workload))
            continue;
        go_round(&tour, (const struct lunette_scenario *)workload->scenario.to);
        note_workload(&tour, workload, trials);
    }
    for (size_t i = 0; i < model->experiments.count; i++)
        if (!trials[i].met && !is_unknown(model, model->experiments.items[i]))
            report_unmet(reporter, model->experiments.items[i], trials[i].by);
}

const struct lunette_rule rule_unmeasured = {
    .id = "experiments/unmeasured",
    .severity = LUNETTE_WARNING,
    .summary = "an experiment whose fault no workload meets",
    .rationale =
        "A fault that no request meets changes nothing that could be measured: the steady state "
        "holds, and proves nothing (Principles of Chaos Engineering, principlesofchaos.org: the "
        "steady state is that of a system under real traffic). Followed is the scenario of the "
        "experiment's workload, or of every workload where it names none: whom its messages name, "
        "what a service or gateway whose own calls it does not show may call, who consumes what a "
        "service on the way publishes, and the stores these use. Silent in a model without "
        "workloads, where the traffic of production may be meant, and where a workload has no "
        "scenario.",
    .help = "run the experiment under a workload that comes by its target",
    .bad = "context \"shop\"\n"
           "actor \"customer\"\n"
           "service \"search\" { context = \"shop\" }\n"
           "service \"orders\" { context = \"shop\",\n"
           "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } } }\n"
           "scenario \"look\" { \"customer -> search: GET /results\" }\n"
           "workload \"evening\" { scenario = \"look\", rate = \"20/s\" }\n"
           "experiment \"orders fail\" {\n"
           "  target = \"orders\", fault = abort { status = 503 }, duration = \"5m\", workload = "
           "\"evening\",\n"
           "  steady_state = { \"orders/availability\" },\n"
           "  abort_when = { error_rate = \"2%\" },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "actor \"customer\"\n"
            "service \"search\" { context = \"shop\" }\n"
            "service \"orders\" { context = \"shop\",\n"
            "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } } }\n"
            "scenario \"buy\" { \"customer -> orders: POST /orders\" }\n"
            "workload \"evening\" { scenario = \"buy\", rate = \"20/s\" }\n"
            "experiment \"orders fail\" {\n"
            "  target = \"orders\", fault = abort { status = 503 }, duration = \"5m\", workload = "
            "\"evening\",\n"
            "  steady_state = { \"orders/availability\" },\n"
            "  abort_when = { error_rate = \"2%\" },\n"
            "}\n",
    .check = check_unmeasured,
};
