/* Findings for programs: the shape is documented in core/report/README.md; fields are only ever added. */
#include "base/value.h"
#include "report/report.h"

static void set_place(json_t *object, const struct finding_place *place)
{
    if (!place->path[0])
        return;
    value_set_text(object, "file", place->path);
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
        value_set_text(object, "message", first->message);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *finding_value(const struct lunette_finding *finding)
{
    json_t *object = json_object();
    value_set_text(object, "rule", finding->rule);
    value_set_text(object, "severity", report_severity_word(finding->severity));
    value_set_text(object, "message", finding->message);
    set_place(object, &finding->place);
    value_set_text(object, "label", finding->label);
    value_set_text(object, "subject", finding->subject);
    json_object_set_new(object, "related", related_value(finding->related));
    value_set_text(object, "help", finding->help);
    json_object_set_new(object, "suppressed", json_boolean(finding->suppressed));
    value_set_text(object, "reason", finding->reason);
    return object;
}

static json_t *gone_value(const struct report_gone *gone)
{
    json_t *object = json_object(), *related = json_array();
    value_set_text(object, "rule", gone->rule);
    value_set_text(object, "subject", gone->entities[0][0] ? gone->entities[0] : NULL);
    for (size_t i = 1; i < gone->entity_count; i++)
        json_array_append_new(related, value_text(gone->entities[i]));
    json_object_set_new(object, "related", related);
    json_object_set_new(object, "count", json_integer((json_int_t)gone->count));
    return object;
}

static json_t *baseline_value(const struct report_baseline *baseline)
{
    json_t *object = json_object(), *list = json_array();
    value_set_text(object, "file", baseline->file);
    for (size_t i = 0; i < baseline->gone_count; i++)
        json_array_append_new(list, gone_value(&baseline->gone[i]));
    json_object_set_new(object, "gone", list);
    return object;
}

static json_t *summary_value(const struct report_summary *summary,
                             const struct report_baseline *baseline)
{
    json_t *object =
        json_pack("{s:I, s:I, s:I, s:I}", "error", (json_int_t)summary->error, "warning",
                  (json_int_t)summary->warning, "note", (json_int_t)summary->note, "suppressed",
                  (json_int_t)summary->suppressed);
    if (baseline)
        json_object_set_new(object, "known", json_integer((json_int_t)baseline->known));
    return object;
}

void report_write_json(struct buf *out, const struct diag *diag,
                       const struct report_summary *summary, const struct report_options *options)
{
    json_t *root = json_object(), *list = json_array();
    json_object_set_new(root, "version", json_integer(1));
    value_set_text(root, "model", options->model);
    for (size_t i = 0; i < diag->count; i++)
        json_array_append_new(list, finding_value(diag->findings[i]));
    json_object_set_new(root, "diagnostics", list);
    json_object_set_new(root, "summary", summary_value(summary, options->baseline));
    if (options->baseline)
        json_object_set_new(root, "baseline", baseline_value(options->baseline));
    value_add_document(out, root);
}
