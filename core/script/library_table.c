/* The table library on plain tables only. The stock one honours __len, __index and __newindex, so
 * that a model's own metatable decides how often a loop in C runs; here nothing but the table
 * does. */
#include <limits.h>
#include <stdint.h>

#include "script/library.h"
#include "script/order.h"
#include "script/state.h"

static const lua_Integer largest_move = 10000000;

static void check_plain(lua_State *L, int index)
{
    luaL_checktype(L, index, LUA_TTABLE);
    if (lua_getmetatable(L, index))
        luaL_argerror(L, index, "a plain table is needed, this one has a metatable");
}

static lua_Integer plain_length(lua_State *L, int index)
{
    check_plain(L, index);
    return (lua_Integer)lua_rawlen(L, index);
}

/* t[to], t[to+1], … = t[from], t[from+1], …; towards higher places from the end backwards. */
static void shift(lua_State *L, lua_Integer from, lua_Integer to, lua_Integer count)
{
    script_count_steps(L, (uint64_t)count);
    for (lua_Integer i = 0; i < count; i++) {
        lua_Integer at = to > from ? count - 1 - i : i;
        lua_rawgeti(L, 1, from + at);
        lua_rawseti(L, 1, to + at);
    }
}

static int table_insert(lua_State *L)
{
    lua_Integer end = plain_length(L, 1) + 1, at = end;
    if (lua_gettop(L) == 3) {
        at = luaL_checkinteger(L, 2);
        luaL_argcheck(L, at >= 1 && at <= end, 2, "position out of bounds");
        shift(L, at, at + 1, end - at);
    } else if (lua_gettop(L) != 2) {
        script_raise(L, "wrong number of arguments to 'insert'");
    }
    lua_rawseti(L, 1, at);
    return 0;
}

static int table_remove(lua_State *L)
{
    lua_Integer length = plain_length(L, 1);
    lua_Integer at = luaL_optinteger(L, 2, length);
    if (lua_gettop(L) > 1)
        luaL_argcheck(L, (at >= 1 && at <= length + 1) || (length == 0 && at == 0), 2,
                      "position out of bounds");
    lua_rawgeti(L, 1, at);
    if (at < length)
        shift(L, at + 1, at, length - at);
    lua_pushnil(L);
    lua_rawseti(L, 1, at < length ? length : at);
    return 1;
}

static void add_piece(lua_State *L, luaL_Buffer *buffer, lua_Integer at)
{
    lua_rawgeti(L, 1, at);
    if (!lua_isstring(L, -1))
        script_raise(L, "invalid value (at index %I) in table for 'concat'", (LUAI_UACINT)at);
    luaL_addvalue(buffer);
}

static int table_concat(lua_State *L)
{
    lua_Integer length = plain_length(L, 1);
    size_t separator_length;
    const char *separator = luaL_optlstring(L, 2, "", &separator_length);
    lua_Integer at = luaL_optinteger(L, 3, 1), last = luaL_optinteger(L, 4, length);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (; at <= last; at++) {
        script_count_steps(L, 1);
        add_piece(L, &buffer, at);
        if (at == last)
            break; /* last may be the largest integer */
        luaL_addlstring(&buffer, separator, separator_length);
    }
    luaL_pushresult(&buffer);
    return 1;
}

static int table_pack(lua_State *L)
{
    int count = lua_gettop(L);
    lua_createtable(L, count, 1);
    lua_insert(L, 1);
    for (int i = count; i >= 1; i--)
        lua_rawseti(L, 1, i);
    lua_pushinteger(L, count);
    lua_setfield(L, 1, "n");
    return 1;
}

static int table_unpack(lua_State *L)
{
    lua_Integer length = plain_length(L, 1);
    lua_Integer first = luaL_optinteger(L, 2, 1), last = luaL_optinteger(L, 3, length);
    if (first > last)
        return 0;
    uint64_t count = (uint64_t)last - (uint64_t)first;
    if (count >= INT_MAX || !lua_checkstack(L, (int)(count + 1)))
        script_raise(L, "too many results to unpack");
    script_count_steps(L, count + 1);
    for (uint64_t i = 0; i <= count; i++)
        lua_rawgeti(L, 1, first + (lua_Integer)i);
    return (int)(count + 1);
}

/* Whether writing in ascending order would overwrite what is still to be read. */
static bool overlaps_upwards(lua_State *L, lua_Integer from, lua_Integer last, lua_Integer to,
                             int target)
{
    return to > from && to <= last && lua_rawequal(L, 1, target);
}

static int table_move(lua_State *L)
{
    int target = lua_isnoneornil(L, 5) ? 1 : 5;
    check_plain(L, 1);
    check_plain(L, target);
    lua_Integer from = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
    lua_Integer to = luaL_checkinteger(L, 4);
    lua_settop(L, 5);
    lua_pushvalue(L, target);
    if (last < from)
        return 1;
    luaL_argcheck(L, (uint64_t)last - (uint64_t)from < (uint64_t)largest_move, 3,
                  "too many elements to move");
    lua_Integer count = last - from + 1;
    luaL_argcheck(L, to <= LUA_MAXINTEGER - count + 1, 4, "destination wrap around");
    bool backwards = overlaps_upwards(L, from, last, to, target);
    script_count_steps(L, (uint64_t)count);
    for (lua_Integer i = 0; i < count; i++) {
        lua_Integer at = backwards ? count - 1 - i : i;
        lua_rawgeti(L, 1, from + at);
        lua_rawseti(L, target, to + at);
    }
    return 1;
}

/* table.sort: the array is copied, its indices sorted, and written back at the end. A comparison
 * that raises an error therefore leaves the table as it was. */
enum { SORT_TABLE = 1, SORT_LESS, SORT_COPY, SORT_MEMORY };

static bool less_by_function(lua_State *L, void *context, uint32_t a, uint32_t b)
{
    (void)context;
    lua_pushvalue(L, SORT_LESS);
    lua_rawgeti(L, SORT_COPY, (lua_Integer)a + 1);
    lua_rawgeti(L, SORT_COPY, (lua_Integer)b + 1);
    lua_call(L, 2, 1);
    bool less = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return less;
}

static bool less_by_operator(lua_State *L, void *context, uint32_t a, uint32_t b)
{
    (void)context;
    lua_rawgeti(L, SORT_COPY, (lua_Integer)a + 1);
    lua_rawgeti(L, SORT_COPY, (lua_Integer)b + 1);
    bool less = lua_compare(L, -2, -1, LUA_OPLT);
    lua_pop(L, 2);
    return less;
}

static void push_copy(lua_State *L, lua_Integer count)
{
    lua_createtable(L, (int)count, 0);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, SORT_TABLE, i);
        lua_rawseti(L, SORT_COPY, i);
    }
}

static int table_sort(lua_State *L)
{
    lua_Integer count = plain_length(L, 1);
    luaL_argcheck(L, count < INT32_MAX, 1, "array too big");
    bool by_function = !lua_isnoneornil(L, 2);
    if (by_function)
        luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_settop(L, 2);
    script_count_steps(L, (uint64_t)count);
    push_copy(L, count);
    uint32_t *items = lua_newuserdatauv(L, (size_t)count * 2 * sizeof *items, 0);
    for (lua_Integer i = 0; i < count; i++)
        items[i] = (uint32_t)i;
    order_sort(L, items, items + count, (size_t)count,
               by_function ? less_by_function : less_by_operator, NULL);
    for (lua_Integer i = 0; i < count; i++) {
        lua_rawgeti(L, SORT_COPY, (lua_Integer)items[i] + 1);
        lua_rawseti(L, SORT_TABLE, i + 1);
    }
    return 0;
}

const luaL_Reg library_table_functions[] = {
    {"concat", table_concat}, {"insert", table_insert},
    {"move", table_move},     {"pack", table_pack},
    {"remove", table_remove}, {"sort", table_sort},
    {"unpack", table_unpack}, {NULL, NULL},
};
