/* Findings that are known already. A finding is recognised by what it is about, its rule and the names of the
 * entities, and never by lines or numbers: moving code or changing a value keeps it. */
#ifndef LUNETTE_CHECK_BASELINE_H
#define LUNETTE_CHECK_BASELINE_H

#include <stddef.h>

#include "base/intern.h"
#include "base/map.h"
#include "diag/finding.h"

/* All findings of one identity. */
struct baseline_entry {
    const char *identity;     /* the parts, a newline between them; equal ones are equal pointers */
    const char *const *parts; /* rule; subject, "" for none; then the other entities, sorted */
    size_t part_count;        /* at least 2 */
    size_t known;             /* how many the baseline has */
    size_t found;             /* how many there are */
};

/* Set `arena` and names.arena, zero the rest; baseline_free gives the tables back. */
struct baseline {
    struct arena *arena;
    struct intern names;
    struct map by_identity;
    struct baseline_entry **entries; /* in the order they came up */
    size_t count, capacity;
};

/* Says that `known` findings of these parts are known, more when it says so twice. Parts may hold any text, in any
 * order behind the second; they are copied, cleaned of control characters and cut. */
void baseline_add(struct baseline *baseline, const char *const *parts, size_t part_count,
                  size_t known);

/* Takes the known ones out of diag, the first of equal findings first, and counts in the entries what there is. One that
 * is about less than an entry, since a part was mended, is that entry, which it shortens; one that is about more is new,
 * and its message ends with what the baseline does not know. Steps of scenarios do not count among the entities.
 * Suppressed findings are neither known nor counted. Returns the identities of what is left in diag, in its
 * order, in the arena; *known is how many were taken out. */
const char *const *baseline_apply(struct baseline *baseline, struct diag *diag, size_t *known);

/* Orders the entries by identity. */
void baseline_sort(struct baseline *baseline);

void baseline_free(struct baseline *baseline);

#endif
