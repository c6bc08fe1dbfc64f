/* What a boundary promises: an open host its contract, a translation layer to be the only way in. */
#include "common/mark.h"
#include "map.h"
#include "rules.h"
#include "tell.h"

/* Laying out the whole map is the dear part; most models ask for neither of these rules. */
static bool has_role(const struct lunette_model *model, unsigned upstream, unsigned downstream)
{
    for (size_t i = 0; i < model->relationships.count; i++) {
        const struct lunette_relationship *relationship = model->relationships.items[i];
        if (relationship->upstream_roles & upstream || relationship->downstream_roles & downstream)
            return true;
    }
    return false;
}

/* ---- contexts/open-host-without-contract ---- */

/* What of one kind of thing crosses out of a context, and how much of it has a contract. */
struct contracts {
    struct places bare; /* those without */
    size_t written;
    uint32_t *counted; /* by number: the last round that counted it */
    uint32_t round;
};

static void count_contract(struct contracts *contracts, const struct lunette_item *item,
                           bool written)
{
    if (!mark_once(&contracts->counted[item->number], contracts->round))
        return;
    if (written)
        contracts->written++;
    else
        say_add_at(&contracts->bare, item->name, lunette_at(item));
}

struct survey {
    struct contracts services;  /* called from outside; the contract is an endpoint */
    struct contracts events;    /* consumed outside; the contract is a schema */
    const struct tie *host;     /* the first that says open-host-service; NULL: none */
    const struct tie *language; /* the first that says published-language; NULL: none */
};

static void survey_crossing(struct survey *survey, const struct crossing *crossing, unsigned roles)
{
    const struct lunette_event *event = crossing_event(crossing);
    if (crossing->kind == CROSSING_CALL && roles & LUNETTE_OPEN_HOST_SERVICE)
        count_contract(&survey->services, &crossing->provider->item,
                       crossing->provider->endpoints.count > 0);
    if (event && roles & LUNETTE_PUBLISHED_LANGUAGE)
        count_contract(&survey->events, &event->item, event->schema.count > 0);
}

static void survey_tie(struct survey *survey, const struct tie *tie)
{
    unsigned roles = tie->symmetric ? 0 : tie->by->upstream_roles;
    if (!survey->host && roles & LUNETTE_OPEN_HOST_SERVICE)
        survey->host = tie;
    if (!survey->language && roles & LUNETTE_PUBLISHED_LANGUAGE)
        survey->language = tie;
    for (size_t m = 0; m < tie->match_count && roles; m++) {
        const struct match *match = &tie->matches[m];
        for (size_t c = 0; c < match->group->count && match->along && !match->swapped; c++)
            survey_crossing(survey, &match->group->crossings[c], roles);
    }
}

static void report_contracts(struct lunette_reporter *reporter, const struct tie *tie,
                             const struct contracts *contracts, const char *format,
                             const char *what, const char *remedy)
{
    const struct places *bare = &contracts->bare;
    if (contracts->written > 0 || bare->names.count == 0)
        return;
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at_field(tie->by, "upstream_roles"), "'%s' %s: %s",
                         tie->upstream->item.name, format, say_names(reporter, &bare->names));
    reporter->subject(finding, "%s", tie->upstream->item.name);
    for (size_t i = 0; i < say_said(&bare->names); i++)
        reporter->relate(finding, bare->at[i], "%s", what);
    reporter->help(finding, "%s", remedy);
}

static void begin_survey(struct survey *survey)
{
    uint32_t *services = survey->services.counted, *events = survey->events.counted;
    uint32_t round = survey->services.round + 1;
    *survey = (struct survey){.services = {.counted = services, .round = round},
                              .events = {.counted = events, .round = round}};
}

static void end_survey(struct lunette_reporter *reporter, const struct survey *survey)
{
    report_contracts(reporter, survey->host, &survey->services,
                     "offers an open host service, but none of the services called there declares "
                     "an endpoint",
                     "called from another context, declares no endpoint",
                     "declare the endpoints that others call");
    report_contracts(reporter, survey->language, &survey->events,
                     "publishes a language, but none of the events consumed elsewhere has a schema",
                     "consumed in another context, has no schema",
                     "give the events a schema: schema = { order_id = \"uuid\" }");
}

/* Ties are sorted by their upstream context: a survey takes in all of one. */
static void check_open_host_without_contract(const struct lunette_model *model,
                                             struct lunette_reporter *reporter)
{
    if (!has_role(model, LUNETTE_OPEN_HOST_SERVICE | LUNETTE_PUBLISHED_LANGUAGE, 0))
        return;
    struct context_map map = map_build(reporter);
    struct survey survey = {
        .services.counted = reporter->alloc(reporter, model->services.count, sizeof(uint32_t)),
        .events.counted = reporter->alloc(reporter, model->events.count, sizeof(uint32_t))};
    for (size_t i = 0; i < map.tie_count; i++) {
        if (i == 0 || map.ties[i].upstream != map.ties[i - 1].upstream)
            begin_survey(&survey);
        survey_tie(&survey, &map.ties[i]);
        if (i + 1 == map.tie_count || map.ties[i + 1].upstream != map.ties[i].upstream)
            end_survey(reporter, &survey);
    }
}

const struct lunette_rule rule_open_host_without_contract = {
    .id = "contexts/open-host-without-contract",
    .severity = LUNETTE_WARNING,
    .summary = "an open host none of whose called services declares an endpoint, or a published "
               "language whose events have no schema",
    .rationale =
        "An open host service is a protocol laid open for all, a published language a documented "
        "one (Evans, Domain-Driven Design, ch. 14); without a contract they are words on a map. "
        "The "
        "rule looks at the services that other contexts call and the events that they consume over "
        "relationships with that role, and speaks if not one of them has a contract. Silent where "
        "nobody calls or consumes anything.",
    .help = "declare the endpoints, or the schema",
    .bad = "context \"ordering\"\n"
           "context \"inventory\"\n"
           "relationship { upstream = \"inventory\", downstream = \"ordering\",\n"
           "  upstream_roles = { \"open-host-service\" } }\n"
           "service \"stock\" { context = \"inventory\" }\n"
           "service \"orders\" { context = \"ordering\", dependencies = { sync \"stock\" } }\n",
    .good = "context \"ordering\"\n"
            "context \"inventory\"\n"
            "relationship { upstream = \"inventory\", downstream = \"ordering\",\n"
            "  upstream_roles = { \"open-host-service\" } }\n"
            "service \"stock\" { context = \"inventory\", endpoints = { GET \"/stock/{sku}\" } }\n"
            "service \"orders\" { context = \"ordering\", dependencies = { sync \"stock\" } }\n",
    .check = check_open_host_without_contract,
};

/* ---- contexts/bypassed-acl ---- */

static const struct lunette_service *service_at_lower_end(const struct match *match,
                                                          const struct crossing *crossing)
{
    return match->swapped ? crossing->provider : crossing->consumer;
}

/* Each service of the downstream context that crosses, and its first crossing. */
struct reached {
    struct names names;
    const struct crossing *first[SAY_LIMIT];
    const struct lunette_service *deepest; /* of them, one that needs none of the others */
    const uint32_t *components; /* of services: calls lead from a higher number to a lower one */
    uint32_t *counted; /* by service number: the last round that counted it */
    uint32_t round;
};

static void count_services(struct reached *reached, const struct match *match)
{
    for (size_t i = 0; i < match->group->count && match->along; i++) {
        const struct crossing *crossing = &match->group->crossings[i];
        const struct lunette_service *service = service_at_lower_end(match, crossing);
        if (!mark_once(&reached->counted[service->item.number], reached->round))
            continue;
        if (reached->names.count < SAY_LIMIT)
            reached->first[reached->names.count] = crossing;
        say_add(&reached->names, service->item.name);
        if (!reached->deepest || reached->components[service->item.number] <
                                     reached->components[reached->deepest->item.number])
            reached->deepest = service;
    }
}

static void report_bypassed(struct lunette_reporter *reporter, const struct tie *tie,
                            const struct reached *reached)
{
    const char *upstream = tie->upstream->item.name, *downstream = tie->downstream->item.name;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(tie->by, "downstream_roles"),
        "%zu services of '%s' depend on '%s' past the anticorruption layer between them: %s",
        reached->names.count, downstream, upstream, say_names(reporter, &reached->names));
    reporter->label(finding, "one of them can be the layer");
    tell_subject(reporter, finding, tie);
    for (size_t i = 0; i < say_said(&reached->names); i++)
        reporter->relate(finding, tell_place(reached->first[i]), "%s",
                         tell_crossing(reporter, reached->first[i]));
    /* Calls to the deepest one close no circle. */
    reporter->help(finding,
                   "let one of them be the layer, such as %s: give it an endpoint for what the others "
                   "need, and write sync \"%s\" there in place of what crosses",
                   reached->deepest->item.name, reached->deepest->item.name);
}

static void check_bypassed_acl(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    if (!has_role(model, 0, LUNETTE_ANTICORRUPTION_LAYER))
        return;
    struct context_map map = map_build(reporter);
    uint32_t *counted = reporter->alloc(reporter, model->services.count, sizeof *counted);
    for (size_t i = 0; i < map.tie_count; i++) {
        const struct tie *tie = &map.ties[i];
        if (tie->symmetric || !(tie->by->downstream_roles & LUNETTE_ANTICORRUPTION_LAYER))
            continue;
        struct reached reached = {.counted = counted,
                                  .components = reporter->calls(reporter)->components,
                                  .round = (uint32_t)i + 1};
        for (size_t m = 0; m < tie->match_count; m++)
            count_services(&reached, &tie->matches[m]);
        if (reached.names.count > 1)
            report_bypassed(reporter, tie, &reached);
    }
}

const struct lunette_rule rule_bypassed_acl = {
    .id = "contexts/bypassed-acl",
    .severity = LUNETTE_WARNING,
    .summary = "an anticorruption layer's side reached by more than one service of the downstream "
               "context",
    .rationale =
        "An anticorruption layer keeps the upstream model out by being the one place that knows it "
        "(Evans, Domain-Driven Design, ch. 14). When a second service of the downstream context "
        "depends on the upstream one, the translation is either done twice or left out once. "
        "Counted "
        "are services of the downstream context, and of contexts inside it, that call, consume "
        "from "
        "or use a store of the upstream one.",
    .help = "let one service translate, and the others depend on that one",
    .bad = "context \"ordering\"\n"
           "context \"legacy\"\n"
           "relationship { upstream = \"legacy\", downstream = \"ordering\",\n"
           "  downstream_roles = { \"anticorruption-layer\" } }\n"
           "service \"erp\" { context = \"legacy\" }\n"
           "service \"orders\" { context = \"ordering\", dependencies = { sync \"erp\" } }\n"
           "service \"quotes\" { context = \"ordering\", dependencies = { sync \"erp\" } }\n",
    .good =
        "context \"ordering\"\n"
        "context \"legacy\"\n"
        "relationship { upstream = \"legacy\", downstream = \"ordering\",\n"
        "  downstream_roles = { \"anticorruption-layer\" } }\n"
        "service \"erp\" { context = \"legacy\" }\n"
        "service \"erp-adapter\" { context = \"ordering\", dependencies = { sync \"erp\" } }\n"
        "service \"orders\" { context = \"ordering\", dependencies = { sync \"erp-adapter\" } }\n"
        "service \"quotes\" { context = \"ordering\", dependencies = { sync \"erp-adapter\" } }\n",
    .check = check_bypassed_acl,
};
