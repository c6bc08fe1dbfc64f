/* No answer is faster than the slowest answer it waits for. */
#include "common/objective.h"
#include "common/say.h"
#include "rules.h"

struct slower {
    const struct lunette_slo *slos[SAY_LIMIT]; /* of the slowest names, slowest first */
    const char *names[SAY_LIMIT];
    size_t count;
};

/* Keeps the slowest SAY_LIMIT, those of one target in the order of the calls. */
static void add_slower(struct slower *slower, const char *name, const struct lunette_slo *slo)
{
    size_t at = slower->count < SAY_LIMIT ? slower->count : SAY_LIMIT;
    slower->count++;
    for (; at > 0 && slo->target_ms > slower->slos[at - 1]->target_ms; at--)
        if (at < SAY_LIMIT) {
            slower->slos[at] = slower->slos[at - 1];
            slower->names[at] = slower->names[at - 1];
        }
    if (at < SAY_LIMIT) {
        slower->slos[at] = slo;
        slower->names[at] = name;
    }
}

static struct slower find_slower(struct lunette_reporter *reporter,
                                 const struct lunette_promise *promise)
{
    struct slower slower = {.count = 0};
    for (size_t i = 0; i < promise->need_count; i++) {
        const struct lunette_item *item = promise->needs[i].item;
        const struct lunette_slo *slo = objective_promise(reporter, item)->latency_p99;
        if (slo && promise->latency_p99->target_ms < slo->target_ms)
            add_slower(&slower, item->name, slo);
    }
    return slower;
}

static struct lunette_finding *report_late(struct lunette_reporter *reporter,
                                           const struct lunette_service *service,
                                           const struct lunette_slo *slo, const char *why)
{
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at_field(slo, "target"), "L(%s) = %s %s",
                         service->item.name, reporter->duration(reporter, slo->target_ms), why);
    reporter->subject(finding, "%s", service->item.name);
    reporter->label(finding, "99 %% of the answers within this");
    return finding;
}

static void report_dependency(struct lunette_reporter *reporter,
                              const struct lunette_service *service, const struct lunette_slo *slo,
                              const struct slower *slower)
{
    const char *most = reporter->duration(reporter, slower->slos[0]->target_ms);
    const char *why =
        say_format(reporter, "< %s, the p99 latency promised by %s, which it waits for", most,
                   slower->names[0]);
    if (slower->count > 1)
        why = say_format(reporter, "%s (%zu slower dependencies in all)", why, slower->count);
    struct lunette_finding *finding = report_late(reporter, service, slo, why);
    reporter->help(finding, "promise no less: target = \"%s\"; or answer without waiting for %s",
                   say_written_ms(reporter, ceil(slower->slos[0]->target_ms)),
                   slower->count > 1 ? "the slower ones" : slower->names[0]);
    for (size_t i = 0; i < slower->count && i < SAY_LIMIT; i++)
        reporter->relate(finding, lunette_at_field(slower->slos[i], "target"), "%s promises %s",
                         slower->names[i],
                         reporter->duration(reporter, slower->slos[i]->target_ms));
}

static void report_own(struct lunette_reporter *reporter, const struct lunette_service *service,
                       const struct lunette_slo *slo, double own_ms)
{
    const char *own = reporter->duration(reporter, own_ms);
    struct lunette_finding *finding = report_late(
        reporter, service, slo, say_format(reporter, "< %s, the p99 of its own work alone", own));
    reporter->help(finding, "promise no less: target = \"%s\"; or make the work faster",
                   say_written_ms(reporter, ceil(own_ms)));
    reporter->relate(finding, lunette_at_field(service->performance, "latency_p99"),
                     "without its dependencies it takes %s", own);
}

/* The larger of the two reasons is told. */
static void check_latency(struct lunette_reporter *reporter, const struct lunette_service *service,
                          const struct lunette_promise *promise)
{
    const struct lunette_slo *slo = promise->latency_p99;
    double own_ms = service->performance ? service->performance->latency_p99_ms : NAN;
    struct slower slower = find_slower(reporter, promise);
    bool own_is_slower = slo->target_ms < own_ms;
    if (slower.count > 0 && !(own_is_slower && own_ms > slower.slos[0]->target_ms))
        report_dependency(reporter, service, slo, &slower);
    else if (own_is_slower)
        report_own(reporter, service, slo, own_ms);
}

static void check_latency_unreachable(const struct lunette_model *model,
                                      struct lunette_reporter *reporter)
{
    if (model->slos.count == 0)
        return;
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        const struct lunette_promise *promise = objective_promise(reporter, &service->item);
        if (promise->latency_p99)
            check_latency(reporter, service, promise);
    }
}

const struct lunette_rule rule_latency_unreachable = {
    .id = "objectives/latency-unreachable",
    .severity = LUNETTE_ERROR,
    .summary = "a p99 latency objective below the service's own p99, or below that of a dependency "
               "it waits for",
    .rationale =
        "A service that waits for an answer is not faster than that answer, and the more it waits "
        "for, the more its own tail is the tail of the slowest (Dean and Barroso, The Tail at "
        "Scale, "
        "Communications of the ACM 2013). Compared are the strictest objective on the 99th "
        "percentile, the service's own p99 (performance.latency_p99) and the p99 objectives of "
        "every service and external it calls hard: sync, not optional, without fallback. One of "
        "them being larger is enough; that they add up is not counted. Silent where a percentile "
        "or a target is not said, and about calls within a cycle, which calls/cycle reports. What "
        "the calls' timeouts allow is left to resilience/timeout-over-objective.",
    .help = "promise more, or answer without waiting",
    .bad = "context \"sales\"\n"
           "service \"payments\" { context = \"sales\",\n"
           "  slos = { slo \"latency_p99\" { target = \"800ms\", window = \"30d\" } } }\n"
           "service \"orders\" { context = \"sales\", dependencies = { sync \"payments\" },\n"
           "  slos = { slo \"latency_p99\" { target = \"300ms\", window = \"30d\" } } }\n",
    .good = "context \"sales\"\n"
            "service \"payments\" { context = \"sales\",\n"
            "  slos = { slo \"latency_p99\" { target = \"800ms\", window = \"30d\" } } }\n"
            "service \"orders\" { context = \"sales\", dependencies = { sync \"payments\" },\n"
            "  slos = { slo \"latency_p99\" { target = \"900ms\", window = \"30d\" } } }\n",
    .check = check_latency_unreachable,
};
