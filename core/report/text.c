/* Findings for people, with the very field underlined. */
#include <stdio.h>
#include <string.h>

#include "base/intern.h"
#include "base/map.h"
#include "diag/quota.h"
#include "report/excerpt.h"
#include "report/report.h"
#include "report/terminal.h"
#include "report/text_end.h"

enum {
    INDENT = 4,     /* of what belongs to the line above */
    GUTTER_END = 3, /* columns behind the line number: a blank, the bar, a blank */
};

struct text_report {
    struct buf *out;
    bool colour;
    size_t width;   /* as in the options */
    int gutter;     /* columns of the line numbers of one finding */
    size_t details; /* of each rule so many in full; 0: all */
    struct arena arena;
    struct intern words; /* rules, and helps, each behind its rule */
    struct map told;     /* by these: how often */
    struct text_told counts;
    bool follows_line; /* the last one was told in one line */
};

static void paint(struct text_report *report, enum terminal_paint paint)
{
    if (report->colour)
        terminal_paint(report->out, paint);
}

static enum terminal_paint paint_of(enum lunette_severity severity)
{
    return severity == LUNETTE_ERROR     ? TERMINAL_RED
           : severity == LUNETTE_WARNING ? TERMINAL_YELLOW
                                         : TERMINAL_BLUE;
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

static void add_gutter(struct buf *out, const struct text_report *report, const char *number,
                       const char *mark)
{
    if (report->colour)
        terminal_paint(out, TERMINAL_DIM);
    buf_add_repeated(out, ' ', (size_t)report->gutter - strlen(number));
    buf_add_text(out, number);
    buf_add_char(out, ' ');
    buf_add_text(out, mark);
    if (report->colour)
        terminal_paint(out, TERMINAL_PLAIN);
}

static void gutter(struct text_report *report, const char *number, const char *mark)
{
    add_gutter(report->out, report, number, mark);
}

/* Adds a text that begins at a column, its further lines at `indent`: behind a gutter, or blank before it. */
static void add_text(struct text_report *report, const char *text, size_t column, size_t indent,
                     bool has_gutter, enum terminal_paint colour)
{
    struct buf margin = {0};
    if (!report->width) {
        terminal_add_text(report->out, text);
        return;
    }
    size_t bar = has_gutter ? (size_t)report->gutter + GUTTER_END : 0;
    if (has_gutter)
        add_gutter(&margin, report, "", "| ");
    if (report->colour)
        terminal_paint(&margin, colour);
    buf_add_repeated(&margin, ' ', indent - bar);
    terminal_add_wrapped(report->out, text,
                         &(struct terminal_wrap){report->width, column, indent, buf_text(&margin)});
    buf_free(&margin);
}

/* Columns that a text takes, escaped. */
static size_t width_of(const char *text)
{
    struct buf escaped = {0};
    terminal_add_text(&escaped, text);
    size_t width = terminal_width(buf_text(&escaped), escaped.length);
    buf_free(&escaped);
    return width;
}

/* Behind the marks, which end before `column`. On a terminal below them where there is too little room. */
static void add_label(struct text_report *report, const char *label, size_t column, size_t marks,
                      enum terminal_paint colour)
{
    enum { LEAST_ROOM = 30 };
    size_t start = (size_t)report->gutter + GUTTER_END, at = column + 1;
    bool fits = !report->width || at + LEAST_ROOM <= report->width ||
                at + width_of(label) <= report->width;
    if (fits) {
        buf_add_char(report->out, ' ');
    } else {
        size_t last = report->width > start + LEAST_ROOM ? report->width - LEAST_ROOM : start;
        at = column - marks < last ? column - marks : last;
        paint(report, TERMINAL_PLAIN);
        buf_add_char(report->out, '\n');
        gutter(report, "", "| ");
        buf_add_repeated(report->out, ' ', at - start);
        paint(report, colour);
    }
    add_text(report, label, at, at, true, colour);
}

static void add_snippet(struct text_report *report, const struct finding_place *place, char mark,
                        enum terminal_paint colour, const char *label)
{
    char number[16];
    size_t start = (size_t)report->gutter + GUTTER_END;
    snprintf(number, sizeof number, "%u", place->span.line);
    gutter(report, "", "|\n");
    gutter(report, number, "| ");
    size_t room = report->width > start ? report->width - start : 0;
    struct excerpt excerpt = excerpt_add(report->out, place, room);
    buf_add_char(report->out, '\n');
    gutter(report, "", "| ");
    buf_add_repeated(report->out, ' ', excerpt.column);
    paint(report, colour);
    size_t marks = excerpt.width ? excerpt.width : 1;
    buf_add_repeated(report->out, mark, marks);
    if (label)
        add_label(report, label, start + excerpt.column + marks, marks, colour);
    paint(report, TERMINAL_PLAIN);
    buf_add_char(report->out, '\n');
}

static void add_place(struct text_report *report, const char *arrow,
                      const struct finding_place *place)
{
    paint(report, TERMINAL_DIM);
    buf_add_repeated(report->out, ' ', (size_t)report->gutter);
    buf_add_text(report->out, arrow);
    paint(report, TERMINAL_PLAIN);
    terminal_add_place(report->out, place);
    buf_add_char(report->out, '\n');
}

/* "error[model/empty]" and its columns. */
static size_t add_head(struct text_report *report, const struct lunette_finding *finding)
{
    const char *word = report_severity_word(finding->severity);
    paint(report, paint_of(finding->severity));
    buf_add_text(report->out, word);
    buf_add_char(report->out, '[');
    buf_add_text(report->out, finding->rule);
    buf_add_char(report->out, ']');
    paint(report, TERMINAL_PLAIN);
    return strlen(word) + strlen(finding->rule) + 2;
}

static void add_headline(struct text_report *report, const struct lunette_finding *finding)
{
    size_t column = add_head(report, finding);
    paint(report, TERMINAL_BOLD);
    buf_add_text(report->out, ": ");
    add_text(report, finding->message, column + 2, INDENT, false, TERMINAL_BOLD);
    paint(report, TERMINAL_PLAIN);
    buf_add_char(report->out, '\n');
}

static void add_related(struct text_report *report, const struct finding_related *other)
{
    gutter(report, "", "|\n");
    if (other->place.path[0])
        add_place(report, "... ", &other->place);
    if (other->place.source && other->place.span.line) {
        add_snippet(report, &other->place, '-', TERMINAL_BLUE, other->message);
        return;
    }
    gutter(report, "", "= ");
    size_t column = (size_t)report->gutter + GUTTER_END;
    add_text(report, other->message, column, column, false, TERMINAL_PLAIN);
    buf_add_char(report->out, '\n');
}

/* `column`: where it begins. */
static void add_help(struct text_report *report, const char *help, size_t column)
{
    static const char word[] = "help: ";
    paint(report, TERMINAL_BOLD);
    buf_add_text(report->out, word);
    paint(report, TERMINAL_PLAIN);
    column += strlen(word);
    add_text(report, help, column, column, false, TERMINAL_PLAIN);
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
        add_help(report, finding->help, (size_t)report->gutter + GUTTER_END);
    }
    buf_add_char(report->out, '\n');
}

/* In one line, and a second one for a help that nobody gave before. */
static void add_short(struct text_report *report, const struct lunette_finding *finding,
                      bool with_help)
{
    struct buf line = {0};
    size_t column = add_head(report, finding) + 2;
    buf_add_text(report->out, ": ");
    if (finding->place.path[0]) {
        terminal_add_place(&line, &finding->place);
        buf_add_text(&line, ": ");
        buf_add(report->out, line.data, line.length);
        column += terminal_width(buf_text(&line), line.length);
    }
    add_text(report, finding->message, column, INDENT, false, TERMINAL_PLAIN);
    buf_add_char(report->out, '\n');
    buf_free(&line);
    if (with_help) {
        buf_add_repeated(report->out, ' ', INDENT);
        add_help(report, finding->help, INDENT);
    }
}

/* How often these words came up, this time included. */
static size_t tell(struct text_report *report, const char *words, size_t length)
{
    return map_count(&report->told, intern_bytes(&report->words, words, length));
}

static bool is_help_new(struct text_report *report, const struct lunette_finding *finding)
{
    struct buf words = {0};
    if (!finding->help)
        return false;
    buf_add_text(&words, finding->rule);
    buf_add_char(&words, '\n');
    buf_add_text(&words, finding->help);
    bool is_new = tell(report, words.data, words.length) == 1;
    buf_free(&words);
    return is_new;
}

static void show(struct text_report *report, const struct lunette_finding *finding)
{
    struct text_told *counts = &report->counts;
    counts->shown++;
    if (!report->details) {
        add_finding(report, finding);
        return;
    }
    size_t count = tell(report, finding->rule, strlen(finding->rule));
    bool is_short = count > report->details, is_new = is_help_new(report, finding);
    counts->most_of_a_rule = count > counts->most_of_a_rule ? count : counts->most_of_a_rule;
    counts->in_a_line += is_short;
    if (report->follows_line && !is_short)
        buf_add_char(report->out, '\n');
    report->follows_line = is_short;
    if (is_short)
        add_short(report, finding, is_new);
    else
        add_finding(report, finding);
}

void report_write_text(struct buf *out, const struct diag *diag,
                       const struct report_summary *summary, const struct report_options *options)
{
    struct text_report report = {.out = out,
                                 .colour = options->colour,
                                 .width = options->width,
                                 .details = options->details};
    struct quota quota = quota_of(diag, options->most);
    report.words.arena = &report.arena;
    for (size_t i = 0; i < diag->count; i++) {
        if (quota_take(&quota, diag->findings[i]))
            show(&report, diag->findings[i]);
        else
            report.counts.left += !diag->findings[i]->suppressed;
    }
    if (report.follows_line)
        buf_add_char(out, '\n');
    text_end_add(out, diag, summary, options, &report.counts);
    map_free(&report.told);
    intern_free(&report.words);
    arena_reset(&report.arena);
}
