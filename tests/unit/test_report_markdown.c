/* The comment for a review: what it looks like, that it ends, and that no text in it is markup. */
#include "report/flowchart.h"
#include "report/groups.h"
#include "report/markdown_text.h"
#include "report_fixture.h"

static void test_markdown_text(void)
{
    static const struct {
        const char *text, *written;
    } cases[] = {
        {"plain, 'text' (99.9 %); \xc3\xa4-b/c?", "plain, 'text' (99.9 %); \xc3\xa4-b/c?"},
        {"a | b\n|---|", "a &#124; b &#124;---&#124;"},
        {"<img src=x onerror=y>", "&lt;img src=x onerror=y&gt;"},
        {"[x](y)", "&#91;x&#93;(y)"},
        {"@everyone #12", "&#64;&#8203;everyone &#35;&#8203;12"},
        {"`*_~\\!$&amp;", "&#96;&#42;&#95;&#126;&#92;!&#36;&amp;amp;"},
        {"max_a _b c_ __d", "max_a &#95;b c&#95; &#95;&#95;d"},
        {"![x] {+y+} [-z-]", "!&#91;x&#93; {&#8203;+y+} &#91;&#8203;-z-&#93;"},
        {"a --> b ->c -> ", "a --&gt; b -&gt;c -> "},
        {"a -> b { timeout = \"5s\" }", "a -> b { timeout = \"5s\" }"},
        {"https://evil www.evil", "https&#58;&#8203;//evil www.&#8203;evil"},
        {"a: b:1 ::x", "a: b:1 &#58;&#58;x"},
        {"\x1b\xe2\x80\xae\xff", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
        {NULL, ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf text = {0};
        markdown_add_text(&text, cases[i].text);
        TEST_TEXT(buf_text(&text), cases[i].written);
        buf_free(&text);
    }
}

static void test_markdown_of_little(void)
{
    start();
    TEST_TEXT(write_form("markdown"), "### Lunette: no findings in <code>m</code>\n\n");
    add("a/x", LUNETTE_ERROR, "s", "e")->suppressed = true;
    TEST_TEXT(write_form("markdown"),
              "### Lunette: no findings in <code>m</code>\n\n\n1 suppressed in the model.\n");
}

static void test_markdown(void)
{
    start();
    options.rules = rules;
    options.rule_count = COUNT(rules);
    add("a/x", LUNETTE_NOTE, "b -> c", "n");
    struct lunette_finding *finding = add("b/y", LUNETTE_ERROR, "a -> b", "e");
    set_place(&finding->place, "m.lua", 2, 1);
    finding_label(finding, "label");
    finding_help(finding, "help");
    finding_relate(finding, nobody, "other");
    set_place(&finding->related->place, "o.lua", 7, 1);
    TEST_TEXT(write_form("markdown"),
              "### Lunette: 1 error, 1 note in <code>m</code>\n\n"
              "| rule | severity | findings |\n|---|---|---:|\n"
              "| <code>b/y</code> | error | 1 |\n| <code>a/x</code> | note | 1 |\n\n"
              "```mermaid\nflowchart LR\n  n0[\"a\"]\n  n1[\"b\"]\n  n2[\"c\"]\n  n0 --> n1\n"
              "  n1 --> n2\n  linkStyle 0 stroke:#cf222e,stroke-width:2px\n"
              "  linkStyle 1 stroke:#0969da,stroke-width:2px\n```\n\n"
              "Red: error. Blue: note.\n\n"
              "#### <code>b/y</code>: finds y (1)\n\n"
              "- **error:** e<br><code>m.lua:2:1</code> label\n"
              "  - other: <code>o.lua:7:1</code>\n"
              "  - *Help:* help\n\n"
              "#### <code>a/x</code>: finds x (1)\n\n- **note:** n\n\n");
}

static void test_markdown_says_a_help_once(void)
{
    static const char *const helps[] = {"give one", "drop it", "give two", "drop it", "hide it"};
    static const char *const names[] = {"one", "x", "two", "y", "z"};
    start();
    for (size_t i = 0; i < COUNT(helps); i++)
        add("a/x", LUNETTE_ERROR, NULL, names[i])->help = helps[i];
    TEST(strstr(write_form("markdown"), "#### <code>a/x</code> (5)\n\n"
                                        "- **error:** one\n  - *Help:* give one\n"
                                        "- **error:** x\n- **error:** y\n\n"
                                        "*Help, for each of these:* drop it\n\n"
                                        "- **error:** two\n  - *Help:* give two\n"
                                        "- **error:** z\n  - *Help:* hide it\n\n"));
}

static void test_markdown_folds_many(void)
{
    start();
    for (int i = 0; i < 25; i++)
        add("a/x", LUNETTE_ERROR, "s", "e");
    add("a/y", LUNETTE_NOTE, "s", "n");
    const char *text = write_form("markdown");
    TEST(occurrences(text, "<details><summary>") == 2 && occurrences(text, "</details>") == 2);
    TEST(occurrences(text, "- **error:**") == 20);
    TEST(strstr(text, "\n- … and 5 more\n\n</details>\n"));
    TEST(strstr(text, "\n5 more findings are left out here"));
    TEST(!strstr(text, "mermaid"));
}

/* The worst there is: every text as long as it may be, every character as long as it can get. */
static void test_markdown_keeps_to_what_a_comment_holds(void)
{
    static char hostile[200 * 1024], subject[2100];
    memset(hostile, '@', sizeof hostile - 1);
    for (int i = 0; i < 2000; i++)
        subject[i] = "@| -> "[i % 6];
    start();
    options.model = hostile;
    static struct report_gone gone[20];
    static const char *entities[] = {hostile};
    for (size_t i = 0; i < COUNT(gone); i++)
        gone[i] = (struct report_gone){"a/x", entities, 1, 1};
    const struct report_baseline baseline = {"known.json", 7, gone, COUNT(gone), false, false};
    options.baseline = &baseline;
    for (int i = 0; i < 600; i++) {
        char rule[200];
        snprintf(rule, sizeof rule, "a/%0120d%s", i % 100, "________");
        const char *id = arena_copy(&arena, rule, strlen(rule));
        struct lunette_finding *finding =
            add(id, LUNETTE_ERROR, subject, i % 3 ? "short" : hostile);
        for (int r = 0; r < 7 && i % 7 == 0; r++)
            finding_relate(finding, nobody, "%s", hostile);
    }
    const char *text = write_form("markdown");
    TEST(out.length <= 65536 && out.length > 50000);
    TEST(occurrences(text, "<details>") == occurrences(text, "</details>"));
    TEST(strstr(text, "are left out here"));
}

static void test_flowchart_labels(void)
{
    start();
    add("a/x", LUNETTE_ERROR, "a\"] --> B[\"x -> %%{init}%%\n```", "e");
    add("a/x", LUNETTE_NOTE, "no path", "e");
    add("a/x", LUNETTE_NOTE, " -> ", "e");
    struct report_groups groups = groups_make(&diag, false);
    buf_clear(&out);
    flowchart_add(&out, &groups);
    TEST_TEXT(buf_text(&out), "```mermaid\nflowchart LR\n"
                              "  n0[\"a#34;#93; --#62; B#91;#34;x\"]\n"
                              "  n1[\"#37;#37;#123;init#125;#37;#37;#65533;#96;#96;#96;\"]\n"
                              "  n2[\"…\"]\n  n0 --> n1\n  n2 --> n2\n"
                              "  linkStyle 0 stroke:#cf222e,stroke-width:2px\n"
                              "  linkStyle 1 stroke:#0969da,stroke-width:2px\n```\n\n"
                              "Red: error. Blue: note. "
                              "Drawn: 2 of 3 findings, all that are about a connection.\n\n");
    groups_free(&groups);
}

static void test_flowcharts_end(void)
{
    start();
    for (int i = 0; i < 100; i++)
        add("a/x", LUNETTE_ERROR, arena_format(&arena, "a%d -> b%d -> a%d", i, i, i), "e");
    struct report_groups groups = groups_make(&diag, false);
    buf_clear(&out);
    flowchart_add(&out, &groups);
    TEST(occurrences(buf_text(&out), "-->") == 30);
    TEST(occurrences(buf_text(&out), "linkStyle") == 30);
    TEST(strstr(buf_text(&out), "Drawn: the gravest 15 of the 100 findings about a connection.\n"));
    groups_free(&groups);
}

int main(void)
{
    test_markdown_text();
    test_markdown_of_little();
    test_markdown();
    test_markdown_says_a_help_once();
    test_markdown_folds_many();
    test_markdown_keeps_to_what_a_comment_holds();
    test_flowchart_labels();
    test_flowcharts_end();
    start();
    return test_done();
}
