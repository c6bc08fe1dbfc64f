#include "base/utf8.h"

#include "base/buf.h"
#include "test.h"

static uint32_t decoded(const char *bytes, size_t *used)
{
    uint32_t code_point;
    *used = utf8_decode(bytes, strlen(bytes), &code_point);
    return code_point;
}

static void test_decode(void)
{
    static const struct {
        const char *bytes;
        uint32_t code_point;
        size_t used;
    } cases[] = {
        {"", UTF8_REPLACEMENT, 0},
        {"a", 'a', 1},
        {"\x7f", 0x7f, 1},
        {"\xc2\x80", 0x80, 2},
        {"\xc3\xa9!", 0xe9, 2},
        {"\xdf\xbf", 0x7ff, 2},
        {"\xe0\xa0\x80", 0x800, 3},
        {"\xe2\x82\xac", 0x20ac, 3},
        {"\xed\x9f\xbf", 0xd7ff, 3},
        {"\xef\xbf\xbf", 0xffff, 3},
        {"\xf0\x90\x80\x80", 0x10000, 4},
        {"\xf4\x8f\xbf\xbf", 0x10ffff, 4},
        {"\x80", UTF8_REPLACEMENT, 1},
        {"\xc0\x80", UTF8_REPLACEMENT, 1},
        {"\xc1\xbf", UTF8_REPLACEMENT, 1},
        {"\xc3", UTF8_REPLACEMENT, 1},
        {"\xc3(", UTF8_REPLACEMENT, 1},
        {"\xe0\x9f\xbf", UTF8_REPLACEMENT, 1},
        {"\xe2\x82", UTF8_REPLACEMENT, 1},
        {"\xe2\x82(", UTF8_REPLACEMENT, 1},
        {"\xed\xa0\x80", UTF8_REPLACEMENT, 1},
        {"\xf0\x8f\xbf\xbf", UTF8_REPLACEMENT, 1},
        {"\xf4\x90\x80\x80", UTF8_REPLACEMENT, 1},
        {"\xf5\x80\x80\x80", UTF8_REPLACEMENT, 1},
        {"\xff", UTF8_REPLACEMENT, 1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t used;
        TEST(decoded(cases[i].bytes, &used) == cases[i].code_point);
        TEST(used == cases[i].used);
        TEST(utf8_valid(cases[i].bytes, strlen(cases[i].bytes)) ==
             (cases[i].used == 0 || cases[i].code_point != UTF8_REPLACEMENT));
    }
    TEST(utf8_valid("\xef\xbf\xbd", 3));
    TEST(utf8_valid("a\0b", 3));
}

static void test_add_and_decode_every_code_point(void)
{
    struct buf buf = {0};
    size_t wrong = 0;
    for (uint32_t code_point = 1; code_point <= 0x110000; code_point++) {
        size_t used;
        bool is_none = code_point > 0x10ffff || (code_point >= 0xd800 && code_point <= 0xdfff);
        buf_clear(&buf);
        utf8_add(&buf, code_point);
        uint32_t back = decoded(buf_text(&buf), &used);
        wrong += used != buf.length || back != (is_none ? UTF8_REPLACEMENT : code_point);
    }
    TEST(wrong == 0);
    buf_clear(&buf);
    utf8_add(&buf, 0);
    TEST(buf.length == 1 && buf.data[0] == '\0');
    buf_free(&buf);
}

static void test_count_and_cut(void)
{
    const char *text = "h\xc3\xa9llo \xe2\x82\xac\xff!";
    TEST(utf8_count(text, strlen(text)) == 9);
    TEST(utf8_count("", 0) == 0);
    TEST(utf8_cut(text, strlen(text), 0) == 0);
    TEST(utf8_cut(text, strlen(text), 2) == 3);
    TEST(utf8_cut(text, strlen(text), 8) == strlen(text) - 1);
    TEST(utf8_cut(text, strlen(text), 100) == strlen(text));
    TEST(utf8_cut("\xe2\x82\xac", 2, 1) == 1);
}

static void test_controls(void)
{
    static const uint32_t controls[] = {0,      '\t',   '\n',   0x1b,   0x7f,   0x85,  0x9f,
                                        0x200b, 0x200d, 0x2028, 0x2029, 0x2060, 0xfeff};
    static const uint32_t bidi[] = {0x061c, 0x200e, 0x200f, 0x202a, 0x202e, 0x2066, 0x2069};
    static const uint32_t visible[] = {' ', 'a', 0xa0, 0xe9, 0x200a, 0x2027, 0x20ac, 0x1f600};
    for (size_t i = 0; i < COUNT(controls); i++)
        TEST(utf8_is_control(controls[i]) && !utf8_is_bidi_control(controls[i]));
    for (size_t i = 0; i < COUNT(bidi); i++)
        TEST(utf8_is_control(bidi[i]) && utf8_is_bidi_control(bidi[i]));
    for (size_t i = 0; i < COUNT(visible); i++)
        TEST(!utf8_is_control(visible[i]) && !utf8_is_bidi_control(visible[i]));
}

int main(void)
{
    test_decode();
    test_add_and_decode_every_code_point();
    test_count_and_cut();
    test_controls();
    return test_done();
}
