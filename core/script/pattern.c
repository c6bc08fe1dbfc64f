/* Translating a pattern into items: the half of match.h that runs once for each pattern. */
#include "script/pattern.h"

#include <ctype.h>
#include <lauxlib.h>
#include <string.h>

#include "script/match.h"
#include "script/state.h"

enum { REMEMBERED = 256 }; /* patterns kept; then all are forgotten */

static const char memory_key; /* its address is the registry's key of the remembered patterns */

/* What is being translated, and how far that is. */
struct reader {
    lua_State *L;
    const char *at, *end;
    struct match_pattern *pattern;
    uint32_t open; /* one bit for each capture not yet closed */
    unsigned repeats;
};

typedef int byte_class(int byte);

static int is_zero(int byte)
{
    return byte == 0;
}

/* By letter. The process never leaves the C locale, so these are about ASCII. %z is no longer in
 * the manual, but still in the language. */
static byte_class *const classes[26] = {
    ['a' - 'a'] = isalpha, ['c' - 'a'] = iscntrl,  ['d' - 'a'] = isdigit, ['g' - 'a'] = isgraph,
    ['l' - 'a'] = islower, ['p' - 'a'] = ispunct,  ['s' - 'a'] = isspace, ['u' - 'a'] = isupper,
    ['w' - 'a'] = isalnum, ['x' - 'a'] = isxdigit, ['z' - 'a'] = is_zero,
};

static void set_add(struct match_set *set, unsigned byte)
{
    set->bits[byte / 32] |= UINT32_C(1) << byte % 32;
}

/* What %x stands for in a set: a class, its complement, or the byte itself. */
static void set_add_escaped(struct match_set *set, uint8_t letter)
{
    byte_class *class = isalpha(letter) ? classes[tolower(letter) - 'a'] : NULL;
    if (!class) {
        set_add(set, letter);
        return;
    }
    for (int byte = 0; byte < 256; byte++)
        if (!class(byte) == !islower(letter))
            set_add(set, (unsigned)byte);
}

static void set_add_range(struct match_set *set, uint8_t first, uint8_t last)
{
    for (unsigned byte = first; byte <= last; byte++)
        set_add(set, byte);
}

static void set_invert(struct match_set *set)
{
    for (size_t i = 0; i < sizeof set->bits / sizeof *set->bits; i++)
        set->bits[i] = ~set->bits[i];
}

static struct match_set *new_set(struct reader *reader, struct match_item *item)
{
    struct match_pattern *pattern = reader->pattern;
    item->set = (uint32_t)pattern->set_count++;
    struct match_set *set = &pattern->sets[item->set];
    memset(set, 0, sizeof *set);
    return set;
}

/* The bracket that closes the set whose first member is at `at`; a bracket there is a member. */
static const char *set_end(struct reader *reader, const char *at)
{
    do {
        if (at < reader->end && *at == '%')
            at++;
        if (at >= reader->end)
            script_raise(reader->L, "malformed pattern (missing ']')");
        at++;
    } while (at < reader->end && *at != ']');
    if (at >= reader->end)
        script_raise(reader->L, "malformed pattern (missing ']')");
    return at;
}

static void read_set(struct reader *reader, struct match_item *item)
{
    struct match_set *set = new_set(reader, item);
    bool inverted = reader->at < reader->end && *reader->at == '^';
    const char *at = reader->at + inverted, *end = set_end(reader, at);
    while (at < end) {
        if (*at == '%') {
            set_add_escaped(set, (uint8_t)at[1]);
            at += 2;
        } else if (end - at > 2 && at[1] == '-') {
            set_add_range(set, (uint8_t)at[0], (uint8_t)at[2]);
            at += 3;
        } else {
            set_add(set, (uint8_t)*at++);
        }
    }
    if (inverted)
        set_invert(set);
    reader->at = end + 1;
}

static void read_open(struct reader *reader, struct match_item *item)
{
    struct match_pattern *pattern = reader->pattern;
    bool position = reader->at < reader->end && *reader->at == ')';
    if (pattern->captures == MATCH_CAPTURES)
        script_raise(reader->L, "too many captures");
    item->a = pattern->captures++;
    item->kind = position ? ITEM_POSITION : ITEM_OPEN;
    reader->at += position;
    if (!position)
        reader->open |= UINT32_C(1) << item->a;
}

static void read_close(struct reader *reader, struct match_item *item)
{
    if (!reader->open)
        script_raise(reader->L, "invalid pattern capture");
    unsigned number = 31;
    while (!(reader->open >> number & 1))
        number--;
    reader->open &= ~(UINT32_C(1) << number);
    item->kind = ITEM_CLOSE;
    item->a = (uint8_t)number;
}

static void read_balance(struct reader *reader, struct match_item *item)
{
    if (reader->end - reader->at < 2)
        script_raise(reader->L, "malformed pattern (missing arguments to '%%b')");
    item->kind = ITEM_BALANCE;
    item->a = (uint8_t)*reader->at++;
    item->b = (uint8_t)*reader->at++;
}

static void read_frontier(struct reader *reader, struct match_item *item)
{
    if (reader->at == reader->end || *reader->at != '[')
        script_raise(reader->L, "missing '[' after '%%f' in pattern");
    reader->at++;
    item->kind = ITEM_FRONTIER;
    read_set(reader, item);
}

static void read_back(struct reader *reader, struct match_item *item, uint8_t digit)
{
    int number = digit - '1';
    if (number < 0 || number >= reader->pattern->captures || reader->open >> number & 1)
        script_raise(reader->L, "invalid capture index %%%d", number + 1);
    item->kind = ITEM_BACK;
    item->a = (uint8_t)number;
}

static void read_repeat(struct reader *reader, struct match_item *item)
{
    if (reader->at == reader->end || !*reader->at || !strchr("*+-?", *reader->at))
        return;
    item->repeat = (uint8_t)*reader->at++;
    if (++reader->repeats > MATCH_REPEATS)
        script_raise(reader->L, "pattern too complex");
}

static void read_escape(struct reader *reader, struct match_item *item)
{
    if (reader->at == reader->end)
        script_raise(reader->L, "malformed pattern (ends with '%%')");
    uint8_t letter = (uint8_t)*reader->at++;
    if (letter == 'b') {
        read_balance(reader, item);
    } else if (letter == 'f') {
        read_frontier(reader, item);
    } else if (isdigit(letter)) {
        read_back(reader, item, letter);
    } else {
        item->kind = isalpha(letter) ? ITEM_SET : ITEM_BYTE;
        item->a = letter;
        if (item->kind == ITEM_SET)
            set_add_escaped(new_set(reader, item), letter);
        read_repeat(reader, item);
    }
}

static void read_single(struct reader *reader, struct match_item *item, char c)
{
    if (c == '[') {
        item->kind = ITEM_SET;
        read_set(reader, item);
    } else {
        item->kind = c == '.' ? ITEM_ANY : ITEM_BYTE;
        item->a = (uint8_t)c;
    }
    read_repeat(reader, item);
}

static void read_item(struct reader *reader, struct match_item *item)
{
    char c = *reader->at++;
    if (c == '(')
        read_open(reader, item);
    else if (c == ')')
        read_close(reader, item);
    else if (c == '$' && reader->at == reader->end)
        item->kind = ITEM_END;
    else if (c == '%')
        read_escape(reader, item);
    else
        read_single(reader, item, c);
}

static void read_pattern(struct reader *reader)
{
    struct match_pattern *pattern = reader->pattern;
    while (reader->at < reader->end) {
        struct match_item *item = &pattern->items[pattern->item_count++];
        *item = (struct match_item){0};
        read_item(reader, item);
    }
    if (reader->open)
        script_raise(reader->L, "unfinished capture");
    pattern->items[pattern->item_count] = (struct match_item){.kind = ITEM_DONE};
}

bool match_is_plain(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] && strchr("^$*+?.([%-", text[i]))
            return false;
    return true;
}

/* At most one set for each '[' and each '%', one item for each byte, and the end. */
static struct match_pattern *push_room(lua_State *L, const char *text, size_t length)
{
    size_t sets = 0;
    for (size_t i = 0; i < length; i++)
        sets += text[i] == '[' || text[i] == '%';
    size_t head = sizeof(struct match_pattern) + (length + 1) * sizeof(struct match_item);
    struct match_pattern *pattern = lua_newuserdatauv(L, head + sets * sizeof(struct match_set), 0);
    *pattern = (struct match_pattern){0};
    pattern->sets = (struct match_set *)((char *)pattern + head);
    return pattern;
}

static const struct match_pattern *push_translated(lua_State *L, int index, bool anchors)
{
    size_t length;
    const char *text = lua_tolstring(L, index, &length);
    script_count_steps(L, length);
    struct match_pattern *pattern = push_room(L, text, length);
    pattern->anchored = anchors && *text == '^';
    struct reader reader = {
        .L = L, .at = text + pattern->anchored, .end = text + length, .pattern = pattern};
    read_pattern(&reader);
    return pattern;
}

const struct match_pattern *match_push_unanchored(lua_State *L, int index)
{
    return push_translated(L, index, false);
}

/* Pushes the table of remembered patterns; how many it holds is its field 1. */
static void push_memory(lua_State *L)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &memory_key) == LUA_TTABLE) {
        lua_rawgeti(L, -1, 1);
        lua_Integer count = lua_tointeger(L, -1);
        lua_pop(L, 1);
        if (count < REMEMBERED)
            return;
    }
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &memory_key);
}

/* Stores the pattern on the stack's top in the table below it. */
static void remember(lua_State *L, int index)
{
    lua_pushvalue(L, index);
    lua_pushvalue(L, -2);
    lua_rawset(L, -4);
    lua_rawgeti(L, -2, 1);
    lua_pushinteger(L, lua_tointeger(L, -1) + 1);
    lua_rawseti(L, -4, 1);
    lua_pop(L, 1);
}

const struct match_pattern *match_push_pattern(lua_State *L, int index)
{
    push_memory(L);
    lua_pushvalue(L, index);
    if (lua_rawget(L, -2) == LUA_TNIL) {
        lua_pop(L, 1);
        push_translated(L, index, true);
        remember(L, index);
    }
    lua_remove(L, -2);
    return lua_touserdata(L, -1);
}
