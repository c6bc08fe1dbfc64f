/* From what a finding blames to the place in the text. */
#ifndef LUNETTE_MODEL_BLAME_H
#define LUNETTE_MODEL_BLAME_H

#include "diag/finding.h"
#include "diag/source.h"

/* Sets place and, where missing, subject of every finding that blames an item, and the places of what it
 * relates to. Costs a scan of the item's text each. */
void blame_place_findings(struct diag *diag, const struct source_set *sources);

/* How many findings a report shows (diag/quota.h: which), and how many of each rule with what they relate to; 0: all.
 * All zero: suppressed ones, too. */
struct blame_wanted {
    size_t findings, details;
};

/* For such a report: places the findings it shows, and of the first of each rule what they relate to. Leaves the others,
 * behind them, with the line of the constructor they are about and nothing more. Sorts diag: those by their places, the
 * others by their lines. */
void blame_place_wanted(struct diag *diag, const struct source_set *sources,
                        struct blame_wanted wanted);

/* The name of the nearest named entity around an item ("order-service"; "a -> b" for a dependency), or
 * NULL. In the arena where it has to be put together. */
const char *blame_subject(const struct lunette_item *item, struct arena *arena);

#endif
