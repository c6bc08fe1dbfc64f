/* More than one service at one store. A store with one owner is foreign to all others; without an owner,
 * or with several, it is shared. So each use is told by exactly one of the two rules. */
#include <stdlib.h>
#include <string.h>

#include "common/say.h"
#include "common/store.h"
#include "rules.h"

static int by_text(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Each once, however often it is written. */
static size_t count_schemas(struct lunette_reporter *reporter,
                            const struct lunette_datastore *store)
{
    size_t count = store->schema.count, distinct = 0;
    if (count < 2)
        return count;
    const char **names = reporter->alloc(reporter, count, sizeof *names);
    memcpy(names, store->schema.items, count * sizeof *names);
    qsort(names, count, sizeof *names, by_text);
    for (size_t i = 0; i < count; i++)
        distinct += i == 0 || strcmp(names[i], names[i - 1]) != 0;
    return distinct;
}

/* A server that holds a schema for each of its users is shared as a machine is, not as data are. */
static bool is_divided(struct lunette_reporter *reporter, const struct lunette_datastore *store)
{
    return store->schema.count >= store->users.count &&
           count_schemas(reporter, store) >= store->users.count;
}

static bool has_one_owner(const struct lunette_datastore *store)
{
    if (!store->owner.name)
        return false;
    for (size_t i = 0; i < store->users.count; i++)
        if (&store->users.items[i]->item != store->owner.to &&
            store_is_claimed(store, store->users.items[i]))
            return false;
    return true;
}

static bool is_used_by_several(struct lunette_reporter *reporter,
                               const struct lunette_datastore *store)
{
    return store->users.count > 1 && !is_divided(reporter, store);
}

/* ---- data/shared-store ---- */

/* The first context of a user, and the first that differs from it; NULL: there is none. */
struct contexts {
    const struct lunette_item *first, *other;
};

static struct contexts contexts_of(const struct lunette_datastore *store)
{
    struct contexts contexts = {NULL, NULL};
    for (size_t i = 0; i < store->users.count && !contexts.other; i++) {
        const struct lunette_item *context = store->users.items[i]->context.to;
        if (!contexts.first)
            contexts.first = context;
        else if (context && context != contexts.first)
            contexts.other = context;
    }
    return contexts;
}

static const char *say_users(struct lunette_reporter *reporter,
                             const struct lunette_datastore *store, bool with_contexts)
{
    struct names users = {.count = 0};
    for (size_t i = 0; i < store->users.count; i++) {
        const struct lunette_service *user = store->users.items[i];
        bool named = with_contexts && user->context.to && i < SAY_LIMIT;
        say_add(&users, named ? say_format(reporter, "%s (%s)", user->item.name, user->context.name)
                              : user->item.name);
    }
    return say_names(reporter, &users);
}

/* What in the store can belong to one service alone. */
static const char *part_of(const struct lunette_datastore *store)
{
    static const char *const key_values[] = {"redis", "valkey", "memcache", "etcd", NULL};
    for (size_t i = 0; key_values[i] && store->technology; i++)
        if (strcasestr(store->technology, key_values[i]))
            return "key prefix";
    return "schema";
}

/* A name for each user, so that it can be pasted; of a crowd none. */
static const char *say_schemas(struct lunette_reporter *reporter,
                               const struct lunette_datastore *store)
{
    const char *text = "";
    if (store->users.count > SAY_MANY)
        return "";
    for (size_t i = 0; i < store->users.count; i++)
        text = say_join(reporter, text, ", ",
                        say_format(reporter, "\"%s\"", store->users.items[i]->item.name));
    return say_format(reporter, ": schema = { %s }", text);
}

static void report_shared(struct lunette_reporter *reporter, const struct lunette_datastore *store)
{
    struct contexts contexts = contexts_of(store);
    size_t count = count_schemas(reporter, store);
    const char *schemas = count > 0 ? say_format(reporter, ", which holds %zu schema%s for them",
                                                 count, say_plural(count))
                                    : "";
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(store), "%zu services share '%s'%s%s: %s", store->users.count,
        store->item.name, contexts.other ? ", across contexts" : "", schemas,
        say_users(reporter, store, contexts.other != NULL));
    reporter->severity(finding, contexts.other ? LUNETTE_ERROR : LUNETTE_WARNING);
    for (size_t i = 0; i < store->users.count && i < SAY_LIMIT; i++)
        reporter->relate(finding, store_place_of_use(store, store->users.items[i]), "%s uses it",
                         store->users.items[i]->item.name);
    reporter->help(finding,
                   "give each service a store of its own; if each keeps to a %s of its own there, "
                   "name one per service%s",
                   part_of(store), say_schemas(reporter, store));
}

static void check_shared_store(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->datastores.count; i++) {
        const struct lunette_datastore *store = model->datastores.items[i];
        if (is_used_by_several(reporter, store) && !has_one_owner(store))
            report_shared(reporter, store);
    }
}

const struct lunette_rule rule_shared_store = {
    .id = "data/shared-store",
    .severity = LUNETTE_ERROR,
    .summary = "a store used by services of different contexts (error) or of one context (warning)",
    .rationale =
        "Services that share tables share a schema nobody can change alone, and any of them can "
        "break what the others rely on; database per service is what lets them be deployed one by "
        "one (Richardson, Microservices Patterns, ch. 2; Newman, Building Microservices, ch. 4). "
        "Counted are all services that use a store nobody owns, or that more than one service "
        "lists among its own. Across contexts it is an error, since two models meet in one schema; "
        "within one context, or where contexts are not said, a warning. Silent where the store "
        "names as many schemas as it has users, each once: a server with a schema for each is not "
        "shared data. A store that one service owns and others use is left to data/foreign-store.",
    .help =
        "give each service a store of its own; if each keeps to a schema of its own there, name "
        "one per service: schema = { \"orders\", \"invoices\" }",
    .bad = "context \"ordering\"\n"
           "context \"billing\"\n"
           "datastore \"shop-db\" { technology = \"postgresql\" }\n"
           "service \"orders\" { context = \"ordering\", uses = { \"shop-db\" } }\n"
           "service \"invoices\" { context = \"billing\", uses = { \"shop-db\" } }\n",
    .good = "context \"ordering\"\n"
            "context \"billing\"\n"
            "datastore \"shop-db\" { technology = \"postgresql\", schema = { \"orders\", "
            "\"invoices\" } }\n"
            "service \"orders\" { context = \"ordering\", uses = { \"shop-db\" } }\n"
            "service \"invoices\" { context = \"billing\", uses = { \"shop-db\" } }\n",
    .check = check_shared_store,
};

/* ---- data/foreign-store ---- */

/* It offers nothing, calls nobody and reacts to nothing: all it does is done to stores. */
static bool is_like_relay(const struct lunette_service *service)
{
    return service->endpoints.count + service->dependencies.count + service->consumes.count +
               service->datastores.count ==
           0;
}

static void report_foreign(struct lunette_reporter *reporter, const struct lunette_datastore *store,
                           const struct lunette_service *user)
{
    struct lunette_finding *finding =
        reporter->report(reporter, store_place_of_use(store, user), "%s uses '%s', which %s owns",
                         user->item.name, store->item.name, store->owner.name);
    reporter->label(finding, "a store of %s", store->owner.name);
    reporter->subject(finding, "%s -> %s", user->item.name, store->item.name);
    reporter->relate(finding, lunette_at(store), "owned by %s", store->owner.name);
    const char *relay =
        is_like_relay(user)
            ? say_format(
                  reporter,
                  "; if it relays the outbox there (change data capture): allow { rule = "
                  "\"data/foreign-store\", on = \"%s -> %s\", reason = \"relays the outbox\" }",
                  user->item.name, store->item.name)
            : "";
    reporter->help(finding, "let %s call %s or consume its events, and keep what it needs itself%s",
                   user->item.name, store->owner.name, relay);
}

static void check_foreign_store(const struct lunette_model *model,
                                struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->datastores.count; i++) {
        const struct lunette_datastore *store = model->datastores.items[i];
        if (!store->owner.to || !is_used_by_several(reporter, store) || !has_one_owner(store))
            continue;
        for (size_t u = 0; u < store->users.count; u++)
            if (&store->users.items[u]->item != store->owner.to)
                report_foreign(reporter, store, store->users.items[u]);
    }
}

const struct lunette_rule rule_foreign_store = {
    .id = "data/foreign-store",
    .severity = LUNETTE_ERROR,
    .summary = "a service using a store owned by another service",
    .rationale =
        "A service's store is its private part: who reads or writes it past the owner depends on "
        "tables nobody promised to keep, and on invariants only the owner's code keeps (Newman, "
        "Building Microservices, ch. 4; Richardson, Microservices Patterns, ch. 2). Owner is whom "
        "the store names, else the service that declares or lists it in datastores; a use is an "
        "entry in a service's uses or the store's used_by. One finding for each service that uses "
        "it. The relay of an outbox (change data capture) reads the tables of others by design and "
        "cannot be told from "
        "the model: put it on record with allow, on = \"the-relay -> the-store\". Silent where the "
        "store names as many schemas as it has users. Stores without an "
        "owner, or claimed by several, are left to data/shared-store.",
    .help = "call the owner or consume its events instead",
    .bad = "context \"ordering\"\n"
           "service \"orders\" { context = \"ordering\", datastores = { datastore \"orders-db\" } "
           "}\n"
           "service \"reports\" { context = \"ordering\", uses = { \"orders-db\" } }\n",
    .good = "context \"ordering\"\n"
            "service \"orders\" { context = \"ordering\", datastores = { datastore \"orders-db\" } "
            "}\n"
            "service \"reports\" { context = \"ordering\", dependencies = { sync \"orders\" } }\n",
    .check = check_foreign_store,
};
