#include "script/guard.h"

#include <lauxlib.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"

enum {
    HOOK_STEPS = 1000,        /* between two looks at the counters */
    CLOCK_STEPS = 100 * 1000, /* between two looks at the clock by work in C */
    BYTES_A_STEP = 64,        /* of a large allocation: filling it is work that no hook sees */
    FIRST_COLLECTION = 48 * 1024 * 1024,
};

static void watch(lua_State *L, lua_Debug *frame);

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Up to here a small block needs no further look. */
static void set_plenty(struct script_guard *guard, const struct script_limits *limits)
{
    size_t memory = smaller(guard->collect_at, (size_t)limits->memory);
    bool has_room = limits->allocation >= HEAP_SMALL && memory > HEAP_SMALL;
    guard->plenty = has_room ? memory - HEAP_SMALL : 0;
}

struct script_guard *guard_new(const struct script_limits *limits)
{
    struct script_guard *guard = mem_alloc(sizeof *guard);
    memset(guard, 0, sizeof *guard);
    heap_open(&guard->heap, (size_t)limits->memory / 2);
    guard->collect_at = smaller(FIRST_COLLECTION, (size_t)limits->memory / 3);
    set_plenty(guard, limits);
    return guard;
}

void guard_free(struct script_guard *guard)
{
    heap_close(&guard->heap);
    place_free(&guard->places);
    mem_free(guard);
}

static uint64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

void guard_start_clock(struct script_guard *guard)
{
    guard->entered_ns = now_ns();
}

void guard_stop_clock(struct script_guard *guard)
{
    guard->spent_ns += now_ns() - guard->entered_ns;
}

void guard_renew(struct script_guard *guard)
{
    guard->steps = guard->steps_at_clock = 0;
    guard->spent_ns = 0;
}

void guard_leave(struct script *script)
{
    longjmp(script->guard->way_out, 1);
}

static _Noreturn void leave_as(lua_State *L, enum script_outcome outcome)
{
    struct script *script = script_of(L);
    script->failure.outcome = outcome;
    place_innermost(L, &script->failure);
    guard_leave(script);
}

static void set_message(lua_State *L, const char *format, va_list args)
{
    struct script_failure *failure = &script_of(L)->failure;
    vsnprintf(failure->message, sizeof failure->message, format, args);
}

void script_forbid(lua_State *L, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    set_message(L, format, args);
    va_end(args);
    leave_as(L, SCRIPT_FORBIDDEN);
}

void script_limit(lua_State *L, enum script_outcome outcome, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    set_message(L, format, args);
    va_end(args);
    leave_as(L, outcome);
}

void script_raise(lua_State *L, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    luaL_where(L, 1);
    lua_pushvfstring(L, format, args);
    va_end(args);
    lua_concat(L, 2);
    lua_error(L);
    abort(); /* lua_error does not return, only its declaration does not say so */
}

void script_limit_reached(lua_State *L, const char *name)
{
    char text[128];
    script_limits_reached(&script_of(L)->limits, name, text, sizeof text);
    script_limit(L, script_limits_outcome(name), "%s", text);
}

void guard_check_clock(lua_State *L)
{
    struct script *script = script_of(L);
    struct script_guard *guard = script->guard;
    guard->steps_at_clock = guard->steps;
    if (guard->spent_ns + (now_ns() - guard->entered_ns) > script->limits.wall_ms * 1000000u)
        script_limit_reached(L, "time");
}

void script_count_steps(lua_State *L, uint64_t steps)
{
    struct script *script = script_of(L);
    struct script_guard *guard = script->guard;
    guard->steps += steps;
    if (guard->steps > script->limits.steps)
        script_limit_reached(L, "steps");
    if (guard->steps - guard->steps_at_clock > CLOCK_STEPS)
        guard_check_clock(L);
}

/* The heap may double before the next collection, but not take more than half of what is left. */
static size_t next_collection(size_t used, size_t memory)
{
    size_t left = memory > used ? memory - used : 0;
    size_t gap = smaller(used > FIRST_COLLECTION ? used : FIRST_COLLECTION, left / 2);
    return used + (gap > memory / 32 ? gap : memory / 32);
}

/* Collecting is left to the hook as a whole: an ordinary model ends before the first collection,
 * and an emergency collection in the allocator is something the VM has been seen to crash on. */
void guard_collect(lua_State *L)
{
    struct script *script = script_of(L);
    struct script_guard *guard = script->guard;
    if (!guard->collect_wanted)
        return;
    lua_gc(L, LUA_GCCOLLECT);
    guard->collect_at = next_collection(guard->heap.used, (size_t)script->limits.memory);
    set_plenty(guard, &script->limits);
    guard->collect_wanted = false;
    lua_sethook(L, watch, LUA_MASKCOUNT, HOOK_STEPS);
}

static void check_depth(lua_State *L, uint64_t calls)
{
    lua_Debug frame;
    if (calls < INT_MAX && lua_getstack(L, (int)calls, &frame))
        script_limit_reached(L, "calls");
}

static void watch(lua_State *L, lua_Debug *frame)
{
    (void)frame;
    script_count_steps(L, HOOK_STEPS);
    guard_check_clock(L);
    check_depth(L, script_of(L)->limits.calls);
    guard_collect(L);
}

void guard_watch(lua_State *L)
{
    lua_gc(L, LUA_GCSTOP);
    lua_sethook(L, watch, LUA_MASKCOUNT, HOOK_STEPS);
}

/* Setting a hook is what Lua allows at any moment, signal handlers included; the next instruction
 * then runs it, however large the blocks are that the model asks for. */
static void want_collection(struct script *script)
{
    if (script->guard->collect_wanted || !script->guard->entered)
        return;
    script->guard->collect_wanted = true;
    lua_sethook(script->L, watch, LUA_MASKCOUNT, 1);
}

static const char *limit_against(const struct script *script, size_t growth, size_t size)
{
    if (size > script->limits.allocation)
        return "allocation";
    return script->guard->heap.used + growth > script->limits.memory ? "memory" : NULL;
}

/* True when the allocation may go on; does not return once the state can be left. */
static bool admit(struct script *script, size_t growth, size_t size)
{
    struct script_guard *guard = script->guard;
    const char *limit = limit_against(script, growth, size);
    if (limit && guard->entered)
        script_limit_reached(script->L, limit);
    if (size > HEAP_SMALL)
        guard->steps += size / BYTES_A_STEP;
    if (guard->heap.used + growth > guard->collect_at)
        want_collection(script);
    return !limit;
}

void *guard_allocate(void *context, void *old, size_t old_size, size_t size)
{
    struct script *script = context;
    struct heap *heap = &script->guard->heap;
    if (!old && size && size <= HEAP_SMALL && heap->used <= script->guard->plenty)
        return heap_alloc(heap, size);
    if (!old)
        return size && admit(script, size, size) ? heap_alloc(heap, size) : NULL;
    if (size == 0) {
        heap_free(heap, old, old_size);
        return NULL;
    }
    if (size > old_size && !admit(script, size - old_size, size))
        return NULL;
    return heap_resize(heap, old, old_size, size);
}
