#include "common/budget.h"

#include "common/say.h"

double budget_share(const struct lunette_slo *slo)
{
    double share = NAN;
    if (slo->sli == LUNETTE_SLI_AVAILABILITY)
        share = 1 - slo->target_ratio;
    if (slo->sli == LUNETTE_SLI_ERROR_RATE)
        share = slo->target_ratio;
    return share > 0 && share < 1 ? share : NAN;
}

const struct lunette_slo *budget_strictest(const struct lunette_slos *slos)
{
    const struct lunette_slo *strictest = NULL;
    for (size_t i = 0; i < slos->count; i++) {
        double share = budget_share(slos->items[i]);
        if (lunette_known(share) && (!strictest || share < budget_share(strictest)))
            strictest = slos->items[i];
    }
    return strictest;
}

double budget_ms(const struct lunette_slo *slo)
{
    return budget_share(slo) * slo->window_s * 1000;
}

const char *budget_name(struct lunette_reporter *reporter, const struct lunette_slo *slo)
{
    return say_format(reporter, "%s %s", slo->item.name,
                      reporter->percent(reporter, slo->target_ratio));
}

const char *budget_number(struct lunette_reporter *reporter, double number)
{
    return say_format(reporter, number < 10 ? "%.2g" : "%.0f", number);
}

/* Up to ten hours in minutes: what a month's budget is mostly told in. */
const char *budget_span(struct lunette_reporter *reporter, double ms)
{
    static const struct {
        double below_ms, unit_ms;
        const char *unit;
    } rows[] = {
        {1e3, 1, "ms"},         {2 * 6e4, 1e3, "s"},    {10 * 36e5, 6e4, "min"},
        {3 * 864e5, 36e5, "h"}, {INFINITY, 864e5, "d"},
    };
    size_t row = 0;
    while (ms >= rows[row].below_ms)
        row++;
    return say_format(reporter, "%s %s", budget_number(reporter, ms / rows[row].unit_ms),
                      rows[row].unit);
}
