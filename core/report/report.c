#include "report/report.h"

#include <stdlib.h>
#include <string.h>

const struct report_format report_formats[] = {
    {"text", false, report_write_text},         {"json", false, report_write_json},
    {"sarif", true, report_write_sarif},        {"junit", false, report_write_junit},
    {"github", false, report_write_github},     {"gitlab", true, report_write_gitlab},
    {"markdown", false, report_write_markdown}, {NULL, false, NULL},
};

const struct report_format *report_format_named(const char *name)
{
    for (const struct report_format *format = report_formats; format->name; format++)
        if (strcmp(format->name, name) == 0)
            return format;
    return NULL;
}

const char *report_severity_word(enum lunette_severity severity)
{
    return severity == LUNETTE_ERROR ? "error" : severity == LUNETTE_WARNING ? "warning" : "note";
}

static void add_count(struct buf *out, size_t count, const char *word, bool *first)
{
    if (!count)
        return;
    buf_printf(out, "%s%zu %s%s", *first ? "" : ", ", count, word, count == 1 ? "" : "s");
    *first = false;
}

void report_add_counts(struct buf *out, const struct report_summary *summary)
{
    bool first = true;
    add_count(out, summary->error, "error", &first);
    add_count(out, summary->warning, "warning", &first);
    add_count(out, summary->note, "note", &first);
    if (first)
        buf_add_text(out, "no findings");
}

static bool is_same_place(const struct finding_place *place, const struct finding_place *other)
{
    return place->span.line && place->span.line == other->span.line &&
           place->span.column == other->span.column && strcmp(place->path, other->path) == 0;
}

void report_drop_echoes(struct diag *diag)
{
    for (size_t i = 0; i < diag->count; i++) {
        struct finding_related **link = &diag->findings[i]->related;
        while (*link) {
            if (is_same_place(&diag->findings[i]->place, &(*link)->place))
                *link = (*link)->next;
            else
                link = &(*link)->next;
        }
    }
}

static int compare_id(const void *id, const void *rule)
{
    return strcmp(id, ((const struct report_rule *)rule)->id);
}

const struct report_rule *report_find_rule(const struct report_options *options, const char *id)
{
    return options->rule_count ? bsearch(id, options->rules, options->rule_count,
                                         sizeof *options->rules, compare_id)
                               : NULL;
}
