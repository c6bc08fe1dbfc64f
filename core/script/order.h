/* The one order in which models see keys, and a stable sort. Private to core/script. */
#ifndef LUNETTE_SCRIPT_ORDER_H
#define LUNETTE_SCRIPT_ORDER_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A value that has a place in the order: number, string, boolean or userdata. Points into the Lua
 * string: good while the value is. */
struct order_key {
    int rank;
    bool is_integer;
    union {
        lua_Integer integer;
        lua_Number number;
        const char *text;
        uint32_t serial;
    } value;
    size_t length; /* of text */
};

/* False when values of this type have no stable order. Never converts the value. */
bool order_read(lua_State *L, int index, struct order_key *key);

/* Below, at or above zero, like strcmp. NaN equals everything, so it is no key to sort by. */
int order_compare(const struct order_key *a, const struct order_key *b);

/* May raise a Lua error. Need not be consistent: sorting ends all the same. */
typedef bool order_less(lua_State *L, void *context, uint32_t a, uint32_t b);

/* Sorts `count` numbers by a comparison of what they stand for; equal ones keep their order.
 * `spare` has room for as many. Counts steps. */
void order_sort(lua_State *L, uint32_t *items, uint32_t *spare, size_t count, order_less *less,
                void *context);

/* The smallest key of the table that is above the one at `index`, or the smallest of all when that
 * is nil. Pushes it, or nil. Takes time in proportion to the table. */
void order_push_next(lua_State *L, int table, int index);

#endif
