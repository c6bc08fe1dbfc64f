/* A promise that rests on somebody who promises nothing. */
#include "common/objective.h"
#include "common/say.h"
#include "rules.h"

/* The needs without an objective, at the calls to them. */
static struct places find_unpromised(const struct lunette_promise *promise)
{
    struct places found = {.names.count = 0};
    for (size_t i = 0; i < promise->need_count; i++) {
        const struct lunette_need *need = &promise->needs[i];
        if (objective_list(need->item)->count == 0)
            say_add_at(&found, need->item->name, lunette_at(need->call));
    }
    return found;
}

/* What `count` dependencies have to promise each, so that the service can keep what it promises. */
static const char *say_availability(struct lunette_reporter *reporter,
                                    const struct lunette_promise *promise, size_t count)
{
    double possible = lunette_known(promise->possible) ? promise->possible : 1;
    double share = (1 - promise->availability->target_ratio / possible) / (double)count;
    int digits = 1;
    double scale = 10;
    for (; share > 0 && digits < 8 && 2 / scale > share * 100; digits++)
        scale *= 10;
    double percent = ceil((share > 0 ? 1 - share : promise->availability->target_ratio) * 100 * scale) / scale;
    return say_format(reporter, "%.10g", fmin(percent, 100 - 1 / scale));
}

static const char *say_enough(struct lunette_reporter *reporter,
                              const struct lunette_promise *promise, size_t count)
{
    if (promise->availability)
        return say_format(reporter, "slo \"availability\" { target = \"%s%%\", window = \"30d\" }",
                          say_availability(reporter, promise, count));
    if (promise->latency_p99)
        return say_format(reporter, "slo \"latency_p99\" { target = \"%s\", window = \"30d\" }",
                          say_written_ms(reporter, floor(promise->latency_p99->target_ms)));
    return "slo \"availability\" { target = \"99.9%\", window = \"30d\" }";
}

static void report_unpromised(struct lunette_reporter *reporter,
                              const struct lunette_service *service, const struct places *found)
{
    const struct names *names = &found->names;
    bool one = names->count == 1;
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at(service->slos.items[0]),
                         "%s has objectives and cannot do without %s, which %s none",
                         service->item.name, say_names(reporter, names), one ? "has" : "have");
    reporter->subject(finding, "%s", service->item.name);
    reporter->help(finding, "add slos = { %s } to %s",
                   say_enough(reporter, objective_promise(reporter, &service->item), names->count),
                   one ? names->items[0] : "each");
    for (size_t i = 0; i < say_said(names); i++)
        reporter->relate(finding, found->at[i], "%s calls %s", service->item.name, names->items[i]);
}

static void check_dependency_without_objective(const struct lunette_model *model,
                                               struct lunette_reporter *reporter)
{
    if (model->slos.count == 0)
        return;
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        if (service->slos.count == 0)
            continue;
        struct places found = find_unpromised(objective_promise(reporter, &service->item));
        if (found.names.count > 0)
            report_unpromised(reporter, service, &found);
    }
}

const struct lunette_rule rule_dependency_without_objective = {
    .id = "objectives/dependency-without-objective",
    .severity = LUNETTE_NOTE,
    .summary = "a hard dependency of a service with an objective has none",
    .rationale =
        "A promise is worth what it rests on: where a dependency promises nothing, nobody can tell "
        "whether the service can keep its own (Treynor, Dahlin, Rau and Beyer, The Calculus of "
        "Service Availability, ACM Queue 2017), and objectives/availability-unreachable counts it "
        "as always up. One finding for each service with an objective names the services and "
        "externals it calls hard (sync, not optional, without fallback) that have no objective of "
        "any kind. Silent in models without objectives, and about calls within a cycle.",
    .help = "give the dependency an objective, or let the service live without it",
    .bad = "context \"sales\"\n"
           "service \"payments\" { context = \"sales\" }\n"
           "service \"orders\" { context = \"sales\", dependencies = { sync \"payments\" },\n"
           "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } } }\n",
    .good = "context \"sales\"\n"
            "service \"payments\" { context = \"sales\",\n"
            "  slos = { slo \"availability\" { target = \"99.95%\", window = \"30d\" } } }\n"
            "service \"orders\" { context = \"sales\", dependencies = { sync \"payments\" },\n"
            "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } } }\n",
    .check = check_dependency_without_objective,
};
