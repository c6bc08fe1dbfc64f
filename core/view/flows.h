/* Asynchronous messages: publisher to topic to consumer. */
#ifndef LUNETTE_VIEW_FLOWS_H
#define LUNETTE_VIEW_FLOWS_H

#include "view/picture.h"

/* Adds the topics that messages go through, and the messages. An event without a topic goes
 * straight to its consumers; where that would be a thicket, it has a box of its own. */
void flows_add(struct picture *picture);

#endif
