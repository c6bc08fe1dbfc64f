#include "view/summary.h"

#include <string.h>

#include "view/labels.h"

enum { MOST_NAMES = 6 };

/* "ordering, payment and 3 more"; NULL when there are none. */
static const char *join_names(struct arena *arena, const struct lunette_strings *names)
{
    size_t shown = names->count > MOST_NAMES ? MOST_NAMES - 1 : names->count;
    const char *joined = labels_join(arena, ", ", names->items, shown);
    return shown == names->count
               ? joined
               : arena_format(arena, "%s and %zu more", joined, names->count - shown);
}

static const char *describe_around(struct arena *arena, const struct lunette_declared_view *view)
{
    int64_t depth = view->depth == LUNETTE_UNSET ? 1 : view->depth;
    if (!view->around.name || depth == 0)
        return view->around.name;
    return arena_format(arena, "%s and %lld step%s around", view->around.name, (long long)depth,
                        depth == 1 ? "" : "s");
}

static const char *describe_grouping(const struct lunette_declared_view *view)
{
    if (!view->group_by)
        return NULL;
    if (strcmp(view->group_by, "owner") == 0)
        return "grouped by owner";
    return strcmp(view->group_by, "none") == 0 ? "without groups" : NULL;
}

const char *summary_describe(struct arena *arena, const struct lunette_declared_view *view,
                             const char *kind, const char *plain)
{
    const char *excluded = join_names(arena, &view->exclude);
    const char *parts[] = {
        join_names(arena, &view->include),
        describe_around(arena, view),
        excluded ? arena_format(arena, "without %s", excluded) : NULL,
        describe_grouping(view),
    };
    const char *joined = labels_join(arena, "; ", parts, sizeof parts / sizeof *parts);
    return joined ? arena_format(arena, "%s: %s", kind, joined) : plain;
}
