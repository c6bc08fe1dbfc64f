/* calls/cycle: services that call each other in a circle. */
#include "common/chain.h"
#include "rules.h"
#include "steps.h"

/* The shortest cycle through one service is found in time linear in its component; through all of
 * them that would be quadratic. A component is searched from as many services as this many steps
 * allow: of one with up to a thousand calls every service, so that the cycle told is the very
 * shortest. */
enum { STEPS_LIMIT = 1 << 20, BREAKER_LIMIT = 1000 };

struct circle {
    const uint32_t *services;
    size_t length;  /* 0: none yet */
    uint32_t size;  /* services that hang together */
    uint32_t edges; /* calls among them */
    uint32_t steps; /* spent on it */
};

struct members {
    uint32_t *items; /* services */
    uint32_t count;
};

struct search {
    const struct lunette_model *model;
    struct lunette_reporter *reporter;
    const struct lunette_call_graph *calls;
    struct lunette_graph inside; /* the calls that stay inside a group */
};

static bool is_own(const struct lunette_dependency *call)
{
    return call->item.owner == &call->callee->item;
}

/* ---- a service that calls itself ---- */

static void report_own_call(struct lunette_reporter *reporter,
                            const struct lunette_dependency *call)
{
    const char *name = call->item.owner->name;
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at(call), "%s calls itself", name);
    if (call->to.to != call->item.owner)
        reporter->label(finding, "%s leads back to %s", call->to.name, name);
    reporter->subject(finding, "%s -> %s", name, name);
    reporter->help(finding, "call the code inside %s directly, and drop the dependency", name);
}

static void report_own_calls(struct lunette_reporter *reporter,
                             const struct lunette_call_graph *calls)
{
    const struct lunette_item *last = NULL;
    for (uint32_t edge = 0; edge < calls->graph.first[calls->graph.node_count]; edge++) {
        const struct lunette_dependency *call = calls->calls[edge];
        if (!is_own(call) || call->item.owner == last)
            continue;
        last = call->item.owner;
        report_own_call(reporter, call);
    }
}

/* ---- several services ---- */

/* The calls that stay inside a component. */
static struct lunette_graph build_inside(struct lunette_reporter *reporter,
                                         const struct lunette_call_graph *calls,
                                         struct circle *circles)
{
    uint32_t total = calls->graph.first[calls->graph.node_count];
    struct lunette_edge *edges = reporter->alloc(reporter, total, sizeof *edges);
    size_t count = 0;
    for (uint32_t edge = 0; edge < total; edge++) {
        const struct lunette_dependency *call = calls->calls[edge];
        if (is_own(call) || !lunette_on_cycle(calls, call))
            continue;
        uint32_t from = call->item.owner->number;
        circles[calls->components[from]].edges++;
        edges[count++] = (struct lunette_edge){from, calls->graph.to[edge]};
    }
    for (uint32_t node = 0; node < calls->graph.node_count; node++)
        circles[calls->components[node]].size++;
    return reporter->graphs->build(reporter, calls->graph.node_count, edges, count);
}

static void search_from(struct lunette_reporter *reporter, const struct lunette_graph *inside,
                        uint32_t node, struct circle *circle)
{
    bool enough = circle->length == 2 || circle->steps > STEPS_LIMIT;
    if (inside->first[node] == inside->first[node + 1] || (circle->length > 0 && enough))
        return;
    size_t length;
    const uint32_t *found = reporter->graphs->shortest_cycle(reporter, inside, node, &length);
    circle->steps += circle->edges;
    if (found && (circle->length == 0 || length < circle->length)) {
        circle->services = found;
        circle->length = length;
    }
}

static const struct lunette_dependency *find_call(const struct lunette_call_graph *calls,
                                                  uint32_t from, uint32_t to)
{
    uint32_t edge = calls->graph.first[from];
    while (calls->graph.to[edge] != to)
        edge++;
    return calls->calls[edge];
}

static struct chain collect_calls(struct lunette_reporter *reporter,
                                  const struct lunette_call_graph *calls,
                                  const struct circle *circle)
{
    const struct lunette_dependency **found =
        reporter->alloc(reporter, circle->length, sizeof *found);
    for (size_t i = 0; i < circle->length; i++)
        found[i] =
            find_call(calls, circle->services[i], circle->services[(i + 1) % circle->length]);
    return (struct chain){found, circle->length};
}

/* ---- which calls to drop ---- */

/* Whether the calls inside are free of circles without those of one service: services that nobody calls any
 * more go one after another until all are gone (Kahn 1962). */
static bool breaks_all(struct lunette_reporter *reporter, const struct lunette_graph *inside,
                       const struct members *members, uint32_t dropped)
{
    uint32_t *callers = reporter->alloc(reporter, inside->node_count, sizeof *callers);
    uint32_t *free = reporter->alloc(reporter, members->count, sizeof *free);
    uint32_t free_count = 0;
    for (uint32_t i = 0; i < members->count; i++)
        for (uint32_t e = inside->first[members->items[i]];
             members->items[i] != dropped && e < inside->first[members->items[i] + 1]; e++)
            callers[inside->to[e]]++;
    for (uint32_t i = 0; i < members->count; i++)
        if (callers[members->items[i]] == 0)
            free[free_count++] = members->items[i];
    for (uint32_t i = 0; i < free_count; i++)
        for (uint32_t e = inside->first[free[i]];
             free[i] != dropped && e < inside->first[free[i] + 1]; e++)
            if (--callers[inside->to[e]] == 0)
                free[free_count++] = inside->to[e];
    return free_count == members->count;
}

static uint32_t calls_of(const struct lunette_graph *inside, uint32_t service)
{
    return inside->first[service + 1] - inside->first[service];
}

/* The service on the circle without whose calls there is none left, the one with the fewest of them; of a
 * large group it is not looked for. UINT32_MAX: there is none. */
static uint32_t find_breaker(struct lunette_reporter *reporter, const struct lunette_graph *inside,
                             const struct members *members, const struct circle *circle)
{
    uint32_t best = UINT32_MAX;
    for (size_t i = 0; i < circle->length && circle->edges <= BREAKER_LIMIT; i++) {
        uint32_t service = circle->services[i];
        if ((best == UINT32_MAX || calls_of(inside, service) < calls_of(inside, best)) &&
            breaks_all(reporter, inside, members, service))
            best = service;
    }
    return best;
}

static bool is_on(const struct chain *chain, const struct lunette_dependency *call)
{
    for (size_t i = 0; i < chain->count; i++)
        if (chain->calls[i] == call)
            return true;
    return false;
}

/* The calls of a service that stay inside, one to each callee. */
static struct chain collect_calls_of(struct lunette_reporter *reporter,
                                     const struct lunette_call_graph *calls,
                                     const struct lunette_graph *inside, uint32_t service)
{
    const struct lunette_dependency **found =
        reporter->alloc(reporter, calls_of(inside, service), sizeof *found);
    struct chain chain = {found, 0};
    for (uint32_t e = inside->first[service]; e < inside->first[service + 1]; e++) {
        const struct lunette_dependency *call = find_call(calls, service, inside->to[e]);
        if (!is_on(&chain, call))
            found[chain.count++] = call;
    }
    return chain;
}

/* A call that its caller can do without, or else the one that leads back. */
static struct chain find_weakest(const struct chain *chain)
{
    size_t weakest = chain->count - 1;
    for (size_t i = chain->count; i-- > 0;)
        if (!lunette_is_hard(chain->calls[i]))
            weakest = i;
    return (struct chain){chain->calls + weakest, 1};
}

static const char *say_dropped(struct lunette_reporter *reporter, const struct chain *dropped)
{
    struct names names = {.count = 0};
    for (size_t i = 0; i < dropped->count; i++)
        say_add_once(&names, say_format(reporter, "%s -> %s", dropped->calls[i]->item.owner->name,
                                        dropped->calls[i]->callee->item.name));
    return say_names(reporter, &names);
}

static size_t count_steps(struct lunette_reporter *reporter, const struct chain *dropped)
{
    size_t steps = 0;
    for (size_t i = 0; i < dropped->count; i++)
        steps += steps_count(steps_between(reporter, dropped->calls[i]->item.owner,
                                           dropped->calls[i]->to.to));
    return steps;
}

/* Tells the places that would have to change and are not told as parts of the circle. */
static void tell_dropped(struct lunette_reporter *reporter, struct lunette_finding *finding,
                         const struct chain *chain, const struct chain *dropped, size_t steps)
{
    size_t told = 0;
    for (size_t i = 0; i < dropped->count; i++) {
        const struct lunette_dependency *call = dropped->calls[i];
        const struct lunette_item *from = call->item.owner, *to = call->to.to;
        if (i < SAY_MANY && !is_on(chain, call))
            reporter->relate(finding, lunette_at(call), "%s calls %s, too", from->name, to->name);
        for (const struct step *step = steps_between(reporter, from, to); step && told < SAY_MANY;
             step = step->next)
            reporter->relate(
                finding, lunette_at(step->message), "shows %s -> %s%s", from->name, to->name,
                say_more(reporter, ++told == SAY_MANY ? steps - told : 0, "step"));
    }
}

static void help_out(const struct search *search, struct lunette_finding *finding,
                     const struct members *members, const struct circle *circle,
                     const struct chain *chain)
{
    struct lunette_reporter *reporter = search->reporter;
    bool is_simple = circle->edges == circle->length;
    uint32_t breaker =
        is_simple ? UINT32_MAX : find_breaker(reporter, &search->inside, members, circle);
    const struct chain dropped =
        breaker == UINT32_MAX
            ? find_weakest(chain)
            : collect_calls_of(reporter, search->calls, &search->inside, breaker);
    size_t steps = count_steps(reporter, &dropped);
    tell_dropped(reporter, finding, chain, &dropped, steps);
    const char *shown = steps ? say_format(reporter, ", and the %zu scenario step%s that show%s %s", steps,
                                           say_plural(steps), steps == 1 ? "s" : "",
                                           dropped.count == 1 ? "it" : "them")
                              : "";
    reporter->help(finding,
                   "drop %s%s%s: hand over in the request what is asked for, or let the caller keep "
                   "what events tell",
                   say_dropped(reporter, &dropped), shown,
                   breaker == UINT32_MAX ? "" : ", which breaks all of them");
}

/* ---- one group ---- */

static const char *say_members(const struct search *search, const struct members *members)
{
    struct names names = {.count = 0};
    for (uint32_t i = 0; i < members->count; i++)
        say_add(&names, search->model->services.items[members->items[i]]->item.name);
    return say_names(search->reporter, &names);
}

static void report_circle(const struct search *search, const struct members *members,
                          const struct circle *circle)
{
    struct lunette_reporter *reporter = search->reporter;
    struct chain chain = collect_calls(reporter, search->calls, circle);
    const char *path = chain_say(reporter, &chain);
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(chain.calls[0]), "%s call each other in %s: %s",
        say_members(search, members),
        circle->edges > circle->length ? "circles, the shortest" : "a circle", path);
    reporter->subject(finding, "%s", path);
    chain_tell_calls(reporter, finding, &chain);
    help_out(search, finding, members, circle, &chain);
}

/* The services of each group, one list after another. */
static struct members *list_members(const struct search *search, const struct circle *circles)
{
    const struct lunette_call_graph *calls = search->calls;
    struct lunette_reporter *reporter = search->reporter;
    struct members *groups = reporter->alloc(reporter, calls->component_count, sizeof *groups);
    uint32_t *next = reporter->alloc(reporter, calls->graph.node_count, sizeof *next);
    for (uint32_t i = 0; i < calls->component_count; next += circles[i++].size)
        groups[i].items = next;
    for (uint32_t node = 0; node < calls->graph.node_count; node++) {
        struct members *group = &groups[calls->components[node]];
        group->items[group->count++] = node;
    }
    return groups;
}

static void check_cycle(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    const struct lunette_call_graph *calls = reporter->calls(reporter);
    report_own_calls(reporter, calls);
    if (calls->component_count == calls->graph.node_count)
        return;
    struct search search = {model, reporter, calls, {0}};
    struct circle *circles = reporter->alloc(reporter, calls->component_count, sizeof *circles);
    search.inside = build_inside(reporter, calls, circles);
    for (uint32_t node = 0; node < search.inside.node_count; node++)
        search_from(reporter, &search.inside, node, &circles[calls->components[node]]);
    const struct members *groups = list_members(&search, circles);
    for (uint32_t i = 0; i < calls->component_count; i++)
        if (circles[i].length > 0)
            report_circle(&search, &groups[i], &circles[i]);
}

const struct lunette_rule rule_calls_cycle = {
    .id = "calls/cycle",
    .severity = LUNETTE_ERROR,
    .summary = "services that call each other in a circle, or one that calls itself",
    .rationale =
        "Services in a circle of synchronous calls can be neither deployed, nor started, nor "
        "understood one without the other; each holds a connection and a thread while it waits for "
        "the next, so that a slow one stalls all of them, itself included (Martin, Clean "
        "Architecture, ch. 14, on acyclic dependencies; Nygard, Release It!, 2nd ed., ch. 4, on "
        "blocked threads). All sync calls count, optional ones too: they block as well. "
        "Calls to a gateway count as calls to the service that realises it. One finding for each "
        "group of services that hang together so, with the shortest circle in it; of a group with "
        "more than a thousand calls, a short one. Rules on timeouts, objectives and criticality "
        "leave calls inside a circle alone. Events in a circle are events/loop.",
    .help = "replace one of the calls by an event, or hand over in the request what is asked for",
    .bad = "context \"shop\"\n"
           "\n"
           "service \"orders\" { context = \"shop\", dependencies = { sync \"payments\" } }\n"
           "service \"payments\" { context = \"shop\", dependencies = { sync \"orders\" } }\n",
    .good = "context \"shop\"\n"
            "\n"
            "service \"orders\" { context = \"shop\", dependencies = { sync \"payments\" } }\n"
            "service \"payments\" { context = \"shop\", publishes = { \"payment.settled\" } }\n"
            "event \"payment.settled\"\n",
    .check = check_cycle,
};
