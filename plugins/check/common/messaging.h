/* Who publishes and who consumes, from all that a model says about it, for every check plugin. */
#ifndef LUNETTE_PLUGINS_CHECK_COMMON_MESSAGING_H
#define LUNETTE_PLUGINS_CHECK_COMMON_MESSAGING_H

#include "lunette/plugin.h"

/* Indexed by the number of an event, topic or service. Besides `publishes` and `consumes` count:
 *   async             the caller publishes the event, the target consumes it; without `event` each
 *                     may have to do with any event of the topic it goes through
 *   consumer_group    consumes all events of its topics
 *   cqrs              consumes its projections
 *   event_sourcing    its service publishes and consumes all events of the store's topic
 *   scenarios         an async message from an actor or external, or to one: the event it names;
 *                     to or from a topic, all events of the topic */
struct messaging {
    const bool *published; /* by event: somebody publishes it, or may */
    const bool *consumed;  /* by event: somebody consumes it, or may */
    const bool *stores;    /* by topic: it is the event store of an event-sourced service */
    /* by topic, and one more: where in topic_readers those begin that read it, consumer groups,
     * consumptions, async dependencies and cqrs; a service once for each of its consumptions */
    const uint32_t *first_reader;
    const struct lunette_item *const *topic_readers;
    const bool *read_outside; /* by topic: an actor or external reads it */
    /* by topic: the first topic or consumer group whose dead letters go there; NULL: none */
    const struct lunette_item *const *dead_letters_of;
    const bool *asked; /* by service: a scenario or an async dependency sends it something */
    /* by topic, and one more: where its events begin in topic_events */
    const uint32_t *first_event;
    const struct lunette_event *const *topic_events;
};

/* Made once in a run. Never NULL. */
const struct messaging *messaging_of(struct lunette_reporter *reporter);

/* Whether anybody reads the topic, by its number. */
static inline bool messaging_is_read(const struct messaging *messaging, size_t topic)
{
    return messaging->first_reader[topic] < messaging->first_reader[topic + 1];
}

/* The name of who reads, as one of `topic_readers`. */
const char *messaging_reader_name(const struct lunette_item *reader);

#endif
