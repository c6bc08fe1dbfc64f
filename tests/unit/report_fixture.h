/* Findings made by hand, and their report in a form. */
#ifndef LUNETTE_TESTS_UNIT_REPORT_FIXTURE_H
#define LUNETTE_TESTS_UNIT_REPORT_FIXTURE_H

#include <jansson.h>
#include <stdlib.h>

#include "report/report.h"
#include "test.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct arena arena;
static struct diag diag;
static struct buf out;
static struct report_options options;

static const struct lunette_blame nobody;

static inline void start(void)
{
    diag_free(&diag);
    arena_reset(&arena);
    buf_free(&out);
    diag = (struct diag){.arena = &arena};
    options = (struct report_options){.model = "m", .main_file = "m/model.lua", .version = "1.2.3"};
}

static inline struct lunette_finding *add(const char *rule, enum lunette_severity severity,
                                          const char *subject, const char *message)
{
    struct lunette_finding *finding = diag_report(&diag, rule, severity, nobody, "%s", message);
    finding->subject = subject;
    return finding;
}

static inline void set_place(struct finding_place *place, const char *path, uint32_t line,
                             uint32_t column)
{
    *place = (struct finding_place){.path = path, .span = {line, column, line, column + 4}};
}

static inline const char *write_form(const char *form)
{
    struct report_summary summary = {0};
    for (size_t i = 0; i < diag.count; i++) {
        const struct lunette_finding *finding = diag.findings[i];
        size_t *count = finding->suppressed                    ? &summary.suppressed
                        : finding->severity == LUNETTE_ERROR   ? &summary.error
                        : finding->severity == LUNETTE_WARNING ? &summary.warning
                                                               : &summary.note;
        ++*count;
    }
    buf_clear(&out);
    report_format_named(form)->write(&out, &diag, &summary, &options);
    return buf_text(&out);
}

static inline json_t *write_json(const char *form)
{
    json_error_t error;
    json_t *value = json_loads(write_form(form), JSON_REJECT_DUPLICATES, &error);
    TEST(value != NULL);
    return value;
}

/* A text or number within, by keys and indexes: "runs.0.results.1.ruleId". */
static inline const char *at(const json_t *value, const char *path)
{
    static char number[32];
    char key[64];
    while (value && *path) {
        size_t length = strcspn(path, ".");
        snprintf(key, sizeof key, "%.*s", (int)length, path);
        value = json_is_array(value) ? json_array_get(value, (size_t)atoi(key))
                                     : json_object_get(value, key);
        path += length + (path[length] == '.');
    }
    if (json_is_integer(value)) {
        snprintf(number, sizeof number, "%lld", json_integer_value(value));
        return number;
    }
    if (json_is_boolean(value))
        return json_is_true(value) ? "true" : "false";
    return json_string_value(value);
}

static inline size_t occurrences(const char *text, const char *wanted)
{
    size_t count = 0;
    for (; (text = strstr(text, wanted)); text++)
        count++;
    return count;
}

/* Two rules to describe. */
static const struct report_rule rules[] = {
    {"a/x", LUNETTE_WARNING, "finds x", "Because.", "do less", "bad {}\n", "good ```\n"},
    {"b/y", LUNETTE_ERROR, "finds y", NULL, NULL, NULL, NULL},
};

#endif
