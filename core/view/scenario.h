/* A scenario as a sequence. */
#ifndef LUNETTE_VIEW_SCENARIO_H
#define LUNETTE_VIEW_SCENARIO_H

#include "view/sequence.h"

/* Plays sequence->entity, a scenario. A call has beside it what the model says of the dependency behind it:
 * timeout, tries, circuit breaker. */
void scenario_play(struct sequence *sequence);

#endif
