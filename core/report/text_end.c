#include "report/text_end.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "report/terminal.h"
#include "report/words.h"

enum {
    SCREEN = 10, /* findings: more are no longer seen at once */
    SHOWN_GONE = 10,
    INDENT = 2,
};

struct end {
    struct buf *out;
    const struct report_options *options;
};

/* One line of what was put into words, if anything was; forgets them. */
static void add_line(struct end *end, struct buf *words)
{
    if (words->length) {
        static const char margin[] = "  ";
        terminal_add_wrapped(
            end->out, buf_text(words),
            &(struct terminal_wrap){end->options->width, 0, INDENT, margin});
        buf_add_char(end->out, '\n');
    }
    buf_clear(words);
}

/* ---- findings by rule ---- */

struct row {
    const char *rule;
    enum lunette_severity worst;
    size_t count;
    const struct finding_place *first;
};

struct rows {
    struct row *items; /* from mem.h */
    size_t count, capacity;
    struct map numbers; /* by the rule's id as a pointer: of its row, plus 1 */
};

static size_t add_row(struct rows *rows, const struct lunette_finding *finding)
{
    if (rows->count == rows->capacity) {
        rows->capacity = rows->capacity ? 2 * rows->capacity : 64;
        rows->items = mem_resize(rows->items, rows->capacity * sizeof *rows->items);
    }
    rows->items[rows->count] = (struct row){.rule = finding->rule, .first = &finding->place};
    return rows->count++;
}

/* An id may stand in memory more than once. */
static struct row *row_of(struct rows *rows, const struct lunette_finding *finding)
{
    size_t number = (size_t)(uintptr_t)map_get(&rows->numbers, finding->rule);
    if (number)
        return &rows->items[number - 1];
    while (number < rows->count && strcmp(rows->items[number].rule, finding->rule) != 0)
        number++;
    if (number == rows->count)
        add_row(rows, finding);
    map_set(&rows->numbers, finding->rule, (void *)(uintptr_t)(number + 1));
    return &rows->items[number];
}

static int by_severity(const void *left, const void *right)
{
    const struct row *a = left, *b = right;
    int order = (b->worst > a->worst) - (b->worst < a->worst);
    return order ? order : strcmp(a->rule, b->rule);
}

static struct rows rows_of(const struct diag *diag)
{
    struct rows rows = {0};
    for (size_t i = 0; i < diag->count; i++) {
        const struct lunette_finding *finding = diag->findings[i];
        if (finding->suppressed)
            continue;
        struct row *row = row_of(&rows, finding);
        row->count++;
        row->worst = finding->severity > row->worst ? finding->severity : row->worst;
    }
    if (rows.count)
        qsort(rows.items, rows.count, sizeof *rows.items, by_severity);
    return rows;
}

static void rows_free(struct rows *rows)
{
    mem_free(rows->items);
    map_free(&rows->numbers);
}

static void add_table(struct end *end, const struct rows *rows)
{
    static const char head[] = "rule";
    struct buf *out = end->out;
    size_t widest = strlen(head);
    for (size_t i = 0; i < rows->count; i++) {
        size_t width = strlen(rows->items[i].rule);
        widest = width > widest ? width : widest;
    }
    buf_printf(out, "  severity  findings  %-*s  first\n", (int)widest, head);
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = &rows->items[i];
        buf_printf(out, "  %-8s  %8zu  ", report_severity_word(row->worst), row->count);
        buf_add_text(out, row->rule);
        if (row->first->path[0]) {
            buf_add_repeated(out, ' ', widest - strlen(row->rule) + 2);
            terminal_add_place(out, row->first);
        }
        buf_add_char(out, '\n');
    }
    buf_add_char(out, '\n');
}

/* ---- where to read on ---- */

static void add_left_out(struct end *end, const struct text_told *told)
{
    struct buf words = {0};
    if (told->left)
        buf_printf(&words, "%zu more finding%s not shown: --limit findings=%zu shows all",
                   told->left, told->left == 1 ? " is" : "s are", told->shown + told->left);
    add_line(end, &words);
    if (told->in_a_line)
        buf_printf(&words, "%zu %s: --limit details=%zu shows %s in full", told->in_a_line,
                   told->in_a_line == 1 ? "is told in one line" : "are told in one line each",
                   told->most_of_a_rule, told->in_a_line == 1 ? "it" : "them");
    add_line(end, &words);
    buf_free(&words);
}

/* The gravest rule that explain knows; NULL: none. */
static const char *explained(const struct end *end, const struct rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct report_rule *rule = report_find_rule(end->options, rows->items[i].rule);
        if (rule && rule->rationale)
            return rule->id;
    }
    return NULL;
}

static void add_hints(struct end *end, const struct rows *rows, size_t count)
{
    struct buf words = {0};
    const char *rule = end->options->unread ? NULL : explained(end, rows);
    if (!rule)
        return;
    buf_printf(&words, "why: lunette explain %s; to accept one: lunette explain allow", rule);
    add_line(end, &words);
    if (count > SCREEN && !end->options->baseline)
        buf_add_text(&words, "all known already: --write-baseline FILE now, --baseline FILE from "
                             "then on");
    add_line(end, &words);
    buf_free(&words);
}

/* ---- the baseline, and the counts ---- */

static void add_baseline(struct end *end, const struct report_baseline *baseline)
{
    struct buf words = {0};
    if (baseline->known)
        buf_printf(&words, "%zu known finding%s in %s", baseline->known,
                   baseline->known == 1 ? "" : "s", baseline->file);
    add_line(end, &words);
    words_add_gone(&words, baseline);
    add_line(end, &words);
    size_t gone = baseline->is_foreign ? 0 : baseline->gone_count;
    for (size_t i = 0; i < gone && i < SHOWN_GONE; i++) {
        buf_add_text(&words, "  ");
        words_add_gone_entry(&words, &baseline->gone[i]);
        add_line(end, &words);
    }
    if (gone > SHOWN_GONE)
        buf_printf(end->out, "  … and %zu more\n", gone - SHOWN_GONE);
    buf_free(&words);
}

static void add_summary(struct end *end, const struct report_summary *summary)
{
    terminal_add_text(end->out, end->options->model);
    buf_add_text(end->out, ": ");
    report_add_counts(end->out, summary);
    if (summary->suppressed)
        buf_printf(end->out, " (%zu suppressed)", summary->suppressed);
    buf_add_char(end->out, '\n');
}

void text_end_add(struct buf *out, const struct diag *diag, const struct report_summary *summary,
                  const struct report_options *options, const struct text_told *told)
{
    struct end end = {out, options};
    struct rows rows = rows_of(diag);
    size_t count = told->shown + told->left;
    if (count > SCREEN && rows.count > 1)
        add_table(&end, &rows);
    add_left_out(&end, told);
    add_hints(&end, &rows, count);
    if (options->baseline)
        add_baseline(&end, options->baseline);
    add_summary(&end, summary);
    rows_free(&rows);
}
