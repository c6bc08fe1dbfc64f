#include "script/house_report.h"

#include <lauxlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "script/proxy.h"
#include "script/state.h"

/* Findings lie outside of the Lua heap. A step for each of their bytes bounds what all of them take. */
enum {
    STEPS_A_FINDING = 256,
    TEXT_LENGTH = 1000, /* code points shown of one text */
    TEXT_BYTES = 4 * TEXT_LENGTH,
    MOST_RELATED = 32,
};

/* One call of report; the texts are on the stack. */
struct call {
    struct lunette_blame blame;
    const char *message, *help, *subject; /* NULL: not given */
    int related;                          /* stack index of the table; 0: none */
    size_t related_count;
};

static int shown(const char *text)
{
    return (int)utf8_cut(text, strnlen(text, TEXT_BYTES), TEXT_LENGTH);
}

/* ---- reading the call ---- */

static const char *check_text(lua_State *L, int index, const char *what)
{
    int type = lua_type(L, index);
    if (type != LUA_TSTRING && type != LUA_TNUMBER)
        script_raise(L, "report wants text as %s, not %s", what, script_push_text(L, index, NULL));
    const char *text = lua_tostring(L, index);
    script_count_steps(L, (uint64_t)shown(text));
    return text;
}

static const struct lunette_item *check_item(lua_State *L, int index, const char *what)
{
    const struct lunette_item *item = proxy_item(L, index);
    if (!item)
        script_raise(L, "report wants an item of the model as %s, not %s", what,
                     script_push_text(L, index, NULL));
    return item;
}

static void offer_fields(struct nearest *nearest, const struct schema_field *fields)
{
    for (; fields->key; fields++)
        nearest_offer(nearest, fields->key);
}

/* The schema's key of the field, also for an alias or a key with its unit; NULL for the name, which
 * stands in the item's head. */
static const char *check_field(lua_State *L, int index, const struct lunette_item *item)
{
    const struct schema_kind *kind = schema_kind_of(item->kind);
    const char *key = check_text(L, index, "'field'"), *unit;
    if (strcmp(key, "name") == 0)
        return NULL;
    const struct schema_field *field = schema_field_named(kind, key, strlen(key), &unit);
    if (field)
        return field->key;
    struct nearest nearest;
    nearest_start(&nearest, key);
    offer_fields(&nearest, kind->fields);
    offer_fields(&nearest, schema_common_fields);
    script_raise(L, "report: %s has no field '%s'%s", kind->name, key, nearest_hint(&nearest, ""));
}

static void check_related(lua_State *L, int index, struct call *call)
{
    luaL_checktype(L, index, LUA_TTABLE);
    call->related = index;
    call->related_count = lua_rawlen(L, index);
    if (call->related_count > MOST_RELATED)
        script_raise(L, "report takes up to %d related places, not %d", (int)MOST_RELATED,
                     (int)call->related_count);
    for (size_t i = 1; i <= call->related_count; i++) {
        if (lua_rawgeti(L, index, (lua_Integer)i) != LUA_TTABLE)
            script_raise(L, "report: 'related' is a list of { item, \"why\" }");
        lua_rawgeti(L, -1, 1);
        check_item(L, -1, "the first of a related pair");
        lua_rawgeti(L, -2, 2);
        check_text(L, -1, "the second of a related pair");
        lua_pop(L, 3);
    }
}

enum { KEY_AT, KEY_MESSAGE, KEY_FIELD, KEY_HELP, KEY_SUBJECT, KEY_RELATED, KEY_COUNT };
static const char *const keys[KEY_COUNT + 1] = {"at",      "message", "field", "help",
                                                "subject", "related", NULL};

static void refuse_other_keys(lua_State *L, int table)
{
    size_t count = script_push_keys(L, table);
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        const char *text = script_push_text(L, -1, NULL);
        int known = 0;
        struct nearest nearest;
        nearest_start(&nearest, text);
        for (; keys[known] && strcmp(keys[known], text) != 0; known++)
            nearest_offer(&nearest, keys[known]);
        if (!keys[known])
            script_raise(L,
                         "report takes at, message, field, help, subject and related, not '%s'%s",
                         text, nearest_hint(&nearest, ""));
        lua_pop(L, 2);
    }
    lua_pop(L, 1);
}

/* What nobody reads is mostly a help or a field in the wrong place. */
static void refuse_more(lua_State *L, int most, const char *takes)
{
    for (int i = lua_gettop(L); i > most; i--)
        if (!lua_isnil(L, i))
            script_raise(L,
                         "report takes %s, and no %s behind: what more there is to say goes "
                         "into a table, report { at = item, message = \"…\", help = \"…\" }",
                         takes, luaL_typename(L, i));
    lua_settop(L, most);
}

/* report { at = item, message = "…", … }: lays the values above the table, so that texts live as long
 * as the call. */
static struct call read_table(lua_State *L)
{
    struct call call = {0};
    int first = 2;
    refuse_more(L, 1, "one table");
    refuse_other_keys(L, 1);
    for (int i = 0; i < KEY_COUNT; i++) {
        lua_pushstring(L, keys[i]);
        lua_rawget(L, 1);
    }
    call.blame.item = check_item(L, first + KEY_AT, "'at'");
    call.message = check_text(L, first + KEY_MESSAGE, "'message'");
    if (!lua_isnil(L, first + KEY_FIELD))
        call.blame.field = check_field(L, first + KEY_FIELD, call.blame.item);
    if (!lua_isnil(L, first + KEY_HELP))
        call.help = check_text(L, first + KEY_HELP, "'help'");
    if (!lua_isnil(L, first + KEY_SUBJECT))
        call.subject = check_text(L, first + KEY_SUBJECT, "'subject'");
    if (!lua_isnil(L, first + KEY_RELATED))
        check_related(L, first + KEY_RELATED, &call);
    return call;
}

/* report(item, "message") */
static struct call read_pair(lua_State *L)
{
    refuse_more(L, 2, "an item and a message");
    return (struct call){
        .blame.item = check_item(L, 1, "its first argument"),
        .message = check_text(L, 2, "its second argument"),
    };
}

/* ---- making the finding ---- */

static void relate(lua_State *L, const struct call *call, struct lunette_finding *finding)
{
    for (size_t i = 1; i <= call->related_count; i++) {
        lua_rawgeti(L, call->related, (lua_Integer)i);
        lua_rawgeti(L, -1, 1);
        lua_rawgeti(L, -2, 2);
        const char *why = lua_tostring(L, -1);
        finding_relate(finding, lunette_at(proxy_item(L, -2)), "%.*s", shown(why), why);
        lua_pop(L, 3);
    }
}

static int report(lua_State *L)
{
    struct house_report *to = lua_touserdata(L, lua_upvalueindex(1));
    struct call call = lua_istable(L, 1) ? read_table(L) : read_pair(L);
    script_count_steps(L, STEPS_A_FINDING * (1 + call.related_count));
    struct lunette_finding *finding = diag_report(to->diag, to->rule, to->severity, call.blame,
                                                  "%.*s", shown(call.message), call.message);
    if (call.help)
        finding_help(finding, "%.*s", shown(call.help), call.help);
    if (call.subject)
        finding_subject(finding, "%.*s", shown(call.subject), call.subject);
    relate(L, &call, finding);
    return 0;
}

void house_push_report(lua_State *L, struct house_report *to)
{
    lua_pushlightuserdata(L, to);
    lua_pushcclosure(L, report, 1);
}
