/* health/: what tells that a service is up. */
#include "common/families.h"
#include "common/messages.h"
#include "common/operation.h"
#include "common/route.h"
#include "common/say.h"

/* The first check of a kind; NULL: none. */
static const struct lunette_probe *find_probe(const struct lunette_service *service,
                                              enum lunette_kind kind)
{
    for (size_t i = 0; i < service->health.count; i++)
        if (service->health.items[i]->item.kind == kind)
            return service->health.items[i];
    return NULL;
}

/* ---- health/missing ---- */

/* The platform starts functions for each request and asks them nothing. */
static bool is_function(const struct lunette_service *service)
{
    for (size_t i = 0; i < service->endpoints.count; i++)
        if (service->endpoints.items[i]->item.kind != LUNETTE_HANDLER)
            return false;
    return service->endpoints.count > 0;
}

/* Whether there may be more than one replica. */
static bool adds_replicas(const struct lunette_scaling *scaling)
{
    if (scaling->max != LUNETTE_UNSET)
        return scaling->max > 1;
    return scaling->min > 1 || scaling->metric || scaling->strategy == LUNETTE_SCALING_HORIZONTAL;
}

static bool lacks_readiness(const struct lunette_service *service)
{
    bool is_replaced = service->deployment || (service->scaling && adds_replicas(service->scaling));
    return is_replaced && !is_function(service) && !find_probe(service, LUNETTE_READINESS);
}

static void report_service(struct lunette_reporter *reporter, const struct lunette_service *service)
{
    bool restarts = find_probe(service, LUNETTE_LIVENESS);
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(service, "health"), "%s has %s, but no readiness check%s",
        service->item.name, service->deployment ? "a deployment" : "scaling",
        restarts ? ": liveness restarts it, nothing keeps requests from it" : "");
    if (service->deployment)
        reporter->relate(finding, lunette_at_field(service, "deployment"),
                         "goes on without knowing whether the new version is ready");
    else
        reporter->relate(finding, lunette_at_field(service, "scaling"),
                         "gives a new replica requests before it is ready");
    if (service->health.count > 0)
        reporter->help(finding, "add readiness \"/ready\" { interval = \"10s\" } to its health");
}

/* Who is asked by none. */
struct workers {
    const bool *gateways; /* by service: it realises one */
    bool *consumes;       /* by service: something is sent to it by way of a topic */
    bool *is_asked;       /* by service: a route or a scenario's call leads to it */
};

static void mark(bool *flags, const struct lunette_item *item)
{
    if (item && item->kind == LUNETTE_SERVICE)
        flags[item->number] = true;
}

static void mark_callees(const struct lunette_model *model, struct lunette_reporter *reporter,
                         bool *is_asked)
{
    struct message_walk walk = messages_begin_all(reporter, model);
    for (const struct lunette_message *message; (message = messages_next(&walk));)
        if (message->style == LUNETTE_MESSAGE_CALL)
            mark(is_asked, message->to.to);
}

static void mark_consumers(const struct lunette_model *model, bool *consumes)
{
    for (size_t i = 0; i < model->consumer_groups.count; i++)
        mark(consumes, model->consumer_groups.items[i]->service.to);
    for (size_t i = 0; i < model->dependencies.count; i++)
        if (model->dependencies.items[i]->item.kind == LUNETTE_ASYNC)
            mark(consumes, model->dependencies.items[i]->to.to);
    for (size_t i = 0; i < model->services.count; i++)
        consumes[i] |= model->services.items[i]->consumes.count > 0;
}

static void *find_workers(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    struct workers *workers = reporter->alloc(reporter, 1, sizeof *workers);
    workers->gateways = operation_gateways(reporter);
    workers->consumes = reporter->alloc(reporter, model->services.count, sizeof(bool));
    workers->is_asked = reporter->alloc(reporter, model->services.count, sizeof(bool));
    mark_consumers(model, workers->consumes);
    const struct lunette_routes *routes = route_all(reporter);
    for (size_t r = 0; r < routes->count; r++)
        for (size_t t = 0; t < route_target_count(routes->items[r]); t++)
            mark(workers->is_asked, route_target(routes->items[r], t));
    mark_callees(model, reporter, workers->is_asked);
    return workers;
}

/* A service that only consumes gets its work from a topic, ready or not. */
static bool only_consumes(struct lunette_reporter *reporter, const struct lunette_service *service)
{
    static const char key;
    if (service->endpoints.count > 0 || service->callers.count > 0)
        return false;
    const struct workers *workers = reporter->shared(reporter, &key, find_workers);
    uint32_t number = service->item.number;
    return workers->consumes[number] && !workers->is_asked[number] && !workers->gateways[number];
}

static void check_missing(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        if (lacks_readiness(service) && !only_consumes(reporter, service))
            report_service(reporter, service);
    }
}

static const struct lunette_rule rule_missing = {
    .id = "health/missing",
    .severity = LUNETTE_WARNING,
    .summary = "a service with a deployment or several replicas, and no readiness check",
    .rationale =
        "A new version, and each replica that scaling adds, gets requests as soon as its readiness "
        "check passes; without one that is as soon as the process runs, warm or not, and a broken "
        "version replaces the good one without anybody asking it (Kubernetes documentation, "
        "Configure Liveness, Readiness and Startup Probes). Reported is each service that says how "
        "it is deployed, or that it has more than one replica, and has no readiness check, of "
        "whatever mode. Silent on services that say neither, such as scaling = { min = 1 }; on "
        "those that offer only handlers, which a platform for functions asks nothing; and on "
        "those that nobody calls and that only consume: they take their work themselves. Liveness "
        "and startup checks are not asked for.",
    .help = "add health = { readiness \"/ready\" { interval = \"10s\" } }",
    .bad = "context \"ordering\"\n"
           "service \"orders\" { context = \"ordering\", scaling = { min = 2, max = 6 } }\n",
    .good = "context \"ordering\"\n"
            "service \"orders\" {\n"
            "  context = \"ordering\", scaling = { min = 2, max = 6 },\n"
            "  health = { readiness \"/ready\" { interval = \"10s\" } },\n"
            "}\n",
    .check = check_missing,
};

/* ---- health/identical ---- */

/* Whether liveness waits no longer than readiness before it acts. What one of the two says and the
 * other leaves to its platform cannot be compared. */
static bool is_as_hasty(const struct lunette_probe *liveness, const struct lunette_probe *readiness)
{
    bool interval = lunette_known(liveness->interval_ms);
    bool threshold = liveness->failure_threshold != LUNETTE_UNSET;
    if (interval != lunette_known(readiness->interval_ms) ||
        threshold != (readiness->failure_threshold != LUNETTE_UNSET))
        return false;
    double live = interval ? liveness->interval_ms : 1;
    double ready = interval ? readiness->interval_ms : 1;
    if (threshold) {
        live *= (double)liveness->failure_threshold;
        ready *= (double)readiness->failure_threshold;
    }
    return live <= ready;
}

static const char *say_patience(struct lunette_reporter *reporter,
                                const struct lunette_probe *probe)
{
    const char *interval =
        lunette_known(probe->interval_ms) ? reporter->duration(reporter, probe->interval_ms) : NULL;
    long long failures = (long long)probe->failure_threshold;
    if (failures > 0 && interval)
        return say_format(reporter, "after %lld failures, %s apart", failures, interval);
    if (failures > 0)
        return say_format(reporter, "after %lld failures", failures);
    return interval ? say_format(reporter, "every %s", interval) : "when it fails";
}

/* Twice as patient as readiness, in failures of liveness; where readiness leaves them to its platform, more than the
 * three that are usual there. */
static long long patient_failures(const struct lunette_probe *liveness,
                                  const struct lunette_probe *readiness)
{
    bool is_timed = lunette_known(liveness->interval_ms) && liveness->interval_ms > 0;
    double faster = is_timed ? fmax(1, readiness->interval_ms / liveness->interval_ms) : 1;
    bool is_known = readiness->failure_threshold != LUNETTE_UNSET;
    double failures = is_known ? 2 * (double)readiness->failure_threshold : 5;
    return (long long)ceil(fmin(failures * faster, 1000));
}

static void help_identical(struct lunette_reporter *reporter, struct lunette_finding *finding,
                           const struct lunette_probe *liveness,
                           const struct lunette_probe *readiness)
{
    long long failures = patient_failures(liveness, readiness);
    const char *path = liveness->item.name;
    bool is_bare = !lunette_known(liveness->interval_ms) && !lunette_known(liveness->timeout_ms) &&
                   liveness->failure_threshold == LUNETTE_UNSET &&
                   liveness->mode == LUNETTE_PROBE_UNSAID && !liveness->depends_on.count;
    const char *how =
        is_bare ? say_format(reporter, "write liveness \"%s\" { failure_threshold = %lld }", path,
                             failures)
                : say_format(reporter, "write failure_threshold = %lld in liveness \"%s\"", failures,
                             path);
    reporter->help(finding,
                   "%s, so that it waits longer than readiness, or let it ask a path that tells only "
                   "whether the process works",
                   how);
}

static void check_identical(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        const struct lunette_probe *liveness = find_probe(service, LUNETTE_LIVENESS);
        const struct lunette_probe *readiness = find_probe(service, LUNETTE_READINESS);
        if (!liveness || !readiness || liveness->item.name != readiness->item.name ||
            liveness->mode != readiness->mode || !is_as_hasty(liveness, readiness))
            continue;
        struct lunette_finding *finding =
            reporter->report(reporter, lunette_at(liveness),
                             "liveness and readiness of %s are one check, %s: a replica that "
                             "only needs a pause is restarted",
                             service->item.name, liveness->item.name);
        reporter->label(finding, "restarts %s", say_patience(reporter, liveness));
        reporter->relate(finding, lunette_at(readiness), "takes it out of rotation %s",
                         say_patience(reporter, readiness));
        help_identical(reporter, finding, liveness, readiness);
    }
}

static const struct lunette_rule rule_identical = {
    .id = "health/identical",
    .severity = LUNETTE_NOTE,
    .summary = "liveness and readiness are the same check",
    .rationale =
        "Readiness takes a replica out of rotation until it can serve again; liveness kills it, "
        "which helps only against what a restart mends. When one path answers both and liveness is "
        "as quick, a busy or waiting replica never rests: it is killed, its share of the load goes "
        "to the others, and they are next. One path for both is fine when liveness waits longer "
        "(Kubernetes documentation, Liveness, Readiness, and Startup Probes: the same low-cost "
        "endpoint, with a higher failureThreshold). Compared are interval × failure_threshold, or "
        "the one of them that both checks give; silent when only one of the two checks gives it, "
        "and when their modes differ.",
    .help = "let liveness ask only whether the process works, or give it a higher "
            "failure_threshold than readiness",
    .bad = "context \"ordering\"\n"
           "service \"orders\" {\n"
           "  context = \"ordering\",\n"
           "  health = { liveness \"/health\", readiness \"/health\" },\n"
           "}\n",
    .good = "context \"ordering\"\n"
            "service \"orders\" {\n"
            "  context = \"ordering\",\n"
            "  health = { liveness \"/live\", readiness \"/ready\" },\n"
            "}\n",
    .check = check_identical,
};

/* ---- health/cascades ---- */

/* Who else must be up. A service that cannot reach its own store or broker has nothing to answer
 * with, so readiness may ask for them; no restart brings them back. */
static bool is_harmful(const struct lunette_probe *probe, const struct lunette_item *needed)
{
    if (!needed || needed == probe->item.owner)
        return false;
    if (probe->item.kind == LUNETTE_LIVENESS)
        return true;
    return probe->item.kind == LUNETTE_READINESS &&
           (needed->kind == LUNETTE_SERVICE || needed->kind == LUNETTE_EXTERNAL);
}

static const struct lunette_dependency *find_call(const struct lunette_service *service,
                                                  const struct lunette_item *to)
{
    for (size_t i = 0; i < service->dependencies.count; i++) {
        const struct lunette_dependency *call = service->dependencies.items[i];
        if (call->item.kind == LUNETTE_SYNC && call->to.to == to)
            return call;
    }
    return NULL;
}

static void report_cascade(struct lunette_reporter *reporter, const struct lunette_service *service,
                           const struct lunette_probe *probe, size_t entry)
{
    const struct lunette_item *needed = probe->depends_on.items[entry].to;
    bool restarts = probe->item.kind == LUNETTE_LIVENESS;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_entry(probe, "depends_on", entry + 1),
        restarts ? "when %s is down, every replica of %s is restarted"
                 : "when %s is down, every replica of %s leaves the rotation at once",
        needed->name, service->item.name);
    reporter->label(finding, "the %s check fails with it", restarts ? "liveness" : "readiness");
    reporter->subject(finding, "%s -> %s", service->item.name, needed->name);
    const struct lunette_dependency *call = find_call(service, needed);
    if (call)
        reporter->relate(finding, lunette_at(call),
                         lunette_is_hard(call) ? "the call alone fails, and says so"
                                               : "the call may fail, %s answers all the same",
                         service->item.name);
}

static void check_probe(struct lunette_reporter *reporter, const struct lunette_service *service,
                        const struct lunette_probe *probe)
{
    for (size_t i = 0; i < probe->depends_on.count; i++)
        if (is_harmful(probe, probe->depends_on.items[i].to))
            report_cascade(reporter, service, probe, i);
}

static void check_cascades(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        for (size_t p = 0; p < service->health.count; p++)
            check_probe(reporter, service, service->health.items[p]);
    }
}

static const struct lunette_rule rule_cascades = {
    .id = "health/cascades",
    .severity = LUNETTE_WARNING,
    .summary =
        "a readiness check that depends on another service, or a liveness check that depends "
        "on anything",
    .rationale =
        "All replicas ask the same dependency, so all fail at once: none is left to answer what "
        "does not need it, to serve from a cache or to say why it cannot, and whoever depends on "
        "this service in the same way follows. Liveness is worse: a restart brings no dependency "
        "back, and cold replicas meet it when it comes (Kubernetes documentation, Liveness, "
        "Readiness, and Startup Probes, on cascading failures; Google SRE book, ch. 22, Addressing "
        "Cascading Failures). Readiness may depend on a store or a broker: without it there is "
        "often nothing to answer with. Startup checks may depend on what they like.",
    .help = "take it out of depends_on; let the call time out, and its breaker open",
    .bad = "context \"ordering\"\n"
           "service \"stock\" { context = \"ordering\" }\n"
           "service \"orders\" {\n"
           "  context = \"ordering\",\n"
           "  dependencies = { sync \"stock\" { timeout = \"200ms\" } },\n"
           "  health = { readiness \"/ready\" { depends_on = { \"stock\" } } },\n"
           "}\n",
    .good = "context \"ordering\"\n"
            "service \"stock\" { context = \"ordering\" }\n"
            "service \"orders\" {\n"
            "  context = \"ordering\",\n"
            "  dependencies = { sync \"stock\" { timeout = \"200ms\" } },\n"
            "  datastores = { datastore \"orders-db\" },\n"
            "  health = { readiness \"/ready\" { depends_on = { \"orders-db\" } } },\n"
            "}\n",
    .check = check_cascades,
};

static const struct lunette_rule *const rules[] = {
    &rule_missing,
    &rule_identical,
    &rule_cascades,
    NULL,
};

const struct lunette_plugin plugin_health = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "health",
    .version = "1.0.0",
    .summary = "what tells that a service is up",
    .rules = rules,
};
