/* The frozen view from C, and rules of the model run by hand; tests/spec/house_spec.lua has the rest. */
#include "model_fixture.h"
#include "script/house.h"
#include "script/proxy_kinds.h"
#include "test.h"

/* ---- members ---- */

struct keys {
    char text[64][64];
    size_t count;
    bool doubled;
};

static void note_key(const struct proxy_member *member, void *context)
{
    struct keys *keys = context;
    for (size_t i = 0; i < keys->count; i++)
        keys->doubled = keys->doubled || strcmp(keys->text[i], member->key) == 0;
    if (keys->count < 64)
        snprintf(keys->text[keys->count++], sizeof keys->text[0], "%s", member->key);
}

static bool has_key(const struct keys *keys, const char *key)
{
    for (size_t i = 0; i < keys->count; i++)
        if (strcmp(keys->text[i], key) == 0)
            return true;
    return false;
}

static void test_members_of_every_kind(void)
{
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        static struct keys keys;
        keys = (struct keys){.count = 0};
        proxy_each_member(schema_kind_of(id), note_key, &keys);
        TEST(!keys.doubled);
        TEST(keys.count < 64);
        TEST(has_key(&keys, "name") && has_key(&keys, "kind") && has_key(&keys, "at"));
        TEST(has_key(&keys, "owner"));
    }
}

/* ---- userdata ---- */

struct view {
    struct model_fixture fixture;
    struct proxies *proxies;
};

static int look(lua_State *L)
{
    struct view *view = lua_touserdata(L, 1);
    struct declarations *declarations = &view->fixture.evaluation.declarations;
    const struct lunette_model *model = view->fixture.model;
    view->proxies = proxy_open(L, model, &view->fixture.arena, (uint32_t)declarations->count + 1);
    int top = lua_gettop(L);
    proxy_push_item(L, view->proxies, &model->services.items[0]->item);
    proxy_push_item(L, view->proxies, &model->services.items[1]->item);
    proxy_push_item(L, view->proxies, &model->services.items[0]->item);
    proxy_push_item(L, view->proxies, NULL);
    TEST(lua_gettop(L) == top + 4);
    TEST(lua_rawequal(L, top + 1, top + 3) && !lua_rawequal(L, top + 1, top + 2));
    TEST(lua_isnil(L, top + 4));
    const struct proxy *first = lua_touserdata(L, top + 1), *second = lua_touserdata(L, top + 2);
    TEST(first->serial > declarations->count && second->serial > first->serial);
    TEST(proxy_item(L, top + 2) == &model->services.items[1]->item);
    return 0;
}

static int look_at_others(lua_State *L)
{
    struct view *view = lua_touserdata(L, 1);
    lua_settop(L, 0);
    proxy_push_model(L, view->proxies);
    lua_pushnil(L);
    lua_pushstring(L, "text");
    lua_newtable(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, view->fixture.evaluation.declarations.registry);
    lua_rawgeti(L, -1, 1);
    TEST(lua_isuserdata(L, -1));
    for (int i = 1; i <= lua_gettop(L); i++)
        TEST(!proxy_item(L, i));
    return 0;
}

static void test_items_are_shown_once(void)
{
    static struct view view;
    TEST(model_read(&view.fixture, "context \"c\" {}\nservice \"a\" { context = \"c\" }\n"
                                   "service \"b\" { context = \"c\" }\n"));
    TEST(script_enter(&view.fixture.evaluation.script, look, &view));
    TEST(script_enter(&view.fixture.evaluation.script, look_at_others, &view));
    model_close(&view.fixture);
}

/* ---- rules ---- */

static enum lunette_severity as_they_say(void *context, const char *rule, enum lunette_severity own)
{
    (void)context;
    (void)rule;
    return own;
}

static bool is_shop(void *context, const char *family, size_t length)
{
    (void)context;
    return length == 4 && memcmp(family, "shop", length) == 0;
}

/* The findings that the rules of this model make. */
static const char *rules_find(struct model_fixture *fixture, const char *text)
{
    TEST(model_read(fixture, text));
    TEST(fixture->diag.count == 0);
    house_run(&(struct house){
        .evaluation = &fixture->evaluation, .severity = as_they_say, .is_taken = is_shop});
    return model_findings(fixture);
}

#define RULE(id, body) "rule \"" id "\" { check = function(model, report) " body " end }\n"

static void test_rules_run_in_order(void)
{
    struct model_fixture fixture;
    TEST_TEXT(rules_find(&fixture, "team \"t\" {}\n" RULE("a/one", "report(model.teams[1], 'x')")
                                       RULE("a/two", "report(model.teams[1], 'y')")),
              "a/one 1:1-9 x\na/two 1:1-9 y");
    TEST(fixture.diag.findings[0]->severity == LUNETTE_WARNING);
    model_close(&fixture);
}

static void test_rules_end_with_a_limit(void)
{
    struct model_fixture fixture;
    TEST_TEXT(
        rules_find(&fixture, "team \"t\" {}\n" RULE("a/one", "while true do end")
                                 RULE("a/two", "report(model.teams[1], 'y')")),
        "limit 2:1-71 limit.steps: limit 'steps' of 50000000 reached in rule 'a/one'; no rule "
        "behind it was run");
    TEST(!script_enter(&fixture.evaluation.script, look, NULL));
    model_close(&fixture);
}

static void test_rules_have_families_of_their_own(void)
{
    struct model_fixture fixture;
    TEST_TEXT(rules_find(&fixture, RULE("shop/one", "error('ran')") RULE("a/b/c", "error('ran')")
                                       RULE("shops/one", "error('fails', 0)")),
              "bad-value 1:1-16 the rules of 'shop' are not the model's own\n"
              "bad-value 2:1-13 the id of a rule is family/name, not 'a/b/c'\n"
              "rule-failed 3:1-75 rule 'shops/one' failed: fails");
    model_close(&fixture);
}

static void test_no_rules_no_view(void)
{
    struct model_fixture fixture;
    TEST_TEXT(rules_find(&fixture, "team \"t\" {}\n"), "");
    TEST(!fixture.evaluation.declarations.frozen);
    model_close(&fixture);
}

int main(void)
{
    test_members_of_every_kind();
    test_items_are_shown_once();
    test_rules_run_in_order();
    test_rules_end_with_a_limit();
    test_rules_have_families_of_their_own();
    test_no_rules_no_view();
    return test_done();
}
