/* The messages of a scenario in order, those in its blocks too, without recursion:
 *
 *     struct message_walk walk = messages_begin(reporter, scenario);
 *     for (const struct lunette_message *message; (message = messages_next(&walk));) …
 */
#ifndef LUNETTE_PLUGINS_CHECK_COMMON_MESSAGES_H
#define LUNETTE_PLUGINS_CHECK_COMMON_MESSAGES_H

#include "lunette/plugin.h"

struct message_level;

struct message_walk {
    struct lunette_reporter *reporter;
    struct message_level *level; /* the innermost list of steps; NULL: the end was reached */
};

/* Before the first message. What it needs is in memory of the reporter's alloc. */
struct message_walk messages_begin(struct lunette_reporter *reporter,
                                   const struct lunette_scenario *scenario);

/* The next one, notes too; NULL after the last. */
const struct lunette_message *messages_next(struct message_walk *walk);

#endif
