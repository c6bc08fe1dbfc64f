/* Which findings are shown where there is room for so many: the gravest, of one severity the first ones. */
#ifndef LUNETTE_DIAG_QUOTA_H
#define LUNETTE_DIAG_QUOTA_H

#include "diag/finding.h"

struct quota {
    size_t left[LUNETTE_ERROR + 1]; /* by severity */
};

/* `most` 0: all are shown. Suppressed findings never are. */
struct quota quota_of(const struct diag *diag, size_t most);

/* Whether this finding is one of them; to be asked once of each, in their order. */
bool quota_take(struct quota *quota, const struct lunette_finding *finding);

#endif
