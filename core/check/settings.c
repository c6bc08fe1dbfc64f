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

/* A number and nothing behind it. */
static bool read_number(const char *text, double *number)
{
    char *end;
    *number = strtod(text, &end);
    return end != text && *end == '\0';
}

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
        if (!dot || !read_number(equals + 1, &override.value))
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
        if (read_number(setting->parameters.items[i].value, &override.value))
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
    for (size_t i = 0; i < settings->count; i++) {
        const struct settings_override *override = &settings->overrides[i];
        if (override->parameter && strcmp(override->parameter, name) == 0 &&
            matches(override->rule, rule->id))
            return override->value;
    }
    for (const struct lunette_parameter *row = rule->parameters; row && row->name; row++)
        if (strcmp(row->name, name) == 0)
            return row->standard;
    return NAN;
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
