/* The targets of lunette export: which there are, and reading them. */
#ifndef LUNETTE_CLI_TARGETS_H
#define LUNETTE_CLI_TARGETS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "script/export.h"

struct target {
    const char *name;
    struct export_source source;
};

struct targets {
    const struct target *items; /* sorted by name */
    size_t count;
};

/* Those that ship in `lua`/export: NAME.lua and NAME/init.lua. Before the jail closes. */
struct targets targets_find(struct arena *arena, const char *lua);

/* The one of this name; NULL after a line on standard error that tells the nearest. */
const struct target *targets_named(const struct targets *targets, const char *name);

/* A user's own file, in the arena, named by its path. False after a line on standard error. */
bool targets_read_own(struct arena *arena, const char *path, struct target *target);

/* Reads the exporter; `*why` (in the arena) when it cannot be, or is not what its file's name says. */
bool targets_load(struct script *script, const struct target *target, struct exporter *exporter,
                  const char **why);

/* "export.lua:12: message", of a failure; in the arena. `target` is whose it was; NULL: nobody's. */
const char *targets_failure(struct arena *arena, const struct script_failure *failure,
                            const struct target *target);

/* Prints all with what can be set of them, which a jailed worker reads. Returns the exit status. */
int targets_list(const struct targets *targets, const char *lua);

#endif
