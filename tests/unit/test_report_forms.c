/* Findings as the forms that other programs read: SARIF, JUnit, GitHub, GitLab. */
#include "report/fingerprint.h"
#include "report/groups.h"
#include "report/words.h"
#include "report/xml.h"
#include "report_fixture.h"

/* ---- fingerprints ---- */

static void test_fingerprints_are_sha256(void)
{
    static const struct {
        const char *text, *half;
    } cases[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb924"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrl"
         "m"
         "nopqrsmnopqrstnopqrstu",
         "cf5b16a778af8380036ce59e7b049237"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char fingerprint[FINGERPRINT_SIZE];
        fingerprint_write(fingerprint, cases[i].text);
        TEST_TEXT(fingerprint, cases[i].half);
    }
}

/* ---- words ---- */

static void test_files_are_named_from_the_folder_of_the_run(void)
{
    static const struct {
        const char *path, *folder, *file;
    } cases[] = {
        {"m/model.lua", NULL, "m/model.lua"},
        {"./m/model.lua", "/x", "m/model.lua"},
        {".//./m.lua", NULL, "m.lua"},
        {"/a/b/m.lua", "/a/b", "m.lua"},
        {"/a/b/m.lua", "/a/b/", "m.lua"},
        {"/a/bc/m.lua", "/a/b", "/a/bc/m.lua"},
        {"../m.lua", "/a", "../m.lua"},
        {"/m.lua", "/", "/m.lua"},
        {"", "/a", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct report_options own = {.folder = cases[i].folder};
        struct finding_place place = {.path = cases[i].path};
        TEST_TEXT(words_file(&own, &place), cases[i].file);
    }
}

static void test_groups(void)
{
    start();
    add("b/x", LUNETTE_NOTE, NULL, "1");
    add("a/x", LUNETTE_NOTE, NULL, "2");
    add("b/x", LUNETTE_WARNING, NULL, "3");
    add("c/x", LUNETTE_ERROR, NULL, "4")->suppressed = true;
    struct report_groups groups = groups_make(&diag, false);
    TEST(groups.count == 2 && groups.items[1].count == 2);
    TEST_TEXT(groups.items[0].rule, "a/x");
    TEST_TEXT(groups.items[1].findings[1]->message, "3");
    groups_sort_by_severity(&groups);
    TEST_TEXT(groups.items[0].rule, "b/x");
    groups_free(&groups);
    groups = groups_make(&diag, true);
    TEST(groups.count == 3 && groups.items[2].worst == LUNETTE_SEVERITY_UNSAID);
    groups_free(&groups);
}

/* ---- SARIF ---- */

static void start_sarif(void)
{
    static const char *equal[2];
    start();
    equal[0] = equal[1] = "one";
    options.rules = rules;
    options.rule_count = COUNT(rules);
    options.identities = equal;
    struct lunette_finding *finding = add("b/y", LUNETTE_ERROR, "s", "see [x](javascript:y)");
    set_place(&finding->place, "a b/\xc3\xa4:%.lua", 3, 5);
    finding_relate(finding, nobody, "nowhere");
    finding_relate(finding, nobody, "there");
    set_place(&finding->related->next->place, "/o.lua", 7, 1);
    finding_help(finding, "help");
    finding = add("b/y", LUNETTE_NOTE, NULL, "2");
    finding->suppressed = true;
    finding->reason = "known";
}

static void test_sarif_results(void)
{
    start_sarif();
    json_t *root = write_json("sarif");
    TEST_TEXT(at(root, "version"), "2.1.0");
    TEST_TEXT(at(root, "runs.0.columnKind"), "unicodeCodePoints");
    TEST_TEXT(at(root, "runs.0.automationDetails.id"), "lunette/m/");
    TEST_TEXT(at(root, "runs.0.invocations.0.executionSuccessful"), "true");
    TEST_TEXT(at(root, "runs.0.results.0.ruleId"), "b/y");
    TEST_TEXT(at(root, "runs.0.results.0.ruleIndex"), "0");
    TEST_TEXT(at(root, "runs.0.tool.driver.rules.0.id"), "b/y");
    TEST(!at(root, "runs.0.tool.driver.rules.1.id"));
    TEST_TEXT(at(root, "runs.0.results.0.level"), "error");
    TEST_TEXT(at(root, "runs.0.results.0.message.text"), "see [x] (javascript:y)\nhelp: help");
    const json_t *result = json_array_get(
        json_object_get(json_array_get(json_object_get(root, "runs"), 0), "results"), 0);
    TEST_TEXT(at(result, "locations.0.physicalLocation.artifactLocation.uri"),
              "a%20b/%C3%A4%3A%25.lua");
    TEST_TEXT(at(result, "locations.0.physicalLocation.region.startColumn"), "5");
    TEST_TEXT(at(result, "locations.0.physicalLocation.region.endColumn"), "9");
    TEST_TEXT(at(result, "locations.0.logicalLocations.0.fullyQualifiedName"), "s");
    TEST(json_array_size(json_object_get(result, "relatedLocations")) == 1);
    TEST_TEXT(at(result, "relatedLocations.0.physicalLocation.artifactLocation.uri"),
              "file:///o.lua");
    TEST_TEXT(at(result, "relatedLocations.0.message.text"), "there");
    TEST_TEXT(at(root, "runs.0.results.1.suppressions.0.kind"), "inSource");
    TEST_TEXT(at(root, "runs.0.results.1.suppressions.0.justification"), "known");
    TEST_TEXT(at(root, "runs.0.results.1.locations.0.physicalLocation.artifactLocation.uri"),
              "m/model.lua");
    TEST_TEXT(at(root, "runs.0.results.1.locations.0.physicalLocation.region.startLine"), "1");
    json_decref(root);
}

static void test_sarif_fingerprints_tell_equal_findings_apart(void)
{
    start_sarif();
    json_t *root = write_json("sarif");
    TEST_TEXT(at(root, "runs.0.results.0.partialFingerprints.lunetteEntities/v1"),
              "7692c3ad3540bb803c020b3aee66cd88:1");
    TEST_TEXT(at(root, "runs.0.results.1.partialFingerprints.lunetteEntities/v1"),
              "7692c3ad3540bb803c020b3aee66cd88:2");
    json_decref(root);
}

static void test_sarif_rules(void)
{
    static const char *identities[3];
    start_sarif();
    add("a/x", LUNETTE_NOTE, NULL, "3");
    identities[0] = identities[1] = identities[2] = "one";
    options.identities = identities;
    json_t *root = write_json("sarif");
    const char *path = "runs.0.tool.driver.rules.0.help.markdown";
    TEST_TEXT(at(root, "runs.0.tool.driver.semanticVersion"), "1.2.3");
    TEST_TEXT(at(root, "runs.0.tool.driver.rules.0.id"), "a/x");
    TEST_TEXT(at(root, "runs.0.tool.driver.rules.0.defaultConfiguration.level"), "warning");
    TEST_TEXT(at(root, "runs.0.tool.driver.rules.0.shortDescription.text"), "finds x");
    TEST_TEXT(at(root, "runs.0.tool.driver.rules.0.fullDescription.text"), "Because.");
    TEST_TEXT(at(root, "runs.0.tool.driver.rules.0.properties.tags.0"), "a");
    TEST_TEXT(at(root, path),
              "Because.\n\n**What to do:** do less\n\n**Bad**\n\n```lua\nbad {}\n```\n"
              "\n**Good**\n\n````lua\ngood ```\n````\n");
    TEST_TEXT(at(root, "runs.0.tool.driver.rules.1.help.text"), "finds y");
    TEST(!at(root, "runs.0.tool.driver.rules.1.helpUri"));
    json_decref(root);
}

/* GitHub refuses more: what is suppressed and grave least goes first. */
static void test_sarif_keeps_to_25000_results(void)
{
    start();
    for (int i = 0; i < 25002; i++)
        add("a/x", i == 25001 ? LUNETTE_ERROR : LUNETTE_NOTE, NULL, "m")->suppressed = i == 0;
    json_t *root = write_json("sarif");
    const json_t *run = json_array_get(json_object_get(root, "runs"), 0);
    const json_t *results = json_object_get(run, "results");
    TEST(json_array_size(results) == 25000);
    TEST_TEXT(at(json_array_get(results, 24999), "level"), "error");
    TEST(!json_object_get(json_array_get(results, 0), "suppressions"));
    TEST_TEXT(at(run, "invocations.0.toolExecutionNotifications.0.message.text"),
              "2 results were left out: a run holds 25000");
    json_decref(root);
}

static void test_sarif_of_a_model_that_was_not_read(void)
{
    start();
    options.unread = true;
    options.rules = rules;
    add("model/syntax", LUNETTE_ERROR, NULL, "what");
    json_t *root = write_json("sarif");
    TEST_TEXT(at(root, "runs.0.invocations.0.executionSuccessful"), "false");
    TEST(!at(root, "runs.0.results.0.ruleIndex"));
    TEST(!at(root, "runs.0.results.0.partialFingerprints.lunetteEntities/v1"));
    json_decref(root);
}

/* ---- JUnit ---- */

static void test_xml_text(void)
{
    static const struct {
        const char *text, *written;
    } cases[] = {
        {"a\nb\t", "a\nb\t"},
        {"]]><script>x</script>", "]]&gt;&lt;script&gt;x&lt;/script&gt;"},
        {"a\x01\x1b\x7f", "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
        {"\xef\xbf\xbe\xef\xbf\xbf", "\xef\xbf\xbd\xef\xbf\xbd"},
        {"\xe2\x80\xae&amp;", "\xef\xbf\xbd&amp;amp;"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf text = {0};
        xml_add_text(&text, cases[i].text);
        TEST_TEXT(buf_text(&text), cases[i].written);
        buf_free(&text);
    }
    struct buf text = {0};
    xml_add_attribute(&text, "a", "\" b=\"\n\xc3\xa4\xc3\xa4", 7);
    xml_add_attribute(&text, "none", NULL, 1);
    TEST_TEXT(buf_text(&text), " a=\"&quot; b=&quot;&#10;\xc3\xa4\xe2\x80\xa6\"");
    buf_free(&text);
}

static void test_junit_cases(void)
{
    start();
    options.rules = rules;
    options.rule_count = COUNT(rules);
    options.fail_on = LUNETTE_WARNING;
    set_place(&add("b/y", LUNETTE_WARNING, "s", "w")->place, "m.lua", 2, 1);
    add("b/y", LUNETTE_NOTE, "s", "n");
    struct lunette_finding *finding = add("c/z", LUNETTE_ERROR, NULL, "e");
    finding->suppressed = true;
    finding->reason = "<known>";
    TEST_TEXT(
        write_form("junit"),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites name=\"lunette\" tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"1\">\n"
        " <testsuite name=\"a\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n"
        "  <testcase classname=\"a/x\" name=\"finds x\"/>\n"
        " </testsuite>\n"
        " <testsuite name=\"b\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">\n"
        "  <testcase classname=\"b/y\" name=\"s\" file=\"m.lua\" line=\"2\">"
        "<failure message=\"w\" type=\"warning\">warning: w\nm.lua:2:1\n</failure></testcase>\n"
        "  <testcase classname=\"b/y\" name=\"s (2)\"><system-out>note: n\n</system-out>"
        "</testcase>\n"
        " </testsuite>\n"
        " <testsuite name=\"c\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"1\">\n"
        "  <testcase classname=\"c/z\" name=\"e\"><skipped message=\"&lt;known&gt;\"/></testcase>\n"
        " </testsuite>\n"
        "</testsuites>\n");
}

/* ---- GitHub ---- */

static void test_github_escapes(void)
{
    start();
    struct lunette_finding *finding =
        add("a/x", LUNETTE_NOTE, NULL, "100%\r\n::error::x,y ##[add-mask]z");
    set_place(&finding->place, "./a,b:c%.lua", 3, 5);
    finding_help(finding, "h\n");
    finding = add("a/x", LUNETTE_ERROR, NULL, "::w");
    set_place(&finding->place, "m.lua", 3, 5);
    finding->place.span.end_line = 4;
    add("a/x", LUNETTE_WARNING, NULL, "no place");
    options.model = "::m";
    TEST_TEXT(write_form("github"),
              "::notice file=a%2Cb%3Ac%25.lua,line=3,endLine=3,col=5,endColumn=9,title=a/x::"
              "100%25\\x0d\\n::error::x,y #\\#[add-mask]z%0Ahelp: h\\n\n"
              "::error file=m.lua,line=3,endLine=4,title=a/x:::\\:w\n"
              "::warning title=a/x::no place\n"
              ":\\:m: 1 error, 1 warning, 1 note\n");
}

static void test_github_shows_ten_of_a_kind(void)
{
    start();
    for (int i = 0; i < 12; i++) {
        add("a/x", LUNETTE_ERROR, NULL, "e");
        add("a/x", LUNETTE_WARNING, NULL, "w")->suppressed = i < 2;
    }
    const char *text = write_form("github");
    TEST(occurrences(text, "::error ") == 10 && occurrences(text, "::warning ") == 10);
    TEST(strstr(text, "\nm: 12 errors, 10 warnings (2 suppressed); 2 of them not annotated: "
                      "GitHub shows 10 of a kind\n"));
}

/* Of the tenth rule there is one finding, behind many of the others. */
static void test_github_shows_one_of_each_rule_first(void)
{
    start();
    for (int i = 0; i < 20; i++)
        add(i % 2 ? "a/x" : "a/y", LUNETTE_WARNING, NULL, "w");
    add("b/x", LUNETTE_WARNING, NULL, "last");
    add("b/x", LUNETTE_NOTE, NULL, "n");
    const char *text = write_form("github");
    TEST(occurrences(text, "::warning ") == 10 && occurrences(text, "title=b/x::last\n") == 1);
    TEST(occurrences(text, "::notice ") == 1 && strstr(text, "; 11 of them not annotated"));
    TEST(strstr(text, "a/x") < strstr(text, "title=b/x::last"));
}

/* ---- GitLab ---- */

static void test_gitlab(void)
{
    static const char *identities[4];
    start();
    set_place(&add("a/x", LUNETTE_ERROR, NULL, "e")->place, "/abs/m.lua", 3, 5);
    finding_help(diag.findings[0], "less");
    set_place(&add("a/x", LUNETTE_WARNING, NULL, "w")->place, "./m.lua", 4, 5);
    add("a/x", LUNETTE_NOTE, NULL, "s")->suppressed = true;
    add("a/x", LUNETTE_NOTE, NULL, "n");
    identities[0] = identities[1] = identities[2] = "one";
    identities[3] = "abc";
    options.identities = identities;
    json_t *list = write_json("gitlab");
    TEST(json_array_size(list) == 3);
    TEST_TEXT(at(list, "0.fingerprint"), "7692c3ad3540bb803c020b3aee66cd88");
    TEST_TEXT(at(list, "1.fingerprint"), "7692c3ad3540bb803c020b3aee66cd88-2");
    TEST_TEXT(at(list, "2.fingerprint"), "ba7816bf8f01cfea414140de5dae2223");
    TEST_TEXT(at(list, "0.severity"), "critical");
    TEST_TEXT(at(list, "1.severity"), "major");
    TEST_TEXT(at(list, "2.severity"), "info");
    TEST_TEXT(at(list, "0.location.path"), "abs/m.lua");
    TEST_TEXT(at(list, "1.location.path"), "m.lua");
    TEST_TEXT(at(list, "2.location.path"), "m/model.lua");
    TEST_TEXT(at(list, "1.location.lines.begin"), "4");
    TEST_TEXT(at(list, "2.location.lines.begin"), "1");
    TEST_TEXT(at(list, "0.check_name"), "a/x");
    TEST_TEXT(at(list, "0.description"), "e\nhelp: less");
    TEST_TEXT(at(list, "1.description"), "w");
    json_decref(list);
}

/* ---- the baseline in text and JSON ---- */

static void test_baseline_lines(void)
{
    static const char *const pair[] = {"a -> b", "c"}, *const nobody_named[] = {""};
    static struct report_gone gone[12];
    start();
    gone[0] = (struct report_gone){"a/x", pair, 2, 1};
    struct report_baseline baseline = {"known.json", 1, gone, 1, false, false};
    options.baseline = &baseline;
    TEST_TEXT(write_form("text"),
              "1 known finding in known.json\n"
              "1 entry of known.json no longer occurs; --baseline known.json --write-baseline "
              "known.json drops it\n  a/x on a -> b, c\nm: no findings\n");
    for (size_t i = 1; i < COUNT(gone); i++)
        gone[i] = (struct report_gone){"b/y", nobody_named, 1, 2};
    baseline = (struct report_baseline){"known.json", 0, gone, COUNT(gone), false, false};
    const char *text = write_form("text");
    TEST(strncmp(text, "23 entries of known.json no longer occur; ", 42) == 0);
    TEST(strstr(text, "drops them\n  a/x on a -> b, c\n  b/y (2 times)\n"));
    TEST(strstr(text, "\n  … and 2 more\nm: no findings\n"));
    baseline.is_rewritten = true;
    TEST(strstr(write_form("text"), "23 entries of known.json no longer occur and are dropped\n"));
    json_t *root = write_json("json");
    TEST_TEXT(at(root, "summary.known"), "0");
    TEST_TEXT(at(root, "baseline.file"), "known.json");
    TEST_TEXT(at(root, "baseline.gone.0.subject"), "a -> b");
    TEST_TEXT(at(root, "baseline.gone.0.related.0"), "c");
    TEST_TEXT(at(root, "baseline.gone.1.count"), "2");
    TEST(!at(root, "baseline.gone.1.subject"));
    json_decref(root);
    baseline.is_foreign = true;
    TEST_TEXT(write_form("text"), "known.json names nothing of this model: is it the right file?\n"
                                  "m: no findings\n");
    TEST(strstr(write_form("markdown"), "is it the right file?\n\n"));
}

int main(void)
{
    test_fingerprints_are_sha256();
    test_files_are_named_from_the_folder_of_the_run();
    test_groups();
    test_sarif_results();
    test_sarif_fingerprints_tell_equal_findings_apart();
    test_sarif_rules();
    test_sarif_keeps_to_25000_results();
    test_sarif_of_a_model_that_was_not_read();
    test_xml_text();
    test_junit_cases();
    test_github_escapes();
    test_github_shows_ten_of_a_kind();
    test_github_shows_one_of_each_rule_first();
    test_gitlab();
    test_baseline_lines();
    start();
    return test_done();
}
