#include "view/objectives.h"

#include "model/calls.h"
#include "model/promise.h"
#include "view/badges.h"
#include "view/boxes.h"
#include "view/labels.h"

#define TOLERANCE 1e-12 /* of a product of targets; no target is written that finely */

/* ---- facts; NULL where the model says nothing ---- */

/* Rounded down to two digits of what is missing to 1, so that it never looks better than it is. */
static const char *tell_possible(struct arena *arena, double possible)
{
    double scale = pow(10, ceil(-log10(1 - possible)) + 1);
    return labels_percent(arena, floor(possible * scale + 1e-9) / scale);
}

static const char *tell_availability(struct arena *arena, const struct lunette_promise *promise,
                                     const char *verb)
{
    const char *asked =
        promise->availability ? labels_percent(arena, promise->availability->target_ratio) : NULL;
    const char *parts[] = {
        asked ? arena_format(arena, "%s %s", verb, asked) : NULL,
        lunette_known(promise->possible)
            ? arena_format(arena, "possible %s", tell_possible(arena, promise->possible))
            : NULL,
    };
    const char *joined = labels_join(arena, ", ", parts, 2);
    return joined ? arena_format(arena, "availability: %s", joined) : NULL;
}

static const char *tell_latency(struct arena *arena, const struct lunette_promise *promise,
                                const char *verb)
{
    if (!promise->latency_p99)
        return NULL;
    const char *asked = labels_duration(arena, promise->latency_p99->target_ms);
    const char *slowest = labels_duration(arena, promise->slowest_ms);
    return slowest ? arena_format(arena, "p99: %s %s, slowest call %s", verb, asked, slowest)
                   : arena_format(arena, "p99: %s %s", verb, asked);
}

/* Of us it is asked, others have promised it. */
static void tell_promise(struct picture *picture, int32_t number,
                         const struct lunette_promise *promise, const char *verb)
{
    boxes_add_fact(picture, number, tell_availability(picture->arena, promise, verb));
    boxes_add_fact(picture, number, tell_latency(picture->arena, promise, verb));
    if (!promise->availability && !promise->latency_p99)
        boxes_add_fact(picture, number, "promises nothing");
}

/* ---- boxes ---- */

static void place_service(struct picture *picture, const struct lunette_service *service,
                          const struct lunette_promises *promises)
{
    int32_t number = boxes_place(picture, &service->item);
    struct lunette_box *box = &picture->boxes[number].box;
    box->detail = NULL;
    box->badges = (struct lunette_badges){0};
    box->emphasis = service->criticality;
    badges_add(picture, &box->badges, LUNETTE_BADGE_CRITICALITY,
               labels_criticality(service->criticality));
    const struct lunette_promise *promise = &promises->services[service->item.number];
    tell_promise(picture, number, promise, "asked");
    picture->boxes[number].counts.beyond =
        promise->availability &&
        promise->availability->target_ratio > promise->possible + TOLERANCE;
}

static void place_external(struct picture *picture, const struct lunette_external *external,
                           const struct lunette_promises *promises)
{
    int32_t number = boxes_place(picture, &external->item);
    picture->boxes[number].box.badges = (struct lunette_badges){0};
    tell_promise(picture, number, &promises->externals[external->item.number], "promised");
}

/* ---- who is shown: whoever promises something or matters, and what they cannot do without ---- */

struct shown {
    bool *services, *externals; /* by number */
};

static bool is_of_interest(const struct lunette_service *service)
{
    return service->slos.count || service->criticality ||
           (service->performance && lunette_known(service->performance->availability));
}

static void show_target(struct shown *shown, const struct lunette_dependency *call)
{
    if (call->callee)
        shown->services[call->callee->item.number] = true;
    else if (call->to.to && call->to.to->kind == LUNETTE_EXTERNAL)
        shown->externals[call->to.to->number] = true;
}

static struct shown choose(const struct picture *picture)
{
    const struct lunette_model *model = picture->model;
    struct shown shown = {
        .services = arena_array(picture->arena, model->services.count, sizeof(bool)),
        .externals = arena_array(picture->arena, model->externals.count, sizeof(bool)),
    };
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        if (!is_of_interest(service))
            continue;
        shown.services[i] = true;
        for (size_t d = 0; d < service->dependencies.count; d++)
            if (lunette_is_hard(service->dependencies.items[d]))
                show_target(&shown, service->dependencies.items[d]);
    }
    return shown;
}

/* ---- lines ---- */

static void add_calls(struct picture *picture)
{
    const struct lunette_dependencies *all = &picture->model->dependencies;
    for (size_t i = 0; i < all->count; i++) {
        const struct lunette_dependency *call = all->items[i];
        const struct lunette_item *target = call->callee ? &call->callee->item : call->to.to;
        int32_t from = picture_place(picture, call->item.owner);
        int32_t to = picture_place(picture, target);
        if (from >= 0 && to >= 0 && lunette_is_hard(call))
            picture_add_edge(picture, (struct picture_edge){.role = LUNETTE_LINE_CALL,
                                                            .from = (uint32_t)from,
                                                            .to = (uint32_t)to,
                                                            .item = &call->item});
    }
}

void objectives_fill(struct picture *picture)
{
    const struct lunette_model *model = picture->model;
    const struct lunette_promises *promises =
        promise_build(picture->arena, model, calls_build(picture->arena, model));
    struct shown shown = choose(picture);
    boxes_add_groups(picture);
    for (size_t i = 0; i < model->services.count; i++)
        if (shown.services[i])
            place_service(picture, model->services.items[i], promises);
    for (size_t i = 0; i < model->externals.count; i++)
        if (shown.externals[i])
            place_external(picture, model->externals.items[i], promises);
    add_calls(picture);
}

bool objectives_are_worthwhile(const struct lunette_model *model)
{
    for (size_t i = 0; i < model->services.count; i++)
        if (is_of_interest(model->services.items[i]))
            return true;
    return false;
}
