/* Single values: what each type of field takes, and what is said of what it does not take. */
#include "model_fixture.h"
#include "test.h"

/* NAN equals NAN here. */
static bool same_number(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static void test_durations(void)
{
    static const struct {
        const char *field;
        double ms;
        const char *finding;
    } cases[] = {
        {"", NAN, ""},
        {"duration = '250ms'", 250, ""},
        {"duration = '1m30s'", 90000, ""},
        {"duration_ms = 250", 250, ""},
        {"duration_milliseconds = 0", 0, ""},
        {"duration_s = 1.5", 1500, ""},
        {"duration_seconds = 2", 2000, ""},
        {"duration_minutes = 2", 120000, ""},
        {"duration_hours = 1", 3600000, ""},
        {"duration_days = 1", 86400000, ""},
        {"duration_ms = '2s'", 2000, ""},
        {"duration = 5", NAN, "bad-value 1:27-28 'duration = 5' has no unit"},
        {"duration_ms = -1", NAN, "bad-value 1:30-32 'duration_ms' is -1; it must be at least 0"},
        {"duration_ms = 1/0", NAN,
         "bad-value 1:30-33 'duration_ms' wants a number or a duration (\"200ms\"); this is inf"},
        {"duration = 'soon'", NAN,
         "bad-value 1:27-33 'duration' wants a duration (\"200ms\"); this is \"soon\""},
        {"duration = true", NAN,
         "bad-value 1:27-31 'duration' wants a duration (\"200ms\"); this is true"},
        {"duration_percent = 5", NAN,
         "unknown-field 1:16-32 unknown field 'duration_percent' in workload; did you mean "
         "'duration'?"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct model_fixture fixture;
        char text[256];
        snprintf(text, sizeof text, "workload 'w' { %s }", cases[i].field);
        TEST(model_read(&fixture, text));
        TEST(same_number(fixture.model->workloads.items[0]->duration_ms, cases[i].ms));
        TEST_TEXT(model_findings(&fixture), cases[i].finding);
        model_close(&fixture);
    }
}

static void test_other_quantities(void)
{
    static const struct {
        const char *text;
        size_t list, member;
        double value;
    } cases[] = {
#define IN(list, strct, member) \
    offsetof(struct lunette_model, list), offsetof(struct lunette_##strct, member)
        {"topic 't' { retention = '30d' }", IN(topics, topic, retention_s), 2592000},
        {"topic 't' { retention_days = 1 }", IN(topics, topic, retention_s), 86400},
        {"topic 't' { retention = '1500ms' }", IN(topics, topic, retention_s), 1.5},
        {"workload 'w' { rate = '200/s' }", IN(workloads, workload, rate_per_s), 200},
        {"workload 'w' { rate = '90/min' }", IN(workloads, workload, rate_per_s), 1.5},
        {"workload 'w' { requests = '1/s' }", IN(workloads, workload, rate_per_s), 1},
        {"workload 'w' { requests_per_minute = 6000 }", IN(workloads, workload, rate_per_s), 100},
        {"workload 'w' { rate_per_second = 7 }", IN(workloads, workload, rate_per_s), 7},
        {"slo 'a' { window = '7d', target = '99.9%' }", IN(slos, slo, target_ratio), 0.999},
        {"slo 'a' { window = '7d', target = 0.999 }", IN(slos, slo, target_ratio), 0.999},
        {"slo 'a' { window = '7d', target = 99.9, unit = '%' }", IN(slos, slo, target_ratio),
         0.999},
        {"slo 'latency' { window = '7d', target = '1s' }", IN(slos, slo, target_ms), 1000},
        {"slo 'latency' { window = '7d', target = 1, unit = 's' }", IN(slos, slo, target_ms), 1000},
        {"slo 'x' { window = '7d', target = 9, unit = 'ms' }", IN(slos, slo, target_ms), 9},
        {"slo 'throughput' { window = '7d', target = 60, unit = '/min' }",
         IN(slos, slo, target_per_s), 1},
        {"slo 'x' { window = '7d', target = '5/s' }", IN(slos, slo, target_per_s), 5},
        {"slo 'latency_p999' { window = '7d', target = '1s' }", IN(slos, slo, percentile), 0.999},
        {"slo 'x' { window = '7d', target = '1s', percentile = '99%' }", IN(slos, slo, percentile),
         0.99},
        {"slo 'x' { window_days = 30, target = '1s' }", IN(slos, slo, window_s), 2592000},
#undef IN
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct model_fixture fixture;
        TEST(model_read(&fixture, cases[i].text));
        TEST_TEXT(model_findings(&fixture), "");
        const struct lunette_items *list =
            (const struct lunette_items *)((const char *)fixture.model + cases[i].list);
        double value = *(const double *)((const char *)list->items[0] + cases[i].member);
        TEST(same_number(value, cases[i].value));
        model_close(&fixture);
    }
}

static void test_ratios(void)
{
    static const struct {
        const char *field;
        double ratio;
        const char *finding;
    } cases[] = {
        {"percentage = '5%'", 0.05, ""},
        {"percentage = 0.05", 0.05, ""},
        {"percentage = 1", 1, ""},
        {"percentage_percent = 99.9", 0.999, ""},
        {"percentage = 5", NAN,
         "bad-value 1:38-39 'percentage' is 5; a ratio lies between 0 and 1"},
        {"percentage = -0.1", NAN,
         "bad-value 1:38-42 'percentage' is -0.1; a ratio lies between 0 and 1"},
        {"percentage = '101%'", NAN,
         "bad-value 1:38-44 'percentage' is 1.01; a ratio lies between 0 and 1"},
        {"percentage = 'half'", NAN,
         "bad-value 1:38-44 'percentage' wants a ratio (\"99.9%\" or 0.999); this is \"half\""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct model_fixture fixture;
        char text[256];
        snprintf(text, sizeof text, "traffic 't' { fault = { %s } }", cases[i].field);
        TEST(model_read(&fixture, text));
        TEST(same_number(fixture.model->traffics.items[0]->fault->percentage, cases[i].ratio));
        TEST_TEXT(model_findings(&fixture), cases[i].finding);
        model_close(&fixture);
    }
}

static void test_whole_numbers(void)
{
    static const struct {
        const char *value;
        int64_t number;
        const char *finding;
    } cases[] = {
        {"3", 3, ""},
        {"3.0", 3, ""},
        {"9007199254740993", 9007199254740993, ""},
        {"0", LUNETTE_UNSET, "bad-value 1:22-23 'nodes' is 0; it must be at least 1"},
        {"-1", LUNETTE_UNSET, "bad-value 1:22-24 'nodes' is -1; it must be at least 1"},
        {"1.5", LUNETTE_UNSET, "bad-value 1:22-25 'nodes' wants a whole number; this is 1.5"},
        {"'3'", LUNETTE_UNSET, "bad-value 1:22-25 'nodes' wants a whole number; this is \"3\""},
        {"1e300", LUNETTE_UNSET, "bad-value 1:22-27 'nodes' wants a whole number; this is 1e+300"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct model_fixture fixture;
        char text[256];
        snprintf(text, sizeof text, "broker 'b' { nodes = %s }", cases[i].value);
        TEST(model_read(&fixture, text));
        TEST(fixture.model->brokers.items[0]->nodes == cases[i].number);
        TEST_TEXT(model_findings(&fixture), cases[i].finding);
        model_close(&fixture);
    }
}

static void test_what_a_value_is_said_to_be(void)
{
    static const struct {
        const char *text, *finding;
    } cases[] = {
        {"context 'c' { legacy = 'yes' }",
         "bad-value 1:24-29 'legacy' wants true or false; this is \"yes\""},
        {"external 'e' { technology = {} }",
         "bad-value 1:16-26 'technology' wants text; this is a table"},
        {"external 'e' { technology = print }",
         "bad-value 1:29-34 'technology' wants text; this is a function"},
        {"external 'e' { technology = 'a\\0b' }",
         "bad-value 1:29-35 'technology' wants text; this is a string"},
        {"context 'c' { legacy = team 'x' }",
         "bad-value 1:24-32 'legacy' wants true or false; this is team 'x'"},
        {"context 'c' { legacy = ('long'):rep(40) }",
         "bad-value 1:24-40 'legacy' wants true or false; this is "
         "\"longlonglonglonglonglonglonglonglonglonglonglonglonglonglong…\""},
        {"context 'c' { subdomain = 'coer' }",
         "bad-value 1:27-33 'subdomain' wants one of: core, supporting, generic; this is \"coer\""},
        {"context 'c' { subdomain = true }",
         "bad-value 1:27-31 'subdomain' wants one of: core, supporting, generic; this is true"},
        {"context 'c' { owner = 5 }",
         "bad-value 1:23-24 'owner' wants the name of a team; this is 5"},
        {"context 'c' { owner = actor 'a' }",
         "bad-value 1:23-32 'owner' wants the name of a team; this is actor 'a'"},
        {"rule 'r' { check = 'x' }", "bad-value 1:20-23 'check' wants a function; this is \"x\""},
        {"mesh 'm' { security = 5 }",
         "bad-value 1:23-24 'security' wants a security table; this is 5"},
        {"traffic 't' { subsets = 'v1' }",
         "bad-value 1:25-29 'subsets' wants a table by name of subset tables; this is \"v1\""},
        {"traffic 't' { subsets = { { version = '1' } } }",
         "bad-value 1:15-22 'subsets' is a table by name, but a table in it has no name"},
        {"experiment 'e' { target = 't', duration = '5m', fault = memory_stress { size = 512 } }"
         " topic 't'",
         "bad-value 1:80-83 'size = 512' has no unit"},
        {"slo 'latency' { target = '99%', window = '7d' }",
         "bad-value 1:26-31 the target of slo 'latency' wants a duration such as \"200ms\""},
        {"slo 'x' { target = 'much', window = '7d' }",
         "bad-value 1:20-26 'target' wants a ratio (\"99.9%\"), duration (\"200ms\") or rate "
         "(\"500/s\"); this is \"much\""},
        {"slo 'a' { target = 99.9, window = '7d' }",
         "bad-value 1:20-24 the target of slo 'a' wants a ratio such as \"99.9%\" or 0.999"},
        {"slo 'a' { target = 5, unit = 'fortnights', window = '7d', sli = 'latency' }",
         "bad-value 1:20-21 the target of slo 'a' wants a duration such as \"200ms\""},
        {"allow { rule = 'x', reason = 'r', expires = '2026-13-01' }",
         "bad-value 1:45-57 'expires' is no date: \"2026-13-01\""},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        TEST_TEXT(findings_of(cases[i].text), cases[i].finding);
}

static void test_words(void)
{
    struct model_fixture fixture;
    TEST(model_read(
        &fixture,
        "context 'a' { subdomain = 'CORE' } context 'b'\n"
        "relationship { upstream = 'a', downstream = 'b', pattern = 'Customer_Supplier',\n"
        "  upstream_roles = { 'OHS', 'published language' }, downstream_roles = 'ACL' }\n"
        "mesh 'm' { security = { mtls = true } } mesh 'n' { security = { mtls = false } }\n"
        "view 'v' { direction = 'LR' }"));
    TEST_TEXT(model_findings(&fixture), "");
    const struct lunette_relationship *relationship = fixture.model->relationships.items[0];
    TEST(fixture.model->contexts.items[0]->subdomain == LUNETTE_SUBDOMAIN_CORE);
    TEST(relationship->pattern == LUNETTE_CUSTOMER_SUPPLIER);
    TEST(relationship->upstream_roles == (LUNETTE_OPEN_HOST_SERVICE | LUNETTE_PUBLISHED_LANGUAGE));
    TEST(relationship->downstream_roles == LUNETTE_ANTICORRUPTION_LAYER);
    TEST(fixture.model->meshes.items[0]->security->mtls == LUNETTE_MTLS_STRICT);
    TEST(fixture.model->meshes.items[1]->security->mtls == LUNETTE_MTLS_DISABLED);
    TEST(fixture.model->views.items[0]->direction == LUNETTE_DIRECTION_RIGHT);
    model_close(&fixture);
}

static void test_help_names_what_to_write(void)
{
    static const struct {
        const char *text, *help;
    } cases[] = {
        {"workload 'w' { duration = 5 }", "write \"5ms\" or \"5s\""},
        {"topic 't' { retention = 7 }", "write \"7d\" or \"7h\""},
        {"workload 'w' { rate = 7 }", "write \"7/s\" or \"7/min\""},
        {"traffic 't' { fault = { percentage = 5 } }", "write \"5%\" or 0.05"},
        {"context 'c' { subdomain = 'coer' }", "did you mean \"core\"?"},
        {"relationship { between = { 'a', 'b' }, upstream_roles = { 'suplier' } } context 'a' "
         "context 'b'",
         "did you mean \"supplier\"?"},
        {"allow { rule = 'x', reason = 'r', expires = 'soon' }", "write it as YYYY-MM-DD"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct model_fixture fixture;
        TEST(model_read(&fixture, cases[i].text));
        const struct lunette_finding *finding = model_finding(&fixture, "model/bad-value", 0);
        TEST_TEXT(finding ? finding->help : NULL, cases[i].help);
        model_close(&fixture);
    }
}

int main(void)
{
    test_durations();
    test_other_quantities();
    test_ratios();
    test_whole_numbers();
    test_what_a_value_is_said_to_be();
    test_words();
    test_help_names_what_to_write();
    return test_done();
}
