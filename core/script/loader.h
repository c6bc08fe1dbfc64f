/* Reading the model's files, and only those. */
#ifndef LUNETTE_SCRIPT_LOADER_H
#define LUNETTE_SCRIPT_LOADER_H

#include <stdbool.h>

#include "script/state.h"

/* Runs the model's first file, whose path is relative to the root ("model.lua"), and what it
 * includes. On failure returns false with script->failure set.
 *
 * `include "path"` (a global this module adds) reads another file, relative to the including file;
 * absolute paths, paths that leave the root, links that lead out, folders and cycles are refused
 * with a message that says so. It returns what the file returns; a file is run once, a second
 * include of it gives the same values. `require "name"` gives a module of the shipped library
 * (lua/NAME.lua or lua/NAME/init.lua; names are [a-z_]+ joined by dots) or is SCRIPT_FORBIDDEN. */
bool loader_run(struct script *script, const char *first_file);

/* For C functions called from Lua, also before loader_run: pushes what `require "name"` gives. */
void loader_push_module(lua_State *L, const char *name);

/* Adds the global `require` to a state that runs no model. */
void loader_add_require(lua_State *L);

/* Modules are read anew from here on: what a model did to those it was given ends with it. */
void loader_forget_modules(lua_State *L);

/* The line of the file's first bidirectional control character (text that does not read the way it
 * runs), or 0. */
uint32_t loader_bidi_line(const struct source_file *file);

#endif
