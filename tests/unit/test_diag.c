/* Findings while a run collects them, and the text they stand in. */
#include <stdlib.h>

#include "diag/finding.h"
#include "test.h"

static const struct lunette_blame nobody;

static void test_a_finding_as_reported(void)
{
    struct arena arena = {0};
    struct diag diag = {.arena = &arena};
    struct lunette_item item = {.kind = LUNETTE_SERVICE};
    char text[] = "short-lived";
    struct lunette_finding *finding = diag_report(
        &diag, "a/b", LUNETTE_WARNING, lunette_at_entry(&item, "ports", 2), "%s %d", text, 7);
    finding_label(finding, "under %s", text);
    finding_help(finding, "do %d", 1);
    finding_help(finding, "do %d", 2);
    finding_subject(finding, "%s", text);
    text[0] = 'S';
    TEST(diag.count == 1 && diag.findings[0] == finding && finding->diag == &diag);
    TEST(finding->severity == LUNETTE_WARNING && !finding->suppressed && !finding->blame_key);
    TEST(finding->blame.item == &item && finding->blame.index == 2 && !finding->blame.entry);
    TEST_TEXT(finding->rule, "a/b");
    TEST_TEXT(finding->message, "short-lived 7");
    TEST_TEXT(finding->label, "under short-lived");
    TEST_TEXT(finding->help, "do 2");
    TEST_TEXT(finding->subject, "short-lived");
    TEST_TEXT(finding->place.path, "");
    diag_free(&diag);
    TEST(diag.count == 0 && diag.arena == &arena);
    arena_reset(&arena);
}

static void test_related_places_keep_their_order(void)
{
    struct arena arena = {0};
    struct diag diag = {.arena = &arena};
    struct lunette_finding *finding = diag_report(&diag, "a/b", LUNETTE_ERROR, nobody, "x");
    const struct finding_related *other;
    int number = 0;
    for (int i = 0; i < 5; i++)
        finding_relate(finding, nobody, "place %d", i);
    for (other = finding->related; other; other = other->next, number++) {
        char wanted[32];
        snprintf(wanted, sizeof wanted, "place %d", number);
        TEST_TEXT(other->message, wanted);
        TEST_TEXT(other->place.path, "");
    }
    TEST(number == 5);
    diag_free(&diag);
    arena_reset(&arena);
}

static void test_sorting(void)
{
    static const struct {
        const char *path;
        uint32_t line, column;
        const char *rule, *message;
    } sorted[] = {
        {"", 0, 0, "z/z", "of no file"},  {"a.lua", 0, 0, "z/z", "of a file"},
        {"a.lua", 1, 9, "z/z", "line 1"}, {"a.lua", 2, 1, "z/z", "column 1"},
        {"a.lua", 2, 3, "a/a", "rule a"}, {"a.lua", 2, 3, "b/a", "message a"},
        {"a.lua", 2, 3, "b/a", "same"},   {"a.lua", 2, 3, "b/a", "same"},
        {"a.lua", 10, 1, "a/a", "10"},    {"b.lua", 1, 1, "a/a", "other file"},
    };
    struct arena arena = {0};
    struct diag diag = {.arena = &arena};
    for (size_t i = 0; i < 100; i++) {
        size_t from = i * 7 % COUNT(sorted); /* each comes ten times */
        struct lunette_finding *finding =
            diag_report(&diag, sorted[from].rule, LUNETTE_NOTE, nobody, "%s", sorted[from].message);
        finding->place.path = sorted[from].path;
        finding->place.span.line = sorted[from].line;
        finding->place.span.column = sorted[from].column;
    }
    diag_sort(&diag);
    TEST(diag.count == 100);
    for (size_t i = 0; i < 100; i++)
        TEST_TEXT(diag.findings[i]->message, sorted[i / 10].message);
    for (size_t i = 1; i < 10; i++)
        TEST(diag.findings[i - 1]->order < diag.findings[i]->order);
    diag_free(&diag);
    diag_sort(&diag);
    arena_reset(&arena);
}

/* The lines of a text, each in brackets. */
static const char *lines_of(const struct source_file *file, uint32_t lines)
{
    static char shown[256];
    shown[0] = '\0';
    for (uint32_t line = 0; line <= lines; line++) {
        size_t length, used = strlen(shown);
        const char *text = source_line(file, line, &length);
        snprintf(shown + used, sizeof shown - used, "[%.*s]", (int)length, text);
    }
    return shown;
}

/* Lines 0 and one past the end are empty. */
static void test_lines(void)
{
    static const struct {
        const char *text;
        uint32_t lines;
        const char *shown;
    } cases[] = {
        {"", 1, "[][][]"},
        {"one", 1, "[][one][]"},
        {"one\n", 2, "[][one][][]"},
        {"one\ntwo", 2, "[][one][two][]"},
        {"one\r\n\r\ntwo\r\n", 4, "[][one][][two][][]"},
        {"a\rb\nc\r", 2, "[][a\rb][c\r][]"},
        {"\n\n", 3, "[][][][][]"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct source_set set = {.arena = &arena};
        uint32_t number = source_add(&set, "x.lua", cases[i].text, strlen(cases[i].text));
        struct source_file plain = {.path = "x", .text = cases[i].text};
        plain.length = strlen(plain.text);
        TEST_TEXT(lines_of(&plain, cases[i].lines + 1), cases[i].shown);
        TEST_TEXT(lines_of(&set.files[number], cases[i].lines + 1), cases[i].shown);
        arena_reset(&arena);
    }
}

static void test_line_of_an_offset(void)
{
    static const char text[] = "one\n\nthree\nfour";
    static const uint32_t wanted[] = {1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4};
    struct arena arena = {0};
    struct source_set set = {.arena = &arena};
    source_add(&set, "x.lua", text, sizeof text - 1);
    struct source_file plain = {.path = "x", .text = text, .length = sizeof text - 1};
    for (size_t offset = 0; offset < COUNT(wanted); offset++) {
        TEST(source_line_of(&set.files[0], offset) == wanted[offset]);
        TEST(source_line_of(&plain, offset) == wanted[offset]);
    }
    for (uint32_t line = 0; line < 6; line++) {
        size_t start, start_of_plain;
        bool known = source_line_start(&set.files[0], line, &start);
        TEST(known == (line >= 1 && line <= 4));
        TEST(source_line_start(&plain, line, &start_of_plain) == known);
        TEST(!known || start == start_of_plain);
        TEST(!known || source_line_of(&plain, start) == line);
    }
    arena_reset(&arena);
}

/* Lines that end before, on and behind the ends of blocks, some of them empty, one longer than a block. */
static void test_lines_of_many_blocks(void)
{
    static char text[20 * SOURCE_BLOCK + 17];
    struct arena arena = {0};
    struct source_set set = {.arena = &arena};
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = i % 7 == 0 || i % (SOURCE_BLOCK - 1) < 3 ? '\n' : 'x';
    memset(text + 5 * SOURCE_BLOCK + 9, 'x', 2 * SOURCE_BLOCK);
    source_add(&set, "x.lua", text, sizeof text);
    struct source_file plain = {.path = "x", .text = text, .length = sizeof text};
    uint32_t last = source_line_of(&plain, sizeof text);
    for (size_t offset = 0; offset <= sizeof text; offset++)
        TEST(source_line_of(&set.files[0], offset) == source_line_of(&plain, offset));
    for (uint32_t line = 0; line < last + 3; line++) {
        size_t start, wanted;
        bool known = source_line_start(&plain, line, &wanted);
        TEST(source_line_start(&set.files[0], line, &start) == known && start == wanted);
        TEST(known == (line >= 1 && line <= last));
    }
    arena_reset(&arena);
}

static void test_many_files(void)
{
    struct arena arena = {0};
    struct source_set set = {.arena = &arena};
    char path[32], text[] = "text";
    for (uint32_t i = 0; i < 50; i++) {
        snprintf(path, sizeof path, "file-%u.lua", i);
        TEST(source_add(&set, path, text, 4) == i);
    }
    text[0] = 'T';
    TEST(source_find(&set, "file-0.lua") == 0 && source_find(&set, "file-49.lua") == 49);
    TEST(source_find(&set, "file-50.lua") == UINT32_MAX);
    TEST_TEXT(set.files[49].text, "text");
    TEST(set.files[source_adopt(&set, "own", text, 4)].text == text);
    arena_reset(&arena);
}

int main(void)
{
    test_a_finding_as_reported();
    test_related_places_keep_their_order();
    test_sorting();
    test_lines();
    test_line_of_an_offset();
    test_lines_of_many_blocks();
    test_many_files();
    return test_done();
}
