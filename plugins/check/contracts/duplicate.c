/* contracts/duplicate-endpoint: one operation, declared twice. */
#include <string.h>

#include "common/operation.h"
#include "common/say.h"
#include "rules.h"
#include "shape.h"

static bool same_version(const struct lunette_endpoint *a, const struct lunette_endpoint *b)
{
    return a->version && b->version ? strcmp(a->version, b->version) == 0
                                    : a->version == b->version;
}

static bool is_duplicate(const struct lunette_endpoint *a, const struct lunette_endpoint *b)
{
    return a->item.kind == b->item.kind && same_version(a, b) && shape_is_same(a, b, true);
}

static uint64_t operation_hash(const struct lunette_endpoint *endpoint)
{
    uint64_t hash = shape_hash(endpoint, true) + endpoint->item.kind;
    return endpoint->version ? shape_mix(hash, endpoint->version) : hash;
}

static void report_duplicates(struct lunette_reporter *reporter, const struct shaped *shaped,
                              size_t count)
{
    const struct lunette_endpoint *first = shaped[0].endpoint, *second = shaped[1].endpoint;
    const char *service = second->item.owner->name;
    bool same_text = strcmp(first->item.name, second->item.name) == 0;
    struct lunette_finding *finding =
        same_text
            ? reporter->report(reporter, lunette_at(second), "%s declares %s twice", service,
                               operation_name(reporter, second))
            : reporter->report(reporter, lunette_at(second), "%s and %s are one operation of %s",
                               operation_name(reporter, second), operation_name(reporter, first),
                               service);
    reporter->relate(finding, lunette_at(first), "first declared here");
    for (size_t i = 2; i < count && i <= SAY_LIMIT; i++)
        reporter->relate(finding, lunette_at(shaped[i].endpoint), "and again here");
}

static void check_service(struct lunette_reporter *reporter, const struct lunette_service *service,
                          struct shaped *shaped)
{
    size_t count = 0;
    for (size_t i = 0; i < service->endpoints.count; i++) {
        const struct lunette_endpoint *endpoint = service->endpoints.items[i];
        if (endpoint->item.name)
            shaped[count++] = (struct shaped){operation_hash(endpoint), endpoint};
    }
    shape_sort(shaped, count);
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && shaped[i].hash == shaped[next].hash; next++)
            if (!is_duplicate(shaped[i].endpoint, shaped[next].endpoint))
                break;
        if (next - i > 1)
            report_duplicates(reporter, &shaped[i], next - i);
    }
}

static void check_duplicate_endpoint(const struct lunette_model *model,
                                     struct lunette_reporter *reporter)
{
    struct shaped *shaped = shape_room(model, reporter);
    for (size_t i = 0; i < model->services.count; i++)
        if (model->services.items[i]->endpoints.count > 1)
            check_service(reporter, model->services.items[i], shaped);
}

const struct lunette_rule rule_duplicate_endpoint = {
    .id = "contracts/duplicate-endpoint",
    .severity = LUNETTE_ERROR,
    .summary = "one method and path template twice in a service",
    .rationale =
        "/orders/{id} and /orders/{x} match the same requests: a placeholder's name is no part of "
        "what is matched (OpenAPI 3.1, paths, which calls such templates identical and invalid). "
        "Frameworks refuse both, or take the one that was registered first, and the other is "
        "never reached. Method, path and version are compared; slashes at the end and "
        "placeholders' names make no difference. Silent about endpoints whose `version` differs: "
        "the version is told from a header then; about placeholders that ask for different things "
        "({id:int}, {name:str}); and about templates of which one is wider (/orders/{id} beside "
        "/orders/latest).",
    .help = "remove one of them, or give one another path",
    .bad = "context \"shop\"\n"
           "service \"orders\" {\n"
           "  context = \"shop\",\n"
           "  endpoints = { GET \"/orders/{id}\", GET \"/orders/{order_id}\" },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"orders\" {\n"
            "  context = \"shop\",\n"
            "  endpoints = { GET \"/orders/{id}\", GET \"/orders/{id}/items\" },\n"
            "}\n",
    .check = check_duplicate_endpoint,
};
