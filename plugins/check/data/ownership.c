/* Stores that nobody answers for, or nobody needs. */
#include "common/say.h"
#include "common/store.h"
#include "rules.h"

/* ---- data/unowned-store ---- */

static void report_unowned(struct lunette_reporter *reporter, const struct lunette_datastore *store)
{
    const struct lunette_service *user = store->users.items[0];
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at(store),
        "nobody owns '%s', so nobody answers for its schema and backups; only %s uses it",
        store->item.name, user->item.name);
    reporter->relate(finding, store_place_of_use(store, user), "its only user");
    reporter->help(finding, "add owner = \"%s\" to the store", user->item.name);
}

static void check_unowned_store(const struct lunette_model *model,
                                struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->datastores.count; i++) {
        const struct lunette_datastore *store = model->datastores.items[i];
        if (!store->owner.name && store->users.count == 1)
            report_unowned(reporter, store);
    }
}

const struct lunette_rule rule_unowned_store = {
    .id = "data/unowned-store",
    .severity = LUNETTE_WARNING,
    .summary = "a store that a service uses and nobody owns",
    .rationale =
        "Somebody has to answer for a store's schema, its backups and who may read it; `uses` says "
        "that the service is not the one (Dehghani, Data Mesh, ch. 2, on domain ownership). Silent "
        "for stores of several services, of which data/shared-store speaks, or which are servers "
        "with a schema for each; "
        "and for stores nobody uses, which are left to data/unused-store.",
    .help = "name the service that uses it as the owner of the store",
    .bad = "context \"ordering\"\n"
           "datastore \"orders-db\" { technology = \"postgresql\" }\n"
           "service \"orders\" { context = \"ordering\", uses = { \"orders-db\" } }\n",
    .good = "context \"ordering\"\n"
            "datastore \"orders-db\" { technology = \"postgresql\", owner = \"orders\" }\n"
            "service \"orders\" { context = \"ordering\" }\n",
    .check = check_unowned_store,
};

/* ---- data/unused-store ---- */

static void mark_ref(bool *is_used, const struct lunette_item *item)
{
    if (item && item->kind == LUNETTE_DATASTORE)
        is_used[item->number] = true;
}

/* What a model says about use elsewhere than in uses, datastores and used_by. */
static void mark_mentioned(const struct lunette_model *model, bool *is_used)
{
    for (size_t i = 0; i < model->cqrses.count; i++) {
        const struct lunette_cqrs *cqrs = model->cqrses.items[i];
        if (cqrs->read_model)
            mark_ref(is_used, cqrs->read_model->datastore.to);
        if (cqrs->write_model)
            mark_ref(is_used, cqrs->write_model->datastore.to);
    }
    for (size_t i = 0; i < model->services.count; i++) {
        const struct lunette_probes *probes = &model->services.items[i]->health;
        for (size_t p = 0; p < probes->count; p++)
            for (size_t d = 0; d < probes->items[p]->depends_on.count; d++)
                mark_ref(is_used, probes->items[p]->depends_on.items[d].to);
    }
}

/* Of a model in which no store has a user, data are not the subject. */
static bool has_use(const struct lunette_model *model)
{
    for (size_t i = 0; i < model->datastores.count; i++)
        if (model->datastores.items[i]->users.count > 0)
            return true;
    return false;
}

static void check_unused_store(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    if (!has_use(model))
        return;
    bool *is_used = reporter->alloc(reporter, model->datastores.count, sizeof *is_used);
    mark_mentioned(model, is_used);
    for (size_t i = 0; i < model->datastores.count; i++) {
        const struct lunette_datastore *store = model->datastores.items[i];
        bool is_named = store->owner.name || store->users.count + store->used_by.count > 0;
        if (!is_named && !is_used[store->item.number])
            reporter->report(reporter, lunette_at(store), "no service uses '%s'", store->item.name);
    }
}

const struct lunette_rule rule_unused_store = {
    .id = "data/unused-store",
    .severity = LUNETTE_NOTE,
    .summary = "a store that nobody uses",
    .rationale =
        "A store without a user is left over, not yet connected, or used by somebody the model "
        "keeps quiet about; each is worth knowing before somebody pays for its backups. An owner "
        "is a user, and so are services that name it in a probe or in cqrs. Silent in a model in "
        "which no store has a user at all: who uses what is then not its subject.",
    .help = "remove it, or let the service that needs it say so in datastores or uses",
    .bad = "context \"ordering\"\n"
           "datastore \"old-orders-db\"\n"
           "service \"orders\" { context = \"ordering\", datastores = { datastore \"orders-db\" } "
           "}\n",
    .good = "context \"ordering\"\n"
            "service \"orders\" { context = \"ordering\", datastores = { datastore \"orders-db\" } "
            "}\n",
    .check = check_unused_store,
};
