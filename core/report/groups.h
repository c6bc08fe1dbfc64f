/* Findings by rule. */
#ifndef LUNETTE_REPORT_GROUPS_H
#define LUNETTE_REPORT_GROUPS_H

#include <stdbool.h>
#include <stddef.h>

#include "diag/finding.h"

struct report_group {
    const char *rule;
    enum lunette_severity worst;             /* of those that are not suppressed; UNSAID: none */
    struct lunette_finding *const *findings; /* as diag orders them */
    size_t count;
};

struct report_groups {
    struct report_group *items;
    size_t count;
    struct lunette_finding **findings; /* those of all groups */
};

/* Groups by the rule's id, ascending; without the suppressed findings when they are not wanted. */
struct report_groups groups_make(const struct diag *diag, bool with_suppressed);

/* Orders by severity, the worst first; equal ones by id. */
void groups_sort_by_severity(struct report_groups *groups);

void groups_free(struct report_groups *groups);

#endif
