/* Findings for people, with the very field underlined. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "report/report.h"
#include "report/terminal.h"

struct text_report {
    struct buf *out;
    bool colour;
    int gutter; /* columns of the line numbers of one finding */
};

enum paint { PLAIN, BOLD, DIM, RED, YELLOW, BLUE };

static void paint(struct text_report *report, enum paint paint)
{
    static const char *const codes[] = {
        [PLAIN] = "\x1b[0m",  [BOLD] = "\x1b[1m",      [DIM] = "\x1b[2m",
        [RED] = "\x1b[1;31m", [YELLOW] = "\x1b[1;33m", [BLUE] = "\x1b[1;34m",
    };
    if (report->colour)
        buf_add_text(report->out, codes[paint]);
}

static enum paint paint_of(enum lunette_severity severity)
{
    return severity == LUNETTE_ERROR ? RED : severity == LUNETTE_WARNING ? YELLOW : BLUE;
}

const char *report_severity_word(enum lunette_severity severity)
{
    return severity == LUNETTE_ERROR ? "error" : severity == LUNETTE_WARNING ? "warning" : "note";
}

static int digits(uint32_t number)
{
    int count = 1;
    for (; number >= 10; number /= 10)
        count++;
    return count;
}

static int gutter_for(const struct lunette_finding *finding)
{
    int widest = digits(finding->place.span.line);
    for (const struct finding_related *other = finding->related; other; other = other->next) {
        int width = digits(other->place.span.line);
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void gutter(struct text_report *report, const char *number, const char *mark)
{
    paint(report, DIM);
    size_t width = strlen(number);
    buf_add_repeated(report->out, ' ', (size_t)report->gutter - width);
    buf_add_text(report->out, number);
    buf_add_char(report->out, ' ');
    buf_add_text(report->out, mark);
    paint(report, PLAIN);
}

/* The part of a source line that is shown: all of it, or a window around the span. */
struct excerpt {
    const char *text;
    size_t before, inside, after; /* bytes left of, in and right of the span */
    bool cut_left, cut_right;
};

static struct excerpt excerpt_of(const struct finding_place *place)
{
    enum { MOST = 160, CONTEXT = 60 };
    size_t length, column = place->span.column - 1, end = place->span.end_column - 1;
    const char *line = source_line(place->source, place->span.line, &length);
    size_t start = utf8_cut(line, length, column), stop = utf8_cut(line, length, end);
    struct excerpt excerpt = {line, start, stop - start, length - stop, false, false};
    if (length <= MOST)
        return excerpt;
    if (column > CONTEXT) {
        size_t skip = utf8_cut(line, length, column - CONTEXT);
        excerpt.text += skip;
        excerpt.before -= skip;
        excerpt.cut_left = true;
    }
    size_t inside = utf8_cut(line + start, excerpt.inside, MOST - CONTEXT);
    if (inside < excerpt.inside)
        excerpt.after = 0;
    size_t after = utf8_cut(line + stop, excerpt.after, CONTEXT);
    excerpt.cut_right = inside < excerpt.inside || after < excerpt.after;
    excerpt.inside = inside;
    excerpt.after = after;
    return excerpt;
}

/* Adds the line and returns in columns where the span begins and how wide it is. */
static void add_source_line(struct buf *out, const struct excerpt *excerpt, size_t *column,
                            size_t *width)
{
    size_t start = out->length;
    if (excerpt->cut_left)
        buf_add_text(out, "…");
    terminal_add(out, excerpt->text, excerpt->before);
    *column = terminal_width(buf_text(out) + start, out->length - start);
    start = out->length;
    terminal_add(out, excerpt->text + excerpt->before, excerpt->inside);
    *width = terminal_width(buf_text(out) + start, out->length - start);
    terminal_add(out, excerpt->text + excerpt->before + excerpt->inside, excerpt->after);
    if (excerpt->cut_right)
        buf_add_text(out, "…");
}

static void add_snippet(struct text_report *report, const struct finding_place *place, char mark,
                        enum paint colour, const char *label)
{
    char number[16];
    size_t column, width;
    struct excerpt excerpt = excerpt_of(place);
    snprintf(number, sizeof number, "%u", place->span.line);
    gutter(report, "", "|\n");
    gutter(report, number, "| ");
    add_source_line(report->out, &excerpt, &column, &width);
    buf_add_char(report->out, '\n');
    gutter(report, "", "| ");
    buf_add_repeated(report->out, ' ', column);
    paint(report, colour);
    buf_add_repeated(report->out, mark, width ? width : 1);
    if (label) {
        buf_add_char(report->out, ' ');
        terminal_add_text(report->out, label);
    }
    paint(report, PLAIN);
    buf_add_char(report->out, '\n');
}

static void add_place(struct text_report *report, const char *arrow,
                      const struct finding_place *place)
{
    paint(report, DIM);
    buf_add_repeated(report->out, ' ', (size_t)report->gutter);
    buf_add_text(report->out, arrow);
    paint(report, PLAIN);
    terminal_add_text(report->out, place->path);
    if (place->span.line)
        buf_printf(report->out, ":%u:%u", place->span.line, place->span.column);
    buf_add_char(report->out, '\n');
}

static void add_headline(struct text_report *report, const struct lunette_finding *finding)
{
    paint(report, paint_of(finding->severity));
    buf_add_text(report->out, report_severity_word(finding->severity));
    buf_add_char(report->out, '[');
    buf_add_text(report->out, finding->rule);
    buf_add_char(report->out, ']');
    paint(report, PLAIN);
    paint(report, BOLD);
    buf_add_text(report->out, ": ");
    terminal_add_text(report->out, finding->message);
    paint(report, PLAIN);
    buf_add_char(report->out, '\n');
}

static void add_related(struct text_report *report, const struct finding_related *other)
{
    gutter(report, "", "|\n");
    if (other->place.path[0])
        add_place(report, "... ", &other->place);
    if (other->place.source && other->place.span.line) {
        add_snippet(report, &other->place, '-', BLUE, other->message);
        return;
    }
    gutter(report, "", "= ");
    terminal_add_text(report->out, other->message);
    buf_add_char(report->out, '\n');
}

static void add_finding(struct text_report *report, const struct lunette_finding *finding)
{
    report->gutter = gutter_for(finding);
    add_headline(report, finding);
    if (finding->place.path[0])
        add_place(report, "--> ", &finding->place);
    if (finding->place.source && finding->place.span.line)
        add_snippet(report, &finding->place, '^', paint_of(finding->severity), finding->label);
    for (const struct finding_related *other = finding->related; other; other = other->next)
        add_related(report, other);
    if (finding->help) {
        gutter(report, "", "= ");
        paint(report, BOLD);
        buf_add_text(report->out, "help: ");
        paint(report, PLAIN);
        terminal_add_text(report->out, finding->help);
        buf_add_char(report->out, '\n');
    }
    buf_add_char(report->out, '\n');
}

static void add_count(struct buf *out, size_t count, const char *word, bool *first)
{
    if (!count)
        return;
    buf_printf(out, "%s%zu %s%s", *first ? "" : ", ", count, word, count == 1 ? "" : "s");
    *first = false;
}

static void add_summary(struct buf *out, const struct report_summary *summary, const char *model)
{
    bool first = true;
    terminal_add_text(out, model);
    buf_add_text(out, ": ");
    add_count(out, summary->error, "error", &first);
    add_count(out, summary->warning, "warning", &first);
    add_count(out, summary->note, "note", &first);
    if (first)
        buf_add_text(out, "no findings");
    if (summary->suppressed)
        buf_printf(out, " (%zu suppressed)", summary->suppressed);
    buf_add_char(out, '\n');
}

void report_write_text(struct buf *out, const struct diag *diag,
                       const struct report_summary *summary, const struct report_options *options)
{
    struct text_report report = {.out = out, .colour = options->colour};
    size_t shown = 0, left = 0;
    for (size_t i = 0; i < diag->count; i++) {
        if (diag->findings[i]->suppressed)
            continue;
        if (options->most && shown == options->most) {
            left++;
            continue;
        }
        add_finding(&report, diag->findings[i]);
        shown++;
    }
    if (left)
        buf_printf(out, "… and %zu more findings: --limit findings=%zu shows them all\n\n", left,
                   shown + left);
    add_summary(out, summary, options->model);
}
