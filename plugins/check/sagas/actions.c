/* sagas/unknown-action: what a participant is asked to do and does not offer. */
#include <ctype.h>
#include <string.h>

#include "common/operation.h"
#include "common/say.h"
#include "rules.h"

/* ---- names, however they are written: Payments/RefundPayment, refund_payment ---- */

/* Letters and digits in lower case, without the service before the method. */
static const char *plain(struct lunette_reporter *reporter, const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *from = slash ? slash + 1 : name;
    char *text = reporter->alloc(reporter, strlen(from) + 1, 1);
    size_t length = 0;
    for (; *from; from++)
        if (isalnum((unsigned char)*from))
            text[length++] = (char)tolower((unsigned char)*from);
    return text;
}

enum { SHORTEST = 6 }; /* names that differ in a letter of fewer are different names */

/* One letter missing, too many or another, or two exchanged; not at the start: bind and unbind differ. */
static bool is_slip(const char *a, const char *b)
{
    size_t a_length = strlen(a), b_length = strlen(b), same = 0;
    while (a[same] && a[same] == b[same])
        same++;
    if (same == 0 || a_length < SHORTEST || b_length < SHORTEST)
        return false;
    a_length -= same, b_length -= same;
    a += same, b += same;
    while (a_length && b_length && a[a_length - 1] == b[b_length - 1])
        a_length--, b_length--;
    bool exchanged = a_length == 2 && b_length == 2 && a[0] == b[1] && a[1] == b[0];
    return exchanged || (a_length <= 1 && b_length <= 1);
}

/* createOrder and CreateOrder, as operations are written and words are not. */
static bool is_camel_case(const char *text)
{
    bool has_hump = false;
    for (const char *at = text; *at; at++) {
        if (!isalnum((unsigned char)*at))
            return false;
        has_hump |= at > text && islower((unsigned char)at[-1]) && isupper((unsigned char)*at);
    }
    return has_hump;
}

/* ---- what a participant offers by name ---- */

struct offer {
    bool knows;                             /* it offers the action */
    bool has_names, has_paths;              /* endpoints of these kinds */
    const struct lunette_endpoint *nearest; /* a slip away from the action; NULL: none */
};

static void compare_event(struct lunette_reporter *reporter, struct offer *offer,
                          const char *action, const struct lunette_consumption *consumption)
{
    const char *names[] = {consumption->item.name, consumption->handler};
    for (size_t i = 0; i < 2; i++)
        offer->knows |= names[i] && strcmp(plain(reporter, names[i]), action) == 0;
}

static struct offer find_offer(struct lunette_reporter *reporter,
                               const struct lunette_service *service, const char *text)
{
    struct offer offer = {.knows = operation_is_known(reporter, service, text)};
    const char *action = plain(reporter, text);
    for (size_t i = 0; i < service->endpoints.count && !offer.knows; i++) {
        const struct lunette_endpoint *endpoint = service->endpoints.items[i];
        if (operation_has_path(endpoint) || !endpoint->item.name) {
            offer.has_paths = true;
            continue;
        }
        const char *name = plain(reporter, endpoint->item.name);
        offer.has_names = true;
        offer.knows = strcmp(name, action) == 0;
        if (!offer.nearest && is_slip(name, action))
            offer.nearest = endpoint;
    }
    for (size_t i = 0; i < service->consumes.count && !offer.knows; i++)
        compare_event(reporter, &offer, action, service->consumes.items[i]);
    return offer;
}

/* ---- the rule ---- */

/* Words of the domain are no names of operations: create_order stands beside POST /orders. */
static bool names_operation(struct lunette_reporter *reporter, const struct offer *offer,
                            const struct lunette_service *service, const char *text)
{
    if (reporter->endpoints->is_reference(text) || offer->nearest)
        return true;
    bool takes_names_only = offer->has_names && !offer->has_paths && !service->consumes.count;
    return takes_names_only && is_camel_case(text);
}

static void check_text(struct lunette_reporter *reporter, const struct lunette_saga_step *step,
                       const char *field, const char *text)
{
    const struct lunette_service *service = (const struct lunette_service *)step->service.to;
    struct offer offer = find_offer(reporter, service, text);
    if (offer.knows || !names_operation(reporter, &offer, service, text))
        return;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(step, field), "%s '%s' of step '%s' is nothing that %s declares",
        field, text, step->item.name, service->item.name);
    reporter->relate(finding, lunette_at_field(service, "endpoints"), "%s declares %s",
                     service->item.name, operation_offer(reporter, service));
    if (offer.nearest)
        reporter->help(finding, "did you mean '%s'?", operation_name(reporter, offer.nearest));
}

static void check_step(struct lunette_reporter *reporter, const struct lunette_saga_step *step,
                       const bool *gateways)
{
    const struct lunette_item *to = step->service.to;
    if (!to || to->kind != LUNETTE_SERVICE || gateways[to->number] ||
        !((const struct lunette_service *)to)->endpoints.count)
        return;
    if (step->action)
        check_text(reporter, step, "action", step->action);
    if (step->compensation && *step->compensation)
        check_text(reporter, step, "compensation", step->compensation);
}

static void check_unknown_action(const struct lunette_model *model,
                                 struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->sagas.count; i++)
        for (size_t j = 0; j < model->sagas.items[i]->steps.count; j++)
            check_step(reporter, model->sagas.items[i]->steps.items[j],
                       operation_gateways(reporter));
}

const struct lunette_rule rule_unknown_action = {
    .id = "sagas/unknown-action",
    .severity = LUNETTE_ERROR,
    .summary = "a step asks its participant for an operation it does not declare",
    .rationale =
        "A step whose operation is not there fails each time the saga runs; a compensation that "
        "is not there fails when it is needed most. Actions and compensations that are written as "
        "endpoints (POST /orders, Orders/Create) are looked up among those the participant "
        "declares. Where it has operations with names (rpc, query, mutation, handler), an action "
        "is compared with them and with the events and handlers it consumes, without case, "
        "dashes, underscores and the service's name: one that is a letter away from one of them "
        "is reported, and, where nothing but names is declared, one that is written like them "
        "(createOrder) and is none. Silent about words of the domain (reserve_inventory beside "
        "POST /reservations), about participants that declare no endpoint, and about those that "
        "realise a gateway. What calls and scenarios name is left to contracts/unknown-endpoint.",
    .help = "name an endpoint that the participant declares, or declare it there",
    .bad =
        "context \"shop\"\n"
        "service \"orders\" { context = \"shop\", endpoints = { POST \"/orders\" } }\n"
        "service \"payments\" { context = \"shop\", endpoints = { rpc \"Payments/Charge\" } }\n"
        "saga \"checkout\" {\n"
        "  orchestrator = \"orders\",\n"
        "  step \"create\" { service = \"orders\", action = \"POST /order\", compensation = "
        "\"cancel_order\" },\n"
        "  step \"pay\" { service = \"payments\", action = \"Payments/Charge\", pivot = true },\n"
        "}\n",
    .good = "context \"shop\"\n"
            "service \"orders\" { context = \"shop\", endpoints = { POST \"/orders\" } }\n"
            "service \"payments\" { context = \"shop\", endpoints = { rpc \"Payments/Charge\" } }\n"
            "saga \"checkout\" {\n"
            "  orchestrator = \"orders\",\n"
            "  step \"create\" { service = \"orders\", action = \"POST /orders\", compensation = "
            "\"cancel_order\" },\n"
            "  step \"pay\" { service = \"payments\", action = \"charge\", pivot = true },\n"
            "}\n",
    .check = check_unknown_action,
};
