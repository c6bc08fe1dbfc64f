#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "check/empty.h"
#include "check/misread.h"
#include "check/reporter.h"
#include "model/blame.h"

enum lunette_severity check_severity(const struct check_run *run, const char *rule,
                                     enum lunette_severity own)
{
    if (!settings_selects(run->settings, rule))
        return LUNETTE_OFF;
    enum lunette_severity set = settings_severity(run->settings, rule);
    return set ? set : own;
}

/* Runs the rules whose findings are notes, or all others. */
static void run_some(struct check_run *run, struct reporter *reporter, bool notes)
{
    for (size_t i = 0; run->rules[i]; i++) {
        const struct lunette_rule *rule = run->rules[i];
        enum lunette_severity severity = check_severity(run, rule->id, rule->severity);
        if (rule->check && severity != LUNETTE_OFF && notes == (severity == LUNETTE_NOTE))
            reporter_run(reporter, rule);
    }
}

static size_t count_graver_than_notes(const struct check_run *run)
{
    size_t count = 0;
    for (size_t i = 0; i < run->diag->count; i++) {
        const struct lunette_finding *finding = run->diag->findings[i];
        count += check_severity(run, finding->rule, finding->severity) > LUNETTE_NOTE;
    }
    return count;
}

/* Where graver findings take all the room of a report, notes are only counted: to word what nobody reads is a
 * sixtieth of the check of a large model. Not where a finding may still be taken away,
 * as a consequence of what was misread or by an `allow`. */
static void run_rules(struct check_run *run)
{
    bool all_stay = run->diag->count == 0 && run->model->allows.count == 0;
    struct reporter reporter;
    reporter_start(&reporter, run);
    run_some(run, &reporter, false);
    reporter.is_brief =
        run->wanted.findings && all_stay && count_graver_than_notes(run) >= run->wanted.findings;
    run_some(run, &reporter, true);
    reporter_free(&reporter);
}

const struct lunette_rule *check_find_rule(const struct lunette_rule *const *rules, const char *id)
{
    for (; *rules; rules++)
        if (strcmp((*rules)->id, id) == 0)
            return *rules;
    return NULL;
}

/* Findings switched off or not selected are dropped; the others get the user's severity and, where a rule
 * said nothing special, its usual help. */
static void settle(struct check_run *run)
{
    struct diag *diag = run->diag;
    const struct lunette_rule *rule = NULL;
    size_t kept = 0;
    for (size_t i = 0; i < diag->count; i++) {
        struct lunette_finding *finding = diag->findings[i];
        enum lunette_severity severity = settings_severity(run->settings, finding->rule);
        if (severity)
            finding->severity = severity;
        const char *selected_as = finding->selected_as ? finding->selected_as : finding->rule;
        if (finding->severity == LUNETTE_OFF || !settings_selects(run->settings, selected_as))
            continue;
        if (!rule || rule->id != finding->rule) /* findings come rule by rule */
            rule = check_find_rule(run->rules, finding->rule);
        if (rule && !finding->help)
            finding->help = rule->help;
        diag->findings[kept++] = finding;
    }
    diag->count = kept;
}

void check_start(struct check_run *run)
{
    run->settings->given = run->settings->count;
    settings_add_config(run->settings, run->model);
}

void check_model(struct check_run *run)
{
    run_rules(run);
    stopwatch_lap(run->watch, "rules");
    misread_drop_consequences(run->diag);
    empty_report(run);
    check_report_unknown(run);
    check_report_twice(run);
    for (size_t i = 0; i < run->diag->count; i++) {
        struct lunette_finding *finding = run->diag->findings[i];
        if (!finding->subject && !finding->is_brief && finding->blame.item)
            finding->subject = blame_subject(finding->blame.item, run->diag->arena);
    }
    check_apply_allows(run);
    settle(run);
    blame_place_wanted(run->diag, run->sources, run->wanted);
    stopwatch_lap(run->watch, "places");
}

struct check_counts check_count(const struct diag *diag)
{
    struct check_counts counts = {0};
    for (size_t i = 0; i < diag->count; i++) {
        const struct lunette_finding *finding = diag->findings[i];
        if (finding->suppressed)
            counts.suppressed++;
        else if (finding->severity == LUNETTE_ERROR)
            counts.error++;
        else if (finding->severity == LUNETTE_WARNING)
            counts.warning++;
        else
            counts.note++;
    }
    return counts;
}
