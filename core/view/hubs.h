/* Hubs: what so many use that its lines would be all that one sees. */
#ifndef LUNETTE_VIEW_HUBS_H
#define LUNETTE_VIEW_HUBS_H

#include "view/picture.h"

/* A store, topic, external or service that more than 8 boxes outside its own group, and more than
 * a third of all, point at is drawn as an alias beside each of those. It stays where it was as
 * well when it has a group or lines of its own. `core` is never a hub: it is what the view is
 * about; NULL: nothing is. */
void hubs_split(struct picture *picture, const struct lunette_item *core);

#endif
