#include "cli/export_write.h"

#include <string.h>

#include "emit/json.h"
#include "emit/yaml_notes.h"

static bool is_json(const struct export_job *job)
{
    return strcmp(job->format, "json") == 0;
}

static bool add_document(const struct losses *losses, const struct tree *tree, struct buf *out)
{
    if (!is_json(losses->job))
        return yaml_add_document_with_notes(out, tree, &losses->map.notes);
    json_add_document(out, tree);
    return true;
}

/* The whole file. False: out of memory. */
static bool fill(const struct losses *losses, const struct export_file *file, struct buf *out)
{
    bool well = true;
    if (!file->documents)
        buf_add(out, file->text.bytes, file->text.length);
    for (size_t i = 0; i < file->count && well; i++) {
        if (i)
            buf_add_text(out, "---\n");
        well = add_document(losses, &file->documents[i], out);
    }
    return well;
}

static void deliver(struct session *session, const struct losses *losses,
                    const struct export_file *file, const struct buf *text, const char *folder)
{
    if (folder) {
        const char *name = arena_format(&session->arena, "%s%s", folder, file->name);
        worker_file(session->worker, name, buf_text(text), text->length);
        return;
    }
    session_print(session, "# file: %s\n", file->name);
    if (file->documents && !is_json(losses->job))
        session_print(session, "---\n");
    worker_print(session->worker, buf_text(text), text->length);
}

/* ---- JSON on standard output ---- */

/* A target whose files are nearly all texts, such as source code, is no better read as JSON, unless somebody asks for
 * it. */
static bool is_one_object(const struct session *session, const struct export_job *job)
{
    bool asked = session->args->format != NULL, has_text = false;
    for (size_t i = 0; i < job->file_count; i++)
        has_text = has_text || !job->files[i].documents;
    return is_json(job) && (asked || !has_text);
}

static bool is_alone(const struct export_job *job)
{
    return job->file_count == 1 && strcmp(job->exporter->formats.items[0], "json") == 0;
}

static struct tree value_of(const struct export_file *file)
{
    struct tree text = {.type = TREE_TEXT};
    text.of.text = file->text;
    return file->documents ? file->documents[0] : text;
}

static void print_json(struct session *session, const struct export_job *job)
{
    struct arena *arena = &session->arena;
    struct tree_entry *entries = arena_array(arena, job->file_count + 1, sizeof *entries);
    struct buf text = {0};
    for (size_t i = 0; i < job->file_count; i++) {
        const char *name = job->files[i].name;
        entries[i] =
            (struct tree_entry){tree_text(arena, name, strlen(name)), value_of(&job->files[i])};
    }
    struct tree all = {.type = TREE_MAP, .of.map = {entries, job->file_count}};
    json_add_document(&text, is_alone(job) ? &entries[0].value : &all);
    worker_print(session->worker, buf_text(&text), text.length);
    buf_free(&text);
}

bool export_write(struct session *session, const struct losses *losses, const char *folder)
{
    const struct export_job *job = losses->job;
    bool well = true;
    if (!folder && is_one_object(session, job)) {
        print_json(session, job);
        return true;
    }
    for (size_t i = 0; i < job->file_count && well; i++) {
        struct buf text = {0};
        well = fill(losses, &job->files[i], &text);
        if (well)
            deliver(session, losses, &job->files[i], &text, folder);
        buf_free(&text);
    }
    return well;
}
