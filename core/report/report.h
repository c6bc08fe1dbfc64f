/* Findings as people and programs read them. A report is text in a buffer: who prints it is the caller's. */
#ifndef LUNETTE_REPORT_REPORT_H
#define LUNETTE_REPORT_REPORT_H

#include <stdbool.h>

#include "base/buf.h"
#include "diag/finding.h"

/* A rule as reports describe it. What is NULL is left out; only the id never is. */
struct report_rule {
    const char *id;
    enum lunette_severity severity; /* its own, before any setting */
    const char *summary, *rationale, *help, *bad, *good;
};

/* What a baseline lists and no longer occurs. */
struct report_gone {
    const char *rule;
    const char *const *entities; /* the subject first, "" when there is none */
    size_t entity_count;         /* at least 1 */
    size_t count;
};

struct report_baseline {
    const char *file; /* as the user named it */
    size_t known;     /* findings it holds back: they are no longer among those of diag */
    const struct report_gone *gone;
    size_t gone_count;
    bool is_foreign;   /* nothing that it names is in the model */
    bool is_rewritten; /* in this run, without those that are gone */
};

/* All may be zero: a form that needs more than it is given leaves that part out. */
struct report_options {
    const char *model;     /* as the user named it */
    const char *main_file; /* blamed for what has no place, where a form must name a file */
    const char
        *folder; /* where the run was started, absolute: what lies below it is named from there */
    const char *version;             /* of this program */
    bool colour;                     /* escape sequences for a terminal */
    size_t width;                    /* columns at which the text breaks its lines; 0: it does not */
    bool unread;                     /* the model could not be evaluated: hardly any rule ran */
    size_t most;                     /* findings the text shows; the rest is counted. 0: all */
    size_t details;                  /* of one rule so many in full, the others in one line each. 0: all */
    enum lunette_severity fail_on;   /* the run fails from this severity on */
    const struct report_rule *rules; /* those that ran and those that found something, by id */
    size_t rule_count;
    const char *const *identities; /* what makes each finding of diag itself: its rule and entities;
                                    * equal ones are equal pointers */
    const struct report_baseline *baseline; /* NULL: none was given */
};

/* What is counted at the end of every form. */
struct report_summary {
    size_t error, warning, note, suppressed;
};

/* One form of report. */
struct report_format {
    const char *name;
    bool identifies; /* makes use of report_options.identities */
    void (*write)(struct buf *out, const struct diag *diag, const struct report_summary *summary,
                  const struct report_options *options);
};

/* Ended by one whose name is NULL. */
extern const struct report_format report_formats[];

/* NULL when there is none of this name. */
const struct report_format *report_format_named(const char *name);

void report_write_text(struct buf *out, const struct diag *diag,
                       const struct report_summary *summary, const struct report_options *options);
void report_write_json(struct buf *out, const struct diag *diag,
                       const struct report_summary *summary, const struct report_options *options);
void report_write_sarif(struct buf *out, const struct diag *diag,
                        const struct report_summary *summary, const struct report_options *options);
void report_write_junit(struct buf *out, const struct diag *diag,
                        const struct report_summary *summary, const struct report_options *options);
void report_write_github(struct buf *out, const struct diag *diag,
                         const struct report_summary *summary,
                         const struct report_options *options);
void report_write_gitlab(struct buf *out, const struct diag *diag,
                         const struct report_summary *summary,
                         const struct report_options *options);
void report_write_markdown(struct buf *out, const struct diag *diag,
                           const struct report_summary *summary,
                           const struct report_options *options);

/* "error", "warning", "note". */
const char *report_severity_word(enum lunette_severity severity);

/* "1 error, 2 warnings", or "no findings". */
void report_add_counts(struct buf *out, const struct report_summary *summary);

/* Drops what findings relate to and is their own place: it would be shown twice. Once, before all forms. */
void report_drop_echoes(struct diag *diag);

/* The rule with this id among those of the options; NULL when it is not there. */
const struct report_rule *report_find_rule(const struct report_options *options, const char *id);

#endif
