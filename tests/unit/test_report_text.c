/* The text report: how it ends, and how its lines break on a terminal. */
#include "diag/source.h"
#include "report/terminal.h"
#include "report_fixture.h"

static struct source_set sources;

static void start_at(size_t width, const char *line)
{
    start();
    sources = (struct source_set){.arena = &arena};
    source_add(&sources, "m.lua", line, strlen(line));
    options.width = width;
}

static struct finding_place place(uint32_t column, uint32_t end)
{
    return (struct finding_place){"m.lua", &sources.files[0], {1, column, 1, end}};
}

/* ---- the end ---- */

static void add_many(const char *rule, enum lunette_severity severity, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct lunette_finding *finding = add(rule, severity, NULL, "what");
        set_place(&finding->place, "m.lua", (uint32_t)diag.count, 3);
    }
}

static const char *end_of(const char *text)
{
    const char *table = strstr(text, "  severity");
    return table ? table : text;
}

static void test_many_findings_end_with_a_table(void)
{
    start();
    options.details = 1;
    options.most = 11;
    add_many("a/x", LUNETTE_NOTE, 8);
    add_many("b/long-name", LUNETTE_ERROR, 2);
    add_many("a/x", LUNETTE_WARNING, 1);
    add_many("c/z", LUNETTE_ERROR, 1);
    diag.findings[11]->place = (struct finding_place){.path = ""};
    add_many("d/hidden", LUNETTE_ERROR, 1);
    diag.findings[12]->suppressed = true;
    TEST_TEXT(end_of(write_form("text")),
              "  severity  findings  rule         first\n"
              "  error            2  b/long-name  m.lua:9:3\n"
              "  error            1  c/z\n"
              "  warning          9  a/x          m.lua:1:3\n"
              "\n"
              "1 more finding is not shown: --limit findings=12 shows all\n"
              "8 are told in one line each: --limit details=8 shows them in full\n"
              "m: 3 errors, 1 warning, 8 notes (1 suppressed)\n");
}

static void test_few_findings_or_one_rule_need_no_table(void)
{
    start();
    add_many("a/x", LUNETTE_NOTE, 9);
    add_many("b/y", LUNETTE_NOTE, 1);
    TEST(!strstr(write_form("text"), "severity"));
    add_many("b/y", LUNETTE_NOTE, 1);
    TEST(strstr(write_form("text"), "severity"));
    start();
    add_many("a/x", LUNETTE_NOTE, 30);
    TEST(!strstr(write_form("text"), "severity"));
}

/* Equal ids need not be one in memory. */
static void test_a_rule_has_one_row(void)
{
    start();
    add_many("b/y", LUNETTE_NOTE, 6);
    add_many(arena_copy(&arena, "b/y", 3), LUNETTE_NOTE, 6);
    add_many("a/x", LUNETTE_NOTE, 1);
    TEST(strstr(write_form("text"), "\n  note            12  b/y   m.lua:1:3\n"));
}

static void test_the_end_tells_where_to_read_on(void)
{
    static const struct report_baseline baseline = {.file = "known.json"};
    static const char explain[] =
        "why: lunette explain a/x; to accept one: lunette explain allow\n";
    start();
    options.rules = rules;
    options.rule_count = COUNT(rules);
    TEST_TEXT(write_form("text"), "m: no findings\n");
    add_many("b/y", LUNETTE_ERROR, 1); /* has no rationale: a rule of the model's own */
    TEST(!strstr(write_form("text"), "explain"));
    add_many("a/x", LUNETTE_NOTE, 1);
    TEST(strstr(write_form("text"), explain) && !strstr(write_form("text"), "baseline"));
    add_many("a/x", LUNETTE_NOTE, 9);
    TEST(strstr(write_form("text"), "\nall known already: --write-baseline FILE now, --baseline FILE "
                                    "from then on\nm: 1 error, 10 notes\n"));
    options.baseline = &baseline;
    TEST(strstr(write_form("text"), explain) && !strstr(write_form("text"), "baseline"));
    options.unread = true;
    TEST(!strstr(write_form("text"), "explain"));
}

/* ---- lines on a terminal ---- */

static void test_words_go_to_the_next_line(void)
{
    static const struct {
        size_t width, column, indent;
        const char *text, *written;
    } cases[] = {
        {0, 0, 2, "one two three", "one two three"},
        {13, 0, 2, "one two three", "one two three"},
        {12, 0, 2, "one two three", "one two\n  three"},
        {12, 6, 2, "one two three", "one\n  two three"},
        {12, 10, 2, "one two", "\n  one two"},
        {8, 0, 2, "one muchtoolongword b", "one\n  muchtoolongword\n  b"},
        {8, 2, 2, "muchtoolongword", "muchtoolongword"},
        {8, 0, 2, "one  two   3", "one  two\n  3"},
        {7, 0, 2, "\xe4\xb8\xad\xe6\x96\x87 \xe4\xb8\xad", "\xe4\xb8\xad\xe6\x96\x87 \xe4\xb8\xad"},
        {6, 0, 2, "\xe4\xb8\xad\xe6\x96\x87 \xe4\xb8\xad", "\xe4\xb8\xad\xe6\x96\x87\n  \xe4\xb8\xad"},
        {6, 0, 2, "one ::error::x", "one ::error::x"},
        {8, 0, 2, "a = \"b c d\", e", "a =\n  \"b c d\",\n  e"},
        {8, 0, 2, "5\" of b c", "5\" of b\n  c"},
        {6, 0, 2, "one ##[x]", "one\n  #\\#[x]"},
        {8, 0, 2, "a\x1b[1m b", "a\\x1b[1m\n  b"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct terminal_wrap wrap = {cases[i].width, cases[i].column, cases[i].indent, "  "};
        struct buf text = {0};
        terminal_add_wrapped(&text, cases[i].text, &wrap);
        TEST_TEXT(buf_text(&text), cases[i].written);
        buf_free(&text);
    }
}

static void test_a_finding_fits_the_terminal(void)
{
    start_at(40, "sync \"b\" { timeout = \"2s\" }\n");
    struct lunette_finding *finding =
        add("a/x", LUNETTE_ERROR, NULL, "b is asked for longer than its caller waits");
    finding->place = place(1, 9);
    finding_label(finding, "asks b, which takes its time");
    finding_relate(finding, nobody, "nobody says where it asks, or why it does");
    finding_help(finding, "give b a second, or ask somebody else for it");
    TEST_TEXT(write_form("text"), "error[a/x]: b is asked for longer than\n"
                                  "    its caller waits\n"
                                  " --> m.lua:1:1\n"
                                  "  |\n"
                                  "1 | sync \"b\" { timeout = \"2s\" }\n"
                                  "  | ^^^^^^^^\n"
                                  "  | asks b, which takes its time\n"
                                  "  |\n"
                                  "  = nobody says where it asks, or why it\n"
                                  "    does\n"
                                  "  = help: give b a second, or ask\n"
                                  "          somebody else for it\n"
                                  "\n"
                                  "m: 1 error\n");
    finding->label = "asks b, which does not answer before it has asked c";
    options.width = 60;
    TEST(strstr(write_form("text"), "  | ^^^^^^^^ asks b, which does not answer before it has\n"
                                    "  |          asked c\n"));
}

static void test_a_finding_of_one_line_breaks_too(void)
{
    start_at(40, "x\n");
    for (int i = 0; i < 2; i++) {
        struct lunette_finding *finding =
            add("a/x", LUNETTE_ERROR, NULL, "b waits longer than its caller");
        finding->place = place(1, 2);
        finding_help(finding, "give it %d seconds more, or less to do", i + 2);
    }
    options.details = 1;
    TEST(strstr(write_form("text"), "\nerror[a/x]: m.lua:1:1: b waits longer\n"
                                    "    than its caller\n"
                                    "    help: give it 3 seconds more, or\n"
                                    "          less to do\n\n"));
}

/* The two lines of the snippet: source and underline. */
static const char *snippet(size_t width, const char *line, uint32_t column, uint32_t end)
{
    static char text[512];
    start_at(width, line);
    add("a/x", LUNETTE_ERROR, NULL, "what")->place = place(column, end);
    const char *from = strstr(write_form("text"), "1 | ");
    const char *to = from ? strstr(from, "\n\n") : NULL;
    snprintf(text, sizeof text, "%.*s", from && to ? (int)(to - from) : 0, from ? from : "");
    return text;
}

static void test_source_lines_are_cut_to_the_terminal(void)
{
    static const char line[] = "0123456789abcdefghij0123456789abcdefghij0123456789";
    TEST_TEXT(snippet(54, line, 11, 13),
              "1 | 0123456789abcdefghij0123456789abcdefghij0123456789\n  |           ^^");
    TEST_TEXT(snippet(44, line, 11, 13),
              "1 | 0123456789abcdefghij0123456789abcdefgh…\n  |           ^^");
    TEST_TEXT(snippet(44, line, 49, 51),
              "1 | …cdefghij0123456789abcdefghij0123456789\n  |                                      ^^");
    TEST_TEXT(snippet(44, line, 31, 32),
              "1 | …23456789abcdefghij0123456789abcdefghij…\n  |                              ^");
    TEST_TEXT(snippet(44, line, 1, 51), "1 | 0123456789abcdefghij0123456789abcdefgh…\n"
                                        "  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^");
    TEST_TEXT(snippet(44, "\t\t\t\t\t\t\t\t\tx = 3", 10, 11),
              "1 | …                                 x = 3\n  |                                   ^");
}

int main(void)
{
    test_many_findings_end_with_a_table();
    test_few_findings_or_one_rule_need_no_table();
    test_a_rule_has_one_row();
    test_the_end_tells_where_to_read_on();
    test_words_go_to_the_next_line();
    test_a_finding_fits_the_terminal();
    test_a_finding_of_one_line_breaks_too();
    test_source_lines_are_cut_to_the_terminal();
    start();
    return test_done();
}
