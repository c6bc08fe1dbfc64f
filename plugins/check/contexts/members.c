/* What is inside a context: its services and who owns them. */
#include "common/mark.h"
#include "map.h"
#include "rules.h"
#include "tell.h"

/* ---- contexts/many-owners ---- */

struct owners {
    struct names teams;
    const struct lunette_service *first[SAY_LIMIT]; /* of each team */
};

static const struct lunette_item *owner_of(const struct lunette_service *service,
                                           const struct lunette_context *context)
{
    return service->owner.name ? service->owner.to : context->owner.to;
}

static struct owners find_owners(const struct lunette_context *context, uint32_t *counted)
{
    struct owners owners = {.teams = {.count = 0}};
    uint32_t round = context->item.number + 1;
    for (size_t i = 0; i < context->services.count; i++) {
        const struct lunette_service *service = context->services.items[i];
        const struct lunette_item *team = owner_of(service, context);
        if (!team || !mark_once(&counted[team->number], round))
            continue;
        if (owners.teams.count < SAY_LIMIT)
            owners.first[owners.teams.count] = service;
        say_add(&owners.teams, team->name);
    }
    return owners;
}

static void report_owners(struct lunette_reporter *reporter, const struct lunette_context *context,
                          const struct owners *owners)
{
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(context), "%zu teams own services of '%s': %s", owners->teams.count,
        context->item.name, say_names(reporter, &owners->teams));
    for (size_t i = 0; i < say_said(&owners->teams); i++) {
        const struct lunette_service *service = owners->first[i];
        reporter->relate(finding,
                         service->owner.name ? lunette_at_field(service, "owner")
                                             : lunette_at_field(context, "owner"),
                         "%s belongs to %s", service->item.name, owners->teams.items[i]);
    }
}

static void check_many_owners(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    uint32_t *counted = reporter->alloc(reporter, model->teams.count, sizeof *counted);
    for (size_t i = 0; i < model->contexts.count; i++) {
        struct owners owners = find_owners(model->contexts.items[i], counted);
        if (owners.teams.count > 1)
            report_owners(reporter, model->contexts.items[i], &owners);
    }
}

const struct lunette_rule rule_many_owners = {
    .id = "contexts/many-owners",
    .severity = LUNETTE_WARNING,
    .summary = "services of one context owned by different teams",
    .rationale =
        "Inside a bounded context one model and one language hold, which only one team can keep "
        "whole (Evans, Domain-Driven Design, ch. 14; Skelton and Pais, Team Topologies, ch. 6). A "
        "service without an owner belongs to its context's owner; services whose owner is not "
        "known "
        "are not counted, nor are the services of contexts inside.",
    .help = "give the context to one team, or split it along the teams",
    .bad = "team \"checkout\"\n"
           "team \"growth\"\n"
           "context \"ordering\"\n"
           "service \"orders\" { context = \"ordering\", owner = \"checkout\" }\n"
           "service \"vouchers\" { context = \"ordering\", owner = \"growth\" }\n",
    .good = "team \"checkout\"\n"
            "team \"growth\"\n"
            "context \"ordering\"\n"
            "context \"promotion\"\n"
            "service \"orders\" { context = \"ordering\", owner = \"checkout\" }\n"
            "service \"vouchers\" { context = \"promotion\", owner = \"growth\" }\n",
    .check = check_many_owners,
};

/* ---- contexts/empty ---- */

static void check_empty(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    if (model->services.count == 0)
        return;
    const bool *occupied = map_find_occupied(model, reporter);
    for (size_t i = 0; i < model->contexts.count; i++)
        if (!occupied[i])
            reporter->report(reporter, lunette_at(model->contexts.items[i]),
                             "no service belongs to '%s'", model->contexts.items[i]->item.name);
}

const struct lunette_rule rule_empty = {
    .id = "contexts/empty",
    .severity = LUNETTE_NOTE,
    .summary = "a context without a service",
    .rationale =
        "A context that nothing implements is a plan, a leftover or a misspelt name. A "
        "context that only holds other contexts counts as empty when they are. Silent in a "
        "model without any service: that is a context map, and complete as such.",
    .help = "give the context a service, or remove it",
    .bad = "context \"ordering\"\n"
           "context \"returns\"\n"
           "service \"orders\" { context = \"ordering\" }\n",
    .good = "context \"ordering\"\n"
            "service \"orders\" { context = \"ordering\" }\n",
    .check = check_empty,
};

/* ---- contexts/too-large ---- */

static const struct lunette_parameter too_large_parameters[] = {
    {"limit", 15, "services in one context"},
    {NULL, 0, NULL},
};

static void check_too_large(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    double limit = reporter->parameter(reporter, "limit");
    for (size_t i = 0; i < model->contexts.count; i++) {
        const struct lunette_context *context = model->contexts.items[i];
        if ((double)context->services.count > limit)
            reporter->report(reporter, lunette_at(context), "'%s' holds %zu services, limit %g",
                             context->item.name, context->services.count, limit);
    }
}

const struct lunette_rule rule_too_large = {
    .id = "contexts/too-large",
    .severity = LUNETTE_NOTE,
    .summary = "more services in a context than the limit",
    .rationale =
        "A bounded context is as large as one team can hold in its head; a team that runs more "
        "than "
        "a dozen or so services has mostly split them too fine, or the context has more than one "
        "model in it (Newman, Building Microservices, ch. 2; Skelton and Pais, Team Topologies, "
        "ch. 3, on cognitive load). Services of contexts inside it are theirs, not its own.",
    .help = "split the context along its language, or join services that always change together",
    .bad = "context \"ordering\"\n"
           "for i = 1, 16 do service(\"orders-\" .. i) { context = \"ordering\" } end\n",
    .good = "context \"ordering\"\n"
            "for i = 1, 15 do service(\"orders-\" .. i) { context = \"ordering\" } end\n",
    .parameters = too_large_parameters,
    .check = check_too_large,
};
