#include "view/facts.h"

#include "base/map.h"

/* Keys are items; the first that the model declares holds. */
struct facts {
    struct map objectives;                  /* service or external → struct lunette_slo */
    struct map locked;                      /* service → its mesh, when it is strict */
    struct map meshes;                      /* service → the mesh that names it */
    const struct lunette_mesh *for_all;     /* NULL: there is none */
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
    if (!mesh->services.count && !facts->for_all)
        facts->for_all = mesh;
    for (size_t i = 0; i < mesh->services.count; i++)
        set_first(&facts->meshes, mesh->services.items[i].to, mesh);
    if (!mesh->security || mesh->security->mtls != LUNETTE_MTLS_STRICT)
        return;
    if (!mesh->services.count)
        facts->all_locked = true;
    for (size_t i = 0; i < mesh->services.count; i++)
        set_first(&facts->locked, mesh->services.items[i].to, mesh);
}

struct facts *facts_open(const struct lunette_model *model, struct arena *arena)
{
    struct facts *facts = arena_new(arena, struct facts);
    note_objectives(facts, &model->slos);
    for (size_t i = 0; i < model->meshes.count; i++)
        note_mesh(facts, model->meshes.items[i]);
    return facts;
}

void facts_close(struct facts *facts)
{
    map_free(&facts->objectives);
    map_free(&facts->locked);
    map_free(&facts->meshes);
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

const struct lunette_mesh *facts_find_mesh(const struct facts *facts,
                                           const struct lunette_item *service)
{
    const struct lunette_mesh *mesh = map_get(&facts->meshes, service);
    return mesh ? mesh : facts->for_all;
}
