/* Findings as text for people and as JSON for programs. */
#include <jansson.h>

#include "diag/source.h"
#include "report/report.h"
#include "test.h"

static struct arena arena;
static struct source_set sources;
static struct diag diag;
static struct buf out;

static const struct lunette_blame nobody;

static void start(void)
{
    diag_free(&diag);
    buf_free(&out);
    arena_reset(&arena);
    sources = (struct source_set){.arena = &arena};
    diag = (struct diag){.arena = &arena};
}

static void add_source(const char *path, const char *text)
{
    source_add(&sources, path, text, strlen(text));
}

static struct finding_place place(uint32_t file, uint32_t line, uint32_t column, uint32_t end)
{
    return (struct finding_place){
        sources.files[file].path, &sources.files[file], {line, column, line, end}};
}

/* A finding at columns of a line of the first file. */
static struct lunette_finding *report_at(uint32_t line, uint32_t column, uint32_t end)
{
    struct lunette_finding *finding = diag_report(&diag, "a/b", LUNETTE_ERROR, nobody, "what");
    finding->place = place(0, line, column, end);
    return finding;
}

static const char *as_text(const struct report_options *options)
{
    struct report_summary summary = {.error = diag.count};
    buf_clear(&out);
    report_write_text(&out, &diag, &summary, options);
    return buf_text(&out);
}

static const struct report_options plain = {.model = "m"};

static void test_no_findings(void)
{
    start();
    TEST_TEXT(as_text(&plain), "m: no findings\n");
    struct report_summary summary = {.suppressed = 2};
    buf_clear(&out);
    report_write_text(&out, &diag, &summary, &plain);
    TEST_TEXT(buf_text(&out), "m: no findings (2 suppressed)\n");
    summary = (struct report_summary){.error = 1, .warning = 2, .note = 3, .suppressed = 4};
    buf_clear(&out);
    report_write_text(&out, &diag, &summary, &plain);
    TEST_TEXT(buf_text(&out), "m: 1 error, 2 warnings, 3 notes (4 suppressed)\n");
}

static void test_a_whole_finding(void)
{
    start();
    add_source("model.lua", "one\nsync \"b\" { timeout = \"2s\" }\n");
    add_source("other.lua", "\n\n\n\n\n\n\n\n\n\n\nretry = {}");
    struct lunette_finding *finding = report_at(2, 22, 26);
    finding_label(finding, "gives up");
    finding_help(finding, "give it more");
    finding_relate(finding, nobody, "three tries");
    finding->related->place = place(1, 12, 1, 6);
    TEST_TEXT(as_text(&plain), "error[a/b]: what\n"
                               "  --> model.lua:2:22\n"
                               "   |\n"
                               " 2 | sync \"b\" { timeout = \"2s\" }\n"
                               "   |                      ^^^^ gives up\n"
                               "   |\n"
                               "  ... other.lua:12:1\n"
                               "   |\n"
                               "12 | retry = {}\n"
                               "   | ----- three tries\n"
                               "   = help: give it more\n"
                               "\n"
                               "m: 1 error\n");
}

static void test_findings_without_a_place(void)
{
    start();
    add_source("model.lua", "one\n");
    struct lunette_finding *finding = diag_report(&diag, "a/b", LUNETTE_NOTE, nobody, "nowhere");
    finding_relate(finding, nobody, "no place either");
    TEST_TEXT(as_text(&plain), "note[a/b]: nowhere\n"
                               "  |\n"
                               "  = no place either\n"
                               "\n"
                               "m: 1 error\n");
    finding->place.path = "model.lua";
    finding->related = NULL;
    TEST_TEXT(as_text(&plain), "note[a/b]: nowhere\n --> model.lua\n\nm: 1 error\n");
}

/* The two lines of the snippet: source and underline. */
static const char *snippet(const char *line, uint32_t column, uint32_t end)
{
    static char text[1024];
    start();
    add_source("m.lua", line);
    report_at(1, column, end);
    const char *from = strstr(as_text(&plain), "1 | "), *to = from ? strstr(from, "\n\n") : NULL;
    snprintf(text, sizeof text, "%.*s", from && to ? (int)(to - from) : 0, from ? from : "");
    return text;
}

static void test_underlines(void)
{
    TEST_TEXT(snippet("abc def", 5, 8), "1 | abc def\n  |     ^^^");
    TEST_TEXT(snippet("\tabc", 2, 5), "1 |     abc\n  |     ^^^");
    TEST_TEXT(snippet("a\tb", 3, 4), "1 | a    b\n  |      ^");
    TEST_TEXT(snippet("\xc3\xa4\xc3\xa4 x", 4, 5), "1 | \xc3\xa4\xc3\xa4 x\n  |    ^");
    TEST_TEXT(snippet("\xe4\xb8\xad = \xe6\x96\x87", 5, 6),
              "1 | \xe4\xb8\xad = \xe6\x96\x87\n  |      ^^");
    TEST_TEXT(snippet("a\x1b"
                      "b",
                      3, 4),
              "1 | a\\x1bb\n  |      ^");
    TEST_TEXT(snippet("a\x1b"
                      "b",
                      2, 3),
              "1 | a\\x1bb\n  |  ^^^^");
    TEST_TEXT(snippet("\xff x", 3, 4), "1 | \xef\xbf\xbd x\n  |   ^");
    TEST_TEXT(snippet("", 1, 2), "1 | \n  | ^");
    TEST_TEXT(snippet("ab", 3, 4), "1 | ab\n  |   ^");
    TEST_TEXT(snippet("ab\r\ncd", 1, 3), "1 | ab\n  | ^^");
}

static void fill(char *line, size_t length, const char *word, size_t at)
{
    memset(line, '.', length);
    memcpy(line + at, word, strlen(word));
    line[length] = '\0';
}

/* Of a long line a window around the span is shown. */
static void test_long_lines_are_cut(void)
{
    char line[1001], wanted[2048], dots[61], marks[161];
    memset(dots, '.', 60), dots[60] = '\0';
    memset(marks, '^', 160), marks[160] = '\0';
    fill(line, 160, "here", 100);
    snprintf(wanted, sizeof wanted, "1 | %s\n  | %*s^^^^", line, 100, "");
    TEST_TEXT(snippet(line, 101, 105), wanted);
    fill(line, 1000, "here", 500);
    snprintf(wanted, sizeof wanted, "1 | \xe2\x80\xa6%shere%s\xe2\x80\xa6\n  | %*s^^^^", dots, dots,
             61, "");
    TEST_TEXT(snippet(line, 501, 505), wanted);
    fill(line, 1000, "here", 0);
    snprintf(wanted, sizeof wanted, "1 | here%s\xe2\x80\xa6\n  | ^^^^", dots);
    TEST_TEXT(snippet(line, 1, 5), wanted);
    fill(line, 1000, "here", 996);
    snprintf(wanted, sizeof wanted, "1 | \xe2\x80\xa6%shere\n  | %*s^^^^", dots, 61, "");
    TEST_TEXT(snippet(line, 997, 1001), wanted);
    memset(line, 'x', 1000);
    snprintf(wanted, sizeof wanted, "1 | %.100s\xe2\x80\xa6\n  | %.100s", line, marks);
    TEST_TEXT(snippet(line, 1, 1001), wanted);
}

static void test_hostile_text(void)
{
    start();
    add_source("a\nb.lua", "x");
    struct lunette_finding *finding =
        diag_report(&diag, "a/b", LUNETTE_WARNING, nobody, "::error::\x1b[31m\n");
    finding->place = place(0, 1, 1, 2);
    finding_label(finding, "\x1b[1m");
    finding_help(finding, "##[x]\r");
    static const struct report_options options = {.model = "\x1b]0;m"};
    TEST_TEXT(as_text(&options), "warning[a/b]: :\\:error::\\x1b[31m\\n\n"
                                 " --> a\\nb.lua:1:1\n"
                                 "  |\n"
                                 "1 | x\n"
                                 "  | ^ \\x1b[1m\n"
                                 "  = help: #\\#[x]\\x0d\n"
                                 "\n"
                                 "\\x1b]0;m: 1 error\n");
}

static void test_suppressed_ones_are_left_out_and_many_are_counted(void)
{
    static const struct report_options two = {.model = "m", .most = 2};
    start();
    for (int i = 0; i < 5; i++)
        diag_report(&diag, "a/b", LUNETTE_ERROR, nobody, "%d", i);
    diag.findings[1]->suppressed = true;
    TEST_TEXT(as_text(&two),
              "error[a/b]: 0\n\nerror[a/b]: 2\n\n"
              "2 more findings are not shown: --limit findings=4 shows all\nm: 5 errors\n");
    TEST(!strstr(as_text(&plain), "more findings") && strstr(as_text(&plain), ": 4\n"));
}

/* "rule message|help" each, shown with so many details. */
static const char *brief(size_t details)
{
    static struct report_options some = {.model = "m"};
    some.details = details;
    return as_text(&some);
}

static void add_brief(const char *rule, const char *name, const char *help)
{
    struct lunette_finding *finding =
        diag_report(&diag, rule, LUNETTE_WARNING, nobody, "'%s' is late", name);
    finding->place = place(0, (uint32_t)diag.count, 1, 2);
    finding_help(finding, help, name);
}

static void test_more_of_a_rule_are_told_in_a_line(void)
{
    start();
    add_source("m.lua", "x\ny\nz\n\n");
    add_brief("a/b", "one", "give %s 20 s");
    add_brief("a/b", "two", "give %s 30 s");
    add_brief("c/d", "two", "rest");
    add_brief("a/b", "th-ree", "take from %s");
    TEST_TEXT(brief(1), "warning[a/b]: 'one' is late\n --> m.lua:1:1\n  |\n1 | x\n  | ^\n"
                        "  = help: give one 20 s\n\n"
                        "warning[a/b]: m.lua:2:1: 'two' is late\n"
                        "    help: give two 30 s\n\n"
                        "warning[c/d]: 'two' is late\n --> m.lua:3:1\n  |\n3 | z\n  | ^\n"
                        "  = help: rest\n\n"
                        "warning[a/b]: m.lua:4:1: 'th-ree' is late\n"
                        "    help: take from th-ree\n\n"
                        "2 are told in one line each: --limit details=3 shows them in full\n"
                        "m: 4 errors\n");
    TEST(strstr(brief(2), "1 is told in one line: --limit details=3 shows it in full\nm: "));
    TEST(!strstr(brief(3), "details") && strstr(brief(0), "--> m.lua:4:1"));
    diag.findings[3]->place.path = "";
    TEST(strstr(brief(1), "\nwarning[a/b]: 'th-ree' is late\n"));
}

static void test_a_help_is_told_once(void)
{
    start();
    add_source("m.lua", "x\ny\nz\n\n");
    add_brief("a/b", "one", "rest");
    add_brief("a/b", "two", "rest");
    add_brief("a/b", "three", "hurry");
    add_brief("a/b", "four", "hurry");
    TEST(strstr(brief(1), "  = help: rest\n\n"
                          "warning[a/b]: m.lua:2:1: 'two' is late\n"
                          "warning[a/b]: m.lua:3:1: 'three' is late\n"
                          "    help: hurry\n"
                          "warning[a/b]: m.lua:4:1: 'four' is late\n\n"));
}

static void test_lines_count_as_shown(void)
{
    static const struct report_options two = {.model = "m", .most = 2, .details = 1};
    start();
    for (int i = 0; i < 4; i++)
        diag_report(&diag, "a/b", LUNETTE_ERROR, nobody, "%d", i);
    TEST_TEXT(as_text(&two), "error[a/b]: 0\n\nerror[a/b]: 1\n\n"
                             "2 more findings are not shown: --limit findings=4 shows all\n"
                             "1 is told in one line: --limit details=2 shows it in full\n"
                             "m: 4 errors\n");
}

static void test_echoes_are_dropped(void)
{
    start();
    add_source("m.lua", "one\ntwo\n");
    struct lunette_finding *finding = report_at(1, 1, 2);
    finding_relate(finding, nobody, "here");
    finding_relate(finding, nobody, "there");
    finding_relate(finding, nobody, "nowhere");
    finding_relate(finding, nobody, "here again");
    finding->related->place = place(0, 1, 1, 4);
    finding->related->next->place = place(0, 1, 2, 3);
    finding->related->next->next->next->place = place(0, 1, 1, 2);
    diag_report(&diag, "a/b", LUNETTE_ERROR, nobody, "no place");
    finding_relate(diag.findings[1], nobody, "none either");
    report_drop_echoes(&diag);
    TEST_TEXT(finding->related->message, "there");
    TEST_TEXT(finding->related->next->message, "nowhere");
    TEST(!finding->related->next->next && diag.findings[1]->related);
}

static void test_colour(void)
{
    static const struct report_options colour = {.model = "m", .colour = true};
    start();
    add_source("m.lua", "abc");
    report_at(1, 1, 4);
    const char *text = as_text(&colour);
    TEST(strstr(text, "\x1b[1;31merror[a/b]\x1b[0m") && strstr(text, "\x1b[1;31m^^^\x1b[0m"));
    TEST(!strchr(as_text(&plain), '\x1b'));
}

/* ---- json ---- */

static const char *text_at(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static json_int_t number_at(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? json_integer_value(value) : -1;
}

static json_t *as_json(void)
{
    struct report_summary summary = {.error = 1, .warning = 2, .note = 3, .suppressed = 4};
    buf_clear(&out);
    report_write_json(&out, &diag, &summary, &plain);
    TEST(out.data[out.length - 1] == '\n');
    return json_loads(buf_text(&out), JSON_REJECT_DUPLICATES, NULL);
}

static void test_json_shape(void)
{
    start();
    add_source("model.lua", "one two\nthree");
    struct lunette_finding *finding = report_at(1, 5, 8);
    finding_label(finding, "label");
    finding_help(finding, "help");
    finding_subject(finding, "a -> b");
    finding_relate(finding, nobody, "first");
    finding_relate(finding, nobody, "second");
    finding->related->next->place = place(0, 2, 1, 6);
    finding->suppressed = true;
    finding->reason = "known";
    json_t *root = as_json();
    const json_t *summary = json_object_get(root, "summary");
    const json_t *value = json_array_get(json_object_get(root, "diagnostics"), 0);
    const json_t *related = json_object_get(value, "related");
    TEST(number_at(root, "version") == 1 && strcmp(text_at(root, "model"), "m") == 0);
    TEST(number_at(summary, "error") == 1 && number_at(summary, "warning") == 2);
    TEST(number_at(summary, "note") == 3 && number_at(summary, "suppressed") == 4);
    TEST_TEXT(text_at(value, "rule"), "a/b");
    TEST_TEXT(text_at(value, "severity"), "error");
    TEST_TEXT(text_at(value, "message"), "what");
    TEST_TEXT(text_at(value, "file"), "model.lua");
    TEST(number_at(value, "line") == 1 && number_at(value, "column") == 5);
    TEST(number_at(value, "end_line") == 1 && number_at(value, "end_column") == 8);
    TEST_TEXT(text_at(value, "label"), "label");
    TEST_TEXT(text_at(value, "subject"), "a -> b");
    TEST_TEXT(text_at(value, "help"), "help");
    TEST_TEXT(text_at(value, "reason"), "known");
    TEST(json_is_true(json_object_get(value, "suppressed")) && json_array_size(related) == 2);
    TEST(json_object_size(json_array_get(related, 0)) == 1);
    TEST(number_at(json_array_get(related, 1), "line") == 2);
    json_decref(root);
}

static void test_json_of_little_and_of_bad_bytes(void)
{
    start();
    json_t *root = as_json();
    TEST(json_is_array(json_object_get(root, "diagnostics")));
    TEST(json_array_size(json_object_get(root, "diagnostics")) == 0);
    json_decref(root);
    diag_report(&diag, "a/b", LUNETTE_NOTE, nobody, "a\xff\x1b\"\n");
    root = as_json();
    const json_t *value = json_array_get(json_object_get(root, "diagnostics"), 0);
    TEST_TEXT(text_at(value, "message"), "a\xef\xbf\xbd\x1b\"\n");
    TEST_TEXT(text_at(value, "severity"), "note");
    TEST(!json_object_get(value, "file") && !json_object_get(value, "line"));
    TEST(!json_object_get(value, "help") && !json_object_get(value, "reason"));
    TEST(json_array_size(json_object_get(value, "related")) == 0);
    json_decref(root);
}

static void test_formats_by_name(void)
{
    TEST(report_format_named("text")->write == report_write_text);
    TEST(report_format_named("json")->write == report_write_json);
    TEST(!report_format_named("xml") && !report_format_named(""));
}

int main(void)
{
    test_no_findings();
    test_a_whole_finding();
    test_findings_without_a_place();
    test_underlines();
    test_long_lines_are_cut();
    test_hostile_text();
    test_suppressed_ones_are_left_out_and_many_are_counted();
    test_more_of_a_rule_are_told_in_a_line();
    test_a_help_is_told_once();
    test_lines_count_as_shown();
    test_echoes_are_dropped();
    test_colour();
    test_json_shape();
    test_json_of_little_and_of_bad_bytes();
    test_formats_by_name();
    start();
    return test_done();
}
