#include "report/groups.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct ranked {
    struct lunette_finding *finding;
    size_t position;
};

static int by_rule(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    int order = strcmp(a->finding->rule, b->finding->rule);
    return order ? order : (a->position > b->position) - (a->position < b->position);
}

static int by_severity(const void *left, const void *right)
{
    const struct report_group *a = left, *b = right;
    int order = (b->worst > a->worst) - (b->worst < a->worst);
    return order ? order : strcmp(a->rule, b->rule);
}

static struct ranked *rank(const struct diag *diag, bool with_suppressed, size_t *count)
{
    struct ranked *ranked = mem_alloc((diag->count + 1) * sizeof *ranked);
    *count = 0;
    for (size_t i = 0; i < diag->count; i++)
        if (with_suppressed || !diag->findings[i]->suppressed)
            ranked[(*count)++] = (struct ranked){diag->findings[i], i};
    qsort(ranked, *count, sizeof *ranked, by_rule);
    return ranked;
}

static void add(struct report_groups *groups, struct lunette_finding **at)
{
    struct report_group *last = groups->count ? &groups->items[groups->count - 1] : NULL;
    if (!last || strcmp(last->rule, (*at)->rule) != 0) {
        last = &groups->items[groups->count++];
        *last = (struct report_group){.rule = (*at)->rule, .findings = at};
    }
    last->count++;
    if (!(*at)->suppressed && (*at)->severity > last->worst)
        last->worst = (*at)->severity;
}

struct report_groups groups_make(const struct diag *diag, bool with_suppressed)
{
    size_t count;
    struct ranked *ranked = rank(diag, with_suppressed, &count);
    struct report_groups groups = {
        .items = mem_alloc((count + 1) * sizeof *groups.items),
        .findings = mem_alloc((count + 1) * sizeof(struct lunette_finding *)),
    };
    for (size_t i = 0; i < count; i++) {
        groups.findings[i] = ranked[i].finding;
        add(&groups, &groups.findings[i]);
    }
    mem_free(ranked);
    return groups;
}

void groups_sort_by_severity(struct report_groups *groups)
{
    qsort(groups->items, groups->count, sizeof *groups->items, by_severity);
}

void groups_free(struct report_groups *groups)
{
    mem_free(groups->items);
    mem_free(groups->findings);
    *groups = (struct report_groups){0};
}
