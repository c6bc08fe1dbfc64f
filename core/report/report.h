/* Findings as people and programs read them. A report is text in a buffer: who prints it is the caller's. */
#ifndef LUNETTE_REPORT_REPORT_H
#define LUNETTE_REPORT_REPORT_H

#include <stdbool.h>

#include "base/buf.h"
#include "diag/finding.h"

struct report_options {
    const char *model; /* as the user named it */
    bool colour;       /* escape sequences for a terminal */
    size_t most;       /* findings shown; the rest is counted. 0: all */
};

/* What is counted at the end of every form. */
struct report_summary {
    size_t error, warning, note, suppressed;
};

/* One form of report. */
struct report_format {
    const char *name;
    const char *summary;
    void (*write)(struct buf *out, const struct diag *diag, const struct report_summary *summary,
                  const struct report_options *options);
};

/* Ended by one whose name is NULL. */
extern const struct report_format report_formats[];

/* NULL when there is none of this name. */
const struct report_format *report_format_named(const char *name);

void report_write_text(struct buf *out, const struct diag *diag, const struct report_summary *summary,
                       const struct report_options *options);
void report_write_json(struct buf *out, const struct diag *diag, const struct report_summary *summary,
                       const struct report_options *options);

/* "error", "warning", "note". */
const char *report_severity_word(enum lunette_severity severity);

#endif
