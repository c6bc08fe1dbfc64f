/* Who takes part in a saga, and how they are reached. */
#include <string.h>

#include "common/mark.h"
#include "common/say.h"
#include "rules.h"

/* The services of a saga's steps, each once, in the order of the steps. */
struct participants {
    const struct lunette_saga_step **first; /* the first step of each */
    size_t count;
    bool all_known; /* each step says its service, and it is declared */
};

/* Room for the participants of any saga, and a mark for each service and external. */
struct roll {
    const struct lunette_saga_step **steps;
    uint32_t *services, *externals; /* by number: the last round that counted it */
    uint32_t round;
};

static struct roll begin_roll(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    size_t most = 0;
    for (size_t i = 0; i < model->sagas.count; i++)
        if (model->sagas.items[i]->steps.count > most)
            most = model->sagas.items[i]->steps.count;
    struct roll roll = {.round = 0};
    if (most == 0)
        return roll;
    roll.steps = reporter->alloc(reporter, most, sizeof *roll.steps);
    roll.services = reporter->alloc(reporter, model->services.count, sizeof *roll.services);
    roll.externals = reporter->alloc(reporter, model->externals.count, sizeof *roll.externals);
    return roll;
}

/* Good until the next saga's. */
static struct participants call_roll(struct roll *roll, const struct lunette_saga *saga)
{
    struct participants found = {roll->steps, 0, true};
    roll->round++;
    for (size_t i = 0; i < saga->steps.count; i++) {
        const struct lunette_item *to = saga->steps.items[i]->service.to;
        found.all_known &= to != NULL;
        if (!to)
            continue;
        uint32_t *counted = to->kind == LUNETTE_SERVICE ? roll->services : roll->externals;
        if (mark_once(&counted[to->number], roll->round))
            roll->steps[found.count++] = saga->steps.items[i];
    }
    return found;
}

/* ---- sagas/single-service ---- */

static void check_single_service(const struct lunette_model *model,
                                 struct lunette_reporter *reporter)
{
    struct roll roll = begin_roll(model, reporter);
    for (size_t i = 0; i < model->sagas.count; i++) {
        const struct lunette_saga *saga = model->sagas.items[i];
        struct participants participants = call_roll(&roll, saga);
        if (saga->steps.count > 1 && participants.count == 1 && participants.all_known)
            reporter->report(reporter, lunette_at(saga), "all %zu steps of '%s' are done by %s",
                             saga->steps.count, saga->item.name,
                             participants.first[0]->service.name);
    }
}

const struct lunette_rule rule_single_service = {
    .id = "sagas/single-service",
    .severity = LUNETTE_NOTE,
    .summary = "a saga all of whose steps are done by one service",
    .rationale =
        "A saga pays for the lack of a common transaction with compensations and with states in "
        "between that others see (Richardson, Microservices Patterns, ch. 4). Inside one service "
        "a local transaction gives all of it back. Silent about sagas of one step, and where a "
        "step does not say its service.",
    .help = "make it one local transaction of the service",
    .bad = "context \"shop\"\n"
           "service \"orders\" { context = \"shop\" }\n"
           "saga \"checkout\" {\n"
           "  step \"create\" { service = \"orders\", compensation = \"cancel_order\" },\n"
           "  step \"confirm\" { service = \"orders\" },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"orders\" { context = \"shop\" }\n"
            "service \"stock\" { context = \"shop\" }\n"
            "saga \"checkout\" {\n"
            "  step \"create\" { service = \"orders\", compensation = \"cancel_order\" },\n"
            "  step \"reserve\" { service = \"stock\" },\n"
            "}\n",
    .check = check_single_service,
};

/* ---- sagas/choreography-too-wide ---- */

static const struct lunette_parameter too_wide_parameters[] = {
    {"limit", 4, "participants of a saga without an orchestrator"},
    {NULL, 0, NULL},
};

static void check_choreography_too_wide(const struct lunette_model *model,
                                        struct lunette_reporter *reporter)
{
    double limit = reporter->parameter(reporter, "limit");
    struct roll roll = begin_roll(model, reporter);
    for (size_t i = 0; i < model->sagas.count; i++) {
        const struct lunette_saga *saga = model->sagas.items[i];
        if (saga->orchestrator.name || saga->coordination == LUNETTE_ORCHESTRATION)
            continue;
        struct participants participants = call_roll(&roll, saga);
        if ((double)participants.count <= limit)
            continue;
        struct names names = {.count = 0};
        for (size_t j = 0; j < participants.count; j++)
            say_add(&names, participants.first[j]->service.name);
        reporter->report(reporter, lunette_at_field(saga, "coordination"),
                         "'%s' has %zu participants and no orchestrator, limit %g: %s",
                         saga->item.name, participants.count, limit, say_names(reporter, &names));
    }
}

const struct lunette_rule rule_choreography_too_wide = {
    .id = "sagas/choreography-too-wide",
    .severity = LUNETTE_WARNING,
    .summary = "more participants without an orchestrator than the limit",
    .rationale =
        "In a choreography the order of the steps stands nowhere: each participant knows the "
        "events before and after its own, and each one more has to be understood together with "
        "all others. For a few that is the simpler way, for more an orchestrator is (Richardson, "
        "Microservices Patterns, ch. 4). Counts the participants of a saga that names no "
        "orchestrator. Silent where the coordination is said to be orchestration.",
    .help = "give it an orchestrator, or split it into sagas that follow each other",
    .bad = "context \"shop\"\n"
           "local steps = {}\n"
           "for i = 1, 5 do\n"
           "  service(\"service-\" .. i) { context = \"shop\" }\n"
           "  steps[i] = step(\"step-\" .. i) { service = \"service-\" .. i, compensation = "
           "\"undo\" }\n"
           "end\n"
           "saga \"checkout\" { coordination = \"choreography\", steps = steps }\n",
    .good = "context \"shop\"\n"
            "local steps = {}\n"
            "for i = 1, 4 do\n"
            "  service(\"service-\" .. i) { context = \"shop\" }\n"
            "  steps[i] = step(\"step-\" .. i) { service = \"service-\" .. i, compensation = "
            "\"undo\" }\n"
            "end\n"
            "saga \"checkout\" { coordination = \"choreography\", steps = steps }\n",
    .parameters = too_wide_parameters,
    .check = check_choreography_too_wide,
};
