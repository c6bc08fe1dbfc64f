/* From what Lua knows of a running function to the file and line a message names.
 * Private to core/script. */
#ifndef LUNETTE_SCRIPT_PLACE_H
#define LUNETTE_SCRIPT_PLACE_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "script/limits.h"

/* Chunks of the shipped library carry names that begin with this: they are never to blame. */
#define PLACE_LIBRARY "=[lunette] "

/* A file of the model, or a piece of one, as its functions know it. */
struct place_file {
    const char *source;          /* the very pointer lua_getinfo gives */
    uint32_t number;             /* in script->sources */
    uint32_t lines_before;       /* in the file; the chunk counts its own from 1 */
    char short_name[LUA_IDSIZE]; /* what Lua's messages begin with */
};

struct place_set {
    struct place_file *files;
    size_t count, capacity;
    size_t last;         /* index of the file asked for last: nearly always the one wanted next */
    const char *loading; /* path of the file being read or parsed, or NULL */
};

void place_free(struct place_set *set);

/* Takes the chunk on the stack's top (and leaves it there) as the file of that number, from behind so many of its
 * lines on. */
void place_add_chunk(lua_State *L, uint32_t number, uint32_t lines_before);

/* Fills path and line with the innermost model frame, or with the file being loaded. */
void place_innermost(lua_State *L, struct script_failure *failure);

/* Like place_innermost, but a "path:line: " that the message begins with wins. Returns the rest of
 * the message. */
const char *place_of_message(lua_State *L, const char *message, struct script_failure *failure);

#endif
