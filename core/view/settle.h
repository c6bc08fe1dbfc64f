/* Where things belong that nobody owns. */
#ifndef LUNETTE_VIEW_SETTLE_H
#define LUNETTE_VIEW_SETTLE_H

#include "view/picture.h"

/* Gives topics, and stores without an owner, the group and context of those that write to them, and
 * dead-letter topics those of whose letters they take; none where these differ. */
void settle_shared(struct picture *picture);

#endif
