/* find, match, gmatch and gsub, on the counted matcher. */
#include <ctype.h>
#include <string.h>

#include "script/library.h"
#include "script/match.h"
#include "script/state.h"

enum { BYTES_A_STEP = 16 }; /* of a plain search */

/* Where to begin, as a number of bytes, for a position as models write it; above the length when
 * that is behind the end. */
static size_t start_of(lua_Integer position, size_t length)
{
    if (position > 0)
        return (uint64_t)position - 1 > length ? length + 1 : (size_t)position - 1;
    if (position == 0 || position < -(lua_Integer)length)
        return 0;
    return length - (size_t)-position;
}

static size_t capture_count(const struct match *match)
{
    return match->pattern->captures;
}

/* Pushes capture `number` from 0; without captures, number 0 is the whole match. */
static void push_capture(struct match *match, size_t number, const char *start, const char *end)
{
    lua_State *L = match->L;
    if (number >= capture_count(match)) {
        if (number > 0)
            script_raise(L, "invalid capture index %%%d", (int)number + 1);
        lua_pushlstring(L, start, (size_t)(end - start));
        return;
    }
    const struct match_capture *capture = &match->captures[number];
    if (capture->length == MATCH_POSITION)
        lua_pushinteger(L, capture->start - match->subject + 1);
    else
        lua_pushlstring(L, capture->start, (size_t)capture->length);
}

/* Pushes all captures; the whole match when there are none and `whole` is set. */
static int push_captures(struct match *match, const char *start, const char *end, bool whole)
{
    size_t count = capture_count(match) ? capture_count(match) : whole;
    luaL_checkstack(match->L, (int)count, "too many captures");
    for (size_t i = 0; i < count; i++)
        push_capture(match, i, start, end);
    return (int)count;
}

static int find_plain(lua_State *L, const char *subject, size_t length, size_t start)
{
    size_t wanted_length;
    const char *wanted = lua_tolstring(L, 2, &wanted_length);
    script_count_steps(L, (length - start + wanted_length) / BYTES_A_STEP);
    const char *found = memmem(subject + start, length - start, wanted, wanted_length);
    if (!found) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushinteger(L, found - subject + 1);
    lua_pushinteger(L, found - subject + (lua_Integer)wanted_length);
    return 2;
}

static int push_found(struct match *match, const char *start, const char *end, bool positions)
{
    match_count(match);
    if (!positions)
        return push_captures(match, start, end, true);
    lua_pushinteger(match->L, start - match->subject + 1);
    lua_pushinteger(match->L, end - match->subject);
    return push_captures(match, start, end, false) + 2;
}

static int search(lua_State *L, const char *subject, size_t length, size_t start, bool positions)
{
    struct match match;
    match_begin(&match, L, match_push_pattern(L, 2), subject, length);
    const char *at = subject + start;
    do {
        const char *end = match_here(&match, at);
        if (end)
            return push_found(&match, at, end, positions);
    } while (at++ < match.end && !match.pattern->anchored);
    match_count(&match);
    lua_pushnil(L);
    return 1;
}

static int string_find(lua_State *L)
{
    size_t length, wanted_length;
    const char *subject = luaL_checklstring(L, 1, &length);
    const char *wanted = luaL_checklstring(L, 2, &wanted_length);
    size_t start = start_of(luaL_optinteger(L, 3, 1), length);
    if (start > length) {
        lua_pushnil(L);
        return 1;
    }
    bool plain = lua_toboolean(L, 4) || match_is_plain(wanted, wanted_length);
    return plain ? find_plain(L, subject, length, start) : search(L, subject, length, start, true);
}

static int string_match(lua_State *L)
{
    size_t length;
    const char *subject = luaL_checklstring(L, 1, &length);
    luaL_checkstring(L, 2);
    size_t start = start_of(luaL_optinteger(L, 3, 1), length);
    if (start > length) {
        lua_pushnil(L);
        return 1;
    }
    return search(L, subject, length, start, false);
}

/* Upvalues of gmatch's iterator: subject, pattern, where to go on, where the last match ended. */
enum { GMATCH_SUBJECT = 1, GMATCH_PATTERN, GMATCH_NEXT, GMATCH_LAST };

static int gmatch_step(lua_State *L)
{
    size_t length;
    struct match match;
    const char *subject = lua_tolstring(L, lua_upvalueindex(GMATCH_SUBJECT), &length);
    match_begin(&match, L, lua_touserdata(L, lua_upvalueindex(GMATCH_PATTERN)), subject, length);
    const char *at = subject + lua_tointeger(L, lua_upvalueindex(GMATCH_NEXT));
    const char *last = subject + lua_tointeger(L, lua_upvalueindex(GMATCH_LAST));
    for (; at <= match.end; at++) {
        const char *end = match_here(&match, at);
        if (!end || end == last)
            continue;
        match_count(&match);
        lua_pushinteger(L, end - subject);
        lua_copy(L, -1, lua_upvalueindex(GMATCH_NEXT));
        lua_replace(L, lua_upvalueindex(GMATCH_LAST));
        return push_captures(&match, at, end, true);
    }
    match_count(&match);
    return 0;
}

static int string_gmatch(lua_State *L)
{
    size_t length;
    luaL_checklstring(L, 1, &length);
    luaL_checkstring(L, 2);
    size_t start = start_of(luaL_optinteger(L, 3, 1), length);
    lua_settop(L, 2);
    match_push_unanchored(L, 2);
    lua_remove(L, 2);
    lua_pushinteger(L, (lua_Integer)start);
    lua_pushinteger(L, -1);
    lua_pushcclosure(L, gmatch_step, 4);
    return 1;
}

enum { GSUB_REPLACEMENT = 3 };

static void add_capture(struct match *match, luaL_Buffer *buffer, uint8_t digit, const char *start,
                        const char *end)
{
    if (digit == '0') {
        luaL_addlstring(buffer, start, (size_t)(end - start));
        return;
    }
    push_capture(match, (size_t)(digit - '1'), start, end);
    luaL_addvalue(buffer);
}

/* The replacement is a text in which %1 stands for a capture, %0 for the match, %% for %. */
static void add_text(struct match *match, luaL_Buffer *buffer, const char *start, const char *end)
{
    size_t length;
    const char *text = lua_tolstring(match->L, GSUB_REPLACEMENT, &length);
    const char *stop = text + length, *escape;
    while ((escape = memchr(text, '%', (size_t)(stop - text)))) {
        luaL_addlstring(buffer, text, (size_t)(escape - text));
        uint8_t next = escape + 1 < stop ? (uint8_t)escape[1] : 0;
        if (next == '%')
            luaL_addchar(buffer, '%');
        else if (isdigit(next))
            add_capture(match, buffer, next, start, end);
        else
            script_raise(match->L, "invalid use of '%%' in replacement string");
        text = escape + 2;
    }
    luaL_addlstring(buffer, text, (size_t)(stop - text));
}

static void push_table_value(struct match *match, const char *start, const char *end)
{
    push_capture(match, 0, start, end);
    lua_gettable(match->L, GSUB_REPLACEMENT);
}

static void push_call_value(struct match *match, const char *start, const char *end)
{
    lua_pushvalue(match->L, GSUB_REPLACEMENT);
    int count = push_captures(match, start, end, true);
    lua_call(match->L, count, 1);
}

/* Adds the value on the stack's top, or the match itself when that is nil or false. */
static void add_value(lua_State *L, luaL_Buffer *buffer, const char *start, const char *end)
{
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        luaL_addlstring(buffer, start, (size_t)(end - start));
        return;
    }
    if (!lua_isstring(L, -1))
        script_raise(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
    luaL_addvalue(buffer);
}

static void add_replacement(struct match *match, luaL_Buffer *buffer, const char *start,
                            const char *end)
{
    switch (lua_type(match->L, GSUB_REPLACEMENT)) {
    case LUA_TFUNCTION:
        push_call_value(match, start, end);
        add_value(match->L, buffer, start, end);
        break;
    case LUA_TTABLE:
        push_table_value(match, start, end);
        add_value(match->L, buffer, start, end);
        break;
    default: add_text(match, buffer, start, end);
    }
}

/* Adds the subject with up to `most` matches replaced; returns how many were. */
static lua_Integer substitute(struct match *match, luaL_Buffer *buffer, lua_Integer most)
{
    const char *at = match->subject, *last = NULL;
    lua_Integer count = 0;
    while (count < most) {
        const char *end = match_here(match, at);
        if (end && end != last) {
            count++;
            add_replacement(match, buffer, at, end);
            at = last = end;
        } else if (at < match->end) {
            luaL_addchar(buffer, *at++);
        } else {
            break;
        }
        if (match->pattern->anchored)
            break;
    }
    luaL_addlstring(buffer, at, (size_t)(match->end - at));
    return count;
}

static int string_gsub(lua_State *L)
{
    size_t length;
    const char *subject = luaL_checklstring(L, 1, &length);
    luaL_checkstring(L, 2);
    int type = lua_type(L, GSUB_REPLACEMENT);
    luaL_argexpected(L,
                     type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TTABLE ||
                         type == LUA_TFUNCTION,
                     GSUB_REPLACEMENT, "string/function/table");
    lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)length + 1);
    struct match match;
    luaL_Buffer buffer;
    match_begin(&match, L, match_push_pattern(L, 2), subject, length);
    luaL_buffinit(L, &buffer);
    lua_Integer count = substitute(&match, &buffer, most);
    match_count(&match);
    luaL_pushresult(&buffer);
    lua_pushinteger(L, count);
    return 2;
}

const luaL_Reg library_pattern_functions[] = {
    {"find", string_find},
    {"match", string_match},
    {"gmatch", string_gmatch},
    {"gsub", string_gsub},
    {NULL, NULL},
};
