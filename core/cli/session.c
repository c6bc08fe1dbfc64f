#include "cli/session.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "model/blame.h"
#include "report/report.h"

/* ---- before the jail ---- */

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool session_is_model(const char *path)
{
    char inner[4096];
    snprintf(inner, sizeof inner, "%s/model.lua", path);
    return is_folder(path) ? access(inner, F_OK) == 0 : access(path, F_OK) == 0;
}

/* Splits the path into the root folder and the first file. */
static void split_path(struct session *session, const char *path)
{
    struct arena *arena = &session->arena;
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    session->model_path = arena_copy(arena, path, length);
    if (is_folder(session->model_path)) {
        session->root_path =
            strcmp(session->model_path, ".") == 0 ? "" : session->model_path;
        session->first_file = "model.lua";
        return;
    }
    const char *slash = strrchr(session->model_path, '/');
    session->first_file = slash ? slash + 1 : session->model_path;
    size_t folder = slash ? (size_t)(slash - session->model_path) : 0;
    session->root_path =
        slash && !folder ? "/" : arena_copy(arena, session->model_path, folder);
}

static bool open_root(struct session *session, const char *path)
{
    const char *given = path ? path : ".";
    if (!session_is_model(given)) {
        if (!path)
            fprintf(stderr, "lunette: there is no model.lua here; name a model, or make one: "
                            "lunette new DIR\n");
        else if (is_folder(path))
            fprintf(stderr, "lunette: there is no model.lua in %s\n", path);
        else
            fprintf(stderr, "lunette: cannot read %s: %s\n", path, strerror(errno));
        return false;
    }
    split_path(session, given);
    const char *root = session->root_path[0] ? session->root_path : ".";
    session->root = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (session->root < 0)
        fprintf(stderr, "lunette: cannot open %s: %s\n", root, strerror(errno));
    return session->root >= 0;
}

/* Evaluation may take 8 s of wall clock; what a command adds comes on top. */
static bool read_settings(struct session *session, const struct args *args)
{
    session->settings = (struct settings){.arena = &session->arena, .select = args->select};
    for (size_t i = 0; i < args->rules.count; i++) {
        const char *problem = settings_add(&session->settings, args->rules.items[i]);
        if (problem)
            return fprintf(stderr, "lunette: %s\n", problem), false;
    }
    session->limits = script_default_limits;
    for (size_t i = 0; i < args->limits.count; i++) {
        if (strncmp(args->limits.items[i], "findings=", strlen("findings=")) == 0)
            continue;
        const char *problem = script_limits_set(&session->limits, args->limits.items[i]);
        if (problem)
            return fprintf(stderr, "lunette: --limit %s: %s\n", args->limits.items[i], problem), false;
    }
    return true;
}

bool session_open(struct session *session, const struct args *args, const char *path)
{
    *session = (struct session){.args = args, .root = -1};
    session->home = home_find(&session->arena);
    session->registry.arena = &session->arena;
    return read_settings(session, args) && open_root(session, path);
}

static void list_rules(struct session *session)
{
    size_t count = 0;
    for (const struct lunette_rule *const *rule = check_core_rules; *rule; rule++)
        count++;
    for (size_t p = 0; p < session->registry.count; p++) {
        const struct lunette_rule *const *rule = session->registry.entries[p].plugin->rules;
        for (; rule && *rule; rule++)
            count++;
    }
    session->rules = arena_array(&session->arena, count + 1, sizeof *session->rules);
    size_t at = 0;
    for (const struct lunette_rule *const *rule = check_core_rules; *rule; rule++)
        session->rules[at++] = *rule;
    for (size_t p = 0; p < session->registry.count; p++) {
        const struct lunette_rule *const *rule = session->registry.entries[p].plugin->rules;
        for (; rule && *rule; rule++)
            session->rules[at++] = *rule;
    }
}

bool session_load_plugins(struct session *session, bool check, bool render)
{
    struct registry *registry = &session->registry;
    const char *problem = NULL;
    if (check)
        problem = registry_load_folder(
            registry, arena_format(&session->arena, "%s/check", session->home.plugins));
    if (render && !problem)
        problem = registry_load_folder(
            registry, arena_format(&session->arena, "%s/render", session->home.plugins));
    for (size_t i = 0; i < session->args->plugins.count && !problem; i++)
        problem = registry_load(registry, session->args->plugins.items[i]);
    if (problem)
        fprintf(stderr, "lunette: %s\n", problem);
    list_rules(session);
    return !problem;
}

/* ---- in the worker ---- */

static void print_to(struct session *session,
                     void (*print)(struct worker *, const char *, size_t), const char *format,
                     va_list args)
{
    struct buf text = {0};
    buf_vprintf(&text, format, args);
    print(session->worker, buf_text(&text), text.length);
    buf_free(&text);
}

void session_print(struct session *session, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print_to(session, worker_print, format, args);
    va_end(args);
}

void session_warn(struct session *session, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print_to(session, worker_warn, format, args);
    va_end(args);
}

static bool evaluate(struct session *session)
{
    struct evaluation *evaluation = &session->evaluation;
    session->sources.arena = &session->arena;
    session->diag.arena = &session->arena;
    *evaluation = (struct evaluation){
        .script = {.limits = session->limits,
                   .arena = &session->arena,
                   .sources = &session->sources,
                   .root = session->root,
                   .root_path = session->root_path,
                   .library = session->home.lua},
        .diag = &session->diag,
    };
    bool done = evaluate_model(evaluation, session->first_file);
    session->model = evaluation->model;
    return done;
}

static int report_to_stderr(struct session *session)
{
    struct buf text = {0};
    struct check_counts counts = check_count(&session->diag);
    struct report_summary summary = {counts.error, counts.warning, counts.note, counts.suppressed};
    struct report_options options = {.model = session->model_path};
    blame_place_findings(&session->diag, &session->sources);
    diag_sort(&session->diag);
    report_write_text(&text, &session->diag, &summary, &options);
    worker_warn(session->worker, buf_text(&text), text.length);
    buf_free(&text);
    return STATUS_NOT_EVALUATED;
}

struct worker_call {
    struct session *session;
    const struct session_plan *plan;
};

/* The worker is short-lived: memory that a rule gave back serves the next one, instead of going to the
 * kernel and being faulted in again (10 % of a check of 1,000 services). */
static void keep_memory(void)
{
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    mallopt(M_TOP_PAD, 1 << 20);
}

static int work(struct worker *worker, void *context)
{
    struct worker_call *call = context;
    struct session *session = call->session;
    session->worker = worker;
    keep_memory();
    worker_doing(worker, session->model_path);
    int status;
    if (evaluate(session))
        status = call->plan->body(session);
    else if (call->plan->failed)
        status = call->plan->failed(session);
    else
        status = report_to_stderr(session);
    diag_free(&session->diag);
    declarations_free(&session->evaluation.declarations);
    builder_free(&session->evaluation.builder);
    script_close(&session->evaluation.script);
    arena_reset(&session->arena);
    return status;
}

/* Address space: the Lua heap, as much again for the model made of it, and room for program, plugins and
 * pictures. */
static uint64_t address_space(const struct session *session)
{
    return 3 * session->limits.memory + ((uint64_t)768 << 20);
}

int session_run(struct session *session, const struct session_plan *plan)
{
    if (!session_load_plugins(session, plan->check_plugins, plan->render_plugins))
        return STATUS_USAGE;
    const char *readable[] = {session->root_path[0] ? session->root_path : ".", session->home.lua,
                              NULL};
    struct worker_call call = {session, plan};
    uint32_t wall_ms = (uint32_t)session->limits.wall_ms + plan->extra_ms;
    struct supervisor_task task = {
        .work = work,
        .context = &call,
        .jail = {.readable = readable,
                 .keep = &session->root,
                 .keep_count = 1,
                 .memory = address_space(session),
                 .cpu_seconds = wall_ms / 1000 + 1,
                 .may_fork = plan->forks},
        .require_jail = session->args->require_jail,
        .wall_ms = wall_ms,
        .output_folder = plan->output_folder,
        .output_paths = plan->output_paths,
    };
    int status = supervisor_run(&task);
    close(session->root);
    arena_reset(&session->arena);
    return status;
}

void session_check(struct session *session)
{
    struct check_run run = {
        .model = session->model,
        .rules = session->rules,
        .settings = &session->settings,
        .diag = &session->diag,
        .sources = &session->sources,
        .today = session->args->today,
    };
    check_model(&run);
}

void session_warn_of_errors(struct session *session)
{
    struct check_counts counts = check_count(&session->diag);
    if (counts.error)
        session_warn(session, "lunette: the model has %zu error%s: lunette check %s\n",
                     counts.error, counts.error == 1 ? "" : "s", session->model_path);
}
