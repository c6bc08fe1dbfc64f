/* Who has to show a certificate. */
#include <string.h>

#include "common/messages.h"
#include "common/say.h"
#include "common/word.h"
#include "rules.h"

/* ---- mesh/mtls-permissive ---- */

static bool is_rehearsal(const char *word)
{
    static const char *const rehearsals[] = {
        "dev", "development", "test", "testing", "staging", "sandbox", "demo", "local", NULL};
    return word && word_is_among(word, strlen(word), rehearsals);
}

/* The language has no word for environments: people write a tag, or a property of a common name. */
static bool says_rehearsal(const struct lunette_about *about)
{
    static const char *const keys[] = {"environment", "env", "stage", NULL};
    for (size_t i = 0; i < about->tags.count; i++)
        if (is_rehearsal(about->tags.items[i]))
            return true;
    for (size_t i = 0; i < about->properties.count; i++) {
        const struct lunette_pair *property = &about->properties.items[i];
        if (word_is_among(property->key, strlen(property->key), keys) &&
            is_rehearsal(property->value))
            return true;
    }
    return false;
}

static void check_mtls_permissive(const struct lunette_model *model,
                                  struct lunette_reporter *reporter)
{
    if (model->architecture && says_rehearsal(model->architecture->item.about))
        return;
    for (size_t i = 0; i < model->meshes.count; i++) {
        const struct lunette_mesh *mesh = model->meshes.items[i];
        enum lunette_mtls mtls = mesh->security ? mesh->security->mtls : LUNETTE_MTLS_UNSAID;
        if ((mtls != LUNETTE_MTLS_PERMISSIVE && mtls != LUNETTE_MTLS_DISABLED) ||
            says_rehearsal(mesh->item.about))
            continue;
        reporter->report(reporter, lunette_at_field(mesh->security, "mtls"),
                         mtls == LUNETTE_MTLS_PERMISSIVE
                             ? "'%s' lets callers in that neither encrypt nor say who they are"
                             : "in '%s' nobody encrypts, and nobody can tell who calls",
                         mesh->item.name);
    }
}

const struct lunette_rule rule_mtls_permissive = {
    .id = "mesh/mtls-permissive",
    .severity = LUNETTE_WARNING,
    .summary = "a mesh in production that does not insist on mutual TLS",
    .rationale =
        "Permissive mode takes plain text beside mutual TLS, so that services can move into the "
        "mesh one by one; until it ends, whoever reaches the network can call anybody under any "
        "name, and access policies that go by the caller protect nothing (Istio documentation, "
        "Mutual TLS Migration; NIST SP 800-204A). `disabled` is the same without the excuse. A "
        "model describes production unless it says otherwise: the rule is silent when the mesh or "
        "the architecture has a tag, or a property environment, env or stage, of one of these: "
        "dev, development, test, testing, staging, sandbox, demo, local. Silent where the mode is "
        "not said. While a migration lasts, `allow` with an end date is the place to say so.",
    .help = "write mtls = \"strict\"",
    .bad = "mesh \"backbone\" { type = \"istio\", security = { mtls = \"permissive\" } }\n",
    .good = "mesh \"backbone\" { type = \"istio\", security = { mtls = \"strict\" } }\n",
    .check = check_mtls_permissive,
};

/* ---- mesh/mtls-strict-outsider ---- */

/* Somebody who belongs to no mesh and calls a member of one that insists on a certificate. */
struct outsider {
    struct lunette_finding *finding;
    size_t calls;
};

struct survey {
    const struct lunette_model *model;
    struct lunette_reporter *reporter;
    const struct lunette_mesh **mesh_of; /* by the service's number: the first that lists it */
    struct outsider *services;           /* by number */
    struct outsider *externals;          /* by number */
};

static void list_members(struct survey *survey, const struct lunette_mesh *mesh)
{
    for (size_t i = 0; i < mesh->services.count; i++) {
        const struct lunette_item *service = mesh->services.items[i].to;
        if (service && !survey->mesh_of[service->number])
            survey->mesh_of[service->number] = mesh;
    }
}

/* Whether some mesh insists, and none takes every service in. */
static bool has_outside(const struct lunette_model *model)
{
    bool strict = false;
    for (size_t i = 0; i < model->meshes.count; i++) {
        const struct lunette_mesh *mesh = model->meshes.items[i];
        if (mesh->services.count == 0)
            return false;
        strict |= mesh->security && mesh->security->mtls == LUNETTE_MTLS_STRICT;
    }
    return strict;
}

/* The mesh that a call to this item must show a certificate of; NULL: none. */
static const struct lunette_mesh *find_guard(const struct survey *survey,
                                             const struct lunette_item *callee)
{
    if (!callee || callee->kind != LUNETTE_SERVICE)
        return NULL;
    const struct lunette_mesh *mesh = survey->mesh_of[callee->number];
    bool strict = mesh && mesh->security && mesh->security->mtls == LUNETTE_MTLS_STRICT;
    return strict ? mesh : NULL;
}

static void add_call(struct survey *survey, const struct lunette_item *caller,
                     const struct lunette_item *callee, const struct lunette_item *by)
{
    const struct lunette_mesh *mesh = find_guard(survey, callee);
    bool is_service = caller->kind == LUNETTE_SERVICE;
    if (!mesh || (is_service && survey->mesh_of[caller->number]))
        return;
    struct lunette_reporter *reporter = survey->reporter;
    struct outsider *outsider =
        &(is_service ? survey->services : survey->externals)[caller->number];
    if (!outsider->finding) {
        outsider->finding = reporter->report(
            reporter, lunette_at_field(mesh, "services"),
            "%s is outside '%s' and has no certificate of it, so %s turns its calls away",
            caller->name, mesh->item.name, callee->name);
        reporter->subject(outsider->finding, "%s -> %s", caller->name, callee->name);
        if (!is_service)
            reporter->help(outsider->finding, "let it come in by a gateway");
    }
    if (outsider->calls++ < SAY_LIMIT)
        reporter->relate(outsider->finding, lunette_at(by), "%s calls %s", caller->name,
                         callee->name);
}

static void add_dependencies(struct survey *survey)
{
    for (size_t i = 0; i < survey->model->dependencies.count; i++) {
        const struct lunette_dependency *call = survey->model->dependencies.items[i];
        if (call->item.kind == LUNETTE_SYNC && call->callee)
            add_call(survey, call->item.owner, &call->callee->item, &call->item);
    }
}

/* Only a gateway that a service realises can be told to be inside or outside. */
static void add_routes(struct survey *survey, const struct lunette_gateway *gateway)
{
    for (size_t i = 0; i < gateway->routes.count && gateway->service.to; i++) {
        const struct lunette_route *route = gateway->routes.items[i];
        add_call(survey, gateway->service.to, route->service.to, &route->item);
        for (size_t s = 0; s < route->split.count; s++)
            add_call(survey, gateway->service.to, route->split.items[s]->to.to,
                     &route->split.items[s]->item);
    }
}

static void add_messages(struct survey *survey)
{
    struct message_walk walk = messages_begin_all(survey->reporter, survey->model);
    for (const struct lunette_message *message; (message = messages_next(&walk));) {
        const struct lunette_item *from = message->from.to;
        if (message->style == LUNETTE_MESSAGE_CALL && from && from->kind == LUNETTE_EXTERNAL)
            add_call(survey, from, message->to.to, &message->item);
    }
}

static void label_outsiders(struct survey *survey, const struct outsider *outsiders, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (outsiders[i].calls > SAY_LIMIT)
            survey->reporter->label(outsiders[i].finding, "%zu calls come from outside",
                                    outsiders[i].calls);
}

static void check_mtls_strict_outsider(const struct lunette_model *model,
                                       struct lunette_reporter *reporter)
{
    if (!has_outside(model))
        return;
    size_t services = model->services.count, externals = model->externals.count;
    struct survey survey = {
        .model = model,
        .reporter = reporter,
        .mesh_of = reporter->alloc(reporter, services, sizeof *survey.mesh_of),
        .services = reporter->alloc(reporter, services, sizeof *survey.services),
        .externals = reporter->alloc(reporter, externals, sizeof *survey.externals),
    };
    for (size_t i = 0; i < model->meshes.count; i++)
        list_members(&survey, model->meshes.items[i]);
    add_dependencies(&survey);
    for (size_t i = 0; i < model->gateways.count; i++)
        add_routes(&survey, model->gateways.items[i]);
    add_messages(&survey);
    label_outsiders(&survey, survey.services, services);
    label_outsiders(&survey, survey.externals, externals);
}

const struct lunette_rule rule_mtls_strict_outsider = {
    .id = "mesh/mtls-strict-outsider",
    .severity = LUNETTE_ERROR,
    .summary = "a caller outside the mesh calls a member of one with strict mutual TLS",
    .rationale =
        "In strict mode a proxy refuses whoever shows no certificate of the mesh, and a caller "
        "without the mesh's proxy has none (Istio documentation, PeerAuthentication, mode STRICT). "
        "Looked at are meshes that list their services; where one lists none, all are inside. "
        "Callers are services with a sync call to a member, gateways that a service outside "
        "realises, and externals that call a member in a scenario. Silent about gateways that no "
        "service realises, which mostly are the mesh's own, and about members of another mesh, "
        "with which trust may be shared. One finding a caller.",
    .help = "add the caller to the mesh's services",
    .bad =
        "context \"billing\"\n"
        "service \"ledger\" { context = \"billing\", endpoints = { GET \"/balances\" } }\n"
        "service \"reports\" {\n"
        "  context = \"billing\",\n"
        "  dependencies = { sync \"ledger\" { endpoint = \"GET /balances\", timeout = \"1s\" } },\n"
        "}\n"
        "mesh \"vault\" { security = { mtls = \"strict\" }, services = { \"ledger\" } }\n",
    .good =
        "context \"billing\"\n"
        "service \"ledger\" { context = \"billing\", endpoints = { GET \"/balances\" } }\n"
        "service \"reports\" {\n"
        "  context = \"billing\",\n"
        "  dependencies = { sync \"ledger\" { endpoint = \"GET /balances\", timeout = \"1s\" } },\n"
        "}\n"
        "mesh \"vault\" { security = { mtls = \"strict\" }, services = { \"ledger\", \"reports\" } "
        "}\n",
    .check = check_mtls_strict_outsider,
};
