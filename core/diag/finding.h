/* Findings while a run collects them. Rules report through lunette/diag.h; the core through this. */
#ifndef LUNETTE_DIAG_FINDING_H
#define LUNETTE_DIAG_FINDING_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "diag/locate.h"
#include "lunette/diag.h"

/* A place in the text. `file` is a path as messages show it, "" when there is none; all zero in
 * `span` when only the file is known. `text` is the source line(s)' file, NULL when not kept. */
struct finding_place {
    const char *path;
    const struct source_file *source;
    struct source_span span;
};

struct finding_related {
    struct lunette_blame blame;
    struct finding_place place; /* set by blame_place_findings */
    const char *message;
    struct finding_related *next;
};

struct lunette_finding {
    struct diag *diag;
    const char *rule;
    const char *selected_as; /* the rule --select goes by, where that is another; NULL: rule */
    enum lunette_severity severity;
    struct lunette_blame blame; /* item NULL: `place` was given directly */
    bool blame_key;             /* the field's key is wrong, not its value */
    struct finding_place place; /* set by blame_place_findings, or directly */
    const char *message;
    const char *label;   /* under the place; NULL: none */
    const char *help;    /* NULL: none */
    const char *subject; /* NULL: nobody in particular */
    struct finding_related *related; /* in the order they were added */
    bool suppressed;
    const char *reason; /* of the suppression */
    size_t order;       /* in which it was reported: the last key for sorting */
    bool is_brief;      /* only to be counted: what is said of it is not kept */
};

/* All findings of one run. Set `arena`, zero the rest; diag_free gives the array back. */
struct diag {
    struct arena *arena;
    struct lunette_finding **findings;
    size_t count;
    size_t capacity;
};

/* A new finding. `rule` is static or lives as long as the arena, so does the message of diag_add. Never NULL. */
struct lunette_finding *diag_add(struct diag *diag, const char *rule, enum lunette_severity severity,
                                 struct lunette_blame blame, const char *message);
struct lunette_finding *diag_report(struct diag *diag, const char *rule,
                                    enum lunette_severity severity, struct lunette_blame blame,
                                    const char *format, ...) __attribute__((format(printf, 5, 6)));
struct lunette_finding *diag_vreport(struct diag *diag, const char *rule,
                                     enum lunette_severity severity, struct lunette_blame blame,
                                     const char *format, va_list args)
    __attribute__((format(printf, 5, 0)));

/* The functions of struct lunette_reporter that do not need to know the rule. */
void finding_label(struct lunette_finding *finding, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void finding_relate(struct lunette_finding *finding, struct lunette_blame blame, const char *format,
                    ...) __attribute__((format(printf, 3, 4)));
void finding_help(struct lunette_finding *finding, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void finding_subject(struct lunette_finding *finding, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Whether the name is one end of the subject "a -> b". */
bool finding_is_end(const char *subject, const char *name);

/* By file, line, column, rule, message; then as reported. */
void diag_sort(struct diag *diag);

void diag_free(struct diag *diag);

#endif
