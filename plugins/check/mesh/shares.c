/* One list of destinations: do the shares add up, and does each destination get requests at all. */
#include "common/say.h"
#include "destinations.h"
#include "rules.h"

/* ---- mesh/traffic-weights ---- */

/* A destination alone gets everything, unless it says less; beside others, one without a weight
 * gets nothing. */
static int64_t sum_weights(const struct destination_group *group)
{
    int64_t sum = 0;
    if (group->count == 1 && group->items[0]->weight == LUNETTE_UNSET)
        return 100;
    for (size_t i = 0; i < group->count; i++)
        if (group->items[i]->weight != LUNETTE_UNSET)
            sum += group->items[i]->weight;
    return sum;
}

/* "90 to orders v1", "no weight for orders v2" */
static const char *say_share(struct lunette_reporter *reporter,
                             const struct lunette_destination *share)
{
    const char *name = destination_name(reporter, share);
    return share->weight == LUNETTE_UNSET
               ? say_format(reporter, "no weight for %s", name)
               : say_format(reporter, "%lld to %s", (long long)share->weight, name);
}

static void report_weights(struct lunette_reporter *reporter, const struct destination_list *list,
                           const struct destination_group *group, int64_t sum)
{
    struct names shares = {.count = 0};
    for (size_t i = 0; i < group->count; i++)
        say_add(&shares, i < SAY_LIMIT ? say_share(reporter, group->items[i]) : NULL);
    const struct lunette_destination *last = group->items[group->count - 1];
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(last, "weight"), "the weights of %s add up to %lld, not 100: %s",
        destinations_name(reporter, list), (long long)sum, say_names(reporter, &shares));
    reporter->subject(finding, "%s", list->owner->name);
    for (size_t i = 0; i + 1 < group->count && i < SAY_LIMIT; i++)
        reporter->relate(finding, lunette_at_field(group->items[i], "weight"), "%s",
                         say_share(reporter, group->items[i]));
    long long own = last->weight == LUNETTE_UNSET ? 0 : (long long)last->weight;
    long long fitting = 100 - ((long long)sum - own);
    if (fitting >= 0)
        reporter->help(finding, "give %s weight = %lld, or change the others",
                       destination_name(reporter, last), fitting);
}

static void check_traffic_weights(const struct lunette_model *model,
                                  struct lunette_reporter *reporter)
{
    struct destination_lists lists = destinations_collect(model, reporter);
    for (size_t i = 0; i < lists.count; i++) {
        struct destination_groups groups =
            destinations_group(reporter, lists.items[i].destinations);
        for (size_t g = 0; g < groups.count; g++) {
            int64_t sum = sum_weights(&groups.items[g]);
            if (sum != 100 && !destinations_are_sequence(&groups.items[g]))
                report_weights(reporter, &lists.items[i], &groups.items[g], sum);
        }
    }
}

const struct lunette_rule rule_traffic_weights = {
    .id = "mesh/traffic-weights",
    .severity = LUNETTE_ERROR,
    .summary = "the weights of one route do not add up to 100",
    .rationale =
        "Weights are percentages. Where they do not add up to 100, whoever wrote them meant other "
        "shares than the mesh will use: some refuse the rule, others take the weights as "
        "proportions of their sum (Istio documentation, Virtual Service, HTTPRouteDestination; "
        "Gateway API, HTTPBackendRef). Added up are the destinations of one traffic rule, and of "
        "one gateway route's split, that have the same match or none; with another match they are "
        "a route of their own. A destination alone needs no weight; beside others, one without a "
        "weight counts 0. Several destinations of which none has a weight other than 100 share "
        "nothing out: they are left to mesh/unreachable-route.",
    .help = "make the weights add up to 100",
    .bad = "context \"search\"\n"
           "service \"ranking\" { context = \"search\" }\n"
           "traffic \"ranking\" {\n"
           "  host = \"ranking\",\n"
           "  routes = {\n"
           "    to \"ranking\" { subset = \"v1\", weight = 80 },\n"
           "    to \"ranking\" { subset = \"v2\", weight = 10 },\n"
           "  },\n"
           "}\n",
    .good = "context \"search\"\n"
            "service \"ranking\" { context = \"search\" }\n"
            "traffic \"ranking\" {\n"
            "  host = \"ranking\",\n"
            "  routes = {\n"
            "    to \"ranking\" { subset = \"v1\", weight = 90 },\n"
            "    to \"ranking\" { subset = \"v2\", weight = 10 },\n"
            "  },\n"
            "}\n",
    .check = check_traffic_weights,
};

/* ---- mesh/unreachable-route ---- */

/* Linkerd routes by the Gateway API, where the more specific match wins wherever it stands. */
static bool order_decides(const struct lunette_model *model)
{
    for (size_t i = 0; i < model->meshes.count; i++)
        if (model->meshes.items[i]->type == LUNETTE_MESH_LINKERD)
            return false;
    return true;
}

/* Destinations that get no request, because another takes all that they could match. */
struct unreached {
    const struct lunette_destination *first;
    const struct lunette_destination *taker; /* of the first */
    size_t count;
};

static void add_unreached(struct unreached *unreached,
                          const struct lunette_destination *destination,
                          const struct lunette_destination *taker)
{
    if (!unreached->first || destination->item.number < unreached->first->item.number) {
        unreached->first = destination;
        unreached->taker = taker;
    }
    unreached->count++;
}

/* Who takes the requests of the group's i-th destination; NULL: nobody. */
static const struct lunette_destination *find_taker(const struct destination_group *group, size_t i,
                                                    const struct lunette_destination *catch_all)
{
    if (i > 0 && destinations_are_sequence(group))
        return group->items[0];
    const struct lunette_destination *destination = group->items[i];
    if (catch_all && destination->item.number > catch_all->item.number &&
        !destination_is_unconditional(destination))
        return catch_all;
    return NULL;
}

static struct unreached find_unreached(const struct destination_groups *groups, bool in_order)
{
    struct unreached unreached = {.count = 0};
    const struct lunette_destination *catch_all = groups->items[0].items[0];
    if (!in_order || !destination_is_unconditional(catch_all))
        catch_all = NULL;
    for (size_t g = 0; g < groups->count; g++) {
        const struct destination_group *group = &groups->items[g];
        for (size_t i = 0; i < group->count; i++) {
            const struct lunette_destination *taker = find_taker(group, i, catch_all);
            if (taker)
                add_unreached(&unreached, group->items[i], taker);
        }
    }
    return unreached;
}

static void report_unreached(struct lunette_reporter *reporter, const struct destination_list *list,
                             const struct unreached *unreached)
{
    const char *taker = destination_name(reporter, unreached->taker);
    size_t more = unreached->count - 1;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(unreached->first), "%s of %s gets no request: %s before it takes %s%s",
        destination_name(reporter, unreached->first), destinations_name(reporter, list), taker,
        destination_is_unconditional(unreached->taker) ? "every one" : "those with the same match",
        more ? say_format(reporter, ", also those for %zu more", more) : "");
    reporter->subject(finding, "%s", list->owner->name);
    reporter->relate(finding, lunette_at(unreached->taker),
                     destination_is_unconditional(unreached->taker) ? "has no match"
                                                                    : "has the same match");
}

static void check_unreachable_route(const struct lunette_model *model,
                                    struct lunette_reporter *reporter)
{
    bool in_order = order_decides(model);
    struct destination_lists lists = destinations_collect(model, reporter);
    for (size_t i = 0; i < lists.count; i++) {
        struct destination_groups groups =
            destinations_group(reporter, lists.items[i].destinations);
        struct unreached unreached = find_unreached(&groups, in_order);
        if (unreached.count > 0)
            report_unreached(reporter, &lists.items[i], &unreached);
    }
}

const struct lunette_rule rule_unreachable_route = {
    .id = "mesh/unreachable-route",
    .severity = LUNETTE_WARNING,
    .summary = "a destination after one that takes all requests",
    .rationale =
        "The first route that matches takes the request (Istio documentation, Virtual Service: "
        "routing rules are evaluated in order). A destination with a match that comes after one "
        "without gets nothing, nor does the second of several with the same match, or with none, "
        "when their weights share nothing out (none, or 100 each): often a split whose weights "
        "were left out. In a model with a Linkerd mesh only the latter is reported: it routes by "
        "the Gateway API, where the more specific match wins in any order. Silent about matches "
        "that merely overlap. Weights that share, but not 100, are left to mesh/traffic-weights.",
    .help = "move the destination without a match to the end; of several with the same match, give "
            "each its weight",
    .bad = "context \"search\"\n"
           "service \"ranking\" { context = \"search\" }\n"
           "traffic \"ranking\" {\n"
           "  host = \"ranking\",\n"
           "  routes = {\n"
           "    to \"ranking\" { subset = \"v1\" },\n"
           "    to \"ranking\" { subset = \"v2\", match = { headers = { tester = \"yes\" } } },\n"
           "  },\n"
           "}\n",
    .good = "context \"search\"\n"
            "service \"ranking\" { context = \"search\" }\n"
            "traffic \"ranking\" {\n"
            "  host = \"ranking\",\n"
            "  routes = {\n"
            "    to \"ranking\" { subset = \"v2\", match = { headers = { tester = \"yes\" } } },\n"
            "    to \"ranking\" { subset = \"v1\" },\n"
            "  },\n"
            "}\n",
    .check = check_unreachable_route,
};
