/* The sealed Lua state: the only way into Lua, and the only lua_pcall.
 *
 * What a stranger's model can do here is compute. Library and limits are as documented in
 * core/script/README.md. A limit leaves Lua with longjmp, past every handler the model may have
 * set up; the state is never touched again afterwards (script_enter then returns the same
 * failure). Therefore C functions called from Lua hold nothing but arena memory and Lua stack. */
#ifndef LUNETTE_SCRIPT_STATE_H
#define LUNETTE_SCRIPT_STATE_H

#include <lua.h>
#include <stdbool.h>

#include "base/arena.h"
#include "diag/source.h"
#include "script/limits.h"

struct script {
    lua_State *L;
    struct script_limits limits;
    struct arena *arena;        /* outlives the script; holds sources */
    struct source_set *sources; /* filled by script/loader.c */
    int root;                   /* descriptor of the model's root folder, or -1 */
    const char *root_path; /* how messages name it: "models/ecommerce"; "" for the current one */
    const char *library;   /* folder of the shipped Lua files: prelude, patterns, … */
    struct script_failure failure;
    struct script_guard *guard; /* counters and the way out; private to script/guard.c */
};

/* A new sealed state with the library, no constructors yet. `script` is caller-owned and zeroed
 * but for limits, arena, sources, root, root_path and library. False (and script->failure) when
 * even that fails. */
bool script_open(struct script *script);

/* Gives back what script_open took, without closing the Lua state after a limit was hit. */
void script_close(struct script *script);

/* Runs `body(L)` protected, with `context` as its light userdata argument. On failure returns
 * false and fills script->failure: class, place and message. The error value's own metamethods
 * never run. */
bool script_enter(struct script *script, lua_CFunction body, void *context);

/* For C functions called from Lua. */
struct script *script_of(lua_State *L);

/* The model's own `tostring`: pushes the text of any value, without addresses; honours __tostring
 * and __name. */
const char *script_push_text(lua_State *L, int index, size_t *length);

/* Pushes an array of the table's keys in the one order models see (numbers, then strings bytewise,
 * then false and true, then userdata by serial) and returns how many there are. Every full userdata
 * the host gives to models therefore begins with a uint32_t serial that no other one has. Other
 * keys raise an error. */
size_t script_push_keys(lua_State *L, int table);

/* Counts work done in C against the step limit; does not return when it is used up. */
void script_count_steps(lua_State *L, uint64_t steps);

/* Raise: none of these returns. `kind` is the class the failure will have. */
_Noreturn void script_forbid(lua_State *L, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
_Noreturn void script_limit(lua_State *L, enum script_outcome outcome, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A runtime error, which a model may catch, at the place that called the running C function. The
 * format is that of lua_pushfstring. */
_Noreturn void script_raise(lua_State *L, const char *format, ...);

/* Leaves because the limit of that name (limits.h) is used up. */
_Noreturn void script_limit_reached(lua_State *L, const char *name);

/* The place of the innermost running function that belongs to a model file, not to the shipped
 * library: the number of the file and the line. False when there is none. Cheap: called for each
 * constructor. */
bool script_caller(lua_State *L, uint32_t *file, uint32_t *line);

/* Adds a global name that models see and cannot overwrite; takes the value from the stack's top. */
void script_add_global(lua_State *L, const char *name);

/* What reading an undefined global does: calls this with the name as argument 1; its one result is
 * the value. Takes the function from the stack's top. Without it, undefined globals are nil. */
void script_set_missing_global(lua_State *L);

#endif
