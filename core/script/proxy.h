/* The frozen view: what the model's own rules see of the resolved model.
 *
 * Every item, list and table of the model is shown by a read-only userdata, made when it is first asked
 * for and then kept: the same item gives the same proxy, so == compares items. The rows of the schema say
 * what an item has. lua/README.md is the reference for authors of rules. */
#ifndef LUNETTE_SCRIPT_PROXY_H
#define LUNETTE_SCRIPT_PROXY_H

#include <lua.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/schema.h"

struct proxies;

/* The view of a model; lives in the arena, which outlives the state. Serials of proxies begin with
 * first_serial (see script_push_keys). Once in a state, inside script_enter. */
struct proxies *proxy_open(lua_State *L, const struct lunette_model *model, struct arena *arena,
                           uint32_t first_serial);

/* Pushes the model as rules get it. */
void proxy_push_model(lua_State *L, struct proxies *proxies);

/* Pushes the item, nil for NULL. */
void proxy_push_item(lua_State *L, struct proxies *proxies, const struct lunette_item *item);

/* The item at this stack index, or NULL when something else is there. */
const struct lunette_item *proxy_item(lua_State *L, int index);

/* One thing an item can be asked for. */
struct proxy_member {
    const char *key; /* "timeout_ms", "context", "context_name" */
    enum proxy_role {
        PROXY_NAME,  /* of the item */
        PROXY_KIND,  /* the word that declares it */
        PROXY_AT,    /* file and line */
        PROXY_OWNER, /* the item it is nested in */
        PROXY_FIELD, /* what a row of the schema describes; a reference as the item it leads to */
        PROXY_WORDS, /* the names of a reference or references, as written */
    } role;
    const struct schema_field *field; /* FIELD, WORDS; else NULL */
};

/* Everything items of a kind can be asked for, in the order of the rows. `key` is only good during the
 * call. */
typedef void proxy_each(const struct proxy_member *member, void *context);
void proxy_each_member(const struct schema_kind *kind, proxy_each *each, void *context);

#endif
