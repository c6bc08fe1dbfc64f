/* Losses for programs. */
#include <string.h>

#include "cli/losses.h"
#include "emit/json.h"

static struct tree text_value(struct arena *arena, const char *text)
{
    return (struct tree){.type = TREE_TEXT, .of.text = tree_text(arena, text, strlen(text))};
}

static struct tree_entry entry(struct arena *arena, const char *key, struct tree value)
{
    return (struct tree_entry){tree_text(arena, key, strlen(key)), value};
}

static struct tree_entry text_entry(struct arena *arena, const char *key, const char *text)
{
    return entry(arena, key, text_value(arena, text));
}

static struct tree map_value(struct tree_entry *entries, size_t count)
{
    return (struct tree){.type = TREE_MAP, .of.map = {entries, count}};
}

static struct tree list_value(struct tree *items, size_t count)
{
    return (struct tree){.type = TREE_LIST, .of.list = {items, count}};
}

/* Where to mend it: [{ "file": "order-service.yaml", "object": "Deployment/order-service" }] */
static struct tree places_value(struct arena *arena, const struct export_places *places)
{
    struct tree *items = arena_array(arena, places->count + 1, sizeof *items);
    for (size_t i = 0; i < places->count; i++) {
        const struct export_place *place = &places->items[i];
        struct tree_entry *entries = arena_array(arena, 2, sizeof *entries);
        entries[0] = text_entry(arena, "file", place->file);
        if (place->object)
            entries[1] = text_entry(arena, "object", place->object);
        items[i] = map_value(entries, place->object ? 2 : 1);
    }
    return list_value(items, places->count);
}

/* Where the model says it, as in `lunette dump`. */
static struct tree at_value(struct session *session, const struct lunette_item *item)
{
    struct arena *arena = &session->arena;
    struct tree_entry *entries = arena_array(arena, 2, sizeof *entries);
    entries[0] = text_entry(arena, "file", session->model->files.items[item->file]);
    entries[1] =
        entry(arena, "line", (struct tree){.type = TREE_INTEGER, .of.integer = item->line});
    return map_value(entries, 2);
}

static struct tree loss_value(struct session *session, const struct export_loss *loss,
                              const struct export_places *places)
{
    enum { MOST_FIELDS = 7 };
    struct arena *arena = &session->arena;
    const struct lunette_item *item = losses_place(loss);
    struct tree_entry *entries = arena_array(arena, MOST_FIELDS, sizeof *entries);
    size_t count = 0;
    entries[count++] = text_entry(arena, "class", export_class_words[loss->class]);
    entries[count++] = text_entry(arena, "subject", losses_subject(session, loss));
    entries[count++] = text_entry(arena, "what", loss->what);
    entries[count++] = text_entry(arena, "instead", loss->instead);
    if (loss->target)
        entries[count++] = text_entry(arena, "target", loss->target);
    entries[count++] = entry(arena, "written", places_value(arena, places));
    if (item)
        entries[count++] = entry(arena, "at", at_value(session, item));
    return map_value(entries, count);
}

static struct tree losses_value(struct session *session, const struct losses *losses)
{
    size_t count = losses->job->loss_count;
    struct tree *items = arena_array(&session->arena, count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = loss_value(session, &losses->job->losses[i], &losses->map.losses[i]);
    return list_value(items, count);
}

static struct tree files_value(struct session *session, const struct export_job *job)
{
    struct tree *items = arena_array(&session->arena, job->file_count + 1, sizeof *items);
    for (size_t i = 0; i < job->file_count; i++)
        items[i] = text_value(&session->arena, job->files[i].name);
    return list_value(items, job->file_count);
}

static struct tree target_value(struct session *session, const struct losses *losses)
{
    enum { FIELDS = 3 };
    struct arena *arena = &session->arena;
    struct tree_entry *entries = arena_array(arena, FIELDS, sizeof *entries);
    entries[0] = text_entry(arena, "target", losses->job->exporter->name);
    entries[1] = entry(arena, "files", files_value(session, losses->job));
    entries[2] = entry(arena, "losses", losses_value(session, losses));
    return map_value(entries, FIELDS);
}

void losses_report(struct session *session, const struct losses *losses, size_t count,
                   struct buf *out)
{
    struct arena *arena = &session->arena;
    struct tree *items = arena_array(arena, count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = target_value(session, &losses[i]);
    struct tree_entry entries[] = {
        entry(arena, "version", (struct tree){.type = TREE_INTEGER, .of.integer = 2}),
        text_entry(arena, "model", session->model_path),
        entry(arena, "targets", list_value(items, count)),
    };
    struct tree root = map_value(entries, sizeof entries / sizeof *entries);
    json_add_document(out, &root);
}
