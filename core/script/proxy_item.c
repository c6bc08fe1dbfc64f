/* What an item has, by the schema's rows. */
#include <assert.h>
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

#include "script/proxy_kinds.h"

/* ---- the members of a kind ---- */

#define DERIVED(strct, key_, member, type_, ...)                                            \
    {                                                                                       \
        .key = (key_), .type = (type_), .offset = offsetof(struct lunette_##strct, member), \
        __VA_ARGS__                                                                         \
    }
#define OF_KIND(kind_)                   \
    .kinds = (const enum lunette_kind[]) \
    {                                    \
        (kind_), LUNETTE_NO_KIND         \
    }

#define OF_KINDS(...)                    \
    .kinds = (const enum lunette_kind[]) \
    {                                    \
        __VA_ARGS__, LUNETTE_NO_KIND     \
    }
/* In force for a call. A part leads to whoever says it: the call's own table, or a policy with the same
 * fields. */
#define IN_FORCE(key_, member, type_, ...)                                  \
    {                                                                       \
        LUNETTE_SYNC, DERIVED(dependency, key_, member, type_, __VA_ARGS__) \
    }

/* What resolving adds to what the model says; and the two further forms of an objective's target. */
static const struct {
    enum lunette_kind kind;
    struct schema_field field;
} derived[] = {
    {LUNETTE_CONTEXT, DERIVED(context, "services", services, SCHEMA_PARTS, OF_KIND(LUNETTE_SERVICE),
                              .doc = "the services in it")},
    {LUNETTE_SERVICE, DERIVED(service, "callers", callers, SCHEMA_PARTS, OF_KIND(LUNETTE_SYNC),
                              .doc = "the sync calls to it")},
    {LUNETTE_EVENT, DERIVED(event, "publishers", publishers, SCHEMA_PARTS, OF_KIND(LUNETTE_SERVICE),
                            .doc = "the services that publish it")},
    {LUNETTE_EVENT, DERIVED(event, "consumers", consumers, SCHEMA_PARTS, OF_KIND(LUNETTE_ON),
                            .doc = "the subscriptions to it; the owner of each is the service")},
    {LUNETTE_DATASTORE, DERIVED(datastore, "users", users, SCHEMA_PARTS, OF_KIND(LUNETTE_SERVICE),
                                .doc = "its owner, then all others who use it")},
    {LUNETTE_SLO,
     DERIVED(slo, "target", target_ms, SCHEMA_MS, .doc = "the target of a latency or freshness")},
    {LUNETTE_SLO,
     DERIVED(slo, "target", target_per_s, SCHEMA_RATE, .doc = "the target of a throughput")},
    IN_FORCE("callee", callee, SCHEMA_PART, OF_KIND(LUNETTE_SERVICE),
             .doc = "the service that answers: the target, or what realises the gateway"),
    IN_FORCE("timeout_in_force", timeout_in_force_ms, SCHEMA_MS,
             .doc = "of one try: its own, or a default for calls to the target"),
    IN_FORCE("timeout_by", timeout_by, SCHEMA_PART,
             OF_KINDS(LUNETTE_SYNC, LUNETTE_TIMEOUT, LUNETTE_TO), .doc = "who says that timeout"),
    IN_FORCE("retry_in_force", retry_by, SCHEMA_PART, OF_KINDS(LUNETTE_RETRY, LUNETTE_RETRY_POLICY),
             .doc = "its own retry, or a default for calls to the target"),
    IN_FORCE("circuit_breaker_in_force", breaker_by, SCHEMA_PART,
             OF_KINDS(LUNETTE_BREAKER, LUNETTE_CIRCUIT_BREAKER),
             .doc = "its own circuit breaker, or a default for calls to the target"),
    IN_FORCE("bulkhead_in_force", bulkhead_in_force, SCHEMA_INTEGER,
             .doc = "calls at a time: its own, or a default for calls to the target"),
    IN_FORCE("bulkhead_by", bulkhead_by, SCHEMA_PART, OF_KINDS(LUNETTE_SYNC, LUNETTE_BULKHEAD),
             .doc = "who says that bulkhead"),
    IN_FORCE("attempts", attempts, SCHEMA_INTEGER, .doc = "tries in all; 1 where nobody says more"),
    IN_FORCE("worst", worst_ms, SCHEMA_MS,
             .doc = "all tries with the waits between them, at the longest"),
};

enum { KEY_SIZE = 64 };

/* The key under which a field stands: with its unit, and not where every item has something else. */
static const char *key_of(const struct schema_kind *kind, const struct schema_field *field,
                          char *room)
{
    if (strcmp(field->key, "kind") != 0)
        return schema_dump_key(field, room, KEY_SIZE);
    snprintf(room, KEY_SIZE, "%s_kind", kind->name);
    return room;
}

static void each_field(const struct schema_kind *kind, const struct schema_field *field,
                       proxy_each *each, void *context)
{
    char room[KEY_SIZE], words[KEY_SIZE + 8];
    if (field->type == SCHEMA_FUNCTION)
        return;
    struct proxy_member member = {key_of(kind, field, room), PROXY_FIELD, field};
    each(&member, context);
    if (field->type != SCHEMA_REF && field->type != SCHEMA_REFS)
        return;
    snprintf(words, sizeof words, field->type == SCHEMA_REF ? "%s_name" : "%s_names", member.key);
    member.key = words;
    member.role = PROXY_WORDS;
    each(&member, context);
}

static void each_row(const struct schema_kind *kind, const struct schema_field *fields,
                     proxy_each *each, void *context)
{
    for (const struct schema_field *field = fields; field->key; field++)
        each_field(kind, field, each, context);
}

void proxy_each_member(const struct schema_kind *kind, proxy_each *each, void *context)
{
    each(&(struct proxy_member){"name", PROXY_NAME, NULL}, context);
    each(&(struct proxy_member){"kind", PROXY_KIND, NULL}, context);
    each_row(kind, kind->fields, each, context);
    for (size_t i = 0; i < sizeof derived / sizeof *derived; i++)
        if (derived[i].kind == kind->kind)
            each_field(kind, &derived[i].field, each, context);
    if (kind->place != SCHEMA_TABLE)
        each_row(kind, schema_common_fields, each, context);
    /* A field of that name says more: who answers for it. */
    if (!schema_field_of(kind, "owner"))
        each(&(struct proxy_member){"owner", PROXY_OWNER, NULL}, context);
    each(&(struct proxy_member){"at", PROXY_AT, NULL}, context);
}

struct table {
    lua_State *L;
    struct arena *arena;
};

static void add_member(const struct proxy_member *member, void *context)
{
    const struct table *table = context;
    struct proxy_member *kept = arena_new(table->arena, struct proxy_member);
    *kept = *member;
    kept->key = lua_pushstring(table->L, member->key);
    lua_pushvalue(table->L, -1);
    bool free = lua_rawget(table->L, -3) == LUA_TNIL;
    assert(free);
    (void)free;
    lua_pop(table->L, 1);
    lua_pushlightuserdata(table->L, kept);
    lua_rawset(table->L, -3);
}

void proxy_push_members(lua_State *L, struct proxies *proxies, const struct schema_kind *kind)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, proxies->members);
    if (lua_rawgeti(L, -1, kind->kind) == LUA_TNIL) {
        struct table table = {L, proxies->arena};
        lua_pop(L, 1);
        lua_newtable(L);
        proxy_each_member(kind, add_member, &table);
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, kind->kind);
    }
    lua_remove(L, -2);
}

/* ---- their values ---- */

static void push_text(lua_State *L, const char *text)
{
    if (text)
        lua_pushstring(L, text);
    else
        lua_pushnil(L);
}

static void push_flag(lua_State *L, enum lunette_flag flag)
{
    if (flag == LUNETTE_UNSAID)
        lua_pushnil(L);
    else
        lua_pushboolean(L, flag == LUNETTE_YES);
}

static void push_integer(lua_State *L, int64_t number)
{
    if (number == LUNETTE_UNSET)
        lua_pushnil(L);
    else
        lua_pushinteger(L, number);
}

/* A new list of up to `most` entries, to be filled; its storage lies behind the proxy. */
static const char **push_new_texts(lua_State *L, struct proxies *proxies, const void *address,
                                   size_t most, struct lunette_strings **list)
{
    script_count_steps(L, most);
    struct proxy *proxy = proxy_push_new(L, proxies, PROXY_OF_TEXTS, address,
                                         sizeof **list + most * sizeof(const char *));
    *list = (struct lunette_strings *)(proxy + 1);
    const char **items = (const char **)(*list + 1);
    **list = (struct lunette_strings){items, 0};
    proxy->of.texts = *list;
    return items;
}

static void push_bits(lua_State *L, struct proxies *proxies, const struct schema_field *field,
                      const unsigned *bits)
{
    size_t most = 0;
    struct lunette_strings *list;
    if (proxy_push_kept(L, proxies, bits))
        return;
    while (field->values[most].name)
        most++;
    const char **items = push_new_texts(L, proxies, bits, most, &list);
    for (const struct schema_value *row = field->values; row->name; row++)
        if (*bits & (unsigned)row->value)
            items[list->count++] = row->name;
}

/* The names as written; kept under another address than the items they lead to. */
static void push_names(lua_State *L, struct proxies *proxies, const struct lunette_refs *refs)
{
    struct lunette_strings *list;
    if (proxy_push_kept(L, proxies, &refs->count))
        return;
    const char **items = push_new_texts(L, proxies, &refs->count, refs->count, &list);
    for (size_t i = 0; i < refs->count; i++)
        items[list->count++] = refs->items[i].name;
}

/* Those that nothing declares are left out, so that no loop meets a hole. */
static void push_targets(lua_State *L, struct proxies *proxies, const struct lunette_refs *refs)
{
    struct lunette_items *list;
    if (proxy_push_kept(L, proxies, refs))
        return;
    script_count_steps(L, refs->count);
    struct proxy *proxy =
        proxy_push_new(L, proxies, PROXY_OF_ITEMS, refs,
                       sizeof *list + refs->count * sizeof(const struct lunette_item *));
    list = (struct lunette_items *)(proxy + 1);
    const struct lunette_item **items = (const struct lunette_item **)(list + 1);
    *list = (struct lunette_items){items, 0};
    proxy->of.items = list;
    for (size_t i = 0; i < refs->count; i++)
        if (refs->items[i].to)
            items[list->count++] = refs->items[i].to;
}

static void push_field(lua_State *L, struct proxies *proxies, const struct lunette_item *item,
                       const struct schema_field *field)
{
    const void *member = schema_member(item, field);
    switch (field->type) {
    case SCHEMA_STRING: push_text(L, *(const char *const *)member); break;
    case SCHEMA_BOOL: push_flag(L, *(const enum lunette_flag *)member); break;
    case SCHEMA_INTEGER: push_integer(L, *(const int64_t *)member); break;
    case SCHEMA_NUMBER:
    case SCHEMA_MS:
    case SCHEMA_S:
    case SCHEMA_RATIO:
    case SCHEMA_RATE:
    case SCHEMA_BYTES:
    case SCHEMA_TARGET: proxy_push_number(L, *(const double *)member); break;
    case SCHEMA_ENUM: push_text(L, schema_value_name(field, *(const int *)member)); break;
    case SCHEMA_BITS: push_bits(L, proxies, field, member); break;
    case SCHEMA_STRINGS: proxy_push(L, proxies, PROXY_OF_TEXTS, member); break;
    case SCHEMA_INTEGERS:
    case SCHEMA_RATIOS: proxy_push(L, proxies, PROXY_OF_NUMBERS, member); break;
    case SCHEMA_MAP: proxy_push(L, proxies, PROXY_OF_MAP, member); break;
    case SCHEMA_REF: proxy_push_item(L, proxies, ((const struct lunette_ref *)member)->to); break;
    case SCHEMA_REFS: push_targets(L, proxies, member); break;
    case SCHEMA_PART:
        proxy_push_item(L, proxies, *(const struct lunette_item *const *)member);
        break;
    case SCHEMA_PARTS: proxy_push(L, proxies, PROXY_OF_ITEMS, member); break;
    case SCHEMA_FUNCTION: lua_pushnil(L); break;
    }
}

static void push_words(lua_State *L, struct proxies *proxies, const struct lunette_item *item,
                       const struct schema_field *field)
{
    const void *member = schema_member(item, field);
    if (field->type == SCHEMA_REF)
        push_text(L, ((const struct lunette_ref *)member)->name);
    else
        push_names(L, proxies, member);
}

/* A plain table stands where its owner stands. The address is not the item's own, under which the item
 * is kept. */
static void push_place(lua_State *L, struct proxies *proxies, const struct lunette_item *item)
{
    while (!item->line && item->owner)
        item = item->owner;
    if (!item->line || item->file >= proxies->model->files.count)
        lua_pushnil(L);
    else if (!proxy_push_kept(L, proxies, &item->line))
        proxy_push_new(L, proxies, PROXY_OF_PLACE, &item->line, 0)->of.item = item;
}

void proxy_push_member(lua_State *L, struct proxies *proxies, const struct lunette_item *item,
                       const struct proxy_member *member)
{
    switch (member->role) {
    case PROXY_NAME: push_text(L, item->name); break;
    case PROXY_KIND: push_text(L, schema_kind_of(item->kind)->name); break;
    case PROXY_AT: push_place(L, proxies, item); break;
    case PROXY_OWNER: proxy_push_item(L, proxies, item->owner); break;
    case PROXY_FIELD: push_field(L, proxies, item, member->field); break;
    case PROXY_WORDS: push_words(L, proxies, item, member->field); break;
    }
}

/* ---- metamethods ---- */

/* An alias or a key without its unit is known: what is meant is the key the view has. */
static const char *key_meant(lua_State *L, const struct schema_kind *kind, char *room)
{
    const char *unit;
    size_t length;
    if (lua_type(L, 2) != LUA_TSTRING)
        return NULL;
    const char *key = lua_tolstring(L, 2, &length);
    const struct schema_field *field = schema_field_named(kind, key, length, &unit);
    return field && field->type != SCHEMA_FUNCTION ? key_of(kind, field, room) : NULL;
}

int proxy_index_item(lua_State *L)
{
    const struct proxy *proxy = lua_touserdata(L, 1);
    struct proxies *proxies = proxy_of_closure(L);
    const struct schema_kind *kind = schema_kind_of(proxy->of.item->kind);
    proxy_push_members(L, proxies, kind);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, -2) == LUA_TNIL) {
        char room[KEY_SIZE];
        proxy_raise_unknown(L, kind->name, 2, 3, key_meant(L, kind, room));
    }
    proxy_push_member(L, proxies, proxy->of.item, lua_touserdata(L, -1));
    return 1;
}

/* Upvalues: the proxies, the sorted keys, how many of them were visited, the item. */
static int next_member(lua_State *L)
{
    struct proxies *proxies = proxy_of_closure(L);
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(3));
    const struct proxy *proxy = lua_touserdata(L, lua_upvalueindex(4));
    lua_settop(L, 0);
    proxy_push_members(L, proxies, schema_kind_of(proxy->of.item->kind));
    while (lua_rawgeti(L, lua_upvalueindex(2), ++at) != LUA_TNIL) {
        lua_pushvalue(L, -1);
        lua_rawget(L, 1);
        proxy_push_member(L, proxies, proxy->of.item, lua_touserdata(L, -1));
        if (!lua_isnil(L, -1)) {
            lua_remove(L, -2);
            break;
        }
        lua_settop(L, 1);
    }
    lua_pushinteger(L, at);
    lua_replace(L, lua_upvalueindex(3));
    return lua_gettop(L) - 1;
}

int proxy_pairs_item(lua_State *L)
{
    struct proxies *proxies = proxy_of_closure(L);
    const struct proxy *proxy = lua_touserdata(L, 1);
    lua_settop(L, 1);
    lua_pushlightuserdata(L, proxies);
    proxy_push_members(L, proxies, schema_kind_of(proxy->of.item->kind));
    script_push_keys(L, -1);
    lua_remove(L, -2);
    lua_pushinteger(L, 0);
    lua_pushvalue(L, 1);
    lua_pushcclosure(L, next_member, 4);
    return 1;
}
