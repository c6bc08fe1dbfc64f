/* out:loss: what the target cannot say. */
#include <lauxlib.h>
#include <string.h>

#include "base/room.h"
#include "script/export_kinds.h"
#include "script/state.h"

enum {
    TEXT_LENGTH = 1000, /* bytes of each text */
    STEPS_A_LOSS = 256,
};

const char *const export_class_words[EXPORT_CLASSES] = {
    [EXPORT_BY_HAND] = "by hand",
    [EXPORT_WEAKER] = "weaker",
    [EXPORT_UNSAID] = "unsaid",
    [EXPORT_ELSEWHERE] = "elsewhere",
};

static const char *keep_text(lua_State *L, int index, const char *what)
{
    size_t length;
    const char *text = export_check_text(L, index, "loss", what);
    lua_tolstring(L, index, &length);
    if (length > TEXT_LENGTH)
        script_raise(L, "out:loss: %s is longer than %d bytes", what, TEXT_LENGTH);
    return arena_copy(script_of(L)->arena, text, strlen(text));
}

/* ---- the last argument ---- */

static enum export_class read_class(lua_State *L, int index)
{
    const char *word = export_check_text(L, index, "loss", "a class");
    for (enum export_class at = 0; at < EXPORT_CLASSES; at++)
        if (strcmp(word, export_class_words[at]) == 0)
            return at;
    script_raise(L,
                 "out:loss: a class is \"by hand\", \"weaker\", \"unsaid\" or \"elsewhere\", "
                 "not '%s'",
                 word);
}

static void read_class_of(lua_State *L, int index, struct export_loss *loss)
{
    loss->class = read_class(L, index);
}

static void read_target(lua_State *L, int index, struct export_loss *loss)
{
    loss->target = keep_text(L, index, "the other target");
}

static void read_value(lua_State *L, int index, struct export_loss *loss)
{
    loss->value = keep_text(L, index, "the value that stands for it");
}

static void read_kind(lua_State *L, int index, struct export_loss *loss)
{
    loss->kind = keep_text(L, index, "the kind of object it is about");
}

static void read_file(lua_State *L, int index, struct export_loss *loss)
{
    const char *name = export_check_name(L, index, "loss", true);
    const char **only = arena_array(script_of(L)->arena, 1, sizeof *only);
    *only = arena_copy(script_of(L)->arena, name, strlen(name));
    loss->stems = (struct lunette_strings){only, 1};
}

static const struct about_row {
    const char *key;
    void (*read)(lua_State *L, int index, struct export_loss *loss);
} about_rows[] = {
    {"class", read_class_of}, {"target", read_target}, {"value", read_value},
    {"kind", read_kind},      {"file", read_file},
};

/* Reads the value on the stack's top. */
static void read_field(lua_State *L, const char *key, struct export_loss *loss)
{
    for (size_t i = 0; i < sizeof about_rows / sizeof *about_rows; i++)
        if (strcmp(about_rows[i].key, key) == 0) {
            about_rows[i].read(L, lua_gettop(L), loss);
            return;
        }
    script_raise(L, "out:loss: there is no '%s'; there are class, target, value, kind and file",
                 key);
}

static void read_fields(lua_State *L, int index, struct export_loss *loss)
{
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            script_raise(L, "out:loss: the last argument is a class or { class = \"…\" }");
        read_field(L, lua_tostring(L, -2), loss);
    }
}

/* A word is a class; a table may say more. */
static void read_about(lua_State *L, int index, struct export_loss *loss)
{
    loss->class = EXPORT_WEAKER;
    if (lua_istable(L, index))
        read_fields(L, index, loss);
    else if (!lua_isnil(L, index))
        read_class_of(L, index, loss);
    if (loss->target)
        loss->class = EXPORT_ELSEWHERE;
    if (loss->class == EXPORT_ELSEWHERE && !loss->target)
        script_raise(L, "out:loss: elsewhere, but no target is named: { target = \"…\" }");
}

/* ---- once ---- */

/* The loss of this item that says the same, or a new one. */
static struct export_loss *find(lua_State *L, struct export_job *job,
                                const struct export_loss *loss)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, job->told);
    lua_pushfstring(L, "%p\n%s\n%s", (const void *)loss->item, loss->what, loss->instead);
    lua_pushvalue(L, -1);
    lua_rawget(L, -3);
    size_t place = (size_t)lua_tointeger(L, -1);
    lua_pop(L, 1);
    if (place) {
        lua_pop(L, 2);
        return &job->losses[place - 1];
    }
    if (job->loss_count == EXPORT_MOST_LOSSES)
        script_raise(L, "there are more than %d losses", EXPORT_MOST_LOSSES);
    job->losses = room_make(job->script->arena, job->losses, job->loss_count, &job->loss_capacity,
                            sizeof *job->losses);
    job->losses[job->loss_count++] = *loss;
    lua_pushinteger(L, (lua_Integer)job->loss_count);
    lua_rawset(L, -3);
    lua_pop(L, 1);
    struct export_loss *added = &job->losses[job->loss_count - 1];
    added->stems = (struct lunette_strings){0};
    return added;
}

static void add_stem(struct arena *arena, struct export_loss *loss, const char *stem)
{
    for (size_t i = 0; i < loss->stems.count; i++)
        if (strcmp(loss->stems.items[i], stem) == 0)
            return;
    const char **stems = room_make(arena, (void *)(uintptr_t)loss->stems.items, loss->stems.count,
                                   &loss->stem_capacity, sizeof *stems);
    stems[loss->stems.count] = stem;
    loss->stems = (struct lunette_strings){stems, loss->stems.count + 1};
}

int export_loss(lua_State *L)
{
    struct export_job *job = export_check_self(L, "loss");
    struct export_loss loss = {.item = proxy_item(L, 2)};
    if (!loss.item && !proxy_is_model(L, 2))
        script_raise(L, "out:loss wants an item of the model first, not %s",
                     script_push_text(L, 2, NULL));
    script_count_steps(L, STEPS_A_LOSS);
    lua_settop(L, 5);
    loss.what = keep_text(L, 3, "what the target cannot say");
    loss.instead = keep_text(L, 4, "what was written instead");
    read_about(L, 5, &loss);
    const char *stem = loss.stems.count ? loss.stems.items[0] : NULL;
    struct export_loss *kept = find(L, job, &loss);
    if (stem)
        add_stem(job->script->arena, kept, stem);
    return 0;
}
