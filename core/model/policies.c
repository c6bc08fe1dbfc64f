#include "model/policies.h"

/* What is declared for every call to one target; NULL: nothing. */
struct defaults {
    const struct lunette_policy *timeout, *retry, *breaker, *bulkhead;
    const struct lunette_destination *traffic_timeout, *traffic_retry;
};

struct policies {
    struct arena *arena;
    struct map by_target; /* item → struct defaults */
};

static struct defaults *defaults_of(struct policies *policies, const struct lunette_item *target)
{
    struct defaults *defaults = map_get(&policies->by_target, target);
    if (!defaults) {
        defaults = arena_array(policies->arena, 1, sizeof *defaults);
        map_set(&policies->by_target, target, defaults);
    }
    return defaults;
}

static void collect(struct policies *policies, const struct lunette_policies *list, size_t member)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct lunette_item *target = list->items[i]->service.to;
        if (!target)
            continue;
        const struct lunette_policy **slot =
            (void *)((char *)defaults_of(policies, target) + member);
        if (!*slot)
            *slot = list->items[i];
    }
}

/* A destination without a timeout leaves some requests without one: then there is no default. */
static const struct lunette_destination *slowest(const struct lunette_destinations *routes)
{
    const struct lunette_destination *slowest = NULL;
    for (size_t i = 0; i < routes->count; i++) {
        if (!lunette_known(routes->items[i]->timeout_ms))
            return NULL;
        if (!slowest || routes->items[i]->timeout_ms > slowest->timeout_ms)
            slowest = routes->items[i];
    }
    return slowest;
}

static const struct lunette_destination *first_retrying(const struct lunette_destinations *routes)
{
    for (size_t i = 0; i < routes->count; i++)
        if (routes->items[i]->retry)
            return routes->items[i];
    return NULL;
}

static void collect_traffic(struct policies *policies, const struct lunette_traffics *traffics)
{
    for (size_t i = 0; i < traffics->count; i++) {
        const struct lunette_traffic *traffic = traffics->items[i];
        if (!traffic->host.to)
            continue;
        struct defaults *defaults = defaults_of(policies, traffic->host.to);
        if (!defaults->traffic_timeout)
            defaults->traffic_timeout = slowest(&traffic->routes);
        if (!defaults->traffic_retry)
            defaults->traffic_retry = first_retrying(&traffic->routes);
    }
}

static void collect_all(struct policies *policies, const struct lunette_model *model)
{
    collect(policies, &model->timeouts, offsetof(struct defaults, timeout));
    collect(policies, &model->retry_policies, offsetof(struct defaults, retry));
    collect(policies, &model->circuit_breakers, offsetof(struct defaults, breaker));
    collect(policies, &model->bulkheads, offsetof(struct defaults, bulkhead));
    collect_traffic(policies, &model->traffics);
}

/* ---- one call ---- */

static void set_timeout(struct lunette_dependency *call, const struct defaults *defaults)
{
    call->timeout_in_force_ms = call->timeout_ms;
    if (lunette_known(call->timeout_ms)) {
        call->timeout_by = &call->item;
    } else if (defaults->timeout) {
        call->timeout_in_force_ms = defaults->timeout->timeout_ms;
        call->timeout_by = &defaults->timeout->item;
    } else if (defaults->traffic_timeout) {
        call->timeout_in_force_ms = defaults->traffic_timeout->timeout_ms;
        call->timeout_by = &defaults->traffic_timeout->item;
    }
}

static void set_retry(struct lunette_dependency *call, const struct defaults *defaults)
{
    if (call->retry) {
        call->retry_in_force = call->retry;
        call->retry_by = &call->retry->item;
    } else if (defaults->retry) {
        call->retry_in_force = &defaults->retry->retry;
        call->retry_by = &defaults->retry->item;
    } else if (defaults->traffic_retry) {
        call->retry_in_force = defaults->traffic_retry->retry;
        call->retry_by = &defaults->traffic_retry->retry->item;
    }
    const struct lunette_retry *retry = call->retry_in_force;
    call->attempts = retry && retry->max_attempts > 0 ? retry->max_attempts : 1;
}

static void set_breaker(struct lunette_dependency *call, const struct defaults *defaults)
{
    if (call->circuit_breaker) {
        call->breaker_in_force = call->circuit_breaker;
        call->breaker_by = &call->circuit_breaker->item;
    } else if (defaults->breaker) {
        call->breaker_in_force = &defaults->breaker->breaker;
        call->breaker_by = &defaults->breaker->item;
    }
}

static void set_bulkhead(struct lunette_dependency *call, const struct defaults *defaults)
{
    call->bulkhead_in_force = call->bulkhead;
    if (call->bulkhead != LUNETTE_UNSET) {
        call->bulkhead_by = &call->item;
    } else if (defaults->bulkhead) {
        call->bulkhead_in_force = defaults->bulkhead->limit;
        call->bulkhead_by = &defaults->bulkhead->item;
    }
}

/* The waits between `attempts` tries. Each is the one before times the multiplier, up to the longest; from
 * there, or where they do not grow, the rest is a product: a million tries cost no more than a few. */
static double waits_ms(const struct lunette_retry *retry, double attempts)
{
    double wait = retry->backoff_ms, sum = 0, left = attempts - 1;
    double factor = lunette_known(retry->backoff_multiplier) ? retry->backoff_multiplier : 1;
    double longest = lunette_known(retry->max_backoff_ms) ? retry->max_backoff_ms : INFINITY;
    if (!lunette_known(wait))
        return 0;
    for (; left > 0 && wait < longest && factor > 1 && isfinite(sum) && wait > 0; left--) {
        sum += wait;
        wait *= factor;
    }
    return left > 0 ? sum + left * fmin(wait, longest) : sum;
}

static void set_worst(struct lunette_dependency *call)
{
    double attempts = (double)call->attempts;
    double waits = call->retry_in_force ? waits_ms(call->retry_in_force, attempts) : 0;
    call->worst_ms = call->timeout_in_force_ms * attempts + waits;
}

static const struct lunette_service *find_callee(const struct lunette_item *to)
{
    if (to && to->kind == LUNETTE_GATEWAY)
        to = ((const struct lunette_gateway *)to)->service.to;
    return to && to->kind == LUNETTE_SERVICE ? (const struct lunette_service *)to : NULL;
}

static void govern(const struct policies *policies, struct lunette_dependency *call)
{
    static const struct defaults none;
    const struct defaults *defaults =
        policies->by_target.count && call->to.to ? map_get(&policies->by_target, call->to.to) : NULL;
    if (!defaults)
        defaults = &none;
    call->callee = find_callee(call->to.to);
    set_timeout(call, defaults);
    set_retry(call, defaults);
    set_breaker(call, defaults);
    set_bulkhead(call, defaults);
    set_worst(call);
}

/* An async dependency is governed by nothing; its members are unset as a sync call's without a word. */
static void leave_ungoverned(struct lunette_dependency *message)
{
    message->timeout_in_force_ms = message->worst_ms = NAN;
    message->bulkhead_in_force = LUNETTE_UNSET;
    message->attempts = 1;
}

void policies_derive(struct builder *builder)
{
    struct policies policies = {.arena = builder->arena};
    collect_all(&policies, builder->model);
    const struct lunette_dependencies *all = &builder->model->dependencies;
    for (size_t i = 0; i < all->count; i++) {
        struct lunette_dependency *dependency = (struct lunette_dependency *)all->items[i];
        if (dependency->item.kind == LUNETTE_SYNC)
            govern(&policies, dependency);
        else
            leave_ungoverned(dependency);
    }
    map_free(&policies.by_target);
}
