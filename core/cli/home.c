#include "cli/home.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder of the program file, or "." when the system does not tell. */
static char *folder_of_program(struct arena *arena)
{
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0)
        return arena_copy(arena, ".", 1);
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    return arena_copy(arena, path, slash ? (size_t)(slash - path) : 0);
}

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* The folder that holds lua/, for a program built at any depth below it (build/, build/asan/). */
static const char *tree_above(struct arena *arena, const char *folder)
{
    const char *up = folder;
    for (int level = 0; level < 3; level++) {
        up = arena_format(arena, "%s/..", up);
        if (is_folder(arena_format(arena, "%s/lua/lunette", up)))
            return up;
    }
    return NULL;
}

struct home home_find(struct arena *arena)
{
    const char *folder = folder_of_program(arena);
    const char *tree = tree_above(arena, folder);
    const char *plugins = arena_format(arena, "%s/plugins", folder);
    if (tree && is_folder(plugins))
        return (struct home){arena_format(arena, "%s/lua", tree), plugins,
                             arena_format(arena, "%s/models", tree)};
    return (struct home){arena_format(arena, "%s/../share/lunette/lua", folder),
                         arena_format(arena, "%s/../lib/lunette/plugins", folder),
                         arena_format(arena, "%s/../share/lunette/models", folder)};
}
