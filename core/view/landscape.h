/* The two views of running things. */
#ifndef LUNETTE_VIEW_LANDSCAPE_H
#define LUNETTE_VIEW_LANDSCAPE_H

#include "view/picture.h"

/* Everything: people, gateways, services, stores, topics, externals, and whatever passes between
 * them. */
void landscape_fill(struct picture *picture);

/* Services and whom they call. */
void landscape_fill_dependencies(struct picture *picture);

#endif
