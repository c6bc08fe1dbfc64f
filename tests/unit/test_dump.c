/* The model as JSON: parses, holds everything once, is the same each time. */
#include <jansson.h>

#include "model/dump.h"
#include "model_fixture.h"
#include "test.h"

/* The dump of this text as JSON; NULL when it does not parse. */
static json_t *dumped(const char *text)
{
    struct model_fixture fixture;
    struct buf out = {0};
    TEST(model_read(&fixture, text));
    dump_model(fixture.model, &out);
    TEST(out.length && out.data[out.length - 1] == '\n');
    json_t *root = json_loads(buf_text(&out), JSON_REJECT_DUPLICATES, NULL);
    buf_free(&out);
    model_close(&fixture);
    return root;
}

/* Follows keys and numbers behind slashes: "services/0/name". NULL when it leads nowhere. */
static const json_t *at(const json_t *value, const char *path)
{
    char step[64];
    while (value && *path) {
        size_t span = strcspn(path, "/");
        snprintf(step, sizeof step, "%.*s", (int)span, path);
        value = json_is_array(value) ? json_array_get(value, (size_t)atoi(step))
                                     : json_object_get(value, step);
        path += span + (path[span] == '/');
    }
    return value;
}

/* The value there as compact JSON. */
static const char *shown(const json_t *root, const char *path)
{
    static char text[512];
    size_t length = json_dumpb(at(root, path), text, sizeof text - 1,
                               JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
    text[length < sizeof text ? length : 0] = '\0';
    return text;
}

static const char sample[] =
    "architecture 'Shop' { pattern = 'event-driven' }\n"
    "context 'a' { language = { Order = 'intent' }, legacy = false, tags = { 'x', 'y' } }\n"
    "service 'x' { context = 'a', ports = { 80, 443 }, description = 'does \"it\"',\n"
    "  dependencies = { sync 'y' { timeout = '1.5s', retry = { max_attempts = 2 } },\n"
    "    async 'x' { through = 't' } },\n"
    "  endpoints = { POST '/x' { idempotent = true } }, datastores = { 'db' },\n"
    "  slos = { slo 'latency_p99' { target = '200ms', window = '30d' } },\n"
    "  performance = { availability = '99.95%' } }\n"
    "relationship { between = { 'a', 'a' }, upstream_roles = { 'OHS', 'PL' } }\n"
    "topic 't' { retention = '7d', dead_letter = true,\n"
    "  properties = { ['a.b'] = 'x', a = { b = 'y' } } }\n"
    "workload 'w' { rate = '90/min' }\n"
    "saga 's' { step 'one' { compensation = false }, step 'two' { compensation = 'undo' } }\n";

static void test_values(void)
{
    static const struct {
        const char *path, *json;
    } cases[] = {
        {"version", "1"},
        {"architecture/name", "\"Shop\""},
        {"architecture/pattern", "\"event-driven\""},
        {"architecture/at", "{\"file\":\"model.lua\",\"line\":1}"},
        {"contexts/0/language", "{\"Order\":\"intent\"}"},
        {"contexts/0/legacy", "false"},
        {"contexts/0/tags", "[\"x\",\"y\"]"},
        {"contexts/0/owner", ""},
        {"services/0/ports", "[80,443]"},
        {"services/0/description", "\"does \\\"it\\\"\""},
        {"services/0/dependencies", ""},
        {"services/0/slos", "[\"latency_p99\"]"},
        {"services/0/datastores", "[\"db\"]"},
        {"services/0/performance", "{\"availability\":0.9995}"},
        {"services/0/endpoints/0/kind", "\"POST\""},
        {"services/0/endpoints/0/name", "\"/x\""},
        {"services/0/endpoints/0/idempotent", "true"},
        {"dependencies/0/from", "\"x\""},
        {"dependencies/0/to", "\"y\""},
        {"dependencies/0/style", "\"sync\""},
        {"dependencies/0/kind", ""},
        {"dependencies/0/timeout_ms", "1500"},
        {"dependencies/0/retry", "{\"max_attempts\":2}"},
        {"dependencies/0/at/line", "4"},
        {"dependencies/1/style", "\"async\""},
        {"dependencies/1/through", "\"t\""},
        {"relationships/0/upstream_roles", "[\"open-host-service\",\"published-language\"]"},
        {"relationships/0/downstream_roles", ""},
        {"topics/0/retention_s", "604800"},
        {"topics/0/dead_letter", "\"true\""},
        {"workloads/0/rate_per_s", "1.5"},
        {"slos/0/target_ms", "200"},
        {"slos/0/target", ""},
        {"slos/0/owner", "\"x\""},
        {"slos/0/percentile", "0.99"},
        {"sagas/0/steps/0/compensation", "false"},
        {"sagas/0/steps/1/compensation", "\"undo\""},
        {"teams", "[]"},
    };
    json_t *root = dumped(sample);
    for (size_t i = 0; i < COUNT(cases); i++)
        TEST_TEXT(shown(root, cases[i].path), cases[i].json);
    json_decref(root);
}

static void test_every_kind_has_its_list(void)
{
    json_t *root = dumped("");
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        if (kind->plural && id != LUNETTE_ARCHITECTURE)
            TEST_TEXT(shown(root, kind->plural), "[]");
    }
    TEST_TEXT(shown(root, "architecture"), "{}");
    TEST_TEXT(shown(root, "unresolved"), "[]");
    json_decref(root);
}

static void test_unresolved(void)
{
    json_t *root = dumped(sample);
    TEST(json_array_size(at(root, "unresolved")) == 2);
    TEST_TEXT(shown(root, "unresolved/0"),
              "{\"name\":\"db\",\"field\":\"datastores\",\"in\":\"service\",\"of\":\"x\"}");
    TEST_TEXT(shown(root, "unresolved/1"),
              "{\"name\":\"y\",\"field\":\"to\",\"in\":\"sync\",\"of\":\"x\"}");
    json_decref(root);
}

static void test_bytes_that_are_no_text(void)
{
    json_t *root = dumped("external 'e' { technology = 'a\\xff\\27b', properties = { ['\\xfe'] = "
                          "'\\xe2\\x82' } }");
    TEST_TEXT(json_string_value(at(root, "externals/0/technology")), "a\xef\xbf\xbd\x1b"
                                                                     "b");
    TEST_TEXT(json_string_value(at(root, "externals/0/properties/\xef\xbf\xbd")),
              "\xef\xbf\xbd\xef\xbf\xbd");
    json_decref(root);
}

/* The dump of the text, in out. */
static void add_dump(const char *text, struct buf *out)
{
    struct model_fixture fixture;
    model_read(&fixture, text);
    dump_model(fixture.model, out);
    model_close(&fixture);
}

static void test_the_same_bytes_each_time(void)
{
    struct buf first = {0};
    add_dump(sample, &first);
    for (int i = 0; i < 10; i++) {
        struct buf again = {0};
        add_dump(sample, &again);
        TEST_TEXT(buf_text(&again), buf_text(&first));
        buf_free(&again);
    }
    buf_free(&first);
}

static json_t *dump_some(struct model_fixture *fixture, const struct lunette_item *const *items,
                         size_t count)
{
    struct buf out = {0};
    dump_items(fixture->model, &(struct lunette_items){items, count}, &out);
    json_t *root = json_loads(buf_text(&out), 0, NULL);
    buf_free(&out);
    return root;
}

static void test_some_items(void)
{
    struct model_fixture fixture;
    TEST(model_read(&fixture, "team 't' { members = { 'ann' } } actor 't' {}"));
    const struct lunette_item *items[] = {&fixture.model->teams.items[0]->item,
                                          &fixture.model->actors.items[0]->item};
    json_t *one = dump_some(&fixture, items, 1), *both = dump_some(&fixture, items, 2);
    TEST_TEXT(shown(one, ""), "{\"name\":\"t\",\"members\":[\"ann\"],"
                              "\"at\":{\"file\":\"model.lua\",\"line\":1}}");
    TEST_TEXT(shown(both, "teams/0/members"), "[\"ann\"]");
    TEST_TEXT(shown(both, "actors/0/name"), "\"t\"");
    json_decref(one);
    json_decref(both);
    model_close(&fixture);
}

int main(void)
{
    test_values();
    test_every_kind_has_its_list();
    test_unresolved();
    test_bytes_that_are_no_text();
    test_the_same_bytes_each_time();
    test_some_items();
    return test_done();
}
