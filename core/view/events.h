/* The view of events: publisher to topic to consumer. */
#ifndef LUNETTE_VIEW_EVENTS_H
#define LUNETTE_VIEW_EVENTS_H

#include "view/picture.h"

void events_fill(struct picture *picture);

/* Whether the model has topics, events that somebody publishes or consumes, or async dependencies. */
bool events_are_worthwhile(const struct lunette_model *model);

#endif
