/* GitLab's code quality report. Suppressed findings are left out: it knows no such thing. */
#include "base/map.h"
#include "report/fingerprint.h"
#include "report/report.h"
#include "report/words.h"

enum { MOST_DESCRIPTION = 1000 };

static const char *severity_word(enum lunette_severity severity)
{
    return severity == LUNETTE_ERROR ? "critical" : severity == LUNETTE_WARNING ? "major" : "info";
}

/* A path is wanted, relative to the repository. */
static json_t *location_value(const struct report_options *options,
                              const struct lunette_finding *finding)
{
    json_t *location = json_object(), *lines = json_object();
    struct finding_place main = {.path = options->main_file ? options->main_file : "model.lua"};
    const struct finding_place *place = finding->place.path[0] ? &finding->place : &main;
    const char *path = words_file(options, place);
    while (*path == '/')
        path++;
    value_set_text(location, "path", path);
    json_object_set_new(lines, "begin", json_integer(place->span.line ? place->span.line : 1));
    json_object_set_new(location, "lines", lines);
    return location;
}

/* GitLab takes findings of one fingerprint for one finding: equal ones are numbered. */
static json_t *fingerprint_value(struct map *seen, const char *identity)
{
    char fingerprint[FINGERPRINT_SIZE];
    fingerprint_write(fingerprint, identity);
    size_t occurrence = map_count(seen, identity);
    return occurrence == 1 ? json_string(fingerprint)
                           : json_sprintf("%s-%zu", fingerprint, occurrence);
}

static json_t *description_value(const struct lunette_finding *finding)
{
    struct buf text = {0};
    buf_add_text(&text, finding->message);
    if (finding->help)
        buf_printf(&text, "\nhelp: %s", finding->help);
    json_t *value = words_value_cut(buf_text(&text), MOST_DESCRIPTION);
    buf_free(&text);
    return value;
}

void report_write_gitlab(struct buf *out, const struct diag *diag,
                         const struct report_summary *summary, const struct report_options *options)
{
    (void)summary;
    json_t *list = json_array();
    struct map seen = {0};
    for (size_t i = 0; i < diag->count; i++) {
        const struct lunette_finding *finding = diag->findings[i];
        if (finding->suppressed)
            continue;
        const char *identity = options->identities ? options->identities[i] : finding->rule;
        json_t *object = json_object();
        json_object_set_new(object, "type", json_string("issue"));
        json_object_set_new(object, "description", description_value(finding));
        value_set_text(object, "check_name", finding->rule);
        json_object_set_new(object, "fingerprint", fingerprint_value(&seen, identity));
        value_set_text(object, "severity", severity_word(finding->severity));
        json_object_set_new(object, "location", location_value(options, finding));
        json_array_append_new(list, object);
    }
    map_free(&seen);
    value_add_document(out, list);
}
