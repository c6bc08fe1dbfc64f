/* The small signs on a service's box. */
#ifndef LUNETTE_VIEW_BADGES_H
#define LUNETTE_VIEW_BADGES_H

#include "view/picture.h"

/* Objective, strategy, lock, replicas: those that the model says something about. `item` is a
 * service or an external. */
struct lunette_badges badges_list(const struct picture *picture, const struct lunette_item *item);

/* One badge that counts, or none when `text` is NULL. */
struct lunette_badges badges_count(const struct picture *picture, const char *text);

#endif
