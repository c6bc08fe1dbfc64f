/* lunette list: entities as a table. */
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/table.h"
#include "cli/wrap.h"
#include "model/walk.h"
#include "view/labels.h"

struct list {
    struct session session;         /* first */
    const struct schema_kind *kind; /* NULL: all kinds, counted */
    size_t page;                    /* of the terminal */
    bool is_text;
};

static const char *count_text(struct list *list, size_t count)
{
    return arena_format(&list->session.arena, "%zu", count);
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

/* "context ordering, 4 endpoints, 2 calls and 1 message out, 0 calls in" */
static const char *describe_service(struct list *list, const struct lunette_service *service)
{
    struct arena *arena = &list->session.arena;
    size_t calls = 0, callers = service->callers.count, endpoints = service->endpoints.count;
    for (size_t i = 0; i < service->dependencies.count; i++)
        calls += service->dependencies.items[i]->item.kind == LUNETTE_SYNC;
    size_t messages = service->dependencies.count - calls;
    const char *besides =
        messages ? arena_format(arena, " and %zu message%s", messages, plural(messages)) : "";
    return arena_format(arena, "context %s, %zu endpoint%s, %zu call%s%s out, %zu call%s in",
                        service->context.name ? service->context.name : "none", endpoints,
                        plural(endpoints), calls, plural(calls), besides, callers, plural(callers));
}

static const char *describe_context(struct list *list, const struct lunette_context *context)
{
    size_t services = context->services.count;
    return arena_format(&list->session.arena, "%zu service%s%s%s", services, plural(services),
                        context->owner.name ? ", owner " : "",
                        context->owner.name ? context->owner.name : "");
}

/* "99.9 % in 30 d" */
static const char *describe_objective(struct list *list, const struct lunette_slo *slo)
{
    struct arena *arena = &list->session.arena;
    const char *parts[] = {
        lunette_known(slo->target_ratio)   ? labels_percent(arena, slo->target_ratio)
        : lunette_known(slo->target_per_s) ? arena_format(arena, "%g/s", slo->target_per_s)
                                           : labels_duration(arena, slo->target_ms),
        labels_duration(arena, slo->window_s * 1000),
    };
    const char *both[] = {labels_join(arena, " in ", parts, 2), slo->item.about->description};
    const char *text = labels_join(arena, ": ", both, 2);
    return text ? text : "";
}

static const char *describe_relationship(const struct lunette_relationship *relationship)
{
    const struct schema_field *pattern =
        schema_field_of(schema_kind_of(LUNETTE_RELATIONSHIP), "pattern");
    const char *word = schema_value_name(pattern, (int)relationship->pattern);
    return word ? word : "";
}

/* What a kind shows of an entity besides its name and place. */
static const char *detail_of(struct list *list, const struct lunette_item *item)
{
    switch (item->kind) {
    case LUNETTE_SERVICE: return describe_service(list, (const struct lunette_service *)item);
    case LUNETTE_CONTEXT: return describe_context(list, (const struct lunette_context *)item);
    case LUNETTE_RELATIONSHIP:
        return describe_relationship((const struct lunette_relationship *)item);
    case LUNETTE_SLO: return describe_objective(list, (const struct lunette_slo *)item);
    default: return item->about->description ? item->about->description : "";
    }
}

/* "a, b -> c" */
static const char *access_name(struct list *list, const struct lunette_access *access)
{
    const char *from = "";
    for (size_t i = 0; i < access->from.count; i++)
        from = arena_format(&list->session.arena, "%s%s%s", from, i ? ", " : "",
                            access->from.items[i].name);
    return arena_format(&list->session.arena, "%s -> %s", from,
                        access->to.name ? access->to.name : "?");
}

/* Whom a declaration without a name is about: the service its reference leads to. */
static const char *service_name(const struct lunette_item *item)
{
    const struct schema_field *field = schema_field_of(schema_kind_of(item->kind), "service");
    const struct lunette_ref *ref = field ? schema_member(item, field) : NULL;
    const char *owner = item->owner && item->owner->name ? item->owner->name : "";
    return ref && ref->name ? ref->name : owner;
}

static const char *name_of(struct list *list, const struct lunette_item *item)
{
    if (item->name && item->kind == LUNETTE_SLO && item->owner && item->owner->name)
        return arena_format(&list->session.arena, "%s/%s", item->owner->name, item->name);
    if (item->name)
        return item->name;
    if (item->kind == LUNETTE_ACCESS)
        return access_name(list, (const struct lunette_access *)item);
    if (item->kind != LUNETTE_RELATIONSHIP)
        return service_name(item);
    const struct lunette_relationship *r = (const struct lunette_relationship *)item;
    const char *a = r->upstream.name, *b = r->downstream.name;
    if (r->between.count == 2) {
        a = r->between.items[0].name;
        b = r->between.items[1].name;
    }
    return arena_format(&list->session.arena, "%s %s %s", a ? a : "?",
                        r->between.count == 2 ? "<->" : "->", b ? b : "?");
}

static void print_table(struct list *list, const struct table *table)
{
    struct buf text = {0};
    table_write(table, list->session.args->format, &text);
    worker_print(list->session.worker, buf_text(&text), text.length);
    buf_free(&text);
}

/* In text the place is one word, which terminals and editors follow. */
static struct table start_entities(struct list *list)
{
    static const char *const heads[] = {"name", "about", "where"};
    static const char *const all_heads[] = {"name", "about", "file", "line"};
    static const enum json_column types[] = {JSON_COLUMN_TEXT, JSON_COLUMN_TEXT, JSON_COLUMN_TEXT,
                                             JSON_COLUMN_INTEGER};
    return (struct table){.arena = &list->session.arena,
                          .heads = list->is_text ? heads : all_heads,
                          .types = types,
                          .columns = list->is_text ? 3 : 4,
                          .page = list->page};
}

static void list_entities(struct list *list)
{
    const struct lunette_strings *files = &list->session.model->files;
    const struct lunette_items *items = walk_list(list->session.model, list->kind);
    struct table table = start_entities(list);
    for (size_t i = 0; i < items->count; i++) {
        const struct lunette_item *item = items->items[i];
        const char *file = item->file < files->count ? files->items[item->file] : "";
        const char *line = count_text(list, item->line);
        const char *place =
            list->is_text ? arena_format(&list->session.arena, "%s:%s", file, line) : file;
        table_add(&table,
                  (const char *[]){name_of(list, item), detail_of(list, item), place, line});
    }
    print_table(list, &table);
}

static void list_kinds(struct list *list)
{
    static const char *const heads[] = {"kind", "count"};
    static const enum json_column types[] = {JSON_COLUMN_TEXT, JSON_COLUMN_INTEGER};
    struct table table = {
        .arena = &list->session.arena, .heads = heads, .types = types, .columns = 2};
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        size_t count = kind->place == SCHEMA_TOP ? walk_list(list->session.model, kind)->count : 0;
        if (count)
            table_add(&table, (const char *[]){kind->plural, count_text(list, count)});
    }
    print_table(list, &table);
}

static int body(struct session *session)
{
    struct list *list = (struct list *)session;
    if (list->kind)
        list_entities(list);
    else
        list_kinds(list);
    return STATUS_CLEAN;
}

static const struct schema_kind *kind_by_word(const char *word)
{
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        if (kind->place == SCHEMA_TOP &&
            (strcmp(kind->name, word) == 0 || strcmp(kind->plural, word) == 0 ||
             schema_word_in(kind->also, word, strlen(word))))
            return kind;
    }
    return NULL;
}

static int complain_kind(const char *word)
{
    struct nearest nearest;
    nearest_start(&nearest, word);
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++)
        if (schema_kind_of(id)->place == SCHEMA_TOP)
            nearest_offer(&nearest, schema_kind_of(id)->plural);
    fprintf(stderr, "lunette list: '%s' is neither a model nor a kind%s\n", word,
            nearest_hint(&nearest, "; lunette explain lists the kinds"));
    return STATUS_USAGE;
}

int cmd_list(const struct args *args)
{
    static struct list list;
    const struct args_list *words = &args->operands;
    const char *path = words->count == 2 ? words->items[0] : NULL;
    const char *word = words->count == 2 ? words->items[1] : NULL;
    if (words->count == 1) /* a model, or the kind of the model here */
        *(kind_by_word(words->items[0]) ? &word : &path) = words->items[0];
    list.kind = word ? kind_by_word(word) : NULL;
    if (word && !list.kind)
        return complain_kind(word);
    if (path && words->count == 1 && !session_means_model(path))
        return complain_kind(path);
    if (!table_knows_format(args))
        return STATUS_USAGE;
    if (!session_open(&list.session, args, path))
        return STATUS_USAGE;
    list.page = wrap_page();
    list.is_text = !args->format || strcmp(args->format, "text") == 0;
    const struct session_plan plan = {.body_ms = SESSION_BODY_MS, .body = body};
    return session_run(&list.session, &plan);
}
