/* Versions of a service by name. */
#include <stdlib.h>
#include <string.h>

#include "common/order.h"
#include "common/say.h"
#include "destinations.h"
#include "rules.h"

/* A subset that a traffic rule declares. Without a host that is known it may be anybody's. */
struct declared {
    const struct lunette_item *host; /* NULL: not known */
    const char *name;
    const struct lunette_subset *by;
};

struct catalog {
    struct declared *items; /* by host, then by name */
    size_t count;
};

static int compare_hosts(const struct lunette_item *a, const struct lunette_item *b)
{
    if (!a || !b)
        return (a != NULL) - (b != NULL);
    int order = order_numbers(a->kind, b->kind);
    return order ? order : order_numbers(a->number, b->number);
}

static int compare_declared(const void *left, const void *right)
{
    const struct declared *a = left, *b = right;
    int order = compare_hosts(a->host, b->host);
    return order ? order : strcmp(a->name, b->name);
}

static struct catalog list_declared(const struct lunette_model *model,
                                    struct lunette_reporter *reporter)
{
    size_t count = 0;
    for (size_t i = 0; i < model->traffics.count; i++)
        count += model->traffics.items[i]->subsets.count;
    struct catalog catalog = {.items = reporter->alloc(reporter, count, sizeof *catalog.items)};
    for (size_t i = 0; i < model->traffics.count; i++) {
        const struct lunette_traffic *traffic = model->traffics.items[i];
        for (size_t s = 0; s < traffic->subsets.count; s++) {
            const struct lunette_subset *subset = traffic->subsets.items[s];
            catalog.items[catalog.count++] =
                (struct declared){traffic->host.to, subset->item.name, subset};
        }
    }
    qsort(catalog.items, catalog.count, sizeof *catalog.items, compare_declared);
    return catalog;
}

static bool is_declared(const struct catalog *catalog, const struct lunette_item *host,
                        const char *name)
{
    struct declared sought = {.host = host, .name = name};
    return bsearch(&sought, catalog->items, catalog->count, sizeof sought, compare_declared);
}

static int compare_to_host(const void *key, const void *item)
{
    return compare_hosts(key, ((const struct declared *)item)->host);
}

/* The first subset of a host; NULL: nobody declares any. */
static const struct declared *find_first(const struct catalog *catalog,
                                         const struct lunette_item *host)
{
    size_t first =
        order_find(host, catalog->items, catalog->count, sizeof *catalog->items, compare_to_host);
    bool found = first < catalog->count && catalog->items[first].host == host;
    return found ? &catalog->items[first] : NULL;
}

static void report_subset(struct lunette_reporter *reporter, const struct catalog *catalog,
                          const struct lunette_destination *destination,
                          const struct declared *first)
{
    struct names names = {.count = 0};
    const struct declared *end = catalog->items + catalog->count;
    for (const struct declared *each = first; each < end && each->host == first->host; each++)
        say_add(&names, each->name);
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(destination, "subset"), "%s has no subset '%s', only %s",
        first->host->name, destination->subset, say_names(reporter, &names));
    reporter->subject(finding, "%s", first->host->name);
    reporter->relate(finding, lunette_at_field(first->by->item.owner, "subsets"),
                     "its subsets are declared here");
    reporter->help(finding, "name one of them, or add [\"%s\"] = { version = \"%s\" } to the subsets",
                   destination->subset, destination->subset);
}

static void check_list(struct lunette_reporter *reporter, const struct catalog *catalog,
                       const struct lunette_destinations *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct lunette_destination *destination = list->items[i];
        const struct lunette_item *host = destination->to.to;
        if (!destination->subset || !host || is_declared(catalog, host, destination->subset) ||
            is_declared(catalog, NULL, destination->subset))
            continue;
        const struct declared *first = find_first(catalog, host);
        if (first)
            report_subset(reporter, catalog, destination, first);
    }
}

static void check_unknown_subset(const struct lunette_model *model,
                                 struct lunette_reporter *reporter)
{
    struct catalog catalog = list_declared(model, reporter);
    if (catalog.count == 0)
        return;
    struct destination_lists lists = destinations_collect(model, reporter);
    for (size_t i = 0; i < lists.count; i++)
        check_list(reporter, &catalog, lists.items[i].destinations);
}

const struct lunette_rule rule_unknown_subset = {
    .id = "mesh/unknown-subset",
    .severity = LUNETTE_ERROR,
    .summary = "a subset that no traffic rule declares for its service",
    .rationale =
        "Requests to a subset that no rule defines have nowhere to go: Istio answers them with 503 "
        "(Istio documentation, Traffic Management Problems: 503 errors after setting destination "
        "rule). The subsets of a service are those that traffic rules with it as their host "
        "declare, all of them together. Silent about services whose subsets nobody declares: "
        "there a subset is a name for a version, settled outside the model. A subset declared "
        "without a host, or with one that is not known, counts for every service.",
    .help = "declare the subset in a traffic rule for its host",
    .bad = "context \"search\"\n"
           "service \"ranking\" { context = \"search\" }\n"
           "traffic \"ranking\" {\n"
           "  host = \"ranking\",\n"
           "  subsets = { v1 = { version = \"1.8\" } },\n"
           "  routes = {\n"
           "    to \"ranking\" { subset = \"v1\", weight = 90 },\n"
           "    to \"ranking\" { subset = \"v2\", weight = 10 },\n"
           "  },\n"
           "}\n",
    .good = "context \"search\"\n"
            "service \"ranking\" { context = \"search\" }\n"
            "traffic \"ranking\" {\n"
            "  host = \"ranking\",\n"
            "  subsets = { v1 = { version = \"1.8\" }, v2 = { version = \"2.0\" } },\n"
            "  routes = {\n"
            "    to \"ranking\" { subset = \"v1\", weight = 90 },\n"
            "    to \"ranking\" { subset = \"v2\", weight = 10 },\n"
            "  },\n"
            "}\n",
    .check = check_unknown_subset,
};
