/* contracts/version-sprawl: versions that nobody takes away. */
#include <stdlib.h>
#include <string.h>

#include "common/operation.h"
#include "common/order.h"
#include "common/say.h"
#include "rules.h"
#include "shape.h"

/* The version an endpoint belongs to: the one in its name, or else what `version` says. What follows a
 * placeholder belongs to one thing, not to the contract: /maps/{id}/v4. */
static struct segment version_of(const struct lunette_endpoint *endpoint)
{
    struct segment segment = {endpoint->item.name, 0};
    do
        segment = shape_segment(endpoint, segment.start + segment.length);
    while (segment.length && !shape_is_version(segment) && !strchr("{:*", segment.start[0]));
    if (segment.length && shape_is_version(segment))
        return segment;
    const char *said = endpoint->version ? endpoint->version : "";
    return (struct segment){said, strlen(said)};
}

/* One with a date on which it goes is on its way out. */
static bool is_live(const struct lunette_endpoint *endpoint)
{
    return endpoint->item.name && !(endpoint->deprecated == LUNETTE_YES && endpoint->sunset);
}

/* ---- the versions of one path ---- */

struct version {
    const char *name;
    const struct lunette_endpoint *endpoint;
};

struct versions {
    struct version *items; /* the first endpoint of each, oldest first */
    size_t count;
};

static int by_version(const void *left, const void *right)
{
    const struct version *a = left, *b = right;
    int order = strverscmp(a->name, b->name);
    return order ? order
                 : order_numbers(a->endpoint->item.owner_index, b->endpoint->item.owner_index);
}

static struct versions find_versions(struct lunette_reporter *reporter, const struct shaped *shaped,
                                     size_t count)
{
    struct versions versions = {reporter->alloc(reporter, count, sizeof *versions.items), 0};
    for (size_t i = 0; i < count; i++) {
        struct segment version = version_of(shaped[i].endpoint);
        versions.items[i] = (struct version){
            say_format(reporter, "%.*s", (int)version.length, version.start), shaped[i].endpoint};
    }
    qsort(versions.items, count, sizeof *versions.items, by_version);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || strcmp(versions.items[i].name, versions.items[versions.count - 1].name) != 0)
            versions.items[versions.count++] = versions.items[i];
    return versions;
}

/* ---- the rule: one finding for each service, about the path with most versions ---- */

static void report_sprawl(struct lunette_reporter *reporter, const struct versions *versions,
                          size_t paths, double limit)
{
    const struct lunette_endpoint *oldest = versions->items[0].endpoint;
    struct names names = {.count = 0};
    for (size_t i = 0; i < versions->count; i++)
        say_add(&names, versions->items[i].name);
    const char *others = paths > 1
                             ? say_format(reporter, ", and %zu more path%s %s too many", paths - 1,
                                          say_plural(paths - 1), paths == 2 ? "has" : "have")
                             : "";
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(oldest), "%s of %s is live in %zu versions, limit %g: %s%s",
        operation_name(reporter, oldest), oldest->item.owner->name, versions->count, limit,
        say_names(reporter, &names), others);
    reporter->label(finding, "the oldest");
    for (size_t i = 1; i < versions->count && i <= SAY_LIMIT; i++)
        reporter->relate(finding, lunette_at(versions->items[i].endpoint), "version %s",
                         versions->items[i].name);
}

static size_t collect(const struct lunette_service *service, struct shaped *shaped)
{
    size_t count = 0;
    for (size_t i = 0; i < service->endpoints.count; i++) {
        const struct lunette_endpoint *endpoint = service->endpoints.items[i];
        if (is_live(endpoint) && version_of(endpoint).length)
            shaped[count++] = (struct shaped){shape_hash(endpoint, false), endpoint};
    }
    return count;
}

static void check_service(struct lunette_reporter *reporter, const struct lunette_service *service,
                          struct shaped *shaped, double limit)
{
    struct versions most = {NULL, 0};
    size_t count = collect(service, shaped), paths = 0;
    if ((double)count <= limit)
        return;
    shape_sort(shaped, count);
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && shaped[i].hash == shaped[next].hash; next++)
            if (!shape_is_same(shaped[i].endpoint, shaped[next].endpoint, false))
                break;
        if ((double)(next - i) <= limit)
            continue;
        struct versions versions = find_versions(reporter, &shaped[i], next - i);
        paths += (double)versions.count > limit;
        if (versions.count > most.count)
            most = versions;
    }
    if (paths > 0)
        report_sprawl(reporter, &most, paths, limit);
}

static void check_version_sprawl(const struct lunette_model *model,
                                 struct lunette_reporter *reporter)
{
    double limit = reporter->parameter(reporter, "limit");
    struct shaped *shaped = shape_room(model, reporter);
    for (size_t i = 0; i < model->services.count; i++)
        if ((double)model->services.items[i]->endpoints.count > limit)
            check_service(reporter, model->services.items[i], shaped, limit);
}

static const struct lunette_parameter version_sprawl_parameters[] = {
    {"limit", 2, "live versions of one path"},
    {NULL, 0, NULL},
};

const struct lunette_rule rule_version_sprawl = {
    .id = "contracts/version-sprawl",
    .severity = LUNETTE_WARNING,
    .summary = "more live versions of one path than the limit",
    .rationale =
        "Two versions side by side let callers move at their own pace; each one more is another "
        "contract to test, patch and keep in mind, mostly because nobody set the old one an end "
        "(Newman, Building Microservices, ch. 5, on coexisting endpoints). Counts the versions of "
        "one service's paths that differ in nothing else, whatever the method: by the segment v1, "
        "v2 … of the path or the package of an rpc, else by the endpoint's `version`. An endpoint "
        "that is deprecated with a sunset date is on its way out and not counted, one without a "
        "date is. One finding for each service, about the path with most versions. Silent about "
        "endpoints without a version, previews such as v2beta1, and versions that follow a "
        "placeholder.",
    .help =
        "deprecate the oldest with a sunset date: { deprecated = true, sunset = \"YYYY-MM-DD\" }",
    .bad = "context \"shop\"\n"
           "service \"orders\" {\n"
           "  context = \"shop\",\n"
           "  endpoints = { GET \"/v1/orders\", GET \"/v2/orders\", GET \"/v3/orders\" },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"orders\" {\n"
            "  context = \"shop\",\n"
            "  endpoints = {\n"
            "    GET \"/v1/orders\" { deprecated = true, sunset = \"2030-06-30\" },\n"
            "    GET \"/v2/orders\", GET \"/v3/orders\",\n"
            "  },\n"
            "}\n",
    .parameters = version_sprawl_parameters,
    .check = check_version_sprawl,
};
