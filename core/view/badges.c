#include "view/badges.h"

#include <string.h>

#include "view/facts.h"
#include "view/labels.h"

static char *share(struct arena *arena, const char *word, double ratio)
{
    if (!lunette_known(ratio))
        return arena_format(arena, "%s", word);
    return arena_format(arena, "%s %s", word, labels_percent(arena, ratio));
}

static double first_known(double a, double b)
{
    return lunette_known(a) ? a : b;
}

/* "canary 5→100 %" */
static char *describe_canary(struct arena *arena, const struct lunette_deployment *canary)
{
    const struct lunette_numbers *steps = &canary->steps;
    double start = first_known(canary->initial, steps->count ? steps->items[0] : NAN);
    double end = first_known(canary->max, steps->count ? steps->items[steps->count - 1] : 1);
    if (!lunette_known(start))
        return arena_format(arena, "canary");
    return arena_format(arena, "canary %.4g→%s", start * 100, labels_percent(arena, end));
}

const char *badges_strategy(struct arena *arena, const struct lunette_deployment *deployment)
{
    if (!deployment)
        return NULL;
    switch (deployment->item.kind) {
    case LUNETTE_CANARY: return describe_canary(arena, deployment);
    case LUNETTE_BLUE_GREEN: return arena_format(arena, "blue/green");
    case LUNETTE_ROLLING: return arena_format(arena, "rolling");
    case LUNETTE_RECREATE: return arena_format(arena, "recreate");
    case LUNETTE_SHADOW: return share(arena, "shadow", deployment->percentage);
    case LUNETTE_AB_TEST: return share(arena, "A/B", deployment->percentage);
    default: return NULL;
    }
}

static const struct lunette_service *as_service(const struct lunette_item *item)
{
    return item->kind == LUNETTE_SERVICE ? (const struct lunette_service *)item : NULL;
}

void badges_add(const struct picture *picture, struct lunette_badges *badges,
                enum lunette_badge_kind kind, const char *text)
{
    if (!text)
        return;
    struct lunette_badge *more = arena_array(picture->arena, badges->count + 1, sizeof *more);
    if (badges->count)
        memcpy(more, badges->items, badges->count * sizeof *more);
    more[badges->count] = (struct lunette_badge){kind, text};
    *badges = (struct lunette_badges){more, badges->count + 1};
}

struct lunette_badges badges_list(const struct picture *picture, const struct lunette_item *item)
{
    struct arena *arena = picture->arena;
    struct lunette_badges badges = {0};
    const struct lunette_service *service = as_service(item);
    double availability = facts_find_availability(picture->facts, item);
    if (lunette_known(availability))
        badges_add(picture, &badges, LUNETTE_BADGE_OBJECTIVE, labels_percent(arena, availability));
    if (!service)
        return badges;
    badges_add(picture, &badges, LUNETTE_BADGE_STRATEGY,
               badges_strategy(arena, service->deployment));
    badges_add(picture, &badges, LUNETTE_BADGE_LOCK,
               facts_has_strict_mtls(picture->facts, item) ? "mTLS" : NULL);
    if (service->scaling)
        badges_add(picture, &badges, LUNETTE_BADGE_REPLICAS,
                   labels_range(arena, service->scaling->min, service->scaling->max));
    return badges;
}
