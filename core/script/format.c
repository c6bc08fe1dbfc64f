/* string.format without addresses. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "script/library.h"
#include "script/state.h"

enum {
    DIGITS = 2,      /* of a width or a precision */
    ITEM_SIZE = 512, /* the longest number: %.99f of the largest one, 309 + 1 + 99 bytes */
    SPEC_SIZE = 16,
};

/* One % in the format, taken apart. */
struct spec {
    char text[SPEC_SIZE]; /* flags, width and precision as written, behind % */
    char letter;
    bool left;     /* flag - */
    int width;     /* 0: none */
    int precision; /* -1: none */
    int argument;
};

/* What a conversion allows between % and its letter. */
struct conversion {
    const char *letters;
    const char *flags;
    bool precision;
    void (*add)(lua_State *L, luaL_Buffer *buffer, const struct spec *spec);
};

static void add_padded(luaL_Buffer *buffer, const char *text, size_t length,
                       const struct spec *spec)
{
    size_t padding = (size_t)spec->width > length ? (size_t)spec->width - length : 0;
    for (size_t i = 0; !spec->left && i < padding; i++)
        luaL_addchar(buffer, ' ');
    luaL_addlstring(buffer, text, length);
    for (size_t i = 0; spec->left && i < padding; i++)
        luaL_addchar(buffer, ' ');
}

static void add_char(lua_State *L, luaL_Buffer *buffer, const struct spec *spec)
{
    char c = (char)luaL_checkinteger(L, spec->argument);
    add_padded(buffer, &c, 1, spec);
}

static void add_integer(lua_State *L, luaL_Buffer *buffer, const struct spec *spec)
{
    char format[SPEC_SIZE + 8], item[ITEM_SIZE];
    lua_Integer value = luaL_checkinteger(L, spec->argument);
    snprintf(format, sizeof format, "%%%sll%c", spec->text, spec->letter);
    int length = snprintf(item, sizeof item, format, (long long)value);
    luaL_addlstring(buffer, item, (size_t)length);
}

static void add_float(lua_State *L, luaL_Buffer *buffer, const struct spec *spec)
{
    char format[SPEC_SIZE + 8], item[ITEM_SIZE];
    lua_Number value = luaL_checknumber(L, spec->argument);
    snprintf(format, sizeof format, "%%%s%c", spec->text, spec->letter);
    int length = snprintf(item, sizeof item, format, value);
    luaL_addlstring(buffer, item, (size_t)length);
}

static void add_string(lua_State *L, luaL_Buffer *buffer, const struct spec *spec)
{
    size_t length;
    const char *text = lua_tolstring(L, spec->argument, &length);
    if (spec->precision >= 0 && (size_t)spec->precision < length)
        length = (size_t)spec->precision;
    add_padded(buffer, text, length, spec);
}

static void add_quoted_text(luaL_Buffer *buffer, const char *text, size_t length)
{
    luaL_addchar(buffer, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        char escape[8];
        bool digit_follows = i + 1 < length && isdigit((unsigned char)text[i + 1]);
        if (c == '"' || c == '\\' || c == '\n') {
            luaL_addchar(buffer, '\\');
            luaL_addchar(buffer, (char)c);
        } else if (iscntrl(c)) {
            snprintf(escape, sizeof escape, digit_follows ? "\\%03d" : "\\%d", c);
            luaL_addstring(buffer, escape);
        } else {
            luaL_addchar(buffer, (char)c);
        }
    }
    luaL_addchar(buffer, '"');
}

static void add_quoted_number(lua_State *L, luaL_Buffer *buffer, int index)
{
    char item[64];
    lua_Number value = lua_tonumber(L, index);
    if (lua_isinteger(L, index)) {
        lua_Integer integer = lua_tointeger(L, index);
        snprintf(item, sizeof item, integer == LUA_MININTEGER ? "0x%llx" : "%lld",
                 (long long)integer);
    } else if (isinf(value)) {
        snprintf(item, sizeof item, "%s", value > 0 ? "1e9999" : "-1e9999");
    } else if (isnan(value)) {
        snprintf(item, sizeof item, "(0/0)");
    } else {
        snprintf(item, sizeof item, "%a", value);
    }
    luaL_addstring(buffer, item);
}

static void add_quoted(lua_State *L, luaL_Buffer *buffer, const struct spec *spec)
{
    size_t length;
    const char *text;
    switch (lua_type(L, spec->argument)) {
    case LUA_TSTRING:
        text = lua_tolstring(L, spec->argument, &length);
        add_quoted_text(buffer, text, length);
        break;
    case LUA_TNUMBER: add_quoted_number(L, buffer, spec->argument); break;
    case LUA_TBOOLEAN:
        luaL_addstring(buffer, lua_toboolean(L, spec->argument) ? "true" : "false");
        break;
    case LUA_TNIL: luaL_addstring(buffer, "nil"); break;
    default: luaL_argerror(L, spec->argument, "value has no literal form");
    }
}

static void forbid_address(lua_State *L, luaL_Buffer *buffer, const struct spec *spec)
{
    (void)buffer;
    (void)spec;
    script_forbid(L, "models have no '%%p' in string.format: evaluation is repeatable, and "
                     "addresses differ from run to run");
}

static const struct conversion conversions[] = {
    {"di", "-+0 ", true, add_integer},     {"oxX", "-#0", true, add_integer},
    {"aAfeEgG", "-+#0 ", true, add_float}, {"s", "-", true, add_string},
    {"c", "-", false, add_char},           {"q", "", false, add_quoted},
    {"p", "-", false, forbid_address},
};

static const struct conversion *conversion_of(char letter)
{
    for (size_t i = 0; i < sizeof conversions / sizeof *conversions; i++)
        if (letter && strchr(conversions[i].letters, letter))
            return &conversions[i];
    return NULL;
}

static const char *read_digits(const char *at, int *value)
{
    *value = 0;
    for (int i = 0; i < DIGITS && isdigit((unsigned char)*at); i++)
        *value = *value * 10 + (*at++ - '0');
    return at;
}

static _Noreturn void complain(lua_State *L, const char *start, const char *letter)
{
    int length = (int)(letter - start) + (*letter != '\0');
    const char *shown = lua_pushlstring(L, start, (size_t)(length > 20 ? 20 : length));
    script_raise(L, "invalid conversion '%%%s' to 'format'", shown);
}

/* Reads what follows a %; returns what to do with it and moves `*at` behind it. */
static const struct conversion *read_spec(lua_State *L, const char **at, struct spec *spec)
{
    const char *start = *at, *flags_end = start + strspn(start, "-+#0 ");
    const char *next = read_digits(flags_end, &spec->width);
    spec->precision = -1;
    if (*next == '.')
        next = read_digits(next + 1, &spec->precision);
    const struct conversion *conversion = conversion_of(*next);
    size_t flags = (size_t)(flags_end - start), length = (size_t)(next - start);
    if (!conversion || length >= SPEC_SIZE || strspn(start, conversion->flags) < flags ||
        (spec->precision >= 0 && !conversion->precision))
        complain(L, start, next);
    if (*next == 'q' && length)
        script_raise(L, "specifier '%%q' cannot have modifiers");
    memcpy(spec->text, start, length);
    spec->text[length] = '\0';
    spec->left = memchr(start, '-', flags) != NULL;
    spec->letter = *next;
    *at = next + 1;
    return conversion;
}

/* Turns arguments for %s into strings before the buffer takes the stack's top: making them may run
 * a model's __tostring. */
static void convert_arguments(lua_State *L, const char *format, const char *end)
{
    int argument = 1;
    struct spec spec;
    while ((format = memchr(format, '%', (size_t)(end - format)))) {
        if (*++format == '%') {
            format++;
            continue;
        }
        const struct conversion *conversion = read_spec(L, &format, &spec);
        if (++argument <= lua_gettop(L) && conversion->add == add_string) {
            script_push_text(L, argument, NULL);
            lua_replace(L, argument);
        }
    }
}

int format_function(lua_State *L)
{
    size_t length;
    const char *format = luaL_checklstring(L, 1, &length), *end = format + length, *escape;
    struct spec spec = {.argument = 1};
    int arguments = lua_gettop(L);
    luaL_Buffer buffer;
    script_count_steps(L, length / 16);
    convert_arguments(L, format, end);
    luaL_buffinit(L, &buffer);
    while ((escape = memchr(format, '%', (size_t)(end - format)))) {
        luaL_addlstring(&buffer, format, (size_t)(escape - format));
        format = escape + 1;
        if (*format == '%') {
            luaL_addchar(&buffer, *format++);
            continue;
        }
        const struct conversion *conversion = read_spec(L, &format, &spec);
        if (++spec.argument > arguments)
            return luaL_argerror(L, spec.argument, "no value");
        conversion->add(L, &buffer, &spec);
    }
    luaL_addlstring(&buffer, format, (size_t)(end - format));
    luaL_pushresult(&buffer);
    return 1;
}
