/* What is known of brokers by their technology. */
#ifndef LUNETTE_PLUGINS_CHECK_EVENTS_TECHNOLOGY_H
#define LUNETTE_PLUGINS_CHECK_EVENTS_TECHNOLOGY_H

#include "lunette/model.h"

/* Bits of technology_traits. */
enum technology_trait {
    TECHNOLOGY_SHARED_QUEUE = 1, /* any number of consumers share a queue, divided or not */
    TECHNOLOGY_ORDERED = 2,      /* a queue keeps its order without a key */
    TECHNOLOGY_OWN_COPIES = 4,   /* copies are not counted by topic, or few of them are usual */
    TECHNOLOGY_AT_MOST_ONCE = 8, /* nothing is delivered again, so nothing is ever given up */
};

/* What is known of the topic's broker; 0 where its technology is not said or not in the table. */
unsigned technology_traits(const struct lunette_topic *topic);

#endif
