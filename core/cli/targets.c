#include "cli/targets.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/nearest.h"
#include "cli/input.h"
#include "cli/session.h"
#include "cli/wrap.h"
#include "report/terminal.h"

enum { LIST_MS = 10 * 1000, LIST_MEMORY = 1 << 30 };

/* ---- which there are ---- */

/* The module's name for a name in the folder, or NULL when it is no target: "kubernetes.lua", "istio" with an
 * init.lua in it. */
static const char *module_of(struct arena *arena, const char *folder, const char *entry)
{
    size_t length = strlen(entry);
    size_t stem = length > 4 && strcmp(entry + length - 4, ".lua") == 0 ? length - 4 : length;
    if (strspn(entry, "abcdefghijklmnopqrstuvwxyz_") < stem)
        return NULL;
    const char *inner = arena_format(arena, "%s/%s/init.lua", folder, entry);
    if (stem == length && access(inner, F_OK) != 0)
        return NULL;
    return arena_format(arena, "export.%.*s", (int)stem, entry);
}

static const char *target_of_module(struct arena *arena, const char *module)
{
    const char *stem = strchr(module, '.') + 1;
    char *name = arena_copy(arena, stem, strlen(stem));
    for (char *at = name; *at; at++)
        if (*at == '_')
            *at = '-';
    return name;
}

/* At its place in the order of names: a folder's own order is anybody's. */
static void add_target(struct arena *arena, struct targets *targets, const char *module)
{
    struct target *items = arena_array(arena, targets->count + 1, sizeof *items);
    const struct target added = {
        .name = target_of_module(arena, module),
        .source = {.module = module},
    };
    size_t at = 0;
    for (; at < targets->count && strcmp(targets->items[at].name, added.name) < 0; at++)
        items[at] = targets->items[at];
    items[at] = added;
    for (; at < targets->count; at++)
        items[at + 1] = targets->items[at];
    *targets = (struct targets){items, targets->count + 1};
}

struct targets targets_find(struct arena *arena, const char *lua)
{
    struct targets targets = {0};
    const char *path = arena_format(arena, "%s/export", lua);
    DIR *folder = opendir(path);
    const struct dirent *entry;
    while (folder && (entry = readdir(folder))) {
        const char *module = module_of(arena, path, entry->d_name);
        if (module)
            add_target(arena, &targets, module);
    }
    if (folder)
        closedir(folder);
    return targets;
}

const struct target *targets_named(const struct targets *targets, const char *name)
{
    struct nearest nearest;
    nearest_start(&nearest, name);
    for (size_t i = 0; i < targets->count; i++) {
        if (strcmp(targets->items[i].name, name) == 0)
            return &targets->items[i];
        nearest_offer(&nearest, targets->items[i].name);
    }
    fprintf(stderr, "lunette export: there is no target '%s'%s\n", name,
            nearest_hint(&nearest, "; lunette export --list tells them"));
    return NULL;
}

/* ---- reading them ---- */

bool targets_read_own(struct arena *arena, const char *path, struct target *target)
{
    struct buf text = {0};
    size_t most = script_default_limits.source;
    const char *why = input_read(path, most, &text) ? NULL : strerror(errno);
    if (!why && text.length > most)
        why = "it is larger than 256 KiB";
    if (why)
        fprintf(stderr, "lunette export: cannot read %s: %s\n", path, why);
    *target = (struct target){
        .source = {.path = path,
                   .text = arena_copy(arena, buf_text(&text), text.length),
                   .length = text.length},
    };
    buf_free(&text);
    return !why;
}

const char *targets_failure(struct arena *arena, const struct script_failure *failure,
                            const struct target *target)
{
    const char *own = target ? target->source.path : NULL;
    const char *path = failure->path[0] ? failure->path : own;
    if (!path)
        return arena_copy(arena, failure->message, strlen(failure->message));
    if (!failure->path[0] || !failure->line)
        return arena_format(arena, "%s: %s", path, failure->message);
    return arena_format(arena, "%s:%u: %s", path, failure->line, failure->message);
}

bool targets_load(struct script *script, const struct target *target, struct exporter *exporter,
                  const char **why)
{
    if (!export_load(script, &target->source, exporter)) {
        *why = targets_failure(script->arena, &script->failure, target);
        return false;
    }
    if (target->name && strcmp(target->name, exporter->name) != 0) {
        *why = arena_format(script->arena, "%s calls itself '%s'", target->source.module,
                            exporter->name);
        return false;
    }
    return true;
}

/* ---- listing them ---- */

struct listing {
    const struct targets *targets;
    const char *lua;
    struct arena arena;
    struct buf out, err;
};

enum { SUMMARIES = 17, OPTIONS = 19 }; /* columns where they begin */

/* An exporter of the user's own may say anything. */
static void add_summary(struct buf *out, const char *summary, size_t indent)
{
    struct buf escaped = {0};
    terminal_add_text(&escaped, summary);
    wrap_add(out, buf_text(&escaped), indent, WRAP_USUAL);
    buf_free(&escaped);
}

static void list_options(struct listing *listing, const struct exporter *exporter)
{
    for (size_t i = 0; i < exporter->option_count; i++) {
        const struct export_option *option = &exporter->options[i];
        buf_add_repeated(&listing->out, ' ', OPTIONS);
        buf_printf(&listing->out, "--set %s=%s\n", option->name, option->standard);
        add_summary(&listing->out, option->summary, OPTIONS + 2);
    }
}

static bool list_target(struct listing *listing, struct script *script, const struct target *target)
{
    struct exporter exporter = {0};
    const char *why;
    if (!targets_load(script, target, &exporter, &why)) {
        buf_printf(&listing->err, "lunette export: %s%s", target->name ? target->name : "",
                   target->name ? ": " : "");
        terminal_add_text(&listing->err, why);
        buf_add_char(&listing->err, '\n');
        return false;
    }
    buf_add_text(&listing->out, exporter.name);
    add_summary(&listing->out, exporter.summary, SUMMARIES);
    list_options(listing, &exporter);
    return true;
}

static int list_in_worker(struct worker *worker, void *context)
{
    struct listing *listing = context;
    struct source_set sources = {.arena = &listing->arena};
    struct script script = {
        .limits = script_default_limits,
        .arena = &listing->arena,
        .sources = &sources,
        .root = -1,
        .root_path = "",
        .library = listing->lua,
    };
    bool well = script_open(&script) && export_open(&script);
    for (size_t i = 0; i < listing->targets->count && well; i++)
        well = list_target(listing, &script, &listing->targets->items[i]);
    script_close(&script);
    worker_print(worker, buf_text(&listing->out), listing->out.length);
    worker_warn(worker, buf_text(&listing->err), listing->err.length);
    buf_free(&listing->out);
    buf_free(&listing->err);
    arena_reset(&listing->arena);
    return well ? STATUS_CLEAN : STATUS_NOT_EVALUATED;
}

int targets_list(const struct targets *targets, const char *lua)
{
    const char *readable[] = {lua, NULL};
    struct listing listing = {.targets = targets, .lua = lua};
    const struct supervisor_task task = {
        .work = list_in_worker,
        .context = &listing,
        .jail = {.readable = readable, .memory = LIST_MEMORY, .cpu_seconds = LIST_MS / 1000},
        .wall_ms = LIST_MS,
    };
    return supervisor_run(&task);
}
