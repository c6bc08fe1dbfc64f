/* Running rules: settings, the reporter they work with, and what becomes of their findings. */
#include "check/check.h"
#include "check/secrets.h"
#include "model_fixture.h"
#include "test.h"

static struct model_fixture fixture;
static struct settings settings;

/* Checks the text with these rules. --rule arguments go into the settings before. */
static void check_text(const char *text, const struct lunette_rule *const *rules, const char *today)
{
    TEST(model_read(&fixture, text));
    struct check_run run = {
        .model = fixture.model,
        .rules = rules,
        .settings = &settings,
        .diag = &fixture.diag,
        .sources = &fixture.sources,
        .today = today,
    };
    check_start(&run);
    check_model(&run);
}

static void start_settings(const char *const *arguments, size_t count, const char *select)
{
    static struct arena arena;
    arena_reset(&arena);
    settings = (struct settings){.arena = &arena, .select = select};
    for (size_t i = 0; i < count; i++)
        TEST_TEXT(settings_add(&settings, arguments[i]), NULL);
}

/* Each finding that is left: "severity rule message", "(reason)" behind what is suppressed. */
static const char *outcome(void)
{
    static const char *const words[] = {"unsaid", "off", "note", "warning", "error"};
    struct buf *out = &fixture.text;
    buf_clear(out);
    for (size_t i = 0; i < fixture.diag.count; i++) {
        const struct lunette_finding *finding = fixture.diag.findings[i];
        buf_printf(out, "%s%s %s %s", i ? "\n" : "", words[finding->severity], finding->rule,
                   finding->message);
        if (finding->suppressed)
            buf_printf(out, " (%s)", finding->reason);
    }
    return buf_text(out);
}

/* ---- rules to run ---- */

static void check_limit(const struct lunette_model *model, struct lunette_reporter *to)
{
    (void)model;
    to->report(to, (struct lunette_blame){.item = NULL}, "limit %g, unknown %d",
               to->parameter(to, "limit"), lunette_known(to->parameter(to, "limti")));
}

static void check_services(const struct lunette_model *model, struct lunette_reporter *to)
{
    for (size_t i = 0; i < model->services.count; i++) {
        struct lunette_finding *finding = to->report(to, lunette_at(model->services.items[i]), "%s",
                                                     model->services.items[i]->item.name);
        if (i == 1)
            to->severity(finding, LUNETTE_ERROR);
        if (i == 2)
            to->help(finding, "its own help");
    }
}

static const struct lunette_parameter limits[] = {{"limit", 12, "things"}, {NULL, 0, NULL}};
static const struct lunette_rule limit_rule = {
    .id = "test/limit", .severity = LUNETTE_NOTE, .parameters = limits, .check = check_limit};
static const struct lunette_rule service_rule = {.id = "test/service",
                                                 .severity = LUNETTE_WARNING,
                                                 .help = "the usual help",
                                                 .check = check_services};
static const struct lunette_rule found_rule = {.id = "model/unresolved", .severity = LUNETTE_ERROR};
static const struct lunette_rule *const rules[] = {&limit_rule, &service_rule, &found_rule, NULL};

static const char three_services[] =
    "context 'a' service 'x' { context = 'a' }\n"
    "service 'y' { context = 'a' } service 'z' { context = 'a' }\n";

/* ---- settings ---- */

static void test_a_model_that_declares_nothing(void)
{
    static const char *const none[] = {"", "-- soon", "architecture 'a'", "config {} view 'v' {}"};
    for (size_t i = 0; i < COUNT(none); i++) {
        start_settings(NULL, 0, NULL);
        check_text(none[i], rules, NULL);
        TEST(strstr(outcome(), "error model/empty the model declares nothing to check"));
        model_close(&fixture);
    }
    start_settings(NULL, 0, NULL);
    check_text("contxt 'a'", rules, NULL);
    TEST(!strstr(outcome(), "model/empty"));
    model_close(&fixture);
}

static void test_arguments_of_rule(void)
{
    static const struct {
        const char *argument;
        bool good;
    } cases[] = {
        {"a/b=off", true},        {"a/b=error", true},     {"a/*=note", true},
        {"a/b.limit=6", true},    {"a/b.limit=-1", true},  {"a/b.limit=0.5", true},
        {"a/b", false},           {"=off", false},         {"a/b=", false},
        {"a/b=loud", false},      {"a/b=6", false},        {"a/b.limit=", false},
        {"a/b.limit=six", false}, {"a/b.limit=6x", false}, {"", false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        start_settings(NULL, 0, NULL);
        TEST((settings_add(&settings, cases[i].argument) == NULL) == cases[i].good);
        TEST(settings.count == cases[i].good);
    }
    start_settings(NULL, 0, NULL);
    TEST(strstr(settings_add(&settings, "a/b=loud"), "'loud'") != NULL);
    TEST(settings_severity_named("warning") == LUNETTE_WARNING);
    TEST(settings_severity_named("") == LUNETTE_SEVERITY_UNSAID);
}

static void test_the_command_line_comes_before_the_model(void)
{
    static const char config[] =
        "team 't' config { rules = { ['test/limit'] = { severity = 'warning', limit = 7 } } }";
    static const char *const severity[] = {"test/limit=error"};
    static const char *const limit[] = {"test/limit.limit=8"};
    static const struct lunette_rule *const only[] = {&limit_rule, NULL};
    start_settings(NULL, 0, NULL);
    check_text("team 't'", only, NULL);
    TEST_TEXT(outcome(), "note test/limit limit 12, unknown 0");
    model_close(&fixture);
    start_settings(NULL, 0, NULL);
    check_text(config, only, NULL);
    TEST_TEXT(outcome(), "warning test/limit limit 7, unknown 0");
    model_close(&fixture);
    start_settings(severity, 1, NULL);
    check_text(config, only, NULL);
    TEST_TEXT(outcome(), "error test/limit limit 7, unknown 0");
    model_close(&fixture);
    start_settings(limit, 1, NULL);
    check_text(config, only, NULL);
    TEST_TEXT(outcome(), "warning test/limit limit 8, unknown 0");
    model_close(&fixture);
}

static void test_globs_and_select(void)
{
    static const char *const all_off[] = {"test/service=note", "test/*=off"};
    start_settings(all_off, 2, NULL);
    check_text(three_services, rules, NULL);
    TEST_TEXT(outcome(), "note test/service x\nnote test/service y\nnote test/service z");
    model_close(&fixture);
    start_settings(NULL, 0, "*/limit");
    check_text("context 'a' { owner = 'nobody' }", rules, NULL);
    TEST_TEXT(outcome(), "note test/limit limit 12, unknown 0");
    model_close(&fixture);
}

/* ---- the reporter ---- */

static void test_severity_of_one_finding_and_help(void)
{
    start_settings(NULL, 0, "test/service");
    check_text(three_services, rules, NULL);
    TEST_TEXT(outcome(), "warning test/service x\nerror test/service y\nwarning test/service z");
    TEST_TEXT(fixture.diag.findings[0]->help, "the usual help");
    TEST_TEXT(fixture.diag.findings[2]->help, "its own help");
    TEST_TEXT(fixture.diag.findings[2]->subject, "z");
    TEST(fixture.diag.findings[0]->place.span.line == 1);
    struct check_counts counts = check_count(&fixture.diag);
    TEST(counts.error == 1 && counts.warning == 2 && counts.note == 0 && counts.suppressed == 0);
    model_close(&fixture);
}

static int made;

static void *make_list(const struct lunette_model *model, struct lunette_reporter *to)
{
    char *list = to->alloc(to, 64, 1);
    made++;
    snprintf(list, 64, "%zu services", model->services.count);
    return list;
}

static void check_shared(const struct lunette_model *model, struct lunette_reporter *to)
{
    static const char key, other_key;
    (void)model;
    memset(to->alloc(to, 200000, 1), 'x', 200000); /* of this rule only */
    const char *list = to->shared(to, &key, make_list);
    TEST(to->shared(to, &key, make_list) == list && to->shared(to, &other_key, make_list) != list);
    char *fresh = to->alloc(to, 100, 1);
    to->report(to, (struct lunette_blame){.item = NULL}, "%s, %d, %s of %s", list, fresh[99],
               to->percent(to, 0.05), to->duration(to, 90000));
}

static void test_what_rules_share_is_made_once(void)
{
    static const struct lunette_rule first = {
        .id = "test/first", .severity = LUNETTE_NOTE, .check = check_shared};
    static const struct lunette_rule second = {
        .id = "test/second", .severity = LUNETTE_NOTE, .check = check_shared};
    static const struct lunette_rule *const both[] = {&first, &second, NULL};
    start_settings(NULL, 0, NULL);
    made = 0;
    check_text(three_services, both, NULL);
    TEST(made == 2); /* one for each key */
    TEST_TEXT(outcome(), "note test/first 3 services, 0, 5 % of 90 s\n"
                         "note test/second 3 services, 0, 5 % of 90 s");
    model_close(&fixture);
}

static void test_settings_for_rules_that_are_not_there(void)
{
    start_settings(NULL, 0, NULL);
    check_text("team 't' config { rules = { ['test/limits'] = { severity = 'off' }, ['test/*'] = { severity"
               " = 'off' } } }",
               rules, NULL);
    TEST(fixture.diag.count == 1);
    TEST_TEXT(fixture.diag.findings[0]->rule, "model/unknown-rule");
    TEST(strstr(fixture.diag.findings[0]->help, "'test/limit'") != NULL);
    model_close(&fixture);
}

/* ---- suppressions ---- */

struct allow_case {
    const char *allow;
    const char *outcome;
};

static void expect_with_allows(const struct allow_case *cases, size_t count)
{
    static const struct lunette_rule *const only[] = {&service_rule, &found_rule, NULL};
    for (size_t i = 0; i < count; i++) {
        char text[512];
        snprintf(text, sizeof text, "context 'a' service 'x' { context = 'a' }\n%s",
                 cases[i].allow);
        check_text(text, only, "2026-06-15");
        TEST_TEXT(outcome(), cases[i].outcome);
        model_close(&fixture);
    }
}

static void test_suppressions(void)
{
    static const struct allow_case cases[] = {
        {"", "warning test/service x"},
        {"allow { rule = 'test/service', reason = 'r' }", "warning test/service x (r)"},
        {"allow { rule = 'test/*', on = 'x', reason = 'r' }", "warning test/service x (r)"},
        {"allow { rule = 'test/service', on = 'y', reason = 'r' }",
         "warning test/service x\n"
         "warning model/allow-unused there is no finding of test/service on y to suppress"},
        {"allow { rule = 'test/sevrice', reason = 'r' }",
         "warning test/service x\n"
         "warning model/allow-unused there is no finding of test/sevrice to suppress"},
        {"allow { rule = 'test/service', reason = 'r', expires = '2026-06-15' }",
         "warning test/service x (r)"},
        {"allow { rule = 'test/service', reason = 'r', expires = '2026-06-14' }",
         "warning test/service x\n"
         "error model/allow-expired this suppression expired on 2026-06-14; today is 2026-06-15"},
        {"allow { rule = 'model/allow-*', reason = 'r' }\n"
         "allow { rule = 'none/such', reason = 'r' }",
         "warning test/service x\n"
         "warning model/allow-unused there is no finding of model/allow-* to suppress\n"
         "warning model/allow-unused there is no finding of none/such to suppress"},
        {"context 'b' { owner = 'nobody' } allow { rule = 'model/unresolved', on = 'b', reason = "
         "'r' }",
         "warning test/service x\nerror model/unresolved there is no team 'nobody', so nothing "
         "behind it is checked (r)"},
    };
    start_settings(NULL, 0, NULL);
    expect_with_allows(cases, COUNT(cases));
}

/* Of a rule that did not run nobody knows what a suppression covers. */
static void test_suppressions_of_rules_that_did_not_run(void)
{
    static const char *const off[] = {"test/service=off"};
    static const struct allow_case cases[] = {
        {"allow { rule = 'test/service', on = 'y', reason = 'r' }", ""},
        {"allow { rule = 'none/such', reason = 'r' }",
         "warning model/allow-unused there is no finding of none/such to suppress"},
    };
    static const struct allow_case selected[] = {
        {"allow { rule = 'test/service', on = 'y', reason = 'r' }", ""},
        {"allow { rule = 'none/such', reason = 'r' }", ""},
    };
    start_settings(off, 1, NULL);
    expect_with_allows(cases, COUNT(cases));
    start_settings(NULL, 0, "other/*");
    expect_with_allows(selected, COUNT(selected));
}

static void test_suppressed_findings_are_counted_apart(void)
{
    start_settings(NULL, 0, NULL);
    check_text("context 'a' service 'x' { context = 'a' } service 'y' { context = 'a' }\n"
               "allow { rule = 'test/service', on = 'y', reason = 'r' }",
               rules, "2026-06-15");
    struct check_counts counts = check_count(&fixture.diag);
    TEST(counts.error == 0 && counts.warning == 1 && counts.note == 1 && counts.suppressed == 1);
    model_close(&fixture);
}

/* ---- the core's own rules ---- */

static void test_core_rules_are_complete(void)
{
    for (const struct lunette_rule *const *rule = check_core_rules; *rule; rule++) {
        TEST(strncmp((*rule)->id, "model/", strlen("model/")) == 0);
        TEST(check_find_rule(check_core_rules, (*rule)->id) == *rule); /* no id twice */
        TEST((*rule)->severity >= LUNETTE_NOTE && (*rule)->summary && (*rule)->rationale);
        TEST((*rule)->help && (*rule)->bad && (*rule)->good);
    }
    TEST(!check_find_rule(check_core_rules, "model/none-such"));
}

static void test_secrets(void)
{
    static const struct {
        const char *text, *kind;
    } cases[] = {
        {"", NULL},
        {"an ordinary description of a service", NULL},
        {"AKIAIOSFODNN7EXAMPLE", "an AWS access key"},
        {"key=AKIAIOSFODNN7EXAMPLE;", "an AWS access key"},
        {"AKIAIOSFODNN7EXAMPL", NULL},
        {"xAKIAIOSFODNN7EXAMPLE", NULL},
        {"ghp_0123456789abcdefghijABCDEFGHIJ012345", "a GitHub token"},
        {"-----BEGIN RSA PRIVATE KEY-----", "a private key"},
        {"-----BEGIN PUBLIC KEY-----", NULL},
        {"postgres://app:hunter2@db:5432/x", "a password in an address"},
        {"postgres://app:$PASSWORD@db/x", NULL},
        {"postgres://app:${PASSWORD}@db/x", NULL},
        {"postgres://app@db:5432/x", NULL},
        {"https://example.org/a:b@c", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        TEST_TEXT(secrets_kind(cases[i].text), cases[i].kind);
}

/* The message never shows the secret itself. */
static void test_secrets_in_a_model(void)
{
    start_settings(NULL, 0, "model/secret");
    check_text("external 'e' { technology = 'AKIAIOSFODNN7EXAMPLE', tags = { 'x',\n"
               "  'AKIAIOSFODNN7EXAMPLE' }, properties = { k = 'AKIAIOSFODNN7EXAMPLE' },\n"
               "  links = { { url = 'https://me:secretive@x' } } }",
               check_core_rules, NULL);
    TEST(fixture.diag.count == 4);
    for (size_t i = 0; i < fixture.diag.count; i++)
        TEST(!strstr(fixture.diag.findings[i]->message, "AKIA"));
    TEST_TEXT(fixture.diag.findings[1]->message, "'tags' holds what looks like an AWS access key");
    TEST(fixture.diag.findings[1]->place.span.line == 2);
    model_close(&fixture);
}

int main(void)
{
    test_a_model_that_declares_nothing();
    test_arguments_of_rule();
    test_the_command_line_comes_before_the_model();
    test_globs_and_select();
    test_severity_of_one_finding_and_help();
    test_what_rules_share_is_made_once();
    test_settings_for_rules_that_are_not_there();
    test_suppressions();
    test_suppressions_of_rules_that_did_not_run();
    test_suppressed_findings_are_counted_apart();
    test_core_rules_are_complete();
    test_secrets();
    test_secrets_in_a_model();
    start_settings(NULL, 0, NULL);
    return test_done();
}
