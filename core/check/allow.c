/* Suppressions: decisions on record, in date and in use. */
#include <fnmatch.h>
#include <string.h>

#include "base/nearest.h"
#include "check/check.h"

/* What a finding says about the suppressions themselves cannot be suppressed. */
static bool can_be_suppressed(const struct lunette_finding *finding)
{
    return strncmp(finding->rule, "model/allow-", strlen("model/allow-")) != 0;
}

static bool covers(const struct lunette_allow *allow, const struct lunette_finding *finding)
{
    if (!allow->rule || fnmatch(allow->rule, finding->rule, 0) != 0)
        return false;
    return !allow->on || (finding->subject && strcmp(allow->on, finding->subject) == 0);
}

/* Dates written YYYY-MM-DD compare as text. The day named is the last on which it holds. */
static bool is_expired(const struct lunette_allow *allow, const char *today)
{
    return allow->expires && today && strcmp(allow->expires, today) < 0;
}

static size_t suppress(const struct check_run *run, const struct lunette_allow *allow, bool expired)
{
    size_t covered = 0;
    for (size_t i = 0; i < run->diag->count; i++) {
        struct lunette_finding *finding = run->diag->findings[i];
        if (!can_be_suppressed(finding) || !covers(allow, finding))
            continue;
        covered++;
        if (expired)
            continue;
        finding->suppressed = true;
        finding->reason = allow->reason;
    }
    return covered;
}

/* What the rule says of the name as of one end of a pair, else whom it speaks of that has nearly this name. */
static const char *meant_subject(const struct check_run *run, const struct lunette_allow *allow)
{
    struct nearest nearest;
    nearest_start(&nearest, allow->on);
    for (size_t i = 0; i < run->diag->count; i++) {
        const struct lunette_finding *finding = run->diag->findings[i];
        if (!finding->subject || !can_be_suppressed(finding) ||
            fnmatch(allow->rule, finding->rule, 0) != 0)
            continue;
        if (finding_is_end(finding->subject, allow->on))
            return finding->subject;
        nearest_offer(&nearest, finding->subject);
    }
    return nearest_best(&nearest);
}

static void help_unused(const struct check_run *run, const struct lunette_allow *allow,
                        struct lunette_finding *finding)
{
    const char *meant = allow->on ? meant_subject(run, allow) : NULL;
    if (meant)
        finding_help(
            finding,
            "there is one on %s: if that is meant, write on = \"%s\", else remove the suppression",
            meant, meant);
    else
        finding_help(finding, "remove it");
}

static void report_state(const struct check_run *run, const struct lunette_allow *allow,
                         bool expired, size_t covered)
{
    if (expired) {
        struct lunette_finding *finding = diag_report(
            run->diag, "model/allow-expired", LUNETTE_ERROR, lunette_at_field(allow, "expires"),
            "this suppression expired on %s; today is %s", allow->expires, run->today);
        finding_help(finding,
                     "mend the %zu finding%s it covered, or decide again and move the date",
                     covered, covered == 1 ? "" : "s");
    } else if (!covered) {
        struct lunette_finding *finding = diag_report(
            run->diag, "model/allow-unused", LUNETTE_WARNING, lunette_at_field(allow, "rule"),
            "there is no finding of %s%s%s to suppress", allow->rule, allow->on ? " on " : "",
            allow->on ? allow->on : "");
        help_unused(run, allow, finding);
    }
}

/* Whether this rule is one the suppression names, and ran. */
static bool was_run(const struct check_run *run, const struct lunette_allow *allow, const char *id,
                    enum lunette_severity own, bool *is_known)
{
    if (!id || fnmatch(allow->rule, id, 0) != 0)
        return false;
    *is_known = true;
    return check_severity(run, id, own) != LUNETTE_OFF;
}

/* Whether the rule a suppression names ran at all: else nobody can say that it covers nothing. One that
 * fits no rule is misspelt, unless only some were asked for. */
static bool was_looked_for(const struct check_run *run, const struct lunette_allow *allow)
{
    const struct lunette_house_rules *house = &run->model->rules;
    bool is_known = false;
    for (size_t i = 0; run->rules[i]; i++)
        if (was_run(run, allow, run->rules[i]->id, run->rules[i]->severity, &is_known))
            return true;
    for (size_t i = 0; i < house->count; i++)
        if (was_run(run, allow, house->items[i]->item.name, house->items[i]->severity, &is_known))
            return true;
    return !is_known && !run->settings->select;
}

void check_apply_allows(const struct check_run *run)
{
    for (size_t i = 0; i < run->model->allows.count; i++) {
        const struct lunette_allow *allow = run->model->allows.items[i];
        if (!allow->rule)
            continue;
        bool expired = is_expired(allow, run->today);
        size_t covered = suppress(run, allow, expired);
        if (was_looked_for(run, allow))
            report_state(run, allow, expired, covered);
    }
}
