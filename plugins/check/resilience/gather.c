#include "gather.h"

#include <stdlib.h>

struct entry {
    const struct lunette_item *under;
    size_t order;
    const struct lunette_dependency *call;
};

/* Which group comes first makes no difference: findings are sorted by place. */
static int compare(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    if (a->under != b->under)
        return (uintptr_t)a->under < (uintptr_t)b->under ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static size_t collect(const struct lunette_model *model, struct lunette_reporter *reporter,
                      const struct lunette_item *(*find)(struct lunette_reporter *,
                                                         const struct lunette_dependency *),
                      struct entry **entries)
{
    size_t count = 0;
    for (size_t i = 0; i < model->dependencies.count; i++) {
        const struct lunette_dependency *call = model->dependencies.items[i];
        bool is_known = call->item.kind == LUNETTE_SYNC && call->to.to;
        const struct lunette_item *under = is_known ? find(reporter, call) : NULL;
        if (!under)
            continue;
        if (!*entries)
            *entries = reporter->alloc(reporter, model->dependencies.count - i, sizeof **entries);
        (*entries)[count++] = (struct entry){under, i, call};
    }
    return count;
}

void gather_calls(const struct lunette_model *model, struct lunette_reporter *reporter,
                  const struct lunette_item *(*find)(struct lunette_reporter *,
                                                     const struct lunette_dependency *),
                  void (*tell)(struct lunette_reporter *, const struct gathered *))
{
    struct entry *entries = NULL;
    size_t count = collect(model, reporter, find, &entries);
    if (count == 0)
        return;
    qsort(entries, count, sizeof *entries, compare);
    const struct lunette_dependency **calls = reporter->alloc(reporter, count, sizeof *calls);
    for (size_t i = 0; i < count; i++)
        calls[i] = entries[i].call;
    for (size_t start = 0, end; start < count; start = end) {
        for (end = start + 1; end < count && entries[end].under == entries[start].under; end++)
            continue;
        tell(reporter, &(struct gathered){calls + start, end - start});
    }
}

const struct lunette_item *gather_by(const struct lunette_dependency *call,
                                     const struct lunette_item *by, const struct lunette_item *own)
{
    return by == &call->item || by->owner == &call->item ? own : by;
}

/* ---- wording ---- */

const char *gather_callers(struct lunette_reporter *reporter, const struct gathered *group)
{
    struct names names = {.count = 0};
    for (size_t i = 0; i < group->count; i++)
        say_add_once(&names, group->calls[i]->item.owner->name);
    return say_names(reporter, &names);
}

const char *gather_targets(struct lunette_reporter *reporter, const struct gathered *group)
{
    struct names names = {.count = 0};
    for (size_t i = 0; i < group->count; i++)
        say_add_once(&names, group->calls[i]->to.name);
    return say_names(reporter, &names);
}

/* The first call of the group to this one's target. */
static bool is_first_to(const struct gathered *group, size_t call)
{
    for (size_t i = 0; i < call; i++)
        if (group->calls[i]->to.to == group->calls[call]->to.to)
            return false;
    return true;
}

const char *gather_policy(struct lunette_reporter *reporter, const struct gathered *group,
                          const char *policy, const char *fields)
{
    const char *first = group->calls[0]->to.name, *all = "";
    size_t targets = 0;
    for (size_t i = 0; i < group->count && targets <= SAY_MANY; i++) {
        const struct lunette_dependency *call = group->calls[i];
        if (call->to.to->kind == LUNETTE_GATEWAY)
            return "";
        if (is_first_to(group, i))
            all = say_format(reporter, "%s%s\"%s\"", all, targets++ ? ", " : "", call->to.name);
    }
    if (targets == 1)
        return say_format(reporter, ", or all calls to %s: %s { service = \"%s\", %s }", first,
                          policy, first, fields);
    return targets > SAY_MANY
               ? ""
               : say_format(reporter,
                            ", or once for all callers: for _, name in ipairs { %s } do %s { service = "
                            "name, %s } end",
                            all, policy, fields);
}

void gather_relate(struct lunette_reporter *reporter, struct lunette_finding *finding,
                   const struct gathered *group, const struct lunette_item *by)
{
    const struct lunette_dependency *first = group->calls[0];
    const struct lunette_item *caller = first->item.owner;
    if (group->count == 1)
        reporter->subject(finding, "%s -> %s", caller->name, first->to.name);
    else
        reporter->subject(finding, "%s",
                          caller == group->calls[1]->item.owner ? caller->name : first->to.name);
    size_t blamed = gather_by(first, by, NULL) ? 0 : 1;
    say_relate_many_calls(reporter, finding, group->calls + blamed, group->count - blamed);
}
