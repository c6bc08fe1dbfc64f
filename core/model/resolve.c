#include "model/resolve.h"

#include <string.h>

#include "base/nearest.h"
#include "model/declare.h"
#include "model/derive.h"

/* The service or external whose promise this is. */
static const struct lunette_item *promised_by(const struct lunette_slo *slo)
{
    return slo->item.owner ? slo->item.owner : slo->service.to;
}

/* "order-service/availability", or just the objective's own name. */
static bool is_objective(const struct lunette_slo *slo, const char *name)
{
    if (slo->item.name == name)
        return true;
    const struct lunette_item *owner = promised_by(slo);
    const char *slash = strrchr(name, '/');
    return slash && owner && owner->name && slo->item.name &&
           strncmp(owner->name, name, (size_t)(slash - name)) == 0 &&
           owner->name[slash - name] == '\0' && strcmp(slo->item.name, slash + 1) == 0;
}

static const struct lunette_item *find_objective(const struct lunette_item *const *items,
                                                 size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (is_objective((const struct lunette_slo *)items[i], name))
            return items[i];
    return NULL;
}

static const struct lunette_slos *objectives_of(const struct lunette_item *item)
{
    return item->kind == LUNETTE_SERVICE ? &((const struct lunette_service *)item)->slos
                                         : &((const struct lunette_external *)item)->slos;
}

/* Whose objectives a bare name means: the service around, or an experiment's target. */
static const struct lunette_item *objective_scope(const struct lunette_item *item)
{
    for (; item; item = item->owner) {
        if (item->kind == LUNETTE_SERVICE || item->kind == LUNETTE_EXTERNAL)
            return item;
        if (item->kind == LUNETTE_EXPERIMENT)
            return ((const struct lunette_experiment *)item)->target.to;
    }
    return NULL;
}

static const struct lunette_item *
find_objective_for(const struct builder *builder, const struct lunette_item *item, const char *name)
{
    const struct lunette_item *scope = objective_scope(item);
    const struct lunette_item *found = NULL;
    if (scope && (scope->kind == LUNETTE_SERVICE || scope->kind == LUNETTE_EXTERNAL)) {
        const struct lunette_slos *own = objectives_of(scope);
        found = find_objective((const struct lunette_item *const *)own->items, own->count, name);
    }
    const struct builder_list *all = &builder->kinds[LUNETTE_SLO];
    return found ? found
                 : find_objective((const struct lunette_item *const *)all->items, all->count, name);
}

static const struct lunette_item *find(const struct builder *builder,
                                       const struct lunette_item *item,
                                       const struct schema_field *field, const char *name)
{
    for (const enum lunette_kind *kind = field->kinds; *kind; kind++) {
        const struct lunette_item *found = *kind == LUNETTE_SLO
                                               ? find_objective_for(builder, item, name)
                                               : builder_named(builder, *kind, name);
        if (found)
            return found;
    }
    return NULL;
}

/* What comparing names may cost all unknown ones together, some 0.2 s; those behind get no suggestion. */
enum { MOST_OFFERS = 1000 * 1000 };

static const char *nearest_of(struct builder *builder, const struct schema_field *field,
                              const char *name)
{
    struct nearest nearest;
    nearest_start(&nearest, name);
    for (const enum lunette_kind *kind = field->kinds; *kind && builder->offers < MOST_OFFERS;
         builder->offers += builder->kinds[*kind].count, kind++)
        for (size_t i = 0; i < builder->kinds[*kind].count; i++)
            if (builder->kinds[*kind].items[i]->name)
                nearest_offer(&nearest, builder->kinds[*kind].items[i]->name);
    return nearest_best(&nearest);
}

/* A kind that something of this name is declared as, or NULL. */
static const struct schema_kind *kind_that_has(const struct builder *builder, const char *name)
{
    for (enum lunette_kind kind = 1; kind < LUNETTE_KIND_COUNT; kind++)
        if (builder_named(builder, kind, name))
            return schema_kind_of(kind);
    return NULL;
}

/* What is meant by calling what cannot be called. */
static const char *say_instead(enum lunette_kind kind)
{
    static const struct {
        enum lunette_kind kind;
        const char *words;
    } rows[] = {
        {LUNETTE_DATASTORE, "drop the call, and add it to uses of the service"},
        {LUNETTE_BROKER, "drop the call: what goes through it stands in publishes and consumes"},
        {LUNETTE_TOPIC, "drop the call: what goes through it stands in publishes and consumes"},
        {LUNETTE_EVENT, "drop the call, and add it to publishes or consumes of the service"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].kind == kind)
            return rows[i].words;
    return NULL;
}

static void help_other_kind(struct lunette_finding *finding, const struct lunette_item *item,
                            const char *name, const char *kinds, const struct schema_kind *other)
{
    const char *instead = item->kind == LUNETTE_SYNC ? say_instead(other->kind) : NULL;
    if (instead)
        finding_help(finding, "'%s' is declared, but it is a %s: %s", name, other->name, instead);
    else
        finding_help(finding, "'%s' is declared, but it is a %s: name a %s here, or drop it", name,
                     other->name, kinds);
}

static void report_unresolved(struct builder *builder, const struct lunette_item *item,
                              const struct schema_field *field, size_t index, const char *name)
{
    char kinds[256];
    struct schema_field as_kinds = {.type = SCHEMA_PART, .kinds = field->kinds};
    schema_type_text(&as_kinds, kinds, sizeof kinds);
    struct lunette_blame blame = lunette_at_entry(item, field->key, index);
    struct lunette_finding *finding =
        diag_report(builder->diag, "model/unresolved", LUNETTE_ERROR, blame,
                    "there is no %s '%s', so nothing behind it is checked", kinds, name);
    const char *near = nearest_of(builder, field, name);
    const struct schema_kind *other = kind_that_has(builder, name);
    if (other)
        help_other_kind(finding, item, name, kinds, other);
    else if (near)
        finding_help(finding, "did you mean '%s'?", near);
    else
        finding_help(finding, "%s", declare_help(builder, item, field, name));
}

static void resolve_ref(struct builder *builder, const struct lunette_item *item,
                        const struct schema_field *field, size_t index, struct lunette_ref *ref)
{
    if (!ref->name || ref->to)
        return;
    if (field->flags & SCHEMA_OR_TRUE && strcmp(ref->name, "true") == 0)
        return;
    ref->to = find(builder, item, field, ref->name);
    if (!ref->to)
        report_unresolved(builder, item, field, index, ref->name);
}

static void resolve_field(struct builder *builder, struct lunette_item *item,
                          const struct schema_field *field)
{
    void *member = (char *)item + field->offset;
    if (field->type == SCHEMA_REF) {
        resolve_ref(builder, item, field, 0, member);
        return;
    }
    struct lunette_refs *refs = member;
    for (size_t i = 0; i < refs->count; i++)
        resolve_ref(builder, item, field, i + 1, (struct lunette_ref *)&refs->items[i]);
}

/* The reference rows of a kind, so that items without any cost nothing. */
static size_t reference_fields(const struct schema_kind *kind, const struct schema_field **out,
                               size_t room)
{
    size_t count = 0;
    for (const struct schema_field *field = kind->fields; field->key && count < room; field++)
        if (field->type == SCHEMA_REF || field->type == SCHEMA_REFS)
            out[count++] = field;
    return count;
}

static void resolve_kind(struct builder *builder, enum lunette_kind kind)
{
    const struct schema_field *fields[16];
    size_t field_count = reference_fields(schema_kind_of(kind), fields, 16);
    const struct builder_list *list = &builder->kinds[kind];
    for (size_t i = 0; field_count && i < list->count; i++)
        for (size_t f = 0; f < field_count; f++)
            resolve_field(builder, list->items[i], fields[f]);
}

void resolve_model(struct builder *builder)
{
    builder_finish(builder);
    /* Objectives first: others find them by whose they are; then experiments, by their target. */
    resolve_kind(builder, LUNETTE_SLO);
    for (enum lunette_kind kind = 1; kind < LUNETTE_KIND_COUNT; kind++)
        if (kind != LUNETTE_SLO)
            resolve_kind(builder, kind);
    derive_model(builder);
}
