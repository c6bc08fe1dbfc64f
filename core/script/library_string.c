#include <string.h>

#include "script/library.h"
#include "script/state.h"

enum { BYTES_A_STEP = 64 }; /* of a copy */

/* The length of `count` copies with separators between them; leaves when that is too much. */
static size_t repeated_length(lua_State *L, size_t length, size_t separator, lua_Integer count)
{
    uint64_t largest = script_of(L)->limits.allocation;
    size_t piece = length + separator;
    if (piece && (uint64_t)count > (largest + separator) / piece)
        script_limit_reached(L, "allocation");
    return (size_t)count * piece - separator;
}

/* Fills `total` bytes with what the first `filled` of them hold, over and over. */
static void fill_up(char *out, size_t filled, size_t total)
{
    while (filled < total) {
        size_t piece = filled < total - filled ? filled : total - filled;
        memcpy(out + filled, out, piece);
        filled += piece;
    }
}

static int string_rep(lua_State *L)
{
    size_t length, separator_length;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer count = luaL_checkinteger(L, 2);
    const char *separator = luaL_optlstring(L, 3, "", &separator_length);
    if (count <= 0 || length + separator_length == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    size_t total = repeated_length(L, length, separator_length, count);
    script_count_steps(L, total / BYTES_A_STEP);
    luaL_Buffer buffer;
    char *out = luaL_buffinitsize(L, &buffer, total);
    memcpy(out, text, length);
    if (count > 1)
        memcpy(out + length, separator, separator_length);
    fill_up(out, length + (count > 1 ? separator_length : 0), total);
    luaL_pushresultsize(&buffer, total);
    return 1;
}

const luaL_Reg library_string_functions[] = {
    {"rep", string_rep},
    {"format", format_function},
    {NULL, NULL},
};
