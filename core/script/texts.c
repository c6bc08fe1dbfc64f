#include "script/texts.h"

#include <lauxlib.h>
#include <string.h>

#include "script/chunk.h"
#include "script/gate.h"

enum { MOST_TEXTS = 1000 };

struct reading {
    struct script *script;
    const char *shown, *text;
    size_t length;
    struct texts *texts;
};

static const char *copy_text(lua_State *L, int index)
{
    size_t length;
    const char *text = lua_tolstring(L, index, &length);
    return arena_copy(script_of(L)->arena, text, length);
}

static void add_text(lua_State *L, struct texts *texts, const char *group, const char *name)
{
    if (texts->count == MOST_TEXTS)
        script_raise(L, "more than %d texts", MOST_TEXTS);
    texts->items[texts->count++] = (struct texts_entry){group, name, copy_text(L, -1)};
}

/* The key on the stack's top, which goes. */
static const char *take_key(lua_State *L)
{
    if (lua_type(L, -1) != LUA_TSTRING)
        script_raise(L, "a %s as key: names are texts", luaL_typename(L, -1));
    const char *name = copy_text(L, -1);
    lua_pop(L, 1);
    return name;
}

/* The table on the stack's top. */
static void read_table(lua_State *L, struct texts *texts, const char *group)
{
    int table = lua_gettop(L);
    size_t count = script_push_keys(L, table);
    int keys = lua_gettop(L);
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(L, keys, (lua_Integer)i);
        const char *name = take_key(L);
        lua_pushstring(L, name);
        lua_rawget(L, table);
        if (lua_type(L, -1) == LUA_TSTRING)
            add_text(L, texts, group, name);
        else if (lua_istable(L, -1) && !*group)
            read_table(L, texts, name);
        else
            script_raise(L, "'%s' is a %s where a text is wanted", name, luaL_typename(L, -1));
        lua_pop(L, 1);
    }
    lua_settop(L, table);
}

static void push_result(lua_State *L, const struct reading *reading)
{
    uint32_t line = 0;
    const char *refusal = gate_refuse(reading->text, reading->length, &line);
    if (refusal)
        chunk_leave(L, SCRIPT_SOURCE, reading->shown, line, refusal);
    uint32_t number =
        source_add(reading->script->sources, reading->shown, reading->text, reading->length);
    size_t count = chunk_push_file(L, number);
    int functions = lua_gettop(L);
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(L, functions, (lua_Integer)i);
        lua_call(L, 0, i < count ? 0 : 1);
    }
}

static int read_texts(lua_State *L)
{
    const struct reading *reading = lua_touserdata(L, 1);
    push_result(L, reading);
    if (!lua_istable(L, -1))
        chunk_leave(L, SCRIPT_RUNTIME, reading->shown, 0,
                    "the file returns no table: it should end with return { name = \"text\" }");
    read_table(L, reading->texts, "");
    return 0;
}

bool texts_read(struct script *script, const char *shown, const char *text, size_t length,
                struct texts *texts)
{
    struct reading reading = {script, shown, text, length, texts};
    *texts = (struct texts){.items = arena_array(script->arena, MOST_TEXTS, sizeof *texts->items)};
    return script_enter(script, read_texts, &reading);
}
