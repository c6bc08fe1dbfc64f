/* What a topic lacks for messages that cannot be handled. */
#ifndef LUNETTE_PLUGINS_CHECK_EVENTS_DEAD_LETTER_H
#define LUNETTE_PLUGINS_CHECK_EVENTS_DEAD_LETTER_H

#include "lunette/plugin.h"

/* What is to be written so that the topic has dead letters: `add dead_letter = "t.dead-letters" to TO, and declare
 * topic …`. */
const char *dead_letter_say(struct lunette_reporter *reporter, const struct lunette_topic *topic,
                            const char *to);

/* Whether events/missing-dead-letter is silent about the topic only because nothing comes to it. */
bool dead_letter_is_due(struct lunette_reporter *reporter, const struct lunette_topic *topic);

#endif
