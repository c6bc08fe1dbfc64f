#include "script/state.h"

#include <assert.h>
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

#include "script/guard.h"
#include "script/library.h"

static struct script **owner_slot(lua_State *L)
{
    return lua_getextraspace(L);
}

struct script *script_of(lua_State *L)
{
    return *owner_slot(L);
}

static bool fail_to_open(struct script *script)
{
    script->failure = (struct script_failure){.outcome = SCRIPT_LIMIT_MEMORY};
    script_limits_reached(&script->limits, "memory", script->failure.message,
                          sizeof script->failure.message);
    script->guard->dead = true;
    return false;
}

bool script_open(struct script *script)
{
    script->guard = guard_new(&script->limits);
    script->L = lua_newstate(guard_allocate, script);
    if (!script->L)
        return fail_to_open(script);
    *owner_slot(script->L) = script;
    guard_watch(script->L);
    return script_enter(script, library_open, NULL);
}

/* lua_close would walk every object to free it; the heap forgets them all at once. Nothing has a
 * finaliser: models cannot set one, and the host's userdata hold arena memory only. */
void script_close(struct script *script)
{
    if (script->guard)
        guard_free(script->guard);
    script->guard = NULL;
    script->L = NULL;
}

/* The bytes of a UTF-8 sequence cut in two by the buffer's end are left out. */
static void copy_message(struct script_failure *failure, const char *text)
{
    size_t length = strnlen(text, sizeof failure->message);
    if (length == sizeof failure->message)
        for (length--; length && ((unsigned char)text[length] & 0xC0) == 0x80;)
            length--;
    memcpy(failure->message, text, length);
    failure->message[length] = '\0';
}

static void describe_other_value(lua_State *L, struct script_failure *failure)
{
    if (lua_isnoneornil(L, 1))
        snprintf(failure->message, sizeof failure->message, "error(nil)");
    else
        snprintf(failure->message, sizeof failure->message, "an error value of type %s",
                 lua_typename(L, lua_type(L, 1)));
}

/* The message handler: runs where the error was raised, so the frames to blame are still there.
 * The value may be anything, with metamethods that never return: only raw access here. It is given
 * back as it came, for lua_load hands the parser's stack overflow through here as well. */
static int note_error(lua_State *L)
{
    struct script_failure *failure = &script_of(L)->failure;
    failure->outcome = SCRIPT_RUNTIME;
    if (lua_isstring(L, 1)) {
        copy_message(failure, place_of_message(L, lua_tostring(L, 1), failure));
    } else {
        place_innermost(L, failure);
        describe_other_value(L, failure);
    }
    return 1;
}

/* Lua gave up before it could call the handler. */
static void note_error_in_handler(struct script *script)
{
    if (script->failure.outcome != SCRIPT_OK)
        return;
    script->failure.outcome = SCRIPT_RUNTIME;
    copy_message(&script->failure, "stack overflow while an error was being handled");
}

static void call_body(struct script *script, lua_CFunction body, void *context)
{
    lua_State *L = script->L;
    int base = lua_gettop(L);
    guard_collect(L);
    lua_pushcfunction(L, note_error);
    lua_pushcfunction(L, body);
    lua_pushlightuserdata(L, context);
    if (lua_pcall(L, 1, 0, base + 1) != LUA_OK)
        note_error_in_handler(script);
    lua_settop(L, base);
}

bool script_enter(struct script *script, lua_CFunction body, void *context)
{
    struct script_guard *guard = script->guard;
    if (guard->dead)
        return false;
    assert(!guard->entered);
    script->failure = (struct script_failure){0};
    guard_start_clock(guard);
    guard->entered = true;
    if (setjmp(guard->way_out) == 0)
        call_body(script, body, context);
    else
        guard->dead = true;
    guard->entered = false;
    guard_stop_clock(guard);
    return script->failure.outcome == SCRIPT_OK;
}

int guard_pcall(lua_State *L)
{
    luaL_checkany(L, 1);
    lua_pushboolean(L, 1);
    lua_insert(L, 1);
    if (lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 0) == LUA_OK)
        return lua_gettop(L);
    lua_pushboolean(L, 0);
    lua_insert(L, -2);
    return 2;
}
