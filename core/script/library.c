#include "script/library.h"

#include <lualib.h>
#include <string.h>

#include "script/guard.h"
#include "script/order.h"

enum { BYTES_A_STEP = 16 }; /* of a string a stock function walks over: see README.md */

/* A stock function that takes time in proportion to its strings, with that time counted. */
static int call_counted(lua_State *L)
{
    uint64_t bytes = 0;
    for (int i = lua_gettop(L); i > 0; i--)
        if (lua_type(L, i) == LUA_TSTRING)
            bytes += lua_rawlen(L, i);
    script_count_steps(L, bytes / BYTES_A_STEP);
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* Wraps functions of the table on the stack's top; those it lacks are left alone. */
static void count_functions(lua_State *L, const char *const *names)
{
    for (; *names; names++) {
        lua_getfield(L, -1, *names);
        lua_pushcclosure(L, call_counted, 1);
        lua_setfield(L, -2, *names);
    }
}

static void remove_functions(lua_State *L, const char *const *names)
{
    for (; *names; names++) {
        lua_pushnil(L);
        lua_setfield(L, -2, *names);
    }
}

static const char *text_by_metatable(lua_State *L, int index, size_t *length)
{
    if (luaL_callmeta(L, index, "__tostring")) {
        if (!lua_isstring(L, -1))
            script_raise(L, "'__tostring' must return a string");
        return lua_tolstring(L, -1, length);
    }
    int type = luaL_getmetafield(L, index, "__name");
    if (type != LUA_TSTRING) {
        lua_pop(L, type != LUA_TNIL);
        lua_pushstring(L, luaL_typename(L, index));
    }
    return lua_tolstring(L, -1, length);
}

const char *script_push_text(lua_State *L, int index, size_t *length)
{
    index = lua_absindex(L, index);
    switch (lua_type(L, index)) {
    case LUA_TSTRING:
    case LUA_TNUMBER: lua_pushvalue(L, index); return lua_tolstring(L, -1, length);
    case LUA_TBOOLEAN:
        lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false");
        return lua_tolstring(L, -1, length);
    default: return text_by_metatable(L, index, length);
    }
}

static int base_tostring(lua_State *L)
{
    luaL_checkany(L, 1);
    script_push_text(L, 1, NULL);
    return 1;
}

static const char *const forbidden_metafields[] = {"__gc", "__mode", "__close", "__metatable",
                                                   NULL};

static int base_setmetatable(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argexpected(L, lua_istable(L, 2) || lua_isnil(L, 2), 2, "nil or table");
    for (const char *const *name = forbidden_metafields; *name && lua_istable(L, 2); name++) {
        lua_pushstring(L, *name);
        if (lua_rawget(L, 2) != LUA_TNIL)
            script_forbid(L,
                          "models have no metatable field '%s': code must not run, and values "
                          "must not vanish, behind the model's back",
                          *name);
        lua_pop(L, 1);
    }
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
        script_forbid(L, "this table belongs to the host: its metatable is locked");
    lua_settop(L, 2);
    lua_setmetatable(L, 1);
    return 1;
}

static int base_next(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 2);
    order_push_next(L, 1, 2);
    if (lua_isnil(L, -1))
        return 1;
    lua_pushvalue(L, -1);
    lua_rawget(L, 1);
    return 2;
}

/* Upvalues: the sorted keys, and how many of them were visited. A key whose value has become nil
 * meanwhile is passed over. */
static int pairs_step(lua_State *L)
{
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(2));
    for (;;) {
        lua_settop(L, 1);
        if (lua_rawgeti(L, lua_upvalueindex(1), ++at) == LUA_TNIL)
            return 1;
        lua_pushvalue(L, 2);
        if (lua_rawget(L, 1) != LUA_TNIL)
            break;
    }
    lua_pushinteger(L, at);
    lua_replace(L, lua_upvalueindex(2));
    return 2;
}

static int base_pairs(lua_State *L)
{
    if (lua_type(L, 1) == LUA_TUSERDATA && luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
        lua_pushvalue(L, 1);
        lua_call(L, 1, 3);
        return 3;
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    script_push_keys(L, 1);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, pairs_step, 2);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

static const luaL_Reg replaced_base[] = {
    {"tostring", base_tostring}, {"setmetatable", base_setmetatable},
    {"next", base_next},         {"pairs", base_pairs},
    {"pcall", guard_pcall},      {NULL, NULL},
};

static const char *const stock_base[] = {"assert",   "error",    "ipairs",   "select",
                                         "tonumber", "type",     "rawequal", "rawget",
                                         "rawlen",   "_VERSION", NULL};

/* Leaves the stock base library's table, which it opened into the old globals. */
static void open_base(lua_State *L)
{
    static const char *const counted[] = {"tonumber", NULL};
    lua_pushcfunction(L, luaopen_base);
    lua_call(L, 0, 1);
    count_functions(L, counted);
    globals_open(L);
    for (const char *const *name = stock_base; *name; name++) {
        lua_getfield(L, -1, *name);
        script_add_global(L, *name);
    }
    for (const luaL_Reg *row = replaced_base; row->name; row++) {
        lua_pushcfunction(L, row->func);
        script_add_global(L, row->name);
    }
    lua_pop(L, 1);
}

/* Stock luaopen_string also sets the metatable of strings, with the arithmetic on numerals that
 * the language has, and with this very table behind `s:upper()`. */
static void open_string(lua_State *L)
{
    static const char *const counted[] = {"byte", "lower", "reverse", "sub", "upper", NULL};
    static const char *const removed[] = {"dump", "pack", "packsize", "unpack", NULL};
    lua_pushcfunction(L, luaopen_string);
    lua_call(L, 0, 1);
    count_functions(L, counted);
    remove_functions(L, removed);
    luaL_setfuncs(L, library_string_functions, 0);
    luaL_setfuncs(L, library_pattern_functions, 0);
    globals_add_library(L, "string");
}

static void open_table(lua_State *L)
{
    lua_newtable(L);
    luaL_setfuncs(L, library_table_functions, 0);
    globals_add_library(L, "table");
}

static void open_math(lua_State *L)
{
    static const char *const removed[] = {"random", "randomseed", NULL};
    lua_pushcfunction(L, luaopen_math);
    lua_call(L, 0, 1);
    remove_functions(L, removed);
    globals_add_library(L, "math");
}

static void open_utf8(lua_State *L)
{
    static const char *const counted[] = {"codepoint", "codes", "len", "offset", NULL};
    lua_pushcfunction(L, luaopen_utf8);
    lua_call(L, 0, 1);
    count_functions(L, counted);
    globals_add_library(L, "utf8");
}

int library_open(lua_State *L)
{
    open_base(L);
    open_string(L);
    open_table(L);
    open_math(L);
    open_utf8(L);
    return 0;
}
