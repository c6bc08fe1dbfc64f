/* Findings for programs: the shape is documented in core/report/README.md; fields are only ever added. */
#include <jansson.h>
#include <string.h>

#include "base/utf8.h"
#include "report/report.h"

/* Any bytes as a JSON string: what is no UTF-8 becomes U+FFFD. */
static json_t *text_value(const char *text)
{
    json_t *value = json_string(text);
    if (value)
        return value;
    struct buf clean = {0};
    utf8_add_clean(&clean, text);
    value = json_string(buf_text(&clean));
    buf_free(&clean);
    return value;
}

static void set_text(json_t *object, const char *key, const char *text)
{
    if (text)
        json_object_set_new(object, key, text_value(text));
}

static void set_place(json_t *object, const struct finding_place *place)
{
    if (!place->path[0])
        return;
    set_text(object, "file", place->path);
    if (!place->span.line)
        return;
    json_object_set_new(object, "line", json_integer(place->span.line));
    json_object_set_new(object, "column", json_integer(place->span.column));
    json_object_set_new(object, "end_line", json_integer(place->span.end_line));
    json_object_set_new(object, "end_column", json_integer(place->span.end_column));
}

static json_t *related_value(const struct finding_related *first)
{
    json_t *list = json_array();
    for (; first; first = first->next) {
        json_t *object = json_object();
        set_place(object, &first->place);
        set_text(object, "message", first->message);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *finding_value(const struct lunette_finding *finding)
{
    json_t *object = json_object();
    set_text(object, "rule", finding->rule);
    set_text(object, "severity", report_severity_word(finding->severity));
    set_text(object, "message", finding->message);
    set_place(object, &finding->place);
    set_text(object, "label", finding->label);
    set_text(object, "subject", finding->subject);
    json_object_set_new(object, "related", related_value(finding->related));
    set_text(object, "help", finding->help);
    json_object_set_new(object, "suppressed", json_boolean(finding->suppressed));
    set_text(object, "reason", finding->reason);
    return object;
}

static json_t *summary_value(const struct report_summary *summary)
{
    return json_pack("{s:I, s:I, s:I, s:I}", "error", (json_int_t)summary->error, "warning",
                     (json_int_t)summary->warning, "note", (json_int_t)summary->note, "suppressed",
                     (json_int_t)summary->suppressed);
}

static int add_bytes(const char *bytes, size_t length, void *out)
{
    buf_add(out, bytes, length);
    return 0;
}

void report_write_json(struct buf *out, const struct diag *diag,
                       const struct report_summary *summary, const struct report_options *options)
{
    json_t *root = json_object(), *list = json_array();
    json_object_set_new(root, "version", json_integer(1));
    set_text(root, "model", options->model);
    for (size_t i = 0; i < diag->count; i++)
        json_array_append_new(list, finding_value(diag->findings[i]));
    json_object_set_new(root, "diagnostics", list);
    json_object_set_new(root, "summary", summary_value(summary));
    json_dump_callback(root, add_bytes, out, JSON_INDENT(1));
    buf_add_char(out, '\n');
    json_decref(root);
}
