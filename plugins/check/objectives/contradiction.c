/* Two objectives on one indicator, one of which can never be the one that is missed. */
#include <ctype.h>
#include <string.h>

#include "common/budget.h"
#include "common/say.h"
#include "common/word.h"
#include "rules.h"

static const double tolerance = 1e-12; /* of shares: 1 - 0.999 is not quite 0.001 */

/* ---- what an objective is about, as far as its name tells ---- */

/* Words that say how is measured, not what: "availability", "p99", "30d". */
static bool is_measure(const char *word, size_t length)
{
    static const char *const words[] = {"availability", "error",      "errors",    "rate",
                                        "latency",      "throughput", "freshness", "success",
                                        "hourly",       "daily",      "weekly",    "monthly",
                                        "quarterly",    "yearly",     NULL};
    if (word_is_among(word, length, words))
        return true;
    size_t start = word[0] == 'p', end = start;
    while (end < length && isdigit((unsigned char)word[end]))
        end++;
    return end > start && end + !start >= length;
}

/* The next word of a name that is no measure; its length is 0 at the end. */
static const char *next_topic(const char *name, size_t *length)
{
    for (name += strspn(name, "_-./:"); *name; name += *length, name += strspn(name, "_-./:")) {
        *length = strcspn(name, "_-./:");
        if (!is_measure(name, *length))
            return name;
    }
    *length = 0;
    return name;
}

/* Objectives of one service may be about different journeys: "availability_checkout" has nothing to
 * do with "availability_search". */
static bool same_topic(const char *name, const char *other)
{
    for (;;) {
        size_t length, other_length;
        name = next_topic(name, &length);
        other = next_topic(other, &other_length);
        if (length != other_length || strncmp(name, other, length) != 0)
            return false;
        if (length == 0)
            return true;
        name += length;
        other += length;
    }
}

/* ---- which is stricter ---- */

static bool covers_percentile(const struct lunette_slo *slo, const struct lunette_slo *other)
{
    if (slo->sli == LUNETTE_SLI_FRESHNESS && !lunette_known(slo->percentile) &&
        !lunette_known(other->percentile))
        return true;
    return slo->percentile >= other->percentile - tolerance;
}

static bool is_as_strict(const struct lunette_slo *slo, const struct lunette_slo *other)
{
    if (budget_share(slo) <= budget_share(other) + tolerance)
        return true;
    if (slo->sli != other->sli)
        return false;
    if (slo->sli == LUNETTE_SLI_THROUGHPUT)
        return other->target_per_s > 0 && slo->target_per_s >= other->target_per_s;
    return slo->target_ms > 0 && slo->target_ms <= other->target_ms &&
           covers_percentile(slo, other);
}

/* Whether `other` is met wherever `slo` is: what holds in every hour holds in the month they make
 * up. */
static bool implies(const struct lunette_slo *slo, const struct lunette_slo *other)
{
    return slo->window_s > 0 && slo->window_s <= other->window_s && is_as_strict(slo, other) &&
           slo->item.name != other->item.name && same_topic(slo->item.name, other->item.name);
}

/* Of two that imply each other the first stays. Quadratic in the objectives of one service, which
 * has a handful. NULL: none. */
static const struct lunette_slo *find_stricter(const struct lunette_slos *slos, size_t at)
{
    for (size_t i = 0; i < slos->count; i++)
        if (i != at && implies(slos->items[i], slos->items[at]) &&
            (i < at || !implies(slos->items[at], slos->items[i])))
            return slos->items[i];
    return NULL;
}

/* ---- wording ---- */

static const char *say_objective(struct lunette_reporter *reporter, const struct lunette_slo *slo)
{
    const char *window = reporter->duration(reporter, slo->window_s * 1000);
    if (lunette_known(slo->target_ratio))
        return say_format(reporter, "'%s' (%s in %s)", slo->item.name,
                          reporter->percent(reporter, slo->target_ratio), window);
    if (lunette_known(slo->target_per_s))
        return say_format(reporter, "'%s' (%g/s in %s)", slo->item.name, slo->target_per_s, window);
    return say_format(reporter, "'%s' (%s in %s)", slo->item.name,
                      reporter->duration(reporter, slo->target_ms), window);
}

/* What the short window could say instead, if it is short enough to be an alert: 2 % of the long
 * one's budget at once (Google, The Site Reliability Workbook, ch. 5). */
static void advise(struct lunette_reporter *reporter, struct lunette_finding *finding,
                   const struct lunette_slo *strict, const struct lunette_slo *loose)
{
    double share = 0.02 * budget_share(loose) * loose->window_s / strict->window_s;
    if (share > budget_share(loose) && share < 1)
        reporter->help(
            finding,
            "remove '%s', or let '%s' be an alert: %s, which uses up 2 %% of the budget of %s",
            loose->item.name, strict->item.name,
            reporter->percent(reporter,
                              strict->sli == LUNETTE_SLI_AVAILABILITY ? 1 - share : share),
            reporter->duration(reporter, loose->window_s * 1000));
    else
        reporter->help(finding, "remove '%s', or loosen '%s'", loose->item.name, strict->item.name);
}

static void check_list(struct lunette_reporter *reporter, const struct lunette_item *owner,
                       const struct lunette_slos *slos)
{
    for (size_t i = 0; i < slos->count; i++) {
        const struct lunette_slo *loose = slos->items[i], *strict = find_stricter(slos, i);
        if (!strict)
            continue;
        struct lunette_finding *finding = reporter->report(
            reporter, lunette_at_field(loose, "target"),
            "%s of %s cannot be missed while %s is met", say_objective(reporter, loose),
            owner->name, say_objective(reporter, strict));
        reporter->subject(finding, "%s", owner->name);
        reporter->label(finding, "never decides anything");
        reporter->relate(finding, lunette_at_field(strict, "target"), "at least as strict");
        advise(reporter, finding, strict, loose);
    }
}

static void check_contradiction(const struct lunette_model *model,
                                struct lunette_reporter *reporter)
{
    if (model->slos.count < 2)
        return;
    for (size_t i = 0; i < model->services.count; i++)
        check_list(reporter, &model->services.items[i]->item, &model->services.items[i]->slos);
    for (size_t i = 0; i < model->externals.count; i++)
        check_list(reporter, &model->externals.items[i]->item, &model->externals.items[i]->slos);
}

const struct lunette_rule rule_contradiction = {
    .id = "objectives/contradiction",
    .severity = LUNETTE_WARNING,
    .summary = "two objectives on one indicator that cannot both bind",
    .rationale =
        "An objective is there to decide something when it is missed (Google, Site Reliability "
        "Engineering, ch. 4). 0.1 % errors in every hour already make 99.9 % in every 30 days, so "
        "the second can never be missed alone: either it is idle, or the hourly one was meant as "
        "an "
        "alert and is far too strict (The Site Reliability Workbook, ch. 5, pages at 14.4 times "
        "the "
        "budget over one hour). Found is an objective with another on the same indicator that is "
        "at "
        "least as strict over the same or a shorter window; availability and error rate are one "
        "indicator, and a p99 of 200 ms is stricter than a p95 of 300 ms. Objectives whose names "
        "say "
        "that they are about different things (availability_checkout, availability_search) are not "
        "compared, nor are latencies without a percentile; two of one name are model/duplicate.",
    .help = "remove the one that never decides anything, or loosen the other",
    .bad = "context \"sales\"\n"
           "service \"orders\" { context = \"sales\", slos = {\n"
           "  slo \"availability\" { target = \"99.9%\", window = \"30d\" },\n"
           "  slo \"error_rate\" { target = \"0.1%\", window = \"1h\" } } }\n",
    .good = "context \"sales\"\n"
            "service \"orders\" { context = \"sales\", slos = {\n"
            "  slo \"availability\" { target = \"99.9%\", window = \"30d\" },\n"
            "  slo \"error_rate\" { target = \"1.44%\", window = \"1h\" } } }\n",
    .check = check_contradiction,
};
