#include "page/problems.h"

#include "page/values.h"

static const char *severity_word(enum lunette_severity severity)
{
    static const char *const words[] = {
        [LUNETTE_NOTE] = "note", [LUNETTE_WARNING] = "warning", [LUNETTE_ERROR] = "error"};
    return words[severity];
}

static void set_place(json_t *object, const struct finding_place *place)
{
    if (!place->path || !*place->path)
        return;
    values_set_text(object, "file", place->path);
    if (!place->span.line)
        return;
    json_object_set_new(object, "line", json_integer(place->span.line));
    json_object_set_new(object, "column", json_integer(place->span.column));
}

static json_t *related_value(const struct finding_related *related)
{
    json_t *array = json_array();
    for (; related; related = related->next) {
        json_t *object = json_object();
        values_set_text(object, "message", related->message);
        set_place(object, &related->place);
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *problem_value(const struct lunette_finding *finding, const struct entities *entities,
                             const struct links *links)
{
    json_t *object = json_object();
    values_set_text(object, "rule", finding->rule);
    values_set_text(object, "severity", severity_word(finding->severity));
    values_set_text(object, "message", finding->message);
    values_set_text(object, "label", finding->label);
    values_set_text(object, "help", finding->help);
    values_set_text(object, "subject", finding->subject);
    set_place(object, &finding->place);
    entities_set_number(object, "entity", entities_around(entities, finding->blame.item));
    entities_set_number(object, "link", links_around(links, finding->blame.item));
    json_object_set_new(object, "related", related_value(finding->related));
    return object;
}

json_t *problems_value(const struct diag *diag, const struct entities *entities,
                       const struct links *links)
{
    json_t *array = json_array();
    for (size_t i = 0; i < diag->count; i++)
        if (!diag->findings[i]->suppressed)
            json_array_append_new(array, problem_value(diag->findings[i], entities, links));
    return array;
}
