/* What stands below the findings in a text: they are read from the end. */
#ifndef LUNETTE_REPORT_TEXT_END_H
#define LUNETTE_REPORT_TEXT_END_H

#include "report/report.h"

/* How the findings were told. */
struct text_told {
    size_t shown, left; /* findings; left: counted, not shown */
    size_t in_a_line;   /* of the shown */
    size_t most_of_a_rule;
};

/* Of many findings a table by rule, errors first; what was left out and how to see it; where to read on; what became
 * of the baseline; and, as the last line, the counts. */
void text_end_add(struct buf *out, const struct diag *diag, const struct report_summary *summary,
                  const struct report_options *options, const struct text_told *told);

#endif
