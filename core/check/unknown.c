/* Settings without effect: of rules that are not loaded, of parameters that a rule has not, values that a parameter cannot
 * have, and globs that fit no rule. */
#include <fnmatch.h>
#include <math.h>
#include <string.h>

#include "base/nearest.h"
#include "check/check.h"

/* The glob with the rule's family before its slash, behind which a glob without one has everything. NULL where it
 * would not fit the rule then, either. */
static const char *in_family_of(struct arena *arena, const char *glob, const char *rule)
{
    const char *slash = strchr(glob, '/');
    const char *mended =
        arena_format(arena, "%.*s%s", (int)strcspn(rule, "/"), rule, slash ? slash : "/*");
    return fnmatch(mended, rule, 0) == 0 ? mended : NULL;
}

/* Whether any rule has an id like this one; offers them all. */
static bool is_rule(const struct check_run *run, const char *id, struct nearest *nearest)
{
    const struct lunette_house_rules *house = &run->model->rules;
    bool known = false;
    nearest_start(nearest, id);
    for (size_t i = 0; run->rules[i] && !known; i++) {
        known = fnmatch(id, run->rules[i]->id, 0) == 0;
        nearest_offer(nearest, run->rules[i]->id);
    }
    for (size_t i = 0; i < house->count && !known; i++) {
        const char *name = house->items[i]->item.name;
        known = name && fnmatch(id, name, 0) == 0;
        nearest_offer(nearest, name);
    }
    return known;
}

/* What the glob was to be; `id`: the nearest rule. */
static const char *nearest_glob(const struct check_run *run, const char *glob, const char *id)
{
    const struct lunette_house_rules *house = &run->model->rules;
    struct nearest nearest;
    bool has_family = strchr(glob, '/');
    const char *wanted = has_family ? glob : arena_format(run->diag->arena, "%s/*", glob);
    if (has_family && !strpbrk(glob, "*?["))
        return id;
    if (!has_family && is_rule(run, wanted, &nearest))
        return wanted;
    nearest_start(&nearest, wanted);
    for (size_t i = 0; run->rules[i]; i++)
        nearest_offer(&nearest, in_family_of(run->diag->arena, glob, run->rules[i]->id));
    for (size_t i = 0; i < house->count; i++)
        if (house->items[i]->item.name)
            nearest_offer(&nearest,
                          in_family_of(run->diag->arena, glob, house->items[i]->item.name));
    return nearest_best(&nearest) ? nearest_best(&nearest) : id;
}

/* Whether any rule with such an id has the parameter; offers those they have. */
static bool is_parameter(const struct check_run *run, const char *id, const char *name,
                         struct nearest *nearest)
{
    nearest_start(nearest, name);
    for (size_t i = 0; run->rules[i]; i++) {
        const struct lunette_parameter *row = run->rules[i]->parameters;
        for (; row && row->name && fnmatch(id, run->rules[i]->id, 0) == 0; row++) {
            if (strcmp(row->name, name) == 0)
                return true;
            nearest_offer(nearest, row->name);
        }
    }
    return false;
}

/* A parameter of this name, of any rule with such an id, that cannot have the value. NULL: there is none. */
static const struct lunette_parameter *find_misfit(const struct check_run *run, const char *id,
                                                   const char *name, double value)
{
    for (size_t i = 0; run->rules[i]; i++) {
        const struct lunette_parameter *row = run->rules[i]->parameters;
        for (; row && row->name && fnmatch(id, run->rules[i]->id, 0) == 0; row++)
            if (strcmp(row->name, name) == 0 && !settings_fits(row, value))
                return row;
    }
    return NULL;
}

static void check_value(const struct check_run *run, const struct lunette_rule_setting *setting,
                        const struct lunette_pair *given)
{
    double value;
    bool is_number = settings_read_number(given->value, &value);
    const struct lunette_parameter *misfit =
        find_misfit(run, setting->item.name, given->key, is_number ? value : NAN);
    if (!misfit)
        return;
    struct lunette_finding *finding = diag_report(
        run->diag, "model/bad-value", LUNETTE_ERROR, lunette_at_field(setting, given->key),
        "%s of %s is %s, not %s: it counts as not set", given->key, setting->item.name,
        settings_range(misfit), given->value);
    finding_help(finding, "write %s, such as %g", settings_range(misfit), misfit->standard);
}

static void report(const struct check_run *run, struct lunette_blame blame, bool blame_key,
                   const char *message, const struct nearest *nearest)
{
    struct lunette_finding *finding =
        diag_report(run->diag, "model/unknown-rule", LUNETTE_WARNING, blame, "%s", message);
    finding->blame_key = blame_key;
    if (nearest_best(nearest))
        finding_help(finding, "did you mean '%s'?", nearest_best(nearest));
}

static void check_setting(const struct check_run *run, const struct lunette_rule_setting *setting)
{
    struct arena *arena = run->diag->arena;
    const char *id = setting->item.name;
    struct nearest nearest;
    if (!is_rule(run, id, &nearest)) {
        report(run, lunette_at(setting), false, arena_format(arena, "no rule '%s' is loaded", id),
               &nearest);
        return;
    }
    for (size_t i = 0; i < setting->parameters.count; i++) {
        const char *name = setting->parameters.items[i].key;
        if (!is_parameter(run, id, name, &nearest))
            report(run, lunette_at_field(setting, name), true,
                   arena_format(arena, "%s has no parameter '%s'", id, name), &nearest);
        else
            check_value(run, setting, &setting->parameters.items[i]);
    }
}

void check_report_unknown(const struct check_run *run)
{
    for (size_t c = 0; c < run->model->configs.count; c++) {
        const struct lunette_rule_settings *rows = &run->model->configs.items[c]->rules;
        for (size_t i = 0; i < rows->count; i++)
            check_setting(run, rows->items[i]);
    }
}

static const char *complain(struct arena *arena, const char *text, const char *near)
{
    return arena_format(arena, "%s%s%s%s", text, near ? "; did you mean '" : "",
                        near ? near : "; lunette rules lists them", near ? "'?" : "");
}

static const char *find_unknown_setting(const struct check_run *run)
{
    struct arena *arena = run->diag->arena;
    for (size_t i = 0; i < run->settings->given; i++) {
        const struct settings_override *row = &run->settings->overrides[i];
        struct nearest nearest;
        const char *text = NULL;
        if (!is_rule(run, row->rule, &nearest))
            text = arena_format(arena, "--rule: no rule '%s' is loaded", row->rule);
        else if (row->parameter && !is_parameter(run, row->rule, row->parameter, &nearest))
            text = arena_format(arena, "--rule: %s has no parameter '%s'", row->rule, row->parameter);
        if (text)
            return complain(arena, text, nearest_best(&nearest));
        const struct lunette_parameter *misfit =
            row->parameter ? find_misfit(run, row->rule, row->parameter, row->value) : NULL;
        if (misfit)
            return arena_format(arena, "--rule %s.%s=%g: %s is wanted, such as %g", row->rule,
                                row->parameter, row->value, settings_range(misfit),
                                misfit->standard);
    }
    return NULL;
}

/* A glob that fits nothing would check nothing, and be green for ever. */
static const char *find_idle_glob(const struct check_run *run)
{
    struct arena *arena = run->diag->arena;
    const char *at = run->settings->select;
    for (; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        size_t length = strcspn(at, ",");
        const char *glob = arena_copy(arena, at, length);
        struct nearest nearest;
        if (!length)
            return "--select: a rule is wanted, such as 'calls/*,events/*'";
        if (is_rule(run, glob, &nearest) && length < SETTINGS_GLOB_MAX)
            continue;
        return complain(arena, arena_format(arena, "--select: no rule fits '%s'", glob),
                        nearest_glob(run, glob, nearest_best(&nearest)));
    }
    return NULL;
}

const char *check_find_unknown(const struct check_run *run)
{
    const char *problem = find_unknown_setting(run);
    return problem ? problem : find_idle_glob(run);
}
