/* "Did you mean": the known name that is nearest to an unknown one.
 *
 * Candidates are offered one by one, since they come from different tables. A candidate is near
 * when few typing slips lead to it: characters added, left out, changed or swapped with their
 * neighbour, case apart; as many as a third of the name's length, 1 to 4. Behind those come names
 * that only add to what was written (`payment-service` for `payment`) or leave some of it out.
 * Of equally near candidates the earlier one wins. Lengths are in bytes.
 *
 * Work is bounded: names over NEAREST_NAME_MAX bytes and candidates behind the
 * NEAREST_CANDIDATES_MAX-th are not looked at. */
#ifndef LUNETTE_BASE_NEAREST_H
#define LUNETTE_BASE_NEAREST_H

#include <stddef.h>

#define NEAREST_NAME_MAX 128
#define NEAREST_CANDIDATES_MAX 50000

/* Filled by nearest_start. `wanted` and the candidates are kept by pointer and must live on. */
struct nearest {
    const char *wanted;
    char lowered[NEAREST_NAME_MAX + 1];
    size_t length;
    size_t offered;
    size_t score; /* of the best one; less is nearer */
    const char *best;
    char hint[NEAREST_NAME_MAX + 32]; /* of nearest_hint */
};

void nearest_start(struct nearest *nearest, const char *wanted);

/* NULL is passed over, and so is the wanted name itself: it would be no help. */
void nearest_offer(struct nearest *nearest, const char *candidate);

/* The pointer that was offered, or NULL when none was near. */
const char *nearest_best(const struct nearest *nearest);

/* What goes behind a sentence about the wanted name: "; did you mean 'payment-service'?", or `otherwise` when none
 * was near. Lives in *nearest. */
const char *nearest_hint(struct nearest *nearest, const char *otherwise);

#endif
