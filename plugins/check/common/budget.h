/* Error budgets: how many events an objective lets be bad (Google, Site Reliability Engineering,
 * ch. 3), for every check plugin. */
#ifndef LUNETTE_PLUGINS_CHECK_COMMON_BUDGET_H
#define LUNETTE_PLUGINS_CHECK_COMMON_BUDGET_H

#include "lunette/plugin.h"

/* The share of events that may be bad: what an availability leaves of 1, or an error rate's target.
 * NAN of any other indicator, and where nothing or everything may fail. */
double budget_share(const struct lunette_slo *slo);

/* The objective with the least share. NULL: none has one. */
const struct lunette_slo *budget_strictest(const struct lunette_slos *slos);

/* The time all requests of the window may fail. NAN without a share or a window. */
double budget_ms(const struct lunette_slo *slo);

/* "availability 99.9 %", "error_rate 1 %": of an objective with a ratio for its target. */
const char *budget_name(struct lunette_reporter *reporter, const struct lunette_slo *slo);

/* A number that need not be exact: "0.25", "4.3", "43", "144000". */
const char *budget_number(struct lunette_reporter *reporter, double number);

/* A span of time that need not be exact: "43 min", "4.3 min", "12 h", "2.5 d". */
const char *budget_span(struct lunette_reporter *reporter, double ms);

#endif
