/* The context map: bounded contexts and the relationships between their teams (Evans 2004, ch.
 * 14). */
#ifndef LUNETTE_VIEW_CONTEXT_MAP_H
#define LUNETTE_VIEW_CONTEXT_MAP_H

#include "view/picture.h"

void context_map_fill(struct picture *picture);

/* Whether a map of this model says anything: two contexts, or one with a relationship. */
bool context_map_is_worthwhile(const struct lunette_model *model);

#endif
