/* The rules the core keeps: what reading a model finds, and what only a whole model shows. */
#include <string.h>

#include "check/check.h"
#include "check/secrets.h"

#define RULE(name, id_, severity_, ...) \
    static const struct lunette_rule name = {.id = (id_), .severity = (severity_), __VA_ARGS__}

/* ---- found while reading ---- */

RULE(unresolved, "model/unresolved", LUNETTE_ERROR, .summary = "a reference that nothing declares",
     .rationale =
         "A name that leads nowhere makes every rule behind it blind: a misspelt service has no "
         "timeouts, no objectives and no owner.",
     .help = "declare it, or mend the name",
     .bad =
         "context \"a\" {}\nservice \"x\" { context = \"a\", dependencies = { sync \"y\" {} } }\n",
     .good =
         "context \"a\" {}\nservice \"x\" { context = \"a\", dependencies = { sync \"y\" {} } }\n"
         "service \"y\" { context = \"a\" }\n");
RULE(duplicate, "model/duplicate", LUNETTE_ERROR, .summary = "one kind and name declared twice",
     .rationale =
         "Of two declarations only one can be meant; which one would depend on the order of files.",
     .help = "rename one of them, or merge them",
     .bad = "context \"a\" { subdomain = \"core\" }\ncontext \"a\" { subdomain = \"generic\" }\n",
     .good = "context \"a\" { subdomain = \"core\" }\ncontext \"b\" { subdomain = \"generic\" }\n");
RULE(unknown_field, "model/unknown-field", LUNETTE_ERROR,
     .summary = "a field the kind does not have",
     .rationale = "A misspelt field is a fact that is silently missing.",
     .help = "lunette explain KIND lists the fields of a kind",
     .bad = "context \"a\" { subdomian = \"core\" }\n",
     .good = "context \"a\" { subdomain = \"core\" }\n");
RULE(duplicate_field, "model/duplicate-field", LUNETTE_ERROR,
     .summary = "a field that one table gives twice",
     .rationale =
         "Lua keeps the last of two values with one key and says nothing: a second publishes takes the "
         "place of the first, and what that said is gone. Looked for in the text of the model's files up to "
         "1 MiB, in every table that is written there; a key is compared with the 256 before it. "
         "What a program puts together, `t.x = 1` after `t = { x = 2 }`, is left alone.",
     .help = "put what both say into one",
     .bad = "context \"a\" {\n  language = { Order = \"an intent to buy\" },\n"
            "  language = { Cart = \"what may become one\" },\n}\n",
     .good = "context \"a\" {\n  language = { Order = \"an intent to buy\", Cart = \"what may become "
             "one\" },\n}\n");
RULE(unknown_kind, "model/unknown-kind", LUNETTE_ERROR,
     .summary = "a name that is neither a kind nor a variable",
     .rationale = "Plain Lua would read it as nil and fail somewhere else, or not at all.",
     .help = "lunette explain lists the kinds", .bad = "contxt \"a\" {}\n",
     .good = "context \"a\" {}\n");
RULE(bad_value, "model/bad-value", LUNETTE_ERROR,
     .summary = "a value of the wrong type, unit or range",
     .rationale =
         "Quantities carry their unit, words come from a fixed set: so a model cannot mean seconds "
         "where a reader understands milliseconds.",
     .help = "lunette explain KIND shows what each field takes",
     .bad = "context \"a\" { subdomain = \"main\" }\n",
     .good = "context \"a\" { subdomain = \"core\" }\n");
RULE(missing_field, "model/missing-field", LUNETTE_ERROR, .summary = "a required field is absent",
     .rationale = "Without it the declaration says nothing that could be checked or drawn.",
     .help = "add the field", .bad = "service \"x\" {}\n",
     .good = "context \"a\" {}\nservice \"x\" { context = \"a\" }\n");
RULE(unused_part, "model/unused-part", LUNETTE_ERROR,
     .summary = "a call, step, endpoint or other part that no declaration holds",
     .rationale = "A part outside of its owner says nothing: it was meant to go somewhere.",
     .help = "put it into the field it belongs to", .bad = "GET \"/orders\" {}\n",
     .good = "context \"a\" {}\nservice \"x\" { context = \"a\", endpoints = { GET \"/orders\" {} "
             "} }\n");
RULE(bidi_text, "model/bidi-text", LUNETTE_WARNING,
     .summary = "a file with characters that change the direction of text",
     .rationale =
         "With bidirectional controls a line can read differently from what it means (Boucher and "
         "Anderson, Trojan Source, 2021).",
     .help = "remove the control characters", .bad = "-- \xe2\x80\xae\ncontext \"a\" {}\n",
     .good = "-- plain\ncontext \"a\" {}\n");
RULE(unknown_rule, "model/unknown-rule", LUNETTE_WARNING,
     .summary = "settings for a rule that is not loaded",
     .rationale = "A setting under a misspelt id has no effect and nobody notices.",
     .help = "lunette rules lists the ids",
     .bad = "context \"a\" {}\nconfig { rules = { [\"contexts/to-large\"] = { limit = 20 } } }\n",
     .good = "context \"a\" {}\n"
             "config { rules = { [\"model/undocumented\"] = { severity = \"warning\" } } }\n");
RULE(allow_without_reason, "model/allow-without-reason", LUNETTE_ERROR,
     .summary = "a suppression without a reason",
     .rationale =
         "A suppression is a decision on record; without its reason nobody can tell when it no "
         "longer holds.",
     .help = "add reason = \"why this is right here\"",
     .bad = "allow { rule = \"model/undocumented\" }\n",
     .good = "context \"a\" {}\nservice \"x\" { context = \"a\" }\n"
             "allow { rule = \"model/undocumented\", reason = \"a sketch\" }\n");
RULE(allow_expired, "model/allow-expired", LUNETTE_ERROR, .summary = "a suppression past its date",
     .rationale = "The date was set so that somebody looks again. The finding counts once more.",
     .help = "mend what it covered, or decide again and move the date",
     .bad = "context \"a\" {}\nservice \"x\" { context = \"a\" }\n"
            "allow { rule = \"model/undocumented\", reason = \"a sketch\", expires = "
            "\"2020-01-31\" }\n",
     .good = "context \"a\" {}\nservice \"x\" { context = \"a\" }\n"
             "allow { rule = \"model/undocumented\", reason = \"a sketch\", expires = "
             "\"2999-12-31\" }\n");
RULE(
    allow_unused, "model/allow-unused", LUNETTE_WARNING,
    .summary = "a suppression that covers nothing",
    .rationale =
        "What it covered was mended, or its rule or name is misspelt; left standing it would cover "
        "the next mistake of its kind.",
    .help = "remove it",
    .bad = "context \"a\" {}\nallow { rule = \"model/undocumented\", reason = \"a sketch\" }\n",
    .good = "context \"a\" {}\nservice \"x\" { context = \"a\" }\n"
            "allow { rule = \"model/undocumented\", reason = \"a sketch\" }\n");

RULE(empty, "model/empty", LUNETTE_ERROR,
     .summary = "a model that declares nothing",
     .rationale =
         "An empty file has no findings: a review of a wrong file, or of one that lost its includes, "
         "would be green for ever. How the model is checked and drawn (config, allow, rule, view) "
         "does not count.",
     .help = "declare a service, as in context \"shop\" {} service \"orders\" { context = \"shop\" }; "
             "lunette new DIR makes a model to start from",
     .bad = "architecture \"Shop\" {}\n",
     .good = "architecture \"Shop\" {}\ncontext \"shop\" {}\n"
             "service \"orders\" { context = \"shop\" }\n");

/* How evaluating a model can fail; check exits with 3. */
RULE(syntax, "model/syntax", LUNETTE_ERROR, .summary = "a file that is not Lua",
     .rationale = "Nothing of the model can be read before it is.", .help = "mend the syntax",
     .bad = "context \"a\" {\n", .good = "context \"a\" {}\n");
RULE(runtime, "model/runtime", LUNETTE_ERROR, .summary = "the model's own code failed",
     .rationale =
         "Lua stopped there: what comes after it was not read, and nothing can be said of it.",
     .help = "mend the line, or guard it", .bad = "error(\"no region\")\n",
     .good = "context \"a\" {}\n");
RULE(forbidden, "model/forbidden", LUNETTE_ERROR, .summary = "a feature that models do not have",
     .rationale =
         "A model is evaluated without files, network, clock or chance, so that a stranger's pull "
         "request can be checked with secrets in the job.",
     .help = "write the value into the model", .bad = "os.getenv(\"HOME\")\n",
     .good = "context \"a\" {}\n");
RULE(source, "model/source", LUNETTE_ERROR, .summary = "a file refused before it was read",
     .rationale = "Only UTF-8 text goes to Lua: precompiled chunks can crash it.",
     .help = "save the file as UTF-8 text", .bad = "context \"a\xff\" {}\n",
     .good = "context \"a\" {}\n");
RULE(limit, "model/limit", LUNETTE_ERROR, .summary = "evaluation stopped by a named limit",
     .rationale =
         "Steps, memory, time, depth and size are bounded, so that no model can hang a review.",
     .help = "mend the loop; or raise the limit with --limit NAME=VALUE for a model you trust",
     .bad = "while true do end\n", .good = "context \"a\" {}\n");
RULE(rule_failed, "model/rule-failed", LUNETTE_ERROR,
     .summary = "an error in a rule of the model's own",
     .rationale =
         "What the rule had found up to there stands; what it would have found is unknown. The "
         "model's other rules are run.",
     .help = "mend the rule",
     .bad = "context \"a\" {}\nrule \"house/owned\" { check = function(model)\n"
            "  return model.contexts[1].owner.name\nend }\n",
     .good = "context \"a\" {}\nrule \"house/owned\" { check = function(model)\n"
             "  return model.contexts[1].owner_name\nend }\n");

/* ---- found in the whole model ---- */

static void mark_connected(const struct lunette_ref *ref, bool *connected)
{
    if (ref->to && ref->to->kind == LUNETTE_SERVICE)
        connected[ref->to->number] = true;
}

static void mark_routes(const struct lunette_model *model, bool *connected)
{
    for (size_t g = 0; g < model->gateways.count; g++) {
        const struct lunette_gateway *gateway = model->gateways.items[g];
        mark_connected(&gateway->service, connected);
        for (size_t r = 0; r < gateway->routes.count; r++) {
            const struct lunette_route *route = gateway->routes.items[r];
            mark_connected(&route->service, connected);
            for (size_t s = 0; s < route->split.count; s++)
                mark_connected(&route->split.items[s]->to, connected);
        }
    }
}

static void mark_sagas(const struct lunette_model *model, bool *connected)
{
    for (size_t s = 0; s < model->sagas.count; s++) {
        const struct lunette_saga *saga = model->sagas.items[s];
        mark_connected(&saga->orchestrator, connected);
        for (size_t i = 0; i < saga->steps.count; i++)
            mark_connected(&saga->steps.items[i]->service, connected);
    }
}

/* As deep as the decoder lets blocks nest. */
static void mark_messages(const struct lunette_items *steps, bool *connected)
{
    for (size_t i = 0; i < steps->count; i++) {
        const struct lunette_message *message = (const struct lunette_message *)steps->items[i];
        if (steps->items[i]->kind != LUNETTE_MESSAGE) {
            mark_messages(&((const struct lunette_block *)steps->items[i])->steps, connected);
            continue;
        }
        mark_connected(&message->from, connected);
        mark_connected(&message->to, connected);
    }
}

/* Services that meet in a store, such as the relay of an outbox. */
static void mark_sharers(const struct lunette_model *model, bool *connected)
{
    for (size_t i = 0; i < model->datastores.count; i++) {
        const struct lunette_services *users = &model->datastores.items[i]->users;
        for (size_t u = 0; u < users->count && users->count > 1; u++)
            connected[users->items[u]->item.number] = true;
    }
}

static void report_orphan(struct lunette_reporter *to, const struct lunette_service *service)
{
    struct lunette_finding *finding =
        to->report(to, lunette_at(service),
                   "nothing calls %s; it calls nothing, and publishes and consumes no event: it is "
                   "dead, or the model lacks "
                   "what connects it",
                   service->item.name);
    to->help(finding,
             "say what connects it (dependencies, publishes, consumes, the store it uses with "
             "others, a route, a step "
             "of a scenario) or remove it; if it is to stand alone: allow { rule = "
             "\"model/orphan\", on = \"%s\", "
             "reason = \"runs by itself\" }",
             service->item.name);
}

static void check_orphan(const struct lunette_model *model, struct lunette_reporter *to)
{
    bool *connected = to->alloc(to, model->services.count, sizeof *connected);
    for (size_t i = 0; i < model->dependencies.count; i++)
        mark_connected(&model->dependencies.items[i]->to, connected);
    mark_routes(model, connected);
    mark_sagas(model, connected);
    mark_sharers(model, connected);
    for (size_t i = 0; i < model->scenarios.count; i++)
        mark_messages(&model->scenarios.items[i]->steps, connected);
    for (size_t i = 0; i < model->services.count && model->services.count > 1; i++) {
        const struct lunette_service *service = model->services.items[i];
        if (!connected[i] && !service->dependencies.count && !service->publishes.count &&
            !service->consumes.count)
            report_orphan(to, service);
    }
}
RULE(
    orphan, "model/orphan", LUNETTE_WARNING, .check = check_orphan,
    .summary = "a service without any connection",
    .rationale =
        "Nothing calls it, it calls nothing, and it neither publishes nor consumes: it is dead, or "
        "its connections are missing from the model. Routes of a gateway, steps of a saga, messages "
        "of a scenario and a store used together count as connections; a model of a single service "
        "is left alone.",
    .help = "model its dependencies, events or routes, or remove it",
    .bad =
        "context \"a\" {}\nservice \"x\" { context = \"a\" }\nservice \"y\" { context = \"a\" }\n"
        "service \"z\" { context = \"a\", dependencies = { sync \"y\" {} } }\n",
    .good = "context \"a\" {}\nservice \"y\" { context = \"a\" }\n"
            "service \"z\" { context = \"a\", dependencies = { sync \"y\" {} } }\n");

/* Its own, its context's, or that of a context around. A model may nest contexts in a circle. */
static bool has_owner(const struct lunette_service *service)
{
    enum { NESTING_LIMIT = 8 };
    const struct lunette_context *context = (const struct lunette_context *)service->context.to;
    bool owned = service->owner.name != NULL;
    for (size_t depth = 0; !owned && context && depth < NESTING_LIMIT; depth++) {
        owned = context->owner.name != NULL;
        context = (const struct lunette_context *)context->parent.to;
    }
    return owned;
}

/* A team of the model; where it has none, one by the name of what it is to own. */
static void help_owner(const struct lunette_model *model, struct lunette_reporter *to,
                       struct lunette_finding *finding, const struct lunette_service *service,
                       const char *description)
{
    const struct lunette_item *owned = service->context.to ? service->context.to : &service->item;
    const char *kind = service->context.to ? "context" : "service";
    const char *team = model->teams.count ? model->teams.items[0]->item.name : owned->name;
    const char *others = model->teams.count > 1 ? ", or another team," : "";
    if (model->teams.count)
        to->help(finding, "add owner = \"%s\"%s to it, or to %s '%s' for all its services%s", team,
                 others, kind, owned->name, description);
    else
        to->help(finding,
                 "declare who answers for it, such as team \"%s\" {}, and add owner = \"%s\" to %s "
                 "'%s'%s",
                 team, team, kind, owned->name, description);
}

static void report_undocumented(const struct lunette_model *model, struct lunette_reporter *to,
                                const struct lunette_service *service, bool owned, bool described)
{
    struct lunette_finding *finding = to->report(
        to, lunette_at(service), "%s has %s%s%s", service->item.name, owned ? "" : "no owner",
        !owned && !described ? " and " : "", described ? "" : "no description");
    if (owned)
        to->help(finding, "add description = \"one sentence on what it is for\"");
    else
        help_owner(model, to, finding, service,
                   described ? "" : "; add description = \"one sentence on what it is for\" here");
}

static void check_undocumented(const struct lunette_model *model, struct lunette_reporter *to)
{
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_service *service = model->services.items[i];
        bool owned = has_owner(service);
        bool described = service->item.about->description || service->responsibilities.count;
        if (!owned || !described)
            report_undocumented(model, to, service, owned, described);
    }
}
RULE(undocumented, "model/undocumented", LUNETTE_NOTE, .check = check_undocumented,
     .summary = "a service without owner or description",
     .rationale = "Somebody has to answer for a service at night, and a reader has to know what it "
                  "is for. The "
                  "owner of its context counts, or of one around that; responsibilities count as a "
                  "description.",
     .help =
         "declare the team and make it the owner of the service or its context; add a description",
     .bad = "context \"a\" {}\nservice \"x\" { context = \"a\" }\n",
     .good = "team \"t\" {}\ncontext \"a\" { owner = \"t\" }\n"
             "service \"x\" { context = \"a\", description = \"Keeps orders\" }\n");

RULE(secret, "model/secret", LUNETTE_ERROR, .check = secrets_check,
     .summary = "a string that looks like a credential",
     .rationale =
         "Models are read by many and kept for ever; a credential in one is published. Known forms "
         "are looked for: cloud and forge tokens, private keys, passwords in addresses.",
     .help = "remove it here, and revoke it where it is valid",
     .bad =
         "external \"bank\" { links = { { url = \"https://user:hunter2pass@bank.example\" } } }\n",
     .good = "external \"bank\" { links = { { url = \"https://bank.example\" } } }\n");

const struct lunette_rule *const check_core_rules[] = {
    &unresolved, &duplicate_field,    &duplicate,    &unknown_field, &unknown_kind, &bad_value,
    &missing_field, &unused_part,  &bidi_text,     &unknown_rule, &allow_without_reason,
    &allow_expired, &allow_unused, &orphan,        &undocumented, &secret,
    &syntax,        &runtime,      &forbidden,     &source,       &limit,
    &rule_failed,   &empty,        NULL,
};
