/* From Lua tables to documents. */
#include <lauxlib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "script/export_kinds.h"

const char export_null;

enum {
    BYTES_A_STEP = 16,
    STEPS_A_NODE = 4,
    STACK_A_LEVEL = 12,
    PATH_SIZE = 400,
};

/* One step of the way from the document to a value: a key, or a place in a list. */
struct step {
    const char *key; /* NULL: a place */
    lua_Integer place;
};

struct reading {
    lua_State *L;
    struct export_job *job;
    struct arena *arena;
    const char *file;
    int order; /* reference of the registry: the ranks of keys */
    struct step steps[EXPORT_MOST_LEVELS];
    size_t depth;
};

/* ---- complaints ---- */

static void add_step(struct buf *path, const struct step *step)
{
    if (!step->key)
        buf_printf(path, "[%lld]", (long long)step->place);
    else if (step->key[strspn(step->key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                         "0123456789_-")])
        buf_printf(path, "[\"%s\"]", step->key);
    else
        buf_printf(path, "%s%s", path->length ? "." : "", step->key);
}

/* "shop.yaml: spec.ports[2].port: a function cannot be written" */
static _Noreturn void refuse(const struct reading *reading, const char *why)
{
    struct buf path = {0};
    char text[PATH_SIZE];
    for (size_t i = 0; i < reading->depth && path.length < PATH_SIZE; i++)
        add_step(&path, &reading->steps[i]);
    snprintf(text, sizeof text, "%s", path.length ? buf_text(&path) : "the document");
    buf_free(&path);
    script_raise(reading->L, "%s: %s: %s", reading->file, text, why);
}

static void count_nodes(const struct reading *reading, size_t nodes)
{
    script_count_steps(reading->L, STEPS_A_NODE * nodes);
    reading->job->nodes += nodes;
    if (reading->job->nodes > EXPORT_MOST_NODES)
        refuse(reading, "the documents have more than 2,000,000 values");
}

static void count_bytes(const struct reading *reading, size_t bytes)
{
    script_count_steps(reading->L, bytes / BYTES_A_STEP);
    reading->job->bytes += bytes;
    if (reading->job->bytes > EXPORT_MOST_BYTES)
        refuse(reading, "the documents hold more than 64 MiB of text");
}

/* ---- texts, lists and tables of the frozen view ---- */

static struct tree_text copy_text(const struct reading *reading, const char *bytes, size_t length)
{
    count_bytes(reading, length);
    return tree_text(reading->arena, bytes, length);
}

static struct tree text_of(const struct reading *reading, const char *text)
{
    return (struct tree){.type = TREE_TEXT, .of.text = copy_text(reading, text, strlen(text))};
}

static struct tree number_of(const struct reading *reading, double number)
{
    if (!isfinite(number))
        refuse(reading, isnan(number) ? "NaN cannot be written" : "infinity cannot be written");
    return (struct tree){.type = TREE_NUMBER, .of.number = number};
}

/* Whole numbers as the view shows them. */
static struct tree number_of_view(const struct reading *reading, double number)
{
    if (number == floor(number) && fabs(number) < 1e15)
        return (struct tree){.type = TREE_INTEGER, .of.integer = (int64_t)number};
    return number_of(reading, number);
}

static struct tree list_of_view(const struct reading *reading, const struct proxy *proxy)
{
    bool is_text = proxy->type == PROXY_OF_TEXTS;
    size_t count = is_text ? proxy->of.texts->count : proxy->of.numbers->count;
    count_nodes(reading, count);
    struct tree *items = arena_array(reading->arena, count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = is_text ? text_of(reading, proxy->of.texts->items[i])
                           : number_of_view(reading, proxy->of.numbers->items[i]);
    return (struct tree){.type = TREE_LIST, .of.list = {items, count}};
}

/* A table of the model may hold a key twice; the last one counts, as in Lua. */
static struct tree map_of_view(const struct reading *reading, const struct lunette_map *map)
{
    size_t count = 0;
    count_nodes(reading, map->count);
    struct tree_entry *entries = arena_array(reading->arena, map->count + 1, sizeof *entries);
    for (size_t i = 0; i < map->count; i++) {
        const struct lunette_pair *pair = &map->items[i];
        if (i + 1 < map->count && strcmp(pair->key, map->items[i + 1].key) == 0)
            continue;
        entries[count++] = (struct tree_entry){copy_text(reading, pair->key, strlen(pair->key)),
                                               text_of(reading, pair->value)};
    }
    return (struct tree){.type = TREE_MAP, .of.map = {entries, count}};
}

static struct tree tree_of_view(const struct reading *reading, int index)
{
    const struct proxy *proxy = proxy_at(reading->L, index);
    switch (proxy ? proxy->type : PROXY_TYPE_COUNT) {
    case PROXY_OF_TEXTS:
    case PROXY_OF_NUMBERS: return list_of_view(reading, proxy);
    case PROXY_OF_MAP: return map_of_view(reading, proxy->of.map);
    case PROXY_OF_ITEM: refuse(reading, "an item of the model cannot be written; write its name");
    case PROXY_OF_ITEMS: refuse(reading, "a list of items cannot be written; write their names");
    default: refuse(reading, "a part of the model cannot be written");
    }
}

/* ---- tables ---- */

static struct tree read_value(struct reading *reading, int index);

static enum export_mark mark_of(const struct reading *reading, int table)
{
    lua_State *L = reading->L;
    lua_rawgeti(L, LUA_REGISTRYINDEX, reading->job->kinds);
    lua_pushvalue(L, table);
    lua_rawget(L, -2);
    enum export_mark mark = (enum export_mark)lua_tointeger(L, -1);
    lua_pop(L, 2);
    return mark;
}

/* Before the keys are sorted: other keys than these have no order. */
static void check_keys(const struct reading *reading, int table)
{
    lua_State *L = reading->L;
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
        if (lua_type(L, -2) != LUA_TSTRING && lua_type(L, -2) != LUA_TNUMBER)
            refuse(reading, "a key is neither text nor a number");
}

/* Whether the sorted keys, a list on the stack's top, are 1 to count. */
static bool are_places(lua_State *L, size_t count)
{
    bool places = true;
    for (size_t i = 1; i <= count && places; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        places = lua_isinteger(L, -1) && lua_tointeger(L, -1) == (lua_Integer)i;
        lua_pop(L, 1);
    }
    return places;
}

/* Numbers come first in the order of keys, so the first and the last tell. */
static bool are_texts(lua_State *L, size_t count)
{
    lua_rawgeti(L, -1, 1);
    lua_rawgeti(L, -2, (lua_Integer)count);
    bool texts = lua_type(L, -1) == LUA_TSTRING && lua_type(L, -2) == LUA_TSTRING;
    lua_pop(L, 2);
    return texts;
}

/* The keys lie on the stack's top, sorted. */
static enum export_mark kind_of(const struct reading *reading, int table, size_t count)
{
    static const char *const wrong[] = {
        [EXPORT_UNMARKED] =
            "it has holes or mixed keys: a list has the keys 1 to n, a map has text",
        [EXPORT_LIST] = "it is to be a list, but its keys are not 1 to n",
        [EXPORT_MAP] = "it is to be a map, but not all of its keys are text",
    };
    enum export_mark mark = mark_of(reading, table), kind = mark;
    if (count)
        kind = are_places(reading->L, count)  ? EXPORT_LIST
               : are_texts(reading->L, count) ? EXPORT_MAP
                                              : EXPORT_UNMARKED;
    if (!count && !mark)
        refuse(reading, "an empty table is neither list nor map: say out.list() or out.map()");
    if (!kind || (mark && kind != mark))
        refuse(reading, wrong[mark]);
    return kind;
}

static struct tree read_list(struct reading *reading, int table, size_t count)
{
    struct tree *items = arena_array(reading->arena, count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        reading->steps[reading->depth - 1] = (struct step){NULL, (lua_Integer)i + 1};
        lua_rawgeti(reading->L, table, (lua_Integer)i + 1);
        items[i] = read_value(reading, lua_gettop(reading->L));
        lua_pop(reading->L, 1);
    }
    return (struct tree){.type = TREE_LIST, .of.list = {items, count}};
}

/* ---- the order of keys ---- */

/* An entry, and what it is sorted by: the table's own order, then the exporter's, then the name. */
struct ranked {
    lua_Integer rank;
    size_t place; /* by name */
    struct tree_entry entry;
};

enum { RANK_OF_EXPORTER = 1 << 20, RANK_OF_OTHERS = 1 << 21 };

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *first = a, *second = b;
    if (first->rank != second->rank)
        return first->rank < second->rank ? -1 : 1;
    return first->place < second->place ? -1 : 1;
}

/* Pushes the table from keys to ranks that out.ordered gave this table, or nil. */
static void push_own_order(const struct reading *reading, int table)
{
    lua_rawgeti(reading->L, LUA_REGISTRYINDEX, reading->job->orders);
    lua_pushvalue(reading->L, table);
    lua_rawget(reading->L, -2);
    lua_remove(reading->L, -2);
}

/* The rank in the table at this index, 0 for none. */
static lua_Integer rank_in(lua_State *L, int ranks, int key)
{
    if (!lua_istable(L, ranks))
        return 0;
    lua_pushvalue(L, key);
    lua_rawget(L, ranks);
    lua_Integer rank = lua_tointeger(L, -1);
    lua_pop(L, 1);
    return rank;
}

static lua_Integer rank_of(lua_State *L, int own, int exporters, int key)
{
    lua_Integer rank = rank_in(L, own, key);
    if (rank)
        return rank;
    rank = rank_in(L, exporters, key);
    return rank ? RANK_OF_EXPORTER + rank : RANK_OF_OTHERS;
}

static struct tree_entry read_entry(struct reading *reading, int table, int key)
{
    lua_State *L = reading->L;
    size_t length;
    const char *bytes = lua_tolstring(L, key, &length);
    struct tree_text name = copy_text(reading, bytes, length);
    reading->steps[reading->depth - 1] = (struct step){name.bytes, 0};
    lua_pushvalue(L, key);
    lua_rawget(L, table);
    struct tree value = read_value(reading, lua_gettop(L));
    lua_pop(L, 1);
    return (struct tree_entry){name, value};
}

/* Bytes that are no UTF-8 are replaced, so that two keys of Lua can become one. */
static void refuse_same_keys(const struct reading *reading, const struct tree_entry *entries,
                             size_t count, size_t at)
{
    for (size_t i = 0; i < count; i++)
        if (i != at && entries[i].key.length == entries[at].key.length &&
            memcmp(entries[i].key.bytes, entries[at].key.bytes, entries[i].key.length) == 0)
            refuse(reading, "two keys are the same once what is no UTF-8 is replaced");
}

static struct tree sorted_map(const struct reading *reading, struct ranked *ranked, size_t count)
{
    struct tree_entry *entries = arena_array(reading->arena, count + 1, sizeof *entries);
    qsort(ranked, count, sizeof *ranked, compare_ranked);
    for (size_t i = 0; i < count; i++)
        entries[i] = ranked[i].entry;
    for (size_t i = 0; i < count; i++)
        if (strstr(entries[i].key.bytes, "\xef\xbf\xbd"))
            refuse_same_keys(reading, entries, count, i);
    return (struct tree){.type = TREE_MAP, .of.map = {entries, count}};
}

/* The sorted keys lie on the stack's top. */
static struct tree read_map(struct reading *reading, int table, size_t count)
{
    lua_State *L = reading->L;
    int keys = lua_gettop(L);
    struct ranked *ranked = arena_array(reading->arena, count + 1, sizeof *ranked);
    push_own_order(reading, table);
    lua_rawgeti(L, LUA_REGISTRYINDEX, reading->order);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, keys, (lua_Integer)i + 1);
        int key = lua_gettop(L);
        ranked[i] = (struct ranked){rank_of(L, keys + 1, keys + 2, key), i,
                                    read_entry(reading, table, key)};
        lua_settop(L, keys + 2);
    }
    lua_settop(L, keys);
    return sorted_map(reading, ranked, count);
}

static struct tree read_table(struct reading *reading, int table)
{
    lua_State *L = reading->L;
    if (lua_getmetatable(L, table))
        refuse(reading, "a table with a metatable cannot be written");
    if (reading->depth == EXPORT_MOST_LEVELS)
        refuse(reading, "it is nested over 64 levels deep; does it hold itself?");
    luaL_checkstack(L, STACK_A_LEVEL, NULL);
    check_keys(reading, table);
    size_t count = script_push_keys(L, table);
    count_nodes(reading, count);
    enum export_mark kind = kind_of(reading, table, count);
    reading->depth++;
    struct tree tree =
        kind == EXPORT_LIST ? read_list(reading, table, count) : read_map(reading, table, count);
    reading->depth--;
    lua_pop(L, 1);
    return tree;
}

/* ---- values ---- */

static struct tree read_text(const struct reading *reading, int index)
{
    size_t length;
    const char *bytes = lua_tolstring(reading->L, index, &length);
    return (struct tree){.type = TREE_TEXT, .of.text = copy_text(reading, bytes, length)};
}

static struct tree read_number(const struct reading *reading, int index)
{
    if (lua_isinteger(reading->L, index))
        return (struct tree){.type = TREE_INTEGER, .of.integer = lua_tointeger(reading->L, index)};
    return number_of(reading, lua_tonumber(reading->L, index));
}

static struct tree read_value(struct reading *reading, int index)
{
    lua_State *L = reading->L;
    switch (lua_type(L, index)) {
    case LUA_TSTRING: return read_text(reading, index);
    case LUA_TNUMBER: return read_number(reading, index);
    case LUA_TBOOLEAN: return (struct tree){.type = TREE_BOOL, .of.flag = lua_toboolean(L, index)};
    case LUA_TTABLE: return read_table(reading, index);
    case LUA_TUSERDATA: return tree_of_view(reading, index);
    case LUA_TLIGHTUSERDATA: return (struct tree){.type = TREE_NULL};
    case LUA_TFUNCTION: refuse(reading, "a function cannot be written");
    default: refuse(reading, "there is nothing to write");
    }
}

struct tree export_read_tree(lua_State *L, struct export_job *job, const char *file, int index,
                             int order)
{
    struct reading reading = {
        .L = L, .job = job, .arena = job->script->arena, .file = file, .order = order};
    struct tree tree = read_value(&reading, lua_absindex(L, index));
    if (tree.type != TREE_MAP && tree.type != TREE_LIST)
        refuse(&reading, "a document is a map or a list");
    return tree;
}
