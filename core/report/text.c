/* Findings for people, with the very field underlined. */
#include <stdio.h>
#include <string.h>

#include "base/intern.h"
#include "base/map.h"
#include "base/utf8.h"
#include "report/report.h"
#include "report/terminal.h"
#include "report/words.h"

struct text_report {
    struct buf *out;
    bool colour;
    int gutter;     /* columns of the line numbers of one finding */
    size_t details; /* of each rule so many in full; 0: all */
    struct arena arena;
    struct intern words;     /* rules, and forms of help, each behind its rule */
    struct map told;         /* by these: how often */
    size_t shown, in_a_line; /* findings */
    size_t most_of_a_rule;
    bool follows_line; /* the last one was told in one line */
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

static void add_position(struct buf *out, const struct finding_place *place)
{
    terminal_add_text(out, place->path);
    if (place->span.line)
        buf_printf(out, ":%u:%u", place->span.line, place->span.column);
}

static void add_place(struct text_report *report, const char *arrow,
                      const struct finding_place *place)
{
    paint(report, DIM);
    buf_add_repeated(report->out, ' ', (size_t)report->gutter);
    buf_add_text(report->out, arrow);
    paint(report, PLAIN);
    add_position(report->out, place);
    buf_add_char(report->out, '\n');
}

static void add_head(struct text_report *report, const struct lunette_finding *finding)
{
    paint(report, paint_of(finding->severity));
    buf_add_text(report->out, report_severity_word(finding->severity));
    buf_add_char(report->out, '[');
    buf_add_text(report->out, finding->rule);
    buf_add_char(report->out, ']');
    paint(report, PLAIN);
}

static void add_headline(struct text_report *report, const struct lunette_finding *finding)
{
    add_head(report, finding);
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

static void add_help(struct text_report *report, const char *help)
{
    gutter(report, "", "= ");
    paint(report, BOLD);
    buf_add_text(report->out, "help: ");
    paint(report, PLAIN);
    terminal_add_text(report->out, help);
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
    if (finding->help)
        add_help(report, finding->help);
    buf_add_char(report->out, '\n');
}

/* In one line, and a second one for a help that none before gave. */
static void add_short(struct text_report *report, const struct lunette_finding *finding,
                      bool with_help)
{
    add_head(report, finding);
    buf_add_text(report->out, ": ");
    if (finding->place.path[0]) {
        add_position(report->out, &finding->place);
        buf_add_text(report->out, ": ");
    }
    terminal_add_text(report->out, finding->message);
    buf_add_char(report->out, '\n');
    report->gutter = 1;
    if (with_help)
        add_help(report, finding->help);
}

/* How often these words came up, this time included. */
static size_t tell(struct text_report *report, const char *words, size_t length)
{
    return map_count(&report->told, intern_bytes(&report->words, words, length));
}

static bool is_help_new(struct text_report *report, const struct lunette_finding *finding)
{
    struct buf form = {0};
    buf_printf(&form, "%s\n", finding->rule);
    words_add_help_form(&form, finding);
    bool is_new = finding->help && tell(report, form.data, form.length) == 1;
    buf_free(&form);
    return is_new;
}

static void show(struct text_report *report, const struct lunette_finding *finding)
{
    report->shown++;
    if (!report->details) {
        add_finding(report, finding);
        return;
    }
    size_t count = tell(report, finding->rule, strlen(finding->rule));
    bool is_short = count > report->details, is_new = is_help_new(report, finding);
    report->most_of_a_rule = count > report->most_of_a_rule ? count : report->most_of_a_rule;
    report->in_a_line += is_short;
    if (report->follows_line && !is_short)
        buf_add_char(report->out, '\n');
    report->follows_line = is_short;
    if (is_short)
        add_short(report, finding, is_new);
    else
        add_finding(report, finding);
}

/* One line of what was put into words, if anything was; forgets them. */
static void add_line(struct buf *out, struct buf *words)
{
    if (words->length) {
        terminal_add(out, words->data, words->length);
        buf_add_char(out, '\n');
    }
    buf_clear(words);
}

enum { SHOWN_GONE = 10 };

static void add_baseline(struct buf *out, const struct report_baseline *baseline)
{
    struct buf words = {0};
    if (baseline->known)
        buf_printf(&words, "%zu known finding%s in %s", baseline->known,
                   baseline->known == 1 ? "" : "s", baseline->file);
    add_line(out, &words);
    words_add_gone(&words, baseline);
    add_line(out, &words);
    size_t gone = baseline->is_foreign ? 0 : baseline->gone_count;
    for (size_t i = 0; i < gone && i < SHOWN_GONE; i++) {
        words_add_gone_entry(&words, &baseline->gone[i]);
        buf_add_text(out, "  ");
        add_line(out, &words);
    }
    if (gone > SHOWN_GONE)
        buf_printf(out, "  … and %zu more\n", gone - SHOWN_GONE);
    buf_free(&words);
}

static void add_summary(struct text_report *report, const struct report_summary *summary,
                        const struct report_options *options)
{
    struct buf *out = report->out;
    terminal_add_text(out, options->model);
    buf_add_text(out, ": ");
    report_add_counts(out, summary);
    if (summary->suppressed)
        buf_printf(out, " (%zu suppressed)", summary->suppressed);
    if (report->in_a_line)
        buf_printf(out, "; %zu in one line%s: --limit details=%zu shows %s in full",
                   report->in_a_line, report->in_a_line == 1 ? "" : " each",
                   report->most_of_a_rule, report->in_a_line == 1 ? "it" : "them");
    buf_add_char(out, '\n');
    if (options->baseline)
        add_baseline(out, options->baseline);
}

void report_write_text(struct buf *out, const struct diag *diag,
                       const struct report_summary *summary, const struct report_options *options)
{
    struct text_report report = {
        .out = out, .colour = options->colour, .details = options->details};
    size_t left = 0;
    report.words.arena = &report.arena;
    for (size_t i = 0; i < diag->count; i++) {
        if (diag->findings[i]->suppressed)
            continue;
        if (options->most && report.shown == options->most)
            left++;
        else
            show(&report, diag->findings[i]);
    }
    if (report.follows_line)
        buf_add_char(out, '\n');
    if (left)
        buf_printf(out, "… and %zu more findings: --limit findings=%zu shows them all\n\n", left,
                   report.shown + left);
    add_summary(&report, summary, options);
    map_free(&report.told);
    intern_free(&report.words);
    arena_reset(&report.arena);
}
