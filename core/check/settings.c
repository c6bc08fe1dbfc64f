#include "check/settings.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "base/room.h"
#include "model/schema.h"

static const struct schema_field *severity_field(void)
{
    return schema_field_of(schema_kind_of(LUNETTE_RULE_SETTING), "severity");
}

enum lunette_severity settings_severity_named(const char *word)
{
    int value = LUNETTE_SEVERITY_UNSAID;
    schema_value_named(severity_field(), word, &value);
    return (enum lunette_severity)value;
}

void settings_offer_severities(struct nearest *nearest, enum lunette_severity least)
{
    for (int value = LUNETTE_ERROR; value >= (int)least; value--)
        nearest_offer(nearest, schema_value_name(severity_field(), value));
}

static void add(struct settings *settings, struct settings_override override)
{
    ROOM_FOR_ONE(settings->arena, settings, overrides, count, capacity);
    settings->overrides[settings->count++] = override;
}

bool settings_read_number(const char *text, double *number)
{
    char *end;
    *number = strtod(text, &end);
    bool is_percent = end != text && end[0] == '%' && end[1] == '\0';
    if (is_percent)
        *number /= 100;
    return end != text && (is_percent || *end == '\0') && isfinite(*number);
}

/* ---- what can be set ---- */

enum range { RANGE_SHARE, RANGE_COUNT, RANGE_NUMBER };

/* Of time, and of what there is in some time. */
static bool is_measured(const char *summary)
{
    static const char *const units[] = {"milliseconds", "seconds", "minutes", "hours", "days"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strncmp(summary, units[i], strlen(units[i])) == 0)
            return true;
    return strstr(summary, " a minute") || strstr(summary, " a second");
}

static enum range range_of(const struct lunette_parameter *row)
{
    if (row->standard < 1)
        return RANGE_SHARE;
    return row->standard == floor(row->standard) && !is_measured(row->summary) ? RANGE_COUNT
                                                                               : RANGE_NUMBER;
}

const char *settings_range(const struct lunette_parameter *row)
{
    static const char *const texts[] = {
        [RANGE_SHARE] = "a share from 0 to 1",
        [RANGE_COUNT] = "a whole number",
        [RANGE_NUMBER] = "a number from 0",
    };
    return texts[range_of(row)];
}

bool settings_fits(const struct lunette_parameter *row, double value)
{
    enum range range = range_of(row);
    return value >= 0 && (range != RANGE_SHARE || value <= 1) &&
           (range != RANGE_COUNT || value == floor(value));
}

/* ---- reading ---- */

static const char *complain_of_value(struct arena *arena, const char *text, const char *value)
{
    struct nearest nearest;
    nearest_start(&nearest, value);
    settings_offer_severities(&nearest, LUNETTE_OFF);
    return arena_format(arena,
                        "--rule %s: '%s' is neither off, note, warning, error nor, for "
                        "ID.PARAMETER, a number%s",
                        text, value, nearest_hint(&nearest, ""));
}

const char *settings_add(struct settings *settings, const char *text)
{
    const char *equals = strchr(text, '=');
    if (!equals || equals == text)
        return arena_format(
            settings->arena,
            "--rule takes ID=off|note|warning|error or ID.PARAMETER=NUMBER, not '%s'", text);
    char *rule = arena_copy(settings->arena, text, (size_t)(equals - text));
    struct settings_override override = {.rule = rule,
                                         .severity = settings_severity_named(equals + 1)};
    char *dot = strrchr(rule, '.');
    if (!override.severity) {
        if (!dot || !settings_read_number(equals + 1, &override.value))
            return complain_of_value(settings->arena, text, equals + 1);
        *dot = '\0';
        override.parameter = dot + 1;
    }
    add(settings, override);
    return NULL;
}

static void add_setting(struct settings *settings, const struct lunette_rule_setting *setting)
{
    if (setting->severity)
        add(settings,
            (struct settings_override){.rule = setting->item.name, .severity = setting->severity});
    for (size_t i = 0; i < setting->parameters.count; i++) {
        struct settings_override override = {.rule = setting->item.name,
                                             .parameter = setting->parameters.items[i].key};
        if (settings_read_number(setting->parameters.items[i].value, &override.value))
            add(settings, override);
    }
}

void settings_add_config(struct settings *settings, const struct lunette_model *model)
{
    for (size_t i = 0; i < model->configs.count; i++)
        for (size_t r = 0; r < model->configs.items[i]->rules.count; r++)
            add_setting(settings, model->configs.items[i]->rules.items[r]);
}

static bool matches(const char *glob, const char *rule)
{
    return fnmatch(glob, rule, 0) == 0;
}

/* The first that fits wins: the command line's come before the model's. */
enum lunette_severity settings_severity(const struct settings *settings, const char *rule)
{
    for (size_t i = 0; i < settings->count; i++)
        if (settings->overrides[i].severity && matches(settings->overrides[i].rule, rule))
            return settings->overrides[i].severity;
    return LUNETTE_SEVERITY_UNSAID;
}

double settings_parameter(const struct settings *settings, const struct lunette_rule *rule,
                          const char *name)
{
    const struct lunette_parameter *row = rule->parameters;
    while (row && row->name && strcmp(row->name, name) != 0)
        row++;
    if (!row || !row->name)
        return NAN;
    for (size_t i = 0; i < settings->count; i++) {
        const struct settings_override *override = &settings->overrides[i];
        if (override->parameter && strcmp(override->parameter, name) == 0 &&
            matches(override->rule, rule->id) && settings_fits(row, override->value))
            return override->value;
    }
    return row->standard;
}

/* One of the globs, between commas. */
bool settings_selects(const struct settings *settings, const char *rule)
{
    if (!settings->select)
        return true;
    for (const char *at = settings->select; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        char glob[SETTINGS_GLOB_MAX];
        size_t length = strcspn(at, ",");
        if (length >= sizeof glob)
            continue;
        memcpy(glob, at, length);
        glob[length] = '\0';
        if (matches(glob, rule))
            return true;
    }
    return false;
}
