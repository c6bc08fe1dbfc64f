#include "cli/version.h"

#include <stdio.h>

#include "cli/home.h"
#include "plugin/registry.h"
#include "script/version.h"

/* What draws names its own library: the core knows nothing of Graphviz. */
static void print_renderers(struct arena *arena)
{
    struct registry registry = {.arena = arena};
    struct home home = home_find(arena);
    const char *problem =
        registry_load_folder(&registry, arena_format(arena, "%s/render", home.plugins));
    for (size_t i = 0; i < registry.count; i++)
        printf("%s\n", registry.entries[i].plugin->summary);
    if (problem)
        printf("%s\n", problem);
}

void version_print(void)
{
    struct arena arena = {0};
    printf("Lunette " LUNETTE_VERSION "\n%s\n", script_lua_version());
    print_renderers(&arena);
    arena_reset(&arena);
}
