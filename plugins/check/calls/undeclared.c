/* calls/undeclared-in-scenario: messages that nothing else in the model backs. */
#include "common/messages.h"
#include "common/say.h"
#include "gaps.h"
#include "rules.h"

/* The places where one thing is missing. */
struct mistake {
    struct gap gap;
    struct talk first;
    const struct lunette_scenario *scenario; /* of the first */
    const struct lunette_message *places[SAY_MANY];
    size_t count;
    struct mistake *next;
};

struct search {
    struct survey survey;
    struct keymap events;   /* address of the name → event */
    struct keymap mistakes; /* who and what → struct mistake */
    struct mistake *first, **end;
};

/* ---- messages ---- */

static bool can_answer(const struct lunette_item *item)
{
    return item->kind != LUNETTE_TOPIC && item->kind != LUNETTE_BROKER;
}

/* False for what says nothing: a note, a talk with oneself or with somebody who is not declared. */
static bool read_talk(const struct search *search, const struct lunette_message *message,
                      struct talk *talk)
{
    bool reply = message->style == LUNETTE_MESSAGE_REPLY;
    const struct lunette_item *from = message->from.to, *to = message->to.to;
    if (!from || !to || from == to || (reply && !(can_answer(from) && can_answer(to))))
        return false;
    *talk = (struct talk){
        .message = message,
        .from = reply ? to : from,
        .to = reply ? from : to,
        .event = (const struct lunette_item *)keymap_get(&search->events, (uintptr_t)message->text),
    };
    return true;
}

static void note_gap(struct search *search, const struct lunette_scenario *scenario,
                     const struct talk *talk, const struct gap *gap)
{
    uint64_t key = keymap_pair(links_number(&search->survey.links, gap->who),
                               links_number(&search->survey.links, gap->what));
    uintptr_t *known = keymap_put(&search->mistakes, key);
    struct mistake *mistake = (struct mistake *)*known;
    if (!mistake) {
        struct lunette_reporter *reporter = search->survey.reporter;
        mistake = reporter->alloc(reporter, 1, sizeof *mistake);
        *mistake = (struct mistake){.gap = *gap, .first = *talk, .scenario = scenario};
        *known = (uintptr_t)mistake;
        *search->end = mistake;
        search->end = &mistake->next;
    }
    if (mistake->count < SAY_MANY)
        mistake->places[mistake->count] = talk->message;
    mistake->count++;
}

static void check_scenario(struct search *search, const struct lunette_scenario *scenario)
{
    struct message_walk walk = messages_begin(search->survey.reporter, scenario);
    for (const struct lunette_message *message; (message = messages_next(&walk));) {
        struct talk talk;
        struct gap gap;
        if (read_talk(search, message, &talk) && gaps_find(&search->survey, &talk, &gap))
            note_gap(search, scenario, &talk, &gap);
    }
}

/* ---- findings ---- */

/* "order-service sends order.paid to orders" */
static const char *say_talk(struct lunette_reporter *reporter, const struct talk *talk)
{
    const struct lunette_message *message = talk->message;
    const char *what = talk->event ? talk->event->name : "a message";
    if (message->style == LUNETTE_MESSAGE_REPLY)
        return say_format(reporter, "%s answers %s", message->from.name, message->to.name);
    if (!can_answer(talk->from))
        return say_format(reporter, "%s gets %s from %s", message->to.name, what,
                          message->from.name);
    if (message->style == LUNETTE_MESSAGE_ASYNC || !can_answer(talk->to))
        return say_format(reporter, "%s sends %s to %s", message->from.name, what,
                          message->to.name);
    return say_format(reporter, "%s calls %s", message->from.name, message->to.name);
}

static void relate_places(struct lunette_reporter *reporter, struct lunette_finding *finding,
                          const struct mistake *mistake)
{
    size_t said = mistake->count < SAY_MANY ? mistake->count : SAY_MANY;
    for (size_t i = 1; i < said; i++) {
        size_t more = i + 1 == said ? mistake->count - said : 0;
        reporter->relate(finding, lunette_at(mistake->places[i]), "here, too%s",
                         more ? say_format(reporter, ", and in %zu more step%s", more, say_plural(more))
                              : "");
    }
}

static void report_mistake(struct lunette_reporter *reporter, const struct mistake *mistake)
{
    const struct gap *gap = &mistake->gap;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(mistake->first.message), "in '%s' %s, but %s",
        mistake->scenario->item.name, say_talk(reporter, &mistake->first), gap->lack);
    reporter->subject(finding, "%s -> %s", mistake->first.from->name, mistake->first.to->name);
    reporter->relate(finding, lunette_at_field(gap->who, gap->field),
                     "this is where it would stand");
    relate_places(reporter, finding, mistake);
    const char *steps = mistake->count == 1
                            ? "the step"
                            : say_format(reporter, "the %zu steps", mistake->count);
    reporter->help(finding, "%s, or delete %s from the scenario%s", gap->remedy, steps,
                   mistake->count == 1 ? "" : "s");
}

/* ---- the whole ---- */

/* A gateway speaks for the service that realises it. */
static void note_speaker(bool *speaks, const struct lunette_item *end)
{
    if (end && end->kind == LUNETTE_GATEWAY)
        end = ((const struct lunette_gateway *)end)->service.to;
    if (end && end->kind == LUNETTE_SERVICE)
        speaks[end->number] = true;
}

static const bool *find_speakers(const struct search *search)
{
    struct lunette_reporter *reporter = search->survey.reporter;
    bool *speaks = reporter->alloc(reporter, search->survey.model->services.count, sizeof *speaks);
    struct message_walk walk = messages_begin_all(reporter, search->survey.model);
    for (const struct lunette_message *message; (message = messages_next(&walk));) {
        note_speaker(speaks, message->from.to);
        note_speaker(speaks, message->to.to);
    }
    return speaks;
}

static void check_undeclared_in_scenario(const struct lunette_model *model,
                                         struct lunette_reporter *reporter)
{
    if (model->scenarios.count == 0)
        return;
    struct search search = {
        .survey = {.reporter = reporter, .model = model},
        .events.reporter = reporter,
        .mistakes.reporter = reporter,
    };
    search.end = &search.first;
    search.survey.links = links_build(model, reporter, find_speakers(&search));
    for (size_t i = 0; i < model->events.count; i++)
        *keymap_put(&search.events, (uintptr_t)model->events.items[i]->item.name) =
            (uintptr_t)model->events.items[i];
    for (size_t i = 0; i < model->scenarios.count; i++)
        check_scenario(&search, model->scenarios.items[i]);
    for (const struct mistake *mistake = search.first; mistake; mistake = mistake->next)
        report_mistake(reporter, mistake);
}

const struct lunette_rule rule_undeclared_in_scenario = {
    .id = "calls/undeclared-in-scenario",
    .severity = LUNETTE_ERROR,
    .summary = "a scenario's call or message that nothing else in the model backs",
    .rationale =
        "A scenario that shows a call which no dependency declares is a picture of another system: "
        "timeouts, cycles and load are computed from the declarations, and whoever reads the "
        "picture believes it (Clements et al., Documenting Software Architectures, 2nd ed., ch. "
        "10, "
        "on consistency across views). A call needs a dependency, or the route of a gateway; what "
        "goes to or comes from a topic or broker needs an event that is published or consumed, by "
        "the name in the text where that names one; a store needs to be owned or used. An "
        "orchestrated saga backs what its orchestrator and its participants tell each other "
        "(sagas/unreachable-participant looks after them), a gateway that a service calls the "
        "services behind it; a reply counts with the call it answers. Partial models are left "
        "alone: actors and foreign systems declare nothing; a service that has neither "
        "dependencies nor events of its own is not described yet, nor is a gateway without routes, "
        "a store without users, or a kind of tie that nobody in the model declares. One finding "
        "for each thing that is missing, at the first place. Whether the operation exists is "
        "contracts/unknown-endpoint.",
    .help = "declare what the scenario shows, or mend the scenario",
    .bad = "context \"shop\"\n"
           "service \"orders\" { context = \"shop\", dependencies = { sync \"payments\" } }\n"
           "service \"payments\" { context = \"shop\" }\n"
           "service \"stock\" { context = \"shop\" }\n"
           "scenario \"buy\" { \"orders -> payments: charge\", \"orders -> stock: reserve\" }\n",
    .good = "context \"shop\"\n"
            "service \"orders\" { context = \"shop\", dependencies = { sync \"payments\", sync "
            "\"stock\" } }\n"
            "service \"payments\" { context = \"shop\" }\n"
            "service \"stock\" { context = \"shop\" }\n"
            "scenario \"buy\" { \"orders -> payments: charge\", \"orders -> stock: reserve\" }\n",
    .check = check_undeclared_in_scenario,
};
