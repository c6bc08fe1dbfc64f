/* events/loop: events that lead back to themselves. */
#include "common/messaging.h"
#include "common/say.h"
#include "rules.h"

/* Events written out in one circle. */
enum { PATH_LIMIT = 8 };

/* A service that publishes its one event for no other reason than the one it consumes. */
struct relay {
    const struct lunette_consumption *on; /* NULL: the service is no relay */
    const struct lunette_event *from;
    const struct lunette_event *to;
};

static bool has_async(const struct lunette_service *service)
{
    for (size_t i = 0; i < service->dependencies.count; i++)
        if (service->dependencies.items[i]->item.kind == LUNETTE_ASYNC)
            return true;
    return false;
}

static struct relay relay_of(const struct lunette_service *service)
{
    if (service->consumes.count != 1 || service->publishes.count != 1 ||
        service->endpoints.count > 0 || service->callers.count > 0 || has_async(service))
        return (struct relay){.on = NULL};
    const struct lunette_consumption *on = service->consumes.items[0];
    if (!on->event.to || !service->publishes.items[0].to)
        return (struct relay){.on = NULL};
    return (struct relay){on, (const struct lunette_event *)on->event.to,
                          (const struct lunette_event *)service->publishes.items[0].to};
}

/* Services that something else may set going, or that take part in a saga: a saga ends. */
static bool *find_started(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    bool *started = reporter->alloc(reporter, model->services.count, sizeof *started);
    const struct messaging *messaging = messaging_of(reporter);
    for (size_t i = 0; i < model->services.count; i++)
        started[i] = messaging->asked[i];
    for (size_t i = 0; i < model->sagas.count; i++) {
        const struct lunette_saga *saga = model->sagas.items[i];
        for (size_t s = 0; s < saga->steps.count; s++)
            if (saga->steps.items[s]->service.to)
                started[saga->steps.items[s]->service.to->number] = true;
    }
    for (size_t i = 0; i < model->event_sourcings.count; i++)
        if (model->event_sourcings.items[i]->service.to)
            started[model->event_sourcings.items[i]->service.to->number] = true;
    return started;
}

/* Events, joined by the relays that lead from one to the next. */
struct circuit {
    const struct lunette_model *model;
    struct lunette_reporter *reporter;
    struct lunette_graph graph;  /* nodes: events */
    const struct relay **relays; /* of edge i of graph.to */
};

static struct relay *find_relays(const struct lunette_model *model,
                                 struct lunette_reporter *reporter, size_t *count)
{
    struct relay *relays = reporter->alloc(reporter, model->services.count, sizeof *relays);
    for (size_t i = 0; i < model->services.count; i++) {
        relays[*count] = relay_of(model->services.items[i]);
        *count += relays[*count].on != NULL;
    }
    return relays;
}

static size_t drop_started(const struct lunette_model *model, struct lunette_reporter *reporter,
                           struct relay *relays, size_t count)
{
    const bool *started = find_started(model, reporter);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!started[relays[i].on->item.owner->number])
            relays[kept++] = relays[i];
    return kept;
}

static struct circuit build_circuit(const struct lunette_model *model,
                                    struct lunette_reporter *reporter, const struct relay *relays,
                                    size_t count)
{
    struct lunette_edge *edges = reporter->alloc(reporter, count, sizeof *edges);
    for (size_t i = 0; i < count; i++)
        edges[i] = (struct lunette_edge){relays[i].from->item.number, relays[i].to->item.number};
    uint32_t events = (uint32_t)model->events.count;
    struct circuit circuit = {model, reporter,
                              reporter->graphs->build(reporter, events, edges, count),
                              reporter->alloc(reporter, count, sizeof(struct relay *))};
    uint32_t *next = reporter->alloc(reporter, events, sizeof *next);
    for (uint32_t i = 0; i < events; i++)
        next[i] = circuit.graph.first[i];
    for (size_t i = 0; i < count; i++)
        circuit.relays[next[relays[i].from->item.number]++] = &relays[i];
    return circuit;
}

static const struct relay *find_relay(const struct circuit *circuit, uint32_t from, uint32_t to)
{
    uint32_t edge = circuit->graph.first[from];
    while (circuit->graph.to[edge] != to)
        edge++;
    return circuit->relays[edge];
}

/* "a -> worker -> b -> clerk -> a": events, and the services that lead from one to the next. */
static const char *write_path(const struct circuit *circuit, const uint32_t *events, size_t length)
{
    const char *names[2 * PATH_LIMIT + 2];
    size_t count = 0;
    for (size_t i = 0; i < length && i < PATH_LIMIT; i++) {
        const struct relay *relay = find_relay(circuit, events[i], events[(i + 1) % length]);
        names[count++] = relay->from->item.name;
        names[count++] = relay->on->item.owner->name;
    }
    if (length > PATH_LIMIT)
        names[count++] = say_format(circuit->reporter, "(%zu more)", length - PATH_LIMIT);
    names[count++] = circuit->model->events.items[events[0]]->item.name;
    return say_chain(circuit->reporter, names, count);
}

static void report_loop(const struct circuit *circuit, const uint32_t *events, size_t length)
{
    struct lunette_reporter *reporter = circuit->reporter;
    const char *name = circuit->model->events.items[events[0]]->item.name;
    const struct relay *first = find_relay(circuit, events[0], events[1 % length]);
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(first->on), "'%s' leads to itself again, through %zu service%s: %s",
        name, length, say_plural(length), write_path(circuit, events, length));
    reporter->subject(finding, "%s", name);
    for (size_t i = 0; i < length && i < SAY_MANY; i++) {
        size_t more = i + 1 == SAY_MANY ? length - SAY_MANY : 0;
        const struct relay *relay = find_relay(circuit, events[i], events[(i + 1) % length]);
        reporter->relate(finding, lunette_at_entry(relay->on->item.owner, "publishes", 1),
                         "%s publishes %s when it consumes %s%s", relay->on->item.owner->name,
                         relay->to->item.name, relay->from->item.name,
                         say_more(reporter, more, "event"));
    }
    reporter->help(finding,
                   "let one of them end it with an event of its own; if something else makes %s "
                   "publish, declare it: an endpoint, handler \"nightly\", or a saga step",
                   first->on->item.owner->name);
}

static void report_loops(const struct circuit *circuit)
{
    struct lunette_reporter *reporter = circuit->reporter;
    uint32_t count = 0;
    const uint32_t *components = reporter->graphs->components(reporter, &circuit->graph, &count);
    bool *told = reporter->alloc(reporter, count, sizeof *told);
    for (uint32_t from = 0; from < circuit->graph.node_count; from++)
        for (uint32_t e = circuit->graph.first[from]; e < circuit->graph.first[from + 1]; e++) {
            if (components[circuit->graph.to[e]] != components[from] || told[components[from]])
                continue;
            told[components[from]] = true;
            size_t length = 0;
            const uint32_t *events =
                reporter->graphs->shortest_cycle(reporter, &circuit->graph, from, &length);
            report_loop(circuit, events, length);
        }
}

static void check_loop(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    size_t count = 0;
    struct relay *relays = find_relays(model, reporter, &count);
    if (count > 0)
        count = drop_started(model, reporter, relays, count);
    if (count == 0)
        return;
    struct circuit circuit = build_circuit(model, reporter, relays, count);
    report_loops(&circuit);
}

const struct lunette_rule rule_loop = {
    .id = "events/loop",
    .severity = LUNETTE_WARNING,
    .summary = "events that lead back to themselves, with nothing to end the circle",
    .rationale =
        "When a service answers each X with a Y, and another each Y with an X, one message keeps "
        "both busy for ever, and each further one adds to the load. A circle alone is no mistake: "
        "a choreographed saga goes round until the service that began it hears of the end. The "
        "model does not say which consumption causes which publication, so only services are "
        "looked at where nothing else can: they consume one event and publish one, have no "
        "endpoint and no async dependency, no call, scenario or async dependency asks anything of "
        "them, they are not event-sourced and take part in no saga. A circle of such services, or "
        "one that consumes and publishes the same event, is told once, by the shortest way round. "
        "A service that publishes two events may end the circle with the other one, and one with "
        "an endpoint may publish when it is called: both are silent.",
    .help = "let one of them end it with an event of its own",
    .bad = "context \"c\"\n"
           "event \"price.changed\"\n"
           "event \"offer.changed\"\n"
           "service \"offers\" { context = \"c\", consumes = { on \"price.changed\" },\n"
           "  publishes = { \"offer.changed\" } }\n"
           "service \"prices\" { context = \"c\", consumes = { on \"offer.changed\" },\n"
           "  publishes = { \"price.changed\" } }\n",
    .good = "context \"c\"\n"
            "event \"price.changed\"\n"
            "event \"offer.changed\"\n"
            "service \"offers\" { context = \"c\", consumes = { on \"price.changed\" },\n"
            "  publishes = { \"offer.changed\" } }\n"
            "service \"prices\" { context = \"c\", endpoints = { PUT \"/prices/{sku}\" },\n"
            "  consumes = { on \"offer.changed\" }, publishes = { \"price.changed\" } }\n",
    .check = check_loop,
};
