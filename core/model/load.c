#include "model/load.h"

#include "base/map.h"
#include "model/endpoint.h"

/* What the workloads of one scenario make of it. */
struct pace {
    double least_per_s, most_per_s;
    const struct lunette_workload *fastest; /* NULL: no workload runs it */
    double fastest_per_s;
};

/* Calls between one pair of ends. */
struct link {
    const struct lunette_dependency *call;
    struct link *next;
    const struct lunette_endpoint **meant; /* by what the call names; NULL: not yet looked up */
};

/* Of one service or call: messages of the scenario at hand, and requests per second that the
 * workload in `by` brings. */
struct tally {
    double least, most;
    double brought_per_s;
};

/* Of all services, or of all calls, by number. */
struct tallies {
    struct tally *of;
    struct lunette_load *loads;
    uint32_t *touched; /* by the scenario at hand */
    size_t touched_count;
};

struct counter {
    const struct lunette_model *model;
    struct tallies services, calls;
    struct map links; /* key_of the ends → the first struct link */
    struct arena *arena;
};

/* How often a step happens when its scenario does. */
struct times {
    double least, most;
};

/* Rates, where 0 × INFINITY is nothing at all. */
static double times_rate(double count, double rate_per_s)
{
    return count > 0 && rate_per_s > 0 ? count * rate_per_s : 0;
}

/* ---- the calls between two ends ---- */

/* A gateway stands for what realises it. */
static const struct lunette_item *end_of(const struct lunette_item *item)
{
    if (item && item->kind == LUNETTE_GATEWAY && ((const struct lunette_gateway *)item)->service.to)
        return ((const struct lunette_gateway *)item)->service.to;
    return item;
}

static size_t end_number(const struct lunette_model *model, const struct lunette_item *end)
{
    if (end->kind == LUNETTE_SERVICE)
        return end->number;
    if (end->kind == LUNETTE_EXTERNAL)
        return model->services.count + end->number;
    return model->services.count + model->externals.count + end->number;
}

/* A number for each pair, as a key of a map. */
static const void *key_of(const struct lunette_model *model, const struct lunette_item *caller,
                          const struct lunette_item *target)
{
    size_t ends = model->services.count + model->externals.count + model->gateways.count;
    uintptr_t pair = (uintptr_t)caller->number * ends + end_number(model, target);
    return (const void *)(pair + 1);
}

static bool can_be_called(const struct lunette_item *end)
{
    return end && (end->kind == LUNETTE_SERVICE || end->kind == LUNETTE_EXTERNAL ||
                   end->kind == LUNETTE_GATEWAY);
}

static void link_calls(struct counter *counter)
{
    const struct lunette_dependencies *all = &counter->model->dependencies;
    struct link *links = arena_array(counter->arena, all->count, sizeof *links);
    for (size_t i = 0; i < all->count; i++) {
        const struct lunette_dependency *call = all->items[i];
        const struct lunette_item *target = end_of(call->to.to);
        if (call->item.kind != LUNETTE_SYNC || !can_be_called(target))
            continue;
        const void *key = key_of(counter->model, call->item.owner, target);
        links[i] = (struct link){.call = call, .next = map_get(&counter->links, key)};
        map_set(&counter->links, key, &links[i]);
    }
}

static const struct lunette_endpoint *endpoint_at(const struct lunette_item *target,
                                                  const char *text)
{
    return target->kind == LUNETTE_SERVICE
               ? endpoint_services.find((const struct lunette_service *)target, text)
               : NULL;
}

static void look_up_endpoints(struct counter *counter, struct link *link,
                              const struct lunette_item *target)
{
    const struct lunette_strings *named = &link->call->endpoints;
    link->meant = arena_array(counter->arena, named->count + 1, sizeof *link->meant);
    for (size_t i = 0; i < named->count; i++)
        link->meant[i] = endpoint_at(target, named->items[i]);
}

/* Whether the call says that it is for this operation. Targets that declare no endpoints are
 * compared by the words alone. */
static bool call_names(const struct link *link, const char *text,
                       const struct lunette_endpoint *meant)
{
    for (size_t i = 0; i < link->call->endpoints.count; i++)
        if (link->call->endpoints.items[i] == text || (meant && link->meant[i] == meant))
            return true;
    return false;
}

/* ---- one scenario ---- */

static void add_times(struct tallies *tallies, uint32_t number, struct times times)
{
    struct tally *tally = &tallies->of[number];
    if (!(tally->most > 0))
        tallies->touched[tallies->touched_count++] = number;
    tally->least += times.least;
    tally->most += times.most;
}

/* Over those calls of a pair that name the operation; false when none does. */
static bool count_named(struct counter *counter, struct link *links,
                        const struct lunette_item *target, const char *text, struct times times)
{
    const struct lunette_endpoint *meant = endpoint_at(target, text);
    bool named = false;
    for (struct link *link = links; link; link = link->next) {
        if (!link->meant)
            look_up_endpoints(counter, link, target);
        if (!call_names(link, text, meant))
            continue;
        add_times(&counter->calls, link->call->item.number, times);
        named = true;
    }
    return named;
}

static void count_calls(struct counter *counter, struct link *links,
                        const struct lunette_item *target, const char *text, struct times times)
{
    bool several = links && links->next;
    if (several && text && count_named(counter, links, target, text, times))
        return;
    for (const struct link *link = links; link; link = link->next)
        add_times(&counter->calls, link->call->item.number, times);
}

static void count_message(struct counter *counter, const struct lunette_message *message,
                          struct times times)
{
    const struct lunette_item *sender = end_of(message->from.to);
    const struct lunette_item *target = end_of(message->to.to);
    if (message->style != LUNETTE_MESSAGE_CALL || !can_be_called(target) || sender == target)
        return;
    if (target->kind == LUNETTE_SERVICE)
        add_times(&counter->services, target->number, times);
    if (sender && sender->kind == LUNETTE_SERVICE)
        count_calls(counter, map_get(&counter->links, key_of(counter->model, sender, target)),
                    target, message->text, times);
}

static struct times times_in(enum lunette_kind block, struct times around)
{
    switch (block) {
    case LUNETTE_ALT:
    case LUNETTE_OTHERWISE:
    case LUNETTE_OPT: return (struct times){0, around.most};
    case LUNETTE_LOOP: return (struct times){0, INFINITY};
    default: return around;
    }
}

/* As deep as blocks stand in blocks, which the decoder limits. */
static void count_steps(struct counter *counter, const struct lunette_items *steps,
                        struct times times)
{
    for (size_t i = 0; i < steps->count; i++) {
        const struct lunette_item *step = steps->items[i];
        if (step->kind == LUNETTE_MESSAGE)
            count_message(counter, (const struct lunette_message *)step, times);
        else
            count_steps(counter, &((const struct lunette_block *)step)->steps,
                        times_in(step->kind, times));
    }
}

/* ---- all of them ---- */

static void add_rate(struct lunette_load *load, struct tally *tally, const struct pace *pace)
{
    double least = times_rate(tally->least, pace->least_per_s);
    double brought = times_rate(tally->most, pace->fastest_per_s);
    if (!load->by)
        load->at_least_per_s = load->at_most_per_s = 0;
    if (!load->by || brought > tally->brought_per_s) {
        load->by = pace->fastest;
        tally->brought_per_s = brought;
    }
    load->at_least_per_s = fmax(load->at_least_per_s, least);
    load->at_most_per_s += times_rate(tally->most, pace->most_per_s);
    tally->least = tally->most = 0;
}

static void add_rates(struct tallies *tallies, const struct pace *pace)
{
    for (size_t i = 0; i < tallies->touched_count; i++)
        add_rate(&tallies->loads[tallies->touched[i]], &tallies->of[tallies->touched[i]], pace);
    tallies->touched_count = 0;
}

static const struct pace *find_paces(const struct counter *counter)
{
    const struct lunette_workloads *workloads = &counter->model->workloads;
    struct pace *paces =
        arena_array(counter->arena, counter->model->scenarios.count, sizeof *paces);
    for (size_t i = 0; i < workloads->count; i++) {
        const struct lunette_workload *workload = workloads->items[i];
        if (!workload->scenario.to)
            continue;
        struct pace *pace = &paces[workload->scenario.to->number];
        bool known = lunette_known(workload->rate_per_s);
        double most_per_s = known ? workload->rate_per_s : INFINITY;
        pace->least_per_s = fmax(pace->least_per_s, known ? workload->rate_per_s : 0);
        pace->most_per_s += most_per_s;
        if (!pace->fastest || most_per_s > pace->fastest_per_s) {
            pace->fastest = workload;
            pace->fastest_per_s = most_per_s;
        }
    }
    return paces;
}

static struct tallies tallies_start(struct arena *arena, size_t count)
{
    struct tallies tallies = {
        .of = arena_array(arena, count, sizeof *tallies.of),
        .loads = arena_array(arena, count, sizeof *tallies.loads),
        .touched = arena_array(arena, count, sizeof *tallies.touched),
    };
    for (size_t i = 0; i < count; i++)
        tallies.loads[i].at_least_per_s = tallies.loads[i].at_most_per_s = NAN;
    return tallies;
}

/* Numbers of sync calls end below this; those of services that are declared twice are numbered,
 * too. */
static size_t call_room(const struct lunette_model *model)
{
    size_t room = 0;
    for (size_t i = 0; i < model->dependencies.count; i++)
        if (model->dependencies.items[i]->item.kind == LUNETTE_SYNC &&
            model->dependencies.items[i]->item.number >= room)
            room = (size_t)model->dependencies.items[i]->item.number + 1;
    return room;
}

static void count_scenarios(struct counter *counter)
{
    const struct lunette_scenarios *scenarios = &counter->model->scenarios;
    const struct pace *paces = find_paces(counter);
    for (size_t i = 0; i < scenarios->count; i++) {
        if (!paces[i].fastest)
            continue;
        count_steps(counter, &scenarios->items[i]->steps, (struct times){1, 1});
        add_rates(&counter->services, &paces[i]);
        add_rates(&counter->calls, &paces[i]);
    }
}

struct lunette_loads *load_build(struct arena *arena, const struct lunette_model *model)
{
    struct arena scratch = {0};
    struct counter counter = {
        .model = model,
        .services = tallies_start(arena, model->services.count),
        .calls = tallies_start(arena, call_room(model)),
        .arena = &scratch,
    };
    if (model->workloads.count > 0) {
        link_calls(&counter);
        count_scenarios(&counter);
    }
    map_free(&counter.links);
    arena_reset(&scratch);
    struct lunette_loads *loads = arena_new(arena, struct lunette_loads);
    *loads = (struct lunette_loads){counter.services.loads, counter.calls.loads};
    return loads;
}
