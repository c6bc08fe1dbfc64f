#include "script/loader.h"

#include <errno.h>
#include <fcntl.h>
#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/room.h"
#include "script/additions.h"
#include "script/beneath.h"
#include "script/chunk.h"
#include "script/gate.h"
#include "script/guard.h"

enum { PATH_SIZE = 512 };

static const char results_key, modules_key; /* their addresses are keys of the registry */

/* A file of the model. What it returned is kept in the registry's table of results. */
struct loader_file {
    const char *path;  /* below the root, without . and .. */
    const char *shown; /* how messages name it */
    uint32_t number;   /* in script->sources, or UINT32_MAX before it is there */
    bool running;
};

struct loader {
    struct script *script;
    const char *first_file;
    struct loader_file *files; /* in the order they were asked for */
    size_t count, capacity;
};

static _Noreturn void refuse_size(lua_State *L, const char *shown, size_t size)
{
    char reached[128], message[256];
    script_limits_reached(&script_of(L)->limits, "source", reached, sizeof reached);
    snprintf(message, sizeof message,
             "%s: this file has %zu bytes (--limit source=SIZE lifts it for files you trust)",
             reached, size);
    chunk_leave(L, SCRIPT_LIMIT_SIZE, shown, 0, message);
}

/* Only regular files: a FIFO, a device or a socket could answer for ever, or never. */
static const char *why_not_regular(int file, size_t *size)
{
    struct stat about;
    if (fstat(file, &about) != 0)
        return strerror(errno);
    *size = (size_t)about.st_size;
    if (S_ISDIR(about.st_mode))
        return "it is a folder";
    return S_ISREG(about.st_mode) ? NULL : "it is not a regular file";
}

/* A file that grows meanwhile is cut at the size it had. */
static size_t read_up_to(int file, char *text, size_t size)
{
    size_t length = 0;
    ssize_t count;
    while (length < size && (count = read(file, text + length, size - length)) != 0) {
        if (count < 0 && errno != EINTR)
            break;
        length += count > 0 ? (size_t)count : 0;
    }
    return length;
}

/* The text of an open file, in the arena; closes the file in any case. NULL and `*why` when it
 * cannot be had, NULL alone when it has more than `largest` bytes. */
static char *read_text(struct arena *arena, int file, size_t largest, size_t *length,
                       const char **why)
{
    char *text = NULL;
    *length = 0;
    *why = file < 0 ? strerror(errno) : why_not_regular(file, length);
    if (!*why && *length <= largest) {
        text = arena_alloc(arena, *length + 1);
        *length = read_up_to(file, text, *length);
    }
    if (file >= 0)
        close(file);
    return text;
}

/* That the first file cannot be read is the environment's fault; of any other, the model's. */
static _Noreturn void complain_of_file(lua_State *L, const struct loader *loader,
                                       const struct loader_file *file, const char *why)
{
    const char *message = lua_pushfstring(L, "cannot read '%s': %s", file->path, why);
    if (file == loader->files)
        chunk_leave(L, SCRIPT_MISSING_FILE, file->shown, 0, message);
    script_raise(L, "%s", message);
}

static char *read_model_file(lua_State *L, const struct loader *loader,
                             const struct loader_file *file, size_t *length)
{
    struct script *script = loader->script;
    const char *why;
    int opened = beneath_open(script->root, file->path);
    if (opened < 0 && (errno == EXDEV || errno == ELOOP))
        script_forbid(L, "cannot read '%s': a link in it leads out of the model's folder",
                      file->path);
    char *text = read_text(script->sources->arena, opened, script->limits.source, length, &why);
    if (why)
        complain_of_file(L, loader, file, why);
    if (!text)
        refuse_size(L, file->shown, *length);
    return text;
}

/* Pushes the list of functions that the file is, and returns how many. */
static size_t push_model_file(lua_State *L, const struct loader *loader, struct loader_file *file)
{
    size_t length;
    uint32_t line;
    const char *text = read_model_file(L, loader, file, &length);
    const char *refusal = gate_refuse(text, length, &line);
    if (refusal)
        chunk_leave(L, SCRIPT_SOURCE, file->shown, line, refusal);
    file->number = source_adopt(loader->script->sources, file->shown, text, length);
    return chunk_push_file(L, file->number);
}

static void push_registry_table(lua_State *L, const void *key)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, key) == LUA_TTABLE)
        return;
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

/* Stores what lies above `base` on the stack as the results of the file, and leaves it there. */
static void keep_results(lua_State *L, const char *path, int base)
{
    int count = lua_gettop(L) - base;
    luaL_checkstack(L, 4, "too many results");
    push_registry_table(L, &results_key);
    lua_createtable(L, count, 0);
    for (int i = 1; i <= count; i++) {
        lua_pushvalue(L, base + i);
        lua_rawseti(L, -2, i);
    }
    lua_pushinteger(L, count);
    lua_rawseti(L, -2, 0);
    lua_setfield(L, -2, path);
    lua_pop(L, 1);
}

static int push_results(lua_State *L, const char *path)
{
    push_registry_table(L, &results_key);
    lua_getfield(L, -1, path);
    int kept = lua_gettop(L);
    lua_rawgeti(L, kept, 0);
    int count = (int)lua_tointeger(L, -1);
    lua_pop(L, 1);
    luaL_checkstack(L, count, "too many results");
    for (int i = 1; i <= count; i++)
        lua_rawgeti(L, kept, i);
    return count;
}

static const char *shown_path(const struct script *script, const char *path)
{
    const char *root = script->root_path;
    size_t length = strlen(root);
    const char *slash = length && root[length - 1] != '/' ? "/" : "";
    return arena_format(script->arena, "%s%s%s", root, slash, path);
}

static struct loader_file *find_file(const struct loader *loader, const char *path)
{
    for (size_t i = 0; i < loader->count; i++)
        if (strcmp(loader->files[i].path, path) == 0)
            return &loader->files[i];
    return NULL;
}

static struct loader_file *add_file(lua_State *L, struct loader *loader, const char *path)
{
    struct script *script = loader->script;
    if (loader->count >= script->limits.files)
        script_limit_reached(L, "files");
    ROOM_FOR_ONE(script->arena, loader, files, count, capacity);
    struct loader_file *file = &loader->files[loader->count++];
    *file = (struct loader_file){
        .path = arena_copy(script->arena, path, strlen(path)),
        .shown = shown_path(script, path),
        .number = UINT32_MAX,
    };
    return file;
}

/* Files that are running include each other in the order they were first asked for. */
static _Noreturn void complain_of_cycle(lua_State *L, const struct loader *loader, const char *path)
{
    lua_pushstring(L, "include goes in a circle: ");
    for (const struct loader_file *file = find_file(loader, path);
         file < loader->files + loader->count; file++)
        if (file->running) {
            lua_pushfstring(L, "%s includes ", file->path);
            lua_concat(L, 2);
        }
    script_raise(L, "%s%s", lua_tostring(L, -1), path);
}

/* Runs a file that was not asked for before; returns how many values it gave. */
static int run_file(lua_State *L, struct loader *loader, const char *path)
{
    struct loader_file *file = add_file(L, loader, path);
    size_t index = loader->count - 1; /* files move when more are added */
    int base = lua_gettop(L);
    size_t count = push_model_file(L, loader, file);
    file->running = true;
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(L, base + 1, (lua_Integer)i);
        lua_pushnil(L); /* it may be collected once it has run */
        lua_rawseti(L, base + 1, (lua_Integer)i);
        lua_call(L, 0, i < count ? 0 : LUA_MULTRET);
    }
    lua_remove(L, base + 1);
    loader->files[index].running = false;
    keep_results(L, path, base);
    return lua_gettop(L) - base;
}

static const char *folder_of_caller(lua_State *L, const struct loader *loader)
{
    uint32_t number, line;
    if (!script_caller(L, &number, &line))
        return "";
    for (size_t i = 0; i < loader->count; i++)
        if (loader->files[i].number == number)
            return loader->files[i].path;
    return "";
}

/* Adds one part of a path, of `length` bytes, to a normal path; false when it would leave the
 * root. */
static bool add_part(char *path, size_t *used, const char *part, size_t length)
{
    if (length == 0 || (length == 1 && *part == '.'))
        return true;
    if (length == 2 && memcmp(part, "..", 2) == 0) {
        if (!*used)
            return false;
        const char *slash = memrchr(path, '/', *used);
        *used = slash ? (size_t)(slash - path) : 0;
        return true;
    }
    *used += (size_t)snprintf(path + *used, PATH_SIZE - *used, "%s%.*s", *used ? "/" : "",
                              (int)length, part);
    return true;
}

static bool add_parts(char *path, size_t *used, const char *text, size_t length)
{
    for (const char *end = text + length; text < end;) {
        const char *slash = memchr(text, '/', (size_t)(end - text));
        size_t part = (size_t)((slash ? slash : end) - text);
        if (!add_part(path, used, text, part))
            return false;
        text += part + 1;
    }
    return true;
}

/* Joins the folder of the file `from` and `path` into a path below the root; leaves when the
 * result is not below it. */
static void resolve_path(lua_State *L, const char *from, const char *path, char *resolved)
{
    size_t used = 0, length = strlen(path);
    const char *slash = strrchr(from, '/');
    if (*path == '/')
        script_forbid(L, "include '%s': a path in a model is relative to the file it stands in",
                      path);
    luaL_argcheck(L, length && strlen(from) + length + 1 < PATH_SIZE, 1,
                  length ? "this path is too long" : "a path is needed");
    add_parts(resolved, &used, from, slash ? (size_t)(slash - from) : 0);
    if (!add_parts(resolved, &used, path, length))
        script_forbid(L, "include '%s': the path leads out of the model's folder", path);
    resolved[used] = '\0';
}

static int include(lua_State *L)
{
    struct loader *loader = lua_touserdata(L, lua_upvalueindex(1));
    size_t length;
    char path[PATH_SIZE];
    const char *wanted = luaL_checklstring(L, 1, &length);
    luaL_argcheck(L, strlen(wanted) == length, 1, "a NUL byte in a path");
    resolve_path(L, folder_of_caller(L, loader), wanted, path);
    const struct loader_file *file = find_file(loader, path);
    if (!file)
        return run_file(L, loader, path);
    if (file->running)
        complain_of_cycle(L, loader, path);
    return push_results(L, path);
}

static bool is_module_name(const char *name)
{
    for (const char *part = name;; part++) {
        size_t length = strspn(part, "abcdefghijklmnopqrstuvwxyz_");
        part += length;
        if (!length || (*part && *part != '.'))
            return false;
        if (!*part)
            return strlen(name) < PATH_SIZE / 2;
    }
}

/* The text of a shipped module, or NULL. */
static char *read_module(struct script *script, const char *name, size_t *length)
{
    static const char *const endings[] = {".lua", "/init.lua"};
    char *text = NULL;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !text; i++) {
        const char *why;
        char *path = arena_format(script->arena, "%s/%s%s", script->library, name, endings[i]);
        for (char *dot = path + strlen(script->library); dot < strrchr(path, '.'); dot++)
            if (*dot == '.')
                *dot = '/';
        int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        text = read_text(script->arena, file, SIZE_MAX, length, &why);
    }
    return text;
}

/* Runs the module and leaves its value, true when it gave none, on the stack. */
static void run_module(lua_State *L, const char *name)
{
    struct script *script = script_of(L);
    size_t length;
    char *text = is_module_name(name) ? read_module(script, name, &length) : NULL;
    if (!text)
        script_forbid(L,
                      "there is no module '%s': require gives what Lunette ships; `include` reads "
                      "another file of the model",
                      name);
    const char *chunk = arena_format(script->arena, PLACE_LIBRARY "%s", name);
    chunk_push(L, chunk + 1, chunk, text, length);
    lua_getfield(L, LUA_REGISTRYINDEX, ADDITIONS_HOST);
    lua_call(L, 1, 1);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_pushboolean(L, 1);
    }
}

void loader_push_module(lua_State *L, const char *name)
{
    push_registry_table(L, &modules_key);
    if (lua_getfield(L, -1, name) == LUA_TNIL) {
        lua_pop(L, 1);
        run_module(L, name);
        lua_pushvalue(L, -1);
        lua_setfield(L, -3, name);
    }
    lua_remove(L, -2);
}

static int require(lua_State *L)
{
    loader_push_module(L, luaL_checkstring(L, 1));
    return 1;
}

void loader_add_require(lua_State *L)
{
    lua_pushcfunction(L, require);
    script_add_global(L, "require");
}

void loader_forget_modules(lua_State *L)
{
    lua_pushnil(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &modules_key);
}

static int run_model(lua_State *L)
{
    struct loader *loader = lua_touserdata(L, 1);
    lua_pushlightuserdata(L, loader);
    lua_pushcclosure(L, include, 1);
    script_add_global(L, "include");
    loader_add_require(L);
    return run_file(L, loader, loader->first_file);
}

bool loader_run(struct script *script, const char *first_file)
{
    struct loader *loader = arena_new(script->arena, struct loader);
    *loader = (struct loader){.script = script, .first_file = first_file};
    return script_enter(script, run_model, loader);
}

uint32_t loader_bidi_line(const struct source_file *file)
{
    return gate_bidi_line(file->text, file->length);
}
