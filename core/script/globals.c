/* The names models see. Three tables, each the fallback of the one before: the model's own globals
 * (_G), the names the host added, and the answer to names nobody defined. */
#include <string.h>

#include "script/library.h"
#include "script/state.h"

static const char names_key; /* its address is the registry's key of the names */

struct absent {
    const char *name;
    const char *why;
};

#define HERMETIC "evaluation is hermetic, without "
#define REPEATABLE "evaluation is repeatable, "

static const struct absent absent_globals[] = {
    {"os", HERMETIC "clock, environment or programs"},
    {"io", HERMETIC "files; `include` reads another file of the model"},
    {"debug", HERMETIC "a way around the rules of the language"},
    {"package", HERMETIC "foreign code; `include` reads another file of the model"},
    {"load", "a model is its files; write a function, or `include` another file"},
    {"loadstring", "a model is its files; write a function, or `include` another file"},
    {"dofile", "`include` reads another file of the model"},
    {"loadfile", "`include` reads another file of the model"},
    {"coroutine", "limits hold for one thread; a function or a loop will do"},
    {"collectgarbage", REPEATABLE "memory is not the model's business"},
    {"rawset", "plain assignment will do"},
    {"getmetatable", "metatables of the host are locked"},
    {"xpcall", "pcall will do"},
};

static const struct absent absent_members[] = {
    {"math.random", REPEATABLE "nothing is left to chance"},
    {"math.randomseed", REPEATABLE "nothing is left to chance"},
    {"string.dump", "models are text"},
    {"string.pack", "models are text"},
    {"string.packsize", "models are text"},
    {"string.unpack", "models are text"},
};

/* print is a value like any other, so that naming it is harmless; calling it is not. */
static int forbid_print(lua_State *L)
{
    script_forbid(L, "models have no 'print': a check prints findings; put the text into a "
                     "description, or raise it with error");
}

/* Upvalues of read_missing. */
enum { MISSING_WHY = 1, MISSING_FUNCTION };

/* __index of the names: (names, name). Models use words that only the function knows in every other
 * line, so the reasons are a Lua table: one look-up. */
static int read_missing(lua_State *L)
{
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(MISSING_WHY)) != LUA_TNIL)
        script_forbid(L, "models have no '%s': %s", lua_tostring(L, 2), lua_tostring(L, -1));
    if (lua_isnil(L, lua_upvalueindex(MISSING_FUNCTION)))
        return 1;
    lua_pushvalue(L, lua_upvalueindex(MISSING_FUNCTION));
    lua_pushvalue(L, 2);
    lua_call(L, 1, 1);
    return 1;
}

static void push_read_missing(lua_State *L)
{
    lua_newtable(L);
    for (size_t i = 0; i < sizeof absent_globals / sizeof *absent_globals; i++) {
        lua_pushstring(L, absent_globals[i].why);
        lua_setfield(L, -2, absent_globals[i].name);
    }
    lua_pushnil(L);
    lua_pushcclosure(L, read_missing, 2);
}

void script_set_missing_global(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &names_key);
    luaL_getmetafield(L, -1, "__index");
    lua_pushvalue(L, -3);
    lua_setupvalue(L, -2, MISSING_FUNCTION);
    lua_pop(L, 3);
}

/* __newindex of _G: (globals, name, value); only reached for names it does not hold yet. */
static int write_global(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &names_key);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, -2) != LUA_TNIL)
        script_forbid(L,
                      "'%s' is a word of the language: a model cannot give it a new meaning; "
                      "use a local or another name",
                      lua_tostring(L, 2));
    lua_settop(L, 3);
    lua_rawset(L, 1);
    return 0;
}

/* `__metatable` keeps setmetatable away. */
static void push_locked_metatable(lua_State *L)
{
    lua_createtable(L, 0, 3);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
}

static void push_names(lua_State *L)
{
    lua_newtable(L);
    push_locked_metatable(L);
    push_read_missing(L);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &names_key);
}

void globals_open(lua_State *L)
{
    lua_newtable(L);
    push_locked_metatable(L);
    push_names(L);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, write_global);
    lua_setfield(L, -2, "__newindex");
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    script_add_global(L, "_G");
    lua_pushcfunction(L, forbid_print);
    script_add_global(L, "print");
}

void script_add_global(lua_State *L, const char *name)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &names_key);
    lua_pushstring(L, name);
    lua_rotate(L, -3, -1);
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

static const char *why_absent(const char *member)
{
    for (size_t i = 0; i < sizeof absent_members / sizeof *absent_members; i++)
        if (strcmp(absent_members[i].name, member) == 0)
            return absent_members[i].why;
    return NULL;
}

/* __index of a library's real table: (table, name), the library's name as upvalue. */
static int read_absent_member(lua_State *L)
{
    const char *library = lua_tostring(L, lua_upvalueindex(1));
    if (lua_type(L, 2) != LUA_TSTRING)
        script_forbid(L, "models have no member of '%s' whose name is a %s", library,
                      luaL_typename(L, 2));
    const char *name = lua_pushfstring(L, "%s.%s", library, lua_tostring(L, 2));
    const char *why = why_absent(name);
    script_forbid(L, "models have no '%s'%s%s", name, why ? ": " : "", why ? why : "");
}

/* __newindex of what models see of a library. */
static int write_member(lua_State *L)
{
    const char *library = lua_tostring(L, lua_upvalueindex(1));
    bool named = lua_type(L, 2) == LUA_TSTRING;
    script_forbid(L, "the library is read-only: %s%s%s cannot be replaced", library,
                  named ? "." : "", named ? lua_tostring(L, 2) : "");
}

static void set_closure(lua_State *L, const char *field, lua_CFunction function, const char *name)
{
    lua_pushstring(L, name);
    lua_pushcclosure(L, function, 1);
    lua_setfield(L, -2, field);
}

void globals_add_library(lua_State *L, const char *name)
{
    push_locked_metatable(L);
    set_closure(L, "__index", read_absent_member, name);
    lua_setmetatable(L, -2);
    lua_newtable(L);
    push_locked_metatable(L);
    lua_rotate(L, -3, -1);
    lua_setfield(L, -2, "__index");
    set_closure(L, "__newindex", write_member, name);
    lua_setmetatable(L, -2);
    script_add_global(L, name);
}
