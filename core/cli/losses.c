#include "cli/losses.h"

#include <string.h>

#include "cli/session.h"
#include "emit/json.h"
#include "model/blame.h"
#include "report/terminal.h"

/* Where the item stands; a plain table stands where its owner does. */
static const struct lunette_item *item_with_place(const struct export_loss *loss)
{
    const struct lunette_item *item = loss->item;
    while (item && !item->line && item->owner)
        item = item->owner;
    return item;
}

/* ---- for people ---- */

static size_t count_alike(const struct export_job *job, size_t first, bool *told)
{
    size_t count = 0;
    for (size_t i = first; i < job->loss_count; i++) {
        const struct export_loss *a = &job->losses[first], *b = &job->losses[i];
        bool alike = strcmp(a->what, b->what) == 0 && strcmp(a->instead, b->instead) == 0;
        told[i] = told[i] || alike;
        count += alike;
    }
    return count;
}

/* "lunette: kubernetes: models/shop.lua:12: order-service: no image; shop:latest (and 3 more)" */
static void print_one(struct session *session, const struct export_job *job,
                      const struct export_loss *loss, size_t count)
{
    const struct lunette_item *place = item_with_place(loss);
    const char *subject = loss->item ? blame_subject(loss->item, &session->arena) : NULL;
    struct buf line = {0};
    if (place)
        buf_printf(&line, "%s:%u: ", session->model->files.items[place->file], place->line);
    if (subject)
        buf_printf(&line, "%s: ", subject);
    buf_printf(&line, "%s; instead: %s", loss->what, loss->instead);
    if (count > 1)
        buf_printf(&line, " (and %zu more)", count - 1);
    struct buf shown = {0};
    terminal_add(&shown, buf_text(&line), line.length);
    session_warn(session, "lunette: %s: %s\n", job->exporter->name, buf_text(&shown));
    buf_free(&shown);
    buf_free(&line);
}

void losses_print(struct session *session, const struct export_job *job)
{
    enum { MOST_LINES = 50 };
    bool *told = arena_array(&session->arena, job->loss_count + 1, sizeof *told);
    size_t lines = 0, left = 0;
    for (size_t i = 0; i < job->loss_count; i++) {
        if (!told[i] && lines < MOST_LINES) {
            print_one(session, job, &job->losses[i], count_alike(job, i, told));
            lines++;
        }
        left += !told[i];
    }
    if (left)
        session_warn(session, "lunette: %s: %zu more things it cannot say; --report FILE has all\n",
                     job->exporter->name, left);
}

/* ---- for programs ---- */

static struct tree text_value(struct arena *arena, const char *text)
{
    return (struct tree){.type = TREE_TEXT, .of.text = tree_text(arena, text, strlen(text))};
}

static struct tree_entry entry(struct arena *arena, const char *key, struct tree value)
{
    return (struct tree_entry){tree_text(arena, key, strlen(key)), value};
}

static struct tree map_value(struct tree_entry *entries, size_t count)
{
    return (struct tree){.type = TREE_MAP, .of.map = {entries, count}};
}

static struct tree loss_value(struct session *session, const struct export_loss *loss)
{
    enum { MOST_FIELDS = 6 };
    struct arena *arena = &session->arena;
    const struct lunette_item *place = item_with_place(loss);
    const char *subject = loss->item ? blame_subject(loss->item, arena) : NULL;
    struct tree_entry *entries = arena_array(arena, MOST_FIELDS, sizeof *entries);
    size_t count = 0;
    if (subject)
        entries[count++] = entry(arena, "subject", text_value(arena, subject));
    entries[count++] = entry(arena, "what", text_value(arena, loss->what));
    entries[count++] = entry(arena, "instead", text_value(arena, loss->instead));
    if (place) {
        const char *file = session->model->files.items[place->file];
        entries[count++] = entry(arena, "file", text_value(arena, file));
        entries[count++] =
            entry(arena, "line", (struct tree){.type = TREE_INTEGER, .of.integer = place->line});
    }
    return map_value(entries, count);
}

static struct tree losses_value(struct session *session, const struct export_job *job)
{
    struct tree *items = arena_array(&session->arena, job->loss_count + 1, sizeof *items);
    for (size_t i = 0; i < job->loss_count; i++)
        items[i] = loss_value(session, &job->losses[i]);
    return (struct tree){.type = TREE_LIST, .of.list = {items, job->loss_count}};
}

static struct tree files_value(struct session *session, const struct export_job *job)
{
    struct tree *items = arena_array(&session->arena, job->file_count + 1, sizeof *items);
    for (size_t i = 0; i < job->file_count; i++)
        items[i] = text_value(&session->arena, job->files[i].name);
    return (struct tree){.type = TREE_LIST, .of.list = {items, job->file_count}};
}

static struct tree job_value(struct session *session, const struct export_job *job)
{
    enum { FIELDS = 3 };
    struct arena *arena = &session->arena;
    struct tree_entry *entries = arena_array(arena, FIELDS, sizeof *entries);
    entries[0] = entry(arena, "target", text_value(arena, job->exporter->name));
    entries[1] = entry(arena, "files", files_value(session, job));
    entries[2] = entry(arena, "losses", losses_value(session, job));
    return map_value(entries, FIELDS);
}

void losses_report(struct session *session, const struct export_job *jobs, size_t count,
                   struct buf *out)
{
    struct arena *arena = &session->arena;
    struct tree *items = arena_array(arena, count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = job_value(session, &jobs[i]);
    struct tree_entry entries[] = {
        entry(arena, "version", (struct tree){.type = TREE_INTEGER, .of.integer = 1}),
        entry(arena, "model", text_value(arena, session->model_path)),
        entry(arena, "targets", (struct tree){.type = TREE_LIST, .of.list = {items, count}}),
    };
    struct tree root = map_value(entries, sizeof entries / sizeof *entries);
    json_add_document(out, &root);
}
