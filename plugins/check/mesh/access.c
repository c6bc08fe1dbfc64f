/* Who may call whom, against who does. */
#include "common/say.h"
#include "requests.h"
#include "pairs.h"
#include "rules.h"

static const struct lunette_access *policy_of(const struct pair *admission)
{
    return (const struct lunette_access *)admission->by;
}

/* The calls of one caller to one callee, and what admits them. */
struct relation {
    struct pairs calls;
    struct pairs own;     /* admissions of this caller */
    struct pairs anybody; /* admissions that name no caller */
};

static struct relation relate_calls(const struct pairs *admissions, struct pairs calls)
{
    const struct pair *call = &calls.items[0];
    return (struct relation){
        .calls = calls,
        .own = pairs_find(admissions, call->to, call->from),
        .anybody = pairs_find(admissions, call->to, NULL),
    };
}

static bool is_admitted_by(struct lunette_reporter *reporter, const struct request *request,
                           const struct pairs *admissions)
{
    for (size_t i = 0; i < admissions->count; i++)
        if (!request_refused_by(reporter, request, policy_of(&admissions->items[i])))
            return true;
    return false;
}

/* What no policy admits of the calls of a relation. */
struct refusal {
    const struct pair *first; /* NULL: nothing */
    struct request request;   /* of the first */
    struct names all;
};

static struct refusal find_refusal(struct lunette_reporter *reporter,
                                   const struct relation *relation)
{
    struct refusal refusal = {.first = NULL};
    for (size_t i = 0; i < relation->calls.count; i++)
        for (size_t o = 0; o < request_count(&relation->calls.items[i]); o++) {
            struct request request = request_get(reporter, &relation->calls.items[i], o);
            if (is_admitted_by(reporter, &request, &relation->own) ||
                is_admitted_by(reporter, &request, &relation->anybody))
                continue;
            if (!refusal.first) {
                refusal.first = &relation->calls.items[i];
                refusal.request = request;
            }
            say_add(&refusal.all, request_say(reporter, &request));
        }
    return refusal;
}

/* ---- mesh/access-unused ---- */

/* By service: whether traffic rules send it requests that are addressed to another. */
static const bool *find_steered(const struct lunette_model *model,
                                struct lunette_reporter *reporter)
{
    bool *steered = reporter->alloc(reporter, model->services.count, sizeof *steered);
    for (size_t i = 0; i < model->traffics.count; i++) {
        const struct lunette_traffic *traffic = model->traffics.items[i];
        for (size_t r = 0; r < traffic->routes.count; r++) {
            const struct lunette_item *ends[] = {traffic->routes.items[r]->to.to,
                                                 traffic->routes.items[r]->mirror.to};
            for (size_t e = 0; e < 2; e++)
                if (ends[e] && ends[e]->kind == LUNETTE_SERVICE && ends[e] != traffic->host.to)
                    steered[ends[e]->number] = true;
        }
    }
    return steered;
}

/* Whether any of the calls asks for what the policy admits. */
static bool is_asked_for(struct lunette_reporter *reporter, const struct lunette_access *policy,
                         const struct pairs *calls)
{
    for (size_t i = 0; i < calls->count; i++)
        for (size_t o = 0; o < request_count(&calls->items[i]); o++) {
            struct request request = request_get(reporter, &calls->items[i], o);
            if (!request_refused_by(reporter, &request, policy))
                return true;
        }
    return false;
}

/* A policy that admits the wrong thing to a caller which lacks the right one is one mistake, and
 * access-missing tells of it. */
static bool is_needless(struct lunette_reporter *reporter, const struct pairs *admissions,
                        const struct lunette_access *policy, const struct pairs *calls)
{
    if (calls->count == 0)
        return true;
    if (is_asked_for(reporter, policy, calls))
        return false;
    struct relation relation = relate_calls(admissions, *calls);
    return !find_refusal(reporter, &relation).first;
}

static void report_unused(struct lunette_reporter *reporter, const struct pair *admission,
                          const struct pairs *calls)
{
    const struct lunette_access *policy = policy_of(admission);
    const char *from = policy->from.items[admission->entry - 1].name;
    const char *to = admission->to->item.name;
    struct lunette_finding *finding;
    if (calls->count == 0) {
        finding = reporter->report(reporter, lunette_at_entry(policy, "from", admission->entry),
                                   "%s may call %s, but never does", from, to);
    } else {
        struct request asked = request_get(reporter, &calls->items[0], 0);
        finding = reporter->report(reporter, lunette_at_entry(policy, "from", admission->entry),
                                   "nothing that %s asks of %s is what it may ask here", from, to);
        reporter->relate(finding, lunette_at(calls->items[0].by), "asks for %s",
                         request_say(reporter, &asked));
        reporter->help(finding, "mend the methods and paths, or remove it");
    }
    reporter->subject(finding, "%s -> %s", from, to);
}

/* What externals and people call, a model need not say; nor what comes in by a gateway without
 * routes. */
static bool is_modelled(const struct pair *admission)
{
    if (!admission->from || admission->entry == 0)
        return false;
    if (admission->from->kind == LUNETTE_GATEWAY)
        return ((const struct lunette_gateway *)admission->from)->routes.count > 0;
    return admission->from->kind == LUNETTE_SERVICE && admission->from != &admission->to->item;
}

static void check_access_unused(const struct lunette_model *model,
                                struct lunette_reporter *reporter)
{
    if (model->accesses.count == 0)
        return;
    struct pairs admissions = pairs_of_admissions(model, reporter);
    struct pairs calls = pairs_of_calls(model, reporter);
    const bool *steered = find_steered(model, reporter);
    for (size_t i = 0; i < admissions.count && calls.count > 0; i++) {
        const struct pair *admission = &admissions.items[i];
        if (!is_modelled(admission) || steered[admission->to->item.number])
            continue;
        struct pairs made = pairs_find(&calls, admission->to, admission->from);
        if (is_needless(reporter, &admissions, policy_of(admission), &made))
            report_unused(reporter, admission, &made);
    }
}

const struct lunette_rule rule_access_unused = {
    .id = "mesh/access-unused",
    .severity = LUNETTE_WARNING,
    .summary = "an access policy for a pair that never talks",
    .rationale =
        "A policy that nobody needs is a door that only an intruder will use (least privilege: "
        "Saltzer and Schroeder, The Protection of Information in Computer Systems, 1975), or the "
        "misspelt one of a call that is refused. Each name in `from` is laid against the model: "
        "sync and async dependencies on the service, routes and splits of the gateway, traffic "
        "rules for it. Where all calls of the pair name their endpoints, and other policies admit "
        "them, one of them must also fit this policy's methods and paths (a path is a prefix; gRPC "
        "posts to /Service/Method); what no policy admits is left to mesh/access-missing. Silent "
        "about externals and actors, whose calls a model need not show; about gateways "
        "without routes; about services to which traffic rules send what was meant for another; "
        "and in models without any call.",
    .help = "remove the name from the policy, or model the call",
    .bad =
        "context \"billing\"\n"
        "service \"ledger\" { context = \"billing\", endpoints = { GET \"/balances\" } }\n"
        "service \"reports\" {\n"
        "  context = \"billing\",\n"
        "  dependencies = { sync \"ledger\" { endpoint = \"GET /balances\", timeout = \"1s\" } },\n"
        "}\n"
        "service \"mailer\" { context = \"billing\" }\n"
        "access { from = { \"reports\", \"mailer\" }, to = \"ledger\" }\n",
    .good =
        "context \"billing\"\n"
        "service \"ledger\" { context = \"billing\", endpoints = { GET \"/balances\" } }\n"
        "service \"reports\" {\n"
        "  context = \"billing\",\n"
        "  dependencies = { sync \"ledger\" { endpoint = \"GET /balances\", timeout = \"1s\" } },\n"
        "}\n"
        "service \"mailer\" { context = \"billing\" }\n"
        "access { from = { \"reports\" }, to = \"ledger\" }\n",
    .check = check_access_unused,
};

/* ---- mesh/access-missing ---- */

/* What is known of the policies on each service, by its number. */
struct guard {
    const struct lunette_access *first; /* NULL: anybody may call it */
    bool uncertain;                     /* some policy names somebody who is not declared */
};

static const struct guard *find_guards(const struct lunette_model *model,
                                       struct lunette_reporter *reporter)
{
    struct guard *guards = reporter->alloc(reporter, model->services.count, sizeof *guards);
    for (size_t i = 0; i < model->accesses.count; i++) {
        const struct lunette_access *policy = model->accesses.items[i];
        if (!policy->to.to)
            continue;
        struct guard *guard = &guards[policy->to.to->number];
        guard->first = guard->first ? guard->first : policy;
        for (size_t f = 0; f < policy->from.count; f++)
            guard->uncertain |= !policy->from.items[f].to;
    }
    return guards;
}

static void report_stranger(struct lunette_reporter *reporter, const struct relation *relation,
                            const struct lunette_access *policy)
{
    const struct pair *call = &relation->calls.items[0];
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(policy, "from"), "%s %s %s, which does not admit it",
        call->from->name, call->by->kind == LUNETTE_ROUTE ? "routes to" : "calls",
        call->to->item.name);
    reporter->subject(finding, "%s -> %s", call->from->name, call->to->item.name);
    reporter->relate(finding, lunette_at(call->by), "is refused");
    reporter->help(finding, "add \"%s\" to `from`, or remove the %s", call->from->name,
                   call->by->kind == LUNETTE_ROUTE ? "route" : "call");
}

static void report_refusal(struct lunette_reporter *reporter, const struct relation *relation,
                           const struct refusal *refusal)
{
    const struct pairs *admissions = relation->own.count ? &relation->own : &relation->anybody;
    const struct lunette_access *policy = policy_of(&admissions->items[0]);
    const struct request *request = &refusal->request;
    const char *from = refusal->first->from->name, *to = refusal->first->to->item.name;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(policy, request_refused_by(reporter, request, policy)),
        "%s admits %s, but not for %s", to, from, say_names(reporter, &refusal->all));
    reporter->subject(finding, "%s -> %s", from, to);
    reporter->relate(finding, lunette_at(refusal->first->by), "asks for %s",
                     request_say(reporter, request));
    reporter->help(finding, "admit it in the policy's methods and paths, or do not ask for it");
}

/* Those whose caller, callee and way are known: a mirror or a message may take one that no policy
 * sees. */
static bool is_certain(const struct pair *call)
{
    return call->by->kind == LUNETTE_SYNC || call->by->kind == LUNETTE_ROUTE;
}

static void check_relation(struct lunette_reporter *reporter, const struct pairs *admissions,
                           struct pairs calls, const struct lunette_access *policy)
{
    while (calls.count > 0 && !is_certain(&calls.items[0]))
        calls.items++, calls.count--;
    if (calls.count == 0)
        return;
    struct relation relation = relate_calls(admissions, calls);
    if (relation.own.count + relation.anybody.count == 0) {
        report_stranger(reporter, &relation, policy);
        return;
    }
    struct refusal refusal = find_refusal(reporter, &relation);
    if (refusal.first)
        report_refusal(reporter, &relation, &refusal);
}

static void check_access_missing(const struct lunette_model *model,
                                 struct lunette_reporter *reporter)
{
    if (model->accesses.count == 0)
        return;
    const struct guard *guards = find_guards(model, reporter);
    struct pairs admissions = pairs_of_admissions(model, reporter);
    struct pairs calls = pairs_of_calls(model, reporter), relation;
    for (size_t i = 0; i < calls.count; i += relation.count) {
        relation = pairs_find(&calls, calls.items[i].to, calls.items[i].from);
        const struct guard *guard = &guards[calls.items[i].to->item.number];
        if (guard->first && !guard->uncertain)
            check_relation(reporter, &admissions, relation, guard->first);
    }
}

const struct lunette_rule rule_access_missing = {
    .id = "mesh/access-missing",
    .severity = LUNETTE_WARNING,
    .summary = "an access policy on a service that does not admit one of its modelled callers",
    .rationale =
        "As soon as one policy allows something, everything it does not allow is refused (Istio "
        "documentation, Authorization Policy: with any ALLOW policy on a workload, a request that "
        "matches none is denied). For each service with an access policy, the callers the model "
        "shows (sync calls, and the routes and splits of gateways) are laid against all policies "
        "on it; a gateway that a service realises is that service. A call that names its endpoints "
        "must fit the methods and paths of one policy with each of them; a path is a prefix, gRPC "
        "posts to /Service/Method, and where a template or a wider route may fit, it does. Calls "
        "that name no endpoint need only be admitted at all. Silent about services without any "
        "policy, and where a policy names somebody who is not declared.",
    .help = "admit the caller in an access policy, or remove the call",
    .bad =
        "context \"billing\"\n"
        "service \"ledger\" { context = \"billing\", endpoints = { GET \"/balances\" } }\n"
        "service \"reports\" {\n"
        "  context = \"billing\",\n"
        "  dependencies = { sync \"ledger\" { endpoint = \"GET /balances\", timeout = \"1s\" } },\n"
        "}\n"
        "service \"invoices\" {\n"
        "  context = \"billing\",\n"
        "  dependencies = { sync \"ledger\" { endpoint = \"GET /balances\", timeout = \"1s\" } },\n"
        "}\n"
        "access { from = { \"reports\" }, to = \"ledger\" }\n",
    .good =
        "context \"billing\"\n"
        "service \"ledger\" { context = \"billing\", endpoints = { GET \"/balances\" } }\n"
        "service \"reports\" {\n"
        "  context = \"billing\",\n"
        "  dependencies = { sync \"ledger\" { endpoint = \"GET /balances\", timeout = \"1s\" } },\n"
        "}\n"
        "service \"invoices\" {\n"
        "  context = \"billing\",\n"
        "  dependencies = { sync \"ledger\" { endpoint = \"GET /balances\", timeout = \"1s\" } },\n"
        "}\n"
        "access { from = { \"reports\", \"invoices\" }, to = \"ledger\" }\n",
    .check = check_access_missing,
};
