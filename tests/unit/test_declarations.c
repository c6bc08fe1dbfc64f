/* What a model's calls and tables become: entities, parts, lists, references, and findings. */
#include "model_fixture.h"
#include "test.h"

struct finding_case {
    const char *text, *findings;
};

static void expect_findings(const struct finding_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        TEST_TEXT(findings_of(cases[i].text), cases[i].findings);
}

static void test_calls(void)
{
    static const struct finding_case cases[] = {
        {"context 'a' context('b') context('c', { legacy = true }) context 'd' {}", ""},
        {"local c = context 'a'; c { legacy = true }", ""},
        {"context {}", "bad-value 1:1-8 context needs a name"},
        {"context(nil)", "bad-value 1:1-13 context needs a name"},
        {"context ''", "bad-value 1:1-11 context '' has an empty name"},
        {"context '-a'",
         "bad-value 1:1-13 context '-a' has a name that cannot be referred to: letters, digits and "
         "_ . : / - make one, the first a letter, digit or _, at most 128 in all"},
        {"context 'a\\0b'", "bad-value 1:1-15 context 'a' has a NUL byte in its name"},
        {"scenario 'one\\ntwo' {}",
         "bad-value 1:1-20 scenario 'one\ntwo' has a name of more than one line"},
        {"scenario '' {}", "bad-value 1:1-12 scenario '' has an empty name"},
        {"timeout 'x' { service = external 'e', timeout = '1s' }",
         "bad-value 1:1-12 timeout 'x' takes no name"},
        {"context 'a' { legacy = true } { legacy = false }",
         "bad-value 1:1-12 context 'a' was given its fields twice"},
        {"context 'a' 'b'", "bad-value 1:1-12 context 'a' takes a table of fields behind its name"},
        {"contxt 'a' { anything = 1 }", "unknown-kind 1:1-11 unknown name 'contxt'"},
        {"context 'a' { owner = nobody }", "unknown-kind 1:23-29 unknown name 'nobody'"},
        {"GET '/x' {}", "unused-part 1:1-9 GET '/x' belongs to nothing"},
        {"context 'a' service 's' { context = 'a', endpoints = { GET {} } }",
         "bad-value 1:56-59 GET needs a name"},
        {"architecture 'A' {} architecture 'B' {}",
         "duplicate 1:21-37 architecture 'B' is declared twice"},
        {"architecture 'A' architecture 'B' {}",
         "duplicate 1:18-34 architecture 'B' is declared twice"},
        {"context 'a' {}\ncontext 'a' { legacy = 5 }",
         "duplicate 2:1-12 context 'a' is declared twice\n"
         "bad-value 2:24-25 'legacy' wants true or false; this is 5"},
        {"context 'a'\ncontext 'a' { legacy = true }\ncontext 'a'", ""},
        {"context 'a' external 'a' topic 'a'", ""},
    };
    expect_findings(cases, COUNT(cases));
}

static void test_what_has_no_name_is_no_part_of_the_model(void)
{
    struct model_fixture fixture;
    TEST(model_read(&fixture, "local c = context { legacy = true }\n"
                              "service { context = c }\n"
                              "service 's' { context = c, slos = { slo { target = '99%' } },\n"
                              "  dependencies = { sync {} }, endpoints = { GET {}, GET '/x' } }"));
    const struct lunette_service *service = fixture.model->services.items[0];
    TEST(fixture.model->contexts.count == 0 && fixture.model->slos.count == 0);
    TEST(fixture.model->services.count == 1 && fixture.model->dependencies.count == 0);
    TEST(!service->context.name && !service->context.to && service->slos.count == 0);
    TEST(service->endpoints.count == 1);
    TEST_TEXT(model_findings(&fixture),
              "bad-value 1:11-18 context needs a name\nbad-value 2:1-8 service needs a "
              "name\nbad-value 3:37-40 slo needs a name\nmissing-field 3:37-40 slo has no "
              "'window'\nbad-value 4:20-24 sync needs a name\nbad-value 4:45-48 GET needs a name");
    model_close(&fixture);
}

static void test_fields(void)
{
    static const struct finding_case cases[] = {
        {"context 'a' { subdomian = 'core' }",
         "unknown-field 1:15-24 unknown field 'subdomian' in context; did you mean 'subdomain'?"},
        {"context 'a' { ['owner\\0more'] = 'x' }",
         "unknown-field 1:1-12 unknown field 'owner' in context"},
        {"context 'a' { [1.5] = 1, [true] = 2 }", "bad-value 1:1-12 context 'a' has 1.5 as a key\n"
                                                  "bad-value 1:1-12 context 'a' has true as a key"},
        {"context 'a' { 'core' }",
         "bad-value 1:15-21 context 'a' has an entry without a key: \"core\""},
        {"saga 's' { [3] = 'x' }", "bad-value 1:1-9 saga 's' has 3 as a key"},
        {"scenario 's' { steps = { 'note a: x' }, 'note a: y' } actor 'a'",
         "bad-value 1:41-52 scenario 's' has an entry without a key: \"note a: y\""},
        {"slo 'a' {}", "missing-field 1:1-8 slo 'a' has no 'target'\nmissing-field 1:1-8 slo 'a' "
                       "has no 'window'"},
        {"slo 'a'", "missing-field 1:1-8 slo 'a' has no 'target'\nmissing-field 1:1-8 slo 'a' has "
                    "no 'window'"},
        {"context 'a' service 's' { context = 'a', slos = { slo 'x' { target = '9%', window = '7d' "
         "},"
         "\n slo 'x' { target = '8%', window = '7d' } } }",
         "duplicate 2:2-9 service 's' has two objectives 'x'"},
        {"config { rules = { ['a/b'] = { limit = {} } } }",
         "bad-value 1:32-37 'limit' wants a number; this is a table"},
        {"relationship { upstream = 'a' } context 'a'",
         "missing-field 1:1-13 relationship does not name its two contexts"},
        {"gateway 'g' { routes = { route '/x' {} } }",
         "missing-field 1:26-36 route '/x' leads nowhere"},
        {"allow { rule = 'x', reason = ' \\n ' }",
         "allow-without-reason 1:1-6 allow has no reason"},
    };
    expect_findings(cases, COUNT(cases));
}

static void test_a_field_under_two_names(void)
{
    static const char text[] =
        "context 'a' service 's' { bounded_context = 5, context = 'a', domain = 'x' }";
    static const char found[] =
        "bad-value 1:45-46 'context' and 'bounded_context' are the same field of service 's'\n"
        "bad-value 1:72-75 'context' and 'domain' are the same field of service 's'";
    /* Lua hands keys out in another order each time. */
    for (int i = 0; i < 20; i++)
        TEST_TEXT(findings_of(text), found);
    TEST_TEXT(findings_of("context 'a' service 's' { domain = 'x', bounded_context = 'a' }"),
              "bad-value 1:36-39 'bounded_context' and 'domain' are the same field of service 's'");
    TEST_TEXT(findings_of("workload 'w' { duration_ms = 5, duration_s = 5, duration = '5s' }"),
              "bad-value 1:30-31 'duration' and 'duration_ms' are the same field of workload 'w'\n"
              "bad-value 1:46-47 'duration' and 'duration_s' are the same field of workload 'w'");
}

static void test_lists(void)
{
    static const struct finding_case cases[] = {
        {"team 't' { members = 'ann' }", ""},
        {"team 't' { members = { 'ann', 7 } }", ""},
        {"team 't' { members = {} }", ""},
        {"team 't' { members = { 'ann', bob = 'b' } }",
         "bad-value 1:12-19 'members' is a list; it has no place for the key \"bob\""},
        {"team 't' { members = { [1] = 'ann', [9] = 'b' } }",
         "bad-value 1:12-19 'members' is a list; it has no place for the key 9"},
        {"context 'a' service 's' { context = 'a', ports = { 80, 0, 65536, 'x' } }",
         "bad-value 1:56-57 entry 2 of 'ports' is 0; it must be at least 1\nbad-value 1:59-64 "
         "entry 3 of 'ports' is "
         "65536; it must be at most 65535\nbad-value 1:66-69 entry 4 of 'ports' wants a whole "
         "number; this is \"x\""},
        {"relationship { between = { 'a', 'b' }, upstream_roles = { 'OHS', x = 'ACL' } }\n"
         "context 'a' context 'b'",
         "bad-value 1:40-54 'upstream_roles' is a list; it has no place for the key \"x\""},
        {"context 'a' { language = { Order = 'x', [1] = {} } }", ""},
        {"context 'a' { language = { Order = print } }",
         "bad-value 1:36-41 'language' holds a function where text is wanted"},
        {"context 'a' { language = 'x' }",
         "bad-value 1:26-29 'language' wants a table of text by name; this is \"x\""},
    };
    expect_findings(cases, COUNT(cases));
}

static void test_tables_of_text(void)
{
    struct model_fixture fixture;
    TEST(model_read(&fixture, "event 'e' { schema = { 'id', total = 'money', customer = { id = 1,\n"
                              "  vip = true } }, properties = { b = 'x', a = 2 } }"));
    const struct lunette_event *event = fixture.model->events.items[0];
    const struct lunette_map *schema = &event->schema;
    TEST_TEXT(model_findings(&fixture), "");
    TEST(schema->count == 4);
    TEST_TEXT(schema->items[0].key, "customer.id");
    TEST_TEXT(schema->items[0].value, "1");
    TEST_TEXT(schema->items[1].key, "customer.vip");
    TEST_TEXT(schema->items[1].value, "true");
    TEST_TEXT(schema->items[2].key, "id");
    TEST_TEXT(schema->items[2].value, "");
    TEST_TEXT(schema->items[3].value, "money");
    TEST_TEXT(event->item.about->properties.items[0].key, "a");
    model_close(&fixture);
}

static void test_references(void)
{
    struct model_fixture fixture;
    TEST(model_read(
        &fixture,
        "local store = datastore 'db' { technology = 'redis' }\n"
        "local b = service 'b' { context = context 'c' { subdomain = 'core' } }\n"
        "service 'a' { context = 'c', datastores = { store, datastore 'own' {} },\n"
        "  publishes = { event 'e1' {}, 'e2' }, consumes = { 'e1', on 'e2' { group = 'g' } },\n"
        "  dependencies = { sync(b) { endpoint = POST '/x' }, async 'b' {} } }\n"
        "event 'e2' {} topic 't' { dead_letter = true } topic 'u' { dead_letter = false }"));
    TEST_TEXT(model_findings(&fixture), "");
    const struct lunette_service *b = fixture.model->services.items[0];
    const struct lunette_service *a = fixture.model->services.items[1];
    TEST(b->context.to == &fixture.model->contexts.items[0]->item &&
         a->context.to == b->context.to);
    TEST(a->context.name == b->context.name);
    TEST(a->datastores.count == 2 && a->datastores.items[1].to);
    TEST_TEXT(a->datastores.items[1].name, "own");
    TEST(a->publishes.count == 2 && a->publishes.items[1].to);
    TEST(a->consumes.count == 2 && a->consumes.items[0]->event.to == a->publishes.items[0].to);
    TEST_TEXT(a->consumes.items[0]->item.name, "e1");
    TEST(a->dependencies.items[0]->to.to == &b->item);
    TEST_TEXT(a->dependencies.items[0]->endpoints.items[0], "POST /x");
    TEST_TEXT(fixture.model->topics.items[0]->dead_letter.name, "true");
    TEST(!fixture.model->topics.items[0]->dead_letter.to);
    TEST_TEXT(fixture.model->topics.items[1]->dead_letter.name, NULL);
    model_close(&fixture);
}

static void test_parts(void)
{
    static const struct finding_case cases[] = {
        {"topic 't' experiment 'e' { target = 't', duration = '5m', fault = 'pod_kill' }", ""},
        {"topic 't' experiment 'e' { target = 't', duration = '5m', fault = pod_kill {} }", ""},
        {"topic 't' experiment 'e' { target = 't', duration = '5m', fault = GET '/x' }",
         "bad-value 1:67-75 'fault' wants pod_kill, network_delay, network_loss, abort, "
         "cpu_stress, memory_stress, dns_error or aws_failure; this is GET '/x'"},
        {"context 'a' service 's' { context = 'a', technologies = { langauge = 'go' } }",
         "unknown-field 1:59-67 unknown field 'langauge' in technologies; did you mean "
         "'language'?"},
        {"context 'a' service 's' { context = 'a', dependencies = { sync 's' {\n"
         "  circuit_breaker = true, retry = false } } }",
         "bad-value 2:35-40 'retry' wants a retry table; this is false"},
        {"local slow = liveness '/h' { interval = 5 } context 'a'\n"
         "service 's' { context = 'a', health = { slow } }\n"
         "service 't' { context = 'a', health = { slow } }",
         "bad-value 1:41-42 'interval = 5' has no unit\nbad-value 1:41-42 'interval = 5' has no "
         "unit"},
        {"context 'a' { links = { { url = '/x' }, { title = 't' }, 'x' } }",
         "missing-field 1:41-42 link has no 'url'\nbad-value 1:58-61 entry 3 of 'links' wants a "
         "link table; this is \"x\""},
    };
    expect_findings(cases, COUNT(cases));
}

static void test_keyed_parts(void)
{
    struct model_fixture fixture;
    TEST(model_read(&fixture,
                    "traffic 't' { subsets = { v2 = { version = '2' }, v1 = { labels = {} } } }\n"
                    "config { rules = { ['a/b'] = { severity = 'off', limit = 6, depth = 1 } } }"));
    TEST_TEXT(model_findings(&fixture), "");
    const struct lunette_subsets *subsets = &fixture.model->traffics.items[0]->subsets;
    const struct lunette_rule_setting *setting = fixture.model->configs.items[0]->rules.items[0];
    TEST(subsets->count == 2);
    TEST_TEXT(subsets->items[0]->item.name, "v1");
    TEST_TEXT(subsets->items[1]->version, "2");
    TEST_TEXT(setting->item.name, "a/b");
    TEST(setting->severity == LUNETTE_OFF && setting->parameters.count == 2);
    TEST_TEXT(setting->parameters.items[0].key, "depth");
    TEST_TEXT(setting->parameters.items[1].value, "6");
    model_close(&fixture);
}

static void test_scenario_lines(void)
{
    static const struct {
        const char *line;
        enum lunette_message_style style;
        const char *from, *to, *text;
    } cases[] = {
        {"a -> b: POST /x", LUNETTE_MESSAGE_CALL, "a", "b", "POST /x"},
        {"  a->b:x ", LUNETTE_MESSAGE_CALL, "a", "b:x", NULL},
        {"a -> b", LUNETTE_MESSAGE_CALL, "a", "b", NULL},
        {"api-gw-->b-c: 201: ok", LUNETTE_MESSAGE_REPLY, "api-gw", "b-c", "201: ok"},
        {"a ->> order.created: m", LUNETTE_MESSAGE_ASYNC, "a", "order.created", "m"},
        {"note a: thinks", LUNETTE_MESSAGE_NOTE, "a", NULL, "thinks"},
        {"note -> note: self", LUNETTE_MESSAGE_CALL, "note", "note", "self"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct model_fixture fixture;
        char text[256];
        snprintf(text, sizeof text, "scenario 's' { '%s' }", cases[i].line);
        TEST(model_read(&fixture, text));
        const struct lunette_items *steps = &fixture.model->scenarios.items[0]->steps;
        TEST(steps->count == 1);
        const struct lunette_message *message = (const struct lunette_message *)steps->items[0];
        TEST(message->style == cases[i].style);
        TEST_TEXT(message->from.name, cases[i].from);
        TEST_TEXT(message->to.name, cases[i].to);
        TEST_TEXT(message->text, cases[i].text);
        model_close(&fixture);
    }
}

static void test_unreadable_scenario_lines(void)
{
    static const char *const lines[] = {"",       "a",    "a b",     "-> b",    "a ->",
                                        "a => b", "note", "note: x", "a -> b c"};
    for (size_t i = 0; i < COUNT(lines); i++) {
        char text[256], finding[256];
        snprintf(text, sizeof text, "scenario 's' { '%s' }", lines[i]);
        snprintf(finding, sizeof finding, "bad-value 1:16-%zu cannot read the scenario line \"%s\"",
                 strlen(lines[i]) + 18, lines[i]);
        TEST_TEXT(findings_of(text), finding);
    }
}

static void test_blocks(void)
{
    struct model_fixture fixture;
    TEST(model_read(&fixture, "actor 'a' scenario 's' { 'note a: x', alt 'in' { 'a -> a: y',\n"
                              "  opt 'more' { steps = { 'a -> a: z' } } }, otherwise 'out' {} }"));
    TEST_TEXT(model_findings(&fixture), "");
    const struct lunette_items *steps = &fixture.model->scenarios.items[0]->steps;
    const struct lunette_block *alt = (const struct lunette_block *)steps->items[1];
    TEST(steps->count == 3 && alt->item.kind == LUNETTE_ALT && alt->steps.count == 2);
    TEST(alt->item.owner_index == 2 && alt->item.owner == &fixture.model->scenarios.items[0]->item);
    TEST(((const struct lunette_block *)alt->steps.items[1])->steps.count == 1);
    model_close(&fixture);
}

/* Evaluates with one limit set; the message of the failure, "" when there is none. */
static const char *failure_with(const char *limit, const char *text)
{
    static char message[256];
    struct model_fixture fixture;
    model_open(&fixture);
    TEST(!script_limits_set(&fixture.evaluation.script.limits, limit, NULL));
    message[0] = '\0';
    if (!model_run(&fixture, text)) {
        TEST(fixture.diag.count == 1);
        snprintf(message, sizeof message, "%s", model_findings(&fixture));
    }
    model_close(&fixture);
    return message;
}

static void test_limits(void)
{
    static const char four[] = "for i = 1, 4 do context('c' .. i) {} end";
    static const char nested[] = "context 'c' { properties = { a = { b = { c = 'x' } } } }";
    static const char endless[] = "local t = {} t.t = t context 'c' { properties = t }";
    static const char knot[] = "local t = {} t[1] = alt 'a'(t) scenario 's' { t[1] }";
    TEST_TEXT(failure_with("entities=4", four), "");
    TEST_TEXT(failure_with("entities=3", four),
              "limit 1:1-41 limit.size: limit 'entities' of 3 reached");
    TEST_TEXT(failure_with("nesting=4", nested), "");
    TEST_TEXT(failure_with("nesting=3", nested),
              "limit  limit.depth: limit 'nesting' of 3 reached");
    TEST_TEXT(failure_with("nesting=64", endless),
              "limit  limit.depth: limit 'nesting' of 64 reached");
    TEST_TEXT(failure_with("nesting=64", knot),
              "limit  limit.depth: limit 'nesting' of 64 reached");
}

static void test_handles_in_lua(void)
{
    struct model_fixture fixture;
    TEST(model_read(
        &fixture,
        "local c = context 'c' { legacy = true, tags = { 'x' } }\n"
        "local t = team 't'\n"
        "external 'e' { technology = c.name .. c.kind .. tostring(c.legacy) .. c.tags[1] ..\n"
        "  tostring(c) .. tostring(t.contact) .. tostring(GET).sub('x', 1) }"));
    TEST_TEXT(model_findings(&fixture), "");
    TEST_TEXT(fixture.model->externals.items[0]->technology, "ccontexttruexcontext 'c'nilx");
    model_close(&fixture);
    TEST_TEXT(findings_of("context 'c'.name = 'x'"),
              "runtime 1:1-23 runtime: attempt to index a declaration value");
    TEST_TEXT(findings_of("local t = {} t[context 'c'] = 1"
                          " context 'd' { properties = t }"),
              "bad-value 1:60-61 'properties' holds 1 where text is wanted");
}

static void test_failures_are_findings(void)
{
    static const struct finding_case cases[] = {
        {"context 'a' {", "syntax 1:1-14 syntax: unexpected symbol near <eof>"},
        {"x = = 3", "syntax 1:5-6 syntax: unexpected symbol near '='"},
        {"x = 1\n  y = 2 end", "syntax 2:9-12 syntax: <eof> expected near 'end'"},
        {"x = \"a\\qb\"", "syntax 1:5-9 syntax: invalid escape sequence near '\"a\\q'"},
        {"x = \"a\ny = 1", "syntax 1:5-7 syntax: unfinished string near '\"a'"},
        {"x = { \xe2\x80\xa6 }", "syntax 1:7-10 syntax: unexpected symbol near '\xe2\x80\xa6'"},
        {"x = \x01", "syntax 1:1-6 syntax: unexpected symbol near '<\\1>'"},
        {"x = [[\n]] [[\n]]", "syntax 3:1-3 syntax: unexpected symbol near '[[]]'"},
        {"error('no region')", "runtime 1:1-19 runtime: no region"},
        {"\xff", "source 1:1-2 source: this is not UTF-8; save the file in that encoding"},
        {"-- \xe2\x80\xae\ncontext 'a'",
         "bidi-text 1:1-5 the line holds characters that change the direction of text"},
    };
    expect_findings(cases, COUNT(cases));
}

int main(void)
{
    test_calls();
    test_what_has_no_name_is_no_part_of_the_model();
    test_fields();
    test_a_field_under_two_names();
    test_lists();
    test_tables_of_text();
    test_references();
    test_parts();
    test_keyed_parts();
    test_scenario_lines();
    test_unreadable_scenario_lines();
    test_blocks();
    test_limits();
    test_handles_in_lua();
    test_failures_are_findings();
    return test_done();
}
