#include "view/badges.h"

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

static char *describe_strategy(struct arena *arena, const struct lunette_deployment *deployment)
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

static char *describe_replicas(struct arena *arena, const struct lunette_scaling *scaling)
{
    if (!scaling || (scaling->min < 0 && scaling->max < 0))
        return NULL;
    if (scaling->min < 0)
        return arena_format(arena, "≤%lld", (long long)scaling->max);
    if (scaling->max < 0)
        return arena_format(arena, "≥%lld", (long long)scaling->min);
    if (scaling->min == scaling->max)
        return arena_format(arena, "%lld", (long long)scaling->min);
    return arena_format(arena, "%lld–%lld", (long long)scaling->min, (long long)scaling->max);
}

static const struct lunette_service *as_service(const struct lunette_item *item)
{
    return item->kind == LUNETTE_SERVICE ? (const struct lunette_service *)item : NULL;
}

struct lunette_badges badges_list(const struct picture *picture, const struct lunette_item *item)
{
    struct arena *arena = picture->arena;
    const struct lunette_service *service = as_service(item);
    double availability = facts_find_availability(picture->facts, item);
    const struct lunette_badge candidates[] = {
        {LUNETTE_BADGE_OBJECTIVE,
         lunette_known(availability) ? labels_percent(arena, availability) : NULL},
        {LUNETTE_BADGE_STRATEGY, service ? describe_strategy(arena, service->deployment) : NULL},
        {LUNETTE_BADGE_LOCK,
         service && facts_has_strict_mtls(picture->facts, item) ? "mTLS" : NULL},
        {LUNETTE_BADGE_REPLICAS, service ? describe_replicas(arena, service->scaling) : NULL},
    };
    enum { COUNT = sizeof candidates / sizeof *candidates };
    struct lunette_badge *badges = arena_array(arena, COUNT, sizeof *badges);
    size_t count = 0;
    for (size_t i = 0; i < COUNT; i++)
        if (candidates[i].text)
            badges[count++] = candidates[i];
    return (struct lunette_badges){badges, count};
}

struct lunette_badges badges_count(const struct picture *picture, const char *text)
{
    if (!text)
        return (struct lunette_badges){0};
    struct lunette_badge *badge = arena_new(picture->arena, struct lunette_badge);
    *badge = (struct lunette_badge){LUNETTE_BADGE_COUNT, text};
    return (struct lunette_badges){badge, 1};
}
