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
#include "jail/sanitized.h"
#include "model/blame.h"
#include "report/report.h"
#include "script/house.h"

/* ---- before the jail ---- */

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool is_model(const char *path)
{
    char inner[4096];
    snprintf(inner, sizeof inner, "%s/model.lua", path);
    return is_folder(path) ? access(inner, F_OK) == 0 : access(path, F_OK) == 0;
}

bool session_means_model(const char *word)
{
    const char *end = strrchr(word, '.');
    return is_model(word) || strchr(word, '/') || (end && strcmp(end, ".lua") == 0);
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
        session->root_path = strcmp(session->model_path, ".") == 0 ? "" : session->model_path;
        session->first_file = "model.lua";
        return;
    }
    const char *slash = strrchr(session->model_path, '/');
    session->first_file = slash ? slash + 1 : session->model_path;
    size_t folder = slash ? (size_t)(slash - session->model_path) : 0;
    session->root_path = slash && !folder ? "/" : arena_copy(arena, session->model_path, folder);
}

static bool open_root(struct session *session, const char *path)
{
    const char *given = path ? path : ".", *command = session->args->command->name;
    if (!is_model(given)) {
        if (!path)
            fprintf(stderr,
                    "lunette %s: there is no model.lua here; name a model, or make one: "
                    "lunette new DIR\n",
                    command);
        else if (is_folder(path))
            fprintf(stderr, "lunette %s: there is no model.lua in %s\n", command, path);
        else
            fprintf(stderr, "lunette %s: cannot read %s: %s\n", command, path, strerror(errno));
        return false;
    }
    split_path(session, given);
    if (!path)
        session->model_path = session->first_file;
    const char *root = session->root_path[0] ? session->root_path : ".";
    session->root = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (session->root < 0)
        fprintf(stderr, "lunette %s: cannot open %s: %s\n", command, root, strerror(errno));
    return session->root >= 0;
}

static bool read_settings(struct session *session, const struct args *args)
{
    session->settings = (struct settings){.arena = &session->arena, .select = args->select};
    for (size_t i = 0; i < args->rules.count; i++) {
        const char *problem = settings_add(&session->settings, args->rules.items[i]);
        if (problem)
            return fprintf(stderr, "lunette %s: %s\n", args->command->name, problem), false;
    }
    session->limits = script_default_limits;
    for (size_t i = 0; i < args->limits.count; i++) {
        const char *problem =
            script_limits_set(&session->limits, args->limits.items[i], args->own_limits);
        if (problem)
            return fprintf(stderr, "lunette %s: --limit %s: %s\n", args->command->name,
                           args->limits.items[i], problem),
                   false;
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

/* A folder of plugins, or one in it. */
static const char *load_shipped(struct session *session, const char *name)
{
    const char *path = arena_format(&session->arena, "%s/%s", session->home.plugins, name);
    return strchr(name, '/') ? registry_load(&session->registry, path)
                             : registry_load_folder(&session->registry, path);
}

bool session_load_plugins(struct session *session, bool check, const char *const *render)
{
    struct registry *registry = &session->registry;
    const char *problem = check ? load_shipped(session, "check") : NULL;
    for (size_t i = 0; render && render[i] && !problem; i++)
        problem = load_shipped(session, render[i]);
    for (size_t i = 0; i < session->args->plugins.count && !problem; i++)
        problem = registry_load(registry, session->args->plugins.items[i]);
    if (problem)
        fprintf(stderr, "lunette: %s\n", problem);
    list_rules(session);
    return !problem;
}

/* ---- in the worker ---- */

struct worker_call {
    struct session *session;
    const struct session_plan *plan;
};

static bool prepare(void *context)
{
    struct worker_call *call = context;
    return session_load_plugins(call->session, call->plan->check_plugins,
                                call->plan->render_plugins);
}

static void print_to(struct session *session, void (*print)(struct worker *, const char *, size_t),
                     const char *format, va_list args)
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
        .watch = &session->watch,
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

static enum lunette_severity house_severity(void *context, const char *rule,
                                            enum lunette_severity own)
{
    const struct session *session = context;
    return check_severity(&session->check, rule, own);
}

/* A family is taken when a loaded rule or plugin has it. */
static bool is_family_taken(void *context, const char *family, size_t length)
{
    const struct session *session = context;
    for (size_t i = 0; session->rules[i]; i++) {
        const char *id = session->rules[i]->id;
        if (strncmp(id, family, length) == 0 && id[length] == '/')
            return true;
    }
    for (size_t i = 0; i < session->registry.count; i++) {
        const char *name = session->registry.entries[i].plugin->name;
        if (strncmp(name, family, length) == 0 && name[length] == '\0')
            return true;
    }
    return false;
}

/* The rules the model declares are Lua like the rest of it, and end by the same clock. They are the last use of Lua's
 * heap, half of all memory: what comes after them lives in what it leaves. */
static void start_check(struct session *session)
{
    session->check = (struct check_run){
        .model = session->model,
        .rules = session->rules,
        .settings = &session->settings,
        .diag = &session->diag,
        .sources = &session->sources,
        .today = session->args->today,
        .watch = &session->watch,
    };
    check_start(&session->check);
    house_run(&(struct house){
        .evaluation = &session->evaluation,
        .severity = house_severity,
        .is_taken = is_family_taken,
        .context = session,
    });
    script_close(&session->evaluation.script);
}

/* The worker is short-lived: memory that a rule gave back serves the next one, instead of going to the
 * kernel and being faulted in again (500 of 3,000 page faults of a check of 1,000 services). */
static void keep_memory(void)
{
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
}

static void print_timing(struct session *session)
{
    const struct stopwatch *watch = &session->watch;
    for (size_t i = 0; i < watch->count; i++)
        session_warn(session, "%s%s %.1f ms%s", i ? ", " : "lunette: ", watch->laps[i].name,
                     watch->laps[i].ms, i + 1 < watch->count ? "" : "\n");
}

static void free_all(struct session *session)
{
    diag_free(&session->diag);
    declarations_free(&session->evaluation.declarations);
    builder_free(&session->evaluation.builder);
    script_close(&session->evaluation.script);
    arena_reset(&session->arena);
}

/* The process ends with its work, which gives all its memory back at once: only the leak checker wants to see more. */
static int work(struct worker *worker, void *context)
{
    struct worker_call *call = context;
    struct session *session = call->session;
    session->worker = worker;
    if (session->args->timing)
        stopwatch_start(&session->watch);
    keep_memory();
    int status;
    if (evaluate(session)) {
        if (call->plan->check_plugins)
            start_check(session);
        worker_end_phase(worker);
        status = call->plan->body(session);
    } else if (call->plan->failed) {
        status = call->plan->failed(session);
    } else {
        status = report_to_stderr(session);
    }
    stopwatch_lap(&session->watch, "report");
    print_timing(session);
    if (JAIL_SANITIZED)
        free_all(session);
    return status;
}

/* Address space: the Lua heap, as much again for the model made of it, and room for program, plugins and
 * pictures. */
static uint64_t address_space(const struct session *session)
{
    return 3 * session->limits.memory + ((uint64_t)768 << 20);
}

/* A single operation of Lua can outlast the clock its own hook reads: this long after it the worker is
 * killed. Both together stay under 10 s. */
enum { NET_MS = 1000 };

/* The model's folder, and what the plan adds. */
static const int *kept_descriptors(struct session *session, const struct session_plan *plan)
{
    int *kept = arena_array(&session->arena, plan->keep_count + 1, sizeof *kept);
    kept[0] = session->root;
    for (size_t i = 0; i < plan->keep_count; i++)
        kept[i + 1] = plan->keep[i];
    return kept;
}

int session_run(struct session *session, const struct session_plan *plan)
{
    const char *readable[] = {session->root_path[0] ? session->root_path : ".", session->home.lua,
                              NULL};
    struct worker_call call = {session, plan};
    uint32_t wall_ms = (uint32_t)session->limits.wall_ms + NET_MS;
    struct supervisor_task task = {
        .prepare = prepare,
        .work = work,
        .context = &call,
        .doing = session->model_path,
        .jail = {.readable = readable,
                 .keep = kept_descriptors(session, plan),
                 .keep_count = plan->keep_count + 1,
                 .memory = address_space(session),
                 .cpu_seconds = (wall_ms + plan->body_ms) / 1000 + 1,
                 .may_fork = plan->forks},
        .require_jail = session->args->require_jail,
        .wall_ms = wall_ms,
        .further_ms = plan->body_ms,
        .output_folder = plan->output_folder,
        .output_nests = plan->output_nests,
        .overwrites = plan->overwrites,
        .output_paths = plan->output_paths,
        .shows_progress = plan->shows_progress,
    };
    int status = supervisor_run(&task);
    close(session->root);
    arena_reset(&session->arena);
    return status;
}

void session_check(struct session *session)
{
    check_model(&session->check);
}

void session_warn_of_errors(struct session *session)
{
    struct check_counts counts = check_count(&session->diag);
    if (counts.error)
        session_warn(session, "lunette: the model has %zu error%s: lunette check %s\n",
                     counts.error, counts.error == 1 ? "" : "s", session->model_path);
}
