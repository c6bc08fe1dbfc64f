#include "plugin/registry.h"

#include <dirent.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/room.h"

enum { PARTS_SINCE = 1 }; /* the minor of the interface */

static bool is_elf(const char *path)
{
    char magic[4] = "";
    FILE *file = fopen(path, "rbe");
    bool read = file && fread(magic, 1, sizeof magic, file) == sizeof magic;
    if (file)
        fclose(file);
    return read && memcmp(magic, "\177ELF", sizeof magic) == 0;
}

/* A pipe would be waited for. */
static const char *file_problem(struct registry *registry, const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return arena_format(registry->arena, "plugin %s: no such file", path);
    if (S_ISDIR(info.st_mode))
        return arena_format(registry->arena, "plugin %s is a folder; name the .so file in it",
                            path);
    if (!S_ISREG(info.st_mode))
        return arena_format(registry->arena, "plugin %s is no regular file", path);
    return NULL;
}

/* Said in place of the loader's own words where few would understand those. */
static const char *loading_problem(struct registry *registry, const char *path)
{
    const char *words = dlerror();
    if (!is_elf(path))
        return arena_format(registry->arena,
                            "plugin %s is no shared object: build one with cc -shared -fPIC", path);
    return arena_format(registry->arena, "plugin %s cannot be loaded: %s", path, words);
}

static const char *abi_problem(struct registry *registry, const char *path,
                               const struct lunette_plugin *plugin)
{
    if (plugin->abi_major == LUNETTE_ABI_MAJOR && plugin->abi_minor <= LUNETTE_ABI_MINOR)
        return NULL;
    bool is_older = plugin->abi_major < LUNETTE_ABI_MAJOR;
    return arena_format(registry->arena,
                        "plugin %s was built for plugin interface %u.%u, this lunette has %d.%d: "
                        "build it again with this version's headers%s",
                        path, plugin->abi_major, plugin->abi_minor, LUNETTE_ABI_MAJOR,
                        LUNETTE_ABI_MINOR, is_older ? "" : ", or install a newer lunette");
}

static bool is_kebab(const char *word)
{
    return *word && strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(word);
}

/* explain prints all of them, and nobody looks for the NULL then. */
static const char *missing_part(const struct lunette_rule *rule)
{
    return rule->severity < LUNETTE_NOTE || rule->severity > LUNETTE_ERROR ? "severity"
           : !rule->summary                                                ? "summary"
           : !rule->rationale                                              ? "rationale"
           : !rule->help                                                   ? "help"
           : !rule->bad                                                    ? "bad"
           : !rule->good                                                   ? "good"
           : !rule->check                                                  ? "check"
                                                                           : NULL;
}

/* A rule may only speak for its own plugin, so that ids stay unique and tell where they come from. */
static const char *rules_problem(struct registry *registry, const char *path,
                                 const struct lunette_plugin *plugin)
{
    size_t length = plugin->name ? strlen(plugin->name) : 0;
    if (!length || !plugin->version || !plugin->summary)
        return arena_format(registry->arena,
                            "plugin %s has no name, version or summary: say all three", path);
    if (strcmp(plugin->name, "model") == 0)
        return arena_format(registry->arena,
                            "plugin %s: 'model' is the name of lunette's own rules; take another",
                            path);
    for (size_t i = 0; plugin->rules && plugin->rules[i]; i++) {
        const char *id = plugin->rules[i]->id ? plugin->rules[i]->id : "";
        if (strncmp(id, plugin->name, length) != 0 || id[length] != '/' ||
            !is_kebab(id + length + 1))
            return arena_format(
                registry->arena,
                "plugin %s: rule '%s' must be named '%s/…', after its plugin and in "
                "kebab-case",
                path, id, plugin->name);
        const char *lacks = missing_part(plugin->rules[i]);
        if (lacks)
            return arena_format(
                registry->arena,
                "plugin %s: rule '%s' has no %s: every rule has a severity, summary, "
                "rationale, help, bad, good and check",
                path, id, lacks);
    }
    return NULL;
}

static const char *name_problem(struct registry *registry, const char *path,
                                const struct lunette_plugin *plugin)
{
    for (size_t i = 0; i < registry->count; i++)
        if (strcmp(registry->entries[i].plugin->name, plugin->name) == 0)
            return arena_format(registry->arena, "plugin %s: '%s' is already loaded from %s", path,
                                plugin->name, registry->entries[i].path);
    return NULL;
}

static void add(struct registry *registry, const char *path, const struct lunette_plugin *plugin)
{
    ROOM_FOR_ONE(registry->arena, registry, entries, count, capacity);
    registry->entries[registry->count++] =
        (struct registry_entry){plugin, arena_copy(registry->arena, path, strlen(path))};
}

static const char *load_plugin(struct registry *registry, const char *path,
                               const struct lunette_plugin *plugin)
{
    const char *problem = abi_problem(registry, path, plugin);
    if (!problem)
        problem = rules_problem(registry, path, plugin);
    if (!problem)
        problem = name_problem(registry, path, plugin);
    if (!problem)
        add(registry, path, plugin);
    return problem;
}

static bool has_parts(const struct lunette_plugin *plugin)
{
    return plugin->abi_major == LUNETTE_ABI_MAJOR && plugin->abi_minor >= PARTS_SINCE &&
           plugin->parts;
}

static const char *load_parts(struct registry *registry, const char *path,
                              const struct lunette_plugin *plugin)
{
    const char *problem = abi_problem(registry, path, plugin);
    for (size_t i = 0; !problem && plugin->parts[i]; i++)
        problem = load_plugin(registry, path, plugin->parts[i]);
    return problem;
}

const char *registry_load(struct registry *registry, const char *path)
{
    const char *problem = file_problem(registry, path);
    if (problem)
        return problem;
    /* Without a slash dlopen would search the system's folders. */
    const char *file = strchr(path, '/') ? path : arena_format(registry->arena, "./%s", path);
    void *handle = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (!handle)
        return loading_problem(registry, path);
    const struct lunette_plugin *plugin = dlsym(handle, "lunette_plugin");
    if (!plugin)
        return arena_format(registry->arena,
                            "plugin %s has no symbol lunette_plugin: declare `LUNETTE_EXPORT const "
                            "struct lunette_plugin lunette_plugin` in it",
                            path);
    return has_parts(plugin) ? load_parts(registry, path, plugin)
                             : load_plugin(registry, path, plugin);
}

static int is_shared_object(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 3 && strcmp(entry->d_name + length - 3, ".so") == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

const char *registry_load_folder(struct registry *registry, const char *folder)
{
    struct dirent **found = NULL;
    const char *problem = NULL;
    int count = scandir(folder, &found, is_shared_object, by_name);
    for (int i = 0; i < count; i++) {
        if (!problem)
            problem = registry_load(
                registry, arena_format(registry->arena, "%s/%s", folder, found[i]->d_name));
        free(found[i]);
    }
    free(found);
    return problem;
}

static bool offers(const char *const *formats, const char *format)
{
    for (const char *const *name = formats; *name; name++)
        if (strcmp(*name, format) == 0)
            return true;
    return false;
}

const struct lunette_renderer *registry_renderer(const struct registry *registry,
                                                 enum lunette_view_form form, const char *format)
{
    for (size_t i = 0; i < registry->count; i++) {
        const struct lunette_renderer *const *renderers = registry->entries[i].plugin->renderers;
        for (; renderers && *renderers; renderers++)
            if ((*renderers)->form == form && offers((*renderers)->formats, format))
                return *renderers;
    }
    return NULL;
}

const struct lunette_color *registry_colors(const struct registry *registry, const char *format)
{
    for (size_t i = 0; i < registry->count; i++) {
        const struct lunette_renderer *const *renderers = registry->entries[i].plugin->renderers;
        for (; renderers && *renderers; renderers++)
            if ((*renderers)->colors && offers((*renderers)->formats, format))
                return (*renderers)->colors;
    }
    return NULL;
}

const struct lunette_rasterizer *registry_rasterizer(const struct registry *registry,
                                                     const char *format)
{
    for (size_t i = 0; i < registry->count; i++) {
        const struct lunette_rasterizer *const *rasterizers =
            registry->entries[i].plugin->rasterizers;
        for (; rasterizers && *rasterizers; rasterizers++)
            if (offers((*rasterizers)->formats, format))
                return *rasterizers;
    }
    return NULL;
}
