/* lunette export: files for platforms. */
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "cli/commands.h"
#include "cli/losses.h"
#include "cli/session.h"
#include "cli/targets.h"
#include "emit/json.h"
#include "emit/yaml.h"
#include "report/terminal.h"

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
};

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

static bool is_set_somewhere(const struct export *export, const char *setting,
                             struct nearest *nearest)
{
    bool found = false;
    for (size_t t = 0; t < export->targets.count; t++) {
        const struct exporter *exporter = &export->exporters[t];
        for (size_t i = 0; i < exporter->option_count; i++) {
            found = found || value_of(setting, exporter->options[i].name);
            nearest_offer(nearest, exporter->options[i].name);
        }
    }
    return found;
}

static bool check_settings(struct export *export)
{
    for (size_t i = 0; i < export->args->settings.count; i++) {
        const char *setting = export->args->settings.items[i];
        struct nearest nearest;
        nearest_start(&nearest, arena_copy(export->args->arena, setting, strcspn(setting, "=")));
        if (is_set_somewhere(export, setting, &nearest))
            continue;
        const char *near = nearest_best(&nearest);
        session_warn(&export->session, "lunette export: --set %s: there is no such setting%s%s%s\n",
                     setting, near ? "; did you mean '" : "; lunette export --list tells them",
                     near ? near : "", near ? "=…'?" : "");
        return false;
    }
    return true;
}

/* ---- running ---- */

/* What an exporter says may hold any bytes of the model. */
static void complain(struct export *export, const char *target, const char *why)
{
    struct buf shown = {0};
    terminal_add_text(&shown, why);
    session_warn(&export->session, "lunette export: %s%s%s\n", target ? target : "",
                 target ? ": " : "", buf_text(&shown));
    buf_free(&shown);
}

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
        complain(export, exporter->name, targets_failure(script->arena, &script->failure));
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
                 targets_failure(&session->arena, &session->evaluation.script.failure));
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

static bool add_document(const struct export_job *job, const struct tree *tree, struct buf *out)
{
    bool is_yaml = strcmp(job->format, "yaml") == 0;
    if (!is_yaml)
        json_add_document(out, tree);
    return !is_yaml || yaml_add_document(out, tree);
}

/* The whole file. False: out of memory. */
static bool fill(const struct export_job *job, const struct export_file *file, struct buf *out)
{
    bool well = true;
    if (!file->documents)
        buf_add(out, file->text.bytes, file->text.length);
    for (size_t i = 0; i < file->count && well; i++) {
        if (i)
            buf_add_text(out, "---\n");
        well = add_document(job, &file->documents[i], out);
    }
    return well;
}

static void deliver(struct export *export, const struct export_job *job,
                    const struct export_file *file, const struct buf *text)
{
    struct session *session = &export->session;
    if (export->to_folder) {
        const char *name =
            export->all ? arena_format(&session->arena, "%s/%s", job->exporter->name, file->name)
                        : file->name;
        worker_file(session->worker, name, buf_text(text), text->length);
        return;
    }
    bool is_single_json = strcmp(job->format, "json") == 0 && job->file_count == 1;
    if (!is_single_json)
        session_print(session, "# file: %s\n", file->name);
    if (!is_single_json && file->documents && strcmp(job->format, "yaml") == 0)
        session_print(session, "---\n");
    worker_print(session->worker, buf_text(text), text->length);
}

static bool write_files(struct export *export, const struct export_job *job)
{
    bool well = true;
    for (size_t i = 0; i < job->file_count && well; i++) {
        struct buf text = {0};
        well = fill(job, &job->files[i], &text);
        if (well)
            deliver(export, job, &job->files[i], &text);
        buf_free(&text);
    }
    if (!job->file_count)
        session_warn(&export->session, "lunette: %s: the model holds nothing for it\n",
                     job->exporter->name);
    return well;
}

static void write_report(struct export *export)
{
    struct session *session = &export->session;
    struct buf text = {0};
    if (!export->args->report)
        return;
    losses_report(session, export->jobs, export->targets.count, &text);
    worker_file(session->worker, export->to_folder ? "/0" : "0", buf_text(&text), text.length);
    buf_free(&text);
}

static int body(struct session *session)
{
    struct export *export = (struct export *)session;
    export->jobs = arena_array(&session->arena, export->targets.count, sizeof *export->jobs);
    export->exporters =
        arena_array(&session->arena, export->targets.count, sizeof *export->exporters);
    int status = run_all(export);
    session_warn_of_errors(session);
    for (size_t i = 0; i < export->targets.count && status == STATUS_CLEAN; i++) {
        losses_print(session, &export->jobs[i]);
        if (!write_files(export, &export->jobs[i])) {
            complain(export, export->jobs[i].exporter->name, "out of memory");
            status = STATUS_USAGE;
        }
    }
    if (status == STATUS_CLEAN)
        write_report(export);
    return status;
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
    if (export->to_folder || !export->all)
        return true;
    fprintf(stderr, "lunette export: all targets need a folder: -o DIR\n");
    return false;
}

int cmd_export(const struct args *args)
{
    static struct export export;
    struct home home = home_find(args->arena);
    size_t words;
    export.args = args;
    export.targets = targets_find(args->arena, home.lua);
    if (args->list)
        return targets_list(&export.targets, home.lua);
    if (!read_format(args) || !choose_targets(&export, &words) || !read_output(&export))
        return STATUS_USAGE;
    if (args->operands.count > words + 1) {
        fprintf(stderr, "lunette export: one word too many: '%s'\n",
                args->operands.items[words + 1]);
        return STATUS_USAGE;
    }
    const char *path = args->operands.count > words ? args->operands.items[words] : NULL;
    if (!session_open(&export.session, args, path))
        return STATUS_USAGE;
    const char *const paths[] = {args->report, NULL};
    const struct session_plan plan = {
        .body_ms = EXPORT_MS,
        .body = body,
        .output_folder = export.to_folder ? args->output : NULL,
        .output_paths = paths,
        .output_nests = true,
    };
    return session_run(&export.session, &plan);
}
