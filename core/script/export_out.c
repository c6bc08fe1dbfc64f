/* `out`: what an exporter hands its documents, files and losses to. */
#include <lauxlib.h>
#include <string.h>

#include "base/room.h"
#include "script/export_kinds.h"
#include "script/state.h"

enum {
    PART_LENGTH = 100, /* of a file's name: between two slashes */
    NAME_LENGTH = 200, /* in all; a target's folder may come in front */
    BYTES_A_STEP = 16,
    STEPS_A_FILE = 256,
};

#define NAME_BYTES                                         \
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" \
    "0123456789._-"

static struct export_job *job_of(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(1));
}

/* The call is out:method(…); with a point the first argument would be taken for `out`. */
struct export_job *export_check_self(lua_State *L, const char *method)
{
    if (lua_type(L, 1) != LUA_TTABLE)
        script_raise(L, "write out:%s(…), with a colon", method);
    return job_of(L);
}

const char *export_check_text(lua_State *L, int index, const char *method, const char *what)
{
    if (lua_type(L, index) != LUA_TSTRING)
        script_raise(L, "out:%s wants text as %s, not %s", method, what,
                     script_push_text(L, index, NULL));
    return lua_tostring(L, index);
}

/* ---- names of files ---- */

/* What is wrong with one part of a name, or NULL. */
static const char *fault_of_part(const char *part, size_t length, bool is_text)
{
    if (length == 0)
        return "a part of it is empty";
    if (length > PART_LENGTH)
        return "a part of it is longer than 100 bytes";
    if (strspn(part, NAME_BYTES) < length)
        return "names of files hold letters, digits and ._- ; names.mapper makes such ones";
    if (part[0] == '-')
        return "a part of it begins with '-'";
    if (part[0] == '.' && (!is_text || length == 1 || part[1] == '.'))
        return "a part of it begins with '.'";
    return NULL;
}

static const char *fault_of_name(const char *name, bool is_text)
{
    const char *fault = NULL;
    for (const char *part = name; part && !fault;) {
        size_t length = strcspn(part, "/");
        fault = fault_of_part(part, length, is_text);
        part = part[length] ? part + length + 1 : NULL;
    }
    return strlen(name) > NAME_LENGTH ? "it is longer than 200 bytes" : fault;
}

const char *export_check_name(lua_State *L, int index, const char *method, bool is_text)
{
    size_t length;
    const char *name = export_check_text(L, index, method, "the file's name");
    lua_tolstring(L, index, &length);
    const char *fault =
        strlen(name) < length ? "it holds a NUL byte" : fault_of_name(name, is_text);
    if (fault)
        script_raise(L, "out:%s: the file name '%s': %s", method, name, fault);
    return name;
}

/* The name of the file that the method's first argument says. */
static char *keep_name(lua_State *L, const struct export_job *job, const char *method, bool is_text)
{
    const char *name = export_check_name(L, 2, method, is_text);
    return arena_copy(job->script->arena, name, strlen(name));
}

/* Files whose names differ by the case of letters only are one on some systems, but not here. */
static void claim_name(lua_State *L, const struct export_job *job, const char *name)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, job->names);
    if (lua_getfield(L, -1, name) != LUA_TNIL)
        script_raise(L, "there are two files of the name %s", name);
    lua_pushboolean(L, 1);
    lua_setfield(L, -3, name);
    lua_pop(L, 2);
}

static struct export_file *add_file(lua_State *L, struct export_job *job, const char *name,
                                    const char *stem)
{
    script_count_steps(L, STEPS_A_FILE);
    if (job->file_count == EXPORT_MOST_FILES)
        script_raise(L, "there are more than %d files", EXPORT_MOST_FILES);
    claim_name(L, job, name);
    job->files = room_make(job->script->arena, job->files, job->file_count, &job->file_capacity,
                           sizeof *job->files);
    struct export_file *file = &job->files[job->file_count++];
    *file = (struct export_file){.name = name, .stem = stem};
    return file;
}

/* ---- documents ---- */

static const char *add_ending(const struct export_job *job, const char *name)
{
    return arena_format(job->script->arena, "%s.%s", name, job->format);
}

/* out:document(file, tree) */
static int document(lua_State *L)
{
    struct export_job *job = export_check_self(L, "document");
    const char *stem = keep_name(L, job, "document", false);
    const char *name = add_ending(job, stem);
    lua_settop(L, 3);
    struct tree *tree = arena_new(job->script->arena, struct tree);
    *tree = export_read_tree(L, job, name, 3, job->exporter->order);
    struct export_file *file = add_file(L, job, name, stem);
    file->documents = tree;
    file->count = 1;
    return 0;
}

/* A JSON file holds one value: several documents are several files. The point keeps them apart from the files of
 * entities, whose names hold none. */
static void add_numbered(lua_State *L, struct export_job *job, const char *stem,
                         const struct tree *trees, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *name = arena_format(job->script->arena, "%s.%zu", stem, i + 1);
        struct export_file *file = add_file(L, job, add_ending(job, name), stem);
        file->documents = &trees[i];
        file->count = 1;
    }
}

/* The function that out:file returns; the name is its second upvalue. */
static int documents(lua_State *L)
{
    struct export_job *job = job_of(L);
    const char *stem = lua_touserdata(L, lua_upvalueindex(2));
    const char *name = add_ending(job, stem);
    luaL_checktype(L, 1, LUA_TTABLE);
    size_t count = lua_rawlen(L, 1);
    if (!count)
        script_raise(L, "%s: a list of documents is wanted, at least one", name);
    script_count_steps(L, count);
    struct tree *trees = arena_array(job->script->arena, count, sizeof *trees);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, 1, (lua_Integer)i + 1);
        trees[i] = export_read_tree(L, job, name, -1, job->exporter->order);
        lua_pop(L, 1);
    }
    if (count > 1 && strcmp(job->format, "json") == 0) {
        add_numbered(L, job, stem, trees, count);
        return 0;
    }
    struct export_file *file = add_file(L, job, name, stem);
    file->documents = trees;
    file->count = count;
    return 0;
}

/* out:file(name) { tree, … } */
static int file_of_documents(lua_State *L)
{
    struct export_job *job = export_check_self(L, "file");
    lua_pushlightuserdata(L, job);
    lua_pushlightuserdata(L, keep_name(L, job, "file", false));
    lua_pushcclosure(L, documents, 2);
    return 1;
}

/* out:text(file, text) */
static int file_of_text(lua_State *L)
{
    struct export_job *job = export_check_self(L, "text");
    char *name = keep_name(L, job, "text", true);
    size_t length;
    export_check_text(L, 3, "text", "the file's content");
    const char *bytes = lua_tolstring(L, 3, &length);
    script_count_steps(L, length / BYTES_A_STEP);
    job->bytes += length;
    if (job->bytes > EXPORT_MOST_BYTES)
        script_raise(L, "%s: the files hold more than 64 MiB of text", name);
    struct arena *arena = job->script->arena;
    struct export_file *file = add_file(L, job, name, name);
    file->text = tree_text(arena, bytes, length);
    return 0;
}

/* out.json(tree, order): the text, for a document that holds another one */
static int text_of_json(lua_State *L)
{
    struct export_job *job = job_of(L);
    if (lua_gettop(L) != 2 || !lua_istable(L, 1) || !lua_istable(L, 2))
        script_raise(L, "write out.json(tree, { \"first\", \"second\" }), with a point");
    export_push_ranks(L, 2);
    int order = luaL_ref(L, LUA_REGISTRYINDEX);
    struct tree tree = export_read_tree(L, job, "out.json", 1, order);
    luaL_unref(L, LUA_REGISTRYINDEX, order);
    struct buf text = {0};
    job->add_json(&text, &tree);
    size_t length = text.length;
    const char *kept = arena_copy(job->script->arena, buf_text(&text), length);
    buf_free(&text);
    script_count_steps(L, length / BYTES_A_STEP);
    lua_pushlstring(L, kept, length);
    return 1;
}

/* ---- saying what a table is ---- */

/* out.list{…}: `out` itself as the argument is a colon that should be a point. */
static int mark_as(lua_State *L, const char *method, enum export_mark mark)
{
    const struct export_job *job = job_of(L);
    if (lua_gettop(L) > 1)
        script_raise(L, "write out.%s(…), with a point", method);
    if (lua_isnoneornil(L, 1)) {
        lua_settop(L, 0);
        lua_newtable(L);
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_rawgeti(L, LUA_REGISTRYINDEX, job->kinds);
    lua_pushvalue(L, 1);
    lua_pushinteger(L, mark);
    lua_rawset(L, -3);
    lua_settop(L, 1);
    return 1;
}

static int mark_list(lua_State *L)
{
    return mark_as(L, "list", EXPORT_LIST);
}

static int mark_map(lua_State *L)
{
    return mark_as(L, "map", EXPORT_MAP);
}

/* out.ordered({ "a", "b" }, t) */
static int ordered(lua_State *L)
{
    const struct export_job *job = job_of(L);
    if (lua_gettop(L) != 2 || !lua_istable(L, 1) || !lua_istable(L, 2))
        script_raise(L, "write out.ordered({ \"first\", \"second\" }, table), with a point");
    lua_rawgeti(L, LUA_REGISTRYINDEX, job->orders);
    lua_pushvalue(L, 2);
    export_push_ranks(L, 1);
    lua_rawset(L, -3);
    lua_settop(L, 2);
    return 1;
}

void export_push_ranks(lua_State *L, int list)
{
    size_t count = lua_rawlen(L, list);
    script_count_steps(L, count);
    lua_createtable(L, 0, (int)count);
    for (size_t i = 1; i <= count; i++) {
        if (lua_rawgeti(L, list, (lua_Integer)i) != LUA_TSTRING)
            script_raise(L, "an order of keys is a list of text");
        lua_pushinteger(L, (lua_Integer)i);
        lua_rawset(L, -3);
    }
}

/* ---- the table ---- */

static void push_options(lua_State *L, const struct export_job *job)
{
    lua_newtable(L);
    for (size_t i = 0; i < job->exporter->option_count; i++) {
        lua_pushstring(L, job->values[i]);
        lua_setfield(L, -2, job->exporter->options[i].name);
    }
}

void export_push_out(lua_State *L, struct export_job *job)
{
    static const luaL_Reg functions[] = {
        {"document", document}, {"file", file_of_documents}, {"text", file_of_text},
        {"loss", export_loss},  {"list", mark_list},         {"map", mark_map},
        {"ordered", ordered},   {"json", text_of_json},      {NULL, NULL},
    };
    lua_newtable(L);
    lua_pushlightuserdata(L, job);
    luaL_setfuncs(L, functions, 1);
    lua_pushlightuserdata(L, (void *)&export_null);
    lua_setfield(L, -2, "null");
    lua_pushstring(L, job->format);
    lua_setfield(L, -2, "format");
    push_options(L, job);
    lua_setfield(L, -2, "options");
}
