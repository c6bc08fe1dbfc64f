/* Where the running program lies, and with it its Lua files and plugins. */
#ifndef LUNETTE_CLI_HOME_H
#define LUNETTE_CLI_HOME_H

#include <stdbool.h>

#include "base/arena.h"

/* In a built tree (…/build/lunette): …/lua, …/build/plugins, …/models. Installed (PREFIX/bin/lunette):
 * PREFIX/share/lunette/lua, PREFIX/lib/lunette/plugins, PREFIX/share/lunette/models. Absolute paths; never
 * the current folder. */
struct home {
    const char *lua;
    const char *plugins; /* holds check/ and render/ */
    const char *models;
};

struct home home_find(struct arena *arena);

#endif
