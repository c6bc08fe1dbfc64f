#include "view/facts.h"

#include "base/map.h"

/* Keys are items; the first that the model declares holds. */
struct facts {
    struct map objectives;                  /* service or external → struct lunette_slo */
    struct map locked;                      /* service → its mesh */
    struct map timeouts, retries, breakers; /* service → struct lunette_policy */
    bool all_locked;
};

static void set_first(struct map *map, const void *key, const void *value)
{
    if (key && !map_get(map, key))
        map_set(map, key, (void *)value);
}

static void note_objectives(struct facts *facts, const struct lunette_slos *slos)
{
    for (size_t i = 0; i < slos->count; i++) {
        const struct lunette_slo *slo = slos->items[i];
        if (slo->sli == LUNETTE_SLI_AVAILABILITY && lunette_known(slo->target_ratio))
            set_first(&facts->objectives, slo->service.to ? slo->service.to : slo->item.owner, slo);
    }
}

static void note_mesh(struct facts *facts, const struct lunette_mesh *mesh)
{
    if (!mesh->security || mesh->security->mtls != LUNETTE_MTLS_STRICT)
        return;
    if (!mesh->services.count)
        facts->all_locked = true;
    for (size_t i = 0; i < mesh->services.count; i++)
        set_first(&facts->locked, mesh->services.items[i].to, mesh);
}

static void note_policies(struct map *map, const struct lunette_policies *policies)
{
    for (size_t i = 0; i < policies->count; i++)
        set_first(map, policies->items[i]->service.to, policies->items[i]);
}

struct facts *facts_open(const struct lunette_model *model, struct arena *arena)
{
    struct facts *facts = arena_new(arena, struct facts);
    note_objectives(facts, &model->slos);
    for (size_t i = 0; i < model->meshes.count; i++)
        note_mesh(facts, model->meshes.items[i]);
    note_policies(&facts->timeouts, &model->timeouts);
    note_policies(&facts->retries, &model->retry_policies);
    note_policies(&facts->breakers, &model->circuit_breakers);
    return facts;
}

void facts_close(struct facts *facts)
{
    map_free(&facts->objectives);
    map_free(&facts->locked);
    map_free(&facts->timeouts);
    map_free(&facts->retries);
    map_free(&facts->breakers);
}

double facts_find_availability(const struct facts *facts, const struct lunette_item *item)
{
    const struct lunette_slo *slo = map_get(&facts->objectives, item);
    return slo ? slo->target_ratio : NAN;
}

bool facts_has_strict_mtls(const struct facts *facts, const struct lunette_item *service)
{
    return facts->all_locked || map_get(&facts->locked, service);
}

double facts_find_timeout_ms(const struct facts *facts, const struct lunette_dependency *call)
{
    const struct lunette_policy *policy = map_get(&facts->timeouts, call->to.to);
    return lunette_known(call->timeout_ms) || !policy ? call->timeout_ms : policy->timeout_ms;
}

int64_t facts_find_tries(const struct facts *facts, const struct lunette_dependency *call)
{
    const struct lunette_policy *policy = map_get(&facts->retries, call->to.to);
    if (call->retry)
        return call->retry->max_attempts;
    return policy ? policy->retry.max_attempts : LUNETTE_UNSET;
}

bool facts_has_breaker(const struct facts *facts, const struct lunette_dependency *call)
{
    return call->circuit_breaker || map_get(&facts->breakers, call->to.to);
}
