/* What is inside a context: its services and who owns them. */
#include "common/mark.h"
#include "map.h"
#include "rules.h"
#include "split.h"
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

const struct lunette_rule rule_contexts_many_owners = {
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

/* The words say_names would use, with all of them. */
static const char *say_group(struct lunette_reporter *reporter, const struct split *split)
{
    const char *text = split->group[0]->item.name;
    for (size_t i = 1; i < split->count; i++)
        text = say_join(reporter, text, i + 1 < split->count ? ", " : " and ",
                        split->group[i]->item.name);
    return text;
}

/* What resilience/missing-breaker would ask for, once the calls leave the context. */
static const char *say_breakers(struct lunette_reporter *reporter, const struct split *split)
{
    if (split->unbroken.count == 0)
        return "";
    long long tries = (long long)split->attempts;
    const char *fields = say_format(reporter, "failure_threshold = %lld, reset_timeout = \"30s\"",
                                    2 * tries > 5 ? 2 * tries : 5);
    if (!split->callees)
        return say_format(reporter, "; give those calls circuit_breaker = { %s }", fields);
    return say_format(reporter,
                      "; they want circuit breakers then: for _, name in ipairs { %s } do "
                      "circuit_breaker { service = name, %s } end",
                      split->callees, fields);
}

static void relate_crossing(struct lunette_reporter *reporter, struct lunette_finding *finding,
                            const struct split *split)
{
    for (size_t i = 0; i < split->crossing_count && i < SAY_LIMIT; i++) {
        const struct lunette_dependency *call = split->crossing[i];
        size_t more = i + 1 == SAY_LIMIT ? split->crossing_count - SAY_LIMIT : 0;
        reporter->relate(finding, lunette_at(call), "%s calls %s: would cross%s",
                         call->item.owner->name, call->to.name, say_more(reporter, more, "call"));
    }
}

static void help_split(struct lunette_reporter *reporter, struct lunette_finding *finding,
                       const struct lunette_context *context, const struct split *split,
                       double limit)
{
    const char *owner = context->owner.name
                            ? say_format(reporter, ", owner = \"%s\"", context->owner.name)
                            : "";
    size_t left = context->services.count - split->count;
    const char *again =
        (double)left > limit
            ? say_format(reporter, "; %zu services are left: check again for the next cut", left)
            : "";
    const char *partners = split->partners ? say_format(reporter, " and %s", split->partners) : "";
    reporter->help(finding,
                   "declare context \"%s\" { parent = \"%s\"%s }%s and write context = \"%s\" in %s, "
                   "which hang together: %zu call%s cross%s then%s%s",
                   split->name, context->item.name, owner, partners, split->name,
                   say_group(reporter, split), split->crossing_count,
                   say_plural(split->crossing_count), split->crossing_count == 1 ? "es" : "",
                   say_breakers(reporter, split), again);
}

static void report_too_large(struct lunette_reporter *reporter, struct splitter *splitter,
                             const struct lunette_context *context, double limit)
{
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at(context), "'%s' holds %zu services, limit %g",
                         context->item.name, context->services.count, limit);
    struct split split = split_find(splitter, context, limit);
    if (split.count == 0)
        return;
    relate_crossing(reporter, finding, &split);
    help_split(reporter, finding, context, &split, limit);
}

static void check_too_large(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    double limit = reporter->parameter(reporter, "limit");
    struct splitter *splitter = NULL;
    for (size_t i = 0; i < model->contexts.count; i++) {
        const struct lunette_context *context = model->contexts.items[i];
        if (!((double)context->services.count > limit))
            continue;
        splitter = splitter ? splitter : split_begin(model, reporter);
        report_too_large(reporter, splitter, context, limit);
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
        "ch. 3, on cognitive load). Services of contexts inside it are theirs, not its own. The help "
        "cuts out a group that few calls, messages, events and stores tie to the rest, as a context "
        "inside, so that relationships hold for it, too; where the language says otherwise, follow "
        "the language.",
    .help = "split the context along its language, or join services that always change together: "
            "nothing in the model ties some of them more than others",
    .bad = "context \"ordering\"\n"
           "for i = 1, 16 do service(\"orders-\" .. i) { context = \"ordering\" } end\n",
    .good = "context \"ordering\"\n"
            "for i = 1, 15 do service(\"orders-\" .. i) { context = \"ordering\" } end\n",
    .parameters = too_large_parameters,
    .check = check_too_large,
};
