#include "script/export_option.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "script/state.h"

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

enum { LABEL_LENGTH = 63, LAST_PORT = 65535 };

/* ---- forms ---- */

static bool is_label(const char *text)
{
    size_t length = strlen(text);
    return length > 0 && length <= LABEL_LENGTH && strspn(text, LOWER DIGITS "-") == length &&
           text[0] != '-' && text[length - 1] != '-';
}

static bool is_host(const char *text, size_t length)
{
    return length > 0 && strcspn(text, " \t\n/@?#") >= length;
}

static bool is_address(const char *text)
{
    const char *colon = strrchr(text, ':');
    size_t digits = colon ? strspn(colon + 1, DIGITS) : 0;
    long port = digits && digits < 6 && !colon[1 + digits] ? strtol(colon + 1, NULL, 10) : 0;
    return port > 0 && port <= LAST_PORT && is_host(text, (size_t)(colon - text));
}

static bool is_url(const char *text)
{
    size_t scheme = strncmp(text, "http://", 7) == 0    ? 7
                    : strncmp(text, "https://", 8) == 0 ? 8
                                                        : 0;
    return scheme && is_host(text + scheme, strcspn(text + scheme, "/?#")) &&
           !strpbrk(text, " \t\n");
}

static bool is_duration(const char *text)
{
    size_t digits = strspn(text, DIGITS);
    return digits > 0 && text[0] != '0' && strlen(text + digits) == 1 &&
           strchr("smhd", text[digits]);
}

static const struct export_form {
    const char *name;
    bool (*fits)(const char *text);
    const char *wants;
} forms[] = {
    {"label", is_label,
     "a DNS label (RFC 1123): a to z, 0 to 9 and -, at most 63, no - at either end"},
    {"address", is_address, "HOST:PORT"},
    {"url", is_url, "an address that begins with http:// or https://"},
    {"duration", is_duration, "a whole number of s, m, h or d, such as 5m"},
};

enum { FORM_COUNT = sizeof forms / sizeof *forms };

/* ---- reading ---- */

static const struct export_form *form_named(lua_State *L, const char *name)
{
    for (size_t i = 0; i < FORM_COUNT; i++)
        if (strcmp(forms[i].name, name) == 0)
            return &forms[i];
    script_raise(L,
                 "an option takes \"label\", \"address\", \"url\", \"duration\" or a list of "
                 "words, not '%s'",
                 name);
}

static void read_words(lua_State *L, int list, struct export_option *option)
{
    struct arena *arena = script_of(L)->arena;
    size_t count = lua_rawlen(L, list);
    const char **words = arena_array(arena, count + 1, sizeof *words);
    for (size_t i = 0; i < count; i++) {
        if (lua_rawgeti(L, list, (lua_Integer)i + 1) != LUA_TSTRING)
            script_raise(L, "the words that an option takes are text");
        const char *word = lua_tostring(L, -1);
        words[i] = arena_copy(arena, word, strlen(word));
        lua_pop(L, 1);
    }
    option->words = (struct lunette_strings){words, count};
}

void export_read_takes(lua_State *L, struct export_option *option)
{
    if (lua_istable(L, -1))
        read_words(L, lua_gettop(L), option);
    else if (!lua_isnil(L, -1))
        option->form = form_named(L, luaL_optstring(L, -1, ""));
}

/* ---- holding values against it ---- */

static bool is_word(const struct export_option *option, const char *value)
{
    bool found = false;
    for (size_t i = 0; i < option->words.count; i++)
        found = found || strcmp(option->words.items[i], value) == 0;
    return found;
}

/* "sdk, collector or none" */
static const char *list_words(struct arena *arena, const struct lunette_strings *words)
{
    const char *text = words->items[0];
    for (size_t i = 1; i < words->count; i++)
        text = arena_format(arena, "%s%s%s", text, i + 1 < words->count ? ", " : " or ",
                            words->items[i]);
    return text;
}

const char *export_option_wants(struct arena *arena, const struct export_option *option,
                                const char *value)
{
    if (!value[0] && !option->standard[0])
        return NULL;
    if (option->words.count && !is_word(option, value))
        return list_words(arena, &option->words);
    return option->form && !option->form->fits(value) ? option->form->wants : NULL;
}
