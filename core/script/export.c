#include "script/export.h"

#include <lauxlib.h>
#include <string.h>

#include "script/chunk.h"
#include "script/export_kinds.h"
#include "script/export_option.h"
#include "script/gate.h"
#include "script/guard.h"
#include "script/loader.h"
#include "script/place.h"

/* ---- before the first ---- */

static int add_require(lua_State *L)
{
    loader_add_require(L);
    return 0;
}

bool export_open(struct script *script)
{
    return script_enter(script, add_require, NULL);
}

struct view {
    struct evaluation *evaluation;
    struct proxies *proxies;
};

static int open_view(lua_State *L)
{
    struct view *view = lua_touserdata(L, 1);
    struct evaluation *evaluation = view->evaluation;
    declarations_forget(L, &evaluation->declarations);
    loader_forget_modules(L);
    view->proxies = proxy_open(L, evaluation->model, evaluation->script.arena,
                               (uint32_t)evaluation->declarations.count + 1);
    return 0;
}

struct proxies *export_open_view(struct evaluation *evaluation)
{
    struct view view = {.evaluation = evaluation};
    guard_renew(evaluation->script.guard);
    return script_enter(&evaluation->script, open_view, &view) ? view.proxies : NULL;
}

/* ---- reading an exporter ---- */

struct loading {
    const struct export_source *source;
    struct exporter *exporter;
};

/* A file of one's own is to blame for its errors, so it counts as one of the model's. */
static void push_file(lua_State *L, const struct export_source *source)
{
    struct script *script = script_of(L);
    uint32_t line;
    const char *refusal = gate_refuse(source->text, source->length, &line);
    if (refusal)
        chunk_leave(L, SCRIPT_SOURCE, source->path, line, refusal);
    uint32_t number = source_adopt(script->sources, source->path, source->text, source->length);
    const char *name = arena_format(script->arena, "@%s", source->path);
    chunk_push(L, source->path, name, source->text, source->length);
    place_add_chunk(L, number, 0);
    lua_call(L, 0, 1);
}

/* Lua's string may be collected when the table is. */
static const char *keep_text(lua_State *L, int index)
{
    size_t length;
    const char *text = lua_tolstring(L, index, &length);
    return arena_copy(script_of(L)->arena, text, strlen(text));
}

/* The text under this key of the table at the index; NULL when there is none. */
static const char *read_text(lua_State *L, int table, const char *key)
{
    int type = lua_getfield(L, table, key);
    const char *text = type == LUA_TSTRING ? keep_text(L, -1) : NULL;
    lua_pop(L, 1);
    return text;
}

static const char *require_text(lua_State *L, int table, const char *key, const char *form)
{
    const char *text = read_text(L, table, key);
    if (!text)
        script_raise(L, "an exporter returns a table with %s", form);
    return text;
}

/* Pushes the list under this key, or an empty one. */
static size_t push_list(lua_State *L, int table, const char *key)
{
    if (lua_getfield(L, table, key) == LUA_TNIL) {
        lua_pop(L, 1);
        lua_newtable(L);
    }
    if (!lua_istable(L, -1))
        script_raise(L, "an exporter's '%s' is a list", key);
    return lua_rawlen(L, -1);
}

static void read_formats(lua_State *L, int table, struct exporter *exporter)
{
    static const char *const known[] = {"yaml", "json"};
    struct arena *arena = script_of(L)->arena;
    size_t count = push_list(L, table, "formats");
    const char **formats = arena_array(arena, count + 2, sizeof *formats);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i + 1);
        const char *word = luaL_optstring(L, -1, "");
        formats[i] = strcmp(word, known[0]) == 0   ? known[0]
                     : strcmp(word, known[1]) == 0 ? known[1]
                                                   : NULL;
        if (!formats[i])
            script_raise(L, "an exporter's formats are \"yaml\" and \"json\"");
        lua_pop(L, 1);
    }
    if (!count)
        memcpy(formats, known, sizeof known);
    exporter->formats = (struct lunette_strings){formats, count ? count : 2};
    lua_pop(L, 1);
}

static struct export_option read_option(lua_State *L, int table)
{
    static const char form[] = "options = { { name = \"…\", default = \"…\", summary = \"…\" } }";
    if (!lua_istable(L, table))
        script_raise(L, "an exporter returns a table with %s", form);
    const char *standard = read_text(L, table, "default");
    struct export_option option = {
        .name = require_text(L, table, "name", form),
        .standard = standard ? standard : "",
        .summary = require_text(L, table, "summary", form),
    };
    lua_getfield(L, table, "takes");
    export_read_takes(L, &option);
    lua_pop(L, 1);
    return option;
}

static void read_options(lua_State *L, int table, struct exporter *exporter)
{
    size_t count = push_list(L, table, "options");
    struct export_option *options = arena_array(script_of(L)->arena, count + 1, sizeof *options);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i + 1);
        options[i] = read_option(L, lua_gettop(L));
        lua_pop(L, 1);
    }
    exporter->options = options;
    exporter->option_count = count;
    lua_pop(L, 1);
}

/* Leaves the references in the registry. */
static void read_order(lua_State *L, int table, struct exporter *exporter)
{
    static const char *const usual[] = {"apiVersion", "kind", "metadata", "spec"};
    if (!push_list(L, table, "order"))
        for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
            lua_pushstring(L, usual[i]);
            lua_rawseti(L, -2, (lua_Integer)i + 1);
        }
    export_push_ranks(L, lua_gettop(L));
    exporter->order = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_pop(L, 1);
}

static bool is_target_name(const char *name)
{
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return length && !name[length] && length < 64 && name[0] != '-';
}

static void read_table(lua_State *L, int table, struct exporter *exporter)
{
    if (!lua_istable(L, table))
        script_raise(L, "an exporter returns { name = \"…\", summary = \"…\", export = function }");
    *exporter = (struct exporter){
        .name = require_text(L, table, "name", "name = \"…\""),
        .summary = require_text(L, table, "summary", "summary = \"…\""),
    };
    if (!is_target_name(exporter->name))
        script_raise(L, "an exporter's name is of lower case letters, digits and '-', not '%s'",
                     exporter->name);
    read_formats(L, table, exporter);
    read_options(L, table, exporter);
    read_order(L, table, exporter);
    if (lua_getfield(L, table, "export") != LUA_TFUNCTION)
        script_raise(L, "an exporter returns a table with export = function(model, out) … end");
    exporter->function = luaL_ref(L, LUA_REGISTRYINDEX);
}

static int load(lua_State *L)
{
    const struct loading *loading = lua_touserdata(L, 1);
    if (loading->source->module)
        loader_push_module(L, loading->source->module);
    else
        push_file(L, loading->source);
    read_table(L, lua_gettop(L), loading->exporter);
    return 0;
}

bool export_load(struct script *script, const struct export_source *source,
                 struct exporter *exporter)
{
    struct loading loading = {source, exporter};
    guard_renew(script->guard);
    return script_enter(script, load, &loading);
}

/* ---- running it ---- */

static int new_table(lua_State *L)
{
    lua_newtable(L);
    return luaL_ref(L, LUA_REGISTRYINDEX);
}

static int run(lua_State *L)
{
    struct export_job *job = lua_touserdata(L, 1);
    job->kinds = new_table(L);
    job->orders = new_table(L);
    job->names = new_table(L);
    job->told = new_table(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, job->exporter->function);
    proxy_push_model(L, job->proxies);
    export_push_out(L, job);
    lua_call(L, 2, 0);
    luaL_unref(L, LUA_REGISTRYINDEX, job->kinds);
    luaL_unref(L, LUA_REGISTRYINDEX, job->orders);
    luaL_unref(L, LUA_REGISTRYINDEX, job->names);
    luaL_unref(L, LUA_REGISTRYINDEX, job->told);
    return 0;
}

bool export_run(struct export_job *job)
{
    guard_renew(job->script->guard);
    return script_enter(job->script, run, job);
}
