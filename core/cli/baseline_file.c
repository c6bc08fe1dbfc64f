#include "cli/baseline_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/input.h"
#include "emit/known.h"
#include "model/walk.h"

/* ---- before the jail ---- */

bool baseline_file_open(struct baseline_file *file, const char *path)
{
    file->path = path;
    if (!path || input_read(path, KNOWN_MOST_BYTES, &file->text))
        return true;
    fprintf(stderr, "lunette check: cannot read the baseline %s: %s%s%s\n", path,
            errno == EINVAL ? "it is no file" : strerror(errno),
            errno == ENOENT ? "; make one: --write-baseline " : "", errno == ENOENT ? path : "");
    return false;
}

/* ---- in the worker ---- */

const char *baseline_file_read(struct baseline_file *file, struct arena *arena)
{
    struct known_entry *entries;
    size_t count;
    file->baseline.arena = arena;
    file->baseline.names.arena = arena;
    file->summary.file = file->path;
    if (!file->path)
        return NULL;
    const char *problem =
        known_read(arena, buf_text(&file->text), file->text.length, &entries, &count);
    for (size_t i = 0; i < count && !problem; i++)
        baseline_add(&file->baseline, entries[i].parts, entries[i].part_count, entries[i].count);
    return problem;
}

/* Of a rule that is off or was not selected nobody knows what there is. */
static bool was_looked_for(const struct check_run *run, const struct baseline_entry *entry)
{
    return check_severity(run, entry->parts[0], LUNETTE_ERROR) != LUNETTE_OFF;
}

static void list_gone(struct baseline_file *file, const struct check_run *run)
{
    const struct baseline *baseline = &file->baseline;
    struct report_gone *gone = arena_array(baseline->arena, baseline->count + 1, sizeof *gone);
    size_t count = 0;
    for (size_t i = 0; i < baseline->count; i++) {
        const struct baseline_entry *entry = baseline->entries[i];
        if (entry->known > entry->found && was_looked_for(run, entry))
            gone[count++] =
                (struct report_gone){entry->parts[0], entry->parts + 1, entry->part_count - 1,
                                     entry->known - entry->found};
    }
    file->summary.gone = gone;
    file->summary.gone_count = count;
}

/* The names of the model, among those of the baseline. */
static void collect_names(struct baseline *baseline, const struct lunette_model *model,
                          struct map *names)
{
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        const struct lunette_items *list =
            kind->place == SCHEMA_TOP ? walk_list(model, kind) : NULL;
        for (size_t i = 0; list && i < list->count; i++)
            if (list->items[i]->name)
                map_set(names, intern_text(&baseline->names, list->items[i]->name), names);
    }
}

/* "a -> b" names two. */
static bool names_any(struct baseline *baseline, const struct map *names, const char *subject)
{
    static const char arrow[] = " -> ";
    for (const char *end; subject; subject = end ? end + strlen(arrow) : NULL) {
        end = strstr(subject, arrow);
        size_t length = end ? (size_t)(end - subject) : strlen(subject);
        if (map_get(names, intern_bytes(&baseline->names, subject, length)))
            return true;
    }
    return false;
}

/* Whether it is of another model: it lists much, and nothing that it names is here. */
static bool is_foreign(struct baseline *baseline, const struct lunette_model *model)
{
    struct map names = {0};
    bool has_name = false, is_here = false;
    collect_names(baseline, model, &names);
    for (size_t i = 0; i < baseline->count && !is_here; i++) {
        const struct baseline_entry *entry = baseline->entries[i];
        for (size_t p = 1; p < entry->part_count && entry->known && !is_here; p++) {
            has_name = has_name || entry->parts[p][0];
            is_here = names_any(baseline, &names, entry->parts[p]);
        }
    }
    map_free(&names);
    return has_name && !is_here;
}

const char *const *baseline_file_apply(struct baseline_file *file, const struct check_run *run)
{
    const char *const *identities =
        baseline_apply(&file->baseline, run->diag, &file->summary.known);
    baseline_sort(&file->baseline);
    list_gone(file, run);
    file->summary.is_foreign = file->summary.gone_count && !file->summary.known &&
                               is_foreign(&file->baseline, run->model);
    return identities;
}

/* How many of an entry the new file has. */
static size_t count_kept(struct baseline_file *file, const struct check_run *run,
                         const struct baseline_entry *entry)
{
    size_t known = entry->known, found = entry->found;
    if (!was_looked_for(run, entry))
        return known;
    file->dropped += known > found ? known - found : 0;
    if (!file->path || found <= known)
        return found;
    file->left_out += found - known;
    return known;
}

const char *baseline_file_write(struct baseline_file *file, const struct check_run *run,
                                struct buf *out)
{
    const struct baseline *baseline = &file->baseline;
    struct known_entry *entries =
        arena_array(baseline->arena, baseline->count + 1, sizeof *entries);
    size_t count = 0;
    if (file->summary.is_foreign)
        return "the old one names nothing of this model";
    for (size_t i = 0; i < baseline->count; i++) {
        const struct baseline_entry *entry = baseline->entries[i];
        size_t kept = count_kept(file, run, entry);
        file->listed += kept;
        if (kept)
            entries[count++] = (struct known_entry){entry->parts, entry->part_count, kept};
    }
    known_write(out, entries, count);
    return out->length <= KNOWN_MOST_BYTES ? NULL : "there are too many findings for one";
}

void baseline_file_tell(const struct baseline_file *file, const char *path, struct buf *out)
{
    buf_printf(out, "%s: %zu finding%s", path, file->listed, file->listed == 1 ? "" : "s");
    if (file->dropped)
        buf_printf(out, ", %zu dropped that no longer occur%s", file->dropped,
                   file->dropped == 1 ? "s" : "");
    if (file->left_out)
        buf_printf(out, ", %zu new not taken in: without --baseline all are", file->left_out);
}

void baseline_file_close(struct baseline_file *file)
{
    baseline_free(&file->baseline);
    buf_free(&file->text);
}
