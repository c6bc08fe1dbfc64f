#include "model/declare.h"

#include <string.h>
#include <strings.h>

/* What is known of the thing that is missing. */
struct wanted {
    const struct builder *builder;
    struct arena *arena;
    const struct lunette_item *by; /* NULL: nobody in particular */
    const char *field;             /* of `by` */
    const char *name;
};

static const struct lunette_item *service_around(const struct lunette_item *item)
{
    while (item && item->kind != LUNETTE_SERVICE)
        item = item->owner;
    return item;
}

/* Of the two ends of a message the one that is declared. */
static const struct lunette_item *other_end(const struct wanted *wanted)
{
    const struct lunette_message *message = (const struct lunette_message *)wanted->by;
    const char *names[] = {message->from.name, message->to.name};
    for (size_t i = 0; i < 2; i++) {
        const struct lunette_item *end =
            names[i] ? builder_named(wanted->builder, LUNETTE_SERVICE, names[i]) : NULL;
        if (end)
            return end;
    }
    return NULL;
}

/* The context of whoever refers to it, else the first; NULL: the model has none. */
static const char *context_for(const struct wanted *wanted)
{
    const struct builder_list *contexts = &wanted->builder->kinds[LUNETTE_CONTEXT];
    const struct lunette_item *near = service_around(wanted->by);
    if (wanted->by && wanted->by->kind == LUNETTE_MESSAGE)
        near = other_end(wanted);
    const char *context = near ? ((const struct lunette_service *)near)->context.name : NULL;
    if (context && builder_named(wanted->builder, LUNETTE_CONTEXT, context))
        return context;
    return contexts->count ? contexts->items[0]->name : NULL;
}

/* ---- endpoints ---- */

static bool is_plain(const char *text)
{
    for (; *text; text++)
        if (*text == '"' || *text == '\\' || (unsigned char)*text < ' ')
            return false;
    return true;
}

static const char *kind_of_operation(const struct lunette_dependency *call)
{
    switch (call->protocol) {
    case LUNETTE_PROTOCOL_GRAPHQL: return "query";
    case LUNETTE_PROTOCOL_FUNCTION: return "handler";
    default: return "rpc";
    }
}

/* POST "/orders" of "POST /orders", with {id} for a * and all behind it; GET of a path without a method, rpc of
 * "Orders/Create". NULL: of a text that would have to be escaped. */
static const char *declare_endpoint(struct arena *arena, const char *text, const char *otherwise)
{
    static const char *const words[] = {"GET",     "POST", "PUT",   "PATCH",    "DELETE", "HEAD",
                                        "OPTIONS", "rpc",  "query", "mutation", "handler"};
    size_t word = strcspn(text, " ");
    const char *kind = text[0] == '/' ? "GET" : otherwise, *name = text;
    for (size_t i = 0; text[word] && i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == word && strncasecmp(words[i], text, word) == 0) {
            kind = words[i];
            name = text + word + strspn(text + word, " ");
        }
    size_t length = strcspn(name, name[0] == '/' ? "*?#" : "");
    if (!is_plain(text) || !*name)
        return NULL;
    return arena_format(arena, "%s \"%.*s%s\"", kind, (int)length, name,
                        name[length] == '*' ? "{id}" : "");
}

/* Whether any service says what it answers: then contracts/missing-contract asks it of all. */
static bool says_operations(const struct builder *builder)
{
    for (enum lunette_kind kind = LUNETTE_GET; kind <= LUNETTE_HANDLER; kind++)
        if (builder->kinds[kind].count)
            return true;
    return false;
}

/* What stands for an operation that nobody names. */
static const char *declare_any(const struct wanted *wanted, const struct lunette_dependency *call)
{
    if (!says_operations(wanted->builder) || !is_plain(wanted->name))
        return "";
    if (call->protocol == LUNETTE_PROTOCOL_UNSAID || call->protocol == LUNETTE_PROTOCOL_REST)
        return arena_format(wanted->arena, "GET \"/%s\"", wanted->name);
    return arena_format(wanted->arena, "%s \"%s\"", kind_of_operation(call), wanted->name);
}

/* ", endpoints = { POST "/orders" }": what is asked of it, or an example; "" where no service says what it answers. */
static const char *endpoints_for(const struct wanted *wanted)
{
    if (!wanted->by || wanted->by->kind != LUNETTE_SYNC)
        return "";
    const struct lunette_dependency *call = (const struct lunette_dependency *)wanted->by;
    const char *list = "";
    for (size_t i = 0; i < call->endpoints.count; i++) {
        const char *endpoint =
            declare_endpoint(wanted->arena, call->endpoints.items[i], kind_of_operation(call));
        if (endpoint)
            list = arena_format(wanted->arena, "%s%s%s", list, *list ? ", " : "", endpoint);
    }
    list = *list ? list : declare_any(wanted, call);
    return *list ? arena_format(wanted->arena, ", endpoints = { %s }", list) : "";
}

/* ---- kinds ---- */

static const char *declare_plain(const struct wanted *wanted, enum lunette_kind kind)
{
    return arena_format(wanted->arena, "%s \"%s\" {}", schema_kind_of(kind)->name, wanted->name);
}

static const char *declare_service(const struct wanted *wanted)
{
    const char *context = context_for(wanted);
    const char *before =
        context ? "" : arena_format(wanted->arena, "context \"%s\" {} and ", wanted->name);
    return arena_format(wanted->arena,
                        "%sservice \"%s\" { context = \"%s\"%s, description = \"what it is for\" }",
                        before, wanted->name, context ? context : wanted->name,
                        endpoints_for(wanted));
}

/* A store that a service uses is its own until somebody says otherwise. */
static const char *declare_store(const struct wanted *wanted)
{
    const struct lunette_item *user = service_around(wanted->by);
    if (!user || !user->name || strcmp(wanted->field, "uses") != 0)
        return declare_plain(wanted, LUNETTE_DATASTORE);
    return arena_format(wanted->arena, "datastore \"%s\" { owner = \"%s\" }", wanted->name,
                        user->name);
}

/* Dead letters are kept for somebody. */
static const char *declare_topic(const struct wanted *wanted)
{
    const char *topic = declare_plain(wanted, LUNETTE_TOPIC);
    if (!wanted->by || strcmp(wanted->field, "dead_letter") != 0)
        return topic;
    return arena_format(wanted->arena,
                        "%s and consumer_group \"%s.on-call\" { topics = { \"%s\" } }", topic,
                        wanted->name, wanted->name);
}

static const char *declare_objective(const struct wanted *wanted)
{
    const struct lunette_item *owner = service_around(wanted->by);
    if (wanted->by && wanted->by->kind == LUNETTE_EXPERIMENT)
        owner = ((const struct lunette_experiment *)wanted->by)->target.to;
    const char *slash = strrchr(wanted->name, '/');
    const char *name = slash ? slash + 1 : wanted->name;
    const char *target = strncmp(name, "latency", strlen("latency")) == 0 ? "200ms" : "99.9%";
    const char *promise = arena_format(
        wanted->arena, "slo \"%s\" { target = \"%s\", window = \"30d\" }", name, target);
    return owner && owner->name
               ? arena_format(wanted->arena, "%s in the slos of %s", promise, owner->name)
               : promise;
}

static const char *declare(const struct wanted *wanted, enum lunette_kind kind)
{
    switch (kind) {
    case LUNETTE_SERVICE: return declare_service(wanted);
    case LUNETTE_DATASTORE: return declare_store(wanted);
    case LUNETTE_TOPIC: return declare_topic(wanted);
    case LUNETTE_SLO: return declare_objective(wanted);
    default: return declare_plain(wanted, kind);
    }
}

/* ---- what to say ---- */

/* What else a name may be that stands where a service could: the sender of a message is often a person, and what is
 * called is not always one's own. */
static const char *alternative(const struct wanted *wanted, const struct schema_field *field)
{
    bool sends = wanted->by->kind == LUNETTE_MESSAGE && strcmp(field->key, "from") == 0;
    if (field->kinds[0] != LUNETTE_SERVICE || !(sends || schema_accepts(field, LUNETTE_EXTERNAL)))
        return "";
    return arena_format(wanted->arena, ", or %s if it is %s",
                        declare_plain(wanted, sends ? LUNETTE_ACTOR : LUNETTE_EXTERNAL),
                        sends ? "a person" : "not yours");
}

/* A call whose target is known wants a timeout; better now than in the next run. */
static const char *timeout_for(const struct lunette_item *by)
{
    bool lacks_one = by->kind == LUNETTE_SYNC &&
                     !lunette_known(((const struct lunette_dependency *)by)->timeout_ms);
    return lacks_one ? "; and give the call timeout = \"500ms\"" : "";
}

const char *declare_help(const struct builder *builder, const struct lunette_item *by,
                         const struct schema_field *field, const char *name)
{
    const struct wanted wanted = {builder, builder->diag->arena, by, field->key, name};
    if (!schema_is_identifier(name))
        return "write its name: letters, digits and _ . : / - make one";
    if (by->kind == LUNETTE_ON)
        return arena_format(wanted.arena,
                            "add event \"%s\" {} to the publishes of the service it comes from",
                            name);
    return arena_format(wanted.arena, "declare it: %s%s%s", declare(&wanted, field->kinds[0]),
                        alternative(&wanted, field), timeout_for(by));
}

const char *declare_kind(const struct builder *builder, enum lunette_kind kind, const char *name)
{
    const struct wanted wanted = {builder, builder->diag->arena, NULL, "", name};
    return arena_format(wanted.arena, "declare it: %s", declare(&wanted, kind));
}
