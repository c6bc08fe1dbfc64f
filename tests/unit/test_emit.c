/* CSV, HTML and JSON: whatever the text, the document around it holds. */
#include <jansson.h>

#include "emit/csv.h"
#include "emit/html.h"
#include "emit/json.h"
#include "test.h"

static void test_csv_cells(void)
{
    static const struct {
        const char *cell, *written;
    } cases[] = {
        {"plain text", "plain text"},
        {"", ""},
        {NULL, ""},
        {"a,b", "\"a,b\""},
        {"say \"hi\"", "\"say \"\"hi\"\"\""},
        {"two\nlines", "\"two\nlines\""},
        {"cr\rlf", "\"cr\rlf\""},
        {"=1+1", "\"'=1+1\""},
        {"+1", "\"'+1\""},
        {"-1", "\"'-1\""},
        {"@x", "\"'@x\""},
        {"\tx", "\"'\tx\""},
        {"\rx", "\"'\rx\""},
        {"=\"", "\"'=\"\"\""},
        {"a=1", "a=1"},
        {"\xc3\xa4", "\xc3\xa4"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf out = {0};
        char wanted[64];
        const char *cells[] = {"x", cases[i].cell};
        csv_add_row(&out, cells, 2);
        snprintf(wanted, sizeof wanted, "x,%s\r\n", cases[i].written);
        TEST_TEXT(buf_text(&out), wanted);
        buf_free(&out);
    }
}

static void test_html_text(void)
{
    static const struct {
        const char *text, *written;
    } cases[] = {
        {NULL, ""},
        {"plain\ttext\n", "plain\ttext\n"},
        {"<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"},
        {"\" onload=\"x", "&quot; onload=&quot;x"},
        {"&amp;", "&amp;amp;"},
        {"\x1b[31m", "\xef\xbf\xbd[31m"},
        {"a\xe2\x80\xae"
         "b",
         "a\xef\xbf\xbd"
         "b"},
        {"\xff\xc3\xa4", "\xef\xbf\xbd\xc3\xa4"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf out = {0};
        html_add_text(&out, cases[i].text);
        TEST_TEXT(buf_text(&out), cases[i].written);
        buf_free(&out);
    }
}

static void test_json_rows(void)
{
    static const char *const heads[] = {"name", "calls"};
    static const enum json_column types[] = {JSON_COLUMN_TEXT, JSON_COLUMN_INTEGER};
    static const char *const cells[] = {"a\"\\\n\x01", "12", "\xff\xe2\x82", NULL, NULL, "0"};
    struct buf out = {0};
    json_add_rows(&out, heads, types, 2, cells, 3);
    TEST(out.length && out.data[out.length - 1] == '\n');
    json_t *rows = json_loads(buf_text(&out), JSON_REJECT_DUPLICATES, NULL);
    TEST(json_array_size(rows) == 3);
    const json_t *first = json_array_get(rows, 0), *second = json_array_get(rows, 1);
    TEST_TEXT(json_string_value(json_object_get(first, "name")), "a\"\\\n\x01");
    TEST(json_is_integer(json_object_get(first, "calls")));
    TEST(json_integer_value(json_object_get(first, "calls")) == 12);
    TEST_TEXT(json_string_value(json_object_get(second, "name")),
              "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    TEST(json_object_size(second) == 1 && json_object_size(json_array_get(rows, 2)) == 1);
    json_decref(rows);
    buf_free(&out);
}

static void test_json_without_types_or_rows(void)
{
    static const char *const heads[] = {"n"};
    static const char *const cells[] = {"12"};
    struct buf out = {0};
    json_add_rows(&out, heads, NULL, 1, cells, 1);
    json_t *rows = json_loads(buf_text(&out), 0, NULL);
    TEST_TEXT(json_string_value(json_object_get(json_array_get(rows, 0), "n")), "12");
    json_decref(rows);
    buf_clear(&out);
    json_add_rows(&out, heads, NULL, 1, cells, 0);
    TEST_TEXT(buf_text(&out), "[]\n");
    buf_free(&out);
}

int main(void)
{
    test_csv_cells();
    test_html_text();
    test_json_rows();
    test_json_without_types_or_rows();
    return test_done();
}
