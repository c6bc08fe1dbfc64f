/* What the model can be asked for: its lists, and questions about who calls whom. */
#include <lauxlib.h>
#include <string.h>

#include "base/nearest.h"
#include "model/walk.h"
#include "script/proxy_kinds.h"

/* `model.find(…)` for `model:find(…)` is an easy slip. */
static struct proxies *check_call(lua_State *L, const char *name)
{
    if (!proxy_is_model(L, 1))
        script_raise(L, "write model:%s(…), with a colon", name);
    return proxy_of_closure(L);
}

/* ---- find ---- */

static const struct schema_kind *check_kind(lua_State *L, int argument)
{
    const char *word = luaL_checkstring(L, argument);
    const struct schema_kind *kind = schema_kind_named(word);
    if (kind && kind->place == SCHEMA_TOP)
        return kind;
    struct nearest nearest;
    nearest_start(&nearest, word);
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++)
        if (schema_kind_of(id)->place == SCHEMA_TOP)
            nearest_offer(&nearest, schema_kind_of(id)->name);
    script_raise(L, "a model holds no '%s'%s", word, nearest_hint(&nearest, ""));
}

/* Pushes the table from names to places in the list; of several of a name the first counts. */
static void push_named(lua_State *L, struct proxies *proxies, const struct schema_kind *kind,
                       const struct lunette_items *list)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, proxies->named);
    if (lua_rawgeti(L, -1, kind->kind) != LUA_TNIL)
        return;
    lua_newtable(L);
    script_count_steps(L, list->count);
    for (size_t i = list->count; i > 0; i--) {
        if (!list->items[i - 1]->name)
            continue;
        lua_pushstring(L, list->items[i - 1]->name);
        lua_pushinteger(L, (lua_Integer)i);
        lua_rawset(L, -3);
    }
    lua_pushvalue(L, -1);
    lua_rawseti(L, -4, kind->kind);
}

/* model:find("service", "orders") */
static int find(lua_State *L)
{
    struct proxies *proxies = check_call(L, "find");
    const struct schema_kind *kind = check_kind(L, 2);
    const struct lunette_items *list = walk_list(proxies->model, kind);
    luaL_checkstring(L, 3);
    push_named(L, proxies, kind, list);
    lua_pushvalue(L, 3);
    if (lua_rawget(L, -2) == LUA_TNIL)
        return 1;
    proxy_push_item(L, proxies, list->items[lua_tointeger(L, -1) - 1]);
    return 1;
}

/* ---- calls ---- */

/* Pushes a new table of the sync calls among the model's dependencies; `to` NULL: of all. */
static void push_calls(lua_State *L, struct proxies *proxies, const struct lunette_item *to)
{
    const struct lunette_dependencies *all = &proxies->model->dependencies;
    lua_Integer count = 0;
    lua_newtable(L);
    script_count_steps(L, all->count);
    for (size_t i = 0; i < all->count; i++) {
        const struct lunette_dependency *call = all->items[i];
        if (call->item.kind != LUNETTE_SYNC || (to && call->to.to != to))
            continue;
        proxy_push_item(L, proxies, &call->item);
        lua_rawseti(L, -2, ++count);
    }
}

/* model:calls() */
static int calls(lua_State *L)
{
    push_calls(L, check_call(L, "calls"), NULL);
    return 1;
}

static void push_callers(lua_State *L, struct proxies *proxies,
                         const struct lunette_dependencies *callers)
{
    lua_createtable(L, (int)callers->count, 0);
    script_count_steps(L, callers->count);
    for (size_t i = 0; i < callers->count; i++) {
        proxy_push_item(L, proxies, &callers->items[i]->item);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

/* model:callers(service): resolving lists them for services; for externals and gateways all calls are
 * looked through. */
static int callers(lua_State *L)
{
    struct proxies *proxies = check_call(L, "callers");
    const struct lunette_item *item = proxy_check_item(L, 2);
    if (item->kind == LUNETTE_SERVICE)
        push_callers(L, proxies, &((const struct lunette_service *)item)->callers);
    else
        push_calls(L, proxies, item);
    return 1;
}

static int reachable(lua_State *L)
{
    check_call(L, "reachable");
    return proxy_reachable(L);
}

static int path(lua_State *L)
{
    check_call(L, "path");
    return proxy_path(L);
}

/* ---- the table of all that ---- */

static void set_list(lua_State *L, struct proxies *proxies, const char *name, const void *list)
{
    proxy_push(L, proxies, PROXY_OF_ITEMS, list);
    lua_setfield(L, -2, name);
}

static void set_functions(lua_State *L, struct proxies *proxies)
{
    static const luaL_Reg functions[] = {
        {"find", find},           {"calls", calls}, {"callers", callers},
        {"reachable", reachable}, {"path", path},   {NULL, NULL},
    };
    lua_pushlightuserdata(L, proxies);
    luaL_setfuncs(L, functions, 1);
}

/* false stands for nil: the model could have one. */
static void set_architecture(lua_State *L, struct proxies *proxies)
{
    const struct lunette_architecture *architecture = proxies->model->architecture;
    if (architecture)
        proxy_push_item(L, proxies, &architecture->item);
    else
        lua_pushboolean(L, 0);
    lua_setfield(L, -2, "architecture");
}

void proxy_push_model_members(lua_State *L, struct proxies *proxies)
{
    lua_newtable(L);
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        if (kind->place == SCHEMA_TOP)
            set_list(L, proxies, kind->plural, walk_list(proxies->model, kind));
    }
    set_list(L, proxies, "dependencies", &proxies->model->dependencies);
    set_architecture(L, proxies);
    set_functions(L, proxies);
}
