/* The views of one entity: it and whatever is directly around it. */
#ifndef LUNETTE_VIEW_AROUND_H
#define LUNETTE_VIEW_AROUND_H

#include "view/picture.h"

/* Of the landscape what belongs to picture->focus, what a line joins to that, and those lines. A
 * context has its services with their stores and topics, and all of the contexts in it. */
void around_fill(struct picture *picture);

/* Whether the context, or one in it, has services. */
bool around_has_services(const struct lunette_model *model, const struct lunette_item *context);

#endif
