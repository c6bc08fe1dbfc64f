#include "model/builder.h"

#include <string.h>

#include "base/mem.h"

enum { SHELF_BYTES = 64 * 1024 };

static const struct lunette_about nothing_about;

void builder_start(struct builder *builder, struct arena *arena, struct diag *diag)
{
    *builder = (struct builder){.arena = arena, .names = {.arena = arena}, .diag = diag};
    builder->model = arena_new(arena, struct lunette_model);
}

static void list_add(struct builder_list *list, struct lunette_item *item)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : 16;
        list->items = mem_resize(list->items, list->capacity * sizeof(struct lunette_item *));
    }
    list->items[list->count++] = item;
}

/* "Not said" of a type, where it is not all bits zero. */
static void unset_member(enum schema_type type, void *member)
{
    switch (type) {
    case SCHEMA_BOOL: *(enum lunette_flag *)member = LUNETTE_UNSAID; break;
    case SCHEMA_INTEGER:
    case SCHEMA_FUNCTION: *(int64_t *)member = LUNETTE_UNSET; break;
    case SCHEMA_NUMBER:
    case SCHEMA_MS:
    case SCHEMA_S:
    case SCHEMA_RATIO:
    case SCHEMA_RATE:
    case SCHEMA_BYTES: *(double *)member = NAN; break;
    default: break;
    }
}

bool builder_is_said(const struct schema_field *field, const void *member)
{
    uint64_t unset = 0, is = 0;
    bool is_narrow = field->type == SCHEMA_BOOL || field->type == SCHEMA_ENUM ||
                     field->type == SCHEMA_BITS;
    unset_member(field->type, &unset);
    memcpy(&is, member, is_narrow ? sizeof(int) : sizeof is);
    return is_narrow ? (uint32_t)is != (uint32_t)unset : is != unset;
}

/* The first of the kinds that share a struct. */
static enum lunette_kind first_alike(enum lunette_kind kind)
{
    static const struct {
        enum lunette_kind first, last;
    } families[] = {
        {LUNETTE_CIRCUIT_BREAKER, LUNETTE_BULKHEAD},
        {LUNETTE_GET, LUNETTE_HANDLER},
        {LUNETTE_SYNC, LUNETTE_ASYNC},
        {LUNETTE_LIVENESS, LUNETTE_STARTUP},
        {LUNETTE_CANARY, LUNETTE_AB_TEST},
        {LUNETTE_POD_KILL, LUNETTE_AWS_FAILURE},
    };
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (kind >= families[i].first && kind <= families[i].last)
            return families[i].first;
    return kind;
}

static void unset_own(const struct schema_kind *kind, struct lunette_item *item)
{
    for (const struct schema_field *field = kind->fields; field->key; field++)
        unset_member(field->type, (char *)item + field->offset);
}

/* Kinds that share a struct leave each other's members unset as well. */
void builder_unset(const struct schema_kind *kind, struct lunette_item *item)
{
    for (enum lunette_kind other = 1; other < LUNETTE_KIND_COUNT; other++)
        if (first_alike(other) == first_alike(kind->kind))
            unset_own(schema_kind_of(other), item);
    if (kind->kind == LUNETTE_SLO) {
        struct lunette_slo *slo = (struct lunette_slo *)item;
        slo->target_ratio = slo->target_ms = slo->target_per_s = NAN;
    }
}

/* An unset item of each kind is made once and copied from then on. */
static const struct lunette_item *template_of(struct builder *builder,
                                              const struct schema_kind *kind)
{
    struct lunette_item **slot = &builder->templates[kind->kind];
    if (!*slot) {
        *slot = arena_alloc(builder->arena, kind->size);
        (*slot)->kind = kind->kind;
        (*slot)->about = &nothing_about;
        builder_unset(kind, *slot);
    }
    return *slot;
}

/* Rules look at one kind of item after the other: side by side they come from memory in half the time. A shelf is as long
 * as a fourth of all before it, so that a small model leaves little empty. */
static void *take_room(struct builder *builder, const struct schema_kind *kind)
{
    struct builder_shelf *shelf = &builder->shelves[first_alike(kind->kind)];
    if (shelf->left < kind->size) {
        size_t most = SHELF_BYTES / kind->size, count = shelf->made / 4 + 1;
        shelf->left = (count < most ? count : most) * kind->size;
        shelf->next = arena_alloc(builder->arena, shelf->left);
    }
    void *room = shelf->next;
    shelf->next += kind->size;
    shelf->left -= kind->size;
    shelf->made++;
    return room;
}

struct lunette_item *builder_make(struct builder *builder, enum lunette_kind kind, const char *name)
{
    const struct schema_kind *row = schema_kind_of(kind);
    struct lunette_item *item = take_room(builder, row);
    memcpy(item, template_of(builder, row), row->size);
    item->name = name;
    return item;
}

struct lunette_item *builder_add(struct builder *builder, enum lunette_kind kind, const char *name)
{
    const struct schema_kind *row = schema_kind_of(kind);
    struct lunette_item *item = builder_make(builder, kind, name);
    item->number = (uint32_t)builder->kinds[kind].count;
    list_add(&builder->kinds[kind], item);
    if (name && row->place == SCHEMA_TOP && kind != LUNETTE_SLO)
        map_set(&builder->named[kind], name, item);
    return item;
}

struct lunette_item *builder_named(const struct builder *builder, enum lunette_kind kind,
                                   const char *name)
{
    return map_get(&builder->named[kind], name);
}

struct lunette_about *builder_about(struct builder *builder, struct lunette_item *item)
{
    if (item->about == &nothing_about)
        item->about = arena_new(builder->arena, struct lunette_about);
    return (struct lunette_about *)item->about;
}

void builder_finish(struct builder *builder)
{
    for (enum lunette_kind kind = 1; kind < LUNETTE_KIND_COUNT; kind++) {
        const struct schema_kind *row = schema_kind_of(kind);
        const struct builder_list *from = &builder->kinds[kind];
        if (row->place != SCHEMA_TOP)
            continue;
        struct lunette_items *to =
            (struct lunette_items *)((char *)builder->model + row->list_offset);
        void **items = arena_array(builder->arena, from->count, sizeof *items);
        if (from->count)
            memcpy(items, from->items, from->count * sizeof *items);
        to->items = (const struct lunette_item *const *)items;
        to->count = from->count;
    }
    if (builder->model->architectures.count)
        builder->model->architecture = builder->model->architectures.items[0];
}

void builder_free(struct builder *builder)
{
    for (size_t kind = 0; kind < LUNETTE_KIND_COUNT; kind++) {
        mem_free(builder->kinds[kind].items);
        map_free(&builder->named[kind]);
    }
    intern_free(&builder->names);
}
