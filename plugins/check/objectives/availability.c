/* What a service can promise at best: its own availability times the promises it rests on. */
#include <stdlib.h>

#include "common/budget.h"
#include "common/objective.h"
#include "common/order.h"
#include "common/say.h"
#include "rules.h"

enum { RELATED_FACTORS = 3 };

/* Rounding in a product of targets stays far below this; no target is written that finely. */
static const double tolerance = 1e-12;

/* One share of the time that is lost: the service's own, or one dependency's. */
struct factor {
    double promise;
    const char *name;
    struct lunette_blame by;
    size_t order;
    bool own;
};

struct factors {
    struct factor *items; /* the service's own first, where it is said */
    size_t count;
    double product;
};

static void add_factor(struct factors *factors, struct factor factor)
{
    factor.order = factors->count;
    factors->items[factors->count++] = factor;
    factors->product *= factor.promise;
}

static void find_factors(struct factors *factors, struct lunette_reporter *reporter,
                         const struct lunette_service *service)
{
    const struct lunette_promise *promise = objective_promise(reporter, &service->item);
    const struct lunette_performance *performance = service->performance;
    *factors = (struct factors){
        .items = reporter->alloc(reporter, promise->need_count + 1, sizeof *factors->items),
        .product = 1,
    };
    if (performance && performance->availability < 1)
        add_factor(factors, (struct factor){.promise = performance->availability,
                                            .name = service->item.name,
                                            .by = lunette_at_field(performance, "availability"),
                                            .own = true});
    for (size_t i = 0; i < promise->need_count; i++) {
        const struct lunette_item *item = promise->needs[i].item;
        const struct lunette_slo *slo = objective_promise(reporter, item)->availability;
        if (slo)
            add_factor(factors, (struct factor){.promise = slo->target_ratio,
                                                .name = item->name,
                                                .by = lunette_at_field(slo, "target")});
    }
}

static int compare_factors(const void *a, const void *b)
{
    const struct factor *one = a, *other = b;
    if (one->promise != other->promise)
        return one->promise < other->promise ? -1 : 1;
    return order_numbers(one->order, other->order);
}

/* ---- wording ---- */

/* Two digits of what is missing to 1, and enough to tell it from the target above it. */
static const char *say_product(struct lunette_reporter *reporter, double product, double target)
{
    double decimals = fmax(ceil(-log10(1 - product)) + 1, ceil(-log10(target - product)) + 1);
    return say_format(reporter, "%.*f", (int)fmin(fmax(decimals, 2), 15), product);
}

/* "0.9995 × 0.999 × 0.998", the service's own first, then the least. */
static const char *say_factors(struct lunette_reporter *reporter, const struct factors *factors)
{
    const char *text = NULL;
    size_t said = 0;
    for (int others = 0; others <= 1; others++)
        for (size_t i = 0; i < factors->count && said < SAY_LIMIT; i++)
            if (factors->items[i].own != others) {
                text = say_join(reporter, text, " × ",
                                say_format(reporter, "%.12g", factors->items[i].promise));
                said++;
            }
    if (said < factors->count)
        text = say_format(reporter, "%s × %zu more", text, factors->count - said);
    return text;
}

/* The best that can be promised, to be written into the model: two digits of what is missing to 1. */
static const char *say_reachable(struct lunette_reporter *reporter, double product)
{
    double decimals = fmax(ceil(-log10(1 - product)) + 1, 2);
    double scale = pow(10, decimals);
    double floored = floor(product * scale + scale * tolerance) / scale;
    return say_format(reporter, "%.12g%%", floored * 100);
}

/* Which calls would have to have a fallback for the target to be met: the fewest, worst first. */
static const char *say_cure(struct lunette_reporter *reporter, const struct factors *factors,
                            double target)
{
    struct names names = {.count = 0};
    double rest = factors->product;
    for (size_t i = 0; i < factors->count && target > rest + tolerance; i++)
        if (!factors->items[i].own) {
            rest /= factors->items[i].promise;
            say_add(&names, factors->items[i].name);
        }
    if (target > rest + tolerance || names.count == 0)
        return "";
    return say_format(reporter, ", or give the call%s to %s a fallback", say_plural(names.count),
                      say_names(reporter, &names));
}

static void relate_factors(struct lunette_reporter *reporter, struct lunette_finding *finding,
                           const struct factors *factors, double window_ms)
{
    for (size_t i = 0; i < factors->count && i < RELATED_FACTORS; i++) {
        const struct factor *factor = &factors->items[i];
        const char *promise = reporter->percent(reporter, factor->promise);
        double lost_ms = (1 - factor->promise) * window_ms;
        if (lunette_known(window_ms))
            reporter->relate(finding, factor->by, "%s%s: %s, down for %s of %s", factor->name,
                             factor->own ? " itself" : "", promise, budget_span(reporter, lost_ms),
                             reporter->duration(reporter, window_ms));
        else
            reporter->relate(finding, factor->by, "%s%s: %s", factor->name,
                             factor->own ? " itself" : "", promise);
    }
}

/* ": 101 min short in 30 d; payment-service costs most (43 min)", as far as the window is known. */
static const char *say_loss(struct lunette_reporter *reporter, const struct factors *factors,
                            double target, double window_ms)
{
    const struct factor *worst = &factors->items[0];
    const char *who = say_format(reporter, "%s%s", worst->name, worst->own ? " itself" : "");
    if (!lunette_known(window_ms))
        return say_format(reporter, "; %s costs most", who);
    return say_format(reporter, ": %s short in %s; %s costs most (%s)",
                      budget_span(reporter, (target - factors->product) * window_ms),
                      reporter->duration(reporter, window_ms), who,
                      budget_span(reporter, (1 - worst->promise) * window_ms));
}

static void report_unreachable(struct lunette_reporter *reporter,
                               const struct lunette_service *service, const struct lunette_slo *slo,
                               const struct factors *factors)
{
    double target = slo->target_ratio, window_ms = slo->window_s * 1000;
    qsort(factors->items, factors->count, sizeof *factors->items, compare_factors);
    const char *product =
        factors->count > 1
            ? say_format(reporter, " = %s", say_product(reporter, factors->product, target))
            : "";
    struct lunette_finding *finding =
        reporter->report(reporter, lunette_at_field(slo, "target"), "A(%s) ≤ %s%s < %.12g%s",
                         service->item.name, say_factors(reporter, factors), product, target,
                         say_loss(reporter, factors, target, window_ms));
    reporter->label(finding, "out of reach of what it rests on");
    reporter->subject(finding, "%s", service->item.name);
    reporter->help(finding, "promise no more than target = \"%s\"%s",
                   say_reachable(reporter, factors->product), say_cure(reporter, factors, target));
    relate_factors(reporter, finding, factors, window_ms);
}

static void check_availability_unreachable(const struct lunette_model *model,
                                           struct lunette_reporter *reporter)
{
    if (model->slos.count == 0)
        return;
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        const struct lunette_promise *promise = objective_promise(reporter, &service->item);
        struct factors factors;
        if (!promise->availability ||
            !(promise->availability->target_ratio > promise->possible + tolerance))
            continue;
        find_factors(&factors, reporter, service);
        report_unreachable(reporter, service, promise->availability, &factors);
    }
}

const struct lunette_rule rule_availability_unreachable = {
    .id = "objectives/availability-unreachable",
    .severity = LUNETTE_ERROR,
    .summary = "an availability objective above what the service's own availability and its hard "
               "dependencies allow",
    .rationale =
        "A service that fails whenever one of its dependencies does can be up no more than the "
        "product of their availabilities (Treynor, Dahlin, Rau and Beyer, The Calculus of Service "
        "Availability, ACM Queue 2017). Computed is the service's own availability "
        "(performance.availability) times the availability objective of every service and external "
        "it calls hard: sync, not optional, without fallback. Promises are multiplied, not "
        "measurements: nobody may rely on more than what is promised. Each dependency counts once, "
        "with its strictest objective. What the model does not say counts as 1, so that the "
        "product "
        "is the best that can be. Retries are left out: outages last longer than they do. "
        "Silent about calls within a cycle, which calls/cycle reports.",
    .help = "promise less, or let the service live without one of its dependencies",
    .bad = "context \"sales\"\n"
           "service \"payments\" { context = \"sales\",\n"
           "  slos = { slo \"availability\" { target = \"99.5%\", window = \"30d\" } } }\n"
           "service \"orders\" { context = \"sales\", dependencies = { sync \"payments\" },\n"
           "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } } }\n",
    .good = "context \"sales\"\n"
            "service \"payments\" { context = \"sales\",\n"
            "  slos = { slo \"availability\" { target = \"99.5%\", window = \"30d\" } } }\n"
            "service \"orders\" { context = \"sales\",\n"
            "  dependencies = { sync \"payments\" { fallback = \"take the money later\" } },\n"
            "  slos = { slo \"availability\" { target = \"99.9%\", window = \"30d\" } } }\n",
    .check = check_availability_unreachable,
};
