/* What the proxy files share; private to them. */
#ifndef LUNETTE_SCRIPT_PROXY_KINDS_H
#define LUNETTE_SCRIPT_PROXY_KINDS_H

#include "lunette/diag.h"
#include "script/proxy.h"
#include "script/state.h"

enum proxy_type {
    PROXY_OF_MODEL,
    PROXY_OF_ITEM,
    PROXY_OF_ITEMS,
    PROXY_OF_TEXTS,
    PROXY_OF_NUMBERS,
    PROXY_OF_MAP,
    PROXY_OF_PLACE, /* of an item */
    PROXY_TYPE_COUNT
};

struct proxy {
    uint32_t serial; /* first member, as script/order.h wants it */
    enum proxy_type type;
    union {
        const struct lunette_model *model;
        const struct lunette_item *item; /* ITEM, PLACE */
        const struct lunette_items *items;
        const struct lunette_strings *texts;
        const struct lunette_numbers *numbers;
        const struct lunette_map *map;
        const void *any;
    } of;
};

struct proxy_search;

struct proxies {
    const struct lunette_model *model;
    struct arena *arena;
    uint32_t next_serial;
    /* references of the registry */
    int cache;   /* address → proxy */
    int members; /* number of a kind → its table from keys to struct proxy_member */
    int named;   /* number of a kind → its table from names to places in the model's list */
    int model_members;
    struct proxy_search *search; /* NULL before the first */
};

/* ---- proxy.c ---- */

/* Pushes the proxy kept under this address, or nil. */
bool proxy_push_kept(lua_State *L, const struct proxies *proxies, const void *address);

/* Pushes a new proxy with `extra` bytes behind it, kept under this address. */
struct proxy *proxy_push_new(lua_State *L, struct proxies *proxies, enum proxy_type type,
                             const void *address, size_t extra);

/* Pushes the proxy of what lies at this address. */
void proxy_push(lua_State *L, struct proxies *proxies, enum proxy_type type, const void *address);

/* Of the running closure. */
struct proxies *proxy_of_closure(lua_State *L);

bool proxy_is_model(lua_State *L, int index);

/* What the view shows at this stack index, or NULL when it is something else. */
const struct proxy *proxy_at(lua_State *L, int index);

void proxy_push_number(lua_State *L, double number);

/* "service 'orders'" */
void proxy_push_title(lua_State *L, const struct lunette_item *item);

/* Raises "a service has no field 'x'; did you mean 'y'?". `keys` is the stack index of a table of what
 * there is; `near` is the right one where it is known. */
_Noreturn void proxy_raise_unknown(lua_State *L, const char *whose, int key, int keys,
                                   const char *near);

/* ---- proxy_item.c ---- */

/* Pushes the table of what items of this kind have, from keys to struct proxy_member. */
void proxy_push_members(lua_State *L, struct proxies *proxies, const struct schema_kind *kind);

void proxy_push_member(lua_State *L, struct proxies *proxies, const struct lunette_item *item,
                       const struct proxy_member *member);

/* Metamethods of items: (item, key) → value; (item) → next, item. */
int proxy_index_item(lua_State *L);
int proxy_pairs_item(lua_State *L);

/* ---- proxy_model.c ---- */

/* Pushes the table of what a model can be asked for. */
void proxy_push_model_members(lua_State *L, struct proxies *proxies);

/* ---- proxy_search.c ---- */

/* model:reachable(service), model:path(a, b). */
int proxy_reachable(lua_State *L);
int proxy_path(lua_State *L);

/* The item given as this argument of a model's function; raises when it is none. */
const struct lunette_item *proxy_check_item(lua_State *L, int argument);

#endif
