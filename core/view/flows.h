/* Asynchronous messages: publisher to topic to consumer. */
#ifndef LUNETTE_VIEW_FLOWS_H
#define LUNETTE_VIEW_FLOWS_H

#include "view/picture.h"

/* Adds the topics that messages go through, the messages, and whoever publishes or consumes them.
 * An event without a topic goes straight to its consumers; where that would be a thicket, it has a
 * box of its own.
 * `in_full`: every event without a topic has one, lines name the consumer groups, and dead letters
 * and event stores are drawn. */
void flows_add(struct picture *picture, bool in_full);

#endif
