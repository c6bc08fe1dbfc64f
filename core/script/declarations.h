/* What evaluating a model leaves behind: one handle for each constructor call, in order.
 *
 * A handle is a Lua userdata; its first user value is the table of fields. It becomes an item of the
 * model when the whole model has been read: decode.c. */
#ifndef LUNETTE_SCRIPT_DECLARATIONS_H
#define LUNETTE_SCRIPT_DECLARATIONS_H

#include <lua.h>
#include <stdbool.h>
#include <stdint.h>

#include "model/builder.h"
#include "script/state.h"

enum { HANDLE_MARK = 0x1A5A5A };

struct handle {
    uint32_t serial; /* first member, as script/order.h wants it; from 1, in order of calls */
    uint32_t file, line;
    enum lunette_kind kind : 8; /* LUNETTE_NO_KIND: an unknown constructor */
    bool has_fields : 1;        /* false: `kind "name"` alone */
    bool used : 1;              /* some other declaration holds it */
    bool owns_fields : 1;       /* its fields are a table that no other handle has */
    unsigned mark : 21;         /* HANDLE_MARK, by which a handle is told from other userdata */
    const char *name;    /* interned; NULL: none */
    const char *problem; /* what is wrong with the call itself; NULL: nothing */
    struct lunette_item *item;
};

/* Zero but for builder. Lives as long as the evaluation; declarations_free gives the array back. */
struct declarations {
    struct builder *builder;
    size_t count;          /* of all handles */
    struct handle **roots; /* those of entities, and of unknown names: few beside all parts */
    size_t root_count, root_capacity;
    size_t used_parts; /* of the others, how many have been used */
    size_t entities;      /* for the limit */
    int registry;         /* registry reference of the table serial → handle, which keeps them alive */
    int additions;        /* registry reference of a list: additions.h */
    struct arena scratch; /* of the freeze: an error may leave it before its end */
    bool frozen;          /* forgotten: nothing can be declared any more */
};

/* Adds the constructors, one global for each kind and alias, and what reading an unknown global does.
 * To be called inside script_enter. */
void declarations_install(lua_State *L, struct declarations *declarations);

/* The handle at this stack index, or NULL when it is something else. */
struct handle *declarations_handle(lua_State *L, int index);

/* Pushes the handle's table of fields, or nil. */
void declarations_push_fields(lua_State *L, const struct declarations *declarations,
                              const struct handle *handle);

/* Makes the table at the stack's index the fields of the handle. */
void declarations_set_fields(lua_State *L, const struct declarations *declarations,
                             struct handle *handle, int index);

/* Raises an error once the handles were dropped. */
void declarations_refuse_when_frozen(lua_State *L, const struct declarations *declarations);

/* Drops all handles, once they have become the model. What is called in Lua from here on, the model's
 * own rules, declares nothing. The count stays. */
void declarations_forget(lua_State *L, struct declarations *declarations);

void declarations_free(struct declarations *declarations);

#endif
