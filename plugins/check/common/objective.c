#include "common/objective.h"

const struct lunette_promise *objective_promise(struct lunette_reporter *reporter,
                                                const struct lunette_item *item)
{
    static const struct lunette_promise none = {.possible = NAN, .slowest_ms = NAN};
    if (item && item->kind == LUNETTE_SERVICE)
        return &reporter->promises(reporter)->services[item->number];
    if (item && item->kind == LUNETTE_EXTERNAL)
        return &reporter->promises(reporter)->externals[item->number];
    return &none;
}

const struct lunette_slos *objective_list(const struct lunette_item *item)
{
    static const struct lunette_slos none;
    if (item && item->kind == LUNETTE_SERVICE)
        return &((const struct lunette_service *)item)->slos;
    if (item && item->kind == LUNETTE_EXTERNAL)
        return &((const struct lunette_external *)item)->slos;
    return &none;
}
