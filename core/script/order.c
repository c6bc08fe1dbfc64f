#include "script/order.h"

#include <lauxlib.h>
#include <math.h>
#include <string.h>

#include "script/state.h"

enum { RANK_NUMBER, RANK_STRING, RANK_FALSE, RANK_TRUE, RANK_USERDATA };

static bool read_number(lua_State *L, int index, struct order_key *key)
{
    key->rank = RANK_NUMBER;
    key->is_integer = lua_isinteger(L, index);
    if (key->is_integer)
        key->value.integer = lua_tointeger(L, index);
    else
        key->value.number = lua_tonumber(L, index);
    return true;
}

bool order_read(lua_State *L, int index, struct order_key *key)
{
    switch (lua_type(L, index)) {
    case LUA_TNUMBER: return read_number(L, index, key);
    case LUA_TSTRING:
        key->rank = RANK_STRING;
        key->value.text = lua_tolstring(L, index, &key->length);
        return true;
    case LUA_TBOOLEAN: key->rank = lua_toboolean(L, index) ? RANK_TRUE : RANK_FALSE; return true;
    case LUA_TUSERDATA:
        key->rank = RANK_USERDATA;
        memcpy(&key->value.serial, lua_touserdata(L, index), sizeof key->value.serial);
        return true;
    default: return false;
    }
}

static int compare_text(const struct order_key *a, const struct order_key *b)
{
    size_t common = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->value.text, b->value.text, common);
    return order ? order : (a->length > b->length) - (a->length < b->length);
}

/* Exact: an integer beyond 2^53 never goes through a float. */
static int compare_mixed(lua_Integer integer, lua_Number number)
{
    if (isnan(number))
        return 0;
    if (number >= 0x1p63)
        return -1;
    if (number < -0x1p63)
        return 1;
    lua_Number floor_number = floor(number);
    lua_Integer below = (lua_Integer)floor_number;
    if (integer != below)
        return integer < below ? -1 : 1;
    return number > floor_number ? -1 : 0;
}

static int compare_numbers(const struct order_key *a, const struct order_key *b)
{
    if (a->is_integer && b->is_integer)
        return (a->value.integer > b->value.integer) - (a->value.integer < b->value.integer);
    if (a->is_integer)
        return compare_mixed(a->value.integer, b->value.number);
    if (b->is_integer)
        return -compare_mixed(b->value.integer, a->value.number);
    return (a->value.number > b->value.number) - (a->value.number < b->value.number);
}

int order_compare(const struct order_key *a, const struct order_key *b)
{
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    switch (a->rank) {
    case RANK_NUMBER: return compare_numbers(a, b);
    case RANK_STRING: return compare_text(a, b);
    case RANK_USERDATA:
        return (a->value.serial > b->value.serial) - (a->value.serial < b->value.serial);
    default: return 0;
    }
}

struct order_run {
    lua_State *L;
    order_less *less;
    void *context;
};

/* Merges from[start, middle) and from[middle, end) into the same places of `into`. */
static void merge(const struct order_run *run, const uint32_t *from, uint32_t *into, size_t start,
                  size_t middle, size_t end)
{
    size_t left = start, right = middle, at = start;
    if (middle < end && !run->less(run->L, run->context, from[middle], from[middle - 1]))
        right = end; /* already in order: copy the left, then the right half as it stands */
    while (left < middle && right < end) {
        bool take_right = run->less(run->L, run->context, from[right], from[left]);
        into[at++] = take_right ? from[right++] : from[left++];
    }
    memcpy(into + at, from + left, (middle - left) * sizeof *into);
    at += middle - left;
    right = at;
    memcpy(into + at, from + right, (end - right) * sizeof *into);
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

void order_sort(lua_State *L, uint32_t *items, uint32_t *spare, size_t count, order_less *less,
                void *context)
{
    struct order_run run = {L, less, context};
    uint32_t *from = items, *into = spare;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += 2 * width)
            merge(&run, from, into, start, smaller(start + width, count),
                  smaller(start + 2 * width, count));
        uint32_t *swap = from;
        from = into;
        into = swap;
        script_count_steps(L, count);
    }
    if (from != items)
        memcpy(items, from, count * sizeof *items);
}

static void require_order(lua_State *L, int index, struct order_key *key)
{
    if (!order_read(L, index, key))
        script_raise(L, "a %s as a key has no stable order: this table cannot be iterated",
                     luaL_typename(L, index));
}

static size_t count_keys(lua_State *L, int table)
{
    size_t count = 0;
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
        count++;
    return count;
}

/* Pushes an array of the keys as they come; true when they came sorted. */
static bool push_unsorted(lua_State *L, int table, struct order_key *keys, size_t count)
{
    bool sorted = true;
    size_t at = 0;
    lua_createtable(L, (int)count, 0);
    for (lua_pushnil(L); lua_next(L, table); at++) {
        lua_pop(L, 1);
        require_order(L, -1, &keys[at]);
        sorted = sorted && (at == 0 || order_compare(&keys[at - 1], &keys[at]) < 0);
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, (lua_Integer)at + 1);
    }
    return sorted;
}

static bool key_less(lua_State *L, void *context, uint32_t a, uint32_t b)
{
    (void)L;
    const struct order_key *keys = context;
    return order_compare(&keys[a], &keys[b]) < 0;
}

/* Replaces the array on the stack's top by a sorted one. */
static void sort_array(lua_State *L, struct order_key *keys, uint32_t *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        items[i] = (uint32_t)i;
    order_sort(L, items, items + count, count, key_less, keys);
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, -2, (lua_Integer)items[i] + 1);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_remove(L, -2);
}

size_t script_push_keys(lua_State *L, int table)
{
    enum { FEW = 32 }; /* most tables: no garbage for those */
    struct order_key few_keys[FEW], *keys = few_keys;
    uint32_t few_items[2 * FEW], *items = few_items;
    table = lua_absindex(L, table);
    luaL_checkstack(L, 6, NULL);
    size_t count = count_keys(L, table);
    script_count_steps(L, 2 * count);
    lua_pushnil(L);
    if (count > FEW) {
        keys = lua_newuserdatauv(L, count * (sizeof *keys + 2 * sizeof *items), 0);
        items = (uint32_t *)(keys + count);
        lua_replace(L, -2);
    }
    if (!push_unsorted(L, table, keys, count))
        sort_array(L, keys, items, count);
    lua_remove(L, -2);
    return count;
}

void order_push_next(lua_State *L, int table, int index)
{
    struct order_key after = {0}, best = {0}, key;
    bool any_after = lua_isnil(L, index);
    if (!any_after)
        require_order(L, index, &after);
    lua_pushnil(L);
    int found = lua_gettop(L);
    uint64_t steps = 0;
    for (lua_pushnil(L); lua_next(L, table); steps++) {
        lua_pop(L, 1);
        require_order(L, -1, &key);
        if ((any_after || order_compare(&key, &after) > 0) &&
            (lua_isnil(L, found) || order_compare(&key, &best) < 0)) {
            best = key;
            lua_copy(L, -1, found);
        }
    }
    script_count_steps(L, steps);
}
