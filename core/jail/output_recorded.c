/* Files that are told in a record. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "jail/output_parts.h"
#include "jail/record.h"
#include "jail/say.h"

enum { MOST_NAMED = 5 };

/* Names for one line. */
struct names {
    struct buf text;
    size_t count;
};

struct recording {
    const struct output *output;
    size_t folder;      /* bytes of the record's name before its last part */
    struct record old;  /* what the last run wrote */
    struct record now;  /* what lies there of this one and of earlier ones */
    struct record left; /* of earlier ones only */
    struct names changed, foreign, left_names;
};

static void add_name(struct names *names, const char *name)
{
    if (names->count++ < MOST_NAMED)
        buf_printf(&names->text, "%s%s", names->count > 1 ? ", " : "", name);
}

static void say_names(const struct recording *recording, struct names *names, const char *what,
                      const char *then)
{
    char more[32] = "";
    if (names->count > MOST_NAMED)
        snprintf(more, sizeof more, " and %zu more", names->count - MOST_NAMED);
    if (names->count)
        say("%s: %s: %s%s; %s", recording->output->folder, what, buf_text(&names->text), more,
            then);
    buf_free(&names->text);
}

static enum record_state judge(const struct recording *recording, const struct output_file *file,
                               const char sum[SHA256_TEXT])
{
    struct buf path = {0};
    buf_printf(&path, "%s/%s", recording->output->folder, file->name);
    enum record_state state =
        record_judge(&recording->old, path.data, file->name + recording->folder, sum);
    buf_free(&path);
    bool is_kept = state == RECORD_CHANGED || state == RECORD_FOREIGN;
    return is_kept && recording->output->overwrites ? RECORD_OURS : state;
}

/* What stays as somebody left it keeps its line, so that the next run knows it for changed, too. */
static void keep_line(struct recording *recording, const char *name)
{
    const struct record_line *line = record_find(&recording->old, name);
    if (line)
        record_add(&recording->now, name, line->sum);
}

static bool write_judged(struct recording *recording, const struct output_file *file,
                         struct failures *failures)
{
    char sum[SHA256_TEXT];
    const char *name = file->name + recording->folder;
    sha256_text(file->bytes, file->length, sum);
    enum record_state state = judge(recording, file, sum);
    if (state == RECORD_CHANGED || state == RECORD_FOREIGN) {
        add_name(state == RECORD_CHANGED ? &recording->changed : &recording->foreign, file->name);
        keep_line(recording, name);
        return true;
    }
    bool well = state == RECORD_SAME || output_write_named(recording->output, file, failures);
    if (well)
        record_add(&recording->now, name, sum);
    else
        keep_line(recording, name);
    return well;
}

/* Files of an earlier run: nobody but their owner knows whether they are still wanted. */
static void find_left(struct recording *recording, const char *record)
{
    struct stat info;
    struct buf path = {0};
    size_t before = strlen(recording->output->folder) + 1;
    record_sort(&recording->now);
    for (size_t i = 0; i < recording->old.count; i++) {
        const struct record_line *line = &recording->old.lines[i];
        if (record_find(&recording->now, line->name) ||
            !output_is_below(line->name, strlen(line->name)))
            continue;
        buf_clear(&path);
        buf_printf(&path, "%s/%.*s%s", recording->output->folder, (int)recording->folder, record,
                   line->name);
        if (lstat(path.data, &info) != 0)
            continue;
        add_name(&recording->left_names, path.data + before);
        record_add(&recording->left, line->name, line->sum);
    }
    buf_free(&path);
    for (size_t i = 0; i < recording->left.count; i++)
        record_add(&recording->now, recording->left.lines[i].name, recording->left.lines[i].sum);
}

static bool write_record(struct recording *recording, char *name, struct failures *failures)
{
    struct buf text = {0};
    record_sort(&recording->now);
    record_write(&recording->now, &text);
    const struct output_file file = {name, text.data, text.length, 0};
    bool is_new = recording->now.count > 0 || recording->old.count > 0;
    bool well = !is_new || output_write_named(recording->output, &file, failures);
    buf_free(&text);
    return well;
}

bool output_write_recorded(const struct output *output, size_t number, struct failures *failures)
{
    char *name = output->records[number - 1], *slash = strrchr(name, '/');
    struct recording recording = {.output = output,
                                  .folder = slash ? (size_t)(slash - name) + 1 : 0};
    struct buf path = {0};
    bool well = true;
    buf_printf(&path, "%s/%s", output->folder, name);
    record_read(&recording.old, path.data);
    buf_free(&path);
    for (size_t i = 0; i < output->count; i++)
        if (output->files[i].record == number)
            well &= write_judged(&recording, &output->files[i], failures);
    find_left(&recording, name);
    well &= write_record(&recording, name, failures);
    say_names(&recording, &recording.changed, "changed since the last export, and left as they are",
              "--force overwrites them");
    say_names(&recording, &recording.foreign,
              "there, but of no earlier export, and left as they are", "--force overwrites them");
    say_names(&recording, &recording.left_names, "left from an earlier export",
              "not written any more; remove what is not wanted");
    record_free(&recording.old);
    record_free(&recording.now);
    record_free(&recording.left);
    return well;
}
