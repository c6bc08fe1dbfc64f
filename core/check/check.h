/* Running rules over a resolved model, and what becomes of their findings. */
#ifndef LUNETTE_CHECK_CHECK_H
#define LUNETTE_CHECK_CHECK_H

#include "base/stopwatch.h"
#include "check/settings.h"
#include "diag/finding.h"
#include "diag/source.h"
#include "lunette/plugin.h"
#include "model/blame.h"

/* The rules of one run, NULL-ended: the core's own first, then the plugins' in their order. The rules the
 * model declares are run by script/house.c, which leaves their findings in diag. */
struct check_run {
    const struct lunette_model *model;
    const struct lunette_rule *const *rules;
    struct settings *settings;
    struct diag *diag; /* holds what decoding and resolving found; more is added */
    const struct source_set *sources;
    const char *today; /* YYYY-MM-DD, for suppressions that expire; NULL: none has */
    struct stopwatch *watch; /* laps: rules, places; NULL: nobody asks */
    struct blame_wanted wanted; /* the findings that need their very places; the others are only counted */
};

/* Reads the model's config into the settings. First of all, and once. */
void check_start(struct check_run *run);

/* The severity to run a rule with, whose own is `own`; LUNETTE_OFF when it is not to run. */
enum lunette_severity check_severity(const struct check_run *run, const char *rule,
                                     enum lunette_severity own);

/* Runs every selected rule, applies severities, places findings in the text, applies suppressions,
 * sorts. Afterwards diag holds what a report prints: nothing switched off, suppressed ones marked. */
void check_model(struct check_run *run);

/* The rules the core itself keeps: model/…. NULL-ended. Those without a check function are found while a
 * model is read. */
extern const struct lunette_rule *const check_core_rules[];

/* The rule with this id among them, or NULL. */
const struct lunette_rule *check_find_rule(const struct lunette_rule *const *rules, const char *id);

/* Reports what the model's config sets for a rule or parameter that is not there. */
void check_report_unknown(const struct check_run *run);

/* Reports fields that one table constructor of a model file gives twice, of which Lua keeps the last. Looks at the text of
 * files up to CHECK_TWICE_BYTES, in linear time. */
enum { CHECK_TWICE_BYTES = 1 << 20 };
void check_report_twice(const struct check_run *run);

/* What is wrong with the command line's settings in the same way, in the arena of diag: its --rule, or a glob of its
 * --select that fits no rule there is; one sentence that names the option. NULL: nothing. */
const char *check_find_unknown(const struct check_run *run);

/* Marks what the model's `allow` declarations cover, and reports those that expired or cover nothing. */
void check_apply_allows(const struct check_run *run);

/* Findings of each severity, not counting suppressed ones. */
struct check_counts {
    size_t error, warning, note, suppressed;
};
struct check_counts check_count(const struct diag *diag);

#endif
