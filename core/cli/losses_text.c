/* Losses for people. */
#include <string.h>

#include "cli/losses.h"
#include "report/terminal.h"

enum { MOST_NAMED = 3, MOST_GROUPS = 50, MOST_COLUMNS = 100, LEAST_COLUMNS = 40 };

static const char *const headings[EXPORT_CLASSES] = {
    [EXPORT_BY_HAND] = "to do by hand before the files are used",
    [EXPORT_WEAKER] = "weaker than the model",
    [EXPORT_UNSAID] = "not said by the model, so this was written",
    [EXPORT_ELSEWHERE] = "written by another target",
};

/* ---- words ---- */

/* "a, b, c and 4 more" */
static void add_names(struct buf *out, const struct lunette_strings *names)
{
    for (size_t i = 0; i < names->count && i < MOST_NAMED; i++)
        buf_printf(out, "%s%s", i ? ", " : "", names->items[i]);
    if (names->count > MOST_NAMED)
        buf_printf(out, " and %zu more", names->count - MOST_NAMED);
}

/* "model.lua:3, :4, other.lua:7 and 4 more" */
static void add_places(struct buf *out, const struct lunette_strings *places)
{
    size_t before = 0; /* bytes of the last one's file */
    for (size_t i = 0; i < places->count && i < MOST_NAMED; i++) {
        const char *place = places->items[i], *colon = strrchr(place, ':');
        size_t length = (size_t)(colon - place);
        bool is_same = i && length == before && strncmp(place, places->items[i - 1], length) == 0;
        buf_printf(out, "%s%s", i ? ", " : "", is_same ? colon : place);
        before = length;
    }
    if (places->count > MOST_NAMED)
        buf_printf(out, " and %zu more", places->count - MOST_NAMED);
}

static void add_loss(struct buf *out, const struct export_loss *loss)
{
    buf_printf(out, "%s; instead: %s", loss->what, loss->instead);
    if (loss->target)
        buf_printf(out, "; the target %s writes it", loss->target);
}

/* What is of unknown origin becomes fit for a terminal. */
static void warn_escaped(struct session *session, const struct buf *line)
{
    struct buf shown = {0};
    terminal_add(&shown, buf_text(line), line->length);
    session_warn(session, "%s\n", buf_text(&shown));
    buf_free(&shown);
}

static void add_where(struct buf *out, const struct lunette_strings *names,
                      void (*add)(struct buf *out, const struct lunette_strings *names))
{
    if (out->length && names->count)
        buf_add_text(out, "; ");
    add(out, names);
}

/* ---- a line each ---- */

/* "lunette: kubernetes: by hand: a, b: no image; instead: a:latest (a.yaml, b.yaml; Deployment/a; model.lua:12)" */
static void print_line(struct session *session, const char *target, const struct loss_group *group)
{
    struct buf line = {0}, where = {0};
    buf_printf(&line, "lunette: %s: %s: ", target, export_class_words[group->loss->class]);
    add_names(&line, &group->subjects);
    buf_add_text(&line, ": ");
    add_loss(&line, group->loss);
    add_where(&where, &group->files, add_names);
    add_where(&where, &group->objects, add_names);
    add_where(&where, &group->places, add_places);
    if (where.length)
        buf_printf(&line, " (%s)", buf_text(&where));
    warn_escaped(session, &line);
    buf_free(&where);
    buf_free(&line);
}

static void print_lines(struct session *session, const char *target,
                        const struct loss_groups *groups)
{
    for (size_t i = 0; i < groups->count && i < MOST_GROUPS; i++)
        print_line(session, target, &groups->items[i]);
}

/* ---- on a terminal ---- */

/* Breaks the words to lines; `first` begins the first one, blanks of the same width the others. */
static void warn_wrapped(struct session *session, const char *first, const struct buf *text,
                         size_t columns)
{
    struct buf shown = {0}, line = {0};
    size_t indent = strlen(first), width = indent;
    terminal_add(&shown, buf_text(text), text->length);
    buf_add_text(&line, first);
    for (const char *word = buf_text(&shown); *word;) {
        size_t length = strcspn(word, " "), wide = terminal_width(word, length);
        if (width > indent && width + 1 + wide > columns) {
            buf_add_char(&line, '\n');
            buf_add_repeated(&line, ' ', indent);
            width = indent;
        }
        if (width > indent) {
            buf_add_char(&line, ' ');
            width++;
        }
        buf_add(&line, word, length);
        width += wide;
        word += length + strspn(word + length, " ");
    }
    session_warn(session, "%s\n", buf_text(&line));
    buf_free(&line);
    buf_free(&shown);
}

/* Whether a list of files tells whom it is about: "order-service.yaml" of order-service. */
static bool are_named_after(const struct lunette_strings *files,
                            const struct lunette_strings *subjects)
{
    bool same = files->count == subjects->count;
    for (size_t i = 0; i < files->count && same; i++) {
        size_t length = strlen(subjects->items[i]);
        same = strncmp(files->items[i], subjects->items[i], length) == 0 &&
               strchr("./", files->items[i][length]);
    }
    return same;
}

static bool have_same_files(const struct loss_group *a, const struct loss_group *b)
{
    bool same = a->files.count == b->files.count;
    for (size_t i = 0; i < a->files.count && same; i++)
        same = strcmp(a->files.items[i], b->files.items[i]) == 0;
    return same;
}

static void print_files(struct session *session, const struct loss_group *group, size_t columns)
{
    struct buf text = {0};
    add_names(&text, &group->files);
    if (!group->files.count)
        buf_add_text(&text, "no file of its own");
    warn_wrapped(session, "  ", &text, columns);
    buf_free(&text);
}

static void print_entry(struct session *session, const struct loss_group *group, size_t columns)
{
    struct buf text = {0};
    if (!are_named_after(&group->files, &group->subjects)) {
        add_names(&text, &group->subjects);
        buf_add_text(&text, ": ");
    }
    add_loss(&text, group->loss);
    warn_wrapped(session, "  - ", &text, columns);
    buf_clear(&text);
    add_where(&text, &group->objects, add_names);
    add_where(&text, &group->places, add_places);
    if (text.length)
        warn_wrapped(session, "    > ", &text, columns);
    buf_free(&text);
}

static void print_class(struct session *session, const char *target,
                        const struct loss_groups *groups, enum export_class class, size_t columns)
{
    const struct loss_group *before = NULL;
    for (size_t i = 0; i < groups->count && i < MOST_GROUPS; i++) {
        const struct loss_group *group = &groups->items[i];
        if (group->loss->class != class)
            continue;
        if (!before)
            session_warn(session, "\n%s: %s\n", target, headings[class]);
        if (!before || !have_same_files(before, group))
            print_files(session, group, columns);
        print_entry(session, group, columns);
        before = group;
    }
}

static void print_rest(struct session *session, const char *target,
                       const struct loss_groups *groups)
{
    if (groups->count > MOST_GROUPS)
        session_warn(session, "lunette: %s: %zu more things; --report FILE has all\n", target,
                     groups->count - MOST_GROUPS);
}

/* ---- several targets on a terminal ---- */

/* Adds how many losses of each class there are. */
static void count_classes(const struct losses *losses, size_t counts[EXPORT_CLASSES])
{
    for (size_t i = 0; i < losses->job->loss_count; i++)
        counts[losses->job->losses[i].class]++;
}

static void print_numbers(struct session *session, const struct losses *losses, size_t count)
{
    session_warn(session, "\n%-16s", "target");
    for (enum export_class at = 0; at < EXPORT_CLASSES; at++)
        session_warn(session, "  %9s", export_class_words[at]);
    session_warn(session, "\n");
    for (size_t t = 0; t < count; t++) {
        size_t counts[EXPORT_CLASSES] = {0};
        if (!losses[t].job->loss_count)
            continue;
        count_classes(&losses[t], counts);
        session_warn(session, "%-16s", losses[t].job->exporter->name);
        for (enum export_class at = 0; at < EXPORT_CLASSES; at++)
            session_warn(session, "  %9zu", counts[at]);
        session_warn(session, "\n");
    }
    session_warn(session, "lunette export TARGET tells them all; --report FILE writes them\n");
}

void losses_print(struct session *session, const struct losses *losses, size_t count,
                  size_t columns)
{
    struct loss_groups *groups = arena_array(&session->arena, count + 1, sizeof *groups);
    size_t width = columns > MOST_COLUMNS ? MOST_COLUMNS : columns;
    width = columns && width < LEAST_COLUMNS ? LEAST_COLUMNS : width;
    for (size_t t = 0; t < count; t++)
        groups[t] = losses_group(session, &losses[t]);
    for (enum export_class at = 0; width && at < EXPORT_CLASSES; at++)
        for (size_t t = 0; t < count && (count == 1 || at == EXPORT_BY_HAND); t++)
            print_class(session, losses[t].job->exporter->name, &groups[t], at, width);
    for (size_t t = 0; t < count && !width; t++)
        print_lines(session, losses[t].job->exporter->name, &groups[t]);
    for (size_t t = 0; t < count && (!width || count == 1); t++)
        print_rest(session, losses[t].job->exporter->name, &groups[t]);
    if (width && count > 1)
        print_numbers(session, losses, count);
}

void losses_add_summary(const struct losses *losses, size_t count, struct buf *out)
{
    static const char *const words[EXPORT_CLASSES] = {
        [EXPORT_BY_HAND] = "to do by hand",
        [EXPORT_WEAKER] = "weaker",
        [EXPORT_UNSAID] = "not said by the model",
        [EXPORT_ELSEWHERE] = "elsewhere",
    };
    size_t counts[EXPORT_CLASSES] = {0};
    const char *before = "";
    for (size_t t = 0; t < count; t++)
        count_classes(&losses[t], counts);
    for (enum export_class at = 0; at < EXPORT_CLASSES; at++) {
        if (!counts[at])
            continue;
        buf_printf(out, "%s%zu %s", before, counts[at], words[at]);
        before = ", ";
    }
}
