#include "script/proxy.h"

#include <lauxlib.h>
#include <math.h>
#include <string.h>

#include "base/nearest.h"
#include "script/proxy_kinds.h"

enum { STEPS_A_KEY = 16 }; /* of looking for the nearest one */

/* The name of each type's metatable is what Lua's own messages call such a value. */
static const char *const type_names[PROXY_TYPE_COUNT] = {
    [PROXY_OF_MODEL] = "the model",
    [PROXY_OF_ITEM] = "item of the model",
    [PROXY_OF_ITEMS] = "list of the model",
    [PROXY_OF_TEXTS] = "list of text",
    [PROXY_OF_NUMBERS] = "list of numbers",
    [PROXY_OF_MAP] = "table of the model",
    [PROXY_OF_PLACE] = "place",
};

struct proxies *proxy_of_closure(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(1));
}

/* ---- making and keeping ---- */

bool proxy_push_kept(lua_State *L, const struct proxies *proxies, const void *address)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, proxies->cache);
    int type = lua_rawgetp(L, -1, address);
    lua_remove(L, -2);
    if (type == LUA_TNIL)
        lua_pop(L, 1);
    return type != LUA_TNIL;
}

struct proxy *proxy_push_new(lua_State *L, struct proxies *proxies, enum proxy_type type,
                             const void *address, size_t extra)
{
    luaL_checkstack(L, 4, NULL);
    struct proxy *proxy = lua_newuserdatauv(L, sizeof *proxy + extra, 0);
    *proxy = (struct proxy){.serial = proxies->next_serial++, .type = type, .of.any = address};
    luaL_setmetatable(L, type_names[type]);
    lua_rawgeti(L, LUA_REGISTRYINDEX, proxies->cache);
    lua_pushvalue(L, -2);
    lua_rawsetp(L, -2, address);
    lua_pop(L, 1);
    return proxy;
}

void proxy_push(lua_State *L, struct proxies *proxies, enum proxy_type type, const void *address)
{
    if (!proxy_push_kept(L, proxies, address))
        proxy_push_new(L, proxies, type, address, 0);
}

void proxy_push_item(lua_State *L, struct proxies *proxies, const struct lunette_item *item)
{
    if (item)
        proxy_push(L, proxies, PROXY_OF_ITEM, item);
    else
        lua_pushnil(L);
}

void proxy_push_model(lua_State *L, struct proxies *proxies)
{
    proxy_push(L, proxies, PROXY_OF_MODEL, proxies->model);
}

/* 200, not 200.0, where a message quotes it. */
void proxy_push_number(lua_State *L, double number)
{
    if (!lunette_known(number))
        lua_pushnil(L);
    else if (number == floor(number) && fabs(number) < 1e15)
        lua_pushinteger(L, (lua_Integer)number);
    else
        lua_pushnumber(L, number);
}

const struct lunette_item *proxy_item(lua_State *L, int index)
{
    const struct proxy *proxy = luaL_testudata(L, index, type_names[PROXY_OF_ITEM]);
    return proxy ? proxy->of.item : NULL;
}

bool proxy_is_model(lua_State *L, int index)
{
    return luaL_testudata(L, index, type_names[PROXY_OF_MODEL]) != NULL;
}

const struct proxy *proxy_at(lua_State *L, int index)
{
    const struct proxy *proxy = NULL;
    for (enum proxy_type type = 0; type < PROXY_TYPE_COUNT && !proxy; type++)
        proxy = luaL_testudata(L, index, type_names[type]);
    return proxy;
}

/* ---- what all of them do ---- */

static int refuse_write(lua_State *L)
{
    script_raise(L, "the model is frozen: it is read, never written");
}

_Noreturn void proxy_raise_unknown(lua_State *L, const char *whose, int key, int keys,
                                   const char *near)
{
    struct nearest nearest;
    const char *text = script_push_text(L, key, NULL);
    nearest_start(&nearest, text);
    size_t count = near ? 0 : script_push_keys(L, keys);
    script_count_steps(L, STEPS_A_KEY * count);
    int sorted = lua_gettop(L);
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(L, sorted, (lua_Integer)i);
        nearest_offer(&nearest, lua_tostring(L, -1));
        lua_pop(L, 1); /* the table of keys holds it */
    }
    if (!near)
        near = nearest_best(&nearest);
    script_raise(L, "%s has no field '%s'%s%s%s", whose, text, near ? "; did you mean '" : "",
                 near ? near : "", near ? "'?" : "");
}

static size_t count_of(const struct proxy *proxy)
{
    switch (proxy->type) {
    case PROXY_OF_ITEMS: return proxy->of.items->count;
    case PROXY_OF_TEXTS: return proxy->of.texts->count;
    case PROXY_OF_NUMBERS: return proxy->of.numbers->count;
    case PROXY_OF_MAP: return proxy->of.map->count;
    default: return 0;
    }
}

static int length(lua_State *L)
{
    lua_pushinteger(L, (lua_Integer)count_of(lua_touserdata(L, 1)));
    return 1;
}

/* ---- lists ---- */

static void push_entry(lua_State *L, struct proxies *proxies, const struct proxy *list, size_t at)
{
    if (list->type == PROXY_OF_ITEMS)
        proxy_push_item(L, proxies, list->of.items->items[at]);
    else if (list->type == PROXY_OF_TEXTS)
        lua_pushstring(L, list->of.texts->items[at]);
    else
        proxy_push_number(L, list->of.numbers->items[at]);
}

static int index_list(lua_State *L)
{
    const struct proxy *list = lua_touserdata(L, 1);
    if (lua_type(L, 2) != LUA_TNUMBER)
        script_raise(L, "a list is read by number, list[1] to list[#list], not by '%s'%s",
                     script_push_text(L, 2, NULL),
                     list->type == PROXY_OF_ITEMS ? "; model:find(kind, name) looks a name up"
                                                  : "");
    lua_Integer at = lua_tointeger(L, 2);
    if (at < 1 || (size_t)at > count_of(list))
        lua_pushnil(L);
    else
        push_entry(L, proxy_of_closure(L), list, (size_t)at - 1);
    return 1;
}

/* (list, place) → place, entry */
static int next_entry(lua_State *L)
{
    const struct proxy *list = lua_touserdata(L, lua_upvalueindex(2));
    lua_Integer at = luaL_checkinteger(L, 2);
    if (at < 0 || (size_t)at >= count_of(list))
        return lua_pushnil(L), 1;
    lua_pushinteger(L, at + 1);
    push_entry(L, proxy_of_closure(L), list, (size_t)at);
    return 2;
}

static int pairs_list(lua_State *L)
{
    lua_pushlightuserdata(L, proxy_of_closure(L));
    lua_pushvalue(L, 1);
    lua_pushcclosure(L, next_entry, 2);
    lua_pushvalue(L, 1);
    lua_pushinteger(L, 0);
    return 3;
}

static int list_text(lua_State *L)
{
    const struct proxy *list = lua_touserdata(L, 1);
    lua_pushfstring(L, "list of %I", (LUAI_UACINT)count_of(list));
    return 1;
}

/* ---- tables of text ---- */

/* The place of the first key that is not below this one. */
static size_t lower_bound(const struct lunette_map *map, const char *key)
{
    size_t low = 0, high = map->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(map->items[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int index_map(lua_State *L)
{
    const struct lunette_map *map = ((const struct proxy *)lua_touserdata(L, 1))->of.map;
    const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : NULL;
    size_t at = key ? lower_bound(map, key) : map->count;
    if (at < map->count && strcmp(map->items[at].key, key) == 0)
        lua_pushstring(L, map->items[at].value);
    else
        lua_pushnil(L);
    return 1;
}

/* Upvalues: the proxies, the table, how many entries were visited: a table may hold a key twice. */
static int next_pair(lua_State *L)
{
    const struct proxy *proxy = lua_touserdata(L, lua_upvalueindex(2));
    size_t at = (size_t)lua_tointeger(L, lua_upvalueindex(3));
    if (at >= proxy->of.map->count)
        return lua_pushnil(L), 1;
    lua_pushinteger(L, (lua_Integer)at + 1);
    lua_replace(L, lua_upvalueindex(3));
    lua_pushstring(L, proxy->of.map->items[at].key);
    lua_pushstring(L, proxy->of.map->items[at].value);
    return 2;
}

static int pairs_map(lua_State *L)
{
    lua_pushlightuserdata(L, proxy_of_closure(L));
    lua_pushvalue(L, 1);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, next_pair, 3);
    return 1;
}

static int map_text(lua_State *L)
{
    lua_pushliteral(L, "table");
    return 1;
}

/* ---- items, places, the model ---- */

void proxy_push_title(lua_State *L, const struct lunette_item *item)
{
    const char *kind = schema_kind_of(item->kind)->name;
    if (item->name)
        lua_pushfstring(L, "%s '%s'", kind, item->name);
    else
        lua_pushstring(L, kind);
}

static int item_text(lua_State *L)
{
    proxy_push_title(L, ((const struct proxy *)lua_touserdata(L, 1))->of.item);
    return 1;
}

static const char *path_of(const struct proxies *proxies, const struct lunette_item *item)
{
    return proxies->model->files.items[item->file];
}

static int index_place(lua_State *L)
{
    const struct lunette_item *item = ((const struct proxy *)lua_touserdata(L, 1))->of.item;
    const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
    if (strcmp(key, "file") == 0)
        lua_pushstring(L, path_of(proxy_of_closure(L), item));
    else if (strcmp(key, "line") == 0)
        lua_pushinteger(L, item->line);
    else
        script_raise(L, "a place has the fields 'file' and 'line', not '%s'",
                     script_push_text(L, 2, NULL));
    return 1;
}

static int place_text(lua_State *L)
{
    const struct lunette_item *item = ((const struct proxy *)lua_touserdata(L, 1))->of.item;
    lua_pushfstring(L, "%s:%d", path_of(proxy_of_closure(L), item), (int)item->line);
    return 1;
}

static int index_model(lua_State *L)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, proxy_of_closure(L)->model_members);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, -2) == LUA_TNIL)
        proxy_raise_unknown(L, "the model", 2, 3, NULL);
    if (lua_isboolean(L, -1)) /* there could be one */
        lua_pushnil(L);
    return 1;
}

static int model_text(lua_State *L)
{
    lua_pushliteral(L, "model");
    return 1;
}

/* ---- metatables ---- */

static const struct {
    lua_CFunction index, pairs, text; /* pairs NULL: cannot be iterated */
} methods[PROXY_TYPE_COUNT] = {
    [PROXY_OF_MODEL] = {index_model, NULL, model_text},
    [PROXY_OF_ITEM] = {proxy_index_item, proxy_pairs_item, item_text},
    [PROXY_OF_ITEMS] = {index_list, pairs_list, list_text},
    [PROXY_OF_TEXTS] = {index_list, pairs_list, list_text},
    [PROXY_OF_NUMBERS] = {index_list, pairs_list, list_text},
    [PROXY_OF_MAP] = {index_map, pairs_map, map_text},
    [PROXY_OF_PLACE] = {index_place, NULL, place_text},
};

static void set_method(lua_State *L, struct proxies *proxies, const char *name,
                       lua_CFunction function)
{
    if (!function)
        return;
    lua_pushlightuserdata(L, proxies);
    lua_pushcclosure(L, function, 1);
    lua_setfield(L, -2, name);
}

static void make_metatable(lua_State *L, struct proxies *proxies, enum proxy_type type)
{
    bool is_list = type >= PROXY_OF_ITEMS && type <= PROXY_OF_MAP;
    luaL_newmetatable(L, type_names[type]);
    set_method(L, proxies, "__index", methods[type].index);
    set_method(L, proxies, "__pairs", methods[type].pairs);
    set_method(L, proxies, "__tostring", methods[type].text);
    set_method(L, proxies, "__newindex", refuse_write);
    set_method(L, proxies, "__len", is_list ? length : NULL);
    lua_pop(L, 1);
}

static int new_table(lua_State *L)
{
    lua_newtable(L);
    return luaL_ref(L, LUA_REGISTRYINDEX);
}

struct proxies *proxy_open(lua_State *L, const struct lunette_model *model, struct arena *arena,
                           uint32_t first_serial)
{
    struct proxies *proxies = arena_new(arena, struct proxies);
    *proxies = (struct proxies){
        .model = model,
        .arena = arena,
        .next_serial = first_serial,
        .cache = new_table(L),
        .members = new_table(L),
        .named = new_table(L),
    };
    for (enum proxy_type type = 0; type < PROXY_TYPE_COUNT; type++)
        make_metatable(L, proxies, type);
    proxy_push_model_members(L, proxies);
    proxies->model_members = luaL_ref(L, LUA_REGISTRYINDEX);
    return proxies;
}
