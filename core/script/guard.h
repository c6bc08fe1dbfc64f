/* What stands between a model and the host: counters, the clock, and the way out.
 * Private to core/script. */
#ifndef LUNETTE_SCRIPT_GUARD_H
#define LUNETTE_SCRIPT_GUARD_H

#include <setjmp.h>
#include <stdbool.h>

#include "script/heap.h"
#include "script/place.h"
#include "script/state.h"

struct script_guard {
    jmp_buf way_out;
    bool entered;        /* way_out is good */
    bool dead;           /* left by way_out: the state must not be touched again */
    bool collect_wanted; /* the heap has grown past collect_at */
    uint64_t steps;
    uint64_t steps_at_clock; /* when the clock was last read for work in C */
    uint64_t spent_ns;       /* by earlier entries */
    uint64_t entered_ns;
    struct heap heap;
    size_t collect_at; /* bytes of heap at which garbage is collected */
    size_t plenty;     /* bytes of heap below which a small block can be had without a further look */
    struct place_set places;
};

/* Never NULL; script_close frees it. */
struct script_guard *guard_new(const struct script_limits *limits);
void guard_free(struct script_guard *guard);

/* A lua_Alloc with the script as its context. Leaves instead of returning NULL; only before the
 * first entry does it return NULL, for lua_newstate to fail properly. */
void *guard_allocate(void *script, void *old, size_t old_size, size_t size);

/* Starts counting instructions and takes garbage collection over from Lua. */
void guard_watch(lua_State *L);

/* Collects garbage when the heap has grown enough for that. The hook does it while Lua code runs;
 * at the start of each entry it makes up for work that only C did. */
void guard_collect(lua_State *L);

/* The wall clock runs between these. */
void guard_start_clock(struct script_guard *guard);
void guard_stop_clock(struct script_guard *guard);

/* Steps and time count from zero again. Between two entries. */
void guard_renew(struct script_guard *guard);

/* Leaves when the time is used up. */
void guard_check_clock(lua_State *L);

/* Leaves with script->failure as it stands. */
_Noreturn void guard_leave(struct script *script);

/* `pcall` as models have it: limits and forbidden features pass through it. In state.c, with the
 * other call of lua_pcall. */
int guard_pcall(lua_State *L);

#endif
