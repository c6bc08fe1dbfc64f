/* Annotations: workflow commands in the log of GitHub Actions. */
#include <string.h>

#include "base/intern.h"
#include "base/map.h"
#include "base/mem.h"
#include "report/report.h"
#include "report/terminal.h"
#include "report/words.h"

/* What GitHub shows of one step: so many annotations of each kind, the rest is dropped without a word. */
enum { MOST_OF_A_KIND = 10 };

enum { MOST_MESSAGE = 4000 };

/* The escapes the runner undoes: those of a message, and those of a property besides. */
static void add_escaped(struct buf *out, const char *text, bool is_property)
{
    struct buf visible = {0};
    terminal_add_text(&visible, text);
    for (const char *at = buf_text(&visible); *at; at++) {
        if (*at == '%' || (is_property && (*at == ':' || *at == ',')))
            buf_printf(out, "%%%02X", (unsigned)*at);
        else
            buf_add_char(out, *at);
    }
    buf_free(&visible);
}

static void add_message(struct buf *out, const struct lunette_finding *finding)
{
    struct buf cut = {0};
    words_add_cut(&cut, finding->message, MOST_MESSAGE);
    add_escaped(out, buf_text(&cut), false);
    if (finding->help) {
        buf_clear(&cut);
        words_add_cut(&cut, finding->help, MOST_MESSAGE);
        buf_add_text(out, "%0Ahelp: ");
        add_escaped(out, buf_text(&cut), false);
    }
    buf_free(&cut);
}

/* GitHub takes columns only where a finding begins and ends on one line. */
static void add_place(struct buf *out, const struct report_options *options,
                      const struct finding_place *place)
{
    if (!place->path[0])
        return;
    buf_add_text(out, "file=");
    add_escaped(out, words_file(options, place), true);
    const struct source_span *span = &place->span;
    if (span->line)
        buf_printf(out, ",line=%u,endLine=%u", span->line, span->end_line);
    if (span->line && span->line == span->end_line)
        buf_printf(out, ",col=%u,endColumn=%u", span->column, span->end_column);
    buf_add_char(out, ',');
}

static void add_annotation(struct buf *out, const struct report_options *options,
                           const struct lunette_finding *finding)
{
    static const char *const commands[] = {
        [LUNETTE_NOTE] = "notice", [LUNETTE_WARNING] = "warning", [LUNETTE_ERROR] = "error"};
    buf_printf(out, "::%s ", commands[finding->severity]);
    add_place(out, options, &finding->place);
    buf_add_text(out, "title=");
    add_escaped(out, finding->rule, true);
    buf_add_text(out, "::");
    add_message(out, finding);
    buf_add_char(out, '\n');
}

static void add_summary(struct buf *out, const struct report_summary *summary,
                        const struct report_options *options, size_t left)
{
    struct buf words = {0};
    buf_printf(&words, "%s: ", options->model);
    report_add_counts(&words, summary);
    if (summary->suppressed)
        buf_printf(&words, " (%zu suppressed)", summary->suppressed);
    if (options->baseline && options->baseline->known)
        buf_printf(&words, "; %zu known in %s", options->baseline->known, options->baseline->file);
    if (left)
        buf_printf(&words, "; %zu of them not annotated: GitHub shows %d of a kind", left,
                   MOST_OF_A_KIND);
    terminal_add(out, words.data, words.length);
    buf_add_char(out, '\n');
    buf_free(&words);
}

/* Which findings are annotated. */
struct choice {
    const struct diag *diag;
    bool *is_chosen;
    size_t chosen[LUNETTE_ERROR + 1]; /* of each kind */
    struct arena arena;
    struct intern rules;
    struct map seen[LUNETTE_ERROR + 1]; /* rules */
};

static void choose(struct choice *choice, size_t i, bool only_new_rule)
{
    const struct lunette_finding *finding = choice->diag->findings[i];
    struct map *seen = &choice->seen[finding->severity];
    size_t *count = &choice->chosen[finding->severity];
    if (finding->suppressed || choice->is_chosen[i] || *count == MOST_OF_A_KIND)
        return;
    const char *rule = intern_text(&choice->rules, finding->rule);
    if (only_new_rule && map_get(seen, rule))
        return;
    map_set(seen, rule, choice);
    choice->is_chosen[i] = true;
    ++*count;
}

/* The first of each rule, then what finds room: of many equal findings ten would hide all others. */
static void choose_all(struct choice *choice)
{
    choice->rules.arena = &choice->arena;
    for (size_t i = 0; i < choice->diag->count; i++)
        choose(choice, i, true);
    for (size_t i = 0; i < choice->diag->count; i++)
        choose(choice, i, false);
    for (size_t kind = 0; kind <= LUNETTE_ERROR; kind++)
        map_free(&choice->seen[kind]);
    intern_free(&choice->rules);
    arena_reset(&choice->arena);
}

void report_write_github(struct buf *out, const struct diag *diag,
                         const struct report_summary *summary, const struct report_options *options)
{
    struct choice choice = {.diag = diag, .is_chosen = mem_alloc(diag->count + 1)};
    size_t left = 0;
    memset(choice.is_chosen, 0, diag->count + 1);
    choose_all(&choice);
    for (size_t i = 0; i < diag->count; i++) {
        if (choice.is_chosen[i])
            add_annotation(out, options, diag->findings[i]);
        else
            left += !diag->findings[i]->suppressed;
    }
    mem_free(choice.is_chosen);
    add_summary(out, summary, options, left);
}
