#include "script/additions.h"

#include <lauxlib.h>
#include <string.h>

#include "base/map.h"
#include "base/nearest.h"
#include "model/declare.h"
#include "script/decoder.h"

/* A userdata, so that the memory limit counts it; its user values are the entity and the value. */
struct addition {
    enum lunette_kind kind; /* of the entity */
    const struct schema_field *field;
    uint32_t file, line;
};

enum { ENTITY = 1, VALUE, LIST = lua_upvalueindex(2) };

/* add(kind, entity, field, value) */
static int add(lua_State *L)
{
    declarations_refuse_when_frozen(L, lua_touserdata(L, lua_upvalueindex(1)));
    const struct schema_kind *kind = schema_kind_named(luaL_checkstring(L, 1));
    const char *key = luaL_checkstring(L, 3);
    lua_settop(L, 4);
    struct addition *addition = lua_newuserdatauv(L, sizeof *addition, 2);
    *addition = (struct addition){.kind = kind->kind, .field = schema_field_of(kind, key)};
    if (!script_caller(L, &addition->file, &addition->line))
        addition->line = 0;
    lua_pushvalue(L, 2);
    lua_setiuservalue(L, -2, ENTITY);
    lua_pushvalue(L, 4);
    lua_setiuservalue(L, -2, VALUE);
    lua_rawseti(L, LIST, (lua_Integer)lua_rawlen(L, LIST) + 1);
    return 0;
}

void additions_install(lua_State *L, struct declarations *declarations)
{
    lua_newtable(L);
    lua_insert(L, -2);
    lua_setfield(L, -2, "kinds");
    lua_pushlightuserdata(L, declarations);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    declarations->additions = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_pushcclosure(L, add, 2);
    lua_setfield(L, -2, "add");
    lua_setfield(L, LUA_REGISTRYINDEX, ADDITIONS_HOST);
}

static struct lunette_finding *report(struct decoder *decoder, const struct addition *addition,
                                      const char *rule, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static struct lunette_finding *report(struct decoder *decoder, const struct addition *addition,
                                      const char *rule, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct lunette_finding *finding =
        diag_vreport(decoder->builder->diag, rule, LUNETTE_ERROR,
                     (struct lunette_blame){.item = NULL}, format, args);
    va_end(args);
    const struct source_set *sources = script_of(decoder->L)->sources;
    if (addition->line && addition->file < sources->count) {
        const struct source_file *file = &sources->files[addition->file];
        struct locate_query query = {.file = file, .line = addition->line};
        finding->place = (struct finding_place){file->path, file, locate_span(&query, NULL)};
    }
    return finding;
}

/* Of several handles for one entity, the one that was given its fields. */
static void index_owners(const struct declarations *declarations, struct map *owners)
{
    for (size_t i = 0; i < declarations->root_count; i++) {
        struct handle *handle = declarations->roots[i];
        if (handle->item && (handle->has_fields || !map_get(owners, handle->item)))
            map_set(owners, handle->item, handle);
    }
}

/* Nothing declares what the addition names. */
static void report_unresolved(struct decoder *decoder, const struct addition *addition,
                              const char *name)
{
    const char *kind = schema_kind_of(addition->kind)->name;
    struct nearest nearest;
    nearest_start(&nearest, name);
    const struct builder_list *all = &decoder->builder->kinds[addition->kind];
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i]->name)
            nearest_offer(&nearest, all->items[i]->name);
    struct lunette_finding *finding =
        report(decoder, addition, "model/unresolved", "there is no %s '%s'", kind, name);
    if (nearest_best(&nearest))
        finding_help(finding, "did you mean '%s'?", nearest_best(&nearest));
    else
        finding_help(finding, "%s", declare_kind(decoder->builder, addition->kind, name));
}

/* The handle to whose fields the addition goes; NULL after a finding. */
static struct handle *owner_of(struct decoder *decoder, const struct addition *addition,
                               const struct map *owners, int entity)
{
    struct handle *handle = declarations_handle(decoder->L, entity);
    if (handle && handle->kind == addition->kind)
        return handle->has_fields ? handle : map_get(owners, handle->item);
    const char *name =
        lua_type(decoder->L, entity) == LUA_TSTRING ? decoder_text(decoder, entity) : NULL;
    const struct lunette_item *item =
        name ? builder_named(decoder->builder, addition->kind, name) : NULL;
    if (item)
        return map_get(owners, item);
    if (name)
        report_unresolved(decoder, addition, name);
    else if (!decoder_is_unknown(decoder, entity))
        report(decoder, addition, "model/bad-value", "'%s' wants the name of a %s; this is %s",
               addition->field->key, schema_kind_of(addition->kind)->name,
               decoder_show(decoder, entity));
    return NULL;
}

/* A table may serve several entities: what is added to one must not reach the others. */
static void push_own_fields(struct decoder *decoder, struct handle *owner)
{
    lua_State *L = decoder->L;
    declarations_push_fields(L, decoder->declarations, owner);
    if (owner->owns_fields)
        return;
    int given = lua_gettop(L);
    lua_newtable(L);
    if (owner->has_fields)
        for (lua_pushnil(L); lua_next(L, given); lua_pop(L, 1)) {
            script_count_steps(L, 1);
            lua_pushvalue(L, -2);
            lua_pushvalue(L, -2);
            lua_rawset(L, given + 1);
        }
    lua_replace(L, given);
    declarations_set_fields(L, decoder->declarations, owner, given);
    owner->owns_fields = true;
}

/* Pushes the value the fields have so far, and returns the key it is written under. */
static const char *push_written(lua_State *L, int fields, const struct schema_field *field)
{
    lua_pushstring(L, field->key);
    lua_rawget(L, fields);
    for (const char *at = field->also; at && *at && lua_isnil(L, -1);) {
        size_t span = strcspn(at, " ");
        lua_pop(L, 1);
        const char *key = lua_pushlstring(L, at, span);
        if (lua_rawget(L, fields) != LUA_TNIL)
            return key; /* the table's key keeps the string alive */
        at += span + (at[span] == ' ');
    }
    return field->key;
}

/* Replaces the list (or the one entry written without braces) on the stack's top by a copy, once.
 * The table `owned` holds the copies. */
static void own_list(lua_State *L, int owned)
{
    int given = lua_gettop(L);
    lua_pushvalue(L, given);
    bool is_owned = lua_rawget(L, owned) != LUA_TNIL;
    lua_pop(L, 1);
    if (is_owned)
        return;
    lua_Integer count = lua_istable(L, given) ? (lua_Integer)lua_rawlen(L, given) : 0;
    script_count_steps(L, (uint64_t)count);
    lua_newtable(L);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, given, i);
        lua_rawseti(L, -2, i);
    }
    if (!lua_istable(L, given) && !lua_isnil(L, given)) {
        lua_pushvalue(L, given);
        lua_rawseti(L, -2, 1);
    }
    lua_pushvalue(L, -1);
    lua_pushboolean(L, true);
    lua_rawset(L, owned);
    lua_replace(L, given);
}

static void append(lua_State *L, int list, int value)
{
    lua_pushvalue(L, value);
    lua_rawseti(L, list, (lua_Integer)lua_rawlen(L, list) + 1);
}

/* `value` is the value's index, the owner's fields are on the stack's top. */
static void give(struct decoder *decoder, const struct addition *addition,
                 const struct handle *owner, int value, int owned)
{
    lua_State *L = decoder->L;
    int fields = lua_gettop(L);
    const struct schema_field *field = addition->field;
    const char *key = push_written(L, fields, field);
    bool is_list = field->type == SCHEMA_PARTS || field->type == SCHEMA_REFS;
    if (is_list && field->flags & SCHEMA_POSITIONAL && lua_isnil(L, -1) && lua_rawlen(L, fields)) {
        append(L, fields, value);
        return;
    }
    if (is_list) {
        own_list(L, owned);
        append(L, lua_gettop(L), value);
    } else if (lua_isnil(L, -1)) {
        lua_pushvalue(L, value);
    } else if (!lua_rawequal(L, -1, value)) {
        report(decoder, addition, "model/bad-value", "'%s' of %s '%s' is given twice", key,
               schema_kind_of(owner->kind)->name, owner->name ? owner->name : "");
    }
    lua_setfield(L, fields, key);
}

/* The addition lies at `at`, where the stack ends. */
static void apply(struct decoder *decoder, const struct map *owners, int at, int owned)
{
    lua_State *L = decoder->L;
    const struct addition *addition = lua_touserdata(L, at);
    lua_getiuservalue(L, at, ENTITY);
    lua_getiuservalue(L, at, VALUE);
    struct handle *part = declarations_handle(L, at + VALUE);
    struct handle *owner = owner_of(decoder, addition, owners, at + ENTITY);
    if (part)
        decoder_use(decoder, part);
    if (!owner)
        return;
    push_own_fields(decoder, owner);
    give(decoder, addition, owner, at + VALUE, owned);
}

void additions_apply(struct decoder *decoder)
{
    lua_State *L = decoder->L;
    lua_rawgeti(L, LUA_REGISTRYINDEX, decoder->declarations->additions);
    int list = lua_gettop(L), owned = list + 1;
    lua_newtable(L);
    lua_Integer count = (lua_Integer)lua_rawlen(L, list);
    struct map owners = {0};
    if (count)
        index_owners(decoder->declarations, &owners);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, list, i);
        apply(decoder, &owners, owned + 1, owned);
        lua_settop(L, owned);
    }
    lua_settop(L, list - 1);
    map_free(&owners);
}
