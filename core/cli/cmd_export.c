/* lunette export: files for platforms. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/columns.h"
#include "base/nearest.h"
#include "cli/commands.h"
#include "cli/export_write.h"
#include "cli/session.h"
#include "cli/targets.h"
#include "emit/json.h"
#include "report/terminal.h"
#include "script/export_option.h"

enum { EXPORT_MS = 60 * 1000 };

struct export
{
    struct session session; /* first */
    const struct args *args;
    struct targets targets; /* those to be run */
    bool all;               /* each gets a folder of its own */
    bool to_folder;
    struct export_job *jobs; /* one for each target */
    struct exporter *exporters;
    size_t columns; /* of the terminal that standard error is; 0: it is none */
    int status;
};

/* ---- complaints ---- */

/* What an exporter says may hold any bytes of the model. */
static void complain(struct export *export, const char *target, const char *why)
{
    struct buf shown = {0};
    terminal_add_text(&shown, why);
    session_warn(&export->session, "lunette export: %s%s%s\n", target ? target : "",
                 target ? ": " : "", buf_text(&shown));
    buf_free(&shown);
}

/* ---- what was set ---- */

/* `name=value`; NULL when it sets another option. */
static const char *value_of(const char *setting, const char *name)
{
    size_t length = strlen(name);
    bool fits = strncmp(setting, name, length) == 0 && setting[length] == '=';
    return fits ? setting + length + 1 : NULL;
}

static const char *const *read_values(const struct export *export, const struct exporter *exporter)
{
    const char **values =
        arena_array(export->args->arena, exporter->option_count + 1, sizeof *values);
    for (size_t i = 0; i < exporter->option_count; i++) {
        const struct export_option *option = &exporter->options[i];
        values[i] = option->standard;
        for (size_t s = 0; s < export->args->settings.count; s++) {
            const char *value = value_of(export->args->settings.items[s], option->name);
            values[i] = value ? value : values[i];
        }
    }
    return values;
}

/* Complains where the value is not what the option takes. */
static bool check_value(struct export *export, const struct export_option *option,
                        const char *value)
{
    const char *wants = export_option_wants(export->args->arena, option, value);
    if (wants)
        complain(export, NULL,
                 arena_format(export->args->arena, "--set %s=%s: it takes %s", option->name, value,
                              wants));
    return !wants;
}

static bool check_setting(struct export *export, const char *setting)
{
    struct nearest nearest;
    bool found = false;
    nearest_start(&nearest, arena_copy(export->args->arena, setting, strcspn(setting, "=")));
    for (size_t t = 0; t < export->targets.count; t++) {
        const struct exporter *exporter = &export->exporters[t];
        for (size_t i = 0; i < exporter->option_count; i++) {
            const char *value = value_of(setting, exporter->options[i].name);
            if (value && !check_value(export, &exporter->options[i], value))
                return false;
            found = found || value;
            nearest_offer(&nearest, exporter->options[i].name);
        }
    }
    const char *near = nearest_best(&nearest);
    if (!found)
        session_warn(&export->session, "lunette export: --set %s: there is no such setting%s%s%s\n",
                     setting, near ? "; did you mean '" : "; lunette export --list tells them",
                     near ? near : "", near ? "=…'?" : "");
    return found;
}

static bool check_settings(struct export *export)
{
    for (size_t i = 0; i < export->args->settings.count; i++)
        if (!check_setting(export, export->args->settings.items[i]))
            return false;
    return true;
}

/* ---- running ---- */

/* The format to write in: the one that was asked for, or the target's usual one. */
static const char *choose_format(struct export *export, const struct exporter *exporter)
{
    const struct lunette_strings *formats = &exporter->formats;
    const char *wanted = export->args->format;
    for (size_t i = 0; i < formats->count; i++)
        if (!wanted || strcmp(formats->items[i], wanted) == 0)
            return formats->items[i];
    if (export->all)
        return formats->items[0];
    session_warn(&export->session, "lunette export: %s is written as %s only\n", exporter->name,
                 formats->items[0]);
    return NULL;
}

static bool load_all(struct export *export)
{
    struct script *script = &export->session.evaluation.script;
    for (size_t i = 0; i < export->targets.count; i++) {
        const struct target *target = &export->targets.items[i];
        const char *why;
        if (!targets_load(script, target, &export->exporters[i], &why)) {
            complain(export, target->name, why);
            return false;
        }
    }
    return true;
}

/* Returns the exit status. */
static int run_one(struct export *export, size_t number, struct proxies *proxies)
{
    struct script *script = &export->session.evaluation.script;
    const struct exporter *exporter = &export->exporters[number];
    struct export_job *job = &export->jobs[number];
    const char *format = choose_format(export, exporter);
    if (!format)
        return STATUS_USAGE;
    worker_doing(export->session.worker, exporter->name);
    *job = (struct export_job){
        .script = script,
        .proxies = proxies,
        .exporter = exporter,
        .format = format,
        .values = read_values(export, exporter),
        .add_json = json_add_document,
    };
    if (!export_run(job)) {
        const struct target *target = &export->targets.items[number];
        complain(export, exporter->name, targets_failure(script->arena, &script->failure, target));
        return STATUS_NOT_EVALUATED;
    }
    return STATUS_CLEAN;
}

static int run_all(struct export *export)
{
    struct session *session = &export->session;
    struct proxies *proxies = export_open_view(&session->evaluation);
    if (!proxies) {
        complain(export, NULL,
                 targets_failure(&session->arena, &session->evaluation.script.failure, NULL));
        return STATUS_NOT_EVALUATED;
    }
    if (!load_all(export))
        return STATUS_NOT_EVALUATED;
    if (!check_settings(export))
        return STATUS_USAGE;
    int status = STATUS_CLEAN;
    for (size_t i = 0; i < export->targets.count && status == STATUS_CLEAN; i++)
        status = run_one(export, i, proxies);
    return status;
}

/* ---- writing ---- */

static void write_one(struct export *export, const struct losses *losses)
{
    const char *name = losses->job->exporter->name;
    const char *folder = !export->to_folder ? NULL
                         : export->all      ? arena_format(&export->session.arena, "%s/", name)
                                            : "";
    if (!losses->job->file_count)
        session_warn(&export->session, "lunette: %s: the model holds nothing for it\n", name);
    if (folder)
        worker_record(export->session.worker,
                      arena_format(&export->session.arena, "%s.lunette-%s.sha256", folder, name));
    if (!export_write(&export->session, losses, folder)) {
        complain(export, name, "out of memory");
        export->status = STATUS_USAGE;
    }
}

static void write_report(struct export *export, const struct losses *losses)
{
    struct session *session = &export->session;
    struct buf text = {0};
    losses_report(session, losses, export->targets.count, &text);
    if (strcmp(export->args->report, "-") == 0)
        worker_print(session->worker, buf_text(&text), text.length);
    else
        worker_file(session->worker, export->to_folder ? "/0" : "0", buf_text(&text), text.length);
    buf_free(&text);
}

/* "lunette: 18 files in build/istio; 9 to do by hand, 12 weaker" */
static void sum_up(struct export *export, const struct losses *losses)
{
    struct buf text = {0}, counts = {0};
    size_t files = 0;
    for (size_t i = 0; i < export->targets.count; i++)
        files += losses[i].job->file_count;
    buf_printf(&text, "lunette: %zu file%s", files, files == 1 ? "" : "s");
    if (export->to_folder)
        buf_printf(&text, " in %s", export->args->output);
    losses_add_summary(losses, export->targets.count, &counts);
    bool fits = !export->columns || text.length + 2 + counts.length <= export->columns;
    buf_printf(&text, ";%s%s\n", fits ? " " : "\n  ",
               counts.length ? buf_text(&counts) : "all of the model is said");
    worker_finally(export->session.worker, buf_text(&text), text.length);
    buf_free(&counts);
    buf_free(&text);
}

static void write_all(struct export *export)
{
    size_t count = export->targets.count;
    struct losses *losses = arena_array(&export->session.arena, count, sizeof *losses);
    for (size_t i = 0; i < count; i++)
        losses[i] = (struct losses){&export->jobs[i], export_map_losses(&export->jobs[i])};
    losses_print(&export->session, losses, count, export->columns);
    for (size_t i = 0; i < count && export->status == STATUS_CLEAN; i++)
        write_one(export, &losses[i]);
    if (export->args->report && export->status == STATUS_CLEAN)
        write_report(export, losses);
    sum_up(export, losses);
    for (size_t i = 0; i < count; i++)
        export_map_free(&losses[i].map);
}

static int body(struct session *session)
{
    struct export *export = (struct export *)session;
    export->jobs = arena_array(&session->arena, export->targets.count, sizeof *export->jobs);
    export->exporters =
        arena_array(&session->arena, export->targets.count, sizeof *export->exporters);
    export->status = run_all(export);
    session_warn_of_errors(session);
    if (export->status == STATUS_CLEAN)
        write_all(export);
    return export->status;
}

/* ---- the command line ---- */

static bool read_format(const struct args *args)
{
    const char *format = args->format;
    if (!format || strcmp(format, "yaml") == 0 || strcmp(format, "json") == 0)
        return true;
    fprintf(stderr, "lunette export: there is no format '%s'; there are yaml and json\n", format);
    return false;
}

/* Reads TARGET, or the user's own exporter; `*words` is how many operands that took. */
static bool choose_targets(struct export *export, size_t *words)
{
    const struct args *args = export->args;
    *words = 0;
    if (args->exporter) {
        struct target *own = arena_new(args->arena, struct target);
        export->targets = (struct targets){own, 1};
        return targets_read_own(args->arena, args->exporter, own);
    }
    if (!args->operands.count) {
        fprintf(stderr, "lunette export: name a target; lunette export --list tells them\n");
        return false;
    }
    *words = 1;
    export->all = strcmp(args->operands.items[0], "all") == 0;
    if (export->all)
        return true;
    const struct target *target = targets_named(&export->targets, args->operands.items[0]);
    if (target)
        export->targets = (struct targets){target, 1};
    return target != NULL;
}

static bool read_output(struct export *export)
{
    const char *output = export->args->output;
    export->to_folder = output && strcmp(output, "-") != 0;
    const char *report = export->args->report, *problem = NULL;
    if (!export->to_folder && export->all)
        problem = "all targets need a folder: -o DIR";
    else if (!export->to_folder && report && strcmp(report, "-") == 0)
        problem =
            "the files and the report cannot both go to standard output; name a folder: -o DIR";
    if (problem)
        fprintf(stderr, "lunette export: %s\n", problem);
    return !problem;
}

int cmd_export(const struct args *args)
{
    static struct export export;
    struct home home = home_find(args->arena);
    size_t words;
    export.args = args;
    export.targets = targets_find(args->arena, home.lua);
    if (args->list && !args->exporter)
        return targets_list(&export.targets, home.lua);
    if (!read_format(args) || !choose_targets(&export, &words))
        return STATUS_USAGE;
    if (args->list)
        return targets_list(&export.targets, home.lua);
    if (!read_output(&export))
        return STATUS_USAGE;
    if (args->operands.count > words + 1) {
        fprintf(stderr, "lunette export: one word too many: '%s'\n",
                args->operands.items[words + 1]);
        return STATUS_USAGE;
    }
    const char *path = args->operands.count > words ? args->operands.items[words] : NULL;
    if (!session_open(&export.session, args, path))
        return STATUS_USAGE;
    bool to_file = args->report && strcmp(args->report, "-") != 0;
    const char *const paths[] = {to_file ? args->report : NULL, NULL};
    export.columns = columns_of(STDERR_FILENO);
    const struct session_plan plan = {
        .body_ms = EXPORT_MS,
        .body = body,
        .output_folder = export.to_folder ? args->output : NULL,
        .output_paths = paths,
        .output_nests = true,
        .overwrites = args->force,
    };
    return session_run(&export.session, &plan);
}
