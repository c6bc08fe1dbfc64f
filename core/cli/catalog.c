#include "cli/catalog.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct catalog {
    struct report_rule *rules; /* from mem.h */
    size_t count, capacity;
};

static void add(struct catalog *catalog, struct report_rule rule)
{
    catalog->rules =
        mem_room(catalog->rules, catalog->count, &catalog->capacity, sizeof *catalog->rules);
    catalog->rules[catalog->count++] = rule;
}

static struct report_rule described(const struct lunette_rule *rule)
{
    return (struct report_rule){rule->id,   rule->severity, rule->summary, rule->rationale,
                                rule->help, rule->bad,      rule->good};
}

static void add_those_that_ran(struct catalog *catalog, const struct session *session)
{
    const struct check_run *run = &session->check;
    const struct lunette_house_rules *house = &session->model->rules;
    for (size_t i = 0; session->rules[i]; i++)
        if (check_severity(run, session->rules[i]->id, session->rules[i]->severity) != LUNETTE_OFF)
            add(catalog, described(session->rules[i]));
    for (size_t i = 0; i < house->count; i++) {
        const struct lunette_house_rule *rule = house->items[i];
        if (rule->item.name && check_severity(run, rule->item.name, rule->severity) != LUNETTE_OFF)
            add(catalog, (struct report_rule){.id = rule->item.name,
                                              .severity = rule->severity,
                                              .summary = rule->summary});
    }
}

static int compare(const void *left, const void *right)
{
    return strcmp(((const struct report_rule *)left)->id, ((const struct report_rule *)right)->id);
}

/* A house rule may be declared twice, which is a finding. */
static void sort(struct catalog *catalog)
{
    size_t kept = 0;
    if (catalog->count)
        qsort(catalog->rules, catalog->count, sizeof *catalog->rules, compare);
    for (size_t i = 0; i < catalog->count; i++)
        if (!kept || compare(&catalog->rules[kept - 1], &catalog->rules[i]) != 0)
            catalog->rules[kept++] = catalog->rules[i];
    catalog->count = kept;
}

static bool is_among(const struct catalog *catalog, const char *id)
{
    for (size_t i = 0; i < catalog->count; i++)
        if (strcmp(catalog->rules[i].id, id) == 0)
            return true;
    return false;
}

/* What was found without its rule having run: few rules, those of reading a model. */
static void add_those_of_findings(struct catalog *catalog, const struct session *session)
{
    const struct report_options sorted = {.rules = catalog->rules, .rule_count = catalog->count};
    size_t ran = catalog->count;
    struct catalog more = {0};
    for (size_t i = 0; i < session->diag.count; i++) {
        const struct lunette_finding *finding = session->diag.findings[i];
        if (report_find_rule(&sorted, finding->rule) || is_among(&more, finding->rule))
            continue;
        const struct lunette_rule *rule = check_find_rule(session->rules, finding->rule);
        add(&more, rule ? described(rule)
                        : (struct report_rule){.id = finding->rule, .severity = finding->severity});
    }
    for (size_t i = 0; i < more.count; i++)
        add(catalog, more.rules[i]);
    mem_free(more.rules);
    if (catalog->count > ran)
        sort(catalog);
}

void catalog_fill(struct report_options *options, struct session *session)
{
    struct catalog catalog = {0};
    if (session->model)
        add_those_that_ran(&catalog, session);
    sort(&catalog);
    add_those_of_findings(&catalog, session);
    struct report_rule *rules = arena_array(&session->arena, catalog.count + 1, sizeof *rules);
    if (catalog.count)
        memcpy(rules, catalog.rules, catalog.count * sizeof *rules);
    options->rules = rules;
    options->rule_count = catalog.count;
    mem_free(catalog.rules);
}
