/* A sealed state for tests, and a way to run text in it. */
#ifndef LUNETTE_TESTS_UNIT_SCRIPT_FIXTURE_H
#define LUNETTE_TESTS_UNIT_SCRIPT_FIXTURE_H

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

#include "script/state.h"

/* Keep it where it is once it is open: the script points into it. */
struct fixture {
    struct arena arena;
    struct source_set sources;
    struct script script;
    char result[4096]; /* what the last text returned, as tostring shows it */
};

static inline bool fixture_open(struct fixture *fixture, const struct script_limits *limits)
{
    *fixture = (struct fixture){0};
    fixture->sources.arena = &fixture->arena;
    fixture->script = (struct script){
        .limits = limits ? *limits : script_default_limits,
        .arena = &fixture->arena,
        .sources = &fixture->sources,
        .root = -1,
        .root_path = "",
        .library = "lua",
    };
    return script_open(&fixture->script);
}

static inline void fixture_close(struct fixture *fixture)
{
    script_close(&fixture->script);
    arena_reset(&fixture->arena);
}

struct fixture_text {
    struct fixture *fixture;
    const char *text;
};

static inline int fixture_body(lua_State *L)
{
    struct fixture_text *run = lua_touserdata(L, 1);
    lua_settop(L, 0);
    if (luaL_loadbuffer(L, run->text, strlen(run->text), "=text") != LUA_OK)
        return lua_error(L);
    lua_call(L, 0, 1);
    size_t length;
    const char *shown = script_push_text(L, -1, &length);
    snprintf(run->fixture->result, sizeof run->fixture->result, "%.*s", (int)length, shown);
    return 0;
}

static inline bool fixture_run(struct fixture *fixture, const char *text)
{
    struct fixture_text run = {fixture, text};
    fixture->result[0] = '\0';
    return script_enter(&fixture->script, fixture_body, &run);
}

/* The text's value in a state of its own; "class: message" when it fails. The place of the text,
 * which is no file of a model, is left out of the message. */
static inline const char *fixture_value(const char *text)
{
    static const char *const classes[] = {
        [SCRIPT_OK] = "ok",
        [SCRIPT_SYNTAX] = "syntax",
        [SCRIPT_RUNTIME] = "runtime",
        [SCRIPT_FORBIDDEN] = "forbidden",
        [SCRIPT_SOURCE] = "source",
        [SCRIPT_LIMIT_STEPS] = "steps",
        [SCRIPT_LIMIT_MEMORY] = "memory",
        [SCRIPT_LIMIT_TIME] = "time",
        [SCRIPT_LIMIT_DEPTH] = "depth",
        [SCRIPT_LIMIT_SIZE] = "size",
        [SCRIPT_MISSING_FILE] = "missing",
    };
    static char value[8192];
    struct fixture fixture;
    const char *message = fixture.script.failure.message;
    if (!fixture_open(&fixture, NULL) || !fixture_run(&fixture, text))
        snprintf(value, sizeof value, "%s: %s", classes[fixture.script.failure.outcome],
                 strncmp(message, "text:1: ", 8) ? message : message + 8);
    else
        snprintf(value, sizeof value, "%s", fixture.result);
    fixture_close(&fixture);
    return value;
}

#endif
