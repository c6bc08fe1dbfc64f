#include "view/deployment.h"

#include <string.h>

#include "view/badges.h"
#include "view/boxes.h"
#include "view/facts.h"
#include "view/labels.h"

enum { FACT_COLUMNS = 40 };

/* ---- facts, a line each; NULL where the model says nothing ---- */

/* "replicas 3–12 by cpu 70 %" */
static const char *tell_replicas(struct arena *arena, const struct lunette_service *service)
{
    const struct lunette_scaling *scaling = service->scaling;
    const char *count = scaling ? labels_range(arena, scaling->min, scaling->max) : NULL;
    if (!count)
        return NULL;
    const char *noun = strcmp(count, "1") == 0 ? "replica" : "replicas";
    if (!scaling->metric)
        return arena_format(arena, "%s %s", count, noun);
    return arena_format(arena, "%s %s by %s%s%s", count, noun, scaling->metric,
                        scaling->target <= 1 ? " " : "",
                        scaling->target <= 1 ? labels_percent(arena, scaling->target) : "");
}

static const char *tell_strategy(struct arena *arena, const struct lunette_service *service)
{
    const char *strategy = badges_strategy(arena, service->deployment);
    return strategy ? arena_format(arena, "release: %s", strategy) : NULL;
}

static const char *tell_probes(struct arena *arena, const struct lunette_service *service)
{
    static const struct {
        enum lunette_kind kind;
        const char *name;
    } kinds[] = {{LUNETTE_LIVENESS, "liveness"},
                 {LUNETTE_READINESS, "readiness"},
                 {LUNETTE_STARTUP, "startup"}};
    enum { COUNT = sizeof kinds / sizeof *kinds };
    const char *names[COUNT] = {NULL};
    for (size_t i = 0; i < service->health.count; i++)
        for (size_t k = 0; k < COUNT; k++)
            if (service->health.items[i]->item.kind == kinds[k].kind)
                names[k] = kinds[k].name;
    const char *joined = labels_join(arena, ", ", names, COUNT);
    return joined ? arena_format(arena, "probes: %s", joined) : NULL;
}

/* Without the registry: "shop/order-service:1.4.2". */
static const char *tell_image(struct arena *arena, const struct lunette_service *service)
{
    if (!service->image)
        return NULL;
    const char *slash = strchr(service->image, '/');
    size_t host = slash ? (size_t)(slash - service->image) : 0;
    bool has_registry = memchr(service->image, '.', host) || memchr(service->image, ':', host);
    return labels_cut(arena, has_registry ? slash + 1 : service->image, FACT_COLUMNS);
}

static const char *tell_release_group(struct arena *arena, const struct lunette_service *service)
{
    return service->release_group ? arena_format(arena, "release group %s", service->release_group)
                                  : NULL;
}

/* Where nobody has probes, the model leaves them out. */
static bool probes_are_usual(const struct lunette_model *model)
{
    for (size_t i = 0; i < model->services.count; i++)
        if (model->services.items[i]->health.count)
            return true;
    return false;
}

/* ---- boxes ---- */

static void place_service(struct picture *picture, const struct lunette_service *service)
{
    static const char *(*const facts[])(struct arena *, const struct lunette_service *) = {
        tell_replicas, tell_strategy, tell_probes, tell_image, tell_release_group};
    int32_t number = boxes_place(picture, &service->item);
    struct lunette_box *box = &picture->boxes[number].box;
    box->detail = NULL;
    box->badges = (struct lunette_badges){0};
    if (picture->grouping != PICTURE_BY_MESH &&
        facts_has_strict_mtls(picture->facts, &service->item))
        badges_add(picture, &box->badges, LUNETTE_BADGE_LOCK, "mTLS");
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        boxes_add_fact(picture, number, facts[i](picture->arena, service));
    if (!service->health.count && probes_are_usual(picture->model))
        boxes_add_fact(picture, number, "no probes");
    struct picture_counts *counts = &picture->boxes[number].counts;
    int64_t least = service->scaling ? service->scaling->min : LUNETTE_UNSET;
    int64_t most = service->scaling ? service->scaling->max : LUNETTE_UNSET;
    counts->probed = service->health.count > 0;
    counts->least = least > 0 ? least : 0;
    counts->most = most > 0 ? most : counts->least;
}

static void place_gateway(struct picture *picture, const struct lunette_gateway *gateway)
{
    static const char *const modes[] = {
        [LUNETTE_TLS_UNSAID] = NULL,
        [LUNETTE_TLS_TERMINATE] = "TLS ends here",
        [LUNETTE_TLS_PASSTHROUGH] = "TLS passes through",
        [LUNETTE_TLS_MUTUAL] = "mutual TLS",
    };
    int32_t number = boxes_place(picture, &gateway->item);
    boxes_add_fact(picture, number, gateway->tls ? modes[gateway->tls->mode] : NULL);
}

static void place_broker(struct picture *picture, const struct lunette_broker *broker)
{
    int32_t number = boxes_place(picture, &broker->item);
    if (broker->nodes > 0)
        boxes_add_fact(picture, number,
                       labels_count(picture->arena, (size_t)broker->nodes, "node", "nodes"));
}

void deployment_fill(struct picture *picture)
{
    const struct lunette_model *model = picture->model;
    if (picture->grouping == PICTURE_BY_CONTEXT && model->meshes.count)
        picture->grouping = PICTURE_BY_MESH;
    picture->plan = true;
    boxes_add_groups(picture);
    for (size_t i = 0; i < model->services.count; i++)
        place_service(picture, model->services.items[i]);
    for (size_t i = 0; i < model->gateways.count; i++)
        place_gateway(picture, model->gateways.items[i]);
    for (size_t i = 0; i < model->brokers.count; i++)
        place_broker(picture, model->brokers.items[i]);
}

static bool says_something(const struct lunette_service *service)
{
    return service->scaling || service->deployment || service->health.count || service->image ||
           service->release_group;
}

bool deployment_is_worthwhile(const struct lunette_model *model)
{
    for (size_t i = 0; i < model->services.count; i++)
        if (says_something(model->services.items[i]))
            return true;
    return model->services.count && model->meshes.count;
}
