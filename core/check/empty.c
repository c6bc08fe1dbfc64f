#include "check/empty.h"

#include "model/walk.h"

/* How a model is checked and drawn is nothing that could be. */
static bool is_about_the_model(enum lunette_kind kind)
{
    static const enum lunette_kind kinds[] = {LUNETTE_ARCHITECTURE, LUNETTE_VIEW, LUNETTE_RULE,
                                              LUNETTE_ALLOW, LUNETTE_CONFIG};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i] == kind)
            return true;
    return false;
}

static bool is_empty(const struct lunette_model *model)
{
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        if (kind->place == SCHEMA_TOP && !is_about_the_model(id) && walk_list(model, kind)->count)
            return false;
    }
    return true;
}

void empty_report(const struct check_run *run)
{
    if (check_count(run->diag).error || !is_empty(run->model))
        return;
    struct lunette_finding *finding =
        diag_report(run->diag, "model/empty", LUNETTE_ERROR, (struct lunette_blame){.item = NULL},
                    "the model declares nothing to check");
    if (run->sources->count)
        finding->place.path = run->sources->files[0].path;
}
