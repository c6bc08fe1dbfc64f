/* From text that passed the gate to functions that run it.
 * Private to core/script. */
#ifndef LUNETTE_SCRIPT_CHUNK_H
#define LUNETTE_SCRIPT_CHUNK_H

#include <lua.h>
#include <stddef.h>
#include <stdint.h>

#include "script/limits.h"

/* Leaves with a failure whose place is the file itself, not who asked for it. */
_Noreturn void chunk_leave(lua_State *L, enum script_outcome outcome, const char *shown,
                           uint32_t line, const char *message);

/* Pushes the text as one function; `name` is what Lua calls it, `shown` how messages name the file. Leaves with
 * the parser's complaint when it is no Lua. */
void chunk_push(lua_State *L, const char *shown, const char *name, const char *text, size_t length);

/* Pushes a list of functions that do what file `number` of the model says when they are called one after the
 * other, and returns how many they are: a large file of declarations comes in pieces. Only the last one has
 * results. Leaves as chunk_push does. */
size_t chunk_push_file(lua_State *L, uint32_t number);

#endif
