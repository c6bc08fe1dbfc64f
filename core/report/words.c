#include "report/words.h"

#include <string.h>

#include "base/utf8.h"

void words_add_cut(struct buf *out, const char *text, size_t most)
{
    if (!text)
        return;
    size_t length = strlen(text), cut = utf8_cut(text, length, most);
    buf_add(out, text, cut);
    if (cut < length)
        buf_add_text(out, "…");
}

json_t *words_value_cut(const char *text, size_t most)
{
    struct buf cut = {0};
    words_add_cut(&cut, text, most);
    json_t *value = value_text(buf_text(&cut));
    buf_free(&cut);
    return value;
}

static const char *below(const char *path, const char *folder)
{
    size_t length = folder ? strlen(folder) : 0;
    while (length && folder[length - 1] == '/')
        length--;
    bool is_below = length && strncmp(path, folder, length) == 0 && path[length] == '/';
    return is_below ? path + length + 1 : path;
}

const char *words_file(const struct report_options *options, const struct finding_place *place)
{
    const char *path = below(place->path, options->folder);
    while (path[0] == '.' && path[1] == '/')
        path += 2 + strspn(path + 2, "/");
    return path;
}

void words_add_place(struct buf *out, const struct report_options *options,
                     const struct finding_place *place)
{
    buf_add_text(out, words_file(options, place));
    if (place->span.line)
        buf_printf(out, ":%u:%u", place->span.line, place->span.column);
}

static void add_line(struct buf *out, const struct report_options *options,
                     const struct finding_place *place, const char *text)
{
    if (!place->path[0] && !text)
        return;
    words_add_place(out, options, place);
    buf_printf(out, "%s%s\n", place->path[0] && text ? ": " : "", text ? text : "");
}

void words_add_story(struct buf *out, const struct report_options *options,
                     const struct lunette_finding *finding)
{
    buf_printf(out, "%s: %s\n", report_severity_word(finding->severity), finding->message);
    add_line(out, options, &finding->place, finding->label);
    for (const struct finding_related *other = finding->related; other; other = other->next)
        add_line(out, options, &other->place, other->message);
    if (finding->help)
        buf_printf(out, "help: %s\n", finding->help);
}

void words_add_gone(struct buf *out, const struct report_baseline *baseline)
{
    size_t count = 0;
    for (size_t i = 0; i < baseline->gone_count; i++)
        count += baseline->gone[i].count;
    if (!count)
        return;
    if (baseline->is_foreign) {
        buf_printf(out, "%s names nothing of this model: is it the right file?", baseline->file);
        return;
    }
    buf_printf(out, "%zu %s of %s no longer occur%s", count, count == 1 ? "entry" : "entries",
               baseline->file, count == 1 ? "s" : "");
    if (baseline->is_rewritten)
        buf_printf(out, " and %s dropped", count == 1 ? "is" : "are");
    else
        buf_printf(out, "; --baseline %s --write-baseline %s drops %s", baseline->file,
                   baseline->file, count == 1 ? "it" : "them");
}

void words_add_gone_entry(struct buf *out, const struct report_gone *gone)
{
    buf_add_text(out, gone->rule);
    const char *before = " on ";
    for (size_t i = 0; i < gone->entity_count; i++) {
        if (!gone->entities[i][0])
            continue;
        buf_printf(out, "%s%s", before, gone->entities[i]);
        before = ", ";
    }
    if (gone->count > 1)
        buf_printf(out, " (%zu times)", gone->count);
}
