/* The view of objectives: what services promise, and what they rest on. */
#ifndef LUNETTE_VIEW_OBJECTIVES_H
#define LUNETTE_VIEW_OBJECTIVES_H

#include "view/picture.h"

/* Services by criticality, with what they promise against what is possible, and the hard calls
 * between them. */
void objectives_fill(struct picture *picture);

/* Whether the model has objectives or says how critical a service is. */
bool objectives_are_worthwhile(const struct lunette_model *model);

#endif
