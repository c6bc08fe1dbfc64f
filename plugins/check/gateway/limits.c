/* How much gets in. */
#include "common/mark.h"
#include "common/route.h"
#include "common/say.h"
#include "rules.h"

/* ---- what a service can do ---- */

/* Requests per second, and how they come about. */
struct capacity {
    double per_s;                    /* NAN: not known */
    const char *text;                /* "8 workers × 4 replicas / 20 ms = 1600/s" */
    const struct lunette_item *item; /* where to read on */
    const char *field;
};

static const struct lunette_slo *find_throughput(const struct lunette_service *service)
{
    const struct lunette_slo *best = NULL;
    for (size_t i = 0; i < service->slos.count; i++) {
        const struct lunette_slo *slo = service->slos.items[i];
        if (slo->sli == LUNETTE_SLI_THROUGHPUT && slo->target_per_s > 0 &&
            (!best || slo->target_per_s > best->target_per_s))
            best = slo;
    }
    return best;
}

/* Little's law: as many requests are under way as come in a second times the seconds each takes.
 * The largest number of replicas and the service's own share of the time make it the most there can
 * be. */
static struct capacity find_little(struct lunette_reporter *reporter,
                                   const struct lunette_service *service)
{
    const struct lunette_performance *performance = service->performance;
    const struct lunette_scaling *scaling = service->scaling;
    if (!performance || !scaling || performance->workers <= 0 || !(performance->latency_p50_ms > 0))
        return (struct capacity){.per_s = NAN};
    int64_t replicas = scaling->max > scaling->min ? scaling->max : scaling->min;
    if (replicas <= 0)
        return (struct capacity){.per_s = NAN};
    double per_s =
        (double)performance->workers * (double)replicas * 1000.0 / performance->latency_p50_ms;
    const char *text = say_format(reporter, "%lld workers × %lld replicas / %s = %.8g/s",
                                  (long long)performance->workers, (long long)replicas,
                                  reporter->duration(reporter, performance->latency_p50_ms), per_s);
    return (struct capacity){per_s, text, &performance->item, "workers"};
}

static struct capacity find_capacity(struct lunette_reporter *reporter,
                                     const struct lunette_service *service)
{
    struct capacity capacity = find_little(reporter, service);
    const struct lunette_slo *promise = find_throughput(service);
    if (lunette_known(capacity.per_s) || !promise)
        return capacity;
    const char *text = say_format(reporter, "a promise of %.8g/s", promise->target_per_s);
    return (struct capacity){promise->target_per_s, text, &promise->item, "target"};
}

/* ---- gateway/rate-limit-over-capacity ---- */

/* A limit for each client says nothing of their sum. */
static bool limits_sum(double rate_per_s, const char *per)
{
    return rate_per_s > 0 && !per;
}

struct survey {
    const struct lunette_model *model;
    struct lunette_reporter *reporter;
    bool *limited;     /* by service: a rate_limit policy protects it */
    uint32_t *counted; /* by service: number of the last gateway that counted it, from 1 */
};

static void report_limit(struct lunette_reporter *reporter, const struct lunette_item *limit,
                         double rate_per_s, const char *whose,
                         const struct lunette_service *service, const struct capacity *capacity)
{
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(limit, "rate"), "%s lets %.8g/s through to %s, which has %s",
        whose, rate_per_s, service->item.name, capacity->text);
    reporter->subject(finding, "%s", service->item.name);
    reporter->relate(finding, lunette_at_field(capacity->item, capacity->field),
                     "no more than %.8g/s", capacity->per_s);
    reporter->help(finding, "write rate = \"%.8g/s\" or less, or give %s more to serve with",
                   floor(capacity->per_s), service->item.name);
}

static void check_policies(struct survey *survey)
{
    struct lunette_reporter *reporter = survey->reporter;
    for (size_t i = 0; i < survey->model->rate_limits.count; i++) {
        const struct lunette_policy *policy = survey->model->rate_limits.items[i];
        const struct lunette_item *to = policy->service.to;
        if (!to || to->kind != LUNETTE_SERVICE || !limits_sum(policy->rate_per_s, policy->per))
            continue;
        survey->limited[to->number] = true;
        const struct lunette_service *service = (const struct lunette_service *)to;
        struct capacity capacity = find_capacity(reporter, service);
        if (policy->rate_per_s > capacity.per_s)
            report_limit(reporter, &policy->item, policy->rate_per_s, "rate_limit", service,
                         &capacity);
    }
}

/* A service that limits itself is its own affair, and the policy's. */
static void check_route_limit(struct survey *survey, const struct lunette_route *route)
{
    const struct lunette_rate_limiting *limit = route->rate_limiting;
    if (!limit || !limits_sum(limit->rate_per_s, limit->per) || route_target_count(route) != 1)
        return;
    const struct lunette_service *service = route_service(route, 0);
    if (!service || survey->limited[service->item.number])
        return;
    struct capacity capacity = find_capacity(survey->reporter, service);
    if (limit->rate_per_s > capacity.per_s)
        report_limit(survey->reporter, &limit->item, limit->rate_per_s,
                     say_format(survey->reporter, "route '%s'", route->item.name), service,
                     &capacity);
}

/* What all services together can do to which routes lead that have no limit of their own. */
static double sum_capacities(struct survey *survey, const struct lunette_gateway *gateway,
                             struct names *names)
{
    double sum = 0;
    for (size_t r = 0; r < gateway->routes.count; r++) {
        const struct lunette_route *route = gateway->routes.items[r];
        for (size_t t = 0; t < route_target_count(route) && !route->rate_limiting; t++) {
            const struct lunette_service *service = route_service(route, t);
            if (!service || survey->limited[service->item.number])
                return NAN;
            if (!mark_once(&survey->counted[service->item.number], gateway->item.number + 1))
                continue;
            struct capacity capacity = find_capacity(survey->reporter, service);
            if (!lunette_known(capacity.per_s))
                return NAN;
            sum += capacity.per_s;
            say_add(names, names->count >= SAY_LIMIT
                               ? NULL
                               : say_format(survey->reporter, "%s has %s", service->item.name,
                                            capacity.text));
        }
    }
    return names->count > 0 ? sum : NAN;
}

static void check_gateway_limit(struct survey *survey, const struct lunette_gateway *gateway)
{
    const struct lunette_rate_limiting *limit = gateway->rate_limiting;
    if (!limit || !limits_sum(limit->rate_per_s, limit->per))
        return;
    struct lunette_reporter *reporter = survey->reporter;
    struct names names = {.count = 0};
    double sum = sum_capacities(survey, gateway, &names);
    if (!(limit->rate_per_s > sum))
        return;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(limit, "rate"),
        "'%s' lets %.8g/s through, more than the %.8g/s that what it routes to can serve: %s",
        gateway->item.name, limit->rate_per_s, sum, say_names(reporter, &names));
    reporter->help(finding, "write rate = \"%.8g/s\" or less, or a rate for each route",
                   floor(sum));
}

static void check_over_capacity(const struct lunette_model *model,
                                struct lunette_reporter *reporter)
{
    size_t count = model->services.count;
    struct survey survey = {.model = model, .reporter = reporter};
    survey.limited = reporter->alloc(reporter, count, sizeof *survey.limited);
    survey.counted = reporter->alloc(reporter, count, sizeof *survey.counted);
    check_policies(&survey);
    for (size_t i = 0; i < model->gateways.count; i++) {
        const struct lunette_gateway *gateway = model->gateways.items[i];
        check_gateway_limit(&survey, gateway);
        for (size_t r = 0; r < gateway->routes.count; r++)
            check_route_limit(&survey, gateway->routes.items[r]);
    }
}

const struct lunette_rule rule_rate_limit_over_capacity = {
    .id = "gateway/rate-limit-over-capacity",
    .severity = LUNETTE_WARNING,
    .summary = "a rate limit above what its target can serve",
    .rationale =
        "A limit is there to turn requests away before the service drowns in them; above its "
        "capacity it never does (Google SRE book, ch. 21, Handling Overload). Capacity is workers "
        "× replicas / latency_p50 by Little's law (1961), with the most replicas scaling allows "
        "and the service's own time alone: more it cannot have. Where that is not known, it is the "
        "largest throughput the service promises. Compared are the limits of routes to one "
        "service, rate_limit policies, and a gateway's limit with the sum of all it routes to. "
        "Silent where any of it is not known, about limits `per` something (client, ip), whose sum "
        "nobody knows, and about routes to services that a rate_limit policy protects.",
    .help = "lower the limit to what the target can serve",
    .bad = "context \"shop\"\n"
           "service \"orders\" {\n"
           "  context = \"shop\", scaling = { min = 2, max = 4 },\n"
           "  performance = { workers = 8, latency_p50 = \"20ms\" },\n"
           "}\n"
           "rate_limit { service = \"orders\", rate = \"2000/s\" }\n",
    .good = "context \"shop\"\n"
            "service \"orders\" {\n"
            "  context = \"shop\", scaling = { min = 2, max = 4 },\n"
            "  performance = { workers = 8, latency_p50 = \"20ms\" },\n"
            "}\n"
            "rate_limit { service = \"orders\", rate = \"1500/s\" }\n",
    .check = check_over_capacity,
};

/* ---- gateway/missing-rate-limit ---- */

static void mark_limited(bool *limited, const struct lunette_policies *policies)
{
    for (size_t i = 0; i < policies->count; i++) {
        const struct lunette_item *to = policies->items[i]->service.to;
        if (to && to->kind == LUNETTE_SERVICE)
            limited[to->number] = true;
    }
}

/* Whether anybody may send any number of requests to a service behind it. */
static bool is_unlimited(const struct lunette_route *route, const bool *limited)
{
    if (route->is_public != LUNETTE_YES || route->rate_limiting)
        return false;
    for (size_t t = 0; t < route_target_count(route); t++) {
        const struct lunette_service *service = route_service(route, t);
        if (service && !limited[service->item.number])
            return true;
    }
    return false;
}

static void check_gateway(struct lunette_reporter *reporter, const struct lunette_gateway *gateway,
                          const bool *limited)
{
    struct places open = {.names.count = 0};
    for (size_t i = 0; i < gateway->routes.count; i++) {
        const struct lunette_route *route = gateway->routes.items[i];
        if (is_unlimited(route, limited))
            say_add_at(&open, open.names.count < SAY_LIMIT ? route_say(reporter, route) : NULL,
                       lunette_at(route));
    }
    if (open.names.count == 0)
        return;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(gateway), "anybody may send '%s' any number of requests: %s",
        gateway->item.name, say_names(reporter, &open.names));
    for (size_t i = 0; i < say_said(&open.names); i++)
        reporter->relate(finding, open.at[i], "public, without a limit");
    reporter->help(finding,
                   "add rate_limiting = { requests_per_minute = 600, per = \"ip\" } to gateway '%s', or "
                   "to each of these routes",
                   gateway->item.name);
}

static void check_missing_rate_limit(const struct lunette_model *model,
                                     struct lunette_reporter *reporter)
{
    bool *limited = reporter->alloc(reporter, model->services.count, sizeof *limited);
    mark_limited(limited, &model->rate_limits);
    mark_limited(limited, &model->quotas);
    for (size_t i = 0; i < model->gateways.count; i++)
        if (!model->gateways.items[i]->rate_limiting)
            check_gateway(reporter, model->gateways.items[i], limited);
}

const struct lunette_rule rule_missing_rate_limit = {
    .id = "gateway/missing-rate-limit",
    .severity = LUNETTE_NOTE,
    .summary = "public routes without a rate limit from any source",
    .rationale =
        "What anybody may use, somebody will use up: by a loop in a script, by trying passwords, "
        "on purpose (OWASP API Security Top 10, 2023, API4, Unrestricted Resource Consumption). "
        "Found are routes with public = true to a service, for which neither the route nor its "
        "gateway has rate_limiting, nor the service a rate_limit or a quota. One finding a "
        "gateway. Silent about routes that are not public: who they serve is known, and can be "
        "told to stop.",
    .help = "write rate_limiting = { requests_per_minute = 600, per = \"ip\" } on the gateway",
    .bad = "context \"shop\"\n"
           "service \"products\" { context = \"shop\", endpoints = { GET \"/products\" } }\n"
           "gateway \"edge\" {\n"
           "  routes = { route \"/products\" { service = \"products\", public = true } },\n"
           "}\n",
    .good = "context \"shop\"\n"
            "service \"products\" { context = \"shop\", endpoints = { GET \"/products\" } }\n"
            "gateway \"edge\" {\n"
            "  rate_limiting = { requests_per_minute = 600, per = \"ip\" },\n"
            "  routes = { route \"/products\" { service = \"products\", public = true } },\n"
            "}\n",
    .check = check_missing_rate_limit,
};
