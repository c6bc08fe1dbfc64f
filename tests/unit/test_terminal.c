/* What of a stranger's text reaches a terminal or a log. */
#include "base/utf8.h"
#include "report/terminal.h"
#include "test.h"

static const char *escaped(const char *bytes, size_t length)
{
    static char text[512];
    struct buf out = {0};
    terminal_add(&out, bytes, length);
    snprintf(text, sizeof text, "%s", buf_text(&out));
    buf_free(&out);
    return text;
}

static void test_escapes(void)
{
    static const struct {
        const char *text, *shown;
    } cases[] = {
        {"", ""},
        {"plain ~text~ \xc3\xa4 \xe4\xb8\xad", "plain ~text~ \xc3\xa4 \xe4\xb8\xad"},
        {"\x1b[2J\x1b]0;title\x07", "\\x1b[2J\\x1b]0;title\\x07"},
        {"a\nb\r\nc", "a\\nb\\x0d\\nc"},
        {"a\tb", "a    b"},
        {"\x7f\x08", "\\x7f\\x08"},
        {"\xc2\x9b"
         "31m",
         "\\x9b31m"}, /* CSI as one character */
        {"a\xe2\x80\xae"
         "b",
         "a\\u202eb"}, /* right-to-left override */
        {"a\xe2\x81\xa6"
         "b",
         "a\\u2066b"}, /* left-to-right isolate */
        {"a\xe2\x80\xa8"
         "b",
         "a\\u2028b"}, /* line separator */
        {"a\xe2\x80\x8b"
         "b",
         "a\\u200bb"},                              /* zero width space */
        {"\xef\xbb\xbf", "\\ufeff"},                /* byte order mark */
        {"\xff\xc3(", "\xef\xbf\xbd\xef\xbf\xbd("}, /* no UTF-8 */
        {"\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
        {"\xe2\x80", "\xef\xbf\xbd\xef\xbf\xbd"},
        {"::error::x", ":\\:error::x"},
        {"  \t::error::x", "      :\\:error::x"},
        {"a ::error::x", "a ::error::x"},
        {"##[group]x", "#\\#[group]x"},
        {"a##[group]x##[y]", "a#\\#[group]x#\\#[y]"},
        {"# [x] ## [y]", "# [x] ## [y]"},
        {":x", ":x"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        TEST_TEXT(escaped(cases[i].text, strlen(cases[i].text)), cases[i].shown);
    TEST_TEXT(escaped("a\0b", 3), "a\\x00b");
}

/* Whatever the bytes: one line of valid UTF-8 without a control character. */
static void test_every_pair_of_bytes(void)
{
    size_t wrong = 0;
    for (unsigned pair = 0; pair < 0x10000; pair++) {
        const char bytes[] = {(char)(pair >> 8), (char)pair, 'x'};
        struct buf out = {0};
        terminal_add(&out, bytes, sizeof bytes);
        wrong += !utf8_valid(out.data, out.length);
        for (size_t at = 0; at < out.length;) {
            uint32_t code_point;
            at += utf8_decode(out.data + at, out.length - at, &code_point);
            wrong += utf8_is_control(code_point);
        }
        buf_free(&out);
    }
    TEST(wrong == 0);
}

static void test_no_text(void)
{
    struct buf out = {0};
    terminal_add_text(&out, NULL);
    terminal_add_text(&out, "");
    TEST(out.length == 0);
    buf_free(&out);
}

static void test_width(void)
{
    static const struct {
        const char *text;
        size_t width;
    } cases[] = {
        {"", 0},
        {"abc", 3},
        {"\xc3\xa4", 1},
        {"a\xcc\x88", 1},                /* a and a combining diaeresis */
        {"\xe4\xb8\xad\xe6\x96\x87", 4}, /* two ideographs */
        {"\xf0\x9f\x9a\x80", 2},         /* an emoji */
        {"\xef\xbd\xb1", 1},             /* halfwidth katakana */
        {"\xe2\x86\x92", 1},             /* an arrow */
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        TEST(terminal_width(cases[i].text, strlen(cases[i].text)) == cases[i].width);
}

int main(void)
{
    test_escapes();
    test_every_pair_of_bytes();
    test_no_text();
    test_width();
    return test_done();
}
