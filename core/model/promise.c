#include "model/promise.h"

/* ---- what is promised ---- */

static const struct lunette_slo *find_availability(const struct lunette_slos *slos)
{
    const struct lunette_slo *strictest = NULL;
    for (size_t i = 0; i < slos->count; i++) {
        const struct lunette_slo *slo = slos->items[i];
        if (slo->sli != LUNETTE_SLI_AVAILABILITY ||
            !(slo->target_ratio > 0 && slo->target_ratio < 1))
            continue;
        if (!strictest || slo->target_ratio > strictest->target_ratio)
            strictest = slo;
    }
    return strictest;
}

static bool is_p99(const struct lunette_slo *slo)
{
    return slo->sli == LUNETTE_SLI_LATENCY && fabs(slo->percentile - 0.99) < 1e-9;
}

static const struct lunette_slo *find_latency_p99(const struct lunette_slos *slos)
{
    const struct lunette_slo *strictest = NULL;
    for (size_t i = 0; i < slos->count; i++) {
        const struct lunette_slo *slo = slos->items[i];
        if (is_p99(slo) && (!strictest || slo->target_ms < strictest->target_ms))
            strictest = slo;
    }
    return strictest;
}

static struct lunette_promise promise_of(const struct lunette_slos *slos)
{
    return (struct lunette_promise){
        .availability = find_availability(slos),
        .latency_p99 = find_latency_p99(slos),
        .possible = NAN,
        .slowest_ms = NAN,
    };
}

/* ---- what it rests on ---- */

struct promising {
    const struct lunette_model *model;
    const struct lunette_call_graph *calls;
    struct lunette_promise *services, *externals;
    struct lunette_need *needs; /* of all services, one after another */
    size_t need_count;
    uint32_t *seen; /* by service, then by external: the last service + 1 that met it */
};

/* NULL for what is neither service nor external. */
static const struct lunette_item *target_of(const struct lunette_dependency *call)
{
    if (call->callee)
        return &call->callee->item;
    return call->to.to && call->to.to->kind == LUNETTE_EXTERNAL ? call->to.to : NULL;
}

static bool is_new(struct promising *promising, const struct lunette_item *item, uint32_t service)
{
    size_t slot =
        item->number + (item->kind == LUNETTE_EXTERNAL ? promising->model->services.count : 0);
    bool first = promising->seen[slot] != service + 1;
    promising->seen[slot] = service + 1;
    return first;
}

static void find_needs(struct promising *promising, const struct lunette_service *service)
{
    struct lunette_promise *promise = &promising->services[service->item.number];
    promise->needs = &promising->needs[promising->need_count];
    for (size_t i = 0; i < service->dependencies.count; i++) {
        const struct lunette_dependency *call = service->dependencies.items[i];
        const struct lunette_item *item = target_of(call);
        if (item && lunette_is_hard(call) && !lunette_on_cycle(promising->calls, call) &&
            is_new(promising, item, service->item.number)) {
            promising->needs[promising->need_count++] = (struct lunette_need){item, call};
            promise->need_count++;
        }
    }
}

static void multiply(double *product, double factor)
{
    if (factor < 1)
        *product = lunette_known(*product) ? *product * factor : factor;
}

static void add_up(struct promising *promising, const struct lunette_service *service)
{
    struct lunette_promise *promise = &promising->services[service->item.number];
    if (service->performance)
        multiply(&promise->possible, service->performance->availability);
    for (size_t i = 0; i < promise->need_count; i++) {
        const struct lunette_item *item = promise->needs[i].item;
        const struct lunette_promise *other = item->kind == LUNETTE_EXTERNAL
                                                  ? &promising->externals[item->number]
                                                  : &promising->services[item->number];
        if (other->availability)
            multiply(&promise->possible, other->availability->target_ratio);
        if (other->latency_p99 && !(promise->slowest_ms >= other->latency_p99->target_ms))
            promise->slowest_ms = other->latency_p99->target_ms;
    }
}

struct lunette_promises *promise_build(struct arena *arena, const struct lunette_model *model,
                                       const struct lunette_call_graph *calls)
{
    size_t services = model->services.count, externals = model->externals.count;
    struct promising promising = {
        .model = model,
        .calls = calls,
        .services = arena_array(arena, services, sizeof *promising.services),
        .externals = arena_array(arena, externals, sizeof *promising.externals),
        .needs = arena_array(arena, model->dependencies.count, sizeof *promising.needs),
        .seen = arena_array(arena, services + externals, sizeof *promising.seen),
    };
    for (size_t i = 0; i < externals; i++)
        promising.externals[i] = promise_of(&model->externals.items[i]->slos);
    for (size_t i = 0; i < services; i++)
        promising.services[i] = promise_of(&model->services.items[i]->slos);
    for (size_t i = 0; i < services; i++)
        find_needs(&promising, model->services.items[i]);
    for (size_t i = 0; i < services; i++)
        add_up(&promising, model->services.items[i]);
    struct lunette_promises *promises = arena_new(arena, struct lunette_promises);
    *promises = (struct lunette_promises){promising.services, promising.externals};
    return promises;
}
