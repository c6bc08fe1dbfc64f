/* The small signs on a service's box. */
#ifndef LUNETTE_VIEW_BADGES_H
#define LUNETTE_VIEW_BADGES_H

#include "view/picture.h"

/* Objective, strategy, lock, replicas: those that the model says something about. `item` is a
 * service or an external. */
struct lunette_badges badges_list(const struct picture *picture, const struct lunette_item *item);

/* One more; none when `text` is NULL. */
void badges_add(const struct picture *picture, struct lunette_badges *badges,
                enum lunette_badge_kind kind, const char *text);

/* "canary 5→100 %", "blue/green"; NULL when the model says nothing of it. */
const char *badges_strategy(struct arena *arena, const struct lunette_deployment *deployment);

#endif
