/* The messages of a scenario, or of all, in order, those in blocks too, without recursion:
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
    const struct lunette_scenarios *scenarios; /* to go on with; NULL: none */
    size_t next;                               /* of them */
};

/* Before the first message. What it needs is in memory of the reporter's alloc. */
struct message_walk messages_begin(struct lunette_reporter *reporter,
                                   const struct lunette_scenario *scenario);

/* The same for all scenarios of a model, one after another. */
struct message_walk messages_begin_all(struct lunette_reporter *reporter,
                                       const struct lunette_model *model);

/* The next one, notes too; NULL after the last. */
const struct lunette_message *messages_next(struct message_walk *walk);

/* Whether it is a person or a foreign system. */
static inline bool messages_is_outsider(const struct lunette_item *item)
{
    return item->kind == LUNETTE_ACTOR || item->kind == LUNETTE_EXTERNAL;
}

#endif
