/* The order of a saga: steps that can be undone, the pivot, steps that must succeed (Richardson,
 * Microservices Patterns, ch. 4). */
#include <ctype.h>
#include <string.h>

#include "common/say.h"
#include "common/word.h"
#include "rules.h"

struct pivots {
    size_t count;
    size_t first; /* of the steps; their number when there is none */
};

static struct pivots find_pivots(const struct lunette_saga *saga)
{
    struct pivots pivots = {0, saga->steps.count};
    for (size_t i = saga->steps.count; i-- > 0;)
        if (saga->steps.items[i]->pivot == LUNETTE_YES) {
            pivots.count++;
            pivots.first = i;
        }
    return pivots;
}

/* ---- sagas/missing-compensation ---- */

static const char *const reading[] = {
    "assess", "calculate", "check", "compute", "estimate", "evaluate", "fetch",    "find",   "get",
    "head",   "inspect",   "query", "read",    "retrieve", "score",    "validate", "verify", NULL,
};

static bool begins_with(const char *text, const char *const *words)
{
    return word_is_among(text, word_first(text, strlen(text)), words);
}

/* What only reads leaves nothing to undo: GET /prices, check_stock, Pricing/VerifyPrice. check_in and
 * check_out are no checks. */
static bool only_reads(const struct lunette_saga_step *step)
{
    static const char *const particles[] = {"in", "out", NULL};
    const char *action = step->action ? step->action : step->item.name;
    const char *slash = strchr(action, ' ') ? NULL : strrchr(action, '/');
    const char *verb = slash ? slash + 1 : action;
    const char *rest = verb + word_first(verb, strlen(verb));
    rest += *rest && !isalpha((unsigned char)*rest);
    return begins_with(verb, reading) && !begins_with(rest, particles);
}

static void report_missing(struct lunette_reporter *reporter, const struct lunette_saga *saga,
                           size_t index, const struct pivots *pivots)
{
    const struct lunette_saga_step *step = saga->steps.items[index];
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at(step),
                         "'%s' of '%s' has no compensation: when '%s' fails, nothing undoes it",
                         step->item.name, saga->item.name, saga->steps.items[index + 1]->item.name);
    if (pivots->count)
        reporter->relate(finding, lunette_at_field(saga->steps.items[pivots->first], "pivot"),
                         "until here the saga may be given up");
}

static void check_missing_compensation(const struct lunette_model *model,
                                       struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->sagas.count; i++) {
        const struct lunette_saga *saga = model->sagas.items[i];
        struct pivots pivots = find_pivots(saga);
        size_t end = pivots.count ? pivots.first : saga->steps.count;
        end -= !pivots.count && end > 0;
        for (size_t j = 0; j < end; j++)
            if (!saga->steps.items[j]->compensation && !only_reads(saga->steps.items[j]))
                report_missing(reporter, saga, j, &pivots);
    }
}

const struct lunette_rule rule_missing_compensation = {
    .id = "sagas/missing-compensation",
    .severity = LUNETTE_ERROR,
    .summary = "a step that may have to be undone and has no compensation",
    .rationale =
        "A saga has no rollback: what its steps committed stays until something undoes it "
        "(Garcia-Molina and Salem, Sagas, 1987; Richardson, Microservices Patterns, ch. 4). Each "
        "step before the pivot, or before the last one where none is marked, may be followed by a "
        "failure and needs a compensation, in a choreography as under an orchestrator. A step "
        "with nothing to undo says `compensation = false`. Silent about steps whose action begins "
        "with a word for reading (GET, check, validate, verify …), the pivot and what follows it.",
    .help = "add compensation = \"what undoes it\", or compensation = false if there is nothing to "
            "undo",
    .bad = "context \"shop\"\n"
           "service \"orders\" { context = \"shop\" }\n"
           "service \"payments\" { context = \"shop\" }\n"
           "saga \"checkout\" {\n"
           "  orchestrator = \"orders\",\n"
           "  step \"create\" { service = \"orders\", action = \"create_order\" },\n"
           "  step \"pay\" { service = \"payments\", action = \"charge_card\", pivot = true },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"orders\" { context = \"shop\" }\n"
            "service \"payments\" { context = \"shop\" }\n"
            "saga \"checkout\" {\n"
            "  orchestrator = \"orders\",\n"
            "  step \"create\" { service = \"orders\", action = \"create_order\", compensation = "
            "\"cancel_order\" },\n"
            "  step \"pay\" { service = \"payments\", action = \"charge_card\", pivot = true },\n"
            "}\n",
    .check = check_missing_compensation,
};

/* ---- sagas/many-pivots ---- */

static void report_pivots(struct lunette_reporter *reporter, const struct lunette_saga *saga,
                          const struct pivots *pivots)
{
    const struct lunette_saga_step *first = saga->steps.items[pivots->first];
    struct names names = {.count = 0};
    struct lunette_finding *finding = NULL;
    for (size_t i = pivots->first; i < saga->steps.count; i++)
        if (saga->steps.items[i]->pivot == LUNETTE_YES)
            say_add(&names, saga->steps.items[i]->item.name);
    for (size_t i = pivots->first + 1; i < saga->steps.count; i++) {
        const struct lunette_saga_step *step = saga->steps.items[i];
        if (step->pivot != LUNETTE_YES)
            continue;
        if (finding) {
            reporter->relate(finding, lunette_at_field(step, "pivot"), "and here");
            continue;
        }
        finding =
            reporter->report(reporter, lunette_at_field(step, "pivot"), "'%s' has %zu pivots: %s",
                             saga->item.name, pivots->count, say_names(reporter, &names));
        reporter->relate(finding, lunette_at_field(first, "pivot"), "the first");
    }
}

static void check_many_pivots(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->sagas.count; i++) {
        struct pivots pivots = find_pivots(model->sagas.items[i]);
        if (pivots.count > 1)
            report_pivots(reporter, model->sagas.items[i], &pivots);
    }
}

const struct lunette_rule rule_many_pivots = {
    .id = "sagas/many-pivots",
    .severity = LUNETTE_ERROR,
    .summary = "a saga with more than one pivot",
    .rationale =
        "The pivot is the point of no return: once it committed the saga runs to its end, before "
        "it the saga can be given up (Richardson, Microservices Patterns, ch. 4). There is one "
        "such point. With two, the saga can no longer be given up at the second, though it says "
        "so. The other rules go by the first.",
    .help = "mark only the step after which the saga has to go through to its end",
    .bad = "context \"shop\"\n"
           "service \"orders\" { context = \"shop\" }\n"
           "service \"payments\" { context = \"shop\" }\n"
           "saga \"checkout\" {\n"
           "  orchestrator = \"orders\",\n"
           "  step \"pay\" { service = \"payments\", pivot = true },\n"
           "  step \"confirm\" { service = \"orders\", pivot = true },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"orders\" { context = \"shop\" }\n"
            "service \"payments\" { context = \"shop\" }\n"
            "saga \"checkout\" {\n"
            "  orchestrator = \"orders\",\n"
            "  step \"pay\" { service = \"payments\", pivot = true },\n"
            "  step \"confirm\" { service = \"orders\", retryable = true },\n"
            "}\n",
    .check = check_many_pivots,
};

/* ---- what comes after the pivot ---- */

/* Of sagas with one pivot: which of several is meant nobody knows. `judge` returns NULL where nothing is wrong
 * with a step. */
static void
judge_after_pivot(const struct lunette_model *model, struct lunette_reporter *reporter,
                  struct lunette_finding *(*judge)(struct lunette_reporter *reporter,
                                                   const struct lunette_saga_step *step,
                                                   const struct lunette_saga_step *pivot))
{
    for (size_t i = 0; i < model->sagas.count; i++) {
        const struct lunette_saga_steps *steps = &model->sagas.items[i]->steps;
        struct pivots pivots = find_pivots(model->sagas.items[i]);
        for (size_t j = pivots.first + 1; pivots.count == 1 && j < steps->count; j++) {
            const struct lunette_saga_step *pivot = steps->items[pivots.first];
            struct lunette_finding *finding = judge(reporter, steps->items[j], pivot);
            if (finding)
                reporter->relate(finding, lunette_at_field(pivot, "pivot"),
                                 "from here on the saga goes through to its end");
        }
    }
}

/* ---- sagas/compensation-after-pivot ---- */

static struct lunette_finding *judge_compensation(struct lunette_reporter *reporter,
                                                  const struct lunette_saga_step *step,
                                                  const struct lunette_saga_step *pivot)
{
    if (!step->compensation || !*step->compensation)
        return NULL;
    return reporter->report(
        reporter, lunette_at_field(step, "compensation"),
        "'%s' of '%s' comes after the pivot '%s': its compensation '%s' never runs",
        step->item.name, step->item.owner->name, pivot->item.name, step->compensation);
}

static void check_compensation_after_pivot(const struct lunette_model *model,
                                           struct lunette_reporter *reporter)
{
    judge_after_pivot(model, reporter, judge_compensation);
}

const struct lunette_rule rule_compensation_after_pivot = {
    .id = "sagas/compensation-after-pivot",
    .severity = LUNETTE_WARNING,
    .summary = "a compensation of a step after the pivot, which never runs",
    .rationale =
        "After the pivot a saga is not given up any more; what follows is repeated until it "
        "succeeds (Richardson, Microservices Patterns, ch. 4). A compensation there is code that "
        "never runs, or the pivot stands at the wrong step. The pivot itself may have one: it may "
        "be the last step that can be undone. Silent where no pivot is marked, and where several "
        "are, which is sagas/many-pivots.",
    .help = "remove the compensation and make the step retryable, or move the pivot behind it",
    .bad = "context \"shop\"\n"
           "service \"orders\" { context = \"shop\" }\n"
           "service \"payments\" { context = \"shop\" }\n"
           "saga \"checkout\" {\n"
           "  orchestrator = \"orders\",\n"
           "  step \"pay\" { service = \"payments\", pivot = true },\n"
           "  step \"confirm\" { service = \"orders\", compensation = \"reopen_order\", retryable "
           "= true },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"orders\" { context = \"shop\" }\n"
            "service \"payments\" { context = \"shop\" }\n"
            "saga \"checkout\" {\n"
            "  orchestrator = \"orders\",\n"
            "  step \"pay\" { service = \"payments\", pivot = true },\n"
            "  step \"confirm\" { service = \"orders\", retryable = true },\n"
            "}\n",
    .check = check_compensation_after_pivot,
};

/* ---- sagas/step-after-pivot-not-retryable ---- */

static bool speaks_of_retries(const struct lunette_model *model)
{
    for (size_t i = 0; i < model->sagas.count; i++)
        for (size_t j = 0; j < model->sagas.items[i]->steps.count; j++)
            if (model->sagas.items[i]->steps.items[j]->retryable != LUNETTE_UNSAID)
                return true;
    return false;
}

static struct lunette_finding *judge_retry(struct lunette_reporter *reporter,
                                           const struct lunette_saga_step *step,
                                           const struct lunette_saga_step *pivot)
{
    if (step->retryable == LUNETTE_YES)
        return NULL;
    return reporter->report(
        reporter, lunette_at_field(step, "retryable"),
        "'%s' of '%s' comes after the pivot '%s' and is not retryable: when it fails, the saga can "
        "neither go on nor back",
        step->item.name, step->item.owner->name, pivot->item.name);
}

static void check_step_after_pivot(const struct lunette_model *model,
                                   struct lunette_reporter *reporter)
{
    if (speaks_of_retries(model))
        judge_after_pivot(model, reporter, judge_retry);
}

const struct lunette_rule rule_step_after_pivot_not_retryable = {
    .id = "sagas/step-after-pivot-not-retryable",
    .severity = LUNETTE_WARNING,
    .summary = "a step after the pivot that is not retryable",
    .rationale =
        "After the pivot there is no way back, so that each step left must succeed in the end: it "
        "has to be idempotent and repeated until it does (Richardson, Microservices Patterns, ch. "
        "4). Reports steps after the pivot that are not said to be retryable. Silent in a model "
        "that says of no step of any saga whether it is: it leaves retries to another place; and "
        "where no pivot is marked, or several (sagas/many-pivots).",
    .help = "make it retryable = true, or move it before the pivot with a compensation",
    .bad = "context \"shop\"\n"
           "service \"orders\" { context = \"shop\" }\n"
           "service \"payments\" { context = \"shop\" }\n"
           "saga \"checkout\" {\n"
           "  orchestrator = \"orders\",\n"
           "  step \"pay\" { service = \"payments\", pivot = true },\n"
           "  step \"confirm\" { service = \"orders\", retryable = false },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"orders\" { context = \"shop\" }\n"
            "service \"payments\" { context = \"shop\" }\n"
            "saga \"checkout\" {\n"
            "  orchestrator = \"orders\",\n"
            "  step \"pay\" { service = \"payments\", pivot = true },\n"
            "  step \"confirm\" { service = \"orders\", retryable = true },\n"
            "}\n",
    .check = check_step_after_pivot,
};
