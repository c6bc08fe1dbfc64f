#include "common/patience.h"

#include "common/say.h"

double patience_ms(const struct lunette_dependency *call)
{
    return call->timeout_in_force_ms * (double)call->attempts;
}

const char *patience_say(struct lunette_reporter *reporter, const struct lunette_dependency *call)
{
    const char *whole = reporter->duration(reporter, patience_ms(call));
    if (call->attempts == 1)
        return whole;
    return say_format(reporter, "%s (%lld × %s)", whole, (long long)call->attempts,
                      reporter->duration(reporter, call->timeout_in_force_ms));
}

static void *find_longest(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    const struct lunette_call_graph *graph = reporter->calls(reporter);
    const struct lunette_dependency **longest =
        reporter->alloc(reporter, model->services.count + 1, sizeof *longest);
    for (size_t i = 0; i < model->dependencies.count; i++) {
        const struct lunette_dependency *call = model->dependencies.items[i];
        const struct lunette_dependency **of = &longest[call->item.owner->number];
        if (!call->to.to || !lunette_known(patience_ms(call)) || lunette_on_cycle(graph, call))
            continue;
        if (!*of || patience_ms(call) > patience_ms(*of))
            *of = call;
    }
    return longest;
}

const struct lunette_dependency *const *patience_longest(struct lunette_reporter *reporter)
{
    static const char key;
    return reporter->shared(reporter, &key, find_longest);
}
