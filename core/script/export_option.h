/* What may be set of an exporter: reading it, and holding a value against it. */
#ifndef LUNETTE_SCRIPT_EXPORT_OPTION_H
#define LUNETTE_SCRIPT_EXPORT_OPTION_H

#include <lua.h>

#include "base/arena.h"
#include "script/export.h"

/* Reads `takes`, the value on the stack's top: the name of a form, or a list of words. Raises for anything else. */
void export_read_takes(lua_State *L, struct export_option *option);

/* What the option takes ("sdk or collector"), in the arena, when this value is not it; else NULL. No value is fine where
 * that is the usual one. */
const char *export_option_wants(struct arena *arena, const struct export_option *option,
                                const char *value);

#endif
