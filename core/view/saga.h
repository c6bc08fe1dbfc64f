/* A saga as a sequence (Garcia-Molina and Salem, Sagas, 1987; Richardson, Microservices Patterns, ch. 4). */
#ifndef LUNETTE_VIEW_SAGA_H
#define LUNETTE_VIEW_SAGA_H

#include "view/sequence.h"

/* Plays sequence->entity, a saga: all steps in order, then what is undone, in reverse, when one of them fails:
 * the one that sequence->choice names ("fail=pay"), else the pivot, else the last. A choice that names no
 * step is said in a note. */
void saga_play(struct sequence *sequence);

#endif
