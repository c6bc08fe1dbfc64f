/* The library models have, part by part. Private to core/script. */
#ifndef LUNETTE_SCRIPT_LIBRARY_H
#define LUNETTE_SCRIPT_LIBRARY_H

#include <lauxlib.h>
#include <lua.h>

/* A body for script_enter: fills a fresh state with the whole library. */
int library_open(lua_State *L);

/* NULL-ended; each puts its functions into the table on the stack's top. */
extern const luaL_Reg library_string_functions[];
extern const luaL_Reg library_pattern_functions[];
extern const luaL_Reg library_table_functions[];

/* string.format, in format.c. */
int format_function(lua_State *L);

/* Makes an empty environment for models: globals are looked up among the names added below it. */
void globals_open(lua_State *L);

/* Adds the library table on the stack's top under this name, read-only; takes it. */
void globals_add_library(lua_State *L, const char *name);

#endif
