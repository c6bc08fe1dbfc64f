/* The constructors: one C closure for each kind of the schema. */
#include <lauxlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "model/schema.h"
#include "script/additions.h"
#include "script/declarations.h"

static const char handle_type[] = "declaration";

/* Where the metatable lies, once installed: there is one Lua state in a process. */
static const void *handle_metatable;

/* As luaL_testudata, without looking the type up by name: this is asked of every value that is read. Whatever
 * else models get as userdata has a metatable of its own. */
struct handle *declarations_handle(lua_State *L, int index)
{
    struct handle *handle = lua_touserdata(L, index);
    if (!handle || lua_islightuserdata(L, index) || !lua_getmetatable(L, index))
        return NULL;
    bool is_handle = lua_topointer(L, -1) == handle_metatable;
    lua_pop(L, 1);
    return is_handle ? handle : NULL;
}

void declarations_push_fields(lua_State *L, const struct declarations *declarations,
                              const struct handle *handle)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, declarations->registry);
    lua_rawgeti(L, -1, handle->serial);
    lua_getiuservalue(L, -1, 1);
    lua_replace(L, -3);
    lua_pop(L, 1);
}

static void set_fields(lua_State *L, struct handle *handle, int handle_index, int fields_index)
{
    lua_pushvalue(L, fields_index);
    lua_setiuservalue(L, handle_index, 1);
    handle->has_fields = true;
}

void declarations_set_fields(lua_State *L, const struct declarations *declarations,
                             struct handle *handle, int index)
{
    index = lua_absindex(L, index);
    lua_rawgeti(L, LUA_REGISTRYINDEX, declarations->registry);
    lua_rawgeti(L, -1, handle->serial);
    set_fields(L, handle, lua_gettop(L), index);
    lua_pop(L, 2);
}

void declarations_forget(lua_State *L, struct declarations *declarations)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, declarations->registry);
    for (size_t i = 1; i <= declarations->count; i++) {
        lua_pushnil(L);
        lua_rawseti(L, -2, (lua_Integer)i);
    }
    lua_pop(L, 1);
    luaL_unref(L, LUA_REGISTRYINDEX, declarations->additions);
    declarations->frozen = true;
}

void declarations_free(struct declarations *declarations)
{
    arena_reset(&declarations->scratch);
    mem_free(declarations->roots);
    declarations->roots = NULL;
}

static struct declarations *declarations_of(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(1));
}

/* The text lives as long as the model. */
static const char *interned(lua_State *L, struct declarations *declarations, int index)
{
    size_t length;
    const char *text = lua_tolstring(L, index, &length);
    return intern_bytes(&declarations->builder->names, text, length);
}

void declarations_refuse_when_frozen(lua_State *L, const struct declarations *declarations)
{
    if (declarations->frozen)
        script_raise(L, "nothing can be declared here: the model is frozen when its rules run");
}

static void count_entity(lua_State *L, struct declarations *declarations,
                         const struct schema_kind *kind)
{
    if (kind->place != SCHEMA_TOP)
        return;
    uint64_t most = script_of(L)->limits.entities;
    if (++declarations->entities > most)
        script_limit(L, SCRIPT_LIMIT_SIZE, "limit 'entities' of %llu reached",
                     (unsigned long long)most);
}

static bool is_root(const struct handle *handle)
{
    return !handle->kind || schema_kind_of(handle->kind)->place == SCHEMA_TOP;
}

static void add_root(struct declarations *declarations, struct handle *handle)
{
    declarations->roots = mem_room(declarations->roots, declarations->root_count,
                                   &declarations->root_capacity, sizeof *declarations->roots);
    declarations->roots[declarations->root_count++] = handle;
}

/* A new handle on the stack's top. Upvalue 2 is the table that keeps handles alive, 3 their metatable:
 * upvalues cost less than the registry, and this runs for every constructor call. */
static struct handle *push_handle(lua_State *L, struct declarations *declarations,
                                  enum lunette_kind kind)
{
    struct handle *handle = lua_newuserdatauv(L, sizeof *handle, 1);
    *handle = (struct handle){
        .serial = (uint32_t)++declarations->count, .kind = kind, .mark = HANDLE_MARK};
    lua_pushvalue(L, lua_upvalueindex(3));
    lua_setmetatable(L, -2);
    if (is_root(handle))
        add_root(declarations, handle);
    lua_pushvalue(L, -1);
    lua_rawseti(L, lua_upvalueindex(2), handle->serial);
    if (!script_caller(L, &handle->file, &handle->line))
        handle->line = 0;
    return handle;
}

static const char *name_problem(const struct schema_kind *kind, const char *name, size_t length)
{
    if (strlen(name) != length)
        return "has a NUL byte in its name";
    switch (kind->name_is) {
    case SCHEMA_NO_NAME: return "takes no name";
    case SCHEMA_IDENTIFIER:
    case SCHEMA_REFERENCE:
        return !length ? "has an empty name"
               : schema_is_identifier(name)
                   ? NULL
                   : "has a name that cannot be referred to: letters, digits and "
                     "_ . : / - make one, the first a letter, digit or _, at most "
                     "128 in all";
    default:
        return !length                           ? "has an empty name"
               : length > 200                    ? "has a name of more than 200 characters"
               : strpbrk(name, "\n\r\t\v\f\x1b") ? "has a name of more than one line"
                                                 : NULL;
    }
}

/* `kind "name"`, `kind(handle)`. */
static void take_name(lua_State *L, struct declarations *declarations, struct handle *handle,
                      const struct schema_kind *kind)
{
    const struct handle *other = declarations_handle(L, 1);
    if (other && kind->name_is == SCHEMA_REFERENCE) {
        handle->name = other->name;
    } else if (lua_type(L, 1) == LUA_TSTRING) {
        size_t length;
        const char *name = lua_tolstring(L, 1, &length);
        handle->name = interned(L, declarations, 1);
        handle->problem = name_problem(kind, name, length);
    }
    if (!handle->name && kind->name_is != SCHEMA_NO_NAME)
        handle->problem = "needs a name";
}

/* Called as `kind "name"`, `kind { … }` or `kind("name", { … })`. */
static int construct(lua_State *L)
{
    struct declarations *declarations = declarations_of(L);
    const struct schema_kind *kind = lua_touserdata(L, lua_upvalueindex(4));
    declarations_refuse_when_frozen(L, declarations);
    count_entity(L, declarations, kind);
    lua_settop(L, 2);
    struct handle *handle = push_handle(L, declarations, kind->kind);
    take_name(L, declarations, handle, kind);
    if (lua_type(L, 1) == LUA_TTABLE)
        set_fields(L, handle, 3, 1);
    else if (lua_type(L, 2) == LUA_TTABLE)
        set_fields(L, handle, 3, 2);
    return 1;
}

/* handle { … }: the second half of `kind "name" { … }`. Called again, the later table is a mistake. */
static int handle_call(lua_State *L)
{
    struct handle *handle = declarations_handle(L, 1);
    declarations_refuse_when_frozen(L, declarations_of(L));
    lua_settop(L, 2);
    if (handle->kind == LUNETTE_NO_KIND)
        return lua_settop(L, 1), 1;
    if (lua_type(L, 2) != LUA_TTABLE)
        handle->problem = "takes a table of fields behind its name";
    else if (handle->has_fields)
        handle->problem = "was given its fields twice";
    else
        set_fields(L, handle, 1, 2);
    lua_settop(L, 1);
    return 1;
}

/* handle.name, handle.kind, handle.<field as written>; what else a handle of a shipped module knows
 * stands in the metatable of its fields. */
static int handle_index(lua_State *L)
{
    struct handle *handle = declarations_handle(L, 1);
    const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
    if (strcmp(key, "name") == 0 && handle->name) {
        lua_pushstring(L, handle->name);
    } else if (strcmp(key, "kind") == 0 && handle->kind) {
        lua_pushstring(L, schema_kind_of(handle->kind)->name);
    } else {
        lua_getiuservalue(L, 1, 1);
        if (lua_type(L, -1) != LUA_TTABLE)
            return lua_pushnil(L), 1;
        lua_pushvalue(L, 2);
        lua_gettable(L, -2);
    }
    return 1;
}

static int handle_text(lua_State *L)
{
    struct handle *handle = declarations_handle(L, 1);
    lua_pushfstring(L, "%s '%s'", handle->kind ? schema_kind_of(handle->kind)->name : "unknown",
                    handle->name ? handle->name : "");
    return 1;
}

static void offer_names(struct nearest *nearest)
{
    for (enum lunette_kind kind = 1; kind < LUNETTE_KIND_COUNT; kind++)
        if (schema_kind_of(kind)->place != SCHEMA_TABLE)
            nearest_offer(nearest, schema_kind_of(kind)->name);
    nearest_offer(nearest, "include");
    nearest_offer(nearest, "require");
}

/* In a rule an unknown name is an error of the rule: nobody reads declarations any more. */
static _Noreturn void refuse_unknown(lua_State *L)
{
    struct nearest nearest;
    nearest_start(&nearest, lua_tostring(L, 1));
    offer_names(&nearest);
    script_raise(L, "there is no '%s'%s", lua_tostring(L, 1), nearest_hint(&nearest, ""));
}

/* Reading an unknown global: a finding, and a handle that swallows what a constructor would. So one
 * misspelt kind does not hide what else is wrong. */
static int unknown_global(lua_State *L)
{
    struct declarations *declarations = declarations_of(L);
    if (declarations->frozen)
        refuse_unknown(L);
    const char *name = interned(L, declarations, 1);
    struct handle *handle = push_handle(L, declarations, LUNETTE_NO_KIND);
    struct nearest nearest;
    nearest_start(&nearest, name);
    offer_names(&nearest);
    const char *near = nearest_best(&nearest);
    handle->name = name;
    handle->problem = near ? arena_format(declarations->builder->arena, "did you mean '%s'?", near)
                           : "lunette explain lists the kinds; a name of your own needs a `local` "
                             "before it is used";
    return 1;
}

static const luaL_Reg handle_methods[] = {
    {"__call", handle_call},
    {"__index", handle_index},
    {"__tostring", handle_text},
    {NULL, NULL},
};

/* Pushes the three upvalues every constructor shares. */
static void push_shared(lua_State *L, struct declarations *declarations)
{
    lua_pushlightuserdata(L, declarations);
    lua_rawgeti(L, LUA_REGISTRYINDEX, declarations->registry);
    luaL_getmetatable(L, handle_type);
}

/* A plain table of the same name as a constructor: the circuit breaker of one call. */
static bool is_shadowed(const struct schema_kind *kind)
{
    return kind->place == SCHEMA_TABLE && schema_kind_named(kind->name);
}

/* The table of all constructors is on the stack's top. */
static void add_constructor(lua_State *L, struct declarations *declarations,
                            const struct schema_kind *kind, const char *name)
{
    push_shared(L, declarations);
    lua_pushlightuserdata(L, (void *)kind);
    lua_pushcclosure(L, construct, 4);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, name);
    if (kind->place == SCHEMA_TABLE)
        lua_pop(L, 1);
    else
        script_add_global(L, name);
}

static void add_kind(lua_State *L, struct declarations *declarations,
                     const struct schema_kind *kind)
{
    add_constructor(L, declarations, kind, kind->name);
    for (const char *at = kind->also; at && *at;) {
        size_t span = strcspn(at, " ");
        const char *name = lua_pushlstring(L, at, span);
        lua_insert(L, -2);
        add_constructor(L, declarations, kind, name);
        lua_remove(L, -2);
        at += span + (at[span] == ' ');
    }
}

void declarations_install(lua_State *L, struct declarations *declarations)
{
    luaL_newmetatable(L, handle_type);
    handle_metatable = lua_topointer(L, -1);
    lua_pushlightuserdata(L, declarations);
    luaL_setfuncs(L, handle_methods, 1);
    lua_pop(L, 1);
    lua_newtable(L);
    declarations->registry = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_newtable(L);
    for (enum lunette_kind kind = 1; kind < LUNETTE_KIND_COUNT; kind++)
        if (!is_shadowed(schema_kind_of(kind)))
            add_kind(L, declarations, schema_kind_of(kind));
    additions_install(L, declarations);
    push_shared(L, declarations);
    lua_pushcclosure(L, unknown_global, 3);
    script_set_missing_global(L);
}
